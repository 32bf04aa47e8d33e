from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from cinespan.components.finder_pipe import FinderPipe
from cinespan.components.rule_pipe import RulePipe
from cinespan.rules import RuleSet


class Lengths(RulePipe, FinderPipe[int]):
    """Counts tokens, refuses documents with "bad" in them, and notes the batches."""

    rule_files = ()

    def __init__(self, nlp: Language) -> None:
        self.batches: list[list[str]] = []
        super().__init__(nlp, "lengths")

    def compile_rules(self, rules: RuleSet) -> None:
        pass

    def find_in(self, docs: Sequence[Doc]) -> list[int]:
        self.batches.append([doc.text for doc in docs])
        if any("bad" in doc.text for doc in docs):
            raise ValueError("no")
        return [len(doc) for doc in docs]

    def write(self, doc: Doc, found: int) -> None:
        doc.user_data["length"] = found


@pytest.fixture
def pipe() -> Lengths:
    return Lengths(spacy.blank("en"))


def test_a_batch_is_found_in_at_once_and_written_one_by_one(pipe: Lengths) -> None:
    docs = [pipe.nlp.make_doc(text) for text in ("one", "one two", "one two three")]

    assert [doc.user_data["length"] for doc in pipe.pipe(docs, batch_size=2)] == [1, 2, 3]
    assert pipe.batches == [["one", "one two"], ["one two three"]]


def test_a_document_alone_is_a_batch_of_one(pipe: Lengths) -> None:
    assert pipe(pipe.nlp.make_doc("one two")).user_data["length"] == 2


def test_a_batch_that_fails_is_worked_on_one_by_one(pipe: Lengths) -> None:
    failed: list[tuple[str, list[str]]] = []
    pipe.set_error_handler(lambda name, proc, docs, err: failed.append((name, [doc.text for doc in docs])))
    docs = [pipe.nlp.make_doc(text) for text in ("one", "bad", "one two")]

    assert [doc.user_data["length"] for doc in pipe.pipe(docs)] == [1, 2]
    assert failed == [("lengths", ["bad"])]
    assert pipe.batches == [["one", "bad", "one two"], ["one"], ["bad"], ["one two"]]
