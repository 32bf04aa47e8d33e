from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy
from command_runner import Run
from spacy.tokens import DocBin

from cinespan.readers import read_records

GOOD = '{"id": "good", "text": "The score is superb, but the pacing is dull.", "stars": 3}\n'


@pytest.mark.parametrize("name", ["out.spacy", "out.jsonl", "out.jsonl.gz", "out.csv"])
def test_extract_writes_a_file_and_prints_a_summary_on_stderr(run: Run, tmp_path: Path, seeds: Path, name: str) -> None:
    result = run("extract", seeds, "-o", tmp_path / name)

    assert (result.exit_code, result.stdout) == (0, "")
    assert "70 read, 0 skipped" in result.stderr
    assert str(tmp_path / name) in result.stderr
    assert (tmp_path / name).stat().st_size > 500


def test_extract_of_the_seeds_finds_films_and_praise(run: Run, tmp_path: Path, seeds: Path) -> None:
    assert run("extract", seeds, "-o", tmp_path / "out.spacy").exit_code == 0

    docs = list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab))

    assert [doc.user_data["record"]["id"] for doc in docs] == [record.id for record in read_records([seeds])]
    longer = docs[:4]
    assert all(any(ent.label_ == "FILM" for ent in doc.ents) for doc in longer)
    assert all(any(quad["category"] == "SCORE" for quad in doc._.opinions) for doc in longer)


def test_extract_to_stdout_gives_jsonl_alone(run: Run) -> None:
    result = run("extract", "-", "-o", "-", stdin=GOOD + "nonsense\n")

    assert result.exit_code == 0
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["id"], row["stars"], len(row["quads"])) == ("good", 3, 2)
    assert "skipped: <stdin>:2: broken JSON" in result.stderr


def test_field_names_may_be_given(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.tsv"
    path.write_text("key\treview\nk1\tThe score is superb.\n")

    result = run("extract", path, "--text-field", "review", "--id-field", "key", "-o", tmp_path / "out.csv")

    assert result.exit_code == 0
    with (tmp_path / "out.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["category"], row["aspect"], row["opinion"]) == ("k1", "SCORE", "score", "superb")
    assert "review" not in row


def test_strict_stops_at_the_first_bad_record(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(GOOD + "nonsense\n")

    result = run("extract", path, "--strict", "-o", tmp_path / "out.jsonl")

    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {path}:2: broken JSON")
    assert not (tmp_path / "out.jsonl").exists()


def test_repeated_ids_are_noted(run: Run, tmp_path: Path) -> None:
    result = run("extract", "-", "-o", tmp_path / "out.jsonl", stdin=GOOD + GOOD)

    assert result.exit_code == 0
    assert "note: kept 1 record with an id that an earlier one has" in result.stderr


def test_a_new_category_needs_rows_only(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    label = {"label": "COSTUMES", "kind": "category", "description": "costumes", "id": "category.costumes"}
    aspect = {"label": "COSTUMES", "pattern": "costumes", "id": "costumes.costumes"}
    (rules / "labels.jsonl").write_text(json.dumps(label))
    (rules / "aspects.jsonl").write_text(json.dumps(aspect))

    result = run("extract", "-", "-o", "-", "--patterns", rules, stdin='{"text": "The costumes are superb."}')

    (quad,) = json.loads(result.stdout)["quads"]
    assert (quad["category"], quad["polarity"]) == ("COSTUMES", "positive")
    assert "costumes.costumes" in quad["rules"]


def test_rules_may_replace_the_shipped_ones(run: Run, tmp_path: Path) -> None:
    (tmp_path / "aspects.jsonl").write_text('{"label": "STORY", "pattern": "yarn", "id": "story.yarn"}\n')
    text = '{"text": "The score is superb. The yarn is dull."}'

    result = run("extract", "-", "-o", "-", "--patterns", tmp_path, "--replace-patterns", stdin=text)

    assert [quad["aspect_text"] for quad in json.loads(result.stdout)["quads"]] == ["yarn"]


def test_a_bad_rule_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "aspects.jsonl").write_text('{"label": "MUSIC", "pattern": "tune", "id": "x"}\n')

    result = run("extract", "-", "-o", "-", "--patterns", tmp_path, stdin=GOOD)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {tmp_path / 'aspects.jsonl'}:1: unknown label 'MUSIC'")


def test_terminated_job_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cinespan", "extract", "-", "-o", tmp_path / "out.jsonl"]

    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as job:
        # it waits for records, with the file that will become the output open
        deadline = time.monotonic() + 30
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        begun = [path.name for path in tmp_path.iterdir()]
        job.terminate()
        job.wait(timeout=30)

    assert len(begun) == 1
    assert list(tmp_path.iterdir()) == []
    assert job.returncode == 128 + signal.SIGTERM


def test_closed_pipe_ends_quietly() -> None:
    reviews = GOOD * 3000
    command = [sys.executable, "-m", "cinespan", "extract", "-", "-o", "-"]
    head = shutil.which("head")
    if head is None:
        pytest.skip("needs the command head")

    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    ) as job:
        assert job.stdout is not None
        job.stdout.close()
        _, messages = job.communicate(reviews.encode())

    assert job.returncode == 1
    assert b"Traceback" not in messages


def test_interrupted_shards_say_how_to_go_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cinespan.cli.extract.extract_shards", interrupt)

    result = run("extract", "-", "-o", f"{tmp_path}/out/", stdin=GOOD)

    assert result.exit_code == 130
    assert f"interrupted: the finished shards stay in {tmp_path}/out/; --resume goes on with them" in result.stderr
