"""What was found in one review, as rows of plain data for the files."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from spacy.tokens import Doc

from cinespan.doc_data import cast_of, opinions_of
from cinespan.records import Record
from cinespan.sources import source_of

INPUT_PREFIX: Final = "input_"
"""Put before a field of the input whose name an output needs itself."""

REVIEW_FIELDS: Final = ("id", "text", "ents", "cast", "quads")
QUAD_COLUMNS: Final = (
    "id",
    "category",
    "polarity",
    "aspect",
    "opinion",
    "aspect_start",
    "aspect_end",
    "opinion_start",
    "opinion_end",
    "intensity",
    "negated",
    "score",
    "person",
    "film",
    "person_name",
    "film_name",
    "rules",
)


def review_row(record: Record, doc: Doc) -> dict[str, Any]:
    """Give one review with all that was found in it, in the form of the gold files plus the evidence.

    Args:
        record: the review as it came in.
        doc: what the pipeline made of it; its offsets are those of `record.text`.

    Returns:
        `id`, `text`, `ents`, `cast` (`doc._.cast`), `quads` (`doc._.opinions` with the words of both terms), and the
        other fields of the input; one whose name is taken comes as `input_<name>`.
    """
    return {
        "id": record.id,
        "text": record.text,
        "ents": entity_rows(record, doc),
        "cast": cast_of(doc),
        "quads": quad_rows(record, doc),
        **_renamed(record.meta, REVIEW_FIELDS),
    }


def entity_rows(record: Record, doc: Doc) -> list[dict[str, Any]]:
    """Give the entities of a review, in the order of the text.

    Each has `start`, `end`, `label`, `text`, `name` (the canonical name, see `doc._.cast`), `rule`, `source` (see
    `sources.source_of`) and, only where there is one, `kb_id`.
    """
    names = {tuple(mention): entry["name"] for entry in cast_of(doc) for mention in entry["mentions"]}
    rows = []
    for ent in doc.ents:
        start, end = ent.start_char, ent.end_char
        text = record.text[start:end]
        row = {"start": start, "end": end, "label": ent.label_, "text": text, "name": names.get((start, end), text)}
        row |= {"rule": ent.id_, "source": source_of(ent.id_)}
        if ent.kb_id_:
            row["kb_id"] = ent.kb_id_
        rows.append(row)
    return rows


def quad_rows(record: Record, doc: Doc) -> list[dict[str, Any]]:
    """Give the opinion quadruples of a review, with the words of both terms."""
    return [
        {
            **quad,
            "aspect_text": record.text[slice(*quad["aspect"])],
            "opinion_text": record.text[slice(*quad["opinion"])],
        }
        for quad in opinions_of(doc)
    ]


def table_rows(record: Record, doc: Doc) -> Iterator[dict[str, str]]:
    """Give a row of cells for each quadruple of a review; a review without any gives no row."""
    meta = _renamed(record.meta, QUAD_COLUMNS)
    names = {
        record.text[slice(*mention)]: entry["name"] for entry in reversed(cast_of(doc)) for mention in entry["mentions"]
    }
    for quad in quad_rows(record, doc):
        cells = {
            "id": record.id,
            "category": quad["category"],
            "polarity": quad["polarity"],
            "aspect": quad["aspect_text"],
            "opinion": quad["opinion_text"],
            "aspect_start": quad["aspect"][0],
            "aspect_end": quad["aspect"][1],
            "opinion_start": quad["opinion"][0],
            "opinion_end": quad["opinion"][1],
            "intensity": quad["intensity"],
            "negated": quad["negated"],
            # a corpus of an older version has none
            "score": quad.get("score"),
            "person": quad["person"],
            "film": quad["film"],
            "person_name": names.get(quad["person"], quad["person"]),
            "film_name": names.get(quad["film"], quad["film"]),
            "rules": "|".join(quad["rules"]),
            **meta,
        }
        yield {name: _cell(value) for name, value in cells.items()}


def _renamed(meta: Mapping[str, Any], taken: Collection[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in meta.items():
        free = name
        while free in taken or free in fields or (free != name and free in meta):
            free = INPUT_PREFIX + free
        fields[free] = value
    return fields


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
