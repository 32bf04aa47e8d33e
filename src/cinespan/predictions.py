"""What some pipeline found in reviews, read back from a corpus or from JSONL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from cinespan.corpus.shards import read_docs
from cinespan.doc_data import has_opinions, opinions_of
from cinespan.errors import InputError
from cinespan.gold import checked_objects, checked_span
from cinespan.labels import ASPECTS_KEY, POLARITIES
from cinespan.readers import OnError, read_records
from cinespan.records import Record
from cinespan.scoring import Quad, Span, aspect_terms
from cinespan.writers import RECORD_KEY


@dataclass(frozen=True)
class Prediction:
    """One review with what was found in it; offsets count characters of `text`."""

    id: str | None
    text: str
    entities: dict[Span, str] | None
    """The entities and the rule of each, which may be empty; None where none were looked for."""
    quads: tuple[Quad, ...] | None
    """None where no quadruples were looked for."""
    aspects: tuple[Span, ...] | None
    """The aspect terms, by the quadruples or, without them, by `doc.spans["aspects"]`; None without either."""


def is_corpus(path: str | Path) -> bool:
    """Tell whether a path is read as a corpus (a `.spacy` file or a folder) and not as JSONL."""
    return Path(path).suffix == ".spacy" or Path(path).is_dir()


def read_predictions(path: str | Path, *, on_error: OnError | None = None) -> Iterator[Prediction]:
    """Read what was found, a file at a time of a corpus, a line at a time of JSONL.

    Args:
        path: a `.spacy` file, a folder of shards, or a `.jsonl` file (also `.gz`) as `cinespan extract` writes it.
        on_error: is called with the error of each bad line of JSONL; None raises the first.

    Returns:
        An iterator of the reviews.

    Raises:
        InputError: it is missing or damaged, or a line is bad and there is no `on_error`.
    """
    if is_corpus(path):
        return map(predicted_in, read_docs(path))
    if not str(path).endswith((".jsonl", ".jsonl.gz")):
        raise InputError(f"{path}: can not tell what it holds; give a .spacy corpus or a .jsonl file")
    return _read_jsonl(path, on_error)


def predicted_in(doc: Doc) -> Prediction:
    """Read what a `Doc` carries."""
    record: Any = doc.user_data.get(RECORD_KEY)
    record = record if isinstance(record, dict) else {}
    entities = {(ent.start_char, ent.end_char, ent.label_): ent.id_ for ent in doc.ents}
    quads = tuple(opinions_of(doc)) if has_opinions(doc) else None
    aspects = None
    if quads is None and ASPECTS_KEY in doc.spans:
        aspects = tuple((span.start_char, span.end_char, span.label_) for span in doc.spans[ASPECTS_KEY])
    return Prediction(
        str(record["id"]) if "id" in record else None,
        record.get("text", doc.text),
        entities if doc.has_annotation("ENT_IOB") else None,
        quads,
        _aspects_of(quads) if aspects is None else aspects,
    )


def _read_jsonl(path: str | Path, on_error: OnError | None) -> Iterator[Prediction]:
    for record in read_records([path], on_error=on_error):
        try:
            if not {"ents", "quads"} & record.meta.keys():
                wrong = "neither 'ents' nor 'quads' in it; give what `cinespan extract` writes"
                raise InputError(f"{record.source}: {wrong}")
            prediction = predicted_by(record)
        except InputError as err:
            if on_error is None:
                raise
            on_error(err)
            continue
        yield prediction


def predicted_by(record: Record) -> Prediction:
    """Read the `ents` and `quads` that a record brings, either of which may be missing.

    Raises:
        InputError: something in them is wrong.
    """
    entities = quads = None
    if "ents" in record.meta:
        entities = {}
        for entity in checked_objects(record, "ents"):
            start, end = checked_span(record, [entity.get("start"), entity.get("end")], "an entity")
            entities[start, end, _string(record, entity.get("label"), "label")] = str(entity.get("rule") or "")
    if "quads" in record.meta:
        quads = tuple(_checked_quad(record, dict(quad)) for quad in checked_objects(record, "quads"))
    return Prediction(str(record.id), record.text, entities, quads, _aspects_of(quads))


def _checked_quad(record: Record, quad: dict[str, Any]) -> Quad:
    for part in ("aspect", "opinion"):
        checked_span(record, quad.get(part), f"an {part}")
    _string(record, quad.get("category"), "category")
    if quad.get("polarity") not in POLARITIES:
        raise InputError(f"{record.source}: unknown polarity {quad.get('polarity')!r}; one of {', '.join(POLARITIES)}")
    rules = quad.get("rules") or []
    if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
        raise InputError(f"{record.source}: 'rules' holds {rules!r:.60}; give a list of strings")
    return {**quad, "rules": rules}


def _string(record: Record, value: Any, key: str) -> str:
    if not isinstance(value, str) or not value:
        raise InputError(f"{record.source}: the {key} {value!r:.60} is no string; give one")
    return value


def _aspects_of(quads: tuple[Quad, ...] | None) -> tuple[Span, ...] | None:
    if quads is None:
        return None
    return tuple(aspect_terms(quads))
