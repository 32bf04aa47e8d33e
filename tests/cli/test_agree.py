from __future__ import annotations

import json
from pathlib import Path

from command_runner import Run

ROWS = [
    {"rating": 9, "text": "The score is superb."},
    {"rating": 2, "text": "The plot is awful."},
    {"text": "The plot is awful."},
]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_agree_prints_a_table_and_reports_what_has_no_rating(run: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", ROWS)

    result = run("agree", source)

    assert result.exit_code == 0
    assert f"skipped: {source}:3: there is no field 'rating'" in result.stderr
    cells = [line.split() for line in result.stdout.splitlines()]
    assert dict(row for row in cells if len(row) == 2 and row[0] != "what") == {
        "auc": "1.0000",
        "accuracy": "1.0000",
        "coverage": "1.0000",
        "high": "1",
        "low": "1",
        "between": "0",
        "with_quads": "2",
        "right": "2",
        "undecided": "0",
        "skipped": "1",
    }


def test_agree_json_is_one_object(run: Run, tmp_path: Path) -> None:
    result = run("agree", write(tmp_path / "in.jsonl", ROWS[:1]), "--json", "--unweighted")

    assert json.loads(result.stdout) == {
        "auc": None,
        "accuracy": 1.0,
        "coverage": 1.0,
        "high": 1,
        "low": 0,
        "between": 0,
        "with_quads": 1,
        "right": 1,
        "undecided": 0,
        "skipped": 0,
    }


def test_agree_strict_stops_at_a_record_without_a_rating(run: Run, tmp_path: Path) -> None:
    result = run("agree", write(tmp_path / "in.jsonl", ROWS), "--strict")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ")


def test_thresholds_that_cross_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    result = run("agree", write(tmp_path / "in.jsonl", ROWS), "--high", 3, "--low", 3)

    assert result.exit_code == 2
    assert "--low" in result.stderr
