"""Confidence intervals of F, by resampling reviews.

The percentile bootstrap of Efron & Tibshirani (1993, "An Introduction to the Bootstrap", chapter 13): draw as many
reviews as there are, with replacement, and score what was drawn; the middle of many such scores is the interval.
Reviews are drawn and not findings, as those of one review depend on each other. Two pipelines are compared on the same
draws, the paired bootstrap of Koehn (2004, "Statistical Significance Tests for Machine Translation Evaluation", EMNLP).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cinespan.scoring import Count

_CHUNK: Final = 4_000_000
"""How many drawn numbers are held at a time."""


@dataclass(frozen=True)
class Interval:
    """Where a figure lies with a given confidence."""

    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """How much more F one pipeline has than another, on the same reviews."""

    f1: float
    interval: Interval
    p: float
    """The share of draws in which the better of the two is not better: below 0.05, the difference is significant at
    that level (one-sided)."""


def draw_f1(counts: Sequence[Sequence[Count]], *, samples: int, seed: int) -> NDArray[np.float64]:
    """Score many draws of the same reviews.

    Args:
        counts: for each figure, the counts of each review; all of the same reviews in the same order.
        samples: how many times to draw.
        seed: of the random numbers; the same seed gives the same draws.

    Returns:
        F, of shape (samples, figures).
    """
    table = np.array([[(c.found, c.spurious, c.missed) for c in row] for row in counts], dtype=np.float64)
    figures, size, _ = table.shape
    flat = table.transpose(1, 0, 2).reshape(size, figures * 3)
    generator = np.random.default_rng(seed)
    drawn = []
    rest = samples
    while rest:
        rows = min(rest, max(1, _CHUNK // size))
        # how often each review is drawn, in one step
        times = generator.multinomial(size, np.full(size, 1 / size), size=rows)
        drawn.append((times @ flat).reshape(rows, figures, 3))
        rest -= rows
    found, spurious, missed = np.moveaxis(np.concatenate(drawn), 2, 0)
    whole = 2 * found + spurious + missed
    f1: NDArray[np.float64] = np.divide(2 * found, whole, out=np.zeros_like(whole), where=whole > 0)
    return f1


def interval_of(drawn: NDArray[np.float64], confidence: float) -> Interval:
    """Give the middle part of drawn figures.

    Args:
        drawn: the figures, of shape (samples,).
        confidence: the part, 0 to 1.
    """
    low, high = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high))


def difference_of(
    first: NDArray[np.float64], other: NDArray[np.float64], observed: float, confidence: float
) -> Difference:
    """Compare two figures on the same draws.

    Args:
        first: the drawn figures of the one, of shape (samples,).
        other: those of the other.
        observed: the difference on the reviews themselves, other less first.
        confidence: of the interval, 0 to 1.
    """
    drawn = other - first
    not_better = drawn <= 0 if observed > 0 else drawn >= 0
    return Difference(observed, interval_of(drawn, confidence), float(np.mean(not_better)))
