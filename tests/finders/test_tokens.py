from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from cinespan.finders.tokens import WordClass, read_word_classes
from cinespan.finders.views import view_tokens

ROWS = [
    {"label": "COPULA", "pattern": "is"},
    {"label": "POSSESSIVE", "pattern": "'s"},
    {"label": "COPULA", "pattern": "'s"},
    {"label": "TERMINAL", "pattern": "."},
    {"label": "GIVEN_NAME", "pattern": "Rosa"},
]


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def test_words_are_looked_up_whatever_their_case(blank: Language) -> None:
    view = view_tokens(blank("ROSA IS Rosa's."), read_word_classes(ROWS))

    assert [WordClass(bits) for bits in view.classes] == [
        WordClass.GIVEN_NAME | WordClass.ALL_CAPS,
        WordClass.COPULA | WordClass.ALL_CAPS | WordClass.ACRONYM,
        WordClass.GIVEN_NAME | WordClass.CAPITAL,
        WordClass.POSSESSIVE | WordClass.COPULA | WordClass.OTHER,
        WordClass.TERMINAL | WordClass.OTHER,
    ]
    assert view.lowers == [blank.vocab.strings[word] for word in ("rosa", "is", "rosa", "'s", ".")]
    assert list(view.spaces) == [1, 1, 0, 0, 0]


def test_an_apostrophe_may_be_curly(blank: Language) -> None:
    straight, curly = (view_tokens(blank(text), read_word_classes(ROWS)) for text in ("film's", "film’s"))

    assert straight.classes == curly.classes


@pytest.mark.parametrize(
    ("word", "spelling"),
    [
        ("film", WordClass.LOWERCASE),
        ("Film", WordClass.CAPITAL),
        ("McAdam", WordClass.CAPITAL),
        ("Élan", WordClass.CAPITAL),
        ("FILM", WordClass.ALL_CAPS),
        ("J.", WordClass.INITIAL),
        ("J", WordClass.INITIAL),
        ("7/10", WordClass.OTHER),
        ("…", WordClass.OTHER),
        ("🎬", WordClass.OTHER),
        ("  ", WordClass.SPACE),
        ("\n", WordClass.LINE_BREAK),
        (" \n\n", WordClass.LINE_BREAK),
    ],
)
def test_spellings(blank: Language, word: str, spelling: WordClass) -> None:
    view = view_tokens(Doc(blank.vocab, words=[word]), read_word_classes([]))

    assert view.classes == [spelling]


def test_equal_rows_share_their_classes() -> None:
    assert read_word_classes(ROWS) is read_word_classes([dict(row) for row in ROWS])
    assert read_word_classes(ROWS) is not read_word_classes(ROWS[1:])


def test_phrases_are_counted_whatever_their_case(blank: Language) -> None:
    view = view_tokens(blank("Heads or Tails is heads or tails; or tails."), read_word_classes(ROWS))
    phrases = ("heads or tails", "or tails", "tails", "tails is", ". heads", "rosa")

    assert [view.count([blank.vocab.strings.add(word) for word in text.split()]) for text in phrases] == [
        2,
        3,
        3,
        1,
        0,
        0,
    ]
