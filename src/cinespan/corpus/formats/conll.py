"""CoNLL-2003: a token a line with its part of speech, its chunk and its entity tag.

The form is that of Tjong Kim Sang and De Meulder, "Introduction to the CoNLL-2003 Shared Task" (2003), with the tags in
IOB2, where every entity begins with `B-`, as most tools want it; IOB1, as the task itself had it, is read too. A line
`-DOCSTART- -X- O O` begins a document and an empty line ends a sentence. There is no place for the text between the
tokens, for ids or for quadruples.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cinespan.corpus.annotated import AnnotatedReview, Entity, doc_maker
from cinespan.corpus.formats.protocol import Format, Item, Labels, Write
from cinespan.errors import InputError
from cinespan.inputs import InputFile, open_input, read_lines
from cinespan.markup import mask_markup
from cinespan.records import Record
from cinespan.writers import open_replacing

DOCUMENT: Final = "-DOCSTART-"
_BEGIN: Final = f"{DOCUMENT} -X- O O\n"
_NO_TAG: Final = "-X-"
_NO_CHUNK: Final = "O"
_OUTSIDE: Final = "O"


def document_lines(review: AnnotatedReview) -> Iterator[str]:
    """Give the lines of a review; tokens of white space alone are left out, since columns can not hold them."""
    if review.tokens is None:
        review = AnnotatedReview.of(doc_maker()(review))
    # as the pipeline read it: markup is white space
    text = mask_markup(review.record.text)
    starts = {entity.start: entity for entity in review.entities}
    sentences = set(review.sentences)
    inside: Entity | None = None
    begun = open_sentence = False
    yield _BEGIN
    yield "\n"
    for number, (start, end) in enumerate(review.tokens or ()):
        if number in sentences and open_sentence:
            yield "\n"
            open_sentence = False
        if start in starts:
            inside, begun = starts[start], False
        if inside is not None and start >= inside.end:
            inside = None
        words = text[start:end].split()
        if not words:
            continue
        tag = _OUTSIDE if inside is None else f"{'I' if begun else 'B'}-{inside.label}"
        begun = True
        # as a token it would begin a document
        word = "_".join(words) if words != [DOCUMENT] else DOCUMENT.strip("-")
        yield f"{word} {review.tags[number] if review.tags and review.tags[number] else _NO_TAG} {_NO_CHUNK} {tag}\n"
        open_sentence = True
    if open_sentence:
        yield "\n"


@contextmanager
def open_documents(output: str | Path) -> Iterator[Write]:
    """Write a file."""
    with open_replacing(output) as stream:
        yield lambda review: stream.writelines(line.encode() for line in document_lines(review))


def read_documents(path: Path, _: Labels) -> Iterator[Item]:
    """Read a file, a document at a time; in one without `-DOCSTART-`, a sentence is a document."""
    file = InputFile(path, "conll", path.stem)
    with open_input(file) as stream:
        document = _Document(file, 1)
        whole = False
        for number, raw in read_lines(file, stream):
            columns = document.columns(number, raw)
            if columns[:1] == [DOCUMENT]:
                whole = True
                yield from document.finish()
                document = _Document(file, number)
            elif columns:
                document.add(number, columns)
            elif whole:
                document.end_sentence()
            else:
                yield from document.finish()
                document = _Document(file, number + 1)
        yield from document.finish()


class _Document:
    """A document while its lines are read; the first thing that is wrong with it is kept."""

    def __init__(self, file: InputFile, line: int) -> None:
        self.file, self.line = file, line
        self.words: list[str] = []
        self.tags: list[str] = []
        self.sentences: list[int] = []
        self.entities: list[tuple[int, int, str]] = []
        """First token, last token, label."""
        self.before = _OUTSIDE
        self.error: InputError | None = None
        self.new_sentence = True

    def columns(self, number: int, raw: bytes | None) -> list[str]:
        """Give the columns of a line; none where it is empty or can not be read."""
        try:
            if raw is None:
                raise ValueError("the line is too long")
            return raw.decode("utf-8").split()
        except ValueError as err:
            found = "not UTF-8; save the file as UTF-8" if isinstance(err, UnicodeDecodeError) else str(err)
            self.error = self.error or InputError(f"{self.file.name}:{number}: {found}")
            return []

    def add(self, number: int, columns: list[str]) -> None:
        """Take a token."""
        place, _, label = columns[-1].partition("-")
        if len(columns) < 2 or place not in ("B", "I", "O") or (place == "O") == bool(label):
            found = f"no IOB tag in the last column of {' '.join(columns)!r}; write O, B-LABEL or I-LABEL"
            self.error = self.error or InputError(f"{self.file.name}:{number}: {found}")
            return
        if self.new_sentence:
            self.sentences.append(len(self.words))
            self.new_sentence = False
        if place == "I" and self.before == label:
            self.entities[-1] = (self.entities[-1][0], len(self.words), label)
        elif label:
            self.entities.append((len(self.words), len(self.words), label))
        self.before = label or _OUTSIDE
        self.words.append(columns[0])
        self.tags.append("" if len(columns) < 3 or columns[1] == _NO_TAG else columns[1])

    def end_sentence(self) -> None:
        """Let the next token begin a sentence, and no entity run on into it."""
        self.new_sentence = True
        self.before = _OUTSIDE

    def finish(self) -> Iterator[Item]:
        """Give the document, its words with a space between them; nothing where it has none."""
        if self.error is not None:
            yield self.error
        elif self.words:
            tokens, at = [], 0
            for word in self.words:
                tokens.append((at, at + len(word)))
                at += len(word) + 1
            where, default_id = f"{self.file.name}:{self.line}", f"{self.file.stem}:{self.line}"
            ents = (Entity(tokens[first][0], tokens[last][1], label) for first, last, label in self.entities)
            yield AnnotatedReview(
                Record(default_id, " ".join(self.words), where),
                tuple(ents),
                (),
                tuple(tokens),
                tuple(self.sentences),
                tuple(self.tags) if any(self.tags) else (),
            )


CONLL: Final = Format(
    "conll", read_documents, open_documents, "quadruples, ids, fields, the rules behind entities, and white space"
)
