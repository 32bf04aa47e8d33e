from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

from cinespan.doc_data import set_cast, set_opinions
from cinespan.errors import OutputError
from cinespan.records import Record
from cinespan.writers import CorpusWriter, open_output, write_text

TEXT = "Heat has a superb<br />score."
MASKED = "Heat has a superb\n     score."
QUAD: dict[str, Any] = {
    "aspect": [23, 28],
    "category": "SCORE",
    "opinion": [11, 17],
    "polarity": "positive",
    "intensity": 0.8,
    "negated": False,
    "score": 0.815,
    "person": None,
    "film": "Heat",
    "rules": ["aspect.score", "opinion.superb", "modifier"],
}

CAST: dict[str, Any] = {
    "name": "Heat (1995)",
    "labels": ["FILM"],
    "kb_id": "tt0113277",
    "mentions": [[0, 4]],
    "links": [{"relation": "made_by", "name": "Michael Mann", "rule": "credits.directors"}],
}


def make_doc(text: str = MASKED, quads: tuple[dict[str, Any], ...] = (QUAD,)) -> Doc:
    doc = spacy.blank("en")(text)
    if text.startswith("Heat"):
        doc.ents = [Span(doc, 0, 1, label="FILM", span_id="film.heat", kb_id="tt0113277")]
        set_cast(doc, [CAST])
    set_opinions(doc, quads)
    return doc


def make_record(**meta: Any) -> Record:
    return Record("r1", TEXT, "reviews.jsonl:1", meta)


def write(path: Path, *reviews: tuple[Record, Doc]) -> None:
    with open_output(path) as writer:
        for record, doc in reviews:
            writer.write(record, doc)


def test_jsonl_holds_findings_evidence_and_the_input(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, (make_record(stars=4, tags=["é"]), make_doc()))

    assert json.loads(path.read_text(encoding="utf-8")) == {
        "id": "r1",
        "text": TEXT,
        "ents": [
            {
                "start": 0,
                "end": 4,
                "label": "FILM",
                "text": "Heat",
                "name": "Heat (1995)",
                "rule": "film.heat",
                "source": "context",
                "kb_id": "tt0113277",
            },
        ],
        "cast": [CAST],
        "quads": [{**QUAD, "aspect_text": "score", "opinion_text": "superb"}],
        "stars": 4,
        "tags": ["é"],
    }


def test_jsonl_renames_input_fields_whose_names_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, (make_record(ents=[1], input_ents=[2], id="other"), make_doc()))

    row = json.loads(path.read_text())

    assert (row["id"], row["ents"][0]["text"]) == ("r1", "Heat")
    assert {key: row[key] for key in row if key.startswith("input_")} == {
        "input_ents": [2],
        "input_input_ents": [1],
        "input_id": "other",
    }


def test_csv_has_a_row_a_quadruple(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write(path, (make_record(film="tt1", stars=4), make_doc()), (Record("r2", "Fine."), make_doc("Fine.", ())))

    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert rows == [
        {
            "id": "r1",
            "category": "SCORE",
            "polarity": "positive",
            "aspect": "score",
            "opinion": "superb",
            "aspect_start": "23",
            "aspect_end": "28",
            "opinion_start": "11",
            "opinion_end": "17",
            "intensity": "0.8",
            "negated": "false",
            "score": "0.815",
            "person": "",
            "film": "Heat",
            "person_name": "",
            "film_name": "Heat (1995)",
            "rules": "aspect.score|opinion.superb|modifier",
            "input_film": "tt1",
            "stars": "4",
        }
    ]


def test_csv_rows_are_as_wide_as_the_header_whatever_each_review_brings(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    metas: list[dict[str, Any]] = [{"a": 'x,"y"\n'}, {"b": [1]}, {"a": "z", "b": None}]
    write(path, *((make_record(**meta), make_doc()) for meta in metas))

    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))

    assert rows[0][-2:] == ["a", "b"]
    assert [row[-2:] for row in rows[1:]] == [['x,"y"\n', ""], ["", "[1]"], ["z", ""]]


def test_csv_without_findings_is_a_header(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write(path, (Record("r", "Fine."), make_doc("Fine.", ())))

    assert path.read_text().startswith("id,category,polarity")
    assert path.read_text().count("\n") == 1


def test_corpus_reads_back_with_stock_spacy(tmp_path: Path) -> None:
    path = tmp_path / "out.spacy"
    write(path, (make_record(stars=4), make_doc()), (Record(2, "🎬"), make_doc("🎬", ())))
    script = """
import sys
from spacy.tokens import DocBin
from spacy.vocab import Vocab

# spacy.blank would import the components of every installed package
first, second = DocBin().from_disk(sys.argv[1]).get_docs(Vocab())
ent, = first.ents
assert first.text == sys.argv[2]
assert (ent.text, ent.label_, ent.id_, ent.kb_id_) == ("Heat", "FILM", "film.heat", "tt0113277")
quad, = first.user_data["._.", "opinions", None, None]
assert quad["category"] == "SCORE" and tuple(quad["aspect"]) == (23, 28) and quad["person"] is None
record = first.user_data["record"]
assert record["id"] == "r1" and record["fields"] == {"stars": 4} and record["source"] == "reviews.jsonl:1"
assert record["text"] == sys.argv[3]
assert second.user_data["record"]["id"] == 2 and "text" not in second.user_data["record"]
assert not any(name.split(".")[0] == "cinespan" for name in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script, path, MASKED, TEXT], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


def test_corpus_of_nothing_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "out.spacy"
    write(path)

    assert list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)) == []


def test_corpus_too_large_for_a_docbin_is_an_error_that_says_so() -> None:
    class FullBin:
        def to_bytes(self) -> bytes:
            raise ValueError("bytes object is too large")

        def __len__(self) -> int:
            return 9

    writer = CorpusWriter(io.BytesIO())
    writer.bin = FullBin()  # type: ignore[assignment]

    with pytest.raises(OutputError, match="9 reviews are more than a DocBin holds"):
        writer.finish()


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_gzipped_output_holds_the_same(tmp_path: Path, name: str) -> None:
    plain, packed = tmp_path / name, tmp_path / f"{name}.gz"
    for path in (plain, packed):
        write(path, (make_record(), make_doc()))

    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()


@pytest.mark.parametrize("name", ["out.spacy", "out.jsonl", "out.jsonl.gz", "out.csv"])
def test_same_findings_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    for folder in ("a", "b"):
        write(tmp_path / folder / name, (make_record(stars=4), make_doc()))

    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize("name", ["out.spacy", "out.jsonl", "out.jsonl.gz", "out.csv"])
def test_failure_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("before")

    def fail_half_way() -> None:
        with open_output(path) as writer:
            writer.write(make_record(), make_doc())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()

    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert path.read_text() == "before"


def test_missing_folder_is_made_and_permissions_are_the_usual(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    path = tmp_path / "a" / "b" / "out.jsonl"
    write(path, (make_record(), make_doc()))

    assert path.stat().st_mode == usual.stat().st_mode


def test_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.jsonl", tmp_path / "link.jsonl"
    target.touch()
    link.symlink_to(target)
    write(link, (make_record(), make_doc()))

    assert link.is_symlink()
    assert target.stat().st_size > 0


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("out.parquet", "can not tell what to write; end the name in .spacy, .jsonl"),
        ("file/out.jsonl", "can not be written"),
        ("folder.csv", "this is a folder"),
    ],
)
def test_output_that_can_not_be_is_refused_before_any_work(tmp_path: Path, name: str, wrong: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.csv").mkdir()

    with pytest.raises(OutputError, match=wrong), open_output(tmp_path / name):
        pytest.fail("the work began")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.csv"]


def test_full_disk_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(OutputError, match="can not be written: No space left on device"):
        write_text(tmp_path / "scores.json", "{}")

    assert list(tmp_path.iterdir()) == []
