"""What changed between two extractions of the same reviews: by another set of rules, or by another pipeline."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final, TypeAlias, TypeVar

from cinespan.claims import ENTITY
from cinespan.evaluation import words_around
from cinespan.ledger import RuleKey, keys_of
from cinespan.predictions import Prediction
from cinespan.scoring import Quad, Span, match, overlap

ADDED: Final = "added"
REMOVED: Final = "removed"
RELABELLED: Final = "relabelled"
FLIPPED: Final = "flipped"
MOVED: Final = "moved"
CHANGES: Final = (ADDED, REMOVED, RELABELLED, FLIPPED, MOVED)
"""Found now, found no longer, with another label or category, with another polarity, with other boundaries."""
QUADRUPLE: Final = "quadruple"

Item = TypeVar("Item")
Stages: TypeAlias = tuple[tuple[str, Callable[[Item, Item], bool]], ...]
"""Kinds of change, each with the test that two findings are the two sides of one."""


@dataclass(frozen=True)
class Finding:
    """An entity or a quadruple on one side."""

    label: str
    """An entity's label, or a quadruple's category and polarity."""
    words: str
    """The entity, or the aspect and the opinion."""
    start: int
    """Its first character; for a quadruple, that of the first of its two terms."""
    end: int
    rules: tuple[RuleKey, ...]


@dataclass(frozen=True)
class Change:
    """One finding that is not on both sides as it is."""

    what: str
    """`entity` or `quadruple`."""
    kind: str
    """One of `CHANGES`."""
    old: Finding | None
    new: Finding | None
    context: str

    @property
    def label(self) -> str:
        """The label, or "old > new" where it changed."""
        labels = dict.fromkeys(side.label for side in (self.old, self.new) if side)
        return " > ".join(labels)

    @property
    def rules(self) -> tuple[RuleKey, ...]:
        """The rules that a change is owed to: of one that has two sides, those that one side alone names."""
        old, new = (side.rules if side else () for side in (self.old, self.new))
        differing = tuple(key for key in dict.fromkeys((*old, *new)) if (key in old) != (key in new))
        return differing or new


@dataclass(frozen=True)
class ReviewDiff:
    """What changed in one review."""

    id: str
    status: str
    """`compared`; `only old` or `only new` for a review that one side alone has; `other text` where the ids are the
    same and the texts are not, so that nothing in them can be compared."""
    changes: tuple[Change, ...] = ()


@dataclass
class DiffSummary:
    """Counts over reviews."""

    reviews: Counter[str] = field(default_factory=Counter)
    """By status, and `changed` for those compared that have a change."""
    labels: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By what it is, label and kind of change."""
    rules: dict[RuleKey, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Of each rule, by kind of change."""

    def add(self, review: ReviewDiff) -> None:
        """Count one review."""
        self.reviews[review.status] += 1
        self.reviews["changed"] += bool(review.changes)
        for change in review.changes:
            self.labels[change.what, change.label, change.kind] += 1
            for key in change.rules:
                self.rules[key][change.kind] += 1


def diff(old: Iterable[Prediction], new: Iterable[Prediction]) -> Iterator[ReviewDiff]:
    """Compare two extractions, review by review.

    Both sides are read side by side, and only reviews that have not met their other half yet are held: where the order
    is the same, that is one at a time. Reviews belong together that have the same id and text, then those with the same
    text (ids that count lines move with the lines), then those with the same id.

    Args:
        old: what was found before, see `predictions.read_predictions`.
        new: what was found after.

    Yields:
        The comparisons; reviews without a partner come last.
    """
    for before, after in _pairs(old, new):
        if before is None or after is None:
            only = before or after
            assert only is not None
            yield ReviewDiff(_name(only), "only old" if before else "only new")
        elif before.text != after.text:
            yield ReviewDiff(_name(after), "other text")
        else:
            changes = (*_entity_changes(before, after), *_quad_changes(before, after))
            yield ReviewDiff(_name(after), "compared", tuple(sorted(changes, key=_place)))


def _pairs(
    old: Iterable[Prediction], new: Iterable[Prediction]
) -> Iterator[tuple[Prediction | None, Prediction | None]]:
    def exact(review: Prediction) -> Hashable:
        return review.id, review.text

    waiting_old: dict[Hashable, deque[Prediction]] = defaultdict(deque)
    waiting_new: dict[Hashable, deque[Prediction]] = defaultdict(deque)
    for before, after in zip_longest(old, new):
        if before is not None:
            waiting_old[exact(before)].append(before)
        if after is not None:
            waiting_new[exact(after)].append(after)
        for key in [exact(review) for review in (before, after) if review is not None]:
            if waiting_old.get(key) and waiting_new.get(key):
                yield waiting_old[key].popleft(), waiting_new[key].popleft()
            for waiting in (waiting_old, waiting_new):
                if not waiting.get(key):
                    waiting.pop(key, None)
    rest_old, rest_new = ([review for row in side.values() for review in row] for side in (waiting_old, waiting_new))
    for attribute in ("text", "id"):
        partners: dict[object, deque[Prediction]] = defaultdict(deque)
        for review in rest_new:
            partners[getattr(review, attribute)].append(review)
        unpaired = []
        for review in rest_old:
            found = partners.get(getattr(review, attribute))
            # two reviews without an id have nothing in common by it
            if found and getattr(review, attribute) is not None:
                yield review, found.popleft()
            else:
                unpaired.append(review)
        rest_old, rest_new = unpaired, [review for row in partners.values() for review in row]
    yield from ((review, None) for review in rest_old)
    yield from ((None, review) for review in rest_new)


def _entity_changes(before: Prediction, after: Prediction) -> Iterator[Change]:
    olds, news = before.entities or {}, after.entities or {}
    old = sorted(span for span in olds if span not in news)
    new = sorted(span for span in news if span not in olds)
    stages: Stages[Span] = (
        (RELABELLED, lambda a, b: a[:2] == b[:2]),
        (MOVED, lambda a, b: overlap(a, b) and a[2] == b[2]),
        (RELABELLED, overlap),
    )

    def finding(span: Span, rule: str) -> Finding:
        start, end, label = span
        return Finding(label, after.text[start:end], start, end, (RuleKey(ENTITY, rule),) if rule else ())

    for kind, a, b in _staged(old, new, stages):
        yield _change(ENTITY, kind, finding(a, olds[a]) if a else None, finding(b, news[b]) if b else None, after.text)


def _quad_changes(before: Prediction, after: Prediction) -> Iterator[Change]:
    same = match(before.quads or (), after.quads or (), lambda a, b: _key(a) == _key(b))
    gone, kept = {i for i, _ in same}, {j for _, j in same}
    old = [quad for i, quad in enumerate(before.quads or ()) if i not in gone]
    new = [quad for j, quad in enumerate(after.quads or ()) if j not in kept]
    stages: Stages[Quad] = (
        (MOVED, lambda a, b: _meet(a, b) and a["category"] == b["category"] and a["polarity"] == b["polarity"]),
        (FLIPPED, lambda a, b: _meet(a, b) and a["category"] == b["category"]),
        (RELABELLED, _meet),
    )

    def finding(quad: Quad) -> Finding:
        (a, b), (c, d) = quad["aspect"], quad["opinion"]
        words = f"{after.text[a:b]} / {after.text[c:d]}"
        return Finding(f"{quad['category']} {quad['polarity']}", words, min(a, c), max(b, d), tuple(keys_of(quad)))

    for kind, a, b in _staged(old, new, stages):
        yield _change(QUADRUPLE, kind, finding(a) if a else None, finding(b) if b else None, after.text)


def _staged(old: list[Item], new: list[Item], stages: Stages[Item]) -> Iterator[tuple[str, Item | None, Item | None]]:
    """Pair what is left on both sides by one test after the other, the closest first."""
    for kind, same in stages:
        pairs = match(old, new, same)
        for i, j in pairs:
            yield kind, old[i], new[j]
        paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
        old = [item for i, item in enumerate(old) if i not in paired_old]
        new = [item for j, item in enumerate(new) if j not in paired_new]
    yield from ((REMOVED, item, None) for item in old)
    yield from ((ADDED, None, item) for item in new)


def _change(what: str, kind: str, old: Finding | None, new: Finding | None, text: str) -> Change:
    sides = [side for side in (old, new) if side]
    start, end = min(side.start for side in sides), max(side.end for side in sides)
    return Change(what, kind, old, new, words_around(text, start, end))


def _key(quad: Quad) -> tuple[object, ...]:
    return (*quad["aspect"], *quad["opinion"], quad["category"], quad["polarity"])


def _meet(a: Quad, b: Quad) -> bool:
    return overlap(a["aspect"], b["aspect"]) and overlap(a["opinion"], b["opinion"])


def _place(change: Change) -> tuple[int, int, str]:
    side = change.new or change.old
    assert side is not None
    return side.start, side.end, change.what


def _name(review: Prediction) -> str:
    """Name a review by its id, or by its first words where a corpus from elsewhere has none."""
    return " ".join(review.text[:40].split()) if review.id is None else review.id
