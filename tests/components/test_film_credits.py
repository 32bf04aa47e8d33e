from __future__ import annotations

import json
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import cinespan
from cinespan.credits import Credits
from cinespan.errors import InputError
from markup_sentences import contents, mark_entities, read_sentence

IT = {"title": "It", "year": 2017, "cast": [{"actor": "Bill Skarsgård", "character": "Pennywise the Dancing Clown"}]}
US = {
    "title": "Us",
    "director": "Jordan Peele",
    "cast": [{"actor": "Lupita Nyong'o", "character": "Adelaide Wilson / Red"}, "Winston Duke"],
}
HER = {
    "title": "Her",
    "director": {"name": "Spike Jonze", "id": "nm0005069"},
    "composer": "Arcade Fire",
    "cast": [{"actor": {"name": "Joaquin Phoenix", "id": "nm0001618"}, "character": "Theodore"}],
}
UP = {
    "title": "Up",
    "director": ["Pete Docter"],
    "cast": [{"actor": "Ed Asner", "character": "Carl Fredricksen (voice)"}],
}
HEAT = {"title": "Heat", "director": "Michael Mann", "cast": ["Al Pacino", "Robert De Niro", "Val Kilmer"]}
ROCKY = {
    "title": "Rocky",
    "writer": "Sylvester Stallone",
    "cast": [
        {"actor": "Sylvester Stallone", "character": "Rocky Balboa"},
        {"actor": "Talia Shire", "character": "Adrian Pennino"},
    ],
}
RING = {
    "title": "The Lord of the Rings: The Fellowship of the Ring",
    "cast": [
        {"actor": "Sean Astin", "character": "Samwise 'Sam' Gamgee"},
        {"actor": "Sean Bean", "character": "Boromir"},
    ],
}
STONE = {"title": "La La Land", "cast": [{"actor": "Emma Stone", "character": "Mia Dolan"}]}

# twenty documents, each with the credits of its film, and all that must be found in it
DOCUMENTS: list[tuple[str, dict[str, Any]]] = [
    ("It is long, but [It]{FILM} scared me. In [It]{FILM}, [Pennywise]{CHARACTER} hides below the streets.", IT),
    ("It is a film about fear. I saw [It]{FILM} twice, and it is good.", IT),
    ('"[It]{FILM}" works. IT IS SO SCARY. but It\'s long.', IT),
    ("It was dull. [It]{FILM} (2017) with [Bill Skarsgard]{ACTOR} is not.", IT),
    ("[Us]{FILM} is terrifying. [Jordan Peele]{DIRECTOR} gives us a nightmare.", US),
    ("US audiences loved it, in the US and abroad, and so did the two of us.", US),
    ("[Nyong’o]{ACTOR} plays [Adelaide]{CHARACTER} and [Red]{CHARACTER} in [Us]{FILM}.", US),
    ("Her looks are sad. [Her]{FILM} is a lovely film. I gave her a ticket for '[Her]{FILM}'.", HER),
    ("Her score is by [Arcade Fire]{COMPOSER}. [Phoenix]{ACTOR} is superb as [Theodore]{CHARACTER}.", HER),
    ("[Up]{FILM} is a delight. Up to now I did not care, but [Up]{FILM} made me cry. What's up?", UP),
    ("[Carl]{CHARACTER} flies up. [PETE DOCTER]{DIRECTOR} never lets up.", UP),
    ("[Heat]{FILM} is a masterpiece. The heat is on. Heat rises. I watched [heat]{FILM} last night.", HEAT),
    (
        "In [Heat]{FILM}, [al pacino]{ACTOR} and [De Niro]{ACTOR} meet. [Mann]{DIRECTOR}'s [Heat]{FILM} is cool.",
        HEAT,
    ),
    ("The heat of that summer was worse than this heat, or any heat.", HEAT),
    ("[Rocky]{FILM} is a great film. [Rocky]{CHARACTER} loves [Adrian]{CHARACTER}.", ROCKY),
    ("[Stallone]{WRITER} wrote the script. [Stallone]{ACTOR} plays [Rocky Balboa]{CHARACTER}.", ROCKY),
    ("[LOTR]{FILM} rocks. [the lord of the rings]{FILM} is long.", RING),
    ("[Sean Bean]{ACTOR} is fine. [Sean]{ACTOR} dies as [Boromir]{CHARACTER}. [Sam]{CHARACTER} weeps.", RING),
    ("[emma stone]{ACTOR} sings in [la la land]{FILM}. [Mia]{CHARACTER} waits. A stone falls.", STONE),
    ("[Stone]{ACTOR} is radiant. Stone by stone they build a wall.", STONE),
]


def annotate(nlp: Language, text: str, credits: Any) -> Doc:
    ((doc, _),) = nlp.pipe([(text, {"credits": credits})], as_tuples=True)
    return doc


@pytest.mark.parametrize(("marked", "credits"), DOCUMENTS)
def test_credits_name_what_they_mean_and_nothing_else(nlp: Language, marked: str, credits: dict[str, Any]) -> None:
    assert mark_entities(annotate(nlp, read_sentence(marked), credits)) == marked


@pytest.mark.parametrize("processes", [1, 2])
def test_credits_of_one_document_never_reach_the_next(nlp: Language, processes: int) -> None:
    # the same films turn by turn, and a document without credits between any two
    texts = [read_sentence(marked) for marked, _ in DOCUMENTS]
    bare = [contents(doc) for doc in nlp.pipe(texts)]
    stream: list[tuple[str, Any]] = []
    for text, (_, credits) in zip(texts, DOCUMENTS, strict=True):
        stream += [(text, {"credits": credits}), (text, None)]

    found = list(nlp.pipe(stream, as_tuples=True, batch_size=3, n_process=processes))

    assert [mark_entities(doc) for doc, _ in found[::2]] == [marked for marked, _ in DOCUMENTS]
    assert [contents(doc) for doc, _ in found[1::2]] == bare
    assert [doc._.credits for doc, _ in found[1::2]] == [None] * len(DOCUMENTS)
    assert [context for _, context in found] == [context for _, context in stream]


def test_ids_are_those_of_the_credits_else_the_names(nlp: Language) -> None:
    doc = annotate(nlp, "In Her, Phoenix is Theodore, says Jonze.", HER)

    assert [(ent.text, ent.label_, ent.id_, ent.kb_id_) for ent in doc.ents] == [
        ("Her", "FILM", "credits.title", "Her"),
        ("Phoenix", "ACTOR", "credits.surname", "nm0001618"),
        ("Theodore", "CHARACTER", "credits.name", "Theodore"),
        ("Jonze", "DIRECTOR", "credits.surname", "nm0005069"),
    ]


def test_rules_still_find_what_the_credits_do_not_name(nlp: Language) -> None:
    marked = "[Her]{FILM} was directed by [Spike Jonze]{DIRECTOR} and shot by cinematographer [Rosa Marchetti]{CREW}."

    doc = annotate(nlp, read_sentence(marked), HER)

    assert mark_entities(doc) == marked
    assert doc.ents[-1].id_.startswith("crew.")


def test_a_role_that_the_credits_leave_open_is_for_the_text_to_say(nlp: Language) -> None:
    cast = {"cast": ["Anna Lindqvist", "Rosa Marchetti"]}

    doc = annotate(nlp, "Directed by Anna Lindqvist. Anna Lindqvist is good. Rosa Marchetti is better.", cast)

    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Anna Lindqvist", "DIRECTOR"),
        ("Anna Lindqvist", "ACTOR"),
        ("Rosa Marchetti", "ACTOR"),
    ]


def test_a_shared_surname_means_the_one_named_last_and_else_nobody_in_particular(nlp: Language) -> None:
    cast = {"cast": [{"name": "Jan Marchetti", "id": "1"}, {"name": "Rosa Marchetti", "id": "2"}]}
    text = "Marchetti is good. Jan Marchetti is cold. Marchetti is dull. Rosa Marchetti is warm. Marchetti is great."

    doc = annotate(nlp, text, cast)

    assert [(ent.text, ent.kb_id_) for ent in doc.ents] == [
        ("Marchetti", ""),
        ("Jan Marchetti", "1"),
        ("Marchetti", "1"),
        ("Rosa Marchetti", "2"),
        ("Marchetti", "2"),
    ]


def test_other_peoples_names_are_not_taken_for_theirs(nlp: Language) -> None:
    doc = annotate(nlp, "Sharon Stone, Emma Marchetti and the Rolling Stones are not in it.", STONE)

    assert [ent.text for ent in doc.ents if ent.kb_id_] == []


def test_a_sequel_is_another_film(nlp: Language) -> None:
    doc = annotate(nlp, "The Tide 2 is dull, The Tide II is worse, and The Tide is the best.", {"title": "The Tide"})

    assert [(ent.text, ent.start_char) for ent in doc.ents if ent.kb_id_] == [("The Tide", 46)]


def test_a_first_name_of_the_cast_needs_the_full_name(nlp: Language) -> None:
    assert [ent.text for ent in annotate(nlp, "Then Sean goes home.", RING).ents if ent.kb_id_] == []


def test_a_doc_carries_its_credits_through_bytes_and_a_corpus(nlp: Language) -> None:
    doc = annotate(nlp, "Phoenix is superb in Her.", HER)
    corpus = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"], store_user_data=True, docs=[doc])

    (again,) = DocBin().from_bytes(corpus.to_bytes()).get_docs(spacy.blank("en").vocab)

    # msgpack gives lists back as tuples
    assert json.loads(json.dumps(again._.credits)) == doc._.credits == Credits.from_dict(HER).to_dict()
    assert [(ent.text, ent.kb_id_) for ent in again.ents] == [("Phoenix", "nm0001618"), ("Her", "Her")]
    assert contents(nlp(Doc(nlp.vocab).from_bytes(doc.to_bytes()))) == contents(doc)


def test_docs_are_made_with_credits(nlp: Language) -> None:
    doc = nlp(cinespan.make_doc(nlp, "I saw Up with Her.", UP))

    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Up", "FILM")]


@pytest.mark.parametrize("film", ["Up", {"title": "Up"}])
def test_a_title_alone_is_enough(nlp: Language, film: Any) -> None:
    context = {"film": film} if isinstance(film, str) else {"credits": film}

    ((doc, _),) = nlp.pipe([("I saw Up today.", context)], as_tuples=True)

    assert [(ent.text, ent.id_) for ent in doc.ents] == [("Up", "credits.title")]


def test_an_id_is_no_title(nlp: Language) -> None:
    ((doc, _),) = nlp.pipe([("I saw 949 birds.", {"film": "949"})], as_tuples=True)

    assert not doc.ents


@pytest.mark.parametrize("context", [None, 7, "text", ["credits"], {"stars": 3}, {"credits": None, "film": ""}])
def test_other_contexts_are_none_of_ours(nlp: Language, context: Any) -> None:
    ((doc, given_back),) = nlp.pipe([("I saw it today.", context)], as_tuples=True)

    assert given_back is context
    assert doc._.credits is None


def test_bad_credits_are_an_error_that_says_where(nlp: Language) -> None:
    with pytest.raises(InputError, match=r"the context of a text: credits are an object"):
        annotate(nlp, "Up.", [1])
    with pytest.raises(InputError, match=r"the context of a text: 'film' is \[1\]"):
        list(nlp.pipe([("Up.", {"film": [1]})], as_tuples=True))


def test_entities_of_others_are_kept_unless_the_config_says_otherwise() -> None:
    words = ["Rosa", "Marchetti", "sings"]
    for overwrite, label in ((False, "PERSON"), (True, "ACTOR")):
        nlp = spacy.blank("en")
        nlp.add_pipe("film_credits", config={"overwrite_ents": overwrite})
        doc = Doc(nlp.vocab, words=words, ents=["B-PERSON", "I-PERSON", "O"])
        doc._.credits = {"cast": ["Rosa Marchetti"]}

        assert [(ent.text, ent.label_) for ent in nlp(doc).ents] == [("Rosa Marchetti", label)]


def test_a_name_of_nothing_but_accents_is_passed_over(nlp: Language) -> None:
    doc = annotate(nlp, "Holt is in it.", {"title": "\u0301", "director": ["\u0301\u0302", "Ada Holt"]})

    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Holt", "DIRECTOR")]


PIECES = st.sampled_from(
    ["It", "it", "IT", "'", '"', " ", ". ", "(2017)", "Her ", "Up", "The ", "Sean Bean", "’s", "-", "é", "\n"]
)


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=4))).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=9)).filter(lambda name: name.strip()), min_size=1, max_size=6),
)
def test_any_text_with_any_names_gives_entities_in_it(nlp: Language, text: str, names: list[str]) -> None:
    parts = [{"actor": name, "character": names[0]} for name in names]

    doc = annotate(nlp, text, {"title": names[0], "other_titles": names, "cast": parts, "director": names})

    assert [ent for ent in doc.ents if not ent.text.strip()] == []
    assert {ent.label_ for ent in doc.ents if ent.id_.startswith("credits.")} <= {
        "FILM",
        "CHARACTER",
        "ACTOR",
        "DIRECTOR",
    }
