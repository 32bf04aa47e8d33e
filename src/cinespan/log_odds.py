"""How much more often high than low reviews have something, with what is known of all reviews as a prior."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log, sqrt
from typing import Final

PRIOR_SHARE: Final = 0.1
"""The weight of the prior: reviews made up on each side, as a share of all, in which a term is as frequent as there."""


@dataclass(frozen=True)
class Evidence:
    """In how many reviews of high and of low rating a term stands, and what follows."""

    high: int
    low: int
    log_odds: float
    """Natural logarithm of the ratio of the odds; above 0 for a term of high reviews."""
    z: float
    """`log_odds` by its standard deviation: beyond 1.96, one in twenty would be chance."""


@dataclass
class Tally:
    """In how many reviews of one kind each term stands."""

    reviews: int = 0
    terms: dict[str, int] = field(default_factory=dict)

    def add(self, terms: set[str]) -> None:
        """Count one review by the terms that it has, each once."""
        self.reviews += 1
        counts = self.terms
        for term in terms:
            counts[term] = counts.get(term, 0) + 1


def compare(high: Tally, low: Tally, term: str) -> Evidence:
    """Weigh the reviews that have a term.

    The log-odds ratio with an informative Dirichlet prior and its z-score, of Monroe, Colaresi and Quinn (2008),
    "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict",
    Political Analysis 16(4), equations 16 and 20 to 22. A review counts once for each term, so that one that repeats
    itself does not outvote others. The prior draws rare terms to 0.

    Args:
        high: the reviews of high rating.
        low: the reviews of low rating.
        term: the term.
    """
    in_high, in_low = high.terms.get(term, 0), low.terms.get(term, 0)
    # and half a review with the term and half a one without it, since what all have or none still has odds
    prior = PRIOR_SHARE * (in_high + in_low) + 0.5
    all_prior = PRIOR_SHARE * (high.reviews + low.reviews) + 1
    odds = [
        (count + prior) / (tally.reviews + all_prior - count - prior)
        for count, tally in ((in_high, high), (in_low, low))
    ]
    value = log(odds[0] / odds[1])
    deviation = sqrt(1 / (in_high + prior) + 1 / (in_low + prior))
    return Evidence(in_high, in_low, round(value, 3), round(value / deviation, 2))
