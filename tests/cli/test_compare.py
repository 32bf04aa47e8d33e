from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runner import Run

QUAD = {"aspect": [4, 9], "category": "SCORE", "opinion": [13, 19], "polarity": "positive"}
GOLD = {"id": "g", "text": "The score is superb.", "ents": [], "quads": [QUAD]}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Give a folder with gold and two sets of predictions."""
    for name, row in {
        "gold": GOLD,
        "good": GOLD,
        "bad": {**GOLD, "quads": []},
        "ner": {"id": "g", "text": GOLD["text"], "ents": []},
    }.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n")
    return tmp_path


def test_compare_prints_one_table(run: Run, files: Path) -> None:
    sides = (f"{name}={files / name}.jsonl" for name in ("good", "bad", "ner"))

    result = run("compare", files / "gold.jsonl", *sides)

    assert (result.exit_code, result.stderr) == (0, "")
    rows = [line.split() for line in result.stdout.splitlines()]
    at = next(n for n, row in enumerate(rows) if row[:1] == ["QUADRUPLES"])
    same = ["1.000", "to", "1.000"]
    assert rows[at : at + 3] == [
        ["QUADRUPLES", "good", "1.000", "1.000", "1.000", *same],
        ["bad", "0.000", "0.000", "0.000", "0.000", "to", "0.000", "-1.000", "-1.000", "to", "-1.000", "0.000"],
        ["ner", "-", "-", "-", "-"],
    ]


def test_compare_json_is_one_object_and_may_go_to_a_file(run: Run, files: Path) -> None:
    sides = [f"{name}={files / name}.jsonl" for name in ("good", "bad")]
    options = ("--samples", 10, "--seed", 3, "--confidence", 0.9, "--json", "-o", files / "out" / "table.json")

    result = run("compare", files / "gold.jsonl", *sides, *options)

    figures = json.loads(result.stdout)
    assert {key: figures[key] for key in ("reviews", "samples", "confidence", "seed")} == {
        "reviews": 1,
        "samples": 10,
        "confidence": 0.9,
        "seed": 3,
    }
    assert figures["scores"]["QUADRUPLES"] == {
        "good": {"p": 1.0, "r": 1.0, "f": 1.0, "interval": [1.0, 1.0]},
        "bad": {
            "p": 0.0,
            "r": 0.0,
            "f": 0.0,
            "interval": [0.0, 0.0],
            "difference": {"f": -1.0, "interval": [-1.0, -1.0], "p_value": 0.0},
        },
    }
    assert (files / "out" / "table.json").read_text() == result.stdout


@pytest.mark.parametrize("sides", [("a=x", "a=y"), ("=x",), ("a=",)])
def test_pipelines_need_a_name_each(run: Run, files: Path, sides: tuple[str, ...]) -> None:
    assert run("compare", files / "gold.jsonl", *sides).exit_code == 2


def test_what_can_not_be_loaded_ends_it(run: Run, files: Path) -> None:
    result = run("compare", files / "gold.jsonl", "model=no_such_pipeline")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "no_such_pipeline: can not be loaded" in result.stderr
