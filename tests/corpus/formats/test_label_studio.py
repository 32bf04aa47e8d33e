from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sample_reviews import TEXT, contents, errors, make_bare_review, make_review, read, span_of, write

from cinespan.corpus.annotated import Entity
from cinespan.corpus.formats.label_studio import LABEL_STUDIO

RESULT: list[dict[str, Any]] = [
    {"id": "a1", "type": "labels", "value": {"start": 6, "end": 9, "text": "Ana", "labels": ["ACTOR"]}},
    {"id": "b2", "type": "choices", "value": {"choices": ["good"]}},
]


def test_file_is_as_label_studio_documents_it(tmp_path: Path) -> None:
    path = write(LABEL_STUDIO, tmp_path / "x.json", make_review(), make_bare_review())

    first, second = json.loads(path.read_text(encoding="utf-8"))

    assert first["data"]["text"] == TEXT
    (prediction,) = first["predictions"]
    assert prediction["model_version"].startswith("cinespan ")
    regions, relations = prediction["result"][:6], prediction["result"][6:]
    marks = [
        (*span_of(TEXT, "Harbour\nLights"), "FILM"),
        (*span_of(TEXT, "Ana Lind"), "DIRECTOR"),
        (*span_of(TEXT, "score"), "SCORE"),
        (*span_of(TEXT, "pacing"), "PACING"),
        (*span_of(TEXT, "superb"), "positive"),
        (*span_of(TEXT, "superb", 1), "negative"),
    ]
    assert regions == [
        {
            "id": f"r{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]},
        }
        for number, (start, end, label) in enumerate(marks)
    ]
    assert relations == [
        {"type": "relation", "from_id": f"r{a}", "to_id": f"r{b}", "direction": "right", "labels": ["judged_by"]}
        for a, b in ((2, 4), (3, 5))
    ]
    assert second["predictions"][0]["result"] == []


def write_tasks(path: Path, *tasks: Any) -> Path:
    path.write_text(json.dumps(tasks, indent=1), encoding="utf-8")
    return path


def test_annotation_counts_more_than_prediction_and_cancelled_ones_do_not(tmp_path: Path) -> None:
    task = {
        "id": 12,
        "data": {"text": "Hello Ana", "stars": 3},
        "annotations": [{"was_cancelled": True, "result": []}, {"was_cancelled": False, "result": RESULT}],
        "predictions": [{"result": []}],
    }

    found = read(LABEL_STUDIO, write_tasks(tmp_path / "x.json", task))

    assert contents(*found) == [(12, "Hello Ana", {"stars": 3}, (Entity(6, 9, "ACTOR"),), ())]


def test_task_without_annotation_is_a_review(tmp_path: Path) -> None:
    found = read(LABEL_STUDIO, write_tasks(tmp_path / "x.json", {"data": {"text": "Hello"}}))

    assert contents(*found) == [("x:2", "Hello", {}, (), ())]


@pytest.mark.parametrize(
    ("task", "wrong"),
    [
        (7, "a task is an object with 'data'"),
        ({"text": "a"}, "a task is an object with 'data'"),
        ({"data": {"text": ""}}, "the text is empty"),
        ({"data": {"text": "a"}, "annotations": 3}, "'annotations' is no list of objects"),
        (
            {"data": {"text": "a"}, "predictions": [{"result": [{"type": "relation", "from_id": "x", "to_id": "y"}]}]},
            "a relation goes to the region 'x', which is not there",
        ),
        (
            {"data": {"text": "a"}, "predictions": [{"result": [{"type": "labels", "value": {"labels": ["A", "B"]}}]}]},
            "give it one",
        ),
    ],
)
def test_bad_task_is_named_by_its_line_and_the_others_are_read(tmp_path: Path, task: Any, wrong: str) -> None:
    path = tmp_path / "x.json"
    good = json.dumps({"data": {"text": "Hello"}})
    path.write_text(f"[\n{good},\n{json.dumps(task)},\n{good}]")

    (error,) = errors(LABEL_STUDIO, path)
    assert error.startswith(f"{path}:3: ")
    assert wrong in error
    assert [item[0] for item in contents(*read(LABEL_STUDIO, path)[::2])] == ["x:2", "x:4"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('{"data": 1}', ":1: no JSON list of tasks"),
        ("", ":1: no JSON list of tasks"),
        ('[\n{"data": {"text": "a"}},\n{"data"', ":3: broken JSON from here on"),
        ('[\n{"data": {"text": "a"}}\n', ":3: the list of tasks breaks off here"),
    ],
)
def test_broken_file_is_refused(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)

    with pytest.raises(Exception, match=wrong):
        read(LABEL_STUDIO, path)
