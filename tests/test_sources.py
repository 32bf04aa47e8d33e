from __future__ import annotations

import pytest

from cinespan.rules import shipped_rules
from cinespan.sources import is_settled, source_of


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("credits.title", "credits"),
        ("catalogue.title", "catalogue"),
        ("history.surname", "history"),
        ("actor.in-brackets", "context"),
        ("shape.full-name", "context"),
        ("mr.-bean", "pattern"),
        ("", "unknown"),
    ],
)
def test_an_id_tells_its_source(rule: str, source: str) -> None:
    assert source_of(rule) == source


@pytest.mark.parametrize(("file", "source"), [("context", "context"), ("entities", "pattern")])
def test_every_shipped_rule_has_the_source_of_its_file(file: str, source: str) -> None:
    ids = [row["id"] for row in shipped_rules()[file]]

    assert len(ids) > 100
    assert {source_of(rule) for rule in ids} == {source}


def test_rules_of_ones_own_tell_more_than_their_ids() -> None:
    rules = {"context": [{"id": "mine"}], "entities": [{"id": "actor.mine"}]}

    assert source_of("mine", rules) == "context"
    assert source_of("actor.mine", rules) == "pattern"


def test_only_credits_settle_a_name() -> None:
    assert [rule for rule in ("credits.name", "catalogue.name", "creditsish", "") if is_settled(rule)] == [
        "credits.name"
    ]
