from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import cinespan
from cinespan.errors import InputError
from cinespan.film_sources.build import build_catalogue

FILMS = [
    {
        "id": "harbour",
        "title": "The Glass Harbour",
        "year": 1987,
        "cast": [
            {"actor": {"name": "Ada Brandt", "id": "p1"}, "character": "Sue Varga"},
            {"actor": {"name": "Otto Kessling", "id": "p2"}, "character": "Max"},
        ],
        "director": {"name": "Lena Okafor", "id": "p3"},
    },
    {"id": "her", "title": "Her", "year": 2013, "cast": [{"name": "Milo Stern", "id": "p4"}]},
    {"id": "ember-old", "title": "Pale Ember", "year": 1950, "cast": [{"name": "Uma Voss", "id": "p5"}]},
    {"id": "ember-new", "title": "Pale Ember", "year": 1999, "cast": [{"name": "Ivo Hartl", "id": "p6"}]},
    {"id": "end", "title": "The End", "year": 1971, "cast": [{"name": "Tess Quill", "id": "p7"}]},
    {"id": "hall", "title": "Annie Quill", "year": 1977, "cast": [{"name": "Bo Lind", "id": "p8"}]},
    {"id": "one", "title": "Night Ferry", "year": 1961, "cast": [{"name": "Jon Marsh", "id": "p9"}]},
    {"id": "two", "title": "Sleepless", "year": 1991, "cast": [{"name": "Jon Marsh", "id": "p10"}]},
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogue")
    lines = folder / "films.jsonl"
    lines.write_text("".join(json.dumps(film) + "\n" for film in FILMS))
    build_catalogue([lines], folder / "films.catalogue")
    return folder / "films.catalogue"


@pytest.fixture(scope="module")
def nlp(catalogue: Path) -> Language:
    return cinespan.load(catalogue=catalogue)


def found(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    return [(ent.text, ent.label_, ent.kb_id_) for ent in nlp(text).ents]


@pytest.mark.parametrize(
    ("text", "ents"),
    [
        # a title of several words, a person and a character
        (
            "We saw The Glass Harbour because Ada Brandt is in it.",
            [("The Glass Harbour", "FILM", "harbour"), ("Ada Brandt", "ACTOR", "p1")],
        ),
        # the person's role is that of the credits, unless the sentence knows better
        ("We like what Lena Okafor did.", [("Lena Okafor", "DIRECTOR", "p3")]),
        ("It was directed by Ada Brandt.", [("Ada Brandt", "DIRECTOR", "p1")]),
        # a word is no title
        ("Her house is cold. We wanted to see Her.", []),
        ("We saw her with Milo Stern.", [("Milo Stern", "ACTOR", "p4")]),
        # but beside its cast
        ("Then Milo Stern made Her with no money.", [("Milo Stern", "ACTOR", "p4"), ("Her", "FILM", "her")]),
        (
            "For once Milo Stern made Her with no money. Her house is cold.",
            [("Milo Stern", "ACTOR", "p4"), ("Her", "FILM", "her")],
        ),
        # or with its year
        ("People still watch Her (2013) today.", [("Her", "FILM", "her")]),
        # common words
        ("It is no The End, alas.", []),
        ("For Tess Quill it is no The End, alas.", [("Tess Quill", "ACTOR", "p7"), ("The End", "FILM", "end")]),
        # two films of one name
        ("They still show Pale Ember here.", [("Pale Ember", "FILM", "")]),
        ("They still show Pale Ember (1999) here.", [("Pale Ember", "FILM", "ember-new")]),
        (
            "They still show Pale Ember here, with Uma Voss.",
            [("Pale Ember", "FILM", "ember-old"), ("Uma Voss", "ACTOR", "p5")],
        ),
        # two people of one name
        ("Nobody knows where Jon Marsh is.", [("Jon Marsh", "ACTOR", "")]),
        (
            "Nobody knows why Jon Marsh made Night Ferry.",
            [("Jon Marsh", "ACTOR", "p9"), ("Night Ferry", "FILM", "one")],
        ),
        # a title that may be its character is what the rules make of it
        ("They all like Annie Quill.", [("Annie Quill", "ACTOR", "")]),
        # hurried writers
        ("i saw it for ada brandt alone", [("ada brandt", "ACTOR", "p1")]),
        ('i saw "the glass harbour" twice', [("the glass harbour", "FILM", "harbour")]),
        # the surnames of a film that the text speaks of
        (
            "We saw The Glass Harbour. Nobody there is like Kessling at all.",
            [("The Glass Harbour", "FILM", "harbour"), ("Kessling", "ACTOR", "p2")],
        ),
        # characters beside their film
        (
            "We saw The Glass Harbour. You will not forget Sue Varga soon.",
            [("The Glass Harbour", "FILM", "harbour"), ("Sue Varga", "CHARACTER", "")],
        ),
    ],
)
def test_names_of_a_catalogue(nlp: Language, text: str, ents: list[tuple[str, str, str]]) -> None:
    assert found(nlp, text) == ents


def test_every_entity_tells_where_it_came_from(nlp: Language) -> None:
    doc = nlp("For once Milo Stern made Her, directed by Ada Brandt. Her (2013) is no Glass Harbour. So is Kessling.")

    assert [(ent.text, ent.id_) for ent in doc.ents] == [
        ("Milo Stern", "catalogue.person"),
        ("Her", "catalogue.title-beside-cast"),
        ("Ada Brandt", "director.directed-by-gap"),
        ("Her", "catalogue.title-with-year"),
    ]


def test_what_the_rules_find_stays(nlp: Language) -> None:
    text = 'The film "Tin Soup" stars Ilka Marr.'

    assert found(nlp, text) == found(cinespan.load(), text) == [("Tin Soup", "FILM", ""), ("Ilka Marr", "ACTOR", "")]


def test_a_text_with_credits_is_read_by_them(nlp: Language) -> None:
    doc = nlp(
        cinespan.make_doc(nlp, "For once Milo Stern made Her with Bo Lind.", {"title": "Tin", "cast": ["Bo Lind"]})
    )

    assert {ent.id_.split(".")[0] for ent in doc.ents if ent.kb_id_} == {"credits"}


def test_documents_know_nothing_of_each_other(nlp: Language) -> None:
    texts = [
        "We saw The Glass Harbour. Nobody there is like Kessling at all.",
        "Kessling is a town.",
        "We wanted to see Her.",
    ] * 2

    docs = list(nlp.pipe(texts, n_process=2, batch_size=1))

    assert [[(ent.text, ent.kb_id_) for ent in doc.ents if ent.kb_id_] for doc in docs] == [
        [("The Glass Harbour", "harbour"), ("Kessling", "p2")],
        [],
        [],
    ] * 2


def test_it_works_in_any_pipeline_and_survives_a_pickle(catalogue: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_catalogue", config={"catalogue": str(catalogue)})
    text = "We saw The Glass Harbour."
    assert found(nlp, text) == [("The Glass Harbour", "FILM", "harbour")]

    again = pickle.loads(pickle.dumps(nlp))

    assert found(again, text) == found(nlp, text)


def test_a_saved_pipeline_opens_its_catalogue_again(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")

    assert found(spacy.load(tmp_path / "model"), "See Night Ferry.") == found(nlp, "See Night Ferry.")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (None, "film_catalogue: name a catalogue"),
        ("nowhere.catalogue", "nowhere.catalogue: there is no such catalogue"),
    ],
)
def test_a_missing_catalogue_is_refused(path: str | None, message: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_catalogue", config={"catalogue": path})

    with pytest.raises(InputError, match=message):
        nlp("We saw The Glass Harbour.")
