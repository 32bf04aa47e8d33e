from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runner import Run

from cinespan.corpus.shards import read_docs


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    path = tmp_path / "reviews.jsonl"
    rows = [{"id": n, "text": f"The score of film {n} is superb, says critic {n * 7}.", "film": n} for n in range(20)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_folder_of_shards_is_extracted_and_split(run: Run, tmp_path: Path, reviews: Path) -> None:
    extracted = run("extract", reviews, "-o", f"{tmp_path}/corpus/", "--shard-tokens", "100")
    split = run("corpus", "split", tmp_path / "corpus", "-o", tmp_path / "parts", "--dev", "0.2")

    assert (extracted.exit_code, split.exit_code) == (0, 0)
    assert "20 read, 0 skipped" in extracted.stderr
    assert (tmp_path / "corpus" / "shard-00001.spacy").exists()
    assert split.stdout == ""
    assert "kept 20 groups whole" in split.stderr
    assert [len(list(read_docs(tmp_path / "parts" / part))) for part in ("train", "dev", "test")] == [14, 4, 2]


def test_resume_continues_a_folder(run: Run, tmp_path: Path, reviews: Path) -> None:
    command = ["extract", reviews, "-o", f"{tmp_path}/corpus/", "--resume", "--shard-tokens", "100"]
    run(*command)
    (tmp_path / "corpus" / "manifest.json").unlink()
    before = (tmp_path / "corpus" / "shard-00000.spacy").stat().st_ino

    result = run(*command)

    assert result.exit_code == 0
    assert (tmp_path / "corpus" / "manifest.json").exists()
    assert (tmp_path / "corpus" / "shard-00000.spacy").stat().st_ino == before


@pytest.mark.parametrize("option", [["--resume"], ["--n-process", "2"]], ids=" ".join)
def test_options_of_folders_need_a_folder(run: Run, tmp_path: Path, reviews: Path, option: list[str]) -> None:
    result = run("extract", reviews, "-o", tmp_path / "out.spacy", *option)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "end OUT in /" in result.stderr


def test_split_notes_reviews_without_a_film(run: Run, tmp_path: Path, reviews: Path) -> None:
    run("extract", reviews, "-o", tmp_path / "corpus.spacy")

    result = run("corpus", "split", tmp_path / "corpus.spacy", "-o", tmp_path / "parts", "--by", "title")

    assert "note: no field 'title' in 20 reviews; each went by its id" in result.stderr
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == ["dev.spacy", "test.spacy", "train.spacy"]


def test_split_of_what_is_no_corpus_says_so(run: Run, tmp_path: Path, reviews: Path) -> None:
    result = run("corpus", "split", reviews, "-o", tmp_path / "parts")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"error: {reviews}: no .spacy file; give a .spacy file or a folder of shards\n"
    assert run("corpus", "split", reviews, "-o", "x", "--dev", "0.5", "--test", "0.5").exit_code == 2
