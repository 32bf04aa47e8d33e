from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import DocBin

from cinespan.errors import InputError, OutputError
from cinespan.extraction import Summary, annotate, extract
from cinespan.records import Record
from cinespan.rows import review_row

GOOD = {"id": "good", "text": "The score is superb, but the pacing is dull."}


def write_jsonl(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_extract_writes_what_was_found_and_counts_it(tmp_path: Path, nlp: Language) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", {**GOOD, "stars": 3})
    output = tmp_path / "out.jsonl"

    summary = extract([source], output, nlp)

    row = json.loads(output.read_text())
    found = {(quad["category"], quad["aspect_text"], quad["opinion_text"], quad["polarity"]) for quad in row["quads"]}
    assert found == {("SCORE", "score", "superb", "positive"), ("PACING", "pacing", "dull", "negative")}
    assert all(quad["rules"] for quad in row["quads"])
    assert (row["id"], row["text"], row["stars"]) == ("good", GOOD["text"], 3)
    assert (summary.read, summary.skipped) == (1, 0)
    assert (summary.praised, summary.panned) == ({"SCORE": 1}, {"PACING": 1})


def test_offsets_are_those_of_the_text_with_its_markup(tmp_path: Path, nlp: Language) -> None:
    text = "It is long.<br /><br />The <i>score</i> is&nbsp;superb."
    source = write_jsonl(tmp_path / "in.jsonl", {"text": text})
    output = tmp_path / "out.jsonl"

    extract([source], output, nlp)

    row = json.loads(output.read_text())
    assert row["text"] == text
    assert ("score", "superb") in {(quad["aspect_text"], quad["opinion_text"]) for quad in row["quads"]}
    assert all(text[slice(*quad["aspect"])] == quad["aspect_text"] for quad in row["quads"])


def test_corpus_holds_the_same_quadruples_as_jsonl(tmp_path: Path, nlp: Language) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", GOOD, {"text": "🎬"})
    extract([source], tmp_path / "out.jsonl", nlp)
    extract([source], tmp_path / "out.spacy", nlp)

    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    docs = list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab))

    assert len(rows) == len(docs) == 2
    for row, doc in zip(rows, docs, strict=True):
        stored = json.loads(json.dumps(doc._.opinions))
        added = {"aspect_text", "opinion_text"}
        assert stored == [{key: quad[key] for key in quad if key not in added} for quad in row["quads"]]
        assert [(ent.start_char, ent.label_, ent.id_) for ent in doc.ents] == [
            (ent["start"], ent["label"], ent["rule"]) for ent in row["ents"]
        ]
        assert sorted(span.label_ for span in doc.spans["aspects"]) == sorted(q["category"] for q in row["quads"])
        assert doc.user_data["record"]["id"] == row["id"]


@pytest.mark.parametrize(
    "text", ["...", "🎬🍿👩‍👩‍👧", "<br />", "&nbsp;", "\u200b", "!" * 5000, "(" * 300, "\t\x0b\x1c ."]
)
def test_text_without_words_is_a_review_without_findings(tmp_path: Path, nlp: Language, text: str) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", {"text": text})
    for name in ("out.jsonl", "out.csv", "out.spacy"):
        assert extract([source], tmp_path / name, nlp).read == 1

    row = json.loads((tmp_path / "out.jsonl").read_text())
    assert (row["text"], row["ents"], row["quads"]) == (text, [], [])


PIECES = st.sampled_from(
    [
        "The score ",
        "is ",
        "not ",
        "superb",
        "<br />",
        "&amp;",
        '"',
        "Anna ",
        "Heat",
        "\n\n",
        "\r\n",
        ". ",
        "’s ",
        "(",
        "🎬",
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), max_size=6))).map("".join))
def test_any_text_gives_findings_that_lie_in_it(nlp: Language, text: str) -> None:
    record = Record("any", text)

    ((_, doc),) = annotate([record], nlp)

    row = review_row(record, doc)
    spans = [(ent["start"], ent["end"]) for ent in row["ents"]]
    spans += [tuple(quad[part]) for quad in row["quads"] for part in ("aspect", "opinion")]
    assert [(start, end) for start, end in spans if not 0 <= start < end <= len(text)] == []
    assert [(start, end) for start, end in spans if text[start:end] != text[start:end].strip()] == []
    assert json.loads(json.dumps(row)) == row


def test_bad_records_cost_no_others(tmp_path: Path, nlp: Language) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f'nonsense\n{json.dumps(GOOD)}\n{{"text": 1}}\n')
    messages: list[str] = []

    summary = extract([source], tmp_path / "out.jsonl", nlp, on_error=lambda err: messages.append(str(err)))

    assert (summary.read, summary.skipped) == (1, 2)
    assert [message.split(": ")[0] for message in messages] == [f"{source}:1", f"{source}:3"]


def test_without_on_error_the_first_bad_record_ends_it_and_nothing_is_written(tmp_path: Path, nlp: Language) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f"{json.dumps(GOOD)}\nnonsense\n")

    with pytest.raises(InputError, match=r"in\.jsonl:2"):
        extract([source], tmp_path / "out.jsonl", nlp)

    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_nothing_read_is_an_error_and_nothing_is_written(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "in.txt").touch()

    with pytest.raises(InputError, match="no record could be read"):
        extract([tmp_path / "in.txt"], tmp_path / "out.jsonl", nlp, on_error=lambda _: None)

    assert [path.name for path in tmp_path.iterdir()] == ["in.txt"]


def test_repeated_ids_are_kept_and_counted(tmp_path: Path, nlp: Language) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", GOOD, GOOD, {**GOOD, "id": -1}, {**GOOD, "id": -2})

    summary = extract([source], tmp_path / "out.jsonl", nlp, on_error=lambda _: None)

    assert (summary.read, summary.repeated_ids) == (4, 1)
    with pytest.raises(InputError, match=r"in\.jsonl:2: the id 'good' came before"):
        extract([source], tmp_path / "out.jsonl", nlp)


def test_output_is_never_an_input(tmp_path: Path, nlp: Language) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", GOOD)

    with pytest.raises(OutputError, match="this is one of the inputs"):
        extract([source], source, nlp)
    for _ in range(2):
        assert extract([tmp_path], tmp_path / "out.jsonl", nlp).read == 1


def test_a_megabyte_of_one_line_is_read(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "max_length", 2_000_000)
    text = "The score is superb. " * (2**20 // 21)

    ((_, doc),) = annotate([Record("long", text)], nlp)

    assert len(doc._.opinions) == text.count("superb")


@pytest.mark.parametrize(
    "piece", ["The score is superb. ", "superb ", "not ", "Anna Stone ", "the score, ", "x", "!", '"(,', "🎬", "-"]
)
def test_long_texts_of_every_kind_take_linear_time(nlp: Language, piece: str) -> None:
    begin = time.process_time()

    list(annotate([Record("long", piece * (200_000 // len(piece)))], nlp))

    # a second at most; what is not linear takes minutes
    assert time.process_time() - begin < 10


def test_too_long_a_text_is_reported(nlp: Language) -> None:
    records = [Record("long", "a " * nlp.max_length, "in.jsonl:1"), Record("short", "Superb.", "in.jsonl:2")]
    messages: list[str] = []

    annotated = list(annotate(records, nlp, on_error=lambda err: messages.append(str(err))))

    assert [record.id for record, _ in annotated] == ["short"]
    assert len(messages) == 1
    assert messages[0].startswith("in.jsonl:1: the text has")
    with pytest.raises(InputError, match=r"in\.jsonl:1"):
        list(annotate(records, nlp))


def test_summary_leaves_neutral_remarks_out(nlp: Language) -> None:
    summary = Summary()
    doc = nlp.make_doc("x")
    doc._.opinions = [
        {"category": "STORY", "polarity": "neutral"},
        {"category": "SCORE", "polarity": "positive"},
    ]
    summary.add(doc)

    assert (summary.read, summary.praised, summary.panned) == (1, {"SCORE": 1}, {})
