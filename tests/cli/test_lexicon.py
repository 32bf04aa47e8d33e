from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runner import Run


def write_reviews(path: Path) -> Path:
    rows = [
        {"rating": 9, "text": "The score is zorbish. The plot is awful."},
        {"rating": 2, "text": "The plot is dreadful."},
    ] * 12
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"text": "No rating."}]))
    return path


def test_learn_writes_rows_and_says_how_many(run: Run, tmp_path: Path) -> None:
    source, output = write_reviews(tmp_path / "in.jsonl"), tmp_path / "new" / "candidates.jsonl"

    result = run("lexicon", "learn", source, "-o", output)

    rows = [json.loads(line) for line in output.read_text().splitlines()]
    assert (result.exit_code, result.stdout) == (0, "")
    assert [(row["label"], row["pattern"], row["evidence"]["high"]) for row in rows] == [("positive", "zorbish", 12)]
    assert f"1 candidate written to {output}" in result.stderr
    assert f"skipped: {source}:25: there is no field 'rating'" in result.stderr


def test_learn_strict_writes_nothing(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "candidates.jsonl"

    result = run("lexicon", "learn", write_reviews(tmp_path / "in.jsonl"), "-o", output, "--strict")

    assert result.exit_code == 1
    assert not output.exists()


def test_check_shows_what_the_ratings_contradict(run: Run, tmp_path: Path) -> None:
    source = write_reviews(tmp_path / "in.jsonl")

    table = run("lexicon", "check", source)
    everything = json.loads(run("lexicon", "check", source, "--json", "--all").stdout)

    assert "1 of 2 rows" in table.stdout
    assert [line.split()[:2] for line in table.stdout.splitlines() if "negative" in line] == [["awful", "negative"]]
    assert [row["id"] for row in everything["rows"]] == ["awful", "dreadful"]
    assert [(row["evidence"]["high"], row["evidence"]["low"]) for row in everything["rows"]] == [(12, 0), (0, 12)]
    assert everything["checked"] == 2


@pytest.mark.parametrize("command", [["learn", "-o", "out.jsonl"], ["check"]], ids=" ".join)
def test_reviews_without_a_rating_that_counts_are_an_error(run: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "The plot is awful."}\n{"text": "Dull.", "rating": 5}\n')

    result = run("lexicon", command[0], tmp_path / "in.jsonl", *command[1:])

    assert (result.exit_code, result.stdout) == (1, "")
    assert "error: no record has a rating from 7 up or 4 down" in result.stderr
    assert not Path("out.jsonl").exists()
