from __future__ import annotations

import pytest
import spacy

from cinespan.finders.itemizing import itemize
from cinespan.finders.items import (
    ASPECT,
    BREAK,
    COPULA,
    DETERMINER,
    END,
    MARK,
    MODIFIER,
    OPINION,
    POSSESSIVE,
    WORD,
    Items,
)
from cinespan.finders.lexicon import Lexicon
from cinespan.finders.terms import AspectEntry, AspectTerm, ModifierEntry, OpinionEntry
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_tokens

ROWS = [
    {"label": "DETERMINER", "pattern": "the"},
    {"label": "COPULA", "pattern": "is"},
    {"label": "COPULA", "pattern": "'s"},
    {"label": "POSSESSIVE", "pattern": "'s"},
    {"label": "TERMINAL", "pattern": "."},
    {"label": "TERMINAL", "pattern": "?"},
    {"label": "QUESTION", "pattern": "?"},
    {"label": "HYPHEN", "pattern": "-"},
    {"label": "NOTHING", "pattern": "nothing"},
    {"label": "OPENING", "pattern": "("},
    {"label": "CLOSING", "pattern": ")"},
]
NOUN = AspectEntry("SCORE", "noun")
HORROR = AspectEntry("OVERALL", "horror", genre="horror")
GOOD = OpinionEntry("positive", "good", "ADJ", 0.5, "", "")
VERY = ModifierEntry("INTENSIFIER", "very", 1.3)
NOT = ModifierEntry("NEGATOR", "not", 1.0)
NO = OpinionEntry("negative", "no", "ADJ", 0.5, "next", "")


def items_of(text: str) -> Items:
    nlp = spacy.blank("en")
    lexicon: Lexicon[object] = Lexicon(
        nlp.tokenizer,
        [("score", NOUN), ("film score", NOUN), ("horror film", HORROR)],
        [("good", GOOD), ("top notch", GOOD), ("very", VERY), ("not", NOT), ("no", NO)],
    )
    view = view_tokens(nlp(text), read_word_classes(ROWS))
    aspects, hits = lexicon.find(view.lower_ids)
    terms = [AspectTerm(start, end, entries[0]) for start, end, entries in aspects]
    return itemize(view, [term for n, term in enumerate(terms) if not n or term.start >= terms[n - 1].end], hits)


def test_a_term_of_several_words_is_one_item() -> None:
    items = items_of("the film score is very top notch .")

    assert items.kinds == [END, DETERMINER, ASPECT, COPULA, MODIFIER, OPINION, END, END]
    assert items.starts == [0, 0, 1, 3, 4, 5, 7, 8]
    assert items.ends == [0, 1, 3, 4, 5, 7, 8, 8]
    assert items.entries == [None, None, NOUN, None, VERY, GOOD, None, None]
    assert items.opinions == [5]
    assert items.classes[0] == items.classes[-1] == 0


def test_sentences_without_a_judgement_are_left_out() -> None:
    items = items_of("the score . it is good in parts and all . a good score . the end .")

    assert items.starts == [0, 11, 12, 13, 14, 15]
    assert items.kinds == [END, WORD, OPINION, ASPECT, END, END]


def test_nothing_is_judged_in_an_empty_text() -> None:
    assert (items_of("").kinds, items_of("it is good").kinds) == ([END], [END])


def test_a_bare_verdict_is_joined_to_the_question_before_it() -> None:
    items = items_of("the score ? very good . the end .")

    assert items.kinds == [END, DETERMINER, ASPECT, BREAK, MODIFIER, OPINION, END, END]
    assert items.questions == set()
    assert items_of("the score ? the others in it were very good .").kinds == [END]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("score's good", [END, ASPECT, POSSESSIVE, OPINION, END]),
        ("good score . it's", [END, OPINION, ASPECT, END, END]),
        ("1980's good score", [END, MARK, MARK, OPINION, ASPECT, END]),
        ("a - good score", [END, WORD, BREAK, OPINION, ASPECT, END]),
        ("good score -  -", [END, OPINION, ASPECT, BREAK, MARK, BREAK, END]),
        ("a-b good score", [END, WORD, MARK, WORD, OPINION, ASPECT, END]),
    ],
)
def test_marks_hang_on_their_neighbours(text: str, kinds: list[int]) -> None:
    assert items_of(text).kinds == kinds


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("the score is very good .", set()),
        ("the score is not good .", {5}),
        ("good ( with no score )", {1, 4}),
        ("is the score good ?", {4}),
        ("nothing is good but the score", {3}),
        ("the good score . the score is not good .", {10}),
    ],
)
def test_what_may_turn_a_judgement_marks_the_opinions_of_its_sentence(text: str, turned: set[int]) -> None:
    assert items_of(text).turned == turned


def test_brackets_are_paired() -> None:
    assert items_of("(a (good) score)").opened == {4: 2, 6: 0}


def test_a_bracket_closes_in_its_sentence_or_not_at_all() -> None:
    assert items_of("the score ( is good . the score ) is good").opened == {}


def test_the_genre_is_the_one_named_most_often() -> None:
    assert (items_of("a good horror film").genre, items_of("a good score").genre) == ("horror", "")
