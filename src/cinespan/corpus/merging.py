"""Several corpora in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from cinespan.corpus.documents import SeenIds, id_of
from cinespan.corpus.shards import SHARD_TOKENS, attributes_of, corpus_files, open_corpus, patterns_of, read_docs
from cinespan.errors import InputError, OutputError


@dataclass
class Merge:
    """What a merge did."""

    written: int = 0
    repeated: int = 0
    """Documents whose id an earlier one had."""
    examples: list[str] = field(default_factory=list)
    """The first of these ids, each with the corpus that it came from."""


def merge_corpora(
    corpora: Iterable[str | Path],
    output: str | Path,
    *,
    unique: bool = False,
    strict: bool = False,
    shard_tokens: int = SHARD_TOKENS,
    examples: int = 5,
    on_doc: Callable[[Doc], None] = lambda _: None,
) -> Merge:
    """Write the documents of several corpora into one, in their order, holding one file or shard at a time.

    Args:
        corpora: see `shards.corpus_files`.
        output: see `shards.open_corpus`.
        unique: leave out documents whose id an earlier one had.
        strict: refuse them.
        shard_tokens: how many tokens a shard holds.
        examples: how many of the ids that came again to name.
        on_doc: is called with each document that was written.

    Returns:
        The counts.

    Raises:
        InputError: a corpus can not be read; with `strict`, an id came again.
        OutputError: the output can not be written, or is one of the corpora.
    """
    paths = [Path(corpus) for corpus in corpora]
    files = [file for path in paths for file in corpus_files(path)]
    refuse_own_input(paths, output)
    fingerprints = {patterns_of(path) for path in paths}
    done, seen = Merge(), SeenIds()
    patterns = fingerprints.pop() if len(fingerprints) == 1 else None
    with open_corpus(output, attributes=attributes_of(files), patterns=patterns, shard_tokens=shard_tokens) as add:
        for path in paths:
            for doc in read_docs(path):
                if seen.again(id_of(doc)):
                    if strict:
                        raise InputError(
                            f"{path}: the id {id_of(doc)!r} came before; leave the document out with --unique"
                        )
                    done.repeated += 1
                    if len(done.examples) < examples:
                        done.examples.append(f"{id_of(doc)} in {path}")
                    if unique:
                        continue
                add(doc)
                done.written += 1
                on_doc(doc)
    return done


def refuse_own_input(corpora: Iterable[Path], output: str | Path) -> None:
    """Check that an output is none of the corpora, nor a file or folder within one.

    Raises:
        OutputError: it is.
    """
    target = Path(output).resolve()
    for path in corpora:
        own = path.resolve()
        # a folder that holds an input is cleared before it is written
        if own == target or own in target.parents or target in own.parents:
            raise OutputError(f"{output}: this is one of the inputs, or in one; write somewhere else")
