"""Prodigy: a task a line, for `spans.manual` and `rel.manual`.

The form is that of https://prodi.gy/docs/api-interfaces#spans and #relations: `token_start` and `token_end` of a span
are numbers of tokens, the end inclusive; `head` and `child` of a relation are the last token of each span.
"""

from __future__ import annotations

from typing import Any, Final

from cinespan.corpus.annotated import AnnotatedReview, doc_maker
from cinespan.corpus.formats.json_lines import json_lines_opener, json_lines_reader, label_of, objects, span_offsets
from cinespan.corpus.formats.protocol import Format, Labels
from cinespan.corpus.formats.span_graph import CARRIED, RELATION, Mark, carried, from_graph, read_record, to_graph
from cinespan.errors import InputError

_OWN: Final = ("text", "tokens", "spans", "relations", "answer", "meta", CARRIED)


def make_task(review: AnnotatedReview) -> dict[str, Any]:
    """Make the task of a review; its answer is to be given."""
    if review.tokens is None:
        review = AnnotatedReview.of(doc_maker()(review))
    text, tokens = review.record.text, review.tokens or ()
    graph = to_graph(review)
    first = {start: number for number, (start, _) in enumerate(tokens)}
    last = {end: number for number, (_, end) in enumerate(tokens)}
    spans = [
        {
            "start": mark.start,
            "end": mark.end,
            "token_start": first[mark.start],
            "token_end": last[mark.end],
            "label": mark.label,
        }
        for mark in graph.marks
    ]
    return {
        "text": text,
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1] == " "}
            for number, (start, end) in enumerate(tokens)
        ],
        "spans": spans,
        "relations": [
            {
                "head": spans[aspect]["token_end"],
                "child": spans[opinion]["token_end"],
                "head_span": spans[aspect],
                "child_span": spans[opinion],
                "label": RELATION,
            }
            for aspect, opinion in graph.links
        ],
        "meta": {"id": review.record.id},
        CARRIED: carried(review),
    }


def read_task(task: dict[str, Any], where: str, default_id: str, labels: Labels) -> AnnotatedReview:
    """Make the review of a task, annotated or not.

    Raises:
        InputError: the task is no such task, or its answer is to reject or to ignore it.
    """
    if task.get("answer") in ("reject", "ignore"):
        raise InputError(f"{where}: the answer is {task['answer']!r}; only accepted tasks are taken")
    meta = task.get("meta")
    fields = dict(meta) if isinstance(meta, dict) else {}
    fields.update((key, value) for key, value in task.items() if key not in _OWN and not key.startswith("_"))
    record = read_record(task.get("text"), task.get(CARRIED), where, default_id, fields)
    marks: dict[Mark, int] = {}
    for span in objects(task, "spans", where):
        marks.setdefault(_mark(span, where), len(marks))
    links = []
    for relation in objects(task, "relations", where):
        ends = [relation.get(end) for end in ("head_span", "child_span")]
        # a word that was linked without being marked has no label
        if all(isinstance(end, dict) and end.get("label") is not None for end in ends):
            links.append([marks.setdefault(_mark(end, where), len(marks)) for end in ends])
    pairs = [(head, child) for head, child in links]
    entities, quads = from_graph(record, list(marks), pairs, labels, task.get(CARRIED))
    return AnnotatedReview(record, entities, quads, _tokens(objects(task, "tokens", where), record.text, where))


def _mark(span: Any, where: str) -> Mark:
    return Mark(*span_offsets(span, "start", "end", where), label_of(span.get("label"), where))


def _tokens(tokens: list[dict[str, Any]], text: str, where: str) -> tuple[tuple[int, int], ...] | None:
    """Give the tokens of a task, checked; None where it has none."""
    offsets = tuple(span_offsets(token, "start", "end", where) for token in tokens)
    reached = 0
    for start, end in offsets:
        if not reached <= start < end <= len(text):
            raise InputError(f"{where}: the token from {start} to {end} is out of place; take the tokens out")
        reached = end
    return offsets or None


PRODIGY: Final = Format("prodigy", json_lines_reader(read_task), json_lines_opener(make_task))
