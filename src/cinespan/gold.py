"""Gold files: reviews with what a person found in them, checked, and as spaCy's `Example`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from cinespan.credits import Credits
from cinespan.doc_data import credits_of, set_credits, set_opinions
from cinespan.errors import InputError
from cinespan.labels import POLARITIES
from cinespan.markup import mask_markup
from cinespan.readers import OnError, read_records
from cinespan.records import Record
from cinespan.scoring import Annotations

_PIECES = re.compile(r"\w+|[^\w\s]|\s")


@dataclass(frozen=True)
class GoldReview:
    """A review and its gold annotation."""

    record: Record
    annotations: Annotations

    @property
    def credits(self) -> Credits | None:
        """The credits that came with the review, which the pipeline reads."""
        return self.record.credits


def read_gold(
    path: str | Path,
    *,
    entity_labels: Collection[str],
    categories: Collection[str],
    on_error: OnError | None = None,
) -> Iterator[GoldReview]:
    """Read a gold file: `id`, `text`, `ents` and `quads` a line, offsets in characters, end exclusive.

    Args:
        path: the JSONL file.
        entity_labels: the labels that an entity may have.
        categories: the aspect categories that there are.
        on_error: is called with the error of each bad line; None raises the first.

    Yields:
        The reviews.

    Raises:
        InputError: the file is missing; without `on_error`, a line is bad; the message names `file:line`.
    """
    for record in read_records([path], on_error=on_error):
        try:
            review = make_gold(record, entity_labels, categories)
        except InputError as err:
            if on_error is None:
                raise
            on_error(err)
            continue
        yield review


def make_gold(record: Record, entity_labels: Collection[str], categories: Collection[str]) -> GoldReview:
    """Check the gold annotation that a record brings.

    Raises:
        InputError: `ents` or `quads` is missing, or something in them is wrong.
    """
    entities = list(_entities(record, entity_labels))
    quads = tuple(_quads(record, categories))
    return GoldReview(record, Annotations(frozenset(entities), quads))


def make_example(predicted: Doc, gold: GoldReview) -> Example:
    """Set a prediction beside its gold.

    Args:
        predicted: a `Doc` of the same text, by any tokenizer, before or after the pipeline.
        gold: the gold annotation.

    Returns:
        The example, to score or to hand to `nlp.evaluate`; the prediction carries the credits of the review.
    """
    if gold.credits is not None and credits_of(predicted) is None:
        set_credits(predicted, gold.credits.to_dict())
    return Example(predicted, make_reference(predicted.vocab, gold))


def make_reference(vocab: Vocab, gold: GoldReview) -> Doc:
    """Make the `Doc` of a gold annotation, its tokens cut at every boundary that the gold has."""
    text = mask_markup(gold.record.text)
    starts = {start for start, _, _ in gold.annotations.entities}
    ends = {end for _, end, _ in gold.annotations.entities}
    words, spaces = cut_words(text, {match.start() for match in _PIECES.finditer(text)}, starts, ends)
    doc = Doc(vocab, words=words, spaces=spaces)
    doc.set_ents([_span(doc, *entity) for entity in sorted(gold.annotations.entities)], default="outside")
    set_opinions(doc, gold.annotations.quads)
    return doc


def cut_words(text: str, cuts: Set[int], starts: Set[int], ends: Set[int]) -> tuple[list[str], list[bool]]:
    """Cut a text into words so that no annotated span begins or ends within one, or in the space behind one.

    Args:
        text: the text.
        cuts: where words begin and end, in characters.
        starts: where annotated spans begin.
        ends: where they end.

    Returns:
        The words, and whether a space follows each, as `Doc` takes them.
    """
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(sorted({0, len(text), *cuts, *starts, *ends})):
        piece = text[start:end]
        if piece == " " and words and not spaces[-1] and start not in starts and end not in ends:
            spaces[-1] = True
        else:
            words.append(piece)
            spaces.append(False)
    return words, spaces


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label)
    if span is None:
        raise AssertionError(f"no token boundary at {start} or {end}, though the text was cut there")
    return span


def _entities(record: Record, labels: Collection[str]) -> Iterator[tuple[int, int, str]]:
    entities = []
    for entity in checked_objects(record, "ents"):
        start, end = checked_span(record, [entity.get("start"), entity.get("end")], "an entity")
        entities.append((start, end, _choice(record, entity, "label", labels)))
    taken_to = 0
    for start, end, label in sorted(entities):
        if start < taken_to:
            raise InputError(f"{record.source}: the entity {record.text[start:end]!r} overlaps another; keep one")
        taken_to = end
        yield start, end, label


def _quads(record: Record, categories: Collection[str]) -> Iterator[dict[str, Any]]:
    for quad in checked_objects(record, "quads"):
        yield {
            "aspect": checked_span(record, quad.get("aspect"), "an aspect"),
            "category": _choice(record, quad, "category", categories),
            "opinion": checked_span(record, quad.get("opinion"), "an opinion"),
            "polarity": _choice(record, quad, "polarity", POLARITIES),
        }


def checked_objects(record: Record, name: str) -> list[Mapping[str, Any]]:
    """Give a field of a record that is a list of objects.

    Raises:
        InputError: it is missing or something else.
    """
    value = record.meta.get(name)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise InputError(f"{record.source}: gold needs {name!r}, a list of objects; write [] where there is nothing")
    return value


def checked_span(record: Record, span: Any, what: str) -> list[int]:
    """Give start and end of a span, in characters of the record's text.

    Raises:
        InputError: it is no such span; the message calls it `what`.
    """
    if not isinstance(span, list) or [type(offset) for offset in span] != [int, int]:
        raise InputError(f"{record.source}: {what} has no start and end; give two whole numbers")
    if not 0 <= span[0] < span[1] <= len(record.text):
        raise InputError(f"{record.source}: {what} from {span[0]} to {span[1]} is not in a text of {len(record.text)}")
    return span


def _choice(record: Record, item: Mapping[str, Any], key: str, allowed: Collection[str]) -> str:
    value = item.get(key)
    if not isinstance(value, str) or value not in allowed:
        raise InputError(f"{record.source}: unknown {key} {value!r}; one of {', '.join(allowed)}")
    return value
