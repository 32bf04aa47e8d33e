from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runner import Run
from spacy.language import Language

from cinespan.corpus.shards import read_docs
from cinespan.extraction import extract


@pytest.fixture(scope="module")
def corpus(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a corpus of three reviews that `extract` wrote."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = [
        {"id": 1, "text": "Harbour Lights is a film with a superb score.", "stars": 9, "film": "tt1"},
        {"id": 2, "text": "The pacing of Harbour Lights is dull, and the score is superb.", "stars": 4, "film": "tt1"},
        {"id": 3, "text": "It was on.", "stars": None},
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    extract([folder / "in.jsonl"], folder / "corpus.spacy", nlp)
    return folder / "corpus.spacy"


def ids(path: Path) -> list[object]:
    return [doc.user_data["record"]["id"] for doc in read_docs(path)]


def test_stats_prints_tables(run: Run, corpus: Path) -> None:
    result = run("corpus", "stats", corpus, "--sources", "--top", "3")

    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["documents", "3"] in rows
    assert ["SCORE", "2", "0", "0"] in rows
    assert ["PACING", "0", "1", "0"] in rows
    assert ["score", "2", "0"] in rows
    assert "note: this corpus keeps no layers" in result.stderr


def test_stats_prints_json(run: Run, corpus: Path) -> None:
    plain, sources = (run("corpus", "stats", corpus, "--json", *more) for more in ([], ["--sources"]))

    figures = json.loads(plain.stdout)
    assert (figures["documents"], figures["aspects"]["SCORE"], figures["repeated_ids"]) == (3, {"positive": 2}, 0)
    assert figures["praised_aspects"][0] == {"name": "score", "praised": 2, "panned": 0}
    assert "sources" not in figures
    assert set(json.loads(sources.stdout)["sources"]) == {"entities", "layers", "places"}
    assert plain.stderr == sources.stderr == ""


def test_merge_reports_ids_that_came_before(run: Run, corpus: Path, tmp_path: Path) -> None:
    result = run("corpus", "merge", corpus, corpus, "-o", tmp_path / "all")

    assert (result.exit_code, result.stdout) == (0, "")
    assert f"note: kept 3 documents with an id that came before: 1 in {corpus}, 2 in" in result.stderr
    assert "ok: 6 documents" in result.stderr
    assert ids(tmp_path / "all") == [1, 2, 3, 1, 2, 3]


def test_merge_leaves_out_or_refuses_what_came_before(run: Run, corpus: Path, tmp_path: Path) -> None:
    unique = run("corpus", "merge", corpus, corpus, "-o", tmp_path / "all.spacy", "--unique")
    strict = run("corpus", "merge", corpus, corpus, "-o", tmp_path / "none.spacy", "--strict")

    assert "note: left out 3 documents" in unique.stderr
    assert ids(tmp_path / "all.spacy") == [1, 2, 3]
    assert (strict.exit_code, strict.stdout) == (1, "")
    assert "the id 1 came before" in strict.stderr
    assert not (tmp_path / "none.spacy").exists()


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--category", "PACING"], [2]),
        (["--category", "PACING", "--category", "SCORE"], [1, 2]),
        (["--polarity", "negative", "--drop"], [1, 3]),
        (["--film", "TT1", "--min-rating", "5", "--rating-field", "stars"], [1]),
        (["--max-rating", "5", "--rating-field", "stars"], [2]),
        (["--no-opinions"], [3]),
        (["--opinions", "--where", "stars=4"], [2]),
        (["--min-tokens", "5", "--max-tokens", "11"], [1]),
        (["--id", "3", "--id", "1"], [1, 3]),
        (["--label", "FILM"], [1, 2]),
        (["--source", "credits"], []),
    ],
    ids=str,
)
def test_filter(run: Run, corpus: Path, tmp_path: Path, options: list[str], kept: list[int]) -> None:
    result = run("corpus", "filter", corpus, "-o", tmp_path / "out.spacy", *options)

    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert ids(tmp_path / "out.spacy") == kept
    assert f"ok: {len(kept)} document{'s' * (len(kept) != 1)} kept" in result.stderr
    assert ("note: no document was kept" in result.stderr) == (not kept)


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (["--source", "rumour"], "'rumour' is none of credits, catalogue, pattern"),
        (["--polarity", "good"], "'good' is none of positive, negative, neutral"),
        (["--where", "stars"], "'stars' is no FIELD=VALUE"),
    ],
)
def test_filter_refuses_what_there_is_not(
    run: Run, corpus: Path, tmp_path: Path, options: list[str], wrong: str
) -> None:
    result = run("corpus", "filter", corpus, "-o", tmp_path / "out.spacy", *options)

    assert result.exit_code == 2
    assert wrong in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["stats", "filter", "merge"])
def test_missing_and_damaged_corpora_are_errors_in_a_line(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "bad.spacy").write_bytes(b"no DocBin")
    output = [] if command == "stats" else ["-o", tmp_path / "out.spacy"]

    for name, wrong in (("none.spacy", "no such file or folder"), ("bad.spacy", "no DocBin, or a damaged one")):
        result = run("corpus", command, tmp_path / name, *output)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"error: {tmp_path / name}: ")
        assert wrong in result.stderr

    assert [path.name for path in tmp_path.iterdir()] == ["bad.spacy"]
