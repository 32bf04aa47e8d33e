from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus

from cinespan.corpus.manifest import ShardCounts, read_manifest
from cinespan.corpus.shards import attributes_of, corpus_files, is_folder_name, open_corpus, read_docs
from cinespan.errors import InputError, OutputError

VOCAB = spacy.blank("en").vocab


def make_docs(count: int = 5) -> list[Doc]:
    docs = [Doc(VOCAB, words=["Salt", "Road", "is", "film", str(number)]) for number in range(count)]
    for doc in docs:
        doc.set_ents([doc.char_span(0, 9, label="FILM", span_id="film.tells")])
    return docs


def write(path: Path, docs: list[Doc], shard_tokens: int = 10) -> Path:
    with open_corpus(path, shard_tokens=shard_tokens, patterns="rules") as add:
        for doc in docs:
            add(doc)
    return path


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_folder_holds_shards_with_their_markers_and_a_manifest(tmp_path: Path) -> None:
    folder = write(tmp_path / "corpus", make_docs())

    assert names(folder) == [
        "manifest.json",
        *(f"shard-{number:05}{suffix}" for number in range(3) for suffix in (".json", ".spacy")),
    ]
    manifest = read_manifest(folder)
    assert manifest.patterns == "rules"
    assert manifest.counts == ShardCounts(reviews=5, tokens=25, entities={"FILM": 5})
    assert [shard.counts.reviews for shard in manifest.shards] == [2, 2, 1]
    assert [list(shard.sha256) for shard in manifest.shards] == [[f"shard-0000{number}.spacy"] for number in range(3)]


@pytest.mark.parametrize("name", ["corpus.spacy", "corpus"])
def test_docs_come_back_in_their_order(tmp_path: Path, name: str) -> None:
    docs = make_docs()

    found = list(read_docs(write(tmp_path / name, docs)))

    assert [doc.text for doc in found] == [doc.text for doc in docs]
    assert [(ent.label_, ent.id_) for doc in found for ent in doc.ents] == [("FILM", "film.tells")] * 5


def test_stock_spacy_reads_a_folder_of_shards(tmp_path: Path) -> None:
    folder = write(tmp_path / "corpus", make_docs())

    examples = list(Corpus(folder)(spacy.blank("en")))

    assert [example.reference[4].text for example in examples] == ["0", "1", "2", "3", "4"]


def test_a_shorter_corpus_takes_the_place_of_a_longer_one(tmp_path: Path) -> None:
    write(tmp_path / "corpus", make_docs(9))
    folder = write(tmp_path / "corpus", make_docs(2))

    assert names(folder) == ["manifest.json", "shard-00000.json", "shard-00000.spacy"]
    assert len(list(read_docs(folder))) == 2


def test_attributes_are_kept(tmp_path: Path) -> None:
    tagged = DocBin(attrs=["TAG", "ENT_TYPE"])
    tagged.to_disk(tmp_path / "tagged.spacy")
    write(tmp_path / "corpus.spacy", make_docs())

    assert set(attributes_of([tmp_path / "tagged.spacy"])) == {"TAG", "ENT_TYPE"}
    assert {"ENT_ID", "ENT_KB_ID", "SENT_START"} <= set(attributes_of([tmp_path / "corpus.spacy"]))


def test_which_names_are_folders(tmp_path: Path) -> None:
    folder = write(tmp_path / "corpus", make_docs())

    assert is_folder_name("new/")
    assert is_folder_name(folder)
    assert not is_folder_name(tmp_path)
    assert not is_folder_name("out.jsonl")


def test_an_unfinished_folder_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "corpus", make_docs())
    (folder / "manifest.json").unlink()

    with pytest.raises(InputError, match="was not finished; run its `extract` again with --resume"):
        read_docs(folder)


def test_a_folder_of_other_peoples_corpora_is_read(tmp_path: Path) -> None:
    write(tmp_path / "b.spacy", make_docs(1))
    write(tmp_path / "a.spacy", make_docs(2))

    assert [path.name for path in corpus_files(tmp_path)] == ["a.spacy", "b.spacy"]
    assert len(list(read_docs(tmp_path))) == 3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema_version": 99}, "version 99 of the form, and this cinespan reads 1"),
        ({"shards": "none"}, "not what cinespan writes: shards"),
        ({"colour": "red"}, "not what cinespan writes: colour Extra inputs"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    path = write(tmp_path / "corpus", make_docs()) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))

    with pytest.raises(InputError, match=message) as caught:
        read_docs(tmp_path / "corpus")
    assert str(caught.value).startswith(str(path))


def test_what_is_no_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "broken.spacy").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    folder = write(tmp_path / "corpus", make_docs())
    (folder / "shard-00001.spacy").unlink()

    for name, message in (
        ("missing", "no such file or folder"),
        ("notes.txt", "no .spacy file"),
        ("empty", "no .spacy file in it"),
        ("broken.spacy", "no DocBin, or a damaged one"),
        ("corpus", "the manifest names this shard, and it is missing"),
    ):
        with pytest.raises(InputError, match=message):
            list(read_docs(tmp_path / name))


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("x")
    (tmp_path / "file").write_text("x")

    with pytest.raises(OutputError, match=r"holds other things, as file; name a new or an empty folder"):
        write(tmp_path, make_docs())
    with pytest.raises(OutputError, match="this is a file; name a folder"):
        write(tmp_path / "file", make_docs())
    assert names(tmp_path) == ["file", "thesis.tex"]


def test_a_failure_leaves_no_manifest(tmp_path: Path) -> None:
    docs = iter(make_docs())

    def write_until_the_source_fails() -> None:
        with open_corpus(tmp_path / "corpus", shard_tokens=5) as add:
            add(next(docs))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_until_the_source_fails()

    assert names(tmp_path / "corpus") == ["shard-00000.json", "shard-00000.spacy"]
