from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin, Span

from cinespan.errors import InputError
from cinespan.extraction import extract
from cinespan.predictions import Prediction, predicted_by, predicted_in, read_predictions
from cinespan.records import Record

TEXT = "Harbour Lights &amp; its score: superb."
QUAD = {"aspect": [4, 9], "category": "SCORE", "opinion": [13, 19], "polarity": "positive"}


def test_corpus_and_jsonl_of_the_same_reviews_read_alike(nlp: Language, tmp_path: Path) -> None:
    source = tmp_path / "reviews.jsonl"
    rows = [{"id": 7, "text": TEXT}, {"id": "b", "text": "Orla Fennimore is superb, the score is dull."}]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    for name in ("out.spacy", "out.jsonl", "out.jsonl.gz"):
        extract([source], tmp_path / name, nlp)

    corpus, plain, packed = (list(read_predictions(tmp_path / f"out.{end}")) for end in ("spacy", "jsonl", "jsonl.gz"))

    assert [(review.id, review.text) for review in corpus] == [("7", TEXT), ("b", rows[1]["text"])]
    assert corpus[1].aspects == ((0, 14, "PERFORMANCES"), (30, 35, "SCORE"))
    for ours, theirs in zip(corpus, plain, strict=True):
        assert (ours.id, ours.text, ours.entities, ours.aspects) == (
            theirs.id,
            theirs.text,
            theirs.entities,
            theirs.aspects,
        )
        assert [list(quad["rules"]) for quad in ours.quads or ()] == [quad["rules"] for quad in theirs.quads or ()]
    assert plain == packed


def test_a_doc_from_elsewhere_has_what_it_has() -> None:
    doc = spacy.blank("en")("The score is superb.")
    assert predicted_in(doc) == Prediction(None, doc.text, None, None, None)

    doc.set_ents([Span(doc, 1, 2, label="FILM")])
    doc.spans["aspects"] = [Span(doc, 1, 2, label="SCORE")]
    assert predicted_in(doc) == Prediction(None, doc.text, {(4, 9, "FILM"): ""}, None, ((4, 9, "SCORE"),))


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({}, (None, None, None)),
        ({"ents": []}, ({}, None, None)),
        (
            {"ents": [{"start": 4, "end": 9, "label": "X", "rule": "r"}], "quads": [QUAD]},
            ({(4, 9, "X"): "r"}, ({**QUAD, "rules": []},), ((4, 9, "SCORE"),)),
        ),
    ],
)
def test_a_record_may_bring_either_or_neither(meta: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert predicted_by(Record("a", "The score is superb.", "f:1", meta)) == Prediction(
        "a", "The score is superb.", *expected
    )


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        ({"ents": [{"start": 0, "end": 99, "label": "X"}]}, "f:1: an entity from 0 to 99"),
        ({"ents": [{"start": 0, "end": 3}]}, "f:1: the label None is no string"),
        ({"quads": [{**QUAD, "opinion": [3]}]}, "f:1: an opinion has no start and end"),
        ({"quads": [{**QUAD, "polarity": "good"}]}, "f:1: unknown polarity 'good'"),
        ({"quads": [{**QUAD, "rules": "score"}]}, "f:1: 'rules' holds 'score'"),
        ({"quads": [{**QUAD, "category": None}]}, "f:1: the category None is no string"),
        ({"quads": {}}, "f:1: gold needs 'quads'"),
    ],
)
def test_bad_annotation_is_refused(meta: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        predicted_by(Record("a", "The score is superb.", "f:1", meta))


def test_a_bad_line_is_reported_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('{"text": "One.", "ents": 1}\n{"text": "Two.", "ents": []}\n')
    problems: list[InputError] = []

    assert [review.text for review in read_predictions(path, on_error=problems.append)] == ["Two."]
    assert [str(problem).split(": ")[0] for problem in problems] == [f"{path}:1"]
    with pytest.raises(InputError):
        list(read_predictions(path))


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.spacy").write_bytes(b"no DocBin")
    DocBin().to_disk(tmp_path / "empty.spacy")

    with pytest.raises(InputError, match="no DocBin"):
        list(read_predictions(tmp_path / "broken.spacy"))
    with pytest.raises(InputError, match="can not tell what it holds"):
        read_predictions(tmp_path / "table.csv")
    assert list(read_predictions(tmp_path / "empty.spacy")) == []
