"""Train, dev and test parts that share no film and no near-duplicate text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from spacy.tokens import Doc

from cinespan.corpus.documents import fields_of, id_of
from cinespan.corpus.near_duplicates import signature, union_near_duplicates
from cinespan.corpus.shards import CORPUS_SUFFIX, attributes_of, corpus_files, open_corpus, patterns_of, read_docs
from cinespan.errors import InputError
from cinespan.quantities import counted

TRAIN: Final = "train"
DEV: Final = "dev"
TEST: Final = "test"
PARTS: Final = (TRAIN, DEV, TEST)


@dataclass(frozen=True)
class Split:
    """What a split did."""

    reviews: dict[str, int]
    """How many documents each part has."""
    groups: int
    """How many groups were never parted: films, or reviews of unknown films, with those that share a text."""
    without_film: int
    """How many documents named no film, and went by their id."""


def split_corpus(
    corpus: str | Path,
    folder: str | Path,
    *,
    dev: float = 0.1,
    test: float = 0.1,
    by: str = "film",
) -> Split:
    """Split a corpus into parts that share neither a film nor a near-duplicate text; the same corpus splits the same.

    Documents of one film belong together, and so do those whose texts are nearly the same (see
    `near_duplicates`), and whoever belongs together with one of them. These groups are handed out whole, in an order
    that a hash of their names gives, so that no part is a stretch of the input.

    Args:
        corpus: see `shards.corpus_files`.
        folder: where the parts go: `train.spacy`, `dev.spacy` and `test.spacy` for a corpus in one file, and folders
            of shards, `train`, `dev` and `test`, for a folder. A part that gets no share is not written.
        dev: the share of the documents for the dev part.
        test: the share for the test part.
        by: the field of a record that names its film. A document without it stands for itself, by its id.

    Returns:
        The counts.

    Raises:
        InputError: the corpus can not be read, is empty, or has too few groups for the parts.
        OutputError: a part can not be written.
    """
    files = corpus_files(corpus)
    keys, signatures = [], []
    without_film = 0
    for number, doc in enumerate(read_docs(corpus)):
        film = film_of(doc, by)
        without_film += film is None
        keys.append(f"film {film}" if film is not None else f"id {_id_of(doc, number)}")
        signatures.append(signature(doc.text))
    if not keys:
        raise InputError(f"{corpus}: no document in it; there is nothing to split")
    groups = group(keys, np.array(signatures))
    parts = assign(groups, {DEV: dev, TEST: test})
    missing = [name for name, share in ((TRAIN, 1 - dev - test), (DEV, dev), (TEST, test)) if share > 0]
    missing = [name for name in missing if name not in parts]
    if missing:
        found = (
            f"{counted(len(set(groups)), 'group')} of reviews that can not be parted, too few for a {missing[0]} part"
        )
        raise InputError(f"{corpus}: {found}; give more films, or ask for fewer parts")
    suffix = CORPUS_SUFFIX if Path(corpus).is_file() else ""
    with ExitStack() as stack:
        attributes, patterns = attributes_of(files), patterns_of(corpus)
        add = {
            name: stack.enter_context(
                open_corpus(Path(folder, name + suffix), attributes=attributes, patterns=patterns)
            )
            for name in sorted(set(parts))
        }
        for name, doc in zip(parts, read_docs(corpus), strict=True):
            add[name](doc)
    return Split({name: parts.count(name) for name in PARTS if name in add}, len(set(groups)), without_film)


def film_of(doc: Doc, by: str = "film") -> str | None:
    """Give the film that a document of a corpus says it is about, however it is written; None where it does not."""
    value = fields_of(doc).get(by)
    if value is None or value == "" or value == []:
        return None
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
    return " ".join(text.casefold().split()) or None


def group(keys: Sequence[str], signatures: np.ndarray[Any, Any]) -> list[str]:
    """Put documents together that share a key or have nearly the same text, and what is together with them.

    Args:
        keys: a key for each document.
        signatures: the MinHash signature of each, of shape (documents, permutations).

    Returns:
        The name of each document's group: the key in it whose hash is smallest, whatever the order of the documents.
    """
    parents = union_near_duplicates(signatures)
    first: dict[str, int] = {}
    for number, key in enumerate(keys):
        parents.union(first.setdefault(key, number), number)
    names: dict[int, str] = {}
    for number, key in enumerate(keys):
        root = parents.find(number)
        names[root] = min(names.get(root, key), key, key=_order)
    return [names[parents.find(number)] for number in range(len(keys))]


def assign(groups: Sequence[str], shares: dict[str, float]) -> list[str]:
    """Hand out whole groups to parts, in the order of their hashes.

    A group goes to the first part whose share it fills without running over by more than half the group, else to the
    training part. A part that would stay empty then takes the smallest group that training can spare.

    Args:
        groups: the group of each document.
        shares: the share of the documents that each part but the training part gets.

    Returns:
        The part of each document.
    """
    sizes: dict[str, int] = {}
    for name in groups:
        sizes[name] = sizes.get(name, 0) + 1
    ordered = sorted(sizes, key=_order)
    room = {part: share * len(groups) for part, share in shares.items()}
    parts: dict[str, str] = {}
    for name in ordered:
        part = next((part for part in room if room[part] >= sizes[name] / 2), TRAIN)
        parts[name] = part
        if part != TRAIN:
            room[part] -= sizes[name]
    for part, share in shares.items():
        spare = [name for name in ordered if parts[name] == TRAIN]
        if share > 0 and part not in parts.values() and len(spare) > 1:
            parts[min(spare, key=sizes.__getitem__)] = part
    return [parts[name] for name in groups]


def _order(name: str) -> tuple[str, str]:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest(), name


def _id_of(doc: Doc, number: int) -> str:
    # a corpus from elsewhere may have no ids
    record_id = id_of(doc)
    return f"document {number}" if record_id is None else str(record_id)
