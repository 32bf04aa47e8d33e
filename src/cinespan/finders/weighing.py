"""Weighing: how likely it is that an opinion term judges an aspect term, by all that stands around the two.

The constructions of `linking` say which terms belong together. How often each of them is right, between which
neighbours and with which terms, was learned from annotated reviews: `weights.jsonl` has a row for each thing that
speaks for a pair or against it, and their sum is the log-odds that the pair is a judgement (logistic regression, Cox
1958, "The Regression Analysis of Binary Sequences", Journal of the Royal Statistical Society B 20(2)). So a doubtful
construction with a doubtful term is passed over, and a pair that no construction joins is taken where all else speaks
for it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cinespan.finders.items import Items
from cinespan.finders.judged import judges_the_film
from cinespan.finders.linking import APART, Link
from cinespan.finders.pairs import PairReader, Pairs
from cinespan.finders.terms import NEXT, OpinionEntry
from cinespan.rules import RuleSet

BIAS: Final = ("BIAS", "any")
RELATION, OPINION, ASPECT = "RELATION", "OPINION", "ASPECT"


class Thresholds(NamedTuple):
    """The probability from which on a pair is a judgement."""

    joined: float
    """Of a pair that a construction joins."""
    apart: float
    """Of any other pair in a sentence."""


class WeighedPair(NamedTuple):
    """A pair, and what speaks for it or against it: the label and the pattern of rows in `weights.jsonl`."""

    document: int
    """Its place in the batch."""
    link: Link
    features: list[tuple[str, str]]


class Weigher:
    """Weighs the pairs of documents.

    Args:
        rules: rows by pattern file; without rows in `weights` every pair that a construction joins counts, and no
            other.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._weights = {(row["label"], row["pattern"]): float(row["weight"]) for row in rules["weights"]}
        self._reader = PairReader(rules)
        self._tables = {
            label: np.array([self._weights.get((label, name), 0.0) for name in names])
            for label, names in self._reader.names.items()
        }

    def choose(
        self, batch: Sequence[Items], links: Sequence[Sequence[Link]], thresholds: Thresholds
    ) -> list[list[Link]]:
        """Choose the pairs that are judgements.

        Args:
            batch: the documents.
            links: what the constructions join in each of them.
            thresholds: from which probability on.

        Returns:
            The links of each document, in the order of their opinions, each with its probability.
        """
        if not self._weights:
            return [list(of_document) for of_document in links]
        pairs = self._reader.read(batch)
        linked = _linked(pairs, links)
        log_odds = self._log_odds(pairs, linked)
        apart = [link.relation in APART for link in linked]
        limits = np.where(apart, _log_odds_of(thresholds.apart), _log_odds_of(thresholds.joined))
        chosen: list[list[Link]] = [[] for _ in batch]
        for n in np.flatnonzero(log_odds >= limits).tolist():
            if not _may_judge(batch[pairs.documents[n]], linked[n]):
                continue
            score = 1 / (1 + math.exp(-log_odds[n]))
            chosen[pairs.documents[n]].append(linked[n]._replace(score=round(score, 3)))
        return chosen

    def describe(self, batch: Sequence[Items], links: Sequence[Sequence[Link]]) -> list[WeighedPair]:
        """Tell of every pair what is weighed, to learn the weights from.

        Args:
            batch: the documents.
            links: what the constructions join in each of them.
        """
        pairs = self._reader.read(batch)
        linked, names = _linked(pairs, links), self._reader.names
        described = []
        for n, (document, link) in enumerate(zip(pairs.documents, linked, strict=True)):
            if not _may_judge(batch[document], link):
                continue
            features = [(label, names[label][codes[n]]) for label, codes in pairs.codes.items()]
            features += ((label, patterns[n]) for label, patterns in _named_features(pairs, linked))
            described.append(WeighedPair(document, link, features))
        return described

    def _log_odds(self, pairs: Pairs, linked: list[Link]) -> NDArray[np.float64]:
        """Sum up the weights of each pair."""
        total = np.full(len(linked), self._weights.get(BIAS, 0.0))
        for label, codes in pairs.codes.items():
            total += self._tables[label][codes]
        for label, patterns in _named_features(pairs, linked):
            total += [self._weights.get((label, pattern), 0.0) for pattern in patterns]
        return total


def _named_features(pairs: Pairs, linked: list[Link]) -> tuple[tuple[str, list[str]], ...]:
    """Give the features of pairs that have names of their own: the relation and the two terms."""
    relations = [f"{link.relation} {pos}" for link, pos in zip(linked, pairs.parts_of_speech, strict=True)]
    return (RELATION, relations), (OPINION, pairs.opinion_rules), (ASPECT, pairs.aspect_rules)


def _linked(pairs: Pairs, links: Sequence[Sequence[Link]]) -> list[Link]:
    """Give the link of each pair: that of its construction, or that of terms which none joins."""
    joined = [{(link.opinion, link.aspect): link for link in of_document} for of_document in links]
    opinions = [{link.opinion for link in of_document} for of_document in links]
    aspects = [{link.aspect for link in of_document} for of_document in links]
    linked = []
    for document, opinion, aspect in zip(pairs.documents, pairs.opinions, pairs.aspects, strict=True):
        link = joined[document].get((opinion, aspect))
        if link is None:
            elsewhere = (opinion in opinions[document]) + 2 * (aspect in aspects[document])
            link = Link(opinion, aspect, APART[elsewhere], opinion)
        linked.append(link)
    return linked


def _may_judge(items: Items, link: Link) -> bool:
    """Tell whether a pair may be a judgement at all; what a construction joins has been asked."""
    if link.relation not in APART:
        return True
    entry = items.entries[link.opinion]
    # "no plot" judges what comes next, and nothing else
    is_next = isinstance(entry, OpinionEntry) and entry.takes == NEXT
    return not is_next and judges_the_film(items, link.opinion, link.aspect, link.relation)


def _log_odds_of(probability: float) -> float:
    """Give the log-odds of a probability; those of 0 and 1 are infinite."""
    if probability <= 0 or probability >= 1:
        return -math.inf if probability <= 0 else math.inf
    return math.log(probability / (1 - probability))
