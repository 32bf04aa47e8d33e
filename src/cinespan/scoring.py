"""The scores: what was found, against a gold annotation, as pure counts over character offsets.

Predictions and gold are given in one form, `Annotations`: offsets, labels and quadruples, without a `Doc`, so that the
figures never depend on a tokenizer. `cinespan.scorers` puts spaCy's `Example` in front of these functions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from cinespan.labels import ACTOR, CHARACTER, FILM, NEUTRAL, OVERALL, POSITIVE

Quad: TypeAlias = dict[str, Any]
"""One opinion quadruple, with at least `aspect`, `category`, `opinion` and `polarity`."""
Span: TypeAlias = tuple[int, int, str]
"""Start and end in characters, end exclusive, and a label."""
Item = TypeVar("Item")

ENTITIES = "ENTITIES"
MAIN_ENTITIES = "ENTITIES film/character/actor"
UNLABELLED_ENTITIES = "entity spans, any label"
QUADRUPLES = "QUADRUPLES"
ASPECT_TERMS = "ASPECT TERMS"
DOCUMENT_ASPECTS = "DOCUMENT ASPECTS"
PRAISED_ASPECTS = "PRAISED ASPECTS"
ENTITY_LABEL = "ent "
"""Begins the row of one entity label, "ent FILM"."""
CATEGORY = "quad "
"""Begins the row of the quadruples of one aspect category, "quad SCORE"."""


@dataclass(frozen=True)
class Annotations:
    """What a review holds, by the gold or by a pipeline."""

    entities: frozenset[Span]
    quads: tuple[Quad, ...]


@dataclass(frozen=True)
class Count:
    """How many were found, found in excess and missed; adds up over reviews."""

    found: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Count) -> Count:
        """Add the counts of another review."""
        return Count(self.found + other.found, self.spurious + other.spurious, self.missed + other.missed)

    @property
    def gold(self) -> int:
        """How many the gold holds."""
        return self.found + self.missed

    @property
    def predicted(self) -> int:
        """How many were predicted."""
        return self.found + self.spurious

    @property
    def precision(self) -> float:
        """The part of the predicted that is right, 0 to 1; 0 where nothing was predicted."""
        return self.found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The part of the gold that was found, 0 to 1; 0 where the gold is empty."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Counts: TypeAlias = dict[str, Count]


def count_entities(gold: Annotations, predicted: Annotations) -> Counts:
    """Count the entities of one review: exact boundaries, and a row a label.

    Args:
        gold: what a person found.
        predicted: what a pipeline found in the same text.
    """
    counts: Counts = {}
    for label in sorted({label for _, _, label in gold.entities | predicted.entities}):
        counts[ENTITY_LABEL + label] = _count_sets(_labelled(gold, label), _labelled(predicted, label))
    counts[ENTITIES] = _count_sets(gold.entities, predicted.entities)
    main = (FILM, CHARACTER, ACTOR)
    counts[MAIN_ENTITIES] = _count_sets(_labelled(gold, *main), _labelled(predicted, *main))
    bare_gold, bare_predicted = ({span[:2] for span in side.entities} for side in (gold, predicted))
    counts[UNLABELLED_ENTITIES] = _count_sets(bare_gold, bare_predicted)
    return counts


def count_opinions(gold: Annotations, predicted: Annotations) -> Counts:
    """Count the quadruples, the aspect terms and the document's aspects of one review.

    Args:
        gold: what a person found.
        predicted: what a pipeline found in the same text.
    """
    pairs = match_quads(gold.quads, predicted.quads)
    counts: Counts = {QUADRUPLES: _count_pairs(len(pairs), gold.quads, predicted.quads)}
    found = [gold.quads[index]["category"] for index, _ in pairs]
    in_gold, in_predicted = ([quad["category"] for quad in side.quads] for side in (gold, predicted))
    for category in sorted({*in_gold, *in_predicted}):
        hits = found.count(category)
        counts[CATEGORY + category] = Count(hits, in_predicted.count(category) - hits, in_gold.count(category) - hits)
    counts[ASPECT_TERMS] = count_aspect_terms(aspect_terms(gold.quads), aspect_terms(predicted.quads))
    counts[DOCUMENT_ASPECTS] = _count_sets(document_aspects(gold.quads), document_aspects(predicted.quads))
    counts[PRAISED_ASPECTS] = _count_sets(_praised(gold.quads), _praised(predicted.quads))
    return counts


def count_aspect_terms(gold: Sequence[Span], predicted: Sequence[Span]) -> Count:
    """Count the aspect terms of one review, whatever is said of them: same category, and a character in common."""
    pairs = match(gold, predicted, lambda a, b: a[2] == b[2] and overlap(a, b))
    return _count_pairs(len(pairs), gold, predicted)


def total(reviews: Iterable[Counts]) -> Counts:
    """Add up the counts of many reviews, row by row."""
    sums: Counts = {}
    for counts in reviews:
        for name, count in counts.items():
            sums[name] = sums.get(name, Count()) + count
    return sums


def match_quads(gold: Sequence[Quad], predicted: Sequence[Quad]) -> list[tuple[int, int]]:
    """Pair gold and predicted quadruples that count as the same judgement, each at most once."""
    return match(gold, predicted, same_judgement)


def match(gold: Sequence[Item], predicted: Sequence[Item], same: Callable[[Item, Item], bool]) -> list[tuple[int, int]]:
    """Find as many one-to-one pairs as there can be.

    Pairing greedily, in the order of the text, loses pairs where spans overlap more than one other; this is a maximum
    bipartite matching, by augmenting paths (Berge 1957) that a breadth-first search finds.

    Args:
        gold: one side.
        predicted: the other side.
        same: tells whether a gold item and a predicted one may be paired.

    Returns:
        Pairs of an index into `gold` and one into `predicted`, in the order of `gold`.
    """
    edges = [[j for j, item in enumerate(predicted) if same(wanted, item)] for wanted in gold]
    partner: list[int | None] = [None] * len(gold)
    owner: dict[int, int] = {}
    for start in range(len(gold)):
        _augment(start, edges, partner, owner)
    return [(i, j) for i, j in enumerate(partner) if j is not None]


def overlap(a: Sequence[Any], b: Sequence[Any]) -> bool:
    """Tell whether two spans, whose first two items are start and end, share a character."""
    return bool(a[0] < b[1] and b[0] < a[1])


def aspect_terms(quads: Iterable[Quad]) -> list[Span]:
    """Give the aspect terms of quadruples, each once, with their categories."""
    return sorted({(quad["aspect"][0], quad["aspect"][1], quad["category"]) for quad in quads})


def document_aspects(quads: Iterable[Quad]) -> set[tuple[str, str]]:
    """Give the (category, polarity) pairs of a review, without the film as a whole and without neutral remarks."""
    return {
        (quad["category"], quad["polarity"])
        for quad in quads
        if quad["category"] != OVERALL and quad["polarity"] != NEUTRAL
    }


def _augment(start: int, edges: list[list[int]], partner: list[int | None], owner: dict[int, int]) -> None:
    """Look for a path from the unpaired gold item `start` to a free prediction, and pair along it."""
    reached_from: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        i = waiting.popleft()
        for j in edges[i]:
            if j in reached_from:
                continue
            reached_from[j] = i
            if j in owner:
                waiting.append(owner[j])
                continue
            free: int | None = j
            while free is not None:
                i = reached_from[free]
                owner[free], partner[i], free = i, free, partner[i]
            return


def same_judgement(a: Quad, b: Quad) -> bool:
    """Tell whether two quadruples count as the same judgement."""
    return (
        a["category"] == b["category"]
        and a["polarity"] == b["polarity"]
        and overlap(a["aspect"], b["aspect"])
        and overlap(a["opinion"], b["opinion"])
    )


def _labelled(review: Annotations, *labels: str) -> set[Span]:
    return {span for span in review.entities if span[2] in labels}


def _praised(quads: Iterable[Quad]) -> set[tuple[str, str]]:
    return {pair for pair in document_aspects(quads) if pair[1] == POSITIVE}


def _count_sets(gold: Set[Any], predicted: Set[Any]) -> Count:
    return Count(len(gold & predicted), len(predicted - gold), len(gold - predicted))


def _count_pairs(found: int, gold: Sequence[object], predicted: Sequence[object]) -> Count:
    return Count(found, len(predicted) - found, len(gold) - found)
