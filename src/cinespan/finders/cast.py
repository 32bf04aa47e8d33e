"""The cast of a document: mentions of one person, character or film put together, and who plays whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from cinespan.finders.relation_rules import RelationRules
from cinespan.finders.tokens import NAME_CASE, TokenView, WordClass
from cinespan.labels import CHARACTER, FILM

PERSON: Final = "person"
_HONORIFIC, _DETERMINER = int(WordClass.HONORIFIC), int(WordClass.DETERMINER)
_ALL_CAPS = int(WordClass.ALL_CAPS)

Key: TypeAlias = tuple[int, ...]


class NamedSpan(NamedTuple):
    """An entity: tokens (end exclusive), its label and the id that somebody gave it."""

    start: int
    end: int
    label: str
    kb_id: str


class Link(NamedTuple):
    """What ties one entry of the cast to another, and the rule that says so."""

    relation: str
    """`plays`, `played_by`, `made` or `made_by`."""
    other: int
    rule: str


@dataclass(slots=True)
class CastEntry:
    """A person, a character or a film with all its mentions."""

    kind: str
    kb_id: str
    mentions: list[int] = field(default_factory=list)
    """Which of the spans."""
    links: list[Link] = field(default_factory=list)

    def link(self, relation: str, other: int, rule: str) -> None:
        """Add a link, unless there is one of that kind already."""
        if all((link.relation, link.other) != (relation, other) for link in self.links):
            self.links.append(Link(relation, other, rule))


def find_cast(view: TokenView, spans: Sequence[NamedSpan], relations: RelationRules, colon: int) -> list[CastEntry]:
    """Put the mentions of each together, and link what the words between them link.

    Mentions with one id are one; without ids, a part of a name ("Stone", "Dr. Stone") goes to the full name that was
    read last, wherever it stands, and a title without its article or subtitle to the full title.

    Args:
        view: the document.
        spans: its entities, in order.
        relations: the words that link two neighbours.
        colon: the id of ":", which parts a title from its subtitle.

    Returns:
        The entries in the order of their first mentions.
    """
    entries, owners = _put_together(view, spans, colon)
    end, label = spans[0][1:3]
    for n in range(1, len(spans)):
        start, next_end, next_label, _ = spans[n]
        if next_label != label:
            found = relations.between(view, end, start, label, next_label)
            if found is not None:
                forward, backward, rule = found
                entries[owners[n - 1]].link(forward, owners[n], rule)
                entries[owners[n]].link(backward, owners[n - 1], rule)
        end, label = next_end, next_label
    return entries


def best_mention(view: TokenView, spans: Sequence[NamedSpan], mentions: Iterable[int]) -> int:
    """Give the mention that says most: the longest, one that is not shouted, the first."""
    return max(
        mentions, key=lambda n: (spans[n].end - spans[n].start, not view.classes[spans[n].start] & _ALL_CAPS, -n)
    )


def _put_together(view: TokenView, spans: Sequence[NamedSpan], colon: int) -> tuple[list[CastEntry], list[int]]:
    """Give the entries, and to which of them each span belongs."""
    lowers = view.lowers
    entries: list[CastEntry] = []
    owners = [-1] * len(spans)
    by_name: dict[tuple[str, Key], int] = {}
    by_part: dict[tuple[str, Key], int] = {}
    by_id: dict[tuple[str, str], int] = {}
    # what says most comes first, so that parts find the whole even where it follows them
    for whole in (True, False):
        for n, (start, end, label, kb_id) in enumerate(spans):
            if owners[n] >= 0 or (whole and not kb_id and end - start == 1):
                continue
            kind = label if label in (FILM, CHARACTER) else PERSON
            name = kind, tuple(lowers[start:end])
            if whole and not kb_id and name in by_part:
                continue
            owner = by_id.get((kind, kb_id)) if kb_id else None
            if owner is None:
                owner = by_name.get(name)
                if owner is None:
                    owner = by_part.get(name)
                if owner is None or (kb_id and entries[owner].kb_id):
                    # two of one name are told apart by their ids
                    owner = len(entries)
                    entries.append(CastEntry(kind, kb_id))
            if kb_id:
                entries[owner].kb_id = kb_id
                by_id[kind, kb_id] = owner
            entries[owner].mentions.append(n)
            owners[n] = owner
            by_name[name] = owner
            if end - start > 1:
                for part in _parts(view, start, end, kind, name[1], colon):
                    by_part[kind, part] = owner
    return _in_order(entries, owners)


def _parts(view: TokenView, start: int, end: int, kind: str, key: Key, colon: int) -> list[Key]:
    """Give what a full name or title may be called later on."""
    classes = view.classes
    if kind == FILM:
        parts = [key[: key.index(colon, 1)]] if colon in key[1:] else []
        return [*parts, key[1:]] if classes[start] & _DETERMINER else parts
    last = end - 1
    while last > start and not classes[last] & NAME_CASE:
        last -= 1
    # "Dr. Ellie Vos" may be "Ellie Vos" and "Vos", "Ellie Vos" may be "Ellie" and "Vos"
    return [key[1:] if classes[start] & _HONORIFIC else key[:1], (key[last - start],)]


def _in_order(entries: list[CastEntry], owners: list[int]) -> tuple[list[CastEntry], list[int]]:
    """Number the entries by their first mentions."""
    order = list(dict.fromkeys(owners))
    if order != sorted(order):
        places = {old: new for new, old in enumerate(order)}
        entries = [entries[old] for old in order]
        owners = [places[old] for old in owners]
    for entry in entries:
        entry.mentions.sort()
    return entries, owners
