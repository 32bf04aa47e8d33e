"""spaCy: a `.spacy` file or a folder of shards, read and written as annotated reviews."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cinespan.corpus.annotated import AnnotatedReview, DocMaker
from cinespan.corpus.formats.protocol import Format, Item, Labels, Write
from cinespan.corpus.shards import open_corpus, read_docs
from cinespan.writers import CORPUS_ATTRIBUTES


def read_corpus(path: Path, _: Labels) -> Iterator[Item]:
    """Read a corpus, holding one file of it at a time."""
    for number, doc in enumerate(read_docs(path), start=1):
        yield AnnotatedReview.of(doc, f"{path.stem}:{number}")


@contextmanager
def open_as_corpus(output: str | Path) -> Iterator[Write]:
    """Write a corpus, with part-of-speech tags where a format brings them."""
    make_doc = DocMaker()
    with open_corpus(output, attributes=(*CORPUS_ATTRIBUTES, "TAG")) as add:
        yield lambda review: add(make_doc(review))


SPACY: Final = Format("spacy", read_corpus, open_as_corpus)
