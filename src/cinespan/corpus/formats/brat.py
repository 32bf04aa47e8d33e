"""brat: a folder with a `.txt` and an `.ann` for each review.

The form is that of https://brat.nlplab.org/standoff.html : text-bound annotations (`T`) with offsets in characters,
relations (`R`), attributes (`A`), normalizations (`N`) and notes (`#`). A text-bound annotation holds no line break, so
a span that runs over one is written as fragments, and fragments with nothing but white space between them are read as
one span. `records.jsonl` beside them, which brat passes over, holds the ids and the fields of the reviews.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.formats.protocol import Format, Item, Labels, Write
from cinespan.corpus.formats.span_graph import RELATION, Mark, carried, from_graph, link_key, read_record, to_graph
from cinespan.errors import InputError, OutputError
from cinespan.labels import POLARITIES
from cinespan.records import parse_json_record

RECORDS: Final = "records.jsonl"
NORMALIZATION: Final = "catalogue"
"""The name of the knowledge base in normalizations."""

# all at which a reader may end a line
_BREAKS: Final = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_LONGEST_NAME: Final = 120


def ann_lines(review: AnnotatedReview) -> Iterator[str]:
    """Give the lines of the `.ann` file of a review."""
    text = review.record.text
    graph = to_graph(review)
    for number, mark in enumerate(graph.marks, start=1):
        pieces = _fragments(text, mark)
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"T{number}\t{mark.label} {offsets}\t{' '.join(text[start:end] for start, end in pieces)}"
    for number, (aspect, opinion) in enumerate(graph.links, start=1):
        yield f"R{number}\t{RELATION} Arg1:T{aspect + 1} Arg2:T{opinion + 1}"
    negated = {tuple(quad["opinion"]) for quad in review.quads if quad["negated"]}
    opinions = [n for n, mark in enumerate(graph.marks, start=1) if n > len(review.entities) and mark[:2] in negated]
    opinions = [n for n in opinions if graph.marks[n - 1].label in POLARITIES]
    for number, target in enumerate(opinions, start=1):
        yield f"A{number}\tNegated T{target}"
    known = [(n, ent) for n, ent in enumerate(review.entities, start=1) if ent.kb_id]
    for number, (target, ent) in enumerate(known, start=1):
        kb_id = "_".join(ent.kb_id.split())
        yield f"N{number}\tReference T{target} {NORMALIZATION}:{kb_id}\t{' '.join(text[ent.start : ent.end].split())}"
    for number, (target, note) in enumerate(_notes(review, graph.links, graph.marks), start=1):
        yield f"#{number}\tAnnotatorNotes {target}\t{note}"


@contextmanager
def open_folder(output: str | Path) -> Iterator[Write]:
    """Write a folder, that is there when all of it is."""
    target = Path(output)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OutputError(f"{output}: is there already; name a new or an empty folder")
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        names: set[str] = set()
        with (part / RECORDS).open("w", encoding="utf-8") as records:

            def write(review: AnnotatedReview) -> None:
                name = _file_name(str(review.record.id), names)
                names.add(name.casefold())
                # as bytes: an offset counts every character of a line break
                (part / f"{name}.txt").write_bytes(review.record.text.encode())
                lines = "".join(f"{line}\n" for line in ann_lines(review))
                (part / f"{name}.ann").write_bytes(lines.encode())
                records.write(json.dumps({"file": name, **carried(review)}, ensure_ascii=False) + "\n")

            yield write
        if target.exists():
            target.rmdir()
        part.replace(target)
    except OSError as err:
        raise OutputError(f"{output}: can not be written: {err.strerror or err}; choose another place") from err
    finally:
        shutil.rmtree(part, ignore_errors=True)


def read_folder(path: Path, labels: Labels) -> Iterator[Item]:
    """Read a folder, by the names of its files, or in the order of `records.jsonl` where it is there."""
    if not path.is_dir():
        raise InputError(f"{path}: no such folder; brat's files are a folder of .txt and .ann")
    beside = _read_records(path)
    order = {name: number for number, name in enumerate(beside)}
    anns = sorted(path.rglob("*.ann"), key=lambda ann: (order.get(ann.stem, len(order)), ann.parts))
    if not anns:
        raise InputError(f"{path}: no .ann file in it; brat's files are a folder of .txt and .ann")
    for ann in anns:
        try:
            yield _read_pair(ann, path, beside.get(ann.stem), labels)
        except InputError as err:
            yield err


def _notes(review: AnnotatedReview, links: tuple[tuple[int, int], ...], marks: tuple[Mark, ...]) -> Iterator[Any]:
    """Give what made each entity and quadruple, for the person who looks at it."""
    for number, ent in enumerate(review.entities, start=1):
        if ent.rule:
            yield f"T{number}", f"rule {_one_line(ent.rule)}"
    by_link = {link_key(quad): quad for quad in review.quads}
    for number, (aspect, opinion) in enumerate(links, start=1):
        rules = by_link[marks[aspect], marks[opinion]]["rules"]
        if rules:
            yield f"R{number}", f"rules {_one_line(' '.join(rules))}"


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _fragments(text: str, mark: Mark) -> list[tuple[int, int]]:
    pieces, at = [], mark.start
    for found in _BREAKS.finditer(text, mark.start, mark.end):
        pieces.append((at, found.start()))
        at = found.end()
    pieces.append((at, mark.end))
    # a span of nothing but line breaks has no fragment to show
    return [piece for piece in pieces if piece[0] < piece[1]] or [(mark.start, mark.end)]


def _file_name(review_id: str, taken: set[str]) -> str:
    """Make a name for a review that every file system takes, and no other review has."""
    name = quote(review_id, safe=" ").replace(" ", "_").lstrip(".")[:_LONGEST_NAME] or "review"
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _read_records(path: Path) -> dict[str, Any]:
    beside = {}
    try:
        for line in (path / RECORDS).read_bytes().split(b"\n"):
            if line.strip():
                row = parse_json_record(line.decode("utf-8"))
                beside[str(row["file"])] = row
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as err:
        raise InputError(f"{path / RECORDS}: not what cinespan writes ({err}); take it away to do without it") from err
    return beside


def _read_pair(ann: Path, folder: Path, beside: Any, labels: Labels) -> AnnotatedReview:
    txt = ann.with_suffix(".txt")
    try:
        text = txt.read_bytes().decode("utf-8")
        lines = ann.read_bytes().decode("utf-8").split("\n")
    except OSError as err:
        raise InputError(f"{txt}: can not be read: {err.strerror or err}; each .ann needs its .txt") from err
    except UnicodeDecodeError as err:
        raise InputError(f"{ann}: this file or its .txt is not UTF-8; save both as UTF-8") from err
    default_id = ann.relative_to(folder).with_suffix("").as_posix()
    record = read_record(text, beside, str(ann), default_id, {})
    marks: dict[Mark, int] = {}
    by_id: dict[str, int] = {}
    links: list[tuple[str, str, str]] = []
    for number, line in enumerate(lines, start=1):
        where = f"{ann}:{number}"
        columns = line.removesuffix("\r").split("\t")
        if columns[0].startswith("T"):
            by_id[columns[0]] = marks.setdefault(_text_bound(columns, text, where), len(marks))
        elif columns[0].startswith("R"):
            parts = columns[1].split() if len(columns) > 1 else []
            if len(parts) != 3 or any(":" not in part for part in parts[1:]):
                raise InputError(f"{where}: broken relation; write R1<tab>TYPE Arg1:T1 Arg2:T2")
            links.append((where, parts[1].partition(":")[2], parts[2].partition(":")[2]))
    pairs = []
    for where, first, second in links:
        for end in (first, second):
            if end not in by_id:
                raise InputError(f"{where}: a relation goes to {end}, which is not there")
        pairs.append((by_id[first], by_id[second]))
    entities, quads = from_graph(record, list(marks), pairs, labels, beside)
    return AnnotatedReview(record, entities, quads)


def _text_bound(columns: list[str], text: str, where: str) -> Mark:
    label, _, offsets = columns[1].partition(" ") if len(columns) > 1 else ("", "", "")
    try:
        pieces = [tuple(map(int, piece.split())) for piece in offsets.split(";")]
        if not label or any(len(piece) != 2 for piece in pieces):
            raise ValueError
    except ValueError as err:
        raise InputError(f"{where}: broken annotation; write T1<tab>TYPE START END<tab>TEXT") from err
    for (_, end), (start, _) in pairwise(pieces):
        if text[end:start].strip():
            found = "a span with a gap in it"
            raise InputError(f"{where}: {found}, which a corpus can not hold; mark it as one or as two")
    return Mark(pieces[0][0], pieces[-1][1], label)


BRAT: Final = Format("brat", read_folder, open_folder)
