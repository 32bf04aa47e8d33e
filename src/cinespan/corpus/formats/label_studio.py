"""Label Studio: a JSON list of tasks, with the findings as predictions.

The form is that of https://labelstud.io/guide/tasks and https://labelstud.io/guide/predictions : regions of the type
`labels` and results of the type `relation`, for a labelling configuration with `<Labels name="label" toName="text">`
and `<Text name="text" value="$text"/>`. Offsets are code points, as Label Studio writes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.formats.json_lines import label_of, objects, span_offsets
from cinespan.corpus.formats.protocol import Format, Item, Labels, Write
from cinespan.corpus.formats.span_graph import CARRIED, RELATION, Mark, carried, from_graph, read_record, to_graph
from cinespan.errors import InputError
from cinespan.records import parse_json_record
from cinespan.writers import open_replacing

FROM_NAME: Final = "label"
TO_NAME: Final = "text"


def make_task(review: AnnotatedReview) -> dict[str, Any]:
    """Make the task of a review."""
    text = review.record.text
    graph = to_graph(review)
    regions = [
        {
            "id": f"r{number}",
            "from_name": FROM_NAME,
            "to_name": TO_NAME,
            "type": "labels",
            "value": {
                "start": mark.start,
                "end": mark.end,
                "text": text[mark.start : mark.end],
                "labels": [mark.label],
            },
        }
        for number, mark in enumerate(graph.marks)
    ]
    relations = [
        {
            "type": "relation",
            "from_id": f"r{aspect}",
            "to_id": f"r{opinion}",
            "direction": "right",
            "labels": [RELATION],
        }
        for aspect, opinion in graph.links
    ]
    return {
        "data": {"text": text, CARRIED: carried(review)},
        "predictions": [{"model_version": f"cinespan {version('cinespan')}", "result": [*regions, *relations]}],
    }


def read_task(task: Any, where: str, default_id: str, labels: Labels) -> AnnotatedReview:
    """Make the review of a task: of its first annotation that was not cancelled, else of its first prediction.

    Raises:
        InputError: it is no such task.
    """
    if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
        raise InputError(f"{where}: a task is an object with 'data'; export the project as JSON, not as JSON_MIN")
    data = task["data"]
    fields = {key: value for key, value in data.items() if key not in (TO_NAME, CARRIED)}
    if task.get("id") is not None:
        fields.setdefault("id", task["id"])
    record = read_record(data.get(TO_NAME), data.get(CARRIED), where, default_id, fields)
    done = [a for a in objects(task, "annotations", where) if not a.get("was_cancelled")]
    done = done or objects(task, "predictions", where)
    marks: dict[Mark, int] = {}
    by_id: dict[Any, int] = {}
    results = objects(done[0], "result", where) if done else []
    for region in results:
        value = region.get("value")
        if region.get("type") != "labels" or not isinstance(value, dict):
            continue
        given = value.get("labels")
        if not isinstance(given, list) or len(given) != 1:
            raise InputError(f"{where}: a region has {given!r} as labels; give it one")
        mark = Mark(*span_offsets(value, "start", "end", where), label_of(given[0], where))
        by_id[region.get("id")] = marks.setdefault(mark, len(marks))
    links = []
    for relation in results:
        if relation.get("type") != "relation":
            continue
        ends = (relation.get("from_id"), relation.get("to_id"))
        missing = [end for end in ends if end not in by_id]
        if missing:
            raise InputError(f"{where}: a relation goes to the region {missing[0]!r}, which is not there")
        links.append((by_id[ends[0]], by_id[ends[1]]))
    entities, quads = from_graph(record, list(marks), links, labels, data.get(CARRIED))
    return AnnotatedReview(record, entities, quads)


def read_tasks(path: Path, labels: Labels) -> Iterator[Item]:
    """Read a file; its text is held in memory, since it is one JSON value, and its tasks are made one by one."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as err:
        raise InputError(f"{path}: can not be read: {err.strerror or err}; check the path") from err
    except UnicodeDecodeError as err:
        raise InputError(f"{path}: not UTF-8; save the file as UTF-8") from err
    line, counted = 1, 0
    for begin, end in _elements(path, text):
        line += text.count("\n", counted, begin)
        counted = begin
        try:
            # once more, by the parser that knows what our files can hold
            yield read_task(parse_json_record(text[begin:end]), f"{path}:{line}", f"{path.stem}:{line}", labels)
        except ValueError as err:
            yield InputError(f"{path}:{line}: broken JSON ({err}); export the project anew")
        except InputError as err:
            yield err


@contextmanager
def open_tasks(output: str | Path) -> Iterator[Write]:
    """Write a file, a task a line so that differences can be read."""
    with open_replacing(output) as stream:
        before = b"[\n"

        def write(review: AnnotatedReview) -> None:
            nonlocal before
            stream.write(before + json.dumps(make_task(review), ensure_ascii=False).encode())
            before = b",\n"

        yield write
        stream.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def _elements(path: Path, text: str) -> Iterator[tuple[int, int]]:
    """Give begin and end of each element of a JSON list, without holding what they mean."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    if text[at : at + 1] != "[":
        raise InputError(f"{path}:1: no JSON list of tasks; export the project as JSON")
    at = _skip(text, at + 1)
    if text[at : at + 1] == "]":
        return
    while True:
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as err:
            line = text.count("\n", 0, at) + 1
            raise InputError(f"{path}:{line}: broken JSON from here on ({err}); export the project anew") from err
        yield at, end
        at = _skip(text, end)
        if text[at : at + 1] != ",":
            if text[at : at + 1] != "]":
                line = text.count("\n", 0, at) + 1
                raise InputError(f"{path}:{line}: the list of tasks breaks off here; export the project anew")
            return
        at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\n", "\r", "\t"):
        at += 1
    return at


LABEL_STUDIO: Final = Format("label-studio", read_tasks, open_tasks)
