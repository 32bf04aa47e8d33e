from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from pyarrow import parquet
from sample_reviews import TEXT, contents, errors, make_bare_review, make_review, read, write

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.formats.parquet import PARQUET, ROW_GROUP
from cinespan.errors import CinespanError
from cinespan.records import Record


def test_table_has_nested_columns(tmp_path: Path) -> None:
    path = write(PARQUET, tmp_path / "x.parquet", make_review(), make_bare_review())

    first, second = parquet.read_table(path).to_pylist()

    assert list(first) == ["id", "text", "ents", "quads", "fields"]
    assert (first["id"], first["text"]) == ("r/1", TEXT)
    assert json.loads(first["fields"])["stars"] == 4
    assert first["ents"][0] == {
        "start": 2,
        "end": 16,
        "label": "FILM",
        "rule": "film.by",
        "kb_id": "tt001",
        "text": "Harbour\nLights",
    }
    assert {key: first["quads"][1][key] for key in ("aspect", "opinion", "category", "polarity", "negated")} == {
        "aspect": "pacing",
        "opinion": "superb",
        "category": "PACING",
        "polarity": "negative",
        "negated": True,
    }
    assert (second["ents"], second["quads"]) == ([], [])


def test_large_table_is_written_in_groups_and_reads_back_in_order(tmp_path: Path) -> None:
    corpus = [AnnotatedReview(Record(str(number), "Fine.")) for number in range(2 * ROW_GROUP + 1)]

    path = write(PARQUET, tmp_path / "x.parquet", *corpus)

    assert parquet.ParquetFile(path).num_row_groups == 3
    assert contents(*read(PARQUET, path)) == contents(*corpus)


def test_bad_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = write(PARQUET, tmp_path / "x.parquet", AnnotatedReview(Record("a", " ")), make_review())

    (error,) = errors(PARQUET, path)
    assert error.startswith(f"{path}:1: the text is empty")
    assert contents(read(PARQUET, path)[1]) == contents(make_review())


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_text("hello")

    with pytest.raises(CinespanError, match=r"x\.parquet: no Parquet, or a damaged file"):
        read(PARQUET, tmp_path / "x.parquet")


def test_missing_pyarrow_is_said_with_the_way_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(CinespanError, match=r"python -m pip install 'cinespan\[parquet\]'"):
        write(PARQUET, tmp_path / "x.parquet", make_review())

    assert list(tmp_path.iterdir()) == []
