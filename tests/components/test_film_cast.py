from __future__ import annotations

import json
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from cinespan.doc_data import cast_of
from markup_sentences import read_entities, read_sentence

NLP = spacy.blank("en")
NLP.add_pipe("film_cast")


def cast_in(marked: str) -> list[dict[str, Any]]:
    """Run the component alone on a sentence whose entities are marked."""
    doc = NLP.make_doc(read_sentence(marked))
    doc.set_ents([doc.char_span(*entity[:2], label=entity[2]) for entity in read_entities(marked)])
    return list(NLP(doc)._.cast)


def names_of(marked: str) -> list[tuple[str, list[str]]]:
    text = read_sentence(marked)
    return [(entry["name"], [text[slice(*mention)] for mention in entry["mentions"]]) for entry in cast_in(marked)]


def links_of(marked: str) -> list[tuple[str, str, str, str]]:
    return [
        (entry["name"], link["relation"], link["name"], link["rule"])
        for entry in cast_in(marked)
        for link in entry["links"]
    ]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        (
            "[Stone]{ACTOR} sings. [Emma Stone]{ACTOR} acts. [Emma]{ACTOR} smiles.",
            [("Emma Stone", ["Stone", "Emma Stone", "Emma"])],
        ),
        ("[Dr. Vos]{CHARACTER} waits. [Vos]{CHARACTER} leaves.", [("Dr. Vos", ["Dr. Vos", "Vos"])]),
        ("[Vos]{CHARACTER} is played by [Jan Vos]{ACTOR}.", [("Vos", ["Vos"]), ("Jan Vos", ["Jan Vos"])]),
        (
            "[Rosa Stone]{ACTOR} and [Emma Stone]{ACTOR} are cold. [Stone]{ACTOR} sighs.",
            [("Rosa Stone", ["Rosa Stone"]), ("Emma Stone", ["Emma Stone", "Stone"])],
        ),
        (
            "[Clara Vos]{ACTOR} is good. [Vos]{DIRECTOR} directed it herself.",
            [("Clara Vos", ["Clara Vos", "Vos"])],
        ),
        (
            "[The Glass Harbor: Silent Tide]{FILM} is long. [Glass Harbor]{FILM}? [The Glass Harbor]{FILM}!",
            [
                ("The Glass Harbor: Silent Tide", ["The Glass Harbor: Silent Tide", "The Glass Harbor"]),
                ("Glass Harbor", ["Glass Harbor"]),
            ],
        ),
        ("[GLASS HARBOR]{FILM} is long. [Glass Harbor]{FILM}!", [("Glass Harbor", ["GLASS HARBOR", "Glass Harbor"])]),
        ("Nobody is named here.", []),
    ],
)
def test_mentions_of_one_share_its_name(marked: str, names: list[tuple[str, list[str]]]) -> None:
    assert names_of(marked) == names


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("[Emma Stone]{ACTOR} as [Mia]{CHARACTER}", "plays.as"),
        ("[Emma Stone]{ACTOR} as the dreamy [Mia]{CHARACTER}", "plays.as"),
        ("[Emma Stone]{ACTOR} convincingly plays [Mia]{CHARACTER}", "plays.verb"),
        ("[Emma Stone]{ACTOR} is superb as [Mia]{CHARACTER}", "plays.is-good-as"),
        ("[Emma Stone]{ACTOR}, who plays [Mia]{CHARACTER}", "plays.who-plays"),
        ("[Emma Stone]{ACTOR}'s portrayal of [Mia]{CHARACTER}", "plays.portrayal-of"),
        ("[Emma Stone]{ACTOR} ([Mia]{CHARACTER})", "plays.brackets"),
    ],
)
def test_the_text_tells_who_plays_whom(marked: str, rule: str) -> None:
    assert links_of(marked) == [("Emma Stone", "plays", "Mia", rule), ("Mia", "played_by", "Emma Stone", rule)]


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("[Mia]{CHARACTER} ([Emma Stone]{ACTOR})", "plays.character-brackets"),
        ("[Mia]{CHARACTER} (played by [Emma Stone]{ACTOR})", "plays.brackets-played-by"),
        ("[Mia]{CHARACTER}, well played by the great [Emma Stone]{ACTOR}", "plays.comma-played-by"),
        ("[Mia]{CHARACTER} is played by [Emma Stone]{ACTOR}", "plays.is-played-by"),
    ],
)
def test_the_text_tells_by_whom_somebody_is_played(marked: str, rule: str) -> None:
    assert links_of(marked) == [("Mia", "played_by", "Emma Stone", rule), ("Emma Stone", "plays", "Mia", rule)]


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("[Glass Harbor]{FILM}, directed by [Anna Vos]{DIRECTOR}", "made.comma-made-by"),
        ("[Glass Harbor]{FILM} was scored by [Anna Vos]{COMPOSER}", "made.is-made-by"),
        ("[Glass Harbor]{FILM} by [Anna Vos]{WRITER}", "made.by"),
    ],
)
def test_the_text_tells_who_made_what(marked: str, rule: str) -> None:
    assert links_of(marked) == [
        ("Glass Harbor", "made_by", "Anna Vos", rule),
        ("Anna Vos", "made", "Glass Harbor", rule),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "[Emma Stone]{ACTOR}. As [Mia]{CHARACTER} says",
        "[Emma Stone]{ACTOR} and [Mia]{CHARACTER}",
        "[Emma Stone]{ACTOR} plays well. Then [Mia]{CHARACTER} sings",
        "[Glass Harbor]{FILM} and [Anna Vos]{DIRECTOR}",
    ],
)
def test_neighbours_alone_are_no_link(marked: str) -> None:
    assert links_of(marked) == []


def test_credits_give_names_and_links_that_the_text_does_not(nlp: Language) -> None:
    her = {
        "title": "Her",
        "id": "tt1798709",
        "director": "Spike Jonze",
        "cast": [{"actor": {"name": "Joaquin Phoenix", "id": "nm0001618"}, "character": "Theodore Twombly"}],
    }

    ((doc, _),) = nlp.pipe([("Phoenix is superb in Her. Jonze directs.", {"credits": her})], as_tuples=True)

    assert doc._.cast == [
        {
            "name": "Joaquin Phoenix",
            "labels": ["ACTOR"],
            "kb_id": "nm0001618",
            "mentions": [[0, 7]],
            "links": [{"relation": "plays", "name": "Theodore Twombly", "rule": "credits.cast"}],
        },
        {
            "name": "Her",
            "labels": ["FILM"],
            "kb_id": "tt1798709",
            "mentions": [[21, 24]],
            "links": [{"relation": "made_by", "name": "Spike Jonze", "rule": "credits.directors"}],
        },
        {
            "name": "Spike Jonze",
            "labels": ["DIRECTOR"],
            "kb_id": "Spike Jonze",
            "mentions": [[26, 31]],
            "links": [{"relation": "made", "name": "Her", "rule": "credits.directors"}],
        },
    ]


def test_entities_of_others_stay_out() -> None:
    doc = Doc(NLP.vocab, words=["Rosa", "Marchetti", "sings"], ents=["B-PERSON", "I-PERSON", "O"])

    assert NLP(doc)._.cast == []


def test_a_corpus_keeps_the_cast_for_stock_spacy(nlp: Language) -> None:
    doc = nlp("Quiet Harbour, directed by Anna Lindqvist, is a film. Lindqvist is great.")
    corpus = DocBin(store_user_data=True, docs=[doc])

    (again,) = DocBin().from_bytes(corpus.to_bytes()).get_docs(spacy.blank("en").vocab)

    assert len(doc._.cast) == 2
    # msgpack gives lists back as tuples
    assert json.loads(json.dumps(cast_of(again))) == doc._.cast
