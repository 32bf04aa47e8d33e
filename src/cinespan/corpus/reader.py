"""The corpus reader for training configs: our corpora as spaCy's `Example`s.

The entry point in `pyproject.toml` registers it as `cinespan.corpus.v1`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Corpus, Example
from spacy.vocab import Vocab

from cinespan.corpus.shards import corpus_files, read_docs
from cinespan.labels import ASPECTS_KEY


class ReviewCorpus(Corpus):
    """spaCy's corpus, reading what `extract` and `corpus split` write, with their checks."""

    def read_docbin(self, vocab: Vocab, _: Iterable[str | Path]) -> Iterator[Doc]:
        """Read the reference documents.

        Args:
            vocab: the vocabulary of the documents.

        Yields:
            The documents that have tokens, up to the limit, each with a span group for aspect terms.
        """
        docs = (doc for doc in read_docs(self.path, vocab) if len(doc))
        for doc in islice(docs, self.limit or None):
            # the span categorizer takes a missing group for an error, and not for a review that judges nothing
            if ASPECTS_KEY not in doc.spans:
                doc.spans[ASPECTS_KEY] = []
            yield doc


def make_corpus_reader(
    path: Path,
    limit: int = 0,
    augmenter: Callable[[Language, Example], Iterable[Example]] | None = None,
) -> Callable[[Language], Iterable[Example]]:
    """Make the reader that `[corpora.train]` and `[corpora.dev]` of a config name.

    Args:
        path: a `.spacy` file or a folder of shards.
        limit: read so many documents; 0 reads all.
        augmenter: changes or multiplies the examples, see spaCy's `training.augmenters`.

    Returns:
        A function of a pipeline that gives the examples. The predicted side is the text as the pipeline's own
        tokenizer cuts it; the reference side has the entities, and the aspect terms in `doc.spans["aspects"]`.

    Raises:
        InputError: there is no finished corpus at the path; the message says what is there.
    """
    corpus_files(path)
    options: dict[str, Any] = {"limit": limit, "augmenter": augmenter}
    return ReviewCorpus(path, **options)
