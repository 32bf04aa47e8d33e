from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from cinespan.finders.tokens import WordClass, read_word_classes, view_tokens

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
    assert view.spaces == [1, 1, 0, 0, 0]


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


def test_an_empty_doc_has_an_empty_view(blank: Language) -> None:
    view = view_tokens(blank(""), read_word_classes(ROWS))

    assert (view.lowers, view.classes, view.spaces, view.bounds) == ([], [], [], [0, 0])


def test_equal_rows_share_their_classes() -> None:
    assert read_word_classes(ROWS) is read_word_classes([dict(row) for row in ROWS])
    assert read_word_classes(ROWS) is not read_word_classes(ROWS[1:])


def test_views_of_two_rule_sets_do_not_mix(blank: Language) -> None:
    doc = blank("It is")
    some, none = read_word_classes(ROWS), read_word_classes([])

    found = [view_tokens(doc, classes).classes[1] & WordClass.COPULA for classes in (some, none, some)]

    assert found == [WordClass.COPULA, 0, WordClass.COPULA]


def test_sentence_starts_of_a_doc_are_bounds(blank: Language) -> None:
    doc = Doc(blank.vocab, words=["a", "b", "c", "."], sent_starts=[True, False, True, False])

    assert view_tokens(doc, read_word_classes(ROWS)).bounds == [0, 2, 4]


@pytest.mark.xfail(reason="a view is kept by the Doc's identity, and forgets what changes in it", strict=True)
def test_sentence_starts_that_come_later_are_seen(blank: Language) -> None:
    doc, classes = Doc(blank.vocab, words=["a", "b", "c", "d"]), read_word_classes(ROWS)
    view_tokens(doc, classes)
    doc[2].is_sent_start = True

    assert view_tokens(doc, classes).bounds == [0, 2, 4]
