"""What the quadruples of a review say of the film, against the rating that its author gave: a check without gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from spacy.language import Language

from cinespan.doc_data import opinions_of
from cinespan.errors import InputError
from cinespan.extraction import annotate
from cinespan.labels import NEGATIVE, POSITIVE
from cinespan.ratings import RatingScale, split_by_rating
from cinespan.readers import OnError, read_records
from cinespan.records import Record

_SIGNS: Final = {POSITIVE: 1.0, NEGATIVE: -1.0}


@dataclass
class Agreement:
    """The scores of rated reviews; a score is positive minus negative quadruples."""

    high: Counter[float] = field(default_factory=Counter)
    """How many reviews with a high rating have each score; those without a quadruple have 0."""
    low: Counter[float] = field(default_factory=Counter)
    between: int = 0
    """Reviews whose rating is neither high nor low; they are not scored."""
    skipped: int = 0
    judged: int = 0
    """Reviews with a high or low rating that have any quadruple."""
    right: int = 0
    """Those of them whose score has the sign of the rating."""
    undecided: int = 0
    """Those of them whose score is 0."""

    @property
    def reviews(self) -> int:
        """How many reviews were scored."""
        return self.high.total() + self.low.total()

    @property
    def coverage(self) -> float:
        """The share of the scored reviews that have any quadruple."""
        return self.judged / self.reviews if self.reviews else 0.0

    @property
    def accuracy(self) -> float:
        """The share of the reviews with any quadruple whose score has the sign of the rating."""
        return self.right / self.judged if self.judged else 0.0

    @property
    def auc(self) -> float | None:
        """The area under the ROC curve; None where all ratings are high, or all are low."""
        return area_under_curve(self.high, self.low)

    def add(self, high: bool, quads: Iterable[dict[str, Any]], *, weighted: bool = True) -> None:
        """Count one review."""
        quads = list(quads)
        score = score_of(quads, weighted=weighted)
        (self.high if high else self.low)[score] += 1
        if quads:
            self.judged += 1
            self.right += score > 0 if high else score < 0
            self.undecided += score == 0


def score_of(quads: Iterable[dict[str, Any]], *, weighted: bool = True) -> float:
    """Give the positive minus the negative quadruples of a review.

    Args:
        quads: the quadruples, as in `doc._.opinions`.
        weighted: count each by its intensity ("superb" 0.9, "decent" 0.4) and not as 1.

    Returns:
        The score, rounded so that equal sums are equal numbers.
    """
    return round(sum(_SIGNS.get(q["polarity"], 0.0) * (q["intensity"] if weighted else 1.0) for q in quads), 3)


def area_under_curve(high: Counter[float], low: Counter[float]) -> float | None:
    """Give the share of pairs of a high and a low review in which the high one has the higher score, ties as half.

    That is the Mann-Whitney U statistic by the number of pairs (Mann and Whitney 1947, "On a Test of Whether one of
    Two Random Variables is Stochastically Larger than the Other", Annals of Mathematical Statistics 18(1)), which
    equals the area under the ROC curve (Hanley and McNeil 1982, "The Meaning and Use of the Area under a Receiver
    Operating Characteristic (ROC) Curve", Radiology 143(1)).

    Args:
        high: how many high reviews have each score.
        low: how many low reviews have each score.

    Returns:
        The area; None where one of the two has no review.
    """
    pairs = high.total() * low.total()
    if not pairs:
        return None
    won, below = 0.0, 0
    for score in sorted(high.keys() | low.keys()):
        won += high[score] * (below + low[score] / 2)
        below += low[score]
    return won / pairs


def agree(
    inputs: Iterable[str | Path],
    nlp: Language,
    scale: RatingScale | None = None,
    *,
    weighted: bool = True,
    text_field: str = "text",
    id_field: str = "id",
    batch_size: int = 64,
    on_error: OnError | None = None,
    on_record: Callable[[Record], None] = lambda _: None,
) -> Agreement:
    """Compare what is found in rated reviews with their ratings, in constant memory.

    Args:
        inputs: see `readers.read_records`.
        nlp: a pipeline of `cinespan.load`.
        scale: the field of the rating and the thresholds.
        weighted: see `score_of`.
        text_field: the field of a record that holds the text.
        id_field: the field of a record that holds the id.
        batch_size: how many reviews the pipeline takes at a time.
        on_error: is called with what is wrong with a record, which is then left out; None raises it.
        on_record: is called with each record that was scored.

    Returns:
        The counts and what follows from them.

    Raises:
        InputError: an input is missing or of an unknown kind; no record has a high or a low rating; without
            `on_error`, a record is bad or has no rating.
    """
    scale = scale or RatingScale()
    result = Agreement()

    def skip(err: InputError) -> None:
        if on_error is None:
            raise err
        result.skipped += 1
        on_error(err)

    def scored() -> Iterator[Record]:
        records = read_records(inputs, text_field=text_field, id_field=id_field, on_error=skip)
        for record, high in split_by_rating(records, scale, skip):
            if high is None:
                result.between += 1
            else:
                yield record

    for record, doc in annotate(scored(), nlp, batch_size=batch_size, on_error=skip):
        result.add(scale.is_high(record) is True, opinions_of(doc), weighted=weighted)
        on_record(record)
    if not result.reviews:
        raise scale.nothing_rated()
    return result
