from __future__ import annotations

from pathlib import Path

import pytest
from command_runner import Run

ROW = '{"label": "SCORE", "pattern": "zither playing", "id": "score.zither-playing"}\n'


def test_check_accepts_the_shipped_rules(run: Run) -> None:
    result = run("patterns", "check")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("ok: ")


def test_check_counts_a_folder_over_the_shipped_rules(run: Run, tmp_path: Path) -> None:
    (tmp_path / "aspects.jsonl").write_text(ROW)

    shipped, own = (run("patterns", "check", *folder).stdout.split()[1] for folder in ([], [tmp_path]))

    assert int(own.replace(",", "")) == int(shipped.replace(",", "")) + 1


def test_check_names_the_row_that_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "aspects.jsonl").write_text(ROW + ROW)

    result = run("patterns", "check", tmp_path)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {tmp_path / 'aspects.jsonl'}:2: the id 'score.zither-playing'")


@pytest.mark.parametrize(
    "command",
    [("patterns", "check", "DIR"), ("patterns", "stats", "DIR"), ("extract", "-", "-o", "-", "--patterns", "DIR")],
)
def test_a_file_that_is_not_read_is_told(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    for name in ("aspects.jsonl", "opinion.jsonl", ".aspects.jsonl", "notes.txt"):
        (tmp_path / name).write_text(ROW)

    result = run(*(tmp_path if part == "DIR" else part for part in command), stdin='{"text": "Superb zither playing."}')

    assert result.exit_code == 0
    assert result.stderr.startswith(
        f"note: opinion.jsonl in {tmp_path} is not read; pattern files are named labels.jsonl, entities.jsonl, "
    )
    assert "note: " not in result.stdout


def test_nothing_is_told_where_all_is_read_and_an_error_only_where_nothing_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "opinion.jsonl").write_text(ROW)
    missing = run("patterns", "check", tmp_path)
    (tmp_path / "opinion.jsonl").rename(tmp_path / "aspects.jsonl")
    right = run("patterns", "check", tmp_path)

    assert (missing.exit_code, right.exit_code) == (1, 0)
    assert missing.stderr.startswith(f"error: {tmp_path}: no pattern file in it; name them labels.jsonl, ")
    assert right.stderr == ""


def test_stats_counts_by_file_and_label(run: Run) -> None:
    result = run("patterns", "stats")

    assert result.exit_code == 0
    assert {"aspects.jsonl", "opinions.jsonl", "SCORE", "positive", "NEGATOR"} <= set(result.stdout.split())
