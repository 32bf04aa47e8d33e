from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cinespan import inputs
from cinespan.errors import InputError
from cinespan.readers import read_records
from cinespan.records import Record


def read(*given: Path, **options: Any) -> tuple[list[Record], list[str]]:
    """Read all records, and the messages on those that can not be read."""
    problems: list[str] = []
    records = list(read_records(given, on_error=lambda err: problems.append(str(err)), **options))
    return records, problems


def test_txt_is_one_record_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "heat.txt"
    path.write_bytes("\ufeffSuperb.\r\nA café scene.\n".encode())

    assert read(path) == ([Record("heat", "Superb.\r\nA café scene.\n", str(path))], [])


def test_jsonl_keeps_ids_and_other_fields(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text(
        '{"id": "a", "text": "Superb.", "stars": 4.5, "tags": ["x"]}\r\n\n{"text": "Dull.", "id": 7}\n{"text": "Fine."}'
    )

    records, problems = read(path)

    assert problems == []
    assert records == [
        Record("a", "Superb.", f"{path}:1", {"stars": 4.5, "tags": ["x"]}),
        Record(7, "Dull.", f"{path}:3"),
        Record("reviews:4", "Fine.", f"{path}:4"),
    ]


def test_text_and_id_may_have_other_names(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text('{"review": "Superb.", "key": "k", "id": 3}\n')

    records, _ = read(path, text_field="review", id_field="key")

    assert records == [Record("k", "Superb.", f"{path}:1", {"id": 3})]


@pytest.mark.parametrize(("suffix", "separator"), [(".csv", ","), (".tsv", "\t")])
def test_tables_give_rows_with_the_line_they_begin_on(tmp_path: Path, suffix: str, separator: str) -> None:
    path = tmp_path / f"reviews{suffix}"
    rows = [["id", "text", ""], ["1", '"Superb,\n""really""."', "0"], ["2", "Dull.", "1"]]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(separator.join(row) for row in rows).encode())

    records, problems = read(path)

    assert problems == []
    assert records == [
        Record("1", 'Superb,\n"really".', f"{path}:2", {"column 3": "0"}),
        Record("2", "Dull.", f"{path}:4", {"column 3": "1"}),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.tsv"])
def test_every_kind_may_be_gzipped(tmp_path: Path, name: str) -> None:
    text = {"txt": "Superb.", "jsonl": '{"text": "Superb."}', "csv": "text\nSuperb.\n", "tsv": "text\nSuperb.\n"}
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(text[name[2:]].encode()))

    records, problems = read(path)

    assert ([record.text for record in records], problems) == (["Superb."], [])


def test_folder_is_read_below_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.jsonl", "notes.md", ".hidden.txt", ".git/x.txt", "out.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "Superb."}' if path.suffix == ".jsonl" else "Superb.")

    records, problems = read(tmp_path, tmp_path / "b.txt", but=tmp_path / "out.jsonl")

    assert ([record.id for record in records], problems) == (["a/b:1", "a/z", "b"], [])


def test_stdin_is_jsonl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "Superb."}\nnonsense\n')))

    records, problems = read(Path("-"))

    assert records == [Record("stdin:1", "Superb.", "<stdin>:1")]
    assert len(problems) == 1
    assert problems[0].startswith("<stdin>:2: broken JSON")


def test_per_file_stops_early(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\nnonsense\n')

    records, problems = read(path, per_file=1)

    assert ([record.text for record in records], problems) == (["One."], [])


BAD_LINES = {
    b'{"id": "x", "text": "Superb."': "broken JSON",
    b"nonsense": "broken JSON",
    b"[" * 100_000: "broken JSON",
    b'{"n": ' + b"1" * 5000 + b', "txt": "x"}': "no field 'text' but 'n', 'txt'",
    b'["Superb."]': "not a list",
    b'"Superb."': "not a string",
    b'{"txt": "Superb."}': "no field 'text' but 'txt'",
    b"{}": "but nothing",
    b'{"text": 5}': "'text' is a number",
    b'{"text": null}': "'text' is null",
    b'{"text": NaN}': "'text' is null",
    b'{"text": {"a": 1}}': "'text' is an object",
    b'{"text": true}': "'text' is true or false",
    b'{"text": ""}': "the text is empty",
    b'{"text": " \\n"}': "the text is empty",
    b'{"text": "x", "id": [1]}': "'id' is a list",
    b'{"text": "x", "id": 1.5}': "'id' is a number",
    b'{"text": "x", "id": true}': "'id' is true or false",
    b'{"text": "half \\ud83d a pair"}': "surrogate",
    b'{"text": "caf\xe9"}': "not UTF-8 (byte 0xe9 at column 14)",
    b'{"text": "a\x00b"}': "broken JSON",
}


@pytest.mark.parametrize(("line", "wrong"), BAD_LINES.items(), ids=range(len(BAD_LINES)))
def test_bad_line_is_named_and_costs_no_other(tmp_path: Path, line: bytes, wrong: str) -> None:
    path = tmp_path / "reviews.jsonl"
    # beyond the bytes in which a NUL gives away a binary file
    begin = b'{"text": "%s"}\n' % (b"Superb. " * 1200)
    path.write_bytes(begin + line + b'\n{"text": "Dull."}\n')

    records, problems = read(path)

    assert [record.id for record in records] == ["reviews:1", "reviews:3"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:2: ")
    assert wrong in problems[0]
    with pytest.raises(InputError, match=r"reviews\.jsonl:2: "):
        list(read_records([path]))


BAD_ROWS = {
    b"1,a,b": "3 fields, but the header has 2",
    b"1": "1 field, but the header has 2",
    b"1,": "the text is empty",
    b"1,NaN": "the text is missing (NaN)",
    b"1,caf\xe9": "not UTF-8",
    b"1,a\x00b": "not UTF-8 text",
    b'1,"a" b': "broken row",
}


@pytest.mark.parametrize(("row", "wrong"), BAD_ROWS.items())
def test_bad_row_is_named_and_costs_no_other(tmp_path: Path, row: bytes, wrong: str) -> None:
    path = tmp_path / "reviews.csv"
    path.write_bytes(b"id,text\n0," + b"Superb. " * 1200 + b"\n" + row + b"\n2,Dull.\n")

    records, problems = read(path)

    assert [record.id for record in records] == ["0", "2"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:3: ")
    assert wrong in problems[0]


def test_quote_that_is_never_closed_is_named_by_its_row(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text('text\nSuperb.\n"Dull.\nFine.\n')

    records, problems = read(path)

    assert [record.text for record in records] == ["Superb."]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:3: broken row (unexpected end of data)")


def test_table_field_may_be_huge(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text("text\n" + "Superb. " * 50_000)

    records, problems = read(path)

    assert ([len(record.text) for record in records], problems) == ([400_000], [])


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the file is empty"),
    "bom.txt": (b"\xef\xbb\xbf", "the file is empty"),
    "blank.txt": (b" \n", "the text is empty"),
    "empty.jsonl": (b"\n", "the file is empty"),
    "empty.csv": (b"", "the file is empty"),
    "header.csv": (b"id,text\n", "there is no row below the header"),
    "no-text.csv": (b"id;text\n1;Superb.\n", "no column 'text' but 'id;text'"),
    "twice.csv": (b"text,text\na,b\n", "two columns are named 'text'"),
    "broken-header.csv": (b'"text" x\nSuperb.\n', "broken row"),
    "latin.txt": (b"Fine.\nA caf\xe9.", "latin.txt:2: not UTF-8 (byte 0xe9 at column 6)"),
    "utf16.txt": ("Superb.".encode("utf-16"), "this is UTF-16"),
    "utf16.jsonl": ('{"text": "Superb."}'.encode("utf-16"), "this is UTF-16"),
    "image.txt": (b"\x89PNG\r\n\x00\x00\x00\rIHDR", "this is a binary file"),
    "late.txt": (b"Superb. " * 2000 + b"\0", "this is a binary file"),
    "plain.txt.gz": (b"Superb.", "not gzip"),
    "empty.txt.gz": (b"", "not gzip"),
    "packed.txt": (gzip.compress(b"Superb."), "this is gzip"),
    "cut.txt.gz": (gzip.compress(b"Superb." * 99)[:-9], "damaged"),
    "packed-binary.txt.gz": (gzip.compress(b"Superb.\0"), "this is a binary file"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file_is_named_and_costs_no_other(tmp_path: Path, name: str) -> None:
    data, wrong = BAD_FILES[name]
    bad, good = tmp_path / name, tmp_path / "zz.txt"
    bad.write_bytes(data)
    good.write_text("Superb.")

    records, problems = read(bad, good)

    assert [record.id for record in records] == ["zz"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{bad}:")
    assert wrong in problems[0]


def test_cut_gzip_gives_the_records_before_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl.gz"
    lines = b"".join(b'{"id": %d, "text": "%s"}\n' % (i, os.urandom(30).hex().encode()) for i in range(2000))
    path.write_bytes(gzip.compress(lines)[:-5000])

    records, problems = read(path)

    assert 0 < len(records) < 2000
    assert [record.id for record in records] == list(range(len(records)))
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:{len(records) + 1}: the file is damaged")


@pytest.mark.parametrize("text", ["...", "!?", "🎬🍿", "👩‍👩‍👧", "\u200b", "“”"])
def test_punctuation_and_emoji_are_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text(json.dumps({"text": text}))

    assert read(path) == ([Record("reviews:1", text, f"{path}:1")], [])


def test_too_long_a_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_LINE_BYTES", 1000)
    path, text = tmp_path / "reviews.jsonl", tmp_path / "long.txt"
    path.write_text(json.dumps({"text": "long " * 1000}) + '\n{"text": "Dull."}\n')
    text.write_text("long " * 1000)

    records, problems = read(path, text)

    assert [record.id for record in records] == ["reviews:2"]
    assert [problem.split(": ")[0] for problem in problems] == [f"{path}:1", str(text)]


def test_numbers_that_no_output_can_hold_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text(f'{{"text": "x", "a": NaN, "b": 1e999, "c": {2**64}, "d": {2**64 - 1}, "e": -Infinity, "f": 1.5}}')

    records, _ = read(path)

    assert records[0].meta == {"a": None, "b": None, "c": str(2**64), "d": 2**64 - 1, "e": None, "f": 1.5}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("missing.txt", "no such file"),
        ("notes.md", "can not tell what it holds"),
        ("empty", "nothing in it can be read"),
    ],
)
def test_wrong_input_is_refused_before_any_work(tmp_path: Path, name: str, wrong: str) -> None:
    (tmp_path / "notes.md").write_text("x")
    (tmp_path / "empty").mkdir()

    with pytest.raises(InputError, match=wrong):
        read_records([tmp_path / name], on_error=lambda _: None)


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_file_name_that_is_no_utf8_gives_a_printable_id(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Superb.")

    records, problems = read(tmp_path)

    assert ([record.id for record in records], problems) == (["caf\ufffd"], [])


@given(st.binary(max_size=300), st.sampled_from([".txt", ".jsonl", ".csv", ".tsv"]))
def test_any_bytes_give_records_or_messages(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"file{suffix}"
    path.write_bytes(data)

    records, problems = read(path)

    assert records or problems
    assert all(problem.startswith(f"{path}:") for problem in problems)
    assert all(record.text.strip() and record.text.encode() for record in records)


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("a.jsonl", "\n", "a.jsonl: the file is empty; nothing was read from it"),
        ("b.jsonl", '{"text": "x"\n', "b.jsonl:1: broken JSON (Expecting ',' delimiter at column 14)"),
    ],
)
def test_message_says_what_is_wrong_with_the_file(tmp_path: Path, name: str, text: str, wrong: str) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(InputError) as caught:
        list(read_records([tmp_path / name]))

    assert wrong in str(caught.value)
