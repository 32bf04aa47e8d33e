from __future__ import annotations

import json
import multiprocessing
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cinespan.corpus.manifest import Shard, read_manifest
from cinespan.corpus.sharded_extraction import extract_shards
from cinespan.corpus.shards import read_docs
from cinespan.corpus.tasks import PipelineSpec, Task, partition, run_task
from cinespan.errors import InputError, OutputError
from cinespan.extraction import extract
from cinespan.records import Record

SPEC = PipelineSpec()
TEXT = "Review {0}: the score of Harbour Lights is superb, but the pacing is dull. Anna Lindqvist plays Mara {0} times."
TOKENS = 60
"""Shards of about three reviews."""


def write_reviews(path: Path, count: int = 10) -> Path:
    rows = [{"id": n, "film": f"Film {n}", "text": TEXT.format(n)} for n in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reviews(tmp_path_factory.mktemp("reviews") / "reviews.jsonl")


@pytest.fixture(scope="module")
def whole(reviews: Path) -> Path:
    """Give the folder that an uninterrupted run of one process writes."""
    folder = reviews.with_name("whole")
    extract_shards([reviews], folder, SPEC, shard_tokens=TOKENS)
    return folder


def test_shards_hold_what_one_file_holds(reviews: Path, whole: Path, tmp_path: Path) -> None:
    summary = extract([reviews], tmp_path / "one.spacy", SPEC.load())

    manifest = read_manifest(whole)
    assert manifest.patterns == SPEC.fingerprint()
    assert len(manifest.shards) == 4
    assert (manifest.counts.reviews, manifest.counts.tokens) == (summary.read, summary.tokens)
    assert manifest.counts.entities == summary.entities
    assert (manifest.counts.praised, manifest.counts.panned) == (summary.praised, summary.panned)
    one, several = ([doc.to_json() for doc in read_docs(place)] for place in (tmp_path / "one.spacy", whole))
    assert several == one
    assert all("shard-00001.csv" in shard.sha256 for shard in manifest.shards[1:2])


def test_two_processes_write_the_same_bytes(reviews: Path, whole: Path, tmp_path: Path) -> None:
    extract_shards([reviews], tmp_path / "two", SPEC, shard_tokens=TOKENS, n_process=2)

    assert contents(tmp_path / "two") == contents(whole)


def test_a_killed_run_is_continued_to_the_same_bytes(tmp_path: Path) -> None:
    source = write_reviews(tmp_path / "reviews.jsonl", 120)
    folder = tmp_path / "killed"
    arguments = ["extract", source, "-o", f"{folder}/", "--shard-tokens", str(TOKENS)]
    command = [sys.executable, "-m", "cinespan", *map(str, arguments)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as job:
        deadline = time.monotonic() + 120
        while len(list(folder.glob("shard-*.json"))) < 3 and time.monotonic() < deadline:
            time.sleep(0.001)
        job.kill()
        assert job.wait() == -signal.SIGKILL
    marked = {path.stem for path in folder.glob("shard-*.json")}
    done = {name: (folder / f"{name}.spacy").stat().st_ino for name in marked}
    assert len(marked) >= 3
    assert not (folder / "manifest.json").exists()
    with pytest.raises(InputError, match="was not finished"):
        read_docs(folder)

    extract_shards([source], folder, SPEC, shard_tokens=TOKENS, resume=True)
    extract_shards([source], tmp_path / "whole", SPEC, shard_tokens=TOKENS)

    assert contents(folder) == contents(tmp_path / "whole")
    assert {name: (folder / f"{name}.spacy").stat().st_ino for name in marked} == done


def test_resume_makes_anew_what_no_longer_holds(reviews: Path, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    extract_shards([reviews], folder, SPEC, shard_tokens=TOKENS)
    (folder / "manifest.json").unlink()
    (folder / "shard-00000.spacy").write_bytes(b"damaged")
    (folder / "shard-00001.json").write_text("{")
    (folder / "shard-00002.csv").unlink()
    (folder / ".shard-00003.spacy.1234.part").write_bytes(b"half")
    kept = (folder / "shard-00003.spacy").stat().st_ino

    extract_shards([reviews], folder, SPEC, shard_tokens=TOKENS, resume=True)

    assert contents(folder) == contents(whole)
    assert (folder / "shard-00003.spacy").stat().st_ino == kept


def test_resume_with_other_rules_makes_all_anew(reviews: Path, whole: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "opinions.jsonl").write_text('{"id": "superb", "drop": true}\n')
    spec = PipelineSpec(str(rules))
    extract_shards([reviews], tmp_path / "again", SPEC, shard_tokens=TOKENS)

    summary = extract_shards([reviews], tmp_path / "again", spec, shard_tokens=TOKENS, resume=True)

    assert "SCORE" in read_manifest(whole).counts.praised
    assert "SCORE" not in summary.praised
    assert read_manifest(tmp_path / "again").patterns == spec.fingerprint() != SPEC.fingerprint()


def test_a_done_task_writes_nothing(tmp_path: Path) -> None:
    task = Task(7, (Record("a", "The score is superb."),))

    first = run_task(task, SPEC, tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = run_task(task, SPEC, tmp_path)

    assert again == first
    assert (first.name, first.counts.praised) == ("shard-00007", {"SCORE": 1})
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert sorted(before) == ["shard-00007.csv", "shard-00007.json", "shard-00007.spacy"]


def test_partitions_are_cut_by_length() -> None:
    records = [Record(n, "x" * length) for n, length in enumerate((45, 1, 44, 100, 3))]

    tasks = list(partition(records, 10))

    assert [(task.number, [record.id for record in task.records]) for task in tasks] == [
        (0, [0]),
        (1, [1, 2]),
        (2, [3]),
        (3, [4]),
    ]


def test_bad_records_are_reported_and_counted(tmp_path: Path) -> None:
    source = write_reviews(tmp_path / "reviews.jsonl", 2)
    source.write_text("nonsense\n" + source.read_text() * 2 + json.dumps({"text": "x" * 500}))
    messages: list[str] = []

    summary = extract_shards(
        [source], tmp_path / "out", PipelineSpec(max_length=400), on_error=lambda err: messages.append(str(err))
    )

    assert (summary.read, summary.skipped, summary.repeated_ids) == (4, 2, 2)
    assert [message.split(": ")[1].split(" (")[0] for message in messages] == [
        "broken JSON",
        "the text has 500 characters, and the pipeline takes 400; split it",
    ]
    with pytest.raises(InputError, match="broken JSON"):
        extract_shards([source], tmp_path / "strict", SPEC)


def test_output_inside_the_input_is_passed_over(tmp_path: Path) -> None:
    write_reviews(tmp_path / "reviews.jsonl", 3)

    counts = [extract_shards([tmp_path], tmp_path / "out", SPEC).read for _ in range(2)]

    assert counts == [3, 3]
    with pytest.raises(OutputError, match="this is one of the inputs"):
        extract_shards([tmp_path], tmp_path, SPEC)


def test_nothing_to_read_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")

    with pytest.raises(InputError, match="no record could be read"):
        extract_shards([tmp_path / "empty.jsonl"], tmp_path / "out", SPEC, on_error=lambda _: None)

    assert not (tmp_path / "out").exists()


def test_a_dead_worker_ends_the_run_and_keeps_the_shards(reviews: Path, tmp_path: Path) -> None:
    def kill(_: Shard) -> None:
        for child in multiprocessing.active_children():
            child.kill()

    with pytest.raises(OutputError, match=r"a worker process died, .*; the finished shards stay"):
        extract_shards([reviews], tmp_path / "out", SPEC, shard_tokens=10, n_process=2, on_shard=kill)

    assert (tmp_path / "out" / "shard-00000.json").exists()
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_layers_are_kept_and_are_part_of_what_resume_compares(reviews: Path, tmp_path: Path) -> None:
    layered = replace(SPEC, layers=True)
    extract_shards([reviews], tmp_path / "out", SPEC, shard_tokens=TOKENS)
    before = read_manifest(tmp_path / "out")

    extract_shards([reviews], tmp_path / "out", layered, shard_tokens=TOKENS, resume=True)

    assert [shard.task for shard in read_manifest(tmp_path / "out").shards] != [shard.task for shard in before.shards]
    assert all("ents.context" in doc.spans for doc in read_docs(tmp_path / "out"))
