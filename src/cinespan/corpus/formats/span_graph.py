"""Entities and quadruples as labelled spans with relations between them, the way annotation tools hold them.

An aspect term is a span whose label is its category, an opinion term one whose label is its polarity, and a quadruple
is a relation `judged_by` from the one to the other. What a quadruple or an entity says beyond that (its rules, its
intensity, …) travels beside them and comes back to those that an annotator left as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

from cinespan.corpus.annotated import AnnotatedReview, Entity, make_quad
from cinespan.corpus.formats.protocol import Labels
from cinespan.errors import InputError
from cinespan.labels import POLARITIES
from cinespan.quantities import counted
from cinespan.records import FieldNames, Record, make_record

RELATION: Final = "judged_by"
"""The label of the relation from an aspect term to an opinion term."""
CARRIED: Final = "cinespan"
"""The key under which a task carries what its tool has no place for."""


class Mark(NamedTuple):
    """A labelled span; characters, end exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class SpanGraph:
    """Spans, each once, and the pairs of them that a relation links: aspect term, opinion term."""

    marks: tuple[Mark, ...]
    links: tuple[tuple[int, int], ...]


def to_graph(review: AnnotatedReview) -> SpanGraph:
    """Give the spans of a review: the entities, then the aspect terms, then the opinion terms."""
    marks = [Mark(entity.start, entity.end, entity.label) for entity in review.entities]
    pairs = [link_key(quad) for quad in review.quads]
    numbers: list[dict[Mark, int]] = []
    for side in (0, 1):
        found = sorted({pair[side] for pair in pairs})
        numbers.append({mark: number for number, mark in enumerate(found, start=len(marks))})
        marks += found
    links = [(numbers[0][aspect], numbers[1][opinion]) for aspect, opinion in pairs]
    return SpanGraph(tuple(marks), tuple(dict.fromkeys(links)))


def carried(review: AnnotatedReview) -> dict[str, Any]:
    """Give, as JSON data, what the spans and relations do not say."""
    return {
        "id": review.record.id,
        "fields": dict(review.record.meta),
        "ents": [list(entity) for entity in review.entities if entity.rule or entity.kb_id],
        "quads": [dict(quad) for quad in review.quads],
    }


def read_record(text: Any, beside: Any, source: str, default_id: str, fields: Mapping[str, Any]) -> Record:
    """Make the record of a task.

    Args:
        text: the text of the task.
        beside: what `carried` gave, or None for a task that did not come from here.
        source: `file:line`.
        default_id: the id where there is none.
        fields: the fields of a task that did not come from here; `id` among them is its id.

    Raises:
        InputError: the text or the id is none.
    """
    record_id = fields.get("id")
    if isinstance(beside, Mapping) and "id" in beside:
        own = beside.get("fields")
        record_id, fields = beside["id"], own if isinstance(own, Mapping) else {}
    checked = make_record({"text": text, "id": record_id}, FieldNames(), source, default_id)
    return Record(checked.id, checked.text, source, {key: value for key, value in fields.items() if key != "id"})


def from_graph(
    record: Record, marks: Sequence[Mark], links: Iterable[tuple[int, int]], labels: Labels, beside: Any = None
) -> tuple[tuple[Entity, ...], tuple[dict[str, Any], ...]]:
    """Tell entities and quadruples from spans and relations.

    A span with the label of a polarity is an opinion term; one that is linked to such a span, or has the label of an
    aspect category, is an aspect term; every other one is an entity. A link counts in either direction, and links
    between other spans say nothing here.

    Args:
        record: the review.
        marks: its spans.
        links: pairs of their numbers.
        labels: the labels that there are.
        beside: what `carried` gave, where it is there.

    Returns:
        The entities in the order of the text, and the quadruples.

    Raises:
        InputError: a span lies outside the text, entities overlap, an aspect term or an opinion term is not linked,
            or an entity is linked as if it were an aspect term.
    """
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(record.text):
            found = f"{mark.label} from {mark.start} to {mark.end}"
            raise InputError(f"{record.source}: {found} is not in a text of {counted(len(record.text), 'character')}")
    opinions = {number for number, mark in enumerate(marks) if mark.label in POLARITIES}
    pairs = [pair for a, b in links for pair in ((a, b), (b, a)) if pair[1] in opinions and pair[0] not in opinions]
    linked = {number for pair in pairs for number in pair}
    for number, mark in enumerate(marks):
        words = record.text[mark.start : mark.end]
        if number in linked and mark.label in labels.entities:
            found = f"the {mark.label} {words!r} is linked to an opinion term"
            raise InputError(f"{record.source}: {found}; link an aspect term, labelled with its category")
        if number not in linked and (number in opinions or mark.label in labels.categories):
            found = f"the term {words!r} ({mark.label}) is not linked"
            raise InputError(f"{record.source}: {found}; link each aspect term with its opinion term, or take it out")
    rules, evidence = _evidence(beside)
    ents = [Entity(*mark, *rules.get(mark, ("", ""))) for n, mark in enumerate(marks) if n not in linked]
    entities = check_entities(record, ents)
    order = {key: place for place, key in enumerate(evidence)}
    keys = {(marks[a], marks[b]) for a, b in pairs}
    quads = tuple(
        make_quad(aspect[:2], aspect.label, opinion[:2], opinion.label, evidence.get((aspect, opinion)))
        # in the order that they had, new ones behind them by their opinion terms
        for aspect, opinion in sorted(keys, key=lambda key: (order.get(key, len(order)), key[1], key[0]))
    )
    return entities, quads


def check_entities(record: Record, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Give the entities in the order of the text.

    Raises:
        InputError: two overlap.
    """
    ordered = tuple(sorted(entities))
    for one, other in pairwise(ordered):
        if other.start < one.end:
            words = record.text[other.start : other.end]
            raise InputError(f"{record.source}: the entity {words!r} ({other.label}) overlaps another; keep one")
    return ordered


def link_key(quad: Mapping[str, Any]) -> tuple[Mark, Mark]:
    """Give the two spans of a quadruple: its aspect term and its opinion term."""
    (start, end), (first, last) = quad["aspect"], quad["opinion"]
    return Mark(start, end, quad["category"]), Mark(first, last, quad["polarity"])


def _evidence(beside: Any) -> tuple[dict[Mark, tuple[str, str]], dict[tuple[Mark, Mark], Mapping[str, Any]]]:
    """Index what was carried by the spans that it is about; what a tool made of it can be anything."""
    rules: dict[Mark, tuple[str, str]] = {}
    evidence: dict[tuple[Mark, Mark], Mapping[str, Any]] = {}
    if not isinstance(beside, Mapping):
        return rules, evidence
    for ent in _list(beside.get("ents")):
        if isinstance(ent, list) and len(ent) == 5 and isinstance(ent[2], str):
            rules[Mark(*ent[:3])] = (str(ent[3]), str(ent[4]))
    for quad in _list(beside.get("quads")):
        try:
            evidence[link_key(quad)] = quad
        except (TypeError, KeyError, ValueError):
            continue
    return rules, evidence


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
