"""doccano: an example a line, for sequence labelling with relations.

The form is that of https://doccano.github.io/doccano/tutorial/ : `entities` with `start_offset` and `end_offset`, in
code points as doccano counts them by default, and `relations` with `from_id`, `to_id` and `type`. The older form,
`label: [[start, end, label], …]`, is read too.
"""

from __future__ import annotations

from typing import Any, Final

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.formats.json_lines import json_lines_opener, json_lines_reader, label_of, objects, span_offsets
from cinespan.corpus.formats.protocol import Format, Labels
from cinespan.corpus.formats.span_graph import CARRIED, RELATION, Mark, carried, from_graph, read_record, to_graph
from cinespan.errors import InputError

_OWN: Final = ("text", "entities", "relations", "label", "labels", "Comments", CARRIED)


def make_example(review: AnnotatedReview) -> dict[str, Any]:
    """Make the example of a review."""
    graph = to_graph(review)
    return {
        "text": review.record.text,
        "entities": [
            {"id": number, "label": mark.label, "start_offset": mark.start, "end_offset": mark.end}
            for number, mark in enumerate(graph.marks)
        ],
        "relations": [
            {"id": number, "from_id": aspect, "to_id": opinion, "type": RELATION}
            for number, (aspect, opinion) in enumerate(graph.links)
        ],
        CARRIED: carried(review),
    }


def read_example(example: dict[str, Any], where: str, default_id: str, labels: Labels) -> AnnotatedReview:
    """Make the review of an example.

    Raises:
        InputError: it is no such example.
    """
    fields = {key: value for key, value in example.items() if key not in _OWN}
    record = read_record(example.get("text"), example.get(CARRIED), where, default_id, fields)
    marks: dict[Mark, int] = {}
    by_id: dict[Any, int] = {}
    for entity in objects(example, "entities", where):
        mark = Mark(*span_offsets(entity, "start_offset", "end_offset", where), label_of(entity.get("label"), where))
        by_id[entity.get("id")] = marks.setdefault(mark, len(marks))
    for triple in example.get("label") or example.get("labels") or ():
        if not isinstance(triple, list) or len(triple) != 3:
            raise InputError(f"{where}: a label is no [start, end, label]; export the project for sequence labelling")
        span = dict(zip(("start", "end"), triple, strict=False))
        mark = Mark(*span_offsets(span, "start", "end", where), label_of(triple[2], where))
        marks.setdefault(mark, len(marks))
    links = []
    for relation in objects(example, "relations", where):
        ends = (relation.get("from_id"), relation.get("to_id"))
        missing = [end for end in ends if end not in by_id]
        if missing:
            raise InputError(f"{where}: a relation goes to the entity {missing[0]!r}, which is not there")
        links.append((by_id[ends[0]], by_id[ends[1]]))
    entities, quads = from_graph(record, list(marks), links, labels, example.get(CARRIED))
    return AnnotatedReview(record, entities, quads)


DOCCANO: Final = Format("doccano", json_lines_reader(read_example), json_lines_opener(make_example))
