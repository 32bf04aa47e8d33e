"""The main job: reviews in, what they name and praise out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from cinespan.doc_data import credits_of, knows_film, opinions_of
from cinespan.errors import InputError, OutputError
from cinespan.garbage import garbage_sought_in_new_objects
from cinespan.labels import NEGATIVE, POSITIVE
from cinespan.markup import mask_markup
from cinespan.quantities import counted
from cinespan.readers import OnError, read_records
from cinespan.records import Record
from cinespan.writers import open_output


@dataclass
class Summary:
    """What an extraction read and found."""

    read: int = 0
    skipped: int = 0
    tokens: int = 0
    repeated_ids: int = 0
    """Records whose id an earlier one had; they are kept, but outputs can not be joined by id."""
    unknown_films: int = 0
    """Records that name their film by an id alone, whose credits nobody gave."""
    entities: Counter[str] = field(default_factory=Counter)
    praised: Counter[str] = field(default_factory=Counter)
    panned: Counter[str] = field(default_factory=Counter)

    def add(self, doc: Doc) -> None:
        """Count one review."""
        self.read += 1
        self.tokens += len(doc)
        self.unknown_films += credits_of(doc) is not None and not knows_film(doc)
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
    summary = Summary()
    records = checked_records(
        inputs,
        Path(output),
        summary,
        max_length=nlp.max_length,
        text_field=text_field,
        id_field=id_field,
        on_error=on_error,
    )
    with open_output(output) as writer, garbage_sought_in_new_objects():
        for record, doc in annotate(records, nlp, batch_size=batch_size):
            writer.write(record, doc)
            summary.add(doc)
            on_record(record)
        if not summary.read:
            raise InputError("no record could be read, so nothing was written; see the messages above")
    return summary


def checked_records(
    inputs: Iterable[str | Path],
    output: Path,
    summary: Summary,
    *,
    max_length: int,
    text_field: str = "text",
    id_field: str = "id",
    on_error: OnError | None = None,
) -> Iterator[Record]:
    """Read the records that a pipeline can work on, and count those that are left out.

    Args:
        inputs: see `readers.read_records`.
        output: a file or folder to pass over in folders of the inputs.
        summary: gets the counts of records that were skipped and of ids that came twice.
        max_length: the longest text that is worked on, in characters.
        text_field: the field of a record that holds the text.
        id_field: the field of a record that holds the id.
        on_error: is called with what is wrong with a record, which is then left out; None raises it.

    Returns:
        An iterator of the records.

    Raises:
        InputError: an input is missing or of an unknown kind (at once); without `on_error`, a record is bad or repeats
            an id.
        OutputError: the output is one of the inputs (at once).
    """
    inputs = list(inputs)

    def skip(err: InputError) -> None:
        if on_error is None:
            raise err
        summary.skipped += 1
        on_error(err)

    if any(Path(given).exists() and Path(given).resolve() == output.resolve() for given in inputs):
        raise OutputError(f"{output}: this is one of the inputs; write somewhere else")
    records = read_records(inputs, text_field=text_field, id_field=id_field, but=output, on_error=skip)
    return _with_known_ids(_short_enough(records, max_length, skip), summary, strict=on_error is None)


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
        found = f"the text has {counted(len(record.text), 'character')}, and the pipeline takes {limit:,}"
        err = InputError(f"{record.source or record.id}: {found}; split it")
        if on_error is None:
            raise err
        on_error(err)


def _with_known_ids(records: Iterable[Record], summary: Summary, *, strict: bool) -> Iterator[Record]:
    """Count the ids that come again, or refuse them."""
    # hashes, since the ids themselves of a long stream would fill the memory
    seen: set[int] = set()
    for record in records:
        # of the string, as small numbers can share a hash: hash(-1) == hash(-2)
        key = hash(str(record.id))
        if key in seen:
            if strict:
                raise InputError(
                    f"{record.source}: the id {record.id!r} came before; give each record an id of its own"
                )
            summary.repeated_ids += 1
        seen.add(key)
        yield record
