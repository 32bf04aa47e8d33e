"""Where a `Doc` keeps its quadruples, read without the extension attribute.

`doc._.opinions` needs the extension to be registered, which only an import of our components does. What it holds lies
in `doc.user_data`, which survives a DocBin and reads back with stock spaCy, so readers of a `Doc` look there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from spacy.tokens import Doc

OPINIONS_DATA: Final = ("._.", "opinions", None, None)
"""The key in `doc.user_data` under which spaCy stores `doc._.opinions`."""


def has_opinions(doc: Doc) -> bool:
    """Tell whether quadruples were looked for, even if none were found."""
    return OPINIONS_DATA in _data(doc)


def opinions_of(doc: Doc) -> list[dict[str, Any]]:
    """Give the quadruples of a `Doc`; none where none were looked for."""
    return list(_data(doc).get(OPINIONS_DATA) or ())


def set_opinions(doc: Doc, quads: Sequence[dict[str, Any]]) -> None:
    """Store quadruples in a `Doc`, as `doc._.opinions = quads` does."""
    _data(doc)[OPINIONS_DATA] = list(quads)


def _data(doc: Doc) -> dict[Any, Any]:
    # spaCy types the keys as strings, but its own extension values stand under tuples
    return doc.user_data
