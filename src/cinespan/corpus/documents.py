"""What a document of a corpus says of itself."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from cinespan.writers import RECORD_KEY


def origin_of(doc: Doc) -> dict[str, Any]:
    """Give the record behind a document: `id`, `source`, `fields` and maybe `text`; nothing where another wrote it."""
    origin: Any = doc.user_data.get(RECORD_KEY)
    return origin if isinstance(origin, dict) else {}


def fields_of(doc: Doc) -> dict[str, Any]:
    """Give the fields that the record came with, besides its text and its id."""
    fields = origin_of(doc).get("fields")
    return fields if isinstance(fields, dict) else {}


def id_of(doc: Doc) -> str | int | None:
    """Give the id of a document, where it has one."""
    record_id = origin_of(doc).get("id")
    return record_id if isinstance(record_id, str | int) else None


def text_of(doc: Doc) -> str:
    """Give the text as it was given, with its markup."""
    text = origin_of(doc).get("text")
    return text if isinstance(text, str) else doc.text


class SeenIds:
    """Tells which ids came before, in little memory."""

    def __init__(self) -> None:
        # hashes, since the ids themselves of a long stream would fill the memory
        self._seen: set[int] = set()

    def again(self, record_id: str | int | None) -> bool:
        """Tell whether an id came before, and remember it; None never did."""
        if record_id is None:
            return False
        # of the string, as small numbers can share a hash: hash(-1) == hash(-2)
        key = hash(str(record_id))
        before = key in self._seen
        self._seen.add(key)
        return before
