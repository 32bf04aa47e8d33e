"""Pairs of an opinion and an aspect term of one sentence, for a batch of documents at once, and what is around them.

A feature of a pair has a label and a name that a person can read: "BEFORE_OPINION" "right DETERMINER" tells that a
determiner stands before the opinion, and the aspect right of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cinespan.finders.items import ASPECT, END, KIND_NAMES, MODIFIER, OPINION, Items
from cinespan.finders.terms import AspectEntry, ModifierEntry, OpinionEntry
from cinespan.rule_schemas import MODIFIER_LABELS, NEIGHBOUR_LABELS, PARTS_OF_SPEECH
from cinespan.rules import RuleSet

Numbers: TypeAlias = NDArray[np.intp]

DISTANCE: Final = "DISTANCE"
_POS_CODES: Final = {pos: code for code, pos in enumerate(PARTS_OF_SPEECH)}
SIDES: Final = ("left", "right")
"""Where the aspect stands, seen from the opinion."""
_NEIGHBOURS: Final = tuple(zip(NEIGHBOUR_LABELS, (OPINION,) * 4 + (ASPECT,) * 4, (-1, -2, 1, 2) * 2, strict=True))
"""The label of a feature, the term that it stands beside, and how many items from it."""
_FARTHEST = 24
_DISTANCE_NAMES: Final = (*"01234567", "8-11", "12-15", "16-19", "20-23", "24 or more")
_DISTANCE_OF_GAP = np.array([gap if gap < 8 else 6 + gap // 4 for gap in range(_FARTHEST + 1)])
"""Exact where the terms are near, in steps of four items where they are far."""


class Pairs(NamedTuple):
    """All pairs of a batch, in the order of their opinions, then of their aspects: arrays with a number a pair."""

    documents: Numbers
    """The place of its document in the batch."""
    opinions: Numbers
    """The item of the opinion, in its document."""
    aspects: Numbers
    opinion_terms: Numbers
    """The place of the opinion in `opinion_rules`."""
    aspect_terms: Numbers
    parts_of_speech: Numbers
    """That of the opinion, as a place in `PARTS_OF_SPEECH`."""
    opinion_rules: list[str]
    """The rules of the opinion terms of all documents."""
    aspect_rules: list[str]
    codes: dict[str, Numbers]
    """By label of a feature: which of its names holds, as a place in `PairReader.names`."""

    def find(self, pairs: Iterable[tuple[int, int, int]]) -> Numbers:
        """Give the numbers of pairs that are told by document, opinion and aspect; each is one of these."""
        width = 1 + max(self.opinions.max(initial=0), self.aspects.max(initial=0))
        keys = (self.documents * width + self.opinions) * width + self.aspects
        wanted = [(document * width + opinion) * width + aspect for document, opinion, aspect in pairs]
        return np.searchsorted(keys, np.array(wanted, np.intp))


class PairReader:
    """Reads the pairs of documents.

    Args:
        rules: rows by pattern file; a label of their own for an entity gives a feature a further name.
    """

    def __init__(self, rules: RuleSet) -> None:
        entities = [row["label"] for row in rules["labels"] if row["kind"] == "entity"]
        self._shapes: list[str] = list(KIND_NAMES)
        self._aspect_shapes = self._shapes_of("ASPECT", (*PARTS_OF_SPEECH, *entities))
        self._opinion_shapes = self._shapes_of("OPINION", PARTS_OF_SPEECH)
        self._modifier_shapes = self._shapes_of("MODIFIER", MODIFIER_LABELS)
        beside = [f"{side} {shape}" for side in SIDES for shape in self._shapes]
        self.names: dict[str, list[str]] = {
            DISTANCE: [f"{pos} {side} {gap}" for pos in PARTS_OF_SPEECH for side in SIDES for gap in _DISTANCE_NAMES],
            **{label: beside for label, _, _ in _NEIGHBOURS},
        }
        """By label, the names that a feature may have."""

    def _shapes_of(self, kind: str, labels: Sequence[str]) -> dict[str, int]:
        """Give the shapes of a kind of terms numbers of their own."""
        first = len(self._shapes)
        self._shapes += [f"{kind} {label}" for label in labels]
        return {label: first + n for n, label in enumerate(labels)}

    def read(self, batch: Sequence[Items]) -> Pairs:
        """Read the pairs of a batch.

        Args:
            batch: the documents.

        Returns:
            Every opinion with every aspect of its sentence.
        """
        lengths = [len(items.kinds) for items in batch]
        offsets = [0, *accumulate(lengths)]
        kinds = np.fromiter(chain.from_iterable(items.kinds for items in batch), np.intp, offsets[-1])
        shapes = kinds.copy()
        opinions, aspects = self._read_terms(batch, offsets, shapes)
        opinion_at = np.array([n for n, _ in opinions], np.intp)
        aspect_at = np.array([n for n, _ in aspects], np.intp)
        ends = np.flatnonzero(kinds == END)
        behind = np.searchsorted(ends, opinion_at)
        # the aspects of an opinion's sentence are those between its two ends
        first = np.searchsorted(aspect_at, ends[behind - 1])
        counts = np.searchsorted(aspect_at, ends[behind]) - first
        of_opinion = np.repeat(np.arange(len(opinion_at)), counts)
        of_aspect = np.arange(len(of_opinion)) + np.repeat(first - np.cumsum(counts) + counts, counts)
        opinion, aspect = opinion_at[of_opinion], aspect_at[of_aspect]
        documents = np.searchsorted(offsets, opinion, side="right") - 1
        start = np.array(offsets)[documents]
        pos = np.array([_POS_CODES[entry.pos] for _, entry in opinions], np.intp)[of_opinion]
        return Pairs(
            documents,
            opinion - start,
            aspect - start,
            of_opinion,
            of_aspect,
            pos,
            [entry.rule for _, entry in opinions],
            [entry.rule for _, entry in aspects],
            self._codes(shapes, opinion, aspect, pos),
        )

    def _read_terms(
        self, batch: Sequence[Items], offsets: list[int], shapes: Numbers
    ) -> tuple[list[tuple[int, OpinionEntry]], list[tuple[int, AspectEntry]]]:
        """Give the opinions and the aspects with their places in the batch, and tell in `shapes` what terms are."""
        opinions: list[tuple[int, OpinionEntry]] = []
        aspects: list[tuple[int, AspectEntry]] = []
        for items, offset in zip(batch, offsets, strict=False):
            for item in items.terms:
                entry, n = items.entries[item], offset + item
                if type(entry) is AspectEntry:
                    shapes[n] = self._aspect_shapes.get(entry.entity or entry.pos, ASPECT)
                    aspects.append((n, entry))
                elif type(entry) is OpinionEntry:
                    shapes[n] = self._opinion_shapes[entry.pos]
                    opinions.append((n, entry))
                elif type(entry) is ModifierEntry and items.kinds[item] == MODIFIER:
                    shapes[n] = self._modifier_shapes[entry.label]
        return opinions, aspects

    def _codes(self, shapes: Numbers, opinion: Numbers, aspect: Numbers, pos: Numbers) -> dict[str, Numbers]:
        """Number the features of pairs."""
        right = (aspect > opinion).astype(np.intp)
        gap = _DISTANCE_OF_GAP[np.minimum(np.abs(aspect - opinion) - 1, _FARTHEST)]
        codes = {DISTANCE: (pos * len(SIDES) + right) * len(_DISTANCE_NAMES) + gap}
        # a document begins and ends with END, and has no item beyond it
        padded = np.concatenate(([END], shapes, [END]))
        side = right * len(self._shapes)
        for label, kind, step in _NEIGHBOURS:
            codes[label] = side + padded[(opinion if kind == OPINION else aspect) + (step + 1)]
        return codes
