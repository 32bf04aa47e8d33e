from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runner import Run

QUAD = {"aspect": [4, 9], "category": "SCORE", "opinion": [13, 19], "polarity": "positive"}
RIGHT = {"text": "The score is superb.", "ents": [], "quads": [QUAD]}
WRONG = {"text": "The plot is dull.", "ents": [], "quads": []}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({"id": n, **row}) + "\n" for n, row in enumerate([RIGHT, WRONG] * 6)))
    return path


def test_weights_are_written_and_used(run: Run, gold: Path, tmp_path: Path) -> None:
    weights = tmp_path / "own" / "weights.jsonl"
    weights.parent.mkdir()

    result = run("patterns", "weigh", gold, "-o", weights)

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "note: 12 reviews are few; of less than 200, the shipped weights may be better\n"
        f"5 weights of 12 reviews written to {weights}\n"
    )
    rows = [json.loads(line) for line in weights.read_text().splitlines()]
    assert [(row["label"], row["pattern"], row["evidence"]) for row in rows] == [
        ("BIAS", "any", {"right": 6, "pairs": 12}),
        ("OPINION", "dull", {"right": 0, "pairs": 6}),
        ("OPINION", "superb", {"right": 6, "pairs": 6}),
        ("ASPECT", "plot", {"right": 0, "pairs": 6}),
        ("ASPECT", "score", {"right": 6, "pairs": 6}),
    ]
    checked = run("patterns", "check", weights.parent)
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_a_gold_file_is_not_overwritten(run: Run, gold: Path) -> None:
    before = gold.read_bytes()

    result = run("patterns", "weigh", gold, "-o", gold)

    assert (result.exit_code, gold.read_bytes()) == (1, before)
    assert result.stderr == f"error: {gold}: this is one of the inputs; write somewhere else\n"


def test_bad_gold_writes_nothing(run: Run, gold: Path, tmp_path: Path) -> None:
    gold.write_text(json.dumps({"id": 1, "text": "The score is superb.", "ents": []}) + "\n")

    result = run("patterns", "weigh", gold, "-o", tmp_path / "weights.jsonl")

    assert (result.exit_code, sorted(path.name for path in tmp_path.iterdir())) == (1, ["gold.jsonl"])
    assert result.stderr.startswith(f"error: {gold}:1: gold needs 'quads'")
