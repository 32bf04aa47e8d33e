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
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cinespan.finders.items import Items
from cinespan.finders.judged import judges_the_film
from cinespan.finders.linking import APART, Link
from cinespan.finders.pairs import PairReader, Pairs
from cinespan.finders.terms import NEXT, OpinionEntry
from cinespan.rule_schemas import PARTS_OF_SPEECH, WEIGHT_LABELS
from cinespan.rules import RuleSet

BIAS, ANY = "BIAS", "any"
"""Label and pattern of the row that every pair has."""
RELATION, OPINION, ASPECT = "RELATION", "OPINION", "ASPECT"


Feature: TypeAlias = tuple[str, str]
"""The label and the pattern of a row in `weights.jsonl`."""


class Thresholds(NamedTuple):
    """The probability from which on a pair is a judgement."""

    joined: float
    """Of a pair that a construction joins."""
    apart: float
    """Of any other pair in a sentence."""


class WeighedPair(NamedTuple):
    """A pair, and what speaks for it or against it."""

    document: int
    """Its place in the batch."""
    link: Link
    features: list[Feature]


class Weigher:
    """Weighs the pairs of documents.

    Args:
        rules: rows by pattern file; without rows in `weights` every pair that a construction joins counts, and no
            other.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._weights: dict[str, dict[str, float]] = {label: {} for label in WEIGHT_LABELS}
        for row in rules["weights"]:
            self._weights[row["label"]][row["pattern"]] = float(row["weight"])
        self._reader = PairReader(rules)
        self._tables = {label: self._weights_of(label, names) for label, names in self._reader.names.items()}
        apart = [_relation(relation, code) for relation in APART for code in range(len(PARTS_OF_SPEECH))]
        self._apart = self._weights_of(RELATION, apart).reshape(len(APART), len(PARTS_OF_SPEECH))

    def _weights_of(self, label: str, patterns: Iterable[str]) -> NDArray[np.float64]:
        weights = self._weights[label]
        return np.array([weights.get(pattern, 0.0) for pattern in patterns], np.float64)

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
        if not any(self._weights.values()):
            return [list(of_document) for of_document in links]
        pairs = self._reader.read(batch)
        joins = _Joins(pairs, links)
        log_odds = self._log_odds(pairs, joins)
        limits = np.full(len(log_odds), _log_odds_of(thresholds.apart))
        limits[joins.numbers] = _log_odds_of(thresholds.joined)
        chosen: list[list[Link]] = [[] for _ in batch]
        for n in np.flatnonzero(log_odds >= limits).tolist():
            document, link = joins.link_of(n)
            if _may_judge(batch[document], link):
                chosen[document].append(link._replace(score=round(1 / (1 + math.exp(-log_odds[n])), 3)))
        return chosen

    def describe(self, batch: Sequence[Items], links: Sequence[Sequence[Link]]) -> list[WeighedPair]:
        """Tell of every pair what is weighed, to learn the weights from.

        Args:
            batch: the documents.
            links: what the constructions join in each of them.
        """
        pairs, names = self._reader.read(batch), self._reader.names
        joins = _Joins(pairs, links)
        described = []
        for n, pos in enumerate(pairs.parts_of_speech):
            document, link = joins.link_of(n)
            if _may_judge(batch[document], link):
                features = [(label, names[label][codes[n]]) for label, codes in pairs.codes.items()]
                features.append((RELATION, _relation(link.relation, pos)))
                features.append((OPINION, pairs.opinion_rules[pairs.opinion_terms[n]]))
                features.append((ASPECT, pairs.aspect_rules[pairs.aspect_terms[n]]))
                described.append(WeighedPair(document, link, features))
        return described

    def _log_odds(self, pairs: Pairs, joins: _Joins) -> NDArray[np.float64]:
        """Sum up the weights of each pair."""
        pos = pairs.parts_of_speech
        relations = self._apart[joins.elsewhere, pos]
        joined = zip(joins.links, pos[joins.numbers].tolist(), strict=True)
        relations[joins.numbers] = self._weights_of(RELATION, [_relation(link.relation, code) for link, code in joined])
        total: NDArray[np.float64] = self._weights[BIAS].get(ANY, 0.0) + relations
        total += self._weights_of(OPINION, pairs.opinion_rules)[pairs.opinion_terms]
        total += self._weights_of(ASPECT, pairs.aspect_rules)[pairs.aspect_terms]
        for label, codes in pairs.codes.items():
            total += self._tables[label][codes]
        return total


class _Joins:
    """Which pairs the constructions join.

    Args:
        pairs: all pairs of a batch.
        links: what the constructions join in each document.
    """

    def __init__(self, pairs: Pairs, links: Sequence[Sequence[Link]]) -> None:
        self._pairs = pairs
        self.links = [link for of_document in links for link in of_document]
        """The links of all documents."""
        self.numbers = pairs.find(
            (document, link.opinion, link.aspect) for document, of_document in enumerate(links) for link in of_document
        )
        """Their pairs."""
        self._link_of = dict(zip(self.numbers.tolist(), self.links, strict=True))
        opinions, aspects = np.zeros(len(pairs.opinion_rules), np.intp), np.zeros(len(pairs.aspect_rules), np.intp)
        opinions[pairs.opinion_terms[self.numbers]] = 1
        aspects[pairs.aspect_terms[self.numbers]] = 2
        self.elsewhere = opinions[pairs.opinion_terms] + aspects[pairs.aspect_terms]
        """The place in `APART` of the relation that a pair has where nothing joins it."""

    def link_of(self, number: int) -> tuple[int, Link]:
        """Give the document and the link of a pair: that of its construction, or that of terms which none joins."""
        pairs = self._pairs
        link = self._link_of.get(number)
        if link is None:
            opinion, aspect = int(pairs.opinions[number]), int(pairs.aspects[number])
            link = Link(opinion, aspect, APART[self.elsewhere[number]], opinion)
        return int(pairs.documents[number]), link


def _relation(relation: str, part_of_speech: int) -> str:
    """Name a relation and the part of speech of its opinion, as `weights.jsonl` does."""
    return f"{relation} {PARTS_OF_SPEECH[part_of_speech]}"


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
