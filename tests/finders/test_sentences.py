from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from cinespan.finders.sentences import find_sentence_starts
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_tokens

ROWS = [
    *({"label": "TERMINAL", "pattern": mark} for mark in (".", "!", "?", "...")),
    {"label": "QUESTION", "pattern": "?"},
    {"label": "PUNCTUATION", "pattern": "..."},
    {"label": "COMMA", "pattern": ","},
]


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "firsts"),
    [
        ("a", ["a"]),
        ("ant bee. cat", ["ant", "cat"]),
        ("ant! bee? cat.", ["ant", "bee", "cat"]),
        ("a?! b", ["a", "b"]),
        ('a!" B', ["a", "B"]),
        ("a!) B", ["a", "B"]),
        ('a! "b', ["a", '"']),
        # what goes on in lower case behind a closing mark, and what a comma follows
        ('a!" b', ["a"]),
        ("a!) b", ["a"]),
        ("ant ., b", ["ant"]),
        ("ant?, b", ["ant", "b"]),
        # dots pause before lower case
        ("ant... b", ["ant"]),
        ("ant... B", ["ant", "B"]),
        ("ant...", ["ant"]),
        ("a\nB", ["a", "B"]),
        ("a\nb", ["a"]),
        ("ant.\n\nBee", ["ant", "Bee"]),
        (". . .", ["."]),
        ("\n", ["\n"]),
    ],
)
def test_sentence_starts(blank: Language, text: str, firsts: list[str]) -> None:
    doc = blank(text)

    starts = find_sentence_starts(view_tokens(doc, read_word_classes(ROWS)))

    assert [doc[start].text for start in starts] == firsts
    assert starts[0] == 0
