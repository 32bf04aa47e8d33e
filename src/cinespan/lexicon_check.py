"""The shipped opinion terms against the ratings of the reviews in which they judge something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from cinespan.doc_data import opinions_of
from cinespan.extraction import annotate
from cinespan.labels import NEUTRAL, POSITIVE
from cinespan.log_odds import Evidence, Tally, compare
from cinespan.ratings import RatingScale, read_rated
from cinespan.readers import OnError
from cinespan.records import Record
from cinespan.rules import Row


@dataclass(frozen=True)
class CheckedRow:
    """A row of `opinions.jsonl` and what the ratings say of it."""

    row: Row
    evidence: Evidence
    """Reviews in which it judges something with the polarity of the row, so negated ones are left out."""

    @property
    def against(self) -> float:
        """How surely the ratings say the opposite, as a z-score; for a neutral row, how surely they take a side."""
        if self.row["label"] == NEUTRAL:
            return abs(self.evidence.z)
        return -self.evidence.z if self.row["label"] == POSITIVE else self.evidence.z


def check_opinions(
    inputs: Iterable[str | Path],
    nlp: Language,
    rows: Iterable[Row],
    scale: RatingScale | None = None,
    *,
    text_field: str = "text",
    id_field: str = "id",
    batch_size: int = 64,
    on_error: OnError | None = None,
    on_record: Callable[[Record], None] = lambda _: None,
) -> list[CheckedRow]:
    """Count in which reviews each opinion term judges something, and weigh it.

    Args:
        inputs: see `readers.read_records`.
        nlp: a pipeline of `cinespan.load`.
        rows: the rows of `opinions.jsonl` that the pipeline has.
        scale: the field of the rating and the thresholds.
        text_field: the field of a record that holds the text.
        id_field: the field of a record that holds the id.
        batch_size: how many reviews the pipeline takes at a time.
        on_error: is called with what is wrong with a record, which is then left out; None raises it.
        on_record: is called with each record that was read.

    Returns:
        The rows that judged anything, the most contradicted first.

    Raises:
        InputError: an input is missing or of an unknown kind; no record has a rating that says something; without
            `on_error`, a record is bad or has no rating.
    """
    scale = scale or RatingScale()
    polarities = {row["id"]: row["label"] for row in rows}
    high, low = Tally(), Tally()

    records = read_rated(inputs, scale, text_field=text_field, id_field=id_field, on_error=on_error)
    for record, doc in annotate(records, nlp, batch_size=batch_size, on_error=on_error):
        # the second rule of a quadruple is that of its opinion term
        found = {quad["rules"][1] for quad in opinions_of(doc) if polarities.get(quad["rules"][1]) == quad["polarity"]}
        (high if scale.is_high(record) else low).add(found)
        on_record(record)
    if not high.reviews + low.reviews:
        raise scale.nothing_rated()
    checked = [
        CheckedRow(row, compare(high, low, row["id"]))
        for row in rows
        if row["id"] in high.terms or row["id"] in low.terms
    ]
    return sorted(checked, key=lambda row: (-row.against, row.row["id"]))
