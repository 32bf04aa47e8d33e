"""Sentences with what must be found marked up in them, and Docs written the same way.

Entities stand in the sentence: "[Heat]{FILM} has a superb score." Quadruples stand beside it, one a line:
"score | superb | SCORE+", with +, - or = for the polarity.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc

_MARK = re.compile(r"\[(?P<text>[^\]]+)\]\{(?P<label>[A-Z]+)\}")
_SIGNS = {"positive": "+", "negative": "-", "neutral": "="}


def read_sentence(marked: str) -> str:
    """Take the marks out."""
    return _MARK.sub(lambda match: match["text"], marked)


def read_entities(marked: str) -> list[tuple[int, int, str]]:
    """Give the marks as offsets in the sentence without marks."""
    found: list[tuple[int, int, str]] = []
    shift = 0
    for match in _MARK.finditer(marked):
        start = match.start() - shift
        found.append((start, start + len(match["text"]), match["label"]))
        shift += len(match[0]) - len(match["text"])
    return found


def mark_entities(doc: Doc) -> str:
    """Write the entities of a Doc into its text."""
    text = doc.text
    for ent in reversed(doc.ents):
        text = f"{text[: ent.start_char]}[{ent.text}]{{{ent.label_}}}{text[ent.end_char :]}"
    return text


def write_quads(doc: Doc) -> list[str]:
    """Write the quadruples of a Doc, sorted."""
    return sorted(write_quad(doc.text, quad) for quad in doc._.opinions)


def write_quad(text: str, quad: dict[str, Any]) -> str:
    """Write a quadruple with the words of its two terms."""
    aspect, opinion = text[slice(*quad["aspect"])], text[slice(*quad["opinion"])]
    return f"{aspect} | {opinion} | {quad['category']}{_SIGNS[quad['polarity']]}"


def contents(doc: Doc) -> dict[str, Any]:
    """Give all that the pipeline writes into a Doc, as plain data that two Docs can be compared by."""
    return {
        "words": [(token.text, token.whitespace_, token.is_sent_start) for token in doc],
        "ents": [(ent.start, ent.end, ent.label_, ent.id_, ent.kb_id_) for ent in doc.ents],
        "spans": {
            name: [(span.start, span.end, span.label_, span.id_) for span in group] for name, group in doc.spans.items()
        },
        "cast": doc._.cast,
        "opinions": doc._.opinions,
        "praised": doc._.praised,
    }
