from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from cinespan.finders import tokens
from cinespan.finders.tokens import TokenView, WordClass, read_word_classes
from cinespan.finders.views import view_all, view_tokens

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


def test_an_empty_doc_has_an_empty_view(blank: Language) -> None:
    view = view_tokens(blank(""), read_word_classes(ROWS))

    assert (view.lowers, view.classes, view.spaces, view.bounds) == ([], [], b"", [0, 0])


def test_views_of_two_rule_sets_do_not_mix(blank: Language) -> None:
    doc = blank("It is")
    some, none = read_word_classes(ROWS), read_word_classes([])

    found = [view_tokens(doc, classes).classes[1] & WordClass.COPULA for classes in (some, none, some)]

    assert found == [WordClass.COPULA, 0, WordClass.COPULA]


def test_sentence_starts_of_a_doc_are_bounds(blank: Language) -> None:
    doc = Doc(blank.vocab, words=["a", "b", "c", "."], sent_starts=[True, False, True, False])

    assert view_tokens(doc, read_word_classes(ROWS)).bounds == [0, 2, 4]


def test_sentence_starts_that_come_later_are_seen(blank: Language) -> None:
    doc, classes = Doc(blank.vocab, words=["a", "b", "c", "d"]), read_word_classes(ROWS)
    view_tokens(doc, classes)
    doc[2].is_sent_start = True

    assert view_tokens(doc, classes).bounds == [0, 2, 4]


def plain(view: TokenView) -> tuple[object, ...]:
    return (
        *(view.lowers, view.classes, list(view.spaces), view.bounds),
        *(view.lower_ids.tolist(), view.bits.tolist()),
    )


def test_documents_of_a_batch_are_viewed_as_one_by_one(blank: Language) -> None:
    texts = ["Rosa's film.\nIt is\nlong. Is it?", "x", "Rosa is.\n", "\n", "rosa is a\n", "is it? No."]
    classes = read_word_classes(ROWS)
    docs = [blank(text) for text in texts]
    docs.append(Doc(blank.vocab, words=["a", "b", ".", "c"], sent_starts=[True, True, False, False]))

    alone = [plain(view_all([doc], classes)[0]) for doc in docs]

    assert [plain(view) for view in view_all(docs, classes)] == alone
    assert [bounds for _, _, _, bounds, _, _ in alone] == [
        [0, 4, 5, 10, 13],
        [0, 1],
        [0, 3, 4],
        [0, 1],
        [0, 4],
        [0, 5],
        [0, 1, 3, 4],
    ]


def test_a_batch_leaves_its_views_for_later(blank: Language) -> None:
    classes = read_word_classes(ROWS)
    docs = [blank("Rosa is."), blank("It is.")]

    found = view_all(docs, classes)

    assert all(view_tokens(doc, classes) is view for doc, view in zip(docs, found, strict=True))


def test_tokens_are_found_by_their_classes(blank: Language) -> None:
    view = view_tokens(blank("Rosa is here. ROSA"), read_word_classes(ROWS))

    assert view.where(WordClass.GIVEN_NAME | WordClass.TERMINAL) == [0, 3, 4]
    assert view.where(WordClass.QUESTION) == []


def test_words_that_no_table_holds_are_looked_up_anew(blank: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MAX_KNOWN_WORDS", 4)
    classes = read_word_classes([*ROWS, {"label": "GIVEN_NAME", "pattern": "Ottokar"}])
    texts = ["Rosa is here", "Ottokar went away", "Rosa is here and Ottokar stays"]

    found = [view_tokens(blank(text), classes).where(WordClass.GIVEN_NAME) for text in texts]

    assert found == [[0], [0], [0, 4]]


@pytest.mark.parametrize("texts", [('Go."', "is"), ("Go.", "is it."), ("Go", ", is.")])
def test_the_next_document_has_no_say_in_where_a_sentence_ends(blank: Language, texts: tuple[str, str]) -> None:
    classes = read_word_classes([*ROWS, {"label": "COMMA", "pattern": ","}])
    alone = [view_tokens(blank(text), classes).bounds for text in texts]

    assert [view.bounds for view in view_all([blank(text) for text in texts], classes)] == alone
