from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cinespan.log_odds import Evidence, Tally, compare


def tally(reviews: int, count: int) -> Tally:
    return Tally(reviews, {"dull": count} if count else {})


def test_a_review_counts_once_for_each_term() -> None:
    counts = Tally()
    counts.add({"dull", "flat"})
    counts.add({"dull"})
    counts.add(set())

    assert (counts.reviews, counts.terms) == (3, {"dull": 2, "flat": 1})


def test_log_odds_are_those_of_the_formula() -> None:
    found = compare(tally(100, 5), tally(100, 35), "dull")

    # prior: a tenth of the 40 reviews with the term and half a review more, of a tenth of all 200 and one more
    wanted = log((5 + 4.5) / (100 + 21 - 9.5)) - log((35 + 4.5) / (100 + 21 - 39.5))
    assert found == Evidence(5, 35, round(wanted, 3), round(wanted / (1 / 9.5 + 1 / 39.5) ** 0.5, 2))


def test_as_often_in_both_says_nothing() -> None:
    assert compare(tally(50, 10), tally(50, 10), "dull") == Evidence(10, 10, 0.0, 0.0)


@pytest.mark.parametrize(("high", "low"), [(0, 0), (20, 20), (20, 0), (0, 20)])
def test_all_and_none_have_odds(high: int, low: int) -> None:
    found = compare(tally(20, high), tally(20, low), "dull")

    assert abs(found.log_odds) < 10
    assert (found.z > 0) - (found.z < 0) == (high > low) - (high < low)


counts = st.integers(0, 60)


@given(counts, counts)
def test_the_sides_are_alike(high: int, low: int) -> None:
    there, back = (compare(tally(60, a), tally(60, b), "dull") for a, b in ((high, low), (low, high)))

    assert (there.log_odds, there.z) == pytest.approx((-back.log_odds, -back.z))


def test_the_same_share_is_surer_with_more_reviews() -> None:
    few, many = (compare(tally(10 * n, 4 * n), tally(10 * n, n), "dull") for n in (1, 20))

    assert 0 < few.z < many.z
