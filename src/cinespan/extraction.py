"""The main job: reviews in, what they name and praise out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from cinespan.doc_data import opinions_of
from cinespan.errors import InputError, OutputError
from cinespan.labels import NEGATIVE, POSITIVE
from cinespan.markup import mask_markup
from cinespan.readers import OnError, read_records
from cinespan.records import Record
from cinespan.writers import open_output


@dataclass
class Summary:
    """What an extraction read and found."""

    read: int = 0
    skipped: int = 0
    repeated_ids: int = 0
    """Records whose id an earlier one had; they are kept, but outputs can not be joined by id."""
    entities: Counter[str] = field(default_factory=Counter)
    praised: Counter[str] = field(default_factory=Counter)
    panned: Counter[str] = field(default_factory=Counter)

    def add(self, doc: Doc) -> None:
        """Count one review."""
        self.read += 1
        self.entities.update(ent.label_ for ent in doc.ents)
        for quad in opinions_of(doc):
            if quad["polarity"] == POSITIVE:
                self.praised[quad["category"]] += 1
            elif quad["polarity"] == NEGATIVE:
                self.panned[quad["category"]] += 1


def extract(
    inputs: Iterable[str | Path],
    output: str | Path,
    nlp: Language,
    *,
    text_field: str = "text",
    id_field: str = "id",
    batch_size: int = 64,
    on_error: OnError | None = None,
    on_record: Callable[[Record], None] = lambda _: None,
) -> Summary:
    """Read reviews, find what they name and judge, and write it.

    Args:
        inputs: see `readers.read_records`.
        output: see `writers.open_output`; passed over where it lies in a folder of the inputs.
        nlp: a pipeline of `cinespan.load`.
        text_field: the field of a record that holds the text.
        id_field: the field of a record that holds the id.
        batch_size: how many reviews the pipeline takes at a time.
        on_error: is called with what is wrong with a record, which is then left out; None raises it.
        on_record: is called with each record that was written.

    Returns:
        The counts.

    Raises:
        InputError: an input is missing or of an unknown kind; no record at all could be read; without `on_error`, a
            record is bad or repeats an id.
        OutputError: the output can not be written, or is one of the inputs.
    """
    inputs = list(inputs)
    summary = Summary()

    def skip(err: InputError) -> None:
        if on_error is None:
            raise err
        summary.skipped += 1
        on_error(err)

    if any(Path(given).is_file() and Path(given).resolve() == Path(output).resolve() for given in inputs):
        raise OutputError(f"{output}: this is one of the inputs; write somewhere else")
    records = read_records(inputs, text_field=text_field, id_field=id_field, but=Path(output), on_error=skip)
    if on_error is None:
        records = _unrepeated(records)
    seen: set[int] = set()
    with open_output(output) as writer:
        for record, doc in annotate(records, nlp, batch_size=batch_size, on_error=skip):
            writer.write(record, doc)
            summary.add(doc)
            # hashes, since the ids themselves of a long stream would fill the memory
            summary.repeated_ids += _id_hash(record) in seen
            seen.add(_id_hash(record))
            on_record(record)
        if not summary.read:
            raise InputError("no record could be read, so nothing was written; see the messages above")
    return summary


def annotate(
    records: Iterable[Record], nlp: Language, *, batch_size: int = 64, on_error: OnError | None = None
) -> Iterator[tuple[Record, Doc]]:
    """Run the pipeline over records, in constant memory.

    Args:
        records: the reviews. The pipeline reads them without their markup, see `markup.mask_markup`.
        nlp: a pipeline of `cinespan.load`.
        batch_size: how many reviews the pipeline takes at a time.
        on_error: is called for a text that is longer than `nlp.max_length`; None raises it.

    Yields:
        Each record and its `Doc`, whose offsets are those of `record.text`.
    """
    texts = ((mask_markup(record.text), record) for record in _short_enough(records, nlp.max_length, on_error))
    for doc, record in nlp.pipe(texts, as_tuples=True, batch_size=batch_size):
        yield record, doc


def _short_enough(records: Iterable[Record], limit: int, on_error: OnError | None) -> Iterator[Record]:
    for record in records:
        if len(record.text) <= limit:
            yield record
            continue
        found = f"the text has {len(record.text):,} characters, and the pipeline takes {limit:,}"
        err = InputError(f"{record.source or record.id}: {found}; split it")
        if on_error is None:
            raise err
        on_error(err)


def _unrepeated(records: Iterable[Record]) -> Iterator[Record]:
    seen: set[int] = set()
    for record in records:
        if _id_hash(record) in seen:
            raise InputError(f"{record.source}: the id {record.id!r} came before; give each record an id of its own")
        seen.add(_id_hash(record))
        yield record


def _id_hash(record: Record) -> int:
    # of the string, as small numbers can share a hash: hash(-1) == hash(-2)
    return hash(str(record.id))
