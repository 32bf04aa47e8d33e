from __future__ import annotations

from pathlib import Path

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


def test_stats_counts_by_file_and_label(run: Run) -> None:
    result = run("patterns", "stats")

    assert result.exit_code == 0
    assert {"aspects.jsonl", "opinions.jsonl", "SCORE", "positive", "NEGATOR"} <= set(result.stdout.split())
