"""Components that find in many documents at once, and then write."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from spacy import util
from spacy.tokens import Doc

from cinespan.components.rule_pipe import MAX_BATCH, BatchPipe

Found = TypeVar("Found")


class FinderPipe(BatchPipe, Generic[Found]):
    """A component that computes for a batch of documents what it then writes into each.

    Each step of the finding goes through the whole batch: what numpy does is done once for all of its tokens, and the
    code and the rules of a step stay in the processor's cache.
    """

    @abstractmethod
    def require_rules(self) -> None:
        """Make sure that there are rules; a `RulePipe` that is given as the first base class does that."""

    @abstractmethod
    def find_in(self, docs: Sequence[Doc]) -> list[Found]:
        """Give what `write` writes into each of these documents, and change none of them."""

    @abstractmethod
    def write(self, doc: Doc, found: Found) -> None:
        """Write into a document what was found in it."""

    def __call__(self, doc: Doc) -> Doc:
        """Apply the component to a document.

        Raises:
            RuleError: the folder of the config is missing and no rules came from elsewhere.
        """
        self.require_rules()
        self.write(doc, self.find_in([doc])[0])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = MAX_BATCH) -> Iterator[Doc]:
        """Apply the component to a stream of documents.

        Args:
            stream: the documents.
            batch_size: how many of them to read before the first is given back, at most `MAX_BATCH`.
        """
        for batch in util.minibatch(stream, min(batch_size, MAX_BATCH)):  # type: ignore[no-untyped-call]
            try:
                self.require_rules()
                found = self.find_in(batch)
            except Exception:
                # one by one, so that those of them that fail are told, and the others are not lost with them
                yield from super().pipe(batch)
                continue
            for doc, of_doc in zip(batch, found, strict=True):
                self.write(doc, of_doc)
            yield from batch
