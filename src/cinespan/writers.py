"""The outputs: a DocBin, JSONL or a table, each written beside its place and renamed when it is whole."""

from __future__ import annotations

import codecs
import csv
import gzip
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from spacy.tokens import Doc, DocBin

from cinespan.errors import OutputError
from cinespan.records import Record
from cinespan.rows import QUAD_COLUMNS, review_row, table_rows

STDOUT: Final = "-"
RECORD_KEY: Final = "record"
"""`doc.user_data["record"]` in a corpus: `id`, `source`, `fields` (the other fields of the input) and, where the
pipeline did not read the text as it was given, because of markup, `text`."""
CORPUS_ATTRIBUTES: Final = ("SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
"""What a corpus holds of each token besides its text; half of what a DocBin holds by default."""


class Writer(Protocol):
    """Writes what was found in one review after another."""

    def write(self, record: Record, doc: Doc) -> None:
        """Write one review."""

    def finish(self) -> None:
        """Write what had to wait for the last review."""

    def close(self) -> None:
        """Let go of what it holds; called at the end whether or not all went well."""


class JsonlWriter:
    """Writes an object a review; see `rows.review_row`."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to `stream`."""
        self.stream = stream

    def write(self, record: Record, doc: Doc) -> None:
        """Write one review."""
        self.stream.write(json.dumps(review_row(record, doc), ensure_ascii=False).encode() + b"\n")

    def finish(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is held."""


class CsvWriter:
    """Writes a row a quadruple; see `rows.table_rows`.

    The rows wait in a temporary file, since the columns are only known after the last review: each may bring fields
    of its own.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Write to `stream`."""
        self.stream = stream
        self.columns = dict.fromkeys(QUAD_COLUMNS, "")
        self.spool = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - `close` closes it
        self.spooled = csv.writer(self.spool, lineterminator="\n")

    def write(self, record: Record, doc: Doc) -> None:
        """Write one review."""
        for row in table_rows(record, doc):
            self.columns.update(dict.fromkeys(row, ""))
            self.spooled.writerow({**self.columns, **row}.values())

    def finish(self) -> None:
        """Write the header and the rows, each as wide as the header."""
        self.spool.seek(0)
        table = csv.writer(codecs.getwriter("utf-8")(self.stream), lineterminator="\n")
        table.writerow(self.columns)
        for cells in csv.reader(self.spool):
            table.writerow(cells + [""] * (len(self.columns) - len(cells)))

    def close(self) -> None:
        """Drop the temporary file."""
        self.spool.close()


class CorpusWriter:
    """Gathers a DocBin that stock spaCy reads, with the quadruples and the input's fields in `doc.user_data`.

    The whole corpus is held in memory until it is written, and a DocBin holds at most 4 GiB, some 40 million tokens:
    beyond that, split the input.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Write to `stream`."""
        self.stream = stream
        self.bin = DocBin(attrs=CORPUS_ATTRIBUTES, store_user_data=True)

    def write(self, record: Record, doc: Doc) -> None:
        """Add one review."""
        origin = {"id": record.id, "source": record.source, "fields": dict(record.meta)}
        if doc.text != record.text:
            origin["text"] = record.text
        doc.user_data[RECORD_KEY] = origin
        self.bin.add(doc)

    def finish(self) -> None:
        """Write the corpus.

        Raises:
            OutputError: it is larger than a DocBin can be.
        """
        try:
            data = self.bin.to_bytes()
        except ValueError as err:
            raise OutputError(f"{len(self.bin)} reviews are more than a DocBin holds (4 GiB); split the input") from err
        self.stream.write(data)

    def close(self) -> None:
        """Nothing is held but memory."""


WRITERS: Final[dict[str, Callable[[BinaryIO], Writer]]] = {
    ".spacy": CorpusWriter,
    ".jsonl": JsonlWriter,
    ".jsonl.gz": JsonlWriter,
    ".csv": CsvWriter,
    ".csv.gz": CsvWriter,
}
"""The writer of each output, by the end of its name."""


@contextmanager
def open_output(output: str | Path) -> Iterator[Writer]:
    """Open an output; it comes into being when the block ends well, and not at all otherwise.

    Args:
        output: a file whose name ends as a key of `WRITERS` does, in a folder that is made where missing; `-` for
            JSONL on standard output. A file that is there is replaced.

    Yields:
        The writer.

    Raises:
        OutputError: the name ends otherwise, or the file can not be written.
    """
    if str(output) == STDOUT:
        yield JsonlWriter(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    make_writer = _writer_of(Path(output))
    with open_replacing(output) as stream:
        if Path(output).suffix != ".gz":
            yield from _write_through(make_writer, stream)
            return
        # no name and no time in it: the same findings give the same bytes
        with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
            yield from _write_through(make_writer, packed)  # type: ignore[arg-type]  # written to like any file


def refuse_own_input(output: str | Path, inputs: Iterable[str | Path]) -> None:
    """Check that an output is none of the inputs, which it would replace.

    Args:
        output: the file to be written, there or not.
        inputs: files and folders; a file that is there and below one of the folders is an input as well.

    Raises:
        OutputError: it is one of them.
    """
    target = Path(output).resolve()
    for given in inputs:
        own = Path(given).resolve()
        if target.exists() and (own == target or (own in target.parents and target.is_file())):
            raise OutputError(f"{output}: this is one of the inputs; write somewhere else")


def write_text(output: str | Path, text: str) -> None:
    """Write a text file, whole or not at all.

    Raises:
        OutputError: it can not be written.
    """
    write_bytes(output, text.encode())


def write_json_lines(output: str | Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write a JSONL file, whole or not at all.

    Raises:
        OutputError: it can not be written.
    """
    write_text(output, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def write_bytes(output: str | Path, data: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        OutputError: it can not be written.
    """
    with open_replacing(output) as stream:
        stream.write(data)


@contextmanager
def open_replacing(output: str | Path) -> Iterator[BinaryIO]:
    """Open a file beside `output`, that takes its place when the block ends well and is gone otherwise."""
    target = Path(os.path.realpath(output))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.is_dir():
            raise OutputError(f"{output}: this is a folder; name a file in it, or end it in / for shards")
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            yield stream
        part.replace(target)
    except OSError as err:
        raise OutputError(f"{output}: can not be written: {err.strerror or err}; choose another place") from err
    finally:
        # renamed already when all went well; never made when the folder is no folder
        if part.parent.is_dir():
            part.unlink(missing_ok=True)


def _write_through(make_writer: Callable[[BinaryIO], Writer], stream: BinaryIO) -> Iterator[Writer]:
    with closing(make_writer(stream)) as writer:
        yield writer
        writer.finish()


def _writer_of(output: Path) -> Callable[[BinaryIO], Writer]:
    for ending, make_writer in WRITERS.items():
        if output.name.endswith(ending):
            return make_writer
    endings = ", ".join(WRITERS)
    raise OutputError(f"{output}: can not tell what to write; end the name in {endings}, or in / for shards")
