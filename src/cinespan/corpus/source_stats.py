"""Where the entities of a corpus come from, and how far the sources agree.

The figures are those of Snorkel's analysis of labelling functions (Ratner et al., "Snorkel: Rapid Training Data
Creation with Weak Supervision", VLDB 2017): a source covers a place in a text when it finds an entity there, overlaps
when another one finds one there too, and conflicts when that one has another label or other boundaries.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from spacy.tokens import Doc

from cinespan.finders.voting import group_candidates, layers_of
from cinespan.sources import SOURCES, source_of


class SourceCounter:
    """Counts entities by source, and the agreement of layers where a corpus keeps them."""

    def __init__(self) -> None:
        self.documents = 0
        self.entities: Counter[str] = Counter()
        self.labels: dict[str, Counter[str]] = {}
        self.covered: Counter[str] = Counter()
        """Documents with an entity of a source."""
        self.places = 0
        """Places in which at least one layer found an entity."""
        self.votes: Counter[str] = Counter()
        self.overlaps: Counter[str] = Counter()
        self.conflicts: Counter[str] = Counter()
        self.layered = 0
        """Documents that keep layers."""

    def add(self, doc: Doc) -> None:
        """Count one document."""
        self.documents += 1
        found = [(source_of(ent.id_), ent.label_) for ent in doc.ents]
        self.entities.update(source for source, _ in found)
        self.covered.update({source for source, _ in found})
        for source, label in found:
            self.labels.setdefault(source, Counter())[label] += 1
        candidates = layers_of(doc)
        self.layered += candidates is not None
        for group in group_candidates(candidates or ()):
            self.places += 1
            answers = {candidate.source: set[tuple[int, int, str]]() for candidate in group}
            for candidate in group:
                answers[candidate.source].add((candidate.start, candidate.end, candidate.label))
            for source, answer in answers.items():
                others = [other for name, other in answers.items() if name != source]
                self.votes[source] += 1
                self.overlaps[source] += bool(others)
                self.conflicts[source] += any(other != answer for other in others)

    def result(self) -> dict[str, Any]:
        """Give the figures.

        Returns:
            `entities`: for each source its `count`, its `labels`, and its `documents`, the share of the documents in
            which it has an entity. `layers`: for each layer its `coverage`, `overlap` and `conflict`, shares of the
            `places` in which any layer found an entity; None where no document keeps layers.
        """
        return {
            "entities": {
                source: {
                    "count": self.entities[source],
                    "documents": _share(self.covered[source], self.documents),
                    "labels": dict(self.labels[source].most_common()),
                }
                for source in sorted(self.entities, key=_strength)
            },
            "layers": {
                source: {
                    "coverage": _share(self.votes[source], self.places),
                    "overlap": _share(self.overlaps[source], self.places),
                    "conflict": _share(self.conflicts[source], self.places),
                }
                for source in sorted(self.votes, key=_strength)
            }
            if self.layered
            else None,
            "places": self.places,
        }


def _strength(source: str) -> tuple[int, str]:
    return (SOURCES.index(source) if source in SOURCES else len(SOURCES), source)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
