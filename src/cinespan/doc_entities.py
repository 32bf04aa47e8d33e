"""Entities written into a `Doc` and read as text, at a part of the cost of spaCy's own ways."""

from __future__ import annotations

from collections.abc import Iterable

from numpy import uint64, zeros
from spacy.attrs import ENT_IOB, ENT_TYPE
from spacy.tokens import Doc, Span

_OUTSIDE = 2
"""The O of IOB, as spaCy numbers it."""


def write_ents(doc: Doc, ents: list[Span]) -> None:
    """Make these the entities of a `Doc`, and all other tokens outside, as `doc.set_ents(ents)` does.

    `set_ents` looks up the members of an enum for every token that it puts outside; `from_array` does that in C.

    Args:
        doc: the document; its entities so far are gone.
        ents: its new entities, in any order and without overlap.

    Raises:
        ValueError: two of them overlap.
    """
    outside = zeros((len(doc), 2), dtype=uint64)
    outside[:, 0] = _OUTSIDE
    doc.from_array([ENT_IOB, ENT_TYPE], outside)  # type: ignore[arg-type]  # the stubs know only arrays of thinc
    if ents:
        doc.set_ents(ents, default="unmodified")


def tokens_of(doc: Doc, ents: Iterable[Span]) -> bytearray:
    """Mark the tokens of entities: one byte a token of the document, not zero inside of them."""
    marks = bytearray(len(doc))
    for ent in ents:
        marks[ent.start : ent.end] = b"\1" * (ent.end - ent.start)
    return marks


def characters_of(doc: Doc, start: int, end: int) -> list[int]:
    """Give the first character of `doc[start:end]` and the one behind its last; there is at least one token."""
    last = doc[end - 1]
    return [doc[start].idx, last.idx + len(last)]


def text_of(doc: Doc, start: int, end: int) -> str:
    """Give what `doc[start:end].text` gives, at a tenth of its cost; there is at least one token."""
    last: str = doc[end - 1].text
    return "".join([doc[i].text_with_ws for i in range(start, end - 1)]) + last if end - start > 1 else last
