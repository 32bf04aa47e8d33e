"""Our own JSONL, as `extract` writes it; a gold file is one too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cinespan.corpus.annotated import AnnotatedReview, Entity, doc_maker, make_quad
from cinespan.corpus.formats.json_lines import json_lines_opener, json_lines_reader, label_of, objects, span_offsets
from cinespan.corpus.formats.protocol import Format, Labels
from cinespan.corpus.formats.span_graph import check_entities
from cinespan.errors import InputError
from cinespan.labels import POLARITIES
from cinespan.quantities import counted
from cinespan.records import FieldNames, Record, make_record
from cinespan.rows import INPUT_PREFIX, REVIEW_FIELDS, review_row


def make_row(review: AnnotatedReview) -> dict[str, Any]:
    """Make the row of a review, by the function that `extract` uses too."""
    return review_row(review.record, doc_maker()(review))


def read_row(row: dict[str, Any], where: str, default_id: str, _: Labels) -> AnnotatedReview:
    """Make the review of a row.

    Raises:
        InputError: the text is missing, or a span or label is none.
    """
    record = make_record(row, FieldNames(), where, default_id)
    ents = [
        Entity(
            *inside(span_offsets(ent, "start", "end", where), record),
            label_of(ent.get("label"), where),
            str(ent.get("rule") or ""),
            str(ent.get("kb_id") or ""),
        )
        for ent in objects(row, "ents", where)
    ]
    quads = tuple(_quad(quad, record) for quad in objects(row, "quads", where))
    fields = _own_names({key: value for key, value in record.meta.items() if key not in REVIEW_FIELDS})
    record = Record(record.id, record.text, where, fields)
    cast = tuple(_cast_entry(entry, where) for entry in objects(row, "cast", where))
    return AnnotatedReview(record, check_entities(record, ents), quads, cast=cast)


def _cast_entry(entry: dict[str, Any], where: str) -> dict[str, Any]:
    mentions = entry.get("mentions")
    pairs = isinstance(mentions, list) and all(
        isinstance(mention, list) and [type(offset) for offset in mention] == [int, int] for mention in mentions
    )
    if not isinstance(entry.get("name"), str) or not pairs:
        raise InputError(f"{where}: an entry of 'cast' has a name and a list of mentions, each [start, end]")
    return entry


def _quad(quad: dict[str, Any], record: Record) -> dict[str, Any]:
    spans = {}
    for place in ("aspect", "opinion"):
        span = quad.get(place)
        pair = dict(zip(("start", "end"), span, strict=False)) if isinstance(span, list) else None
        spans[place] = inside(span_offsets(pair, "start", "end", f"{record.source}: {place}"), record)
    polarity = quad.get("polarity")
    if polarity not in POLARITIES:
        raise InputError(f"{record.source}: unknown polarity {polarity!r}; one of {', '.join(POLARITIES)}")
    category = label_of(quad.get("category"), record.source)
    return make_quad(spans["aspect"], category, spans["opinion"], polarity, quad)


def inside(span: tuple[int, int], record: Record) -> tuple[int, int]:
    """Check that a span lies in the text of a review.

    Raises:
        InputError: it does not.
    """
    if not 0 <= span[0] < span[1] <= len(record.text):
        found = f"a span from {span[0]} to {span[1]} is not in a text of {counted(len(record.text), 'character')}"
        raise InputError(f"{record.source}: {found}")
    return span


def _own_names(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give fields the names back that they had before a row took them: `input_text` was `text`."""
    named = dict(fields)
    for taken in REVIEW_FIELDS:
        # the one with the most prefixes: another "input_text" of the input made it longer
        longer = [name for name in fields if name.endswith(taken) and set(_prefixes(name, taken)) == {INPUT_PREFIX}]
        if longer:
            renamed = max(longer, key=len)
            named = {taken if name == renamed else name: value for name, value in named.items()}
    return named


def _prefixes(name: str, taken: str) -> list[str]:
    before = name.removesuffix(taken)
    size = len(INPUT_PREFIX)
    return [before[i : i + size] for i in range(0, len(before), size)]


JSONL: Final = Format("jsonl", json_lines_reader(read_row), json_lines_opener(make_row))
