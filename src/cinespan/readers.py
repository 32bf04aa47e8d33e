"""Reviews out of files: one record after another, and a message for each that can not be read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from cinespan.errors import InputError
from cinespan.inputs import MAX_LINE_BYTES, InputFile, find_inputs, open_input, read_lines, read_whole
from cinespan.quantities import counted
from cinespan.records import FieldNames, Record, make_record, parse_json_record

OnError: TypeAlias = Callable[[InputError], None]
Item: TypeAlias = Record | InputError


def read_records(
    inputs: Iterable[str | Path],
    *,
    text_field: str = "text",
    id_field: str = "id",
    but: Path | None = None,
    per_file: int | None = None,
    on_error: OnError | None = None,
) -> Iterator[Record]:
    """Read reviews, in constant memory.

    A `.txt` file is one record, whose id is the file's stem (below a folder, the path from there). `.jsonl` holds an
    object a line, `.csv` and `.tsv` a header and rows; a record without an id gets `stem:line`. Each may be `.gz`.

    Args:
        inputs: files, folders, or `-` for JSONL on standard input.
        text_field: the field that holds the text.
        id_field: the field that holds the id.
        but: a file or folder to pass over in folders.
        per_file: stop reading a file after so many records; None reads them all.
        on_error: is called with the error of each record or file that can not be read, and reading goes on; None
            raises the first such error.

    Returns:
        An iterator of the records, in the order of the inputs.

    Raises:
        InputError: an input is missing or of an unknown kind (at once); a record is bad and there is no `on_error`.
    """
    files = find_inputs(inputs, but=but)
    return _read(files, FieldNames(text_field, id_field), per_file, on_error)


def _read(
    files: list[InputFile], names: FieldNames, per_file: int | None, on_error: OnError | None
) -> Iterator[Record]:
    for file in files:
        yield from islice(_records_of(file, names, on_error), per_file)


def _records_of(file: InputFile, names: FieldNames, on_error: OnError | None) -> Iterator[Record]:
    for item in _read_file(file, names):
        if isinstance(item, Record):
            yield item
        elif on_error is None:
            raise item
        else:
            on_error(item)


def _read_file(file: InputFile, names: FieldNames) -> Iterator[Item]:
    """Read one file; an error of the file itself is the last item."""
    nothing = True
    try:
        with open_input(file) as stream:
            for item in _READERS[file.kind](file, stream, names):
                nothing = False
                yield item
        if nothing:
            yield InputError(f"{file.name}: the file is empty; nothing was read from it")
    except InputError as err:
        yield err


def _read_txt(file: InputFile, stream: BinaryIO, _: FieldNames) -> Iterator[Item]:
    data = read_whole(file, stream)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        raise InputError(f"{file.name}:{line}: not UTF-8 ({_byte(data, err)}); save the file as UTF-8") from err
    if text:
        yield make_record({"text": text}, FieldNames(), file.name, file.stem)


def _read_jsonl(file: InputFile, stream: BinaryIO, names: FieldNames) -> Iterator[Item]:
    for number, line in read_lines(file, stream):
        where = f"{file.name}:{number}"
        if line is not None and not line.strip():
            continue
        try:
            yield make_record(parse_json_line(line, where), names, where, f"{file.stem}:{number}")
        except InputError as err:
            yield err


def parse_json_line(line: bytes | None, where: str) -> Any:
    """Parse a line of JSONL, as `records.parse_json_record` does.

    Args:
        line: its bytes; None stands for a line that is too long, see `inputs.read_lines`.
        where: `file:line`, the begin of the message.

    Raises:
        InputError: the line is too long, no UTF-8 or broken JSON.
    """
    if line is None:
        raise InputError(f"{where}: the line is over {MAX_LINE_BYTES >> 20} MB; split the text")
    try:
        return parse_json_record(line.decode("utf-8"))
    except UnicodeDecodeError as err:
        raise InputError(f"{where}: not UTF-8 ({_byte(line, err)}); save the file as UTF-8") from err
    except ValueError as err:
        raise InputError(f"{where}: broken JSON ({err}); write one object a line") from err


def _read_table(file: InputFile, stream: BinaryIO, names: FieldNames) -> Iterator[Item]:
    # the limit is of the whole process and 128 kB by default, less than some reviews
    csv.field_size_limit(MAX_LINE_BYTES)
    # strict: a quote that is never closed is an error then, and not a field that swallows the rest of the file
    rows = csv.reader(_table_lines(file, stream), delimiter="\t" if file.kind == "tsv" else ",", strict=True)
    header: list[str] | None = None
    nothing = True
    while True:
        where = f"{file.name}:{rows.line_num + 1}"
        default_id = f"{file.stem}:{rows.line_num + 1}"
        try:
            row = next(rows, None)
            if row is None:
                break
            if not row:
                continue
            _check_decoded(row, where)
            if header is None:
                header = _checked_header(row, names, where)
                continue
            nothing = False
            yield _table_record(header, row, names, where, default_id)
        except (csv.Error, InputError) as err:
            problem = _broken_row(where, err) if isinstance(err, csv.Error) else err
            # without its header the rest of the table says nothing
            if header is None:
                raise problem from err
            nothing = False
            yield problem
    if header is not None and nothing:
        yield InputError(f"{file.name}: there is no row below the header; nothing was read from it")


def _table_lines(file: InputFile, stream: BinaryIO) -> Iterator[str]:
    for number, line in read_lines(file, stream):
        if line is None:
            raise InputError(f"{file.name}:{number}: the line is over {MAX_LINE_BYTES >> 20} MB; split the text")
        # a row may run over lines, so bytes that are no UTF-8 are refused with the row and not with the line; NUL is
        # sent the same way, since the csv module of Python 3.10 stops at it
        yield line.decode("utf-8", "surrogateescape").replace("\0", "\udc00")


def _check_decoded(row: list[str], where: str) -> None:
    try:
        "".join(row).encode("utf-8")
    except UnicodeEncodeError as err:
        raise InputError(f"{where}: the row is not UTF-8 text; save the file as UTF-8") from err


def _checked_header(row: list[str], names: FieldNames, where: str) -> list[str]:
    # pandas writes its index as a column without a name
    header = [name or f"column {number}" for number, name in enumerate(row, start=1)]
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise InputError(f"{where}: two columns are named {twice[0]!r}; rename one")
    if names.text not in header:
        found = ", ".join(map(repr, header))
        raise InputError(f"{where}: no column {names.text!r} but {found}; name the column with --text-field")
    return header


def _table_record(header: list[str], row: list[str], names: FieldNames, where: str, default_id: str) -> Record:
    if len(row) != len(header):
        found = f"{counted(len(row), 'field')}, but the header has {len(header)}"
        raise InputError(f"{where}: {found}; quote a text that holds the separator")
    fields = dict(zip(header, row, strict=True))
    if fields[names.text].strip().lower() == "nan":
        # what a missing text becomes on its way through pandas
        raise InputError(f"{where}: the text is missing (NaN); leave the record out or fill it in")
    return make_record(fields, names, where, default_id)


def _broken_row(where: str, err: csv.Error) -> InputError:
    return InputError(f"{where}: broken row ({err}); look for a quote that is not closed or not doubled")


def _byte(data: bytes, err: UnicodeDecodeError) -> str:
    column = err.start - data.rfind(b"\n", 0, err.start)
    return f"byte 0x{data[err.start]:02x} at column {column}"


_READERS: dict[str, Callable[[InputFile, BinaryIO, FieldNames], Iterator[Item]]] = {
    "txt": _read_txt,
    "jsonl": _read_jsonl,
    "csv": _read_table,
    "tsv": _read_table,
}
