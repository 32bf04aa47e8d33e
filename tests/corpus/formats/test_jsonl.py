from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from sample_reviews import contents, errors, make_review, read, write

from cinespan.corpus.annotated import AnnotatedReview, Entity, make_quad
from cinespan.corpus.formats.jsonl import JSONL
from cinespan.records import Record


def test_rows_are_those_of_extract(tmp_path: Path) -> None:
    row = json.loads(write(JSONL, tmp_path / "x.jsonl", make_review()).read_text(encoding="utf-8"))

    assert list(row) == ["id", "text", "ents", "cast", "quads", "stars", "seen", "tags"]
    assert row["ents"][0]["rule"] == "film.by"
    assert row["quads"][0]["aspect_text"] == "score"


def test_gold_file_is_read_without_evidence(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    quad = {"aspect": [6, 11], "category": "SCORE", "opinion": [0, 5], "polarity": "positive"}
    ents = [{"start": 13, "end": 16, "label": "ACTOR"}]
    path.write_text(json.dumps({"text": "great score, Ana", "ents": ents, "quads": [quad]}))

    expected = make_quad((6, 11), "SCORE", (0, 5), "positive")
    assert contents(*read(JSONL, path)) == [("gold:1", "great score, Ana", {}, (Entity(13, 16, "ACTOR"),), (expected,))]
    assert expected["rules"] == []


@pytest.mark.parametrize(
    "fields", [{"text": "x"}, {"ents": [1], "input_ents": 2}, {"quads": None, "id": "other"}, {"input_x": 1}]
)
def test_fields_get_the_names_back_that_rows_took(tmp_path: Path, fields: dict[str, object]) -> None:
    review = AnnotatedReview(Record("r", "Fine.", "", fields))

    assert contents(*read(JSONL, write(JSONL, tmp_path / "x.jsonl", review))) == [("r", "Fine.", fields, (), ())]


def test_gzip_holds_the_same(tmp_path: Path) -> None:
    plain, packed = (write(JSONL, tmp_path / name, make_review()) for name in ("x.jsonl", "x.jsonl.gz"))

    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert contents(*read(JSONL, packed)) == contents(make_review())


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"ents": []}, "no field 'text'"),
        ({"text": "a", "ents": [{"start": 0, "end": 1}]}, "no label"),
        ({"text": "a", "ents": [{"start": 0, "end": 2, "label": "FILM"}]}, "not in a text of 1 character"),
        ({"text": "a", "ents": 3}, "'ents' is no list of objects"),
        ({"text": "a", "quads": [{"aspect": 1}]}, "aspect: a span has no whole numbers"),
        (
            {"text": "a", "quads": [{"aspect": [0, 1], "opinion": [0, 1], "category": "SCORE", "polarity": "good"}]},
            "unknown polarity 'good'; one of positive, negative, neutral",
        ),
    ],
)
def test_bad_row_is_named(tmp_path: Path, row: object, wrong: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(row))

    (error,) = errors(JSONL, path)
    assert error.startswith(f"{path}:1: ")
    assert wrong in error


CAST = {"name": "Ana Lind", "labels": ["DIRECTOR"], "kb_id": "", "mentions": [[0, 8]], "links": []}


def test_cast_comes_back(tmp_path: Path) -> None:
    review = AnnotatedReview(Record("r", "Ana Lind made it.", ""), (Entity(0, 8, "DIRECTOR"),), cast=(CAST,))

    (back,) = read(JSONL, write(JSONL, tmp_path / "x.jsonl", review))

    assert back.cast == (CAST,)


@pytest.mark.parametrize("entry", [{"mentions": []}, {"name": "x", "mentions": [[0]]}, {"name": "x"}])
def test_broken_cast_is_refused(tmp_path: Path, entry: dict[str, object]) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"id": "r", "text": "Fine.", "cast": [entry]}))

    assert errors(JSONL, path) == [f"{path}:1: an entry of 'cast' has a name and a list of mentions, each [start, end]"]
