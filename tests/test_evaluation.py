from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from cinespan.evaluation import Evaluation, Mistake, evaluate
from cinespan.gold import GoldReview, make_example, read_gold
from cinespan.records import Record
from cinespan.rules import read_rules
from cinespan.scoring import (
    ASPECT_TERMS,
    CATEGORY,
    DOCUMENT_ASPECTS,
    ENTITIES,
    ENTITY_LABEL,
    MAIN_ENTITIES,
    PRAISED_ASPECTS,
    QUADRUPLES,
    UNLABELLED_ENTITIES,
    Annotations,
    Count,
)

KEYS = {
    ENTITIES: "ents",
    MAIN_ENTITIES: "ents_main",
    UNLABELLED_ENTITIES: "ents_unlabelled",
    QUADRUPLES: "quads",
    ASPECT_TERMS: "aspects",
    DOCUMENT_ASPECTS: "doc_aspects",
    PRAISED_ASPECTS: "praised",
}


@pytest.fixture(scope="module")
def gold(root: Path) -> list[GoldReview]:
    labels = read_rules()["labels"]
    entity_labels, categories = (
        [row["label"] for row in labels if row["kind"] == kind] for kind in ("entity", "category")
    )
    return list(
        read_gold(root / "tests" / "gold" / "sentences.jsonl", entity_labels=entity_labels, categories=categories)
    )


@pytest.fixture(scope="module")
def evaluation(gold: list[GoldReview], nlp: Language) -> Evaluation:
    return evaluate(gold, nlp)


def test_evaluate_counts_the_gold(gold: list[GoldReview], evaluation: Evaluation) -> None:
    counts = evaluation.counts

    assert counts[ENTITIES].gold == sum(len(review.annotations.entities) for review in gold) > 5
    assert counts[QUADRUPLES].gold == sum(len(review.annotations.quads) for review in gold) > 10
    assert counts[QUADRUPLES].f1 > 0.8


def test_nlp_evaluate_gives_the_same_figures(gold: list[GoldReview], evaluation: Evaluation, nlp: Language) -> None:
    scores = nlp.evaluate([make_example(nlp.make_doc(review.record.text), review) for review in gold])

    expected = {
        f"{key}_{part}": figure
        for name, key in KEYS.items()
        for part, figure in zip("prf", figures(evaluation.counts[name]), strict=True)
    }
    assert {key: scores[key] for key in expected} == pytest.approx(expected)
    for by_kind, prefix in (("ents_per_type", ENTITY_LABEL), ("quads_per_type", CATEGORY)):
        assert scores[by_kind] == {
            name.removeprefix(prefix): dict(zip("prf", figures(count), strict=True))
            for name, count in evaluation.counts.items()
            if name.startswith(prefix)
        }


def test_mistakes_are_those_that_the_counts_hold(evaluation: Evaluation) -> None:
    kinds = [mistake.kind for mistake in evaluation.mistakes]
    entities, quads = evaluation.counts[ENTITIES], evaluation.counts[QUADRUPLES]

    assert kinds.count("missed entity") == entities.missed
    assert kinds.count("spurious entity") == entities.spurious
    assert kinds.count("missed quad") == quads.missed
    assert kinds.count("spurious quad") == quads.spurious


def test_mistakes_name_words_context_and_rules(nlp: Language) -> None:
    text = "Hm.\nThe score is superb."
    quad = {"aspect": [8, 13], "category": "SCORE", "opinion": [17, 23], "polarity": "negative"}
    gold = GoldReview(Record("g", text), Annotations(frozenset({(8, 13, "FILM")}), (quad,)))

    missed_entity, missed, spurious = evaluate([gold], nlp).mistakes

    assert missed_entity == Mistake("missed entity", "g", "FILM", "score", "Hm. The score is superb.")
    assert missed == Mistake("missed quad", "g", "SCORE negative", "score / superb", "Hm. The score is superb.")
    assert (spurious.kind, spurious.label, spurious.words) == ("spurious quad", "SCORE positive", "score / superb")
    assert spurious.rules


def test_markup_does_not_move_the_gold(nlp: Language) -> None:
    text = "Fine.<br />The score is superb."
    quad = {"aspect": [15, 20], "category": "SCORE", "opinion": [24, 30], "polarity": "positive"}
    gold = GoldReview(Record("g", text), Annotations(frozenset(), (quad,)))

    assert evaluate([gold], nlp).counts[QUADRUPLES] == Count(1, 0, 0)


def figures(count: Count) -> tuple[float, float, float]:
    return count.precision, count.recall, count.f1
