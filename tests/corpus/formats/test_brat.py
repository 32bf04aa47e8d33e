from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_reviews import LABELS, TEXT, contents, errors, make_bare_review, make_review, read, span_of, write

from cinespan.corpus.annotated import AnnotatedReview, Entity, make_quad
from cinespan.corpus.formats.brat import BRAT, ann_lines
from cinespan.records import Record


def test_folder_is_as_brat_documents_it(tmp_path: Path) -> None:
    folder = write(BRAT, tmp_path / "out", make_review(), make_bare_review())
    harbour, lights = span_of(TEXT, "Harbour"), span_of(TEXT, "Lights")
    spans = {words: span_of(TEXT, words) for words in ("Ana Lind", "score", "pacing", "superb")}
    again = span_of(TEXT, "superb", 1)

    assert sorted(file.name for file in folder.iterdir()) == [
        "bare.ann",
        "bare.txt",
        "r%2F1.ann",
        "r%2F1.txt",
        "records.jsonl",
    ]
    assert (folder / "r%2F1.txt").read_bytes() == TEXT.encode()
    # a line break inside an annotation parts it into fragments, and its text holds a space there
    assert (folder / "r%2F1.ann").read_text(encoding="utf-8").split("\n") == [
        f"T1\tFILM {harbour[0]} {harbour[1]};{lights[0]} {lights[1]}\tHarbour Lights",
        "T2\tDIRECTOR {} {}\tAna Lind".format(*spans["Ana Lind"]),
        "T3\tSCORE {} {}\tscore".format(*spans["score"]),
        "T4\tPACING {} {}\tpacing".format(*spans["pacing"]),
        "T5\tpositive {} {}\tsuperb".format(*spans["superb"]),
        "T6\tnegative {} {}\tsuperb".format(*again),
        "R1\tjudged_by Arg1:T3 Arg2:T5",
        "R2\tjudged_by Arg1:T4 Arg2:T6",
        "A1\tNegated T6",
        "N1\tReference T1 catalogue:tt001\tHarbour Lights",
        "#1\tAnnotatorNotes T1\trule film.by",
        "#2\tAnnotatorNotes T2\trule director.by",
        "#3\tAnnotatorNotes R1\trules score superb",
        "#4\tAnnotatorNotes R2\trules pacing superb",
        "",
    ]
    assert (folder / "bare.ann").read_bytes() == b""


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\u2028", "\x85", "\n\n"])
def test_text_of_an_annotation_holds_no_line_break(mark: str) -> None:
    text = f"A{mark}B"

    (line,) = ann_lines(AnnotatedReview(Record("r", text), (Entity(0, len(text), "FILM"),)))

    assert line == f"T1\tFILM 0 1;{1 + len(mark)} {2 + len(mark)}\tA B"
    assert line.splitlines() == [line]


def test_changes_of_an_annotator_are_taken_and_evidence_stays_with_the_rest(tmp_path: Path) -> None:
    review = make_review()
    folder = write(BRAT, tmp_path / "out", review)
    ann = folder / "r%2F1.ann"
    lines = ann.read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(("T2\t", "T4\t", "T6\t", "R2\t", "A1", "#"))]
    start, end = span_of(TEXT, "Lind")
    ann.write_text("\n".join([*kept, f"T9\tACTOR {start} {end}\tLind", "*\tEquiv T1 T9", "E1\tX:T1"]), encoding="utf-8")

    (item,) = contents(*read(BRAT, folder))

    assert item[:3] == ("r/1", TEXT, dict(review.record.meta))
    assert item[3:] == ((review.entities[0], Entity(start, end, "ACTOR")), review.quads[:1])


def test_folder_from_elsewhere_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_bytes("A 🎬 great score".encode())
    (tmp_path / "a" / "one.ann").write_text(
        "T1 \t\nT2\tSCORE 10 15\tscore\nT7\tpositive 4 9\tgreat\nR1\tx A:T7 B:T2\n"[5:]
    )

    (item,) = contents(*read(BRAT, tmp_path))

    assert item == ("a/one", "A 🎬 great score", {}, (), (make_quad((10, 15), "SCORE", (4, 9), "positive"),))


def test_ids_become_names_that_files_can_have_and_come_back(tmp_path: Path) -> None:
    ids = ["../up", "UP", "up", "é" * 300, ".hidden", 7, "a b"]
    corpus = [AnnotatedReview(Record(name, "Text.")) for name in ids]

    folder = write(BRAT, tmp_path / "out", *corpus)

    assert [item[0] for item in contents(*read(BRAT, folder))] == ids
    assert len({file.name.casefold() for file in folder.glob("*.txt")}) == len(ids)
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("ann", "wrong"),
    [
        ("T1\tFILM 0\tA", ":1: broken annotation"),
        ("T1\tFILM x 1\tA", ":1: broken annotation"),
        ("T1", ":1: broken annotation"),
        ("#1\tNote\nT1\tFILM 0 1;4 5\tA C", ":2: a span with a gap in it"),
        ("T1\tFILM 0 99\tA", "is not in a text of 5 characters"),
        ("R1\tx Arg1:T1 Arg2:T2", ":1: a relation goes to T1, which is not there"),
        ("R1\tx T1 T2", ":1: broken relation"),
        ("T1\tpositive 0 1\tA", "the term 'A' (positive) is not linked"),
    ],
)
def test_bad_file_is_named_and_the_others_are_read(tmp_path: Path, ann: str, wrong: str) -> None:
    (tmp_path / "bad.txt").write_text("A B C")
    (tmp_path / "bad.ann").write_text(ann)
    (tmp_path / "good.txt").write_text("Fine.")
    (tmp_path / "good.ann").touch()

    (error,) = errors(BRAT, tmp_path)
    assert error.startswith(f"{tmp_path / 'bad.ann'}")
    assert wrong in error
    assert [item[0] for item in contents(read(BRAT, tmp_path)[1])] == ["good"]


def test_ann_without_its_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.ann").touch()

    assert "each .ann needs its .txt" in errors(BRAT, tmp_path)[0]


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (lambda path: None, "no .ann file in it"),
        (lambda path: (path / "records.jsonl").write_text(json.dumps({"id": 1})), "not what cinespan writes"),
        (lambda path: path.rmdir(), "no such folder"),
    ],
)
def test_what_is_no_folder_of_brat_is_refused(tmp_path: Path, make: object, wrong: str) -> None:
    path = tmp_path / "in"
    path.mkdir()
    make(path)  # type: ignore[operator]

    with pytest.raises(Exception, match=wrong):
        list(BRAT.read(path, LABELS))
