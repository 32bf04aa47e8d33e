from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from cinespan.finders.quotations import MAX_QUOTED_TOKENS, QuotationFinder
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_tokens

ROWS = [
    {"label": "DETERMINER", "pattern": "the"},
    {"label": "PREPOSITION", "pattern": "of"},
    {"label": "TERMINAL", "pattern": "."},
    {"label": "TERMINAL", "pattern": "!"},
    {"label": "COMMA", "pattern": ","},
    {"label": "GIVEN_NAME", "pattern": "robert"},
    {"label": "COMMON", "pattern": "went"},
]


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def found(blank: Language, text: str, taken: str = "") -> tuple[list[str], list[str]]:
    """Give the titles of a text, with a star behind what may only be stressed, and the nicknames with their marks."""
    doc = blank(text)
    marks = bytearray(word.text == taken for word in doc)
    before = bytes(marks)
    nicknames: dict[int, int] = {}
    runs = QuotationFinder(doc.vocab.strings).find(view_tokens(doc, read_word_classes(ROWS)), marks, nicknames)
    # what stands in lower case is left to whoever names it otherwise
    assert {run.shape for run in runs} <= {"QUOTED", "LOWER"}
    runs = [run for run in runs if run.shape == "QUOTED"]
    inside = {i for run in runs for i in range(run.start, run.end)}
    assert [bool(mark) for mark in marks] == [bool(before[i]) or i in inside for i in range(len(doc))]
    titles = [doc[run.start : run.end].text + "*" * run.initial for run in runs]
    return titles, [doc[first : last + 1].text for first, last in nicknames.items()]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ('I saw "Glass Tide" twice.', ["Glass Tide"]),
        ("I saw “Tide of the Glass” twice.", ["Tide of the Glass"]),
        ("I saw 'Glass Tide' twice.", ["Glass Tide"]),
        ("I saw _Glass Tide_ twice.", ["Glass Tide"]),
        ('"Glass Tide" and "Marsh" are his.', ["Glass Tide", "Marsh"]),
        ('I saw "Glass Tide," and left.', ["Glass Tide"]),
        ('I saw "Glass Tide."', ["Glass Tide"]),
        # one word between asterisks may only be stressed
        ("It is *Tide* again.", ["Tide*"]),
        ("It is * Tide * again.", []),
        # speech, a grade, an apostrophe, a line break, and what is never closed
        ('She said "Glass breaks here" and left.', []),
        ('She said "glass" and left.', []),
        ('She said "Stop! Thief" and left.', []),
        ('It is a "B" movie.', []),
        ("The boys' Glass Tide' is long.", []),
        ('I saw "Glass\nTide" twice.', []),
        ('I saw "Glass Tide twice.', []),
        ("", []),
    ],
)
def test_quotations_that_read_like_titles(blank: Language, text: str, titles: list[str]) -> None:
    assert found(blank, text) == (titles, [])


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ('A film called "glass tide," or so.', ["glass tide"]),
        ("Films like 'glass tide' and 'marsh'.", ["glass tide", "marsh"]),
        ('"Glass Tide" and "marsh" are his.', ["marsh"]),
        # a gap, a stressed word, an apostrophe, a sentence
        ('The " glass tide " is long.', []),
        ("It is *tide* again.", []),
        ("The boys' glass tide' is long.", []),
        ('She said "stop. it went" and left.', []),
        ('She said "glass breaks here and there of the went" and left.', []),
    ],
)
def test_quotations_in_lower_case(blank: Language, text: str, titles: list[str]) -> None:
    doc = blank(text)
    runs = QuotationFinder(doc.vocab.strings).find(view_tokens(doc, read_word_classes(ROWS)), bytearray(len(doc)), {})

    assert [doc[run.start : run.end].text for run in runs if run.shape == "LOWER"] == titles


def test_a_nickname_is_no_title(blank: Language) -> None:
    assert found(blank, 'Robert "Bobby" Marsh saw "Glass Tide".') == (["Glass Tide"], ['"Bobby"'])
    # nobody's name stands before this one
    assert found(blank, 'He went "Bobby" Marsh.') == (["Bobby"], [])


def test_what_is_taken_stays_taken(blank: Language) -> None:
    assert found(blank, 'I saw "Glass Tide" twice.', taken="Tide") == ([], [])


@pytest.mark.parametrize(("words", "count"), [(MAX_QUOTED_TOKENS - 2, 1), (MAX_QUOTED_TOKENS - 1, 0)])
def test_a_long_quotation_is_speech(blank: Language, words: int, count: int) -> None:
    titles, _ = found(blank, 'I saw "' + "Tide " * (words - 1) + 'Tide" twice.')

    assert len(titles) == count
