"""The files behind the inputs of a command: found, opened and read as lines of bytes."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cinespan.errors import InputError

KINDS: Final = {".txt": "txt", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv"}
"""What can be read, by suffix; each also with `.gz` behind it."""
STDIN: Final = "-"
MAX_LINE_BYTES: Final = 64 * 2**20
"""The longest line, or text file, that is read; what is longer is no review, and would fill the memory."""

_GZIP: Final = b"\x1f\x8b"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_BOM: Final = b"\xef\xbb\xbf"
_DAMAGE: Final = (OSError, EOFError, zlib.error)


@dataclass(frozen=True)
class InputFile:
    """A file to read records from."""

    path: Path
    kind: str
    """`txt`, `jsonl`, `csv` or `tsv`."""
    stem: str
    """The file's name without its suffixes; below a folder that was given, with the path from there."""

    @property
    def name(self) -> str:
        """What messages call it."""
        return "<stdin>" if self.path == Path(STDIN) else _printable(str(self.path))

    @property
    def is_gzip(self) -> bool:
        """Whether its name says that it is compressed."""
        return self.path.suffix.lower() == ".gz"


def find_inputs(inputs: Iterable[str | Path], *, but: Path | None = None) -> list[InputFile]:
    """List the files that a command was given, folders by what is in them.

    Args:
        inputs: files, folders (read with all that is below, sorted by path; hidden files and other suffixes are
            passed over), or `-` for JSONL on standard input.
        but: a file or folder to pass over in folders: the output of this very run.

    Returns:
        Each file once, in the order given.

    Raises:
        InputError: an input is missing or of an unknown kind, or a folder has nothing to read.
    """
    found: dict[str, InputFile] = {}
    for given in inputs:
        path = Path(given)
        if str(given) == STDIN:
            files = [InputFile(path, "jsonl", "stdin")]
        elif path.is_dir():
            files = _files_below(path, but)
        elif not path.exists():
            raise InputError(f"{_printable(str(given))}: no such file or folder; check the path")
        else:
            kind, stem = _kind_and_stem(path.name)
            if not kind:
                raise InputError(f"{_printable(str(given))}: can not tell what it holds; name it {_suffixes()}")
            files = [InputFile(path, kind, stem)]
        for file in files:
            found.setdefault(os.path.realpath(file.path), file)
    return list(found.values())


@contextmanager
def open_input(file: InputFile) -> Iterator[BinaryIO]:
    """Open an input, decompressed.

    Raises:
        InputError: it can not be opened, is not what its name says, or is no text.
    """
    if file.path == Path(STDIN):
        yield sys.stdin.buffer
        return
    try:
        with file.path.open("rb") as raw:
            _check_compression(file, raw.read(2))
            raw.seek(0)
            if not file.is_gzip:
                _check_is_text(file, raw.read(8192))
                raw.seek(0)
                yield raw
                return
            with gzip.open(raw) as unpacked:
                yield unpacked  # type: ignore[misc]  # a GzipFile reads like any binary file
    except OSError as err:
        raise InputError(f"{file.name}: can not be read: {err.strerror or err}") from err


def read_lines(file: InputFile, stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Read line after line, with its number; None stands for a line that is too long.

    Raises:
        InputError: the stream breaks off; the lines before it have been given.
    """
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(MAX_LINE_BYTES)
            whole = len(line) < MAX_LINE_BYTES or line.endswith(b"\n")
            rest = line
            while not whole and rest and not rest.endswith(b"\n"):
                rest = stream.readline(MAX_LINE_BYTES)
        except _DAMAGE as err:
            raise InputError(f"{file.name}:{number}: the file is damaged from here on: {err}; get it anew") from err
        if not line:
            return
        yield number, (line.removeprefix(_BOM) if number == 1 else line) if whole else None


def read_whole(file: InputFile, stream: BinaryIO) -> bytes:
    """Read a file that is one text.

    Raises:
        InputError: it is longer than `MAX_LINE_BYTES`, damaged or no text.
    """
    try:
        data = stream.read(MAX_LINE_BYTES + 1)
    except _DAMAGE as err:
        raise InputError(f"{file.name}: the file is damaged: {err}; get it anew") from err
    if len(data) > MAX_LINE_BYTES:
        raise InputError(f"{file.name}: a text file is one review, and this one is over {MAX_LINE_BYTES >> 20} MB")
    _check_is_text(file, data)
    return data.removeprefix(_BOM)


def _files_below(folder: Path, but: Path | None) -> list[InputFile]:
    def refuse(err: OSError) -> None:
        raise InputError(f"{_printable(str(err.filename))}: can not be read: {err.strerror}")

    files = []
    passed_over = but and os.path.realpath(but)
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [
            name for name in folders if not name.startswith(".") and os.path.realpath(Path(place, name)) != passed_over
        ]
        for name in names:
            path = Path(place, name)
            kind, stem = _kind_and_stem(name)
            if kind and not name.startswith(".") and os.path.realpath(path) != passed_over:
                files.append(InputFile(path, kind, (path.parent.relative_to(folder) / stem).as_posix()))
    if not files:
        raise InputError(f"{_printable(str(folder))}: nothing in it can be read; name the files {_suffixes()}")
    return sorted(files, key=lambda file: file.path.parts)


def _kind_and_stem(name: str) -> tuple[str | None, str]:
    path = Path(name)
    if path.suffix.lower() == ".gz":
        path = Path(path.stem)
    return KINDS.get(path.suffix.lower()), _printable(path.stem)


def _check_compression(file: InputFile, begin: bytes) -> None:
    if file.is_gzip and begin != _GZIP:
        raise InputError(f"{file.name}: not gzip, though its name ends in .gz; rename it or compress it")
    if not file.is_gzip and begin == _GZIP:
        raise InputError(f"{file.name}: this is gzip; add .gz to its name")


def _check_is_text(file: InputFile, begin: bytes) -> None:
    if begin.startswith(_UTF16):
        raise InputError(f"{file.name}: this is UTF-16; save it as UTF-8")
    if b"\0" in begin:
        raise InputError(f"{file.name}: this is a binary file, not text; give text in UTF-8")


def _suffixes() -> str:
    return f"{', '.join(KINDS)}, or one of these with .gz"


def _printable(name: str) -> str:
    """Replace the bytes of a file name that are no UTF-8: it ends up in ids and messages."""
    return os.fsencode(name).decode("utf-8", "replace")
