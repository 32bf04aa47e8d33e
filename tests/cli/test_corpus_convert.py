from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runner import Run

ROWS = [
    {
        "id": n,
        "text": f"Heat {n} has a superb score.",
        "ents": [
            {
                "start": 0,
                "end": 6,
                "label": "FILM",
                "text": f"Heat {n}",
                "name": f"Heat {n}",
                "rule": "film.has",
                "source": "context",
            }
        ],
        "cast": [],
        "quads": [],
        "stars": n,
    }
    for n in range(3)
]


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    path = tmp_path / "reviews.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("x.spacy", []),
        ("shards/", []),
        ("x.json", []),
        ("p.jsonl", ["prodigy"]),
        ("d.jsonl", ["doccano"]),
        ("brat", ["brat"]),
    ],
)
def test_there_and_back_is_the_same_file(
    run: Run, tmp_path: Path, reviews: Path, name: str, options: list[str]
) -> None:
    there = run("corpus", "convert", reviews, "-o", f"{tmp_path}/{name}", *(["--to", *options] if options else []))
    back = run(
        "corpus", "convert", f"{tmp_path}/{name}", "-o", tmp_path / "b.jsonl", *["--from", *options] * bool(options)
    )

    assert (there.exit_code, back.exit_code) == (0, 0), there.stderr + back.stderr
    assert there.stdout == ""
    assert "ok: 3 reviews from jsonl to " in there.stderr
    assert [json.loads(line) for line in (tmp_path / "b.jsonl").read_text().splitlines()] == ROWS


def test_what_is_lost_is_said(run: Run, tmp_path: Path, reviews: Path) -> None:
    result = run("corpus", "convert", reviews, "-o", tmp_path / "x.conll")

    assert "note: conll has no place for quadruples, ids" in result.stderr


def test_bad_review_is_reported_and_left_out(run: Run, tmp_path: Path, reviews: Path) -> None:
    reviews.write_text(reviews.read_text() + '{"text": 1}\n')

    result = run("corpus", "convert", reviews, "-o", tmp_path / "x.spacy")

    assert result.exit_code == 0
    assert f"skipped: {reviews}:4: the field 'text' is a number" in result.stderr
    assert "ok: 3 reviews from jsonl to spacy" in result.stderr


def test_strict_stops_at_a_bad_review_and_writes_nothing(run: Run, tmp_path: Path, reviews: Path) -> None:
    reviews.write_text(reviews.read_text() + '{"text": 1}\n')

    for name in ("x.spacy", "x.json", "x.conll", "x.parquet"):
        result = run("corpus", "convert", reviews, "-o", tmp_path / name, "--strict")
        assert (result.exit_code, result.stdout) == (1, "")
        assert f"error: {reviews}:4: the field 'text' is a number" in result.stderr

    assert [path.name for path in tmp_path.iterdir()] == ["reviews.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["{}/reviews.jsonl", "-o", "{}/reviews.jsonl"], "this is one of the inputs"),
        (["{}/none.spacy", "-o", "{}/x.jsonl"], "no such file"),
        (["{}/none.jsonl", "-o", "{}/x.json"], "no such file"),
        (["{}/none.json", "-o", "{}/x.jsonl"], "no such file"),
        (["{}/none.conll", "-o", "{}/x.jsonl"], "No such file"),
        (["{}/none.parquet", "-o", "{}/x.jsonl"], "no such file"),
        (["{}/empty.jsonl", "-o", "{}/x.spacy"], "no review could be read"),
        (["{}/reviews.jsonl", "-o", "{}/x.doc"], "can not tell the format"),
        (["{}/reviews.jsonl", "-o", "{}/x.json", "--from", "word"], "there is no format 'word'"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_line(
    run: Run, tmp_path: Path, reviews: Path, arguments: list[str], wrong: str
) -> None:
    (tmp_path / "empty.jsonl").touch()

    result = run("corpus", "convert", *(argument.format(tmp_path) for argument in arguments))

    assert (result.exit_code, result.stdout) == (1, "")
    assert wrong.lower() in result.stderr.lower()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.jsonl", "reviews.jsonl"]
