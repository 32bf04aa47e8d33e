from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cinespan.scoring import (
    ASPECT_TERMS,
    DOCUMENT_ASPECTS,
    ENTITIES,
    MAIN_ENTITIES,
    PRAISED_ASPECTS,
    QUADRUPLES,
    UNLABELLED_ENTITIES,
    Annotations,
    Count,
    count_entities,
    count_opinions,
    match,
    overlap,
    total,
)


def quad(
    aspect: tuple[int, int], category: str, opinion: tuple[int, int], polarity: str = "positive"
) -> dict[str, Any]:
    return {"aspect": list(aspect), "category": category, "opinion": list(opinion), "polarity": polarity}


def review(*quads: dict[str, Any], entities: tuple[tuple[int, int, str], ...] = ()) -> Annotations:
    return Annotations(frozenset(entities), quads)


def test_count_gives_precision_recall_and_f() -> None:
    count = Count(found=2, spurious=1, missed=2)

    assert (count.precision, count.recall) == (2 / 3, 0.5)
    assert count.f1 == pytest.approx(4 / 7)
    assert (count.gold, count.predicted) == (4, 3)


def test_count_of_nothing_scores_zero() -> None:
    assert (Count().precision, Count().recall, Count().f1) == (0, 0, 0)


def test_count_entities_by_hand() -> None:
    gold = review(entities=((0, 4, "FILM"), (10, 14, "ACTOR"), (20, 25, "DIRECTOR")))
    predicted = review(entities=((0, 4, "FILM"), (10, 14, "CHARACTER"), (20, 24, "DIRECTOR")))

    assert count_entities(gold, predicted) == {
        "ent ACTOR": Count(0, 0, 1),
        "ent CHARACTER": Count(0, 1, 0),
        "ent DIRECTOR": Count(0, 1, 1),
        "ent FILM": Count(1, 0, 0),
        ENTITIES: Count(1, 2, 2),
        MAIN_ENTITIES: Count(1, 1, 1),
        UNLABELLED_ENTITIES: Count(2, 1, 1),
    }


def test_count_opinions_by_hand() -> None:
    gold = review(
        quad((0, 5), "SCORE", (9, 15)),
        quad((20, 24), "STORY", (28, 32), "negative"),
        quad((40, 44), "OVERALL", (50, 55)),
        quad((60, 64), "PACING", (70, 72), "neutral"),
    )
    predicted = review(
        # overlaps are enough
        quad((2, 5), "SCORE", (0, 10)),
        # the polarity is wrong: no quadruple, but the aspect term stands
        quad((20, 24), "STORY", (28, 32), "positive"),
        # the opinion does not overlap
        quad((40, 44), "OVERALL", (56, 58)),
    )

    assert count_opinions(gold, predicted) == {
        QUADRUPLES: Count(1, 2, 3),
        "quad SCORE": Count(1, 0, 0),
        "quad STORY": Count(0, 1, 1),
        "quad OVERALL": Count(0, 1, 1),
        "quad PACING": Count(0, 0, 1),
        ASPECT_TERMS: Count(3, 0, 1),
        DOCUMENT_ASPECTS: Count(1, 1, 1),
        PRAISED_ASPECTS: Count(1, 1, 0),
    }


def test_one_gold_serves_one_prediction() -> None:
    gold = review(quad((0, 5), "SCORE", (9, 15)))
    predicted = review(quad((0, 5), "SCORE", (9, 12)), quad((0, 5), "SCORE", (12, 15)))

    assert count_opinions(gold, predicted)[QUADRUPLES] == Count(1, 1, 0)


def test_aspect_terms_count_once_whatever_is_said_of_them() -> None:
    gold = review(quad((0, 5), "SCORE", (9, 15)), quad((0, 5), "SCORE", (20, 25)))
    predicted = review(quad((0, 5), "SCORE", (9, 15)))

    assert count_opinions(gold, predicted)[ASPECT_TERMS] == Count(1, 0, 0)


def test_match_finds_the_pairs_that_greed_loses() -> None:
    # in the order of the text the first gold would take the only partner of the second
    gold, predicted = [(0, 10), (8, 12)], [(9, 10), (0, 3)]

    assert match(gold, predicted, overlap) == [(0, 1), (1, 0)]


def test_match_follows_a_long_chain() -> None:
    size = 3000
    gold = [(2 * i, 2 * i + 3) for i in range(size)]
    predicted = [(2 * i + 2, 2 * i + 3) for i in range(size)] + [(0, 1)]

    assert len(match(gold, predicted, overlap)) == size


spans = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=5), st.lists(spans, max_size=5))
def test_match_is_as_large_as_brute_force_finds(gold: list[tuple[int, int]], predicted: list[tuple[int, int]]) -> None:
    pairs = match(gold, predicted, overlap)

    assert all(overlap(gold[i], predicted[j]) for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    small, large = sorted((gold, predicted), key=len)
    best = max(sum(overlap(a, b) for a, b in zip(small, order, strict=False)) for order in permutations(large))
    assert len(pairs) == best


def test_total_adds_up_row_by_row() -> None:
    assert total([{"a": Count(1, 2, 3)}, {"a": Count(1, 0, 0), "b": Count(0, 1, 0)}]) == {
        "a": Count(2, 2, 3),
        "b": Count(0, 1, 0),
    }
