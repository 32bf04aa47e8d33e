"""Folders of shards and single `.spacy` files: checked, read one after another, and written.

A shard is written first, then its table rows, then its commit marker, and the manifest when all shards are there; each
is a temporary file in the same folder that is renamed when it is whole. So what a marker names can be trusted after
any interruption, and a folder without a manifest is not finished.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import spacy
from spacy.attrs import IDS
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from cinespan.corpus.manifest import (
    MANIFEST_NAME,
    SCHEMA_VERSION,
    Manifest,
    Shard,
    ShardCounts,
    checksum,
    read_manifest,
    write_manifest,
    write_marker,
)
from cinespan.errors import InputError, OutputError
from cinespan.extraction import Summary
from cinespan.writers import CORPUS_ATTRIBUTES, write_bytes

CORPUS_SUFFIX: Final = ".spacy"
ROWS_SUFFIX: Final = ".csv"
SHARD_TOKENS: Final = 1_000_000
"""How many tokens a shard holds, about: 3 to 8 MB, some 4,000 reviews."""

_OURS: Final = re.compile(rf"shard-\d{{5,}}\.(spacy|csv|json)|{re.escape(MANIFEST_NAME)}")
_HALF: Final = (".shard-*.part", f".{MANIFEST_NAME}.*.part")
"""What a killed process leaves: the temporary files of `cinespan.writers`."""


def is_folder_name(output: str | Path) -> bool:
    """Tell whether an output is to be a folder of shards: its name ends in a slash, or it is one already."""
    return str(output).endswith(("/", "\\")) or (Path(output) / MANIFEST_NAME).is_file()


def shard_name(number: int) -> str:
    """Name the files of a shard, without their suffixes."""
    return f"shard-{number:05}"


def corpus_files(corpus: str | Path) -> list[Path]:
    """List the `.spacy` files of a corpus, in their order.

    Args:
        corpus: a `.spacy` file, a folder of shards, or any folder of `.spacy` files.

    Raises:
        InputError: it is missing, holds no corpus, was not finished, or a shard is missing.
    """
    path = Path(corpus)
    if path.is_file() and path.suffix == CORPUS_SUFFIX:
        return [path]
    if not path.is_dir():
        what = "no .spacy file" if path.exists() else "no such file or folder"
        raise InputError(f"{path}: {what}; give a .spacy file or a folder of shards")
    if (path / MANIFEST_NAME).is_file():
        files = [path / f"{shard.name}{CORPUS_SUFFIX}" for shard in read_manifest(path).shards]
        for file in files:
            if not file.is_file():
                raise InputError(f"{file}: the manifest names this shard, and it is missing; make the corpus anew")
        return files
    if any(_OURS.fullmatch(file.name) for file in path.iterdir()):
        raise InputError(f"{path}: this corpus was not finished; run its `extract` again with --resume")
    files = sorted(file for file in path.glob(f"*{CORPUS_SUFFIX}") if not file.name.startswith("."))
    if not files:
        raise InputError(f"{path}: no .spacy file in it; give a .spacy file or a folder of shards")
    return files


def patterns_of(corpus: str | Path) -> str | None:
    """Give the fingerprint of the rules that made a corpus; None where it does not say."""
    return read_manifest(Path(corpus)).patterns if (Path(corpus) / MANIFEST_NAME).is_file() else None


def read_docs(corpus: str | Path, vocab: Vocab | None = None) -> Iterator[Doc]:
    """Read the `Doc`s of a corpus, holding one file at a time.

    Args:
        corpus: see `corpus_files`.
        vocab: the vocabulary of the `Doc`s; by default that of a blank English pipeline.

    Raises:
        InputError: see `corpus_files` (at once); a file is damaged or no DocBin (when it is reached).
    """
    files = corpus_files(corpus)
    return _read_files(files, spacy.blank("en").vocab if vocab is None else vocab)


def read_bin(path: Path) -> DocBin:
    """Read one `.spacy` file.

    Raises:
        InputError: it is damaged or no DocBin.
    """
    try:
        return DocBin(store_user_data=True).from_disk(path)
    except Exception as err:  # zlib, msgpack, numpy and spaCy each have their own for the same thing
        raise InputError(f"{path}: no DocBin, or a damaged one; make it anew") from err


def attributes_of(files: Iterable[Path]) -> tuple[str, ...]:
    """Give the token attributes that the `.spacy` files hold, those of all of them."""
    held = {attr for file in files for attr in read_bin(file).attrs}
    return tuple(name for name, attr in IDS.items() if attr in held and name not in ("ORTH", "SPACY"))


@contextmanager
def open_corpus(
    output: str | Path,
    *,
    attributes: Sequence[str] = CORPUS_ATTRIBUTES,
    patterns: str | None = None,
    shard_tokens: int = SHARD_TOKENS,
) -> Iterator[Callable[[Doc], None]]:
    """Open a corpus to write `Doc`s as they are; it is there when the block ends well.

    Args:
        output: a file that ends in `.spacy`, held in memory until it is written; any other name is that of a folder
            of shards, of which one is held at a time.
        attributes: the token attributes to keep.
        patterns: the fingerprint of the rules behind the annotation, for the manifest.
        shard_tokens: how many tokens a shard holds.

    Yields:
        A function to call with each `Doc`.

    Raises:
        OutputError: it can not be written, or the folder holds other things.
    """
    target = Path(output)
    if target.suffix == CORPUS_SUFFIX:
        docs = DocBin(attrs=attributes, store_user_data=True)
        yield docs.add
        write_bytes(target, _bytes_of(docs, str(target)))
        return
    clear_folder(target)
    shards: list[Shard] = []
    docs, summary = DocBin(attrs=attributes, store_user_data=True), Summary()

    def flush() -> None:
        nonlocal docs, summary
        name = shard_name(len(shards))
        write_bytes(target / f"{name}{CORPUS_SUFFIX}", _bytes_of(docs, str(target)))
        shards.append(commit_shard(target, name, summary))
        docs, summary = DocBin(attrs=attributes, store_user_data=True), Summary()

    def add(doc: Doc) -> None:
        docs.add(doc)
        summary.add(doc)
        if summary.tokens >= shard_tokens:
            flush()

    yield add
    if summary.read or not shards:
        flush()
    finish_folder(target, shards, patterns)


def clear_folder(folder: Path, *, keep_shards: bool = False) -> None:
    """Make a folder ready for shards: what an earlier run left there goes.

    Args:
        folder: it may be missing.
        keep_shards: leave the shards, and take away only the manifest and what a killed process left half-written.

    Raises:
        OutputError: it is a file, or holds other files: somebody meant another folder.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder}: this is a file; name a folder")
    names = [file.name for file in folder.iterdir()]
    others = sorted(name for name in names if not name.startswith(".") and not _OURS.fullmatch(name))
    if others:
        raise OutputError(f"{folder}: holds other things, as {others[0]}; name a new or an empty folder")
    # the manifest first: from here on the folder is not finished
    (folder / MANIFEST_NAME).unlink(missing_ok=True)
    for pattern in _HALF:
        for half in folder.glob(pattern):
            half.unlink(missing_ok=True)
    if not keep_shards:
        for name in names:
            if _OURS.fullmatch(name):
                (folder / name).unlink(missing_ok=True)


def commit_shard(folder: Path, name: str, summary: Summary, task: str | None = None) -> Shard:
    """Write the commit marker of a shard whose files are there.

    Raises:
        OutputError: it can not be written.
    """
    files = (folder / f"{name}{suffix}" for suffix in (CORPUS_SUFFIX, ROWS_SUFFIX))
    sha256 = {file.name: checksum(file) for file in files if file.is_file()}
    shard = Shard(schema_version=SCHEMA_VERSION, name=name, counts=ShardCounts.of(summary), sha256=sha256, task=task)
    write_marker(folder, shard)
    return shard


def is_whole(folder: Path, shard: Shard) -> bool:
    """Tell whether the files of a shard are those that its marker names."""
    try:
        return all(checksum(folder / name) == expected for name, expected in shard.sha256.items())
    except OSError:
        return False


def finish_folder(folder: Path, shards: Sequence[Shard], patterns: str | None) -> Manifest:
    """Take away shards of an earlier, longer corpus and write the manifest.

    Raises:
        OutputError: it can not be written.
    """
    current = {shard.name for shard in shards}
    for file in folder.glob("shard-*"):
        if file.stem not in current:
            file.unlink()
    return write_manifest(folder, shards, patterns)


def _read_files(files: Iterable[Path], vocab: Vocab) -> Iterator[Doc]:
    for file in files:
        yield from read_bin(file).get_docs(vocab)


def _bytes_of(docs: DocBin, output: str) -> bytes:
    try:
        return docs.to_bytes()
    except ValueError as err:
        raise OutputError(f"{output}: more than a DocBin holds (4 GiB); write a folder of shards") from err
