"""Ratings that came with reviews: read, checked, and taken as praise or blame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from cinespan.errors import InputError
from cinespan.readers import OnError, read_records
from cinespan.records import Record


@dataclass(frozen=True)
class RatingScale:
    """Which field holds the rating, and which ratings say something."""

    field: str = "rating"
    high: float = 7
    """The lowest rating that praises."""
    low: float = 4
    """The highest rating that pans; what lies between the two says nothing."""

    def rating_of(self, record: Record) -> float:
        """Read the rating of a record, a number or the digits of one.

        Raises:
            InputError: there is none, or it is no number.
        """
        where = record.source or record.id
        if self.field not in record.meta:
            raise InputError(f"{where}: there is no field {self.field!r}; name the one of ratings with --rating-field")
        value = record.meta[self.field]
        try:
            # tables hold strings
            rating = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
        except ValueError:
            rating = None
        if rating is None or not isfinite(rating):
            raise InputError(f"{where}: the rating {value!r} is no number; give one, or leave the record out")
        return rating

    def nothing_rated(self) -> InputError:
        """Make the error of reviews none of which has a rating that says something."""
        return InputError(f"no record has a rating from {self.high:g} up or {self.low:g} down; see --high and --low")

    def is_high(self, record: Record) -> bool | None:
        """Tell whether a record's rating praises (True), pans (False) or says neither (None).

        Raises:
            InputError: as `rating_of`.
        """
        rating = self.rating_of(record)
        if rating >= self.high:
            return True
        return False if rating <= self.low else None


def split_by_rating(
    records: Iterable[Record], scale: RatingScale, on_error: OnError | None = None
) -> Iterator[tuple[Record, bool | None]]:
    """Tell for each record which way its rating goes.

    Args:
        records: the reviews.
        scale: the field and the thresholds.
        on_error: is called for a record without a rating, which is then left out; None raises it.

    Yields:
        Each record, and whether its rating is high, low (False) or neither (None).
    """
    for record in records:
        try:
            high = scale.is_high(record)
        except InputError as err:
            if on_error is None:
                raise
            on_error(err)
            continue
        yield record, high


def read_rated(
    inputs: Iterable[str | Path],
    scale: RatingScale,
    *,
    text_field: str = "text",
    id_field: str = "id",
    on_error: OnError | None = None,
) -> Iterator[Record]:
    """Read the reviews whose rating says something, praise or blame.

    Args:
        inputs: see `readers.read_records`.
        scale: the field and the thresholds.
        text_field: the field of a record that holds the text.
        id_field: the field of a record that holds the id.
        on_error: is called with what is wrong with a record, which is then left out; None raises it.

    Yields:
        The records of a high or a low rating.

    Raises:
        InputError: an input is missing or of an unknown kind; without `on_error`, a record is bad or has no rating.
    """
    records = read_records(inputs, text_field=text_field, id_field=id_field, on_error=on_error)
    return (record for record, high in split_by_rating(records, scale, on_error) if high is not None)
