from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from cinespan.finders.overlaps import Entry, Hit, choose_terms
from cinespan.finders.terms import AspectEntry, AspectTerm, ModifierEntry, OpinionEntry
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_tokens

NOUN = AspectEntry("SCORE", "noun")
TITLE = AspectEntry("OVERALL", "title", entity="FILM")
GOOD = OpinionEntry("positive", "good", "ADJ", 0.5, "", "")
VERY = ModifierEntry("INTENSIFIER", "very", 1.3)
ROWS = [
    {"label": "VERBAL", "pattern": "shows"},
    {"label": "DETERMINER", "pattern": "the"},
    {"label": "DEFINITE", "pattern": "the"},
    {"label": "PERSON_PRONOUN", "pattern": "he"},
    *({"label": "COPULA", "pattern": verb} for verb in ("is", "feels")),
    {"label": "VERBAL", "pattern": "feels"},
    {"label": "COORDINATOR", "pattern": "and"},
    *({"label": "PUNCTUATION", "pattern": mark} for mark in ("-", "--", ")")),
    {"label": "HYPHEN", "pattern": "-"},
]
WORDS = "one two three four five"


CLASSES = read_word_classes(ROWS)


def choose(text: str, aspects: list[AspectTerm], hits: list[Hit]) -> list[tuple[int, int, Entry]]:
    return choose_terms(view_tokens(spacy.blank("en")(text), CLASSES), aspects, hits)


@pytest.mark.parametrize(
    ("aspects", "hits", "chosen"),
    [
        ([], [], []),
        ([AspectTerm(0, 1, NOUN)], [(2, 3, (GOOD,))], [(0, 1, NOUN), (2, 3, GOOD)]),
        # leftmost, then longest
        ([], [(0, 2, (GOOD,)), (1, 4, (GOOD,))], [(0, 2, GOOD)]),
        ([], [(0, 3, (GOOD,)), (0, 1, (GOOD,)), (1, 2, (VERY,))], [(0, 3, GOOD)]),
        ([AspectTerm(1, 2, NOUN)], [(0, 2, (GOOD,))], [(0, 2, GOOD)]),
        # words inside an entity are no opinions
        ([AspectTerm(1, 3, TITLE)], [(2, 3, (GOOD,)), (0, 2, (GOOD,))], [(1, 3, TITLE)]),
        # a phrase that is an opinion and an aspect: the opinion, but the aspect behind an opinion
        ([AspectTerm(1, 2, NOUN)], [(1, 2, (GOOD,))], [(1, 2, GOOD)]),
        ([AspectTerm(1, 2, NOUN)], [(0, 1, (GOOD,)), (1, 2, (GOOD,))], [(0, 1, GOOD), (1, 2, NOUN)]),
        # an opinion that is also a modifier
        ([], [(0, 1, (VERY, GOOD))], [(0, 1, GOOD)]),
        ([], [(0, 1, (VERY, GOOD)), (1, 2, (GOOD,))], [(0, 1, VERY), (1, 2, GOOD)]),
        ([], [(0, 1, (VERY,))], [(0, 1, VERY)]),
    ],
)
def test_overlapping_terms(aspects: list[AspectTerm], hits: list[Hit], chosen: list[tuple[int, int, Entry]]) -> None:
    assert choose(WORDS, aspects, hits) == chosen


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("these shows run", True),
        ("he shows it", False),
        ("it shows the end", False),
        ("shows run", True),
        # with an object, but not with a clause of its own
        (", shows he runs", False),
        ("the shows he knows", True),
        ("stage shows he knows", True),
    ],
)
def test_a_noun_that_is_a_verb_here_is_no_term(text: str, kept: bool) -> None:
    at = text.split().index("shows")

    assert choose(text, [AspectTerm(at, at + 1, NOUN)], []) == ([(at, at + 1, NOUN)] if kept else [])


@pytest.mark.parametrize(("text", "kept"), [("the talent is", NOUN), ("the talent shows", GOOD), ("talent is", GOOD)])
def test_a_noun_that_praises_is_a_term_as_a_subject(text: str, kept: Entry) -> None:
    at = text.split().index("talent")

    assert choose(text, [AspectTerm(at, at + 1, NOUN)], [(at, at + 1, (GOOD,))]) == [(at, at + 1, kept)]


def test_a_noun_takes_in_what_measures_it() -> None:
    measure = ModifierEntry("PARTITIVE", "the-use-of", 1.0)

    assert choose("the use of colours", [AspectTerm(1, 4, NOUN)], [(0, 3, (measure,))]) == [(1, 4, NOUN)]
    assert choose("a use of colours", [AspectTerm(1, 4, NOUN)], [(0, 3, (measure,))]) == [(0, 3, measure)]


def test_a_word_glued_by_a_hyphen_is_no_term() -> None:
    assert choose("star - crossed", [AspectTerm(0, 1, NOUN)], []) == [(0, 1, NOUN)]
    assert choose("star-crossed", [AspectTerm(0, 1, NOUN)], []) == []


@pytest.mark.parametrize("words", [("star", "--", "and"), ("star", ")", ".")])
def test_other_marks_end_a_term(words: tuple[str, ...]) -> None:
    doc = Doc(spacy.blank("en").vocab, words=list(words), spaces=[False] * 3)

    assert choose_terms(view_tokens(doc, CLASSES), [AspectTerm(0, 1, NOUN)], []) == [(0, 1, NOUN)]


def test_what_stands_before_a_modifier_tells_a_verb_from_a_noun() -> None:
    shows = (2, 3, NOUN)

    assert choose("he really shows nothing", [AspectTerm(*shows)], [(1, 2, (VERY,))]) == [(1, 2, VERY)]
    assert choose("the really shows nothing", [AspectTerm(*shows)], [(1, 2, (VERY,))]) == [(1, 2, VERY), shows]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("one feels good", False),
        ("one feels very good", False),
        ("feels good", False),
        ("the feels good", True),
        ("one feels there good", True),
    ],
)
def test_a_noun_that_leads_to_a_predicate_is_a_verb(text: str, kept: bool) -> None:
    words = text.split()
    at = words.index("feels")
    judged = [
        (words.index(word), words.index(word) + 1, entry)
        for word, entry in (("very", VERY), ("good", GOOD))
        if word in words
    ]

    found = choose(text, [AspectTerm(at, at + 1, NOUN)], [(start, end, (entry,)) for start, end, entry in judged])

    assert found == [*[(at, at + 1, NOUN)] * kept, *judged]


def test_a_noun_in_a_list_of_nouns_is_no_verb() -> None:
    terms = [AspectTerm(0, 1, NOUN), AspectTerm(2, 3, NOUN)]

    assert choose("one and feels good", terms, [(3, 4, (GOOD,))]) == [*map(tuple, terms), (3, 4, GOOD)]
    assert choose("one and feels good", terms[1:], [(3, 4, (GOOD,))]) == [(3, 4, GOOD)]
