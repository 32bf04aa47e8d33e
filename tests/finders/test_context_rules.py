from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language

from cinespan.finders.context_rules import ContextRules
from cinespan.finders.name_shapes import NameRun
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_tokens

ROWS = [{"label": "PREPOSITION", "pattern": word} for word in ("by", "of", "in")]
ROWS += [{"label": "DETERMINER", "pattern": "the"}, {"label": "TERMINAL", "pattern": "."}]
ROWS += [{"label": label, "pattern": "-"} for label in ("PUNCTUATION", "HYPHEN")]


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def best(nlp: Language, text: str, *rows: dict[str, Any], shape: str = "FULL_NAME") -> str | None:
    """Give the rule for the words between the stars of a text."""
    before, name, _ = text.split("*")
    doc = nlp(text.replace("*", ""))
    span = doc.char_span(len(before), len(before) + len(name))
    assert span is not None
    run = NameRun(span.start, span.end, shape, span.start == 0)
    rule = ContextRules(nlp.vocab.strings, rows).best(view_tokens(doc, read_word_classes(ROWS)), run)
    return rule.id if rule else None


def row(left: str = "", right: str = "", pattern: str = "FULL_NAME", name: str = "x") -> dict[str, Any]:
    sides = {side: text for side, text in (("left", left), ("right", right)) if text}
    return {"id": name, "label": "ACTOR", "pattern": pattern, **sides}


@pytest.mark.parametrize(
    ("left", "right", "text", "found"),
    [
        # words and alternatives
        ("played by", "", "It was played by *Ann Lee*.", True),
        ("played by", "", "It was Played By *Ann Lee*.", True),
        ("played by", "", "by *Ann Lee*", False),
        ("played by", "", "played then by *Ann Lee*", False),
        ("played|voiced by|of", "", "voiced of *Ann Lee*", True),
        ("", "is|was superb", "*Ann Lee* was superb", True),
        ("", "is superb", "*Ann Lee* is", False),
        ("role of", "as", "the role of *Ann Lee* as", True),
        ("role of", "as", "the role of *Ann Lee* is", False),
        ("", "'s film", "*Ann Lee*’s film", True),
        # the gap: words that are neither names nor function words, or none
        ("composed by *", "", "composed by *Ann Lee*", True),
        ("composed by *", "", "composed by the renowned artist *Ann Lee*", True),
        ("composed by *", "", "composed by the renowned artist of *Ann Lee*", False),
        ("composed by *", "", "composed by the black-clad artist *Ann Lee*", True),
        ("composed by *", "", "composed by an artist - *Ann Lee*", False),
        ("composed by *", "", "composed by Bo Cole friend *Ann Lee*", False),
        ("composed by *", "", "composed by a b c d e f *Ann Lee*", True),
        ("composed by *", "", "composed by a b c d e f g *Ann Lee*", False),
        ("composed * by", "", "composed with care by *Ann Lee*", True),
        ("", "* directs", "*Ann Lee* often directs", True),
        ("", "* directs", "*Ann Lee* often. directs", False),
        # a year and a name
        ("", "( YEAR )", "*Ann Lee* (1999)", True),
        ("", "( YEAR )", "*Ann Lee* (19999)", False),
        ("", "( YEAR )", "*Ann Lee* (year)", False),
        ("NAME as", "", "Bo as *Ann Lee*", True),
        ("NAME as", "", "he as *Ann Lee*", False),
        ("NAME in", "", "The in *Ann Lee*", False),
        # the edges of a document
        ("played by", "", "*Ann Lee*", False),
        ("", "is superb", "*Ann Lee*", False),
    ],
)
def test_sides(blank: Language, left: str, right: str, text: str, found: bool) -> None:
    assert best(blank, text, row(left, right)) == ("x" if found else None)


def test_the_rule_with_most_words_wins_then_the_first(blank: Language) -> None:
    rows = [row("by", name="short"), row("played by", name="long"), row("voiced|played by", name="later")]

    assert best(blank, "played by *Ann Lee*", *rows) == "long"
    assert best(blank, "made by *Ann Lee*", *rows) == "short"


def test_a_rule_is_for_its_shapes(blank: Language) -> None:
    assert best(blank, "by *Ann Lee*", row("by", pattern="TITLE|WORD")) is None
    assert best(blank, "by *Ann Lee*", row("by", pattern="TITLE|WORD"), shape="WORD") == "x"
    assert best(blank, "by *Ann Lee*", row("by", pattern="PERSON")) == "x"
    assert best(blank, "by *Ann Lee*", row("by", pattern="PERSON"), shape="TITLE") is None


def test_context_of_a_quoted_name_is_outside_its_quotes(blank: Language) -> None:
    assert best(blank, 'saw "*Ann Lee*" (1999)', row("saw", pattern="QUOTED"), shape="QUOTED") == "x"
    assert best(blank, 'saw "*Ann Lee*" (1999)', row("", "( YEAR )", "QUOTED"), shape="QUOTED") == "x"


def test_a_rule_without_sides_is_the_guess_for_its_shapes(blank: Language) -> None:
    rules = ContextRules(blank.vocab.strings, [row(pattern="WORD|TITLE"), row(pattern="WORD", name="late")])

    guess = rules.default("WORD")
    assert guess is not None
    assert (guess.id, guess.weight) == ("x", 0)
    assert rules.default("SURNAME") is None
    assert best(blank, "by *Ann Lee*", row(pattern="FULL_NAME")) is None
