from __future__ import annotations

from pathlib import Path

import pytest
from made_corpora import BARE, HEAT, SALT, write_corpus

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.manifest import read_manifest
from cinespan.corpus.merging import Merge, merge_corpora
from cinespan.corpus.shards import open_corpus, read_docs
from cinespan.errors import CinespanError, InputError, OutputError


def found(path: Path) -> list[AnnotatedReview]:
    return [AnnotatedReview.of(doc) for doc in read_docs(path)]


@pytest.mark.parametrize("name", ["all.spacy", "all"])
def test_documents_come_whole_and_in_order(tmp_path: Path, name: str) -> None:
    first = write_corpus(tmp_path / "first", SALT, HEAT)
    second = write_corpus(tmp_path / "second.spacy", BARE)

    done = merge_corpora([first, second], tmp_path / name, shard_tokens=10)

    assert done == Merge(3, 0, [])
    assert found(tmp_path / name) == [*found(first), *found(second)]
    assert [r.record.id for r in found(tmp_path / name)] == ["salt", "heat", "bare"]


def test_folder_of_shards_is_whole(tmp_path: Path) -> None:
    parts = [write_corpus(tmp_path / f"{n}.spacy", review) for n, review in enumerate((HEAT, SALT, BARE))]

    merge_corpora(parts, tmp_path / "all", shard_tokens=10)

    counts = read_manifest(tmp_path / "all").counts
    assert (counts.reviews, counts.entities) == (3, {"FILM": 2, "DIRECTOR": 1})
    assert sorted(file.name for file in (tmp_path / "all").glob("*.spacy")) == [
        "shard-00000.spacy",
        "shard-00001.spacy",
    ]


def test_ids_that_came_before_are_reported_and_kept(tmp_path: Path) -> None:
    first, second = (write_corpus(tmp_path / f"{n}.spacy", HEAT, SALT) for n in "ab")

    done = merge_corpora([first, second], tmp_path / "all.spacy")

    assert done == Merge(4, 2, [f"heat in {second}", f"salt in {second}"])
    assert len(found(tmp_path / "all.spacy")) == 4


def test_unique_keeps_the_first_of_an_id(tmp_path: Path) -> None:
    first, second = write_corpus(tmp_path / "a.spacy", HEAT), write_corpus(tmp_path / "b.spacy", HEAT, SALT)

    done = merge_corpora([first, second], tmp_path / "all.spacy", unique=True)

    assert (done.written, done.repeated) == (2, 1)
    assert [r.record.id for r in found(tmp_path / "all.spacy")] == ["heat", "salt"]


def test_strict_refuses_an_id_that_came_before_and_writes_nothing(tmp_path: Path) -> None:
    first, second = (write_corpus(tmp_path / f"{n}.spacy", HEAT) for n in "ab")

    with pytest.raises(InputError, match=r"b\.spacy: the id 'heat' came before"):
        merge_corpora([first, second], tmp_path / "all.spacy", strict=True)

    assert not (tmp_path / "all.spacy").exists()


def test_fingerprint_stays_where_all_have_the_same(tmp_path: Path) -> None:
    for name, patterns in (("a", "p1"), ("b", "p1"), ("c", "p2")):
        with open_corpus(tmp_path / name, patterns=patterns):
            pass

    merge_corpora([tmp_path / "a", tmp_path / "b"], tmp_path / "same")
    merge_corpora([tmp_path / "a", tmp_path / "c"], tmp_path / "other")

    assert (read_manifest(tmp_path / "same").patterns, read_manifest(tmp_path / "other").patterns) == ("p1", None)


@pytest.mark.parametrize("output", ["in", "in/all.spacy", "", "in/../in"])
def test_output_that_is_an_input_or_holds_one_is_refused(tmp_path: Path, output: str) -> None:
    corpus = write_corpus(tmp_path / "in", HEAT)
    before = sorted(corpus.iterdir())

    with pytest.raises(OutputError, match="this is one of the inputs"):
        merge_corpora([corpus], tmp_path / output)

    assert sorted(corpus.iterdir()) == before


def test_missing_corpus_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(CinespanError, match="no such file or folder"):
        merge_corpora([write_corpus(tmp_path / "a.spacy", HEAT), tmp_path / "b.spacy"], tmp_path / "all")

    assert not (tmp_path / "all").exists()
