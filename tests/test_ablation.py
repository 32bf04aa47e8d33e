from __future__ import annotations

import pytest
from spacy.language import Language

import cinespan
from cinespan.ablation import evaluate_without, without_rule
from cinespan.errors import InputError
from cinespan.gold import GoldReview
from cinespan.records import Record
from cinespan.scoring import QUADRUPLES, Annotations, Count

TEXT = "Twelve Monkeys and 12 Monkeys: the score is superb."


@pytest.fixture(scope="module")
def own() -> Language:
    """Give a pipeline that these tests may change."""
    return cinespan.load()


def found(nlp: Language) -> tuple[set[str], list[list[str]]]:
    doc = nlp(TEXT)
    return {ent.id_ for ent in doc.ents}, [quad["rules"] for quad in doc._.opinions]


def test_a_rule_is_gone_within_the_block_and_back_behind_it(own: Language) -> None:
    before = found(own)
    assert before[1] == [["score", "superb", "link.predicate"]]

    with without_rule(own, "superb") as nlp:
        assert found(nlp) == (before[0], [])
    assert found(own) == before


def test_a_row_of_the_entity_ruler_is_gone_and_back(own: Language) -> None:
    before = found(own)
    assert "12-monkeys" in before[0]

    with without_rule(own, "12-monkeys") as nlp:
        assert "12-monkeys" not in found(nlp)[0]
    assert found(own) == before


@pytest.mark.parametrize("rule", ["link.predicate", "no-such-rule", "category.score"])
def test_what_is_no_row_can_not_be_left_out(own: Language, rule: str) -> None:
    with pytest.raises(InputError, match=f"no row that can be left out has the id '{rule}'"), without_rule(own, rule):
        raise AssertionError("not reached")


def test_evaluate_without_counts_what_is_found_then(own: Language) -> None:
    quad = {"aspect": [35, 40], "category": "SCORE", "opinion": [44, 50], "polarity": "positive"}
    gold = [GoldReview(Record("g", TEXT), Annotations(frozenset(), (quad,)))]

    assert evaluate_without(gold, own, "superb")[QUADRUPLES] == Count(0, 0, 1)
    assert evaluate_without(gold, own, "dull")[QUADRUPLES] == Count(1, 0, 0)
