from __future__ import annotations

from typing import Any

import pytest

from cinespan.errors import RuleError
from cinespan.finders.tokens import WordClass
from cinespan.labels import NAME_SHAPES, OUTSIDE
from cinespan.rule_schemas import SCHEMAS, TITLE_WORDS, check_row

DECLARED = {"FILM": "entity", "SCORE": "category", "PACING": "category"}
ROWS: list[tuple[str, dict[str, Any]]] = [
    ("labels", {"label": "MOOD", "kind": "category", "description": "the mood"}),
    ("labels", {"label": "HOST", "kind": "entity", "description": "a host", "aspect": "SCORE", "story": True}),
    ("entities", {"label": "FILM", "pattern": "Heat"}),
    ("entities", {"label": "FILM", "pattern": [{"LOWER": "heat"}, {"IS_DIGIT": True}]}),
    ("context", {"label": "FILM", "pattern": "TITLE"}),
    ("context", {"label": OUTSIDE, "pattern": "PERSON|QUOTED", "left": "song", "right": "*"}),
    ("names", {"label": "SURNAME", "pattern": "novak"}),
    ("grammar", {"label": "COPULA", "pattern": "seems"}),
    ("aspects", {"label": "SCORE", "pattern": "tune"}),
    ("aspects", {"label": "SCORE", "pattern": "tuneful", "pos": "ADJ", "story": False}),
    ("opinions", {"label": "neutral", "pattern": "so-so", "pos": "ADJ", "intensity": 0}),
    (
        "opinions",
        {
            "label": "negative",
            "pattern": "drags",
            "pos": "VERB",
            "intensity": 1,
            "takes": "subject",
            "category": "PACING",
        },
    ),
    ("modifiers", {"label": "HEDGE", "pattern": "rather", "intensity": 0.5}),
    ("modifiers", {"label": "STORY", "pattern": "discovers"}),
]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_good_rows_pass(name: str, row: dict[str, Any]) -> None:
    check_row(name, {**row, "id": "x"}, "here:1", DECLARED)


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_each_required_key_is_required(name: str, row: dict[str, Any]) -> None:
    good = {**row, "id": "x"}

    for key in ("id", "label", *SCHEMAS[name].required):
        with pytest.raises(RuleError, match=rf"^here:1: the key '{key}' is missing; a row of {name}\.jsonl needs "):
            check_row(name, {k: v for k, v in good.items() if k != key}, "here:1", DECLARED)


@pytest.mark.parametrize("name", SCHEMAS)
def test_any_file_may_drop_a_row(name: str) -> None:
    check_row(name, {"id": "x", "drop": True}, "here:1", DECLARED)


@pytest.mark.parametrize("row", [{"drop": True}, {"id": 7, "drop": True}, {"id": "x", "drop": 1}])
def test_a_drop_is_an_id_and_true(row: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match=r"^here:1: "):
        check_row("opinions", row, "here:1", DECLARED)


def test_all_shapes_may_stand_in_a_context_rule() -> None:
    check_row(
        "context", {"id": "x", "label": "FILM", "pattern": "|".join((*NAME_SHAPES, "PERSON"))}, "here:1", DECLARED
    )


def test_every_label_of_a_single_word_is_a_word_class_or_read_for_titles() -> None:
    labels = {*SCHEMAS["names"].labels, *SCHEMAS["grammar"].labels}

    assert labels - set(WordClass.__members__) == set(TITLE_WORDS)


def test_the_messages_list_what_is_allowed() -> None:
    with pytest.raises(RuleError) as caught:
        check_row("aspects", {"id": "x", "label": "MUSIC", "pattern": "y"}, "here:1", DECLARED)

    assert str(caught.value) == "here:1: unknown label 'MUSIC'; one of SCORE, PACING"
