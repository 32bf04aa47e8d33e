from __future__ import annotations

from pathlib import Path

import pytest

from cinespan.corpus.formats.registry import FORMATS, find_format
from cinespan.errors import CinespanError


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("x.spacy", "spacy"),
        ("x.jsonl", "jsonl"),
        ("x.JSONL.gz", "jsonl"),
        ("x.conll", "conll"),
        ("x.iob", "conll"),
        ("x.json", "label-studio"),
        ("x.parquet", "parquet"),
        ("new/", "spacy"),
    ],
)
def test_a_name_tells_the_format(path: str, name: str) -> None:
    assert find_format(path).name == name


def test_a_folder_tells_the_format_by_what_is_in_it(tmp_path: Path) -> None:
    assert find_format(tmp_path).name == "spacy"
    (tmp_path / "one.ann").touch()
    assert find_format(tmp_path).name == "brat"


def test_a_name_that_is_given_counts_more_than_the_path() -> None:
    assert find_format("x.jsonl", "prodigy").name == "prodigy"


@pytest.mark.parametrize(
    ("path", "name", "wrong"),
    [
        ("x.txt", None, "x.txt: can not tell the format by this name; name it: spacy, jsonl, conll"),
        ("x.jsonl", "word", "there is no format 'word'; one of spacy, jsonl, conll"),
    ],
)
def test_unknown_format_is_refused(path: str, name: str | None, wrong: str) -> None:
    with pytest.raises(CinespanError, match=wrong):
        find_format(path, name)


def test_every_format_of_the_issue_is_there() -> None:
    assert set(FORMATS) == {"spacy", "jsonl", "conll", "prodigy", "label-studio", "doccano", "brat", "parquet"}
