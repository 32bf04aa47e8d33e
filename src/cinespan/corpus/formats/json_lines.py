"""What the formats with an object a line share."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.formats.protocol import Item, Labels, Write
from cinespan.errors import InputError
from cinespan.inputs import InputFile, find_inputs, open_input, read_lines
from cinespan.readers import parse_json_line
from cinespan.writers import open_replacing

ReadTask: TypeAlias = Callable[[dict[str, Any], str, str, Labels], AnnotatedReview]
"""Makes a review of a task, its `file:line`, the id to give it where it has none, and the labels."""
MakeTask: TypeAlias = Callable[[AnnotatedReview], dict[str, Any]]


def json_lines_reader(read_task: ReadTask) -> Callable[[Path, Labels], Iterator[Item]]:
    """Make the reader of a format with an object a line."""

    def read(path: Path, labels: Labels) -> Iterator[Item]:
        (file,) = find_inputs([path])
        with open_input(file) as stream:
            for number, line in read_lines(file, stream):
                if line is not None and not line.strip():
                    continue
                try:
                    yield read_task(_parse(file, number, line), *place(file, number), labels)
                except InputError as err:
                    yield err

    return read


def json_lines_opener(make_task: MakeTask) -> Callable[[str | Path], AbstractContextManager[Write]]:
    """Make the writer of a format with an object a line."""

    @contextmanager
    def open_lines(output: str | Path) -> Iterator[Write]:
        with open_replacing(output) as stream:
            if Path(output).suffix != ".gz":
                yield lambda review: _write(stream, make_task(review))
                return
            # no name and no time in it: the same reviews give the same bytes
            with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
                yield lambda review: _write(packed, make_task(review))

    return open_lines


def place(file: InputFile, number: int) -> tuple[str, str]:
    """Give `file:line` for messages and `stem:line` for ids."""
    return f"{file.name}:{number}", f"{file.stem}:{number}"


def span_offsets(span: Any, start: str, end: str, where: str) -> tuple[int, int]:
    """Give the offsets that an object holds under two keys.

    Args:
        span: the object, unchecked.
        start: the key of the first character.
        end: the key of the end, exclusive.
        where: `file:line`, the begin of the message.

    Raises:
        InputError: it holds none.
    """
    offsets = (span.get(start), span.get(end)) if isinstance(span, dict) else (None, None)
    if [type(offset) for offset in offsets] != [int, int]:
        raise InputError(f"{where}: a span has no whole numbers {start!r} and {end!r}; give both")
    return offsets  # type: ignore[return-value]  # checked just now


def label_of(value: Any, where: str) -> str:
    """Check the label of a span.

    Args:
        value: the label, unchecked.
        where: `file:line`, the begin of the message.

    Raises:
        InputError: it is none.
    """
    if not isinstance(value, str) or not value:
        raise InputError(f"{where}: a span has no label; give it one or take it out")
    return value


def objects(task: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    """Give the objects in a list of a task; none where it has no such list.

    Raises:
        InputError: it is no list of objects.
    """
    value = task.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise InputError(f"{where}: {key!r} is no list of objects; write [] where there is nothing")
    return value


def _parse(file: InputFile, number: int, line: bytes | None) -> dict[str, Any]:
    where, _ = place(file, number)
    task = parse_json_line(line, where)
    if not isinstance(task, dict):
        raise InputError(f"{where}: no JSON object; write one object a line")
    return task


def _write(stream: Any, task: dict[str, Any]) -> None:
    stream.write(json.dumps(task, ensure_ascii=False).encode() + b"\n")
