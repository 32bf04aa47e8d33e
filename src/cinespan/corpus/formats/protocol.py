"""What every format provides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.errors import InputError
from cinespan.rules import RuleSet

Item: TypeAlias = AnnotatedReview | InputError
Write: TypeAlias = Callable[[AnnotatedReview], None]


@dataclass(frozen=True)
class Labels:
    """The labels that there are: in files of other tools, a label tells entities from aspect terms."""

    entities: frozenset[str]
    categories: frozenset[str]

    @classmethod
    def of(cls, rules: RuleSet) -> Labels:
        """Take the labels that rules declare."""
        kinds = {
            kind: frozenset(row["label"] for row in rules["labels"] if row["kind"] == kind)
            for kind in ("entity", "category")
        }
        return cls(kinds["entity"], kinds["category"])


@dataclass(frozen=True)
class Format:
    """A file format that annotated reviews are read from and written to."""

    name: str
    read: Callable[[Path, Labels], Iterator[Item]]
    """Read a file (for brat, a folder): the reviews, and in the place of a bad one its error, which begins with
    `file:line`. Raises `InputError` where the file as a whole can not be read."""
    open: Callable[[str | Path], AbstractContextManager[Write]]
    """Open an output; yields a function to call with each review. What is written is there when the block ends well,
    and not at all otherwise. Raises `OutputError`."""
    loses: str = ""
    """What of a corpus the format has no place for, in a few words."""
