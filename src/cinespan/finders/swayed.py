"""Judgements that the rest of a review decides: a "disturbing" film is praised or blamed by who describes it so."""

from __future__ import annotations

from collections.abc import Iterable

from cinespan.labels import NEGATIVE, POSITIVE

MIN_MARGIN = 2
"""By how many judgements praise and blame must differ for a review to have a sign."""


def sign_of_review(polarities: Iterable[str]) -> str | None:
    """Tell whether a review praises or blames.

    Args:
        polarities: those of its judgements, without the ones to be decided.

    Returns:
        A polarity, or None where praise and blame nearly balance.
    """
    margin = sum((polarity == POSITIVE) - (polarity == NEGATIVE) for polarity in polarities)
    if abs(margin) < MIN_MARGIN:
        return None
    return POSITIVE if margin > 0 else NEGATIVE
