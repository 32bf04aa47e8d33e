"""Polarity through small sentences: the sign of "superb" and "awful" said of the score."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("sentence", "polarity", "negated"),
    [
        ("The score is superb.", "positive", False),
        ("The score is awful.", "negative", False),
        ("The score is average.", "neutral", False),
        ("The score is not superb.", "negative", True),
        ("The score is not awful.", "positive", True),
        ("The score is not average.", "neutral", True),
        ("The score is never awful.", "positive", True),
        ("The score isn't superb.", "negative", True),
        ("The score isn’t superb.", "negative", True),
        ("The score wasn't exactly superb.", "negative", True),
        ("The score is hardly superb.", "negative", True),
        ("I don't think the score is superb.", "negative", True),
        ("The score is not only superb.", "positive", False),
        ("The score isn't just superb.", "positive", False),
        ("The score wasn't merely awful.", "negative", False),
        ("You won't find a better score.", "positive", False),
        ("The score ISN'T superb.", "negative", True),
        ("The score is not long, it is superb.", "positive", False),
        ("I thought the score would be superb.", "negative", True),
        ("The score is too nautical to be superb.", "negative", True),
        ("It is hard to appreciate the score.", "negative", True),
        ("I can't understand why the score is praised as superb.", "negative", True),
        ("I fail to see why the score is so boring to some.", "positive", True),
        ("The score is less superb.", "negative", True),
        ("A superb score could have saved it.", "negative", True),
        # nothing goes beyond it
        ("The score could not be duller.", "negative", False),
        ("The score couldn't have been any finer.", "positive", False),
        ("The score could not be less interesting.", "negative", False),
        ("The score has never been finer.", "positive", False),
        ("I have not heard a duller score.", "negative", False),
        ("There is no finer score.", "positive", False),
        ("I have never heard such a superb score.", "positive", False),
        ("I had rarely been so bored by a score.", "negative", False),
        ("The score has not been this superb in years.", "positive", False),
        ("Who knew that the score could be so superb!", "positive", False),
        # but these do
        ("The score is not finer.", "negative", True),
        ("The score could not be superb.", "negative", True),
        ("The score has never been superb.", "negative", True),
        ("I have never heard a superb score by them.", "negative", True),
        ("The score could not be so superb.", "negative", True),
        ("The score could be so much finer.", "negative", True),
        # what was denied before: another clause, or a noun
        ("It needs patience and I loved the score.", "positive", False),
        ("The score has no equal here and is superb.", "positive", False),
        ("It has no wit, no charm and no score.", "negative", False),
    ],
)
def test_the_sign_of_a_judgement(constructions: Language, sentence: str, polarity: str, negated: bool) -> None:
    quads = constructions(sentence)._.opinions

    assert [(quad["polarity"], quad["negated"]) for quad in quads] == [(polarity, negated)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Is the score superb?",
        "I expected the score to be superb.",
        "I hoped for a superb score.",
        "The score would have been awful.",
    ],
)
def test_what_nobody_asserts_is_no_judgement(constructions: Language, sentence: str) -> None:
    assert constructions(sentence)._.opinions == []


def test_a_question_does_not_cancel_the_sentence_before_it(nlp: Language) -> None:
    assert len(nlp("The score is superb. Is the plot?")._.opinions) == 1


def test_modifiers_that_had_a_say_are_named(nlp: Language) -> None:
    plain, strong, negated = (
        nlp(f"The score is {words}.")._.opinions[0] for words in ("awful", "truly awful", "never awful")
    )

    assert plain["rules"] == ["score", "awful", "link.predicate"]
    assert strong["rules"] == [*plain["rules"], "intensifier.truly"]
    assert negated["rules"] == [*plain["rules"], "negator.never"]
    assert plain["intensity"] <= strong["intensity"] <= 1
