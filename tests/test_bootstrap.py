from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cinespan.bootstrap import Interval, difference_of, draw_f1, interval_of
from cinespan.scoring import Count

COUNTS = st.builds(Count, st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))


def test_one_review_is_always_drawn() -> None:
    drawn = draw_f1([[Count(1, 1, 0)], [Count(0, 0, 0)]], samples=5, seed=0)

    assert drawn.shape == (5, 2)
    assert drawn.tolist() == [[pytest.approx(2 / 3), 0.0]] * 5


def test_the_mean_and_spread_of_draws_are_those_of_the_binomial() -> None:
    # F of reviews that are right or empty-handed: found/(found+missed) in a draw of n with n/2 right is 2k/(k+n)
    rows = [[Count(1, 0, 0)] * 50 + [Count(0, 0, 1)] * 50]

    drawn = draw_f1(rows, samples=4000, seed=1)[:, 0]

    right = np.random.default_rng(2).binomial(100, 0.5, size=4000)
    expected = 2 * right / (right + 100)
    assert drawn.mean() == pytest.approx(expected.mean(), abs=0.005)
    assert drawn.std() == pytest.approx(expected.std(), rel=0.1)


@given(st.lists(COUNTS, min_size=1, max_size=8), st.integers(0, 5))
@settings(max_examples=30)
def test_figures_share_their_draws_and_a_seed_gives_the_same(rows: list[Count], seed: int) -> None:
    drawn = draw_f1([rows, rows], samples=20, seed=seed)

    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert (drawn == draw_f1([rows, rows], samples=20, seed=seed)).all()
    assert ((drawn >= 0) & (drawn <= 1)).all()


def test_large_tables_are_drawn_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cinespan.bootstrap._CHUNK", 7)
    rows = [[Count(1, 0, 0), Count(1, 1, 1), Count(0, 0, 1)]]

    drawn = draw_f1(rows, samples=11, seed=3)

    assert drawn.shape == (11, 1)
    assert len(set(drawn[:, 0].tolist())) > 1


def test_interval_is_the_middle_of_the_draws() -> None:
    assert interval_of(np.arange(101) / 100, 0.9) == Interval(pytest.approx(0.05), pytest.approx(0.95))


@pytest.mark.parametrize(("observed", "p"), [(0.25, 0.25), (-0.25, 0.75), (0.0, 0.75)])
def test_p_is_the_share_of_draws_in_which_the_better_is_not(observed: float, p: float) -> None:
    first, other = np.array([0.0, 0.1, 0.2, 0.3]), np.array([0.5, 0.5, 0.5, 0.1])

    difference = difference_of(first, other, observed, 0.5)

    assert (difference.f1, difference.p) == (observed, p)
    assert difference.interval == Interval(pytest.approx(0.175), pytest.approx(0.425))
