from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from cinespan.components.rule_pipe import MAX_BATCH, BatchPipe
from cinespan.errors import RuleError
from markup_sentences import write_quads

ZORB = {"label": "positive", "pattern": "zorbful", "pos": "ADJ", "intensity": 0.5, "id": "my.zorbful"}
TEXT = "The score is zorbful."
FOUND = ["score | zorbful | SCORE+"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "opinions.jsonl").write_text(json.dumps(ZORB))
    return tmp_path


def blank(**config: object) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_opinions", config=config)
    return nlp


def test_rules_come_from_initialize(folder: Path) -> None:
    nlp = blank()
    nlp.config["initialize"]["components"]["film_opinions"] = {"patterns": str(folder)}

    before = write_quads(nlp(TEXT))
    nlp.initialize()

    assert (before, write_quads(nlp(TEXT))) == ([], FOUND)


def test_initialize_without_a_folder_leaves_the_rules(folder: Path) -> None:
    nlp = blank(patterns=str(folder))

    nlp.initialize()

    assert write_quads(nlp(TEXT)) == FOUND


def test_a_film_person_may_edit_what_was_saved(tmp_path: Path) -> None:
    nlp = blank()
    nlp.to_disk(tmp_path / "saved")
    saved = tmp_path / "saved" / "film_opinions" / "opinions.jsonl"
    saved.write_text(saved.read_text() + json.dumps(ZORB) + "\n")

    assert write_quads(spacy.load(tmp_path / "saved")(TEXT)) == FOUND


def test_a_wrong_edit_of_what_was_saved_is_named(tmp_path: Path) -> None:
    nlp = blank()
    nlp.to_disk(tmp_path / "saved")
    saved = tmp_path / "saved" / "film_opinions" / "opinions.jsonl"
    saved.write_text(json.dumps({**ZORB, "label": "good"}) + "\n")

    with pytest.raises(RuleError, match=r"opinions\.jsonl:1: unknown label 'good'"):
        spacy.load(tmp_path / "saved")


def test_a_component_saves_the_files_that_it_uses(tmp_path: Path) -> None:
    blank().to_disk(tmp_path)

    assert {path.name for path in (tmp_path / "film_opinions").iterdir()} == {
        "labels.jsonl",
        "names.jsonl",
        "grammar.jsonl",
        "aspects.jsonl",
        "opinions.jsonl",
        "modifiers.jsonl",
        "weights.jsonl",
    }


def test_a_missing_folder_is_refused_at_the_first_use(tmp_path: Path) -> None:
    nlp = blank(patterns=str(tmp_path / "nowhere"))

    with pytest.raises(RuleError, match="nowhere: no such folder of patterns"):
        nlp(TEXT)


def test_a_bad_row_is_refused_when_the_component_is_added(folder: Path) -> None:
    (folder / "opinions.jsonl").write_text("{}")

    with pytest.raises(RuleError, match=r"opinions\.jsonl:1: the key 'id' is missing"):
        blank(patterns=str(folder))


def test_pipe_gives_what_calls_give(nlp: Language) -> None:
    """Batches change nothing, whether the last one is full or not, and whatever batch size is asked for."""
    texts = [
        f"Ann Lee plays Mia Stone in Night Train {n}, and the score is stunning." for n in range(2 * MAX_BATCH + 3)
    ]
    alone = [nlp(text).to_json() for text in texts]

    assert [doc.to_json() for doc in nlp.pipe(texts)] == alone
    assert [doc.to_json() for doc in nlp.pipe(texts, batch_size=5)] == alone


def test_pipe_hands_a_failure_to_the_error_handler_and_goes_on() -> None:
    """The documents of the same batch come out, in order."""

    class Refusing(BatchPipe):
        name = "refusing"

        def __call__(self, doc: Doc) -> Doc:
            if doc.text == "bad":
                raise ValueError("no")
            return doc

    failed: list[tuple[str, list[str]]] = []
    vocab, pipe = Vocab(), Refusing()
    pipe.set_error_handler(lambda name, proc, docs, err: failed.append((name, [doc.text for doc in docs])))
    docs = [Doc(vocab, words=[word], spaces=[False]) for word in ("one", "bad", "two")]

    assert [doc.text for doc in pipe.pipe(docs)] == ["one", "two"]
    assert failed == [("refusing", ["bad"])]
