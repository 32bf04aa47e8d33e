"""Builds a catalogue out of any number of sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cinespan.catalogue.builder import CatalogueBuilder
from cinespan.errors import InputError, OutputError
from cinespan.film_sources.formats import SourceFormat, tell_format
from cinespan.film_sources.rows import Row
from cinespan.inputs import InputFile
from cinespan.writers import open_replacing, refuse_own_input


@dataclass
class SourceSummary:
    """What was read of one source."""

    name: str
    format: str
    rows: int = 0
    """The rows that went into the catalogue."""
    unused: int = 0
    """Rows about what the catalogue does not hold, such as the other titles of an episode."""
    skipped: int = 0
    """Rows that can not be read."""


@dataclass
class BuildSummary:
    """What was read, and what is in the catalogue now."""

    sources: list[SourceSummary] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def build_catalogue(
    sources: Iterable[str | Path],
    output: str | Path,
    *,
    on_error: Callable[[InputError], None] | None = None,
    on_row: Callable[[], None] = lambda: None,
) -> BuildSummary:
    """Build a catalogue, in memory that does not grow with the rows of the sources but by the names (60 bytes each).

    Films meet by their ids, whatever the order of the sources.

    Args:
        sources: files in the formats of `formats.KNOWN`, or folders of them; any may be compressed with gzip.
        output: the catalogue; it comes into being when it is whole, and replaces a file of that name.
        on_error: is called with what is wrong with a row, which is then left out; None raises it.
        on_row: is called for each row.

    Returns:
        The counts.

    Raises:
        InputError: a source is missing, of no known format, or damaged; it holds no film; without `on_error`, a row
            is bad.
        OutputError: the output can not be written, or is one of the sources.
    """
    found = _files(sources)
    refuse_own_input(output, (file.path for file in found))
    files = [(file, tell_format(file)) for file in found]
    files.sort(key=lambda pair: pair[1].turn)
    summary = BuildSummary()
    with open_replacing(output) as stream:
        try:
            # the stream keeps the place; SQLite opens the file itself
            with closing(CatalogueBuilder(stream.name)) as builder:
                for file, form in files:
                    summary.sources.append(_add_source(builder, file, form, on_error, on_row))
                summary.counts = builder.finish()
        except sqlite3.Error as err:
            raise OutputError(f"{output}: the catalogue can not be written: {err}; choose another place") from err
        if not summary.counts["films"]:
            raise InputError("the sources name no film, so no catalogue was written; give one that has titles")
    return summary


def _add_source(
    builder: CatalogueBuilder,
    file: InputFile,
    form: SourceFormat,
    on_error: Callable[[InputError], None] | None,
    on_row: Callable[[], None],
) -> SourceSummary:
    summary = SourceSummary(file.name, form.name)
    builder.start_source(file.path.name, form.name)
    for item in form.read(file):
        try:
            if not isinstance(item, Row):
                raise item
            if form.add(builder, item):
                summary.rows += 1
            else:
                summary.unused += 1
        except InputError as err:
            if on_error is None:
                raise
            summary.skipped += 1
            on_error(err)
        on_row()
    builder.end_source(summary.rows, summary.skipped)
    return summary


def _files(sources: Iterable[str | Path]) -> list[InputFile]:
    found: dict[Path, InputFile] = {}
    for given in sources:
        path = Path(given)
        if path.is_dir():
            paths = sorted(below for below in path.rglob("*") if below.is_file() and not below.name.startswith("."))
            if not paths:
                raise InputError(f"{given}: there is nothing in this folder; name a source")
        elif path.exists():
            paths = [path]
        else:
            raise InputError(f"{given}: no such file or folder; check the path")
        for each in paths:
            found.setdefault(each.resolve(), InputFile(each, "source", each.stem))
    return list(found.values())
