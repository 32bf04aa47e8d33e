"""Opinion terms that the rules do not have yet, out of rated reviews: candidate rows for a person to accept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from cinespan.extraction import annotate
from cinespan.finders.candidates import Candidate, CandidateFinder
from cinespan.labels import NEGATIVE, POSITIVE
from cinespan.log_odds import Evidence, Tally, compare
from cinespan.ratings import RatingScale, read_rated
from cinespan.readers import OnError
from cinespan.records import Record
from cinespan.rules import Row, RuleSet

MAX_TERMS: Final = 500_000
"""How many different terms are counted; beyond it, those seen in one review are forgotten."""
MAX_PART: Final = 0.7
"""A term that stands in a longer one in more of its reviews than this is only a part of it."""
MIN_GAIN: Final = 0.8
"""A phrase of which a part has more than this share of its log-odds says nothing new."""
_INTENSITY_PER_LOG_ODDS: Final = 0.35
"""Shipped rows have about this intensity for each unit of log-odds."""


@dataclass
class _Counts:
    """What is counted of every term."""

    high: Tally = field(default_factory=Tally)
    low: Tally = field(default_factory=Tally)
    slots: dict[str, Counter[str]] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, high: bool, doc: Doc, candidates: Iterable[Candidate]) -> None:
        terms = set()
        for candidate in candidates:
            terms.add(candidate.term)
            self.slots.setdefault(candidate.term, Counter())[candidate.slot] += 1
            if candidate.term not in self.examples:
                self.examples[candidate.term] = " ".join(doc[candidate.begin : candidate.stop].text.split())
        (self.high if high else self.low).add(terms)
        if len(self.slots) > MAX_TERMS:
            self._forget_singles()

    def reviews_with(self, term: str) -> int:
        return self.high.terms.get(term, 0) + self.low.terms.get(term, 0)

    def _forget_singles(self) -> None:
        for term in [term for term in self.slots if self.reviews_with(term) == 1]:
            for counts in (self.slots, self.examples, self.high.terms, self.low.terms):
                counts.pop(term, None)


def learn_opinions(
    inputs: Iterable[str | Path],
    nlp: Language,
    rules: RuleSet,
    scale: RatingScale | None = None,
    *,
    min_reviews: int = 10,
    min_z: float = 2.58,
    text_field: str = "text",
    id_field: str = "id",
    batch_size: int = 64,
    on_error: OnError | None = None,
    on_record: Callable[[Record], None] = lambda _: None,
) -> list[Row]:
    """Find words and set phrases that judge aspects, by where they stand and by the ratings.

    Args:
        inputs: see `readers.read_records`.
        nlp: a pipeline of `cinespan.load`.
        rules: the rules that the pipeline has; a phrase that one of them has is no candidate.
        scale: the field of the rating and the thresholds.
        min_reviews: in so many reviews a term has to stand.
        min_z: so far from chance its log-odds have to be; 2.58 lets one in a hundred through by chance.
        text_field: the field of a record that holds the text.
        id_field: the field of a record that holds the id.
        batch_size: how many reviews the pipeline takes at a time.
        on_error: is called with what is wrong with a record, which is then left out; None raises it.
        on_record: is called with each record that was read.

    Returns:
        Rows for `opinions.jsonl`, the surest first. `pos`, `takes` and `intensity` are guesses from where the terms
        stood and from the log-odds; `evidence` holds `high`, `low`, `log_odds`, `z` and the first `example`.

    Raises:
        InputError: an input is missing or of an unknown kind; no record has a rating that says something; without
            `on_error`, a record is bad or has no rating.
    """
    scale = scale or RatingScale()
    finder = CandidateFinder(nlp.vocab, nlp.tokenizer, rules)
    counts = _Counts()

    records = read_rated(inputs, scale, text_field=text_field, id_field=id_field, on_error=on_error)
    # known opinions are no candidates, so they need not be linked
    judging = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory == "film_opinions"]
    with nlp.select_pipes(disable=judging):
        for record, doc in annotate(records, nlp, batch_size=batch_size, on_error=on_error):
            counts.add(scale.is_high(record) is True, doc, finder.find(doc))
            on_record(record)
    if not counts.high.reviews + counts.low.reviews:
        raise scale.nothing_rated()
    weighed = {
        term: compare(counts.high, counts.low, term)
        for term in counts.slots
        if counts.reviews_with(term) >= min_reviews
    }
    kept = _drop_parts(
        counts, {term: evidence for term, evidence in weighed.items() if abs(evidence.z) >= min_z}, weighed
    )
    taken = {row["id"] for row in rules["opinions"]}
    rows = [_make_row(term, evidence, counts) for term, evidence in kept.items()]
    rows.sort(key=lambda row: (-abs(row["evidence"]["z"]), row["pattern"]))
    return [row for row in rows if row["id"] not in taken]


def _drop_parts(counts: _Counts, sure: dict[str, Evidence], weighed: dict[str, Evidence]) -> dict[str, Evidence]:
    """Keep a phrase only if it says more than each of its parts, and a part only if it often stands without it."""
    dropped: set[str] = set()
    for phrase in sorted((term for term in sure if " " in term), key=lambda term: -term.count(" ")):
        if phrase in dropped:
            continue
        parts = [part for part in _parts(phrase) if part in weighed]
        fixed = {part for part in parts if counts.reviews_with(phrase) > MAX_PART * counts.reviews_with(part)}
        if any(weighed[part].log_odds / sure[phrase].log_odds > MIN_GAIN for part in parts if part not in fixed):
            dropped.add(phrase)
        else:
            dropped |= fixed
    return {term: evidence for term, evidence in sure.items() if term not in dropped}


def _parts(phrase: str) -> Iterator[str]:
    words = phrase.split()
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _make_row(term: str, evidence: Evidence, counts: _Counts) -> Row:
    pos, _, takes = counts.slots[term].most_common(1)[0][0].partition(" ")
    row: Row = {"label": POSITIVE if evidence.log_odds > 0 else NEGATIVE, "pattern": term, "pos": pos}
    if takes:
        row["takes"] = takes
    row["intensity"] = min(1.0, max(0.2, round(abs(evidence.log_odds) * _INTENSITY_PER_LOG_ODDS, 1)))
    row["id"] = term.replace("-", "_").replace(" ", "-")
    row["evidence"] = {**asdict(evidence), "example": counts.examples[term]}
    return row
