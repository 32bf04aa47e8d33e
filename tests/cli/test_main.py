from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from command_runner import Run

COMMANDS = [
    ["extract"],
    ["show"],
    ["evaluate"],
    ["corpus"],
    ["corpus", "convert"],
    ["corpus", "filter"],
    ["corpus", "merge"],
    ["corpus", "split"],
    ["corpus", "stats"],
    ["corpus", "vote"],
    ["patterns"],
    ["patterns", "check"],
    ["patterns", "stats"],
]


def test_help_names_every_command(run: Run) -> None:
    result = run("--help")

    assert result.exit_code == 0
    assert {"extract", "show", "evaluate", "patterns"} <= set(result.stdout.split())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(run: Run, command: list[str]) -> None:
    result = run(*command, "--help")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("\n") > 8


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"cinespan {version('cinespan')}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["extract"],
        ["extract", "seeds"],
        ["extract", "seeds", "-o", "x.jsonl", "--batch-size", "0"],
        ["extract", "seeds", "-o", "x.jsonl", "--replace-patterns"],
        ["show", "seeds", "--nonsense"],
        ["evaluate"],
        ["evaluate", "gold.jsonl", "--errors", "-1"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_says_so_on_stderr(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "missing.txt", "-o", "x.jsonl"],
        ["extract", "seeds", "-o", "x.parquet"],
        ["show", "missing.txt"],
        ["evaluate", "missing.jsonl"],
        ["patterns", "check", "missing"],
        ["patterns", "stats", "missing"],
        ["show", "seeds", "--patterns", "missing"],
    ],
    ids=" ".join,
)
def test_our_errors_end_with_1_in_one_line_on_stderr(
    run: Run, arguments: list[str], tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(seeds)

    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1


def test_module_runs_too() -> None:
    done = subprocess.run([sys.executable, "-m", "cinespan", "--version"], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("cinespan ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["evaluate", "gold.jsonl", "-o", "gold.jsonl"],
        ["compare", "gold.jsonl", "rules=rules", "old=old.jsonl", "-o", "old.jsonl"],
        ["lexicon", "learn", "gold.jsonl", "-o", "./gold.jsonl"],
        ["lexicon", "learn", ".", "-o", "gold.jsonl"],
        ["patterns", "ledger", "reviews.csv", "-o", "reviews.csv"],
        ["catalogue", "build", "gold.jsonl", "-o", "gold.jsonl"],
        ["extract", "gold.jsonl", "-o", "gold.jsonl"],
        ["corpus", "convert", "gold.jsonl", "-o", "gold.jsonl"],
    ],
    ids=" ".join,
)
def test_no_command_writes_over_its_input(
    run: Run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "gold.jsonl": '{"id": "a", "text": "Superb.", "rating": 9, "title": "Ember", "ents": [], "quads": []}\n',
        "old.jsonl": '{"id": "a", "text": "Superb.", "ents": [], "quads": []}\n',
        "reviews.csv": "id,text\na,The score is superb.\n",
    }
    for name, text in files.items():
        Path(name).write_text(text)

    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "this is one of the inputs; write somewhere else" in result.stderr
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == files


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["patterns", "stats"], ["extract", "-", "-o", "-"]], ids=" ".join)
def test_full_disk_under_stdout_is_told_in_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cinespan", *arguments],
            input='{"text": "The score is superb."}',
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert "error: the output: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
