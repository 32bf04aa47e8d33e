"""What is written in a format reads back as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from sample_reviews import contents, make_bare_review, make_review, read, reviews, tokenized, write

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.formats.brat import BRAT
from cinespan.corpus.formats.doccano import DOCCANO
from cinespan.corpus.formats.jsonl import JSONL
from cinespan.corpus.formats.label_studio import LABEL_STUDIO
from cinespan.corpus.formats.parquet import PARQUET
from cinespan.corpus.formats.prodigy import PRODIGY
from cinespan.corpus.formats.protocol import Format
from cinespan.errors import OutputError

WHOLE = {BRAT: "folder", DOCCANO: "x.jsonl", JSONL: "x.jsonl", LABEL_STUDIO: "x.json", PRODIGY: "x.jsonl"}
ALL = {**WHOLE, PARQUET: "x.parquet"}


@pytest.mark.parametrize(("fmt", "name"), ALL.items(), ids=lambda value: getattr(value, "name", ""))
def test_made_by_hand(tmp_path: Path, fmt: Format, name: str) -> None:
    corpus = (make_review(), make_bare_review())

    assert contents(*read(fmt, write(fmt, tmp_path / name, *corpus))) == contents(*corpus)


@pytest.mark.parametrize(("fmt", "name"), WHOLE.items(), ids=lambda value: getattr(value, "name", ""))
@settings(max_examples=15, deadline=None)
@given(review=reviews())
def test_of_any_review(fmt: Format, name: str, review: AnnotatedReview) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(fmt, Path(folder, name), review)

        assert contents(*read(fmt, path)) == contents(review)


@pytest.mark.parametrize(("fmt", "name"), ALL.items(), ids=lambda value: getattr(value, "name", ""))
def test_of_nothing(tmp_path: Path, fmt: Format, name: str) -> None:
    path = write(fmt, tmp_path / name)

    assert path.exists()
    assert fmt is BRAT or read(fmt, path) == []


@pytest.mark.parametrize(("fmt", "name"), ALL.items(), ids=lambda value: getattr(value, "name", ""))
def test_failure_leaves_nothing(tmp_path: Path, fmt: Format, name: str) -> None:
    def fail_half_way() -> None:
        with fmt.open(tmp_path / name) as add:
            add(make_review())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("fmt", "name"), ALL.items(), ids=lambda value: getattr(value, "name", ""))
def test_the_same_reviews_give_the_same_bytes(tmp_path: Path, fmt: Format, name: str) -> None:
    places = [write(fmt, tmp_path / folder / name, make_review()) for folder in ("a", "b")]
    files = [[place] if place.is_file() else sorted(place.iterdir()) for place in places]

    assert [file.read_bytes() for file in files[0]] == [file.read_bytes() for file in files[1]]


def test_tokens_of_a_corpus_come_back_from_jsonl(tmp_path: Path) -> None:
    review = make_review()
    (back,) = read(JSONL, write(JSONL, tmp_path / "x.jsonl", review))
    assert isinstance(back, AnnotatedReview)

    assert tokenized(back).tokens == review.tokens


def test_brat_writes_over_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()

    with pytest.raises(OutputError, match="is there already"):
        write(BRAT, tmp_path, make_review())

    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
