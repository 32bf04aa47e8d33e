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
CREDITS_DATA: Final = ("._.", "credits", None, None)
"""The key in `doc.user_data` under which spaCy stores `doc._.credits`."""

CAST_DATA: Final = ("._.", "cast", None, None)
"""The key in `doc.user_data` under which spaCy stores `doc._.cast`."""


def has_opinions(doc: Doc) -> bool:
    """Tell whether quadruples were looked for, even if none were found."""
    return OPINIONS_DATA in _data(doc)


def opinions_of(doc: Doc) -> list[dict[str, Any]]:
    """Give the quadruples of a `Doc`; none where none were looked for."""
    return list(_data(doc).get(OPINIONS_DATA) or ())


def set_opinions(doc: Doc, quads: Sequence[dict[str, Any]]) -> None:
    """Store quadruples in a `Doc`, as `doc._.opinions = quads` does."""
    _data(doc)[OPINIONS_DATA] = list(quads)


def register_credits() -> None:
    """Register `doc._.credits`, unless somebody did."""
    if not Doc.has_extension("credits"):
        Doc.set_extension("credits", default=None)


def credits_of(doc: Doc) -> Any:
    """Give the credits that a `Doc` carries, as plain data or as they were set; None for none."""
    return _data(doc).get(CREDITS_DATA)


def knows_film(doc: Doc) -> bool:
    """Tell whether a `Doc` carries credits that say more than the id of a film which nobody knows."""
    credits = credits_of(doc)
    return bool(credits) and not credits.keys() <= {"id", "year"}


def set_credits(doc: Doc, credits: dict[str, Any]) -> None:
    """Store credits in a `Doc` as plain data, as `doc._.credits = credits` does."""
    _data(doc)[CREDITS_DATA] = credits


def register_cast() -> None:
    """Register `doc._.cast`, unless somebody did."""
    if not Doc.has_extension("cast"):
        Doc.set_extension("cast", default=[])


def cast_of(doc: Doc) -> list[dict[str, Any]]:
    """Give the people, characters and films of a `Doc`; none where they were not looked for."""
    return list(_data(doc).get(CAST_DATA) or ())


def set_cast(doc: Doc, cast: Sequence[dict[str, Any]]) -> None:
    """Store a cast in a `Doc`, as `doc._.cast = cast` does."""
    _data(doc)[CAST_DATA] = list(cast)


def _data(doc: Doc) -> dict[Any, Any]:
    # spaCy types the keys as strings, but its own extension values stand under tuples
    return doc.user_data
