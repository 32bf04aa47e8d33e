"""Parquet: a row a review, with nested entities and quadruples; for pandas, Polars, DuckDB and Spark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from cinespan.corpus.annotated import AnnotatedReview, Entity, make_quad
from cinespan.corpus.formats.json_lines import label_of, objects, span_offsets
from cinespan.corpus.formats.jsonl import inside
from cinespan.corpus.formats.protocol import Format, Item, Labels, Write
from cinespan.corpus.formats.span_graph import check_entities
from cinespan.errors import CinespanError, InputError
from cinespan.labels import POLARITIES
from cinespan.records import FieldNames, Record, make_record
from cinespan.writers import open_replacing

ROW_GROUP: Final = 1000
"""How many reviews are held at a time, and make a row group."""


def row_of(review: AnnotatedReview) -> dict[str, Any]:
    """Make the row of a review: `id` as a string, `text`, `ents`, `quads`, and the input's fields as JSON."""
    text = review.record.text
    return {
        "id": str(review.record.id),
        "text": text,
        "ents": [{**ent._asdict(), "text": text[ent.start : ent.end]} for ent in review.entities],
        "quads": [
            {
                "aspect_start": quad["aspect"][0],
                "aspect_end": quad["aspect"][1],
                "opinion_start": quad["opinion"][0],
                "opinion_end": quad["opinion"][1],
                "aspect": text[slice(*quad["aspect"])],
                "opinion": text[slice(*quad["opinion"])],
                **{key: quad.get(key) for key in _QUAD_KEYS},
            }
            for quad in review.quads
        ],
        "fields": json.dumps(dict(review.record.meta), ensure_ascii=False),
    }


def review_of(row: dict[str, Any], where: str, default_id: str) -> AnnotatedReview:
    """Make the review of a row.

    Raises:
        InputError: it is no such row.
    """
    try:
        fields = json.loads(row.get("fields") or "{}")
    except ValueError as err:
        raise InputError(f"{where}: 'fields' is no JSON ({err})") from err
    checked = make_record({"text": row.get("text"), "id": row.get("id")}, FieldNames(), where, default_id)
    record = Record(checked.id, checked.text, where, fields)
    ents = [
        Entity(
            *inside(span_offsets(ent, "start", "end", where), record),
            label_of(ent.get("label"), where),
            ent.get("rule") or "",
            ent.get("kb_id") or "",
        )
        for ent in objects(row, "ents", where)
    ]
    quads = []
    for quad in objects(row, "quads", where):
        spans = (
            inside(span_offsets(quad, f"{side}_start", f"{side}_end", where), record) for side in ("aspect", "opinion")
        )
        aspect, opinion = spans
        if quad.get("polarity") not in POLARITIES:
            raise InputError(f"{where}: unknown polarity {quad.get('polarity')!r}; one of {', '.join(POLARITIES)}")
        quads.append(make_quad(aspect, label_of(quad.get("category"), where), opinion, quad["polarity"], quad))
    return AnnotatedReview(record, check_entities(record, ents), tuple(quads))


_QUAD_KEYS: Final = ("category", "polarity", "intensity", "negated", "score", "person", "film", "rules")


@contextmanager
def open_table(output: str | Path) -> Iterator[Write]:
    """Write a file, a row group at a time."""
    pa, parquet = _pyarrow()
    schema = _schema(pa)
    waiting: list[dict[str, Any]] = []
    with open_replacing(output) as stream, parquet.ParquetWriter(stream, schema) as writer:

        def flush() -> None:
            writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

        def write(review: AnnotatedReview) -> None:
            waiting.append(row_of(review))
            if len(waiting) >= ROW_GROUP:
                flush()

        yield write
        if waiting:
            flush()


def read_table(path: Path, _: Labels) -> Iterator[Item]:
    """Read a file, a batch of rows at a time."""
    pa, parquet = _pyarrow()
    try:
        with parquet.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(batch_size=ROW_GROUP):
                for row in batch.to_pylist():
                    number += 1
                    try:
                        yield review_of(row, f"{path}:{number}", f"{path.stem}:{number}")
                    except InputError as err:
                        yield err
    except (OSError, pa.ArrowException) as err:
        raise InputError(f"{path}: no Parquet, or a damaged file: {err}; make it anew") from err


def _schema(pa: Any) -> Any:
    start_end = [("start", pa.int32()), ("end", pa.int32())]
    strings = [(name, pa.string()) for name in ("label", "rule", "kb_id", "text")]
    offsets = [(f"{side}_{end}", pa.int32()) for side in ("aspect", "opinion") for end in ("start", "end")]
    quad = [
        *offsets,
        *((name, pa.string()) for name in ("aspect", "opinion", "category", "polarity")),
        ("intensity", pa.float64()),
        ("negated", pa.bool_()),
        ("score", pa.float64()),
        ("person", pa.string()),
        ("film", pa.string()),
        ("rules", pa.list_(pa.string())),
    ]
    return pa.schema(
        [
            ("id", pa.string()),
            ("text", pa.string()),
            ("ents", pa.list_(pa.struct([*start_end, *strings]))),
            ("quads", pa.list_(pa.struct(quad))),
            ("fields", pa.string()),
        ]
    )


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as err:
        raise CinespanError("Parquet needs pyarrow; run: python -m pip install 'cinespan[parquet]'") from err
    return pyarrow, parquet


PARQUET: Final = Format("parquet", read_table, open_table, "whether an id was a number")
