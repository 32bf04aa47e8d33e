from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_reviews import LABELS, TEXT, contents, errors, make_review, read, span_of

from cinespan.corpus.annotated import Entity, make_quad
from cinespan.corpus.formats.doccano import DOCCANO, make_example, read_example


def test_example_is_as_doccano_documents_it() -> None:
    example = make_example(make_review())

    marks = [
        (*span_of(TEXT, "Harbour\nLights"), "FILM"),
        (*span_of(TEXT, "Ana Lind"), "DIRECTOR"),
        (*span_of(TEXT, "score"), "SCORE"),
        (*span_of(TEXT, "pacing"), "PACING"),
        (*span_of(TEXT, "superb"), "positive"),
        (*span_of(TEXT, "superb", 1), "negative"),
    ]
    assert {key: value for key, value in example.items() if key != "cinespan"} == {
        "text": TEXT,
        "entities": [
            {"id": number, "label": label, "start_offset": start, "end_offset": end}
            for number, (start, end, label) in enumerate(marks)
        ],
        "relations": [
            {"id": 0, "from_id": 2, "to_id": 4, "type": "judged_by"},
            {"id": 1, "from_id": 3, "to_id": 5, "type": "judged_by"},
        ],
    }


def test_export_of_doccano_is_read() -> None:
    # ids of the database, meta fields beside them
    example = {
        "id": 812,
        "text": "great score, Ana",
        "entities": [
            {"id": 31, "label": "positive", "start_offset": 0, "end_offset": 5},
            {"id": 30, "label": "SCORE", "start_offset": 6, "end_offset": 11},
            {"id": 40, "label": "ACTOR", "start_offset": 13, "end_offset": 16},
        ],
        "relations": [{"id": 9, "from_id": 31, "to_id": 30, "type": "anything"}],
        "Comments": ["sure?"],
        "stars": 5,
    }

    review = read_example(example, "f:1", "f:1", LABELS)

    quad = make_quad((6, 11), "SCORE", (0, 5), "positive")
    assert contents(review) == [(812, "great score, Ana", {"stars": 5}, (Entity(13, 16, "ACTOR"),), (quad,))]


@pytest.mark.parametrize("key", ["label", "labels"])
def test_older_form_is_read(key: str) -> None:
    review = read_example({"text": "Hello 🎬 Ana", key: [[8, 11, "ACTOR"]]}, "f:1", "f:1", LABELS)

    assert contents(review) == [("f:1", "Hello 🎬 Ana", {}, (Entity(8, 11, "ACTOR"),), ())]


@pytest.mark.parametrize(
    ("example", "wrong"),
    [
        ({"text": 3}, "the field 'text' is a number"),
        ({"text": "a", "label": ["good"]}, "a label is no [start, end, label]"),
        ({"text": "a", "label": [[0, "1", "FILM"]]}, "no whole numbers 'start' and 'end'"),
        ({"text": "a", "relations": [{"from_id": 1, "to_id": 2}]}, "a relation goes to the entity 1"),
        ({"text": "a", "entities": [{"start_offset": 0, "end_offset": 1, "label": "negative"}]}, "is not linked"),
    ],
)
def test_bad_example_is_named(tmp_path: Path, example: object, wrong: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(example))

    (error,) = errors(DOCCANO, path)
    assert error.startswith(f"{path}:1: ")
    assert wrong in error
    assert len(read(DOCCANO, path)) == 1
