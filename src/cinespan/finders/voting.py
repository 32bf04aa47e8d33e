"""Entities by a vote of sources that disagree.

Each source answers for itself, in a layer of its own (`doc.spans["ents.context"]`), and a weighted majority decides. A
vote weighs `log(r / (1 - r))`, where r is the reliability of the source, the share of its entities that are right: for
sources that err independently, no other weighting is right more often (Nitzan and Paroush, "Optimal decision rules in
uncertain dichotomous choice situations", 1982). A source that found nothing at a place abstains, as in Snorkel's
majority vote (Ratner et al., "Snorkel: Rapid Training Data Creation with Weak Supervision", VLDB 2017).

A vote is for a span with a label. One for a part of that span with the same label counts for the whole as well, as
"Lindqvist" speaks for "Anna Lindqvist", and so does any vote within a film's title: a title swallows the names in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Final, NamedTuple

from spacy.tokens import Doc

from cinespan.labels import FILM

LAYER_PREFIX: Final = "ents."
"""`doc.spans["ents.context"]` holds what the source `context` found."""
RELIABILITY: Final[Mapping[str, float]] = {
    "credits": 0.95,
    "catalogue": 0.85,
    "pattern": 0.9,
    "context": 0.65,
    "model": 0.6,
}
"""How much of what each source finds is right, by default: `pattern` and `context` as counted on annotated reviews, the
others as reckoned. Count yours, and give them."""


class Candidate(NamedTuple):
    """What one source found; tokens, end exclusive."""

    start: int
    end: int
    label: str
    source: str
    rule: str = ""
    kb_id: str = ""


def layers_of(doc: Doc) -> list[Candidate] | None:
    """Give what is in the layers of a document, in their order; None where it keeps none."""
    keys = [key for key in doc.spans if key.startswith(LAYER_PREFIX)]
    if not keys:
        return None
    return [
        Candidate(span.start, span.end, span.label_, key.removeprefix(LAYER_PREFIX), span.id_, span.kb_id_)
        for key in keys
        for span in doc.spans[key]
    ]


def group_candidates(candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Put candidates together that overlap, and those that overlap with one of them, in the order of the text."""
    group: list[Candidate] = []
    reached = 0
    for candidate in sorted(candidates):
        if group and candidate.start >= reached:
            yield group
            group = []
        group.append(candidate)
        reached = max(reached, candidate.end)
    if group:
        yield group


def vote(candidates: Iterable[Candidate], weights: Mapping[str, float]) -> list[Candidate]:
    """Decide between candidates.

    Args:
        candidates: what the sources found.
        weights: how much the vote of each source weighs, see `weights_of`; a source that is not in it has no vote.

    Returns:
        The candidates that won, none of them overlapping: of each place the one with the most weight, then the longer,
        then the one of the weightier source, as long as its weight and that of its source are above zero; and with it
        those of the same place that keep clear of it.
    """
    won: list[Candidate] = []
    for group in group_candidates(candidate for candidate in candidates if candidate.source in weights):
        support = {candidate: _support(candidate, group, weights) for candidate in group}
        taken: list[Candidate] = []
        for candidate in sorted(
            group, key=lambda c: (-support[c], c.start - c.end, -weights[c.source], c.start, c.label, c.source)
        ):
            clear = all(candidate.end <= other.start or other.end <= candidate.start for other in taken)
            if clear and min(support[candidate], weights[candidate.source]) > 0:
                taken.append(candidate)
        won += sorted(taken)
    return won


def weights_of(reliability: Mapping[str, float]) -> dict[str, float]:
    """Give the weight of each source's vote, from the share of its entities that are right.

    Raises:
        ValueError: a share is not above 0 and below 1: its vote would weigh more than all others together.
    """
    for source, share in reliability.items():
        if not 0 < share < 1:
            raise ValueError(f"the reliability of {source!r} is {share}; give a number above 0 and below 1")
    return {source: log(share / (1 - share)) for source, share in reliability.items()}


def _support(candidate: Candidate, group: list[Candidate], weights: Mapping[str, float]) -> float:
    """Add up the votes for a candidate, each source's once."""
    start, end, label = candidate[:3]
    sources = {
        other.source
        for other in group
        if start <= other.start
        and other.end <= end
        and (other.label == label or (label == FILM and other[:2] != (start, end)))
    }
    return sum(weights[source] for source in sources)
