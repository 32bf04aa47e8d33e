"""Rows out of the files of film sources, one at a time, each with the line that it came from."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from cinespan.errors import InputError
from cinespan.inputs import MAX_LINE_BYTES, InputFile, open_input, read_lines
from cinespan.quantities import counted
from cinespan.records import parse_json_record


class Row(NamedTuple):
    """A row of a table, an object of JSONL or a binding of a query's results."""

    fields: dict[str, Any]
    where: str
    """`file:line`, the begin of a message."""
    line: int


Item: TypeAlias = Row | InputError
ReadRows: TypeAlias = Callable[[InputFile], Iterator[Item]]
"""Reads the rows of a file, and an error for each bad one; a file that is bad from some point on raises."""

_DECODER: Final = json.JSONDecoder()
_LIST: Final = re.compile(r'\A\s*\[|"bindings"\s*:\s*\[')
_NOTHING: Final = re.compile(r"[\s,]*")
MAX_RESULT: Final = 2**20
"""The most characters that one result of a query may have."""


def read_tsv(file: InputFile) -> Iterator[Item]:
    """Read IMDb's tables: tabs, no quoting, `\\N` for what is missing."""
    header: list[str] = []
    name = file.name
    for line, text in _texts(file):
        where = f"{name}:{line}"
        if isinstance(text, InputError):
            yield text
            continue
        cells = text.split("\t")
        if not header:
            header = cells
        elif len(cells) != len(header):
            found = f"{counted(len(cells), 'column')}, but the header has {len(header)}"
            yield InputError(f"{where}: {found}; get the file anew or take the row out")
        else:
            yield Row(dict(zip(header, [None if cell == r"\N" else cell for cell in cells], strict=True)), where, line)


def read_csv(file: InputFile) -> Iterator[Item]:
    """Read a comma-separated table with a header."""
    return _read_table(file, ",")


def read_quoted_tsv(file: InputFile) -> Iterator[Item]:
    """Read a tab-separated table with a header and quoting."""
    return _read_table(file, "\t")


def read_jsonl(file: InputFile) -> Iterator[Item]:
    """Read an object a line."""
    name = file.name
    for line, text in _texts(file):
        where = f"{name}:{line}"
        if isinstance(text, InputError):
            yield text
            continue
        try:
            fields = parse_json_record(text)
        except ValueError as err:
            yield InputError(f"{where}: broken JSON ({err}); write one object a line")
            continue
        if isinstance(fields, dict):
            yield Row(fields, where, line)
        else:
            yield InputError(f"{where}: a film is a JSON object; write one object a line")


def read_results(file: InputFile) -> Iterator[Item]:
    """Read the results of a SPARQL query one by one, out of a file that is one JSON value.

    Both forms that query services give are read: the standard one (SPARQL 1.1 Query Results JSON Format, W3C 2013),
    where each value is an object, and the plain list of objects.
    """
    name, buffer, line, number, started = file.name, "", 1, 1, False
    for number, text in _texts(file):
        if isinstance(text, InputError):
            raise text
        if not buffer:
            line = number
        buffer += text + "\n"
        if not started:
            at = _LIST.search(buffer)
            if at is None:
                continue
            line += buffer.count("\n", 0, at.end())
            buffer, started = buffer[at.end() :], True
        place = 0
        while True:
            begin = _NOTHING.match(buffer, place).end()  # type: ignore[union-attr]  # it matches the empty string too
            line, place = line + buffer.count("\n", place, begin), begin
            if place == len(buffer):
                break
            if buffer[place] == "]":
                return
            try:
                value, end = _DECODER.raw_decode(buffer, place)
                fields = {key: _plain_value(field) for key, field in value.items()}
            except (ValueError, AttributeError) as err:
                if len(buffer) - place > MAX_RESULT or buffer[place] != "{":
                    raise InputError(f"{file.name}:{line}: broken JSON ({err}); get the file anew") from err
                break
            yield Row(fields, f"{name}:{line}", line)
            line, place = line + buffer.count("\n", place, end), end
        buffer = buffer[place:]
    raise InputError(f"{file.name}:{number}: the file ends in the middle of its results; get it anew")


def first_text(file: InputFile) -> str:
    """Give the first line that is not empty, by which a format is told.

    Raises:
        InputError: there is none, or it is no text.
    """
    for _, text in _texts(file):
        if isinstance(text, InputError):
            raise text
        return text
    raise InputError(f"{file.name}: the file is empty; there is nothing to read in it")


def _plain_value(value: Any) -> Any:
    return value.get("value") if isinstance(value, dict) else value


def _texts(file: InputFile) -> Iterator[tuple[int, str | InputError]]:
    with open_input(file) as stream:
        name = file.name
        for number, line in read_lines(file, stream):
            if line is None:
                yield number, InputError(f"{name}:{number}: the line is over {MAX_LINE_BYTES >> 20} MB; take it out")
                continue
            try:
                text = line.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError as err:
                yield number, InputError(f"{name}:{number}: not UTF-8 ({err.reason}); save the file as UTF-8")
                continue
            if text.strip():
                yield number, text


def _read_table(file: InputFile, delimiter: str) -> Iterator[Item]:
    csv.field_size_limit(MAX_LINE_BYTES)
    bad: list[InputError] = []
    rows = csv.reader(_lines_of_table(file, bad), delimiter=delimiter, strict=True)
    header: list[str] = []
    name = file.name
    while True:
        line = rows.line_num + 1
        where = f"{name}:{line}"
        try:
            cells = next(rows, None)
        except csv.Error as err:
            yield InputError(f"{where}: broken row ({err}); look for a quote that is not closed or not doubled")
            continue
        if bad:
            yield bad.pop()
        if cells is None:
            return
        if not any(cells):
            continue
        if not header:
            header = cells
        elif len(cells) != len(header):
            found = f"{counted(len(cells), 'column')}, but the header has {len(header)}"
            yield InputError(f"{where}: {found}; quote what holds the separator")
        else:
            yield Row(dict(zip(header, cells, strict=True)), where, line)


def _lines_of_table(file: InputFile, bad: list[InputError]) -> Iterable[str]:
    expected = 1
    for number, text in _texts(file):
        # lines that are blank or no text count for the reader too, whose numbers stand in messages
        yield from [""] * (number - expected)
        expected = number + 1
        if isinstance(text, InputError):
            bad.append(text)
            yield ""
        else:
            yield text.replace("\0", " ") + "\n"
