"""`cinespan show`: one review in the terminal, with what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any, Final

import typer
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from spacy.tokens import Doc

from cinespan.cli.messages import make_table, printable, stdout, tell
from cinespan.cli.options import Catalogue, IdField, Inputs, Patterns, ReplacePatterns, TextField, load_pipeline
from cinespan.errors import InputError
from cinespan.extraction import annotate
from cinespan.labels import NEGATIVE, NEUTRAL, POSITIVE
from cinespan.readers import read_records
from cinespan.records import Record
from cinespan.rows import entity_rows, quad_rows

_STYLES: Final = {POSITIVE: "green", NEGATIVE: "red", NEUTRAL: "yellow"}
_TITLES: Final = {POSITIVE: "Praised", NEGATIVE: "Panned", NEUTRAL: "Neither"}


def show_cli(
    inputs: Inputs,
    explain: Annotated[bool, typer.Option("--explain", help="Show the rules behind each finding.")] = False,
    brief: Annotated[bool, typer.Option("--brief", help="Leave out the text.")] = False,
    record_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Which review; without it, the first of each file.")
    ] = None,
    text_field: TextField = "text",
    id_field: IdField = "id",
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    catalogue: Catalogue = None,
) -> None:
    """Show a review in the terminal: the text with its findings marked, entities, praised and panned aspects.

    It takes the first review of each file, or the one that --id names.
    """
    records = read_records(
        inputs,
        text_field=text_field,
        id_field=id_field,
        per_file=1 if record_id is None else None,
        on_error=lambda err: tell(f"skipped: {err}"),
    )
    if record_id is not None:
        records = islice((record for record in records if str(record.id) == record_id), 1)
    chosen = list(records)
    if not chosen:
        wanted = "no record could be read" if record_id is None else f"no record has the id {record_id!r}"
        raise InputError(f"{wanted}, so there is nothing to show")
    console = stdout()
    for record, doc in annotate(chosen, load_pipeline(patterns, replace_patterns, catalogue)):
        console.print(Rule(Text(f"{record.id}"), align="left"))
        if not brief:
            console.print(Padding(_marked_text(record, doc), (1, 2)))
        for table in _tables(record, doc, explain):
            console.print(table)


def _marked_text(record: Record, doc: Doc) -> Text:
    text = Text(printable(record.text))
    for row in entity_rows(record, doc):
        text.stylize("bold cyan", row["start"], row["end"])
    for quad in quad_rows(record, doc):
        style = _STYLES[quad["polarity"]]
        text.stylize(f"underline {style}", *quad["aspect"])
        text.stylize(style, *quad["opinion"])
    return text


def _tables(record: Record, doc: Doc, explain: bool) -> Iterator[Table | Text]:
    evidence = ("rules",) if explain else ()
    entities = make_table("Entities", "label", "name", "times", *evidence, numbers=["times"])
    for (label, name), rows in _grouped(entity_rows(record, doc), ("label", "name")).items():
        rules = [", ".join(dict.fromkeys(row["rule"] for row in rows))] if explain else []
        entities.add_row(*map(_cell, (label, name, str(len(rows)), *rules)))
    yield entities if entities.row_count else Text("No entities.")
    scored = ("score",) if explain else ()
    quads = quad_rows(record, doc)
    for polarity, title in _TITLES.items():
        table = make_table(title, "aspect", "term", "opinion", "of", *scored, *evidence, numbers=scored)
        for quad in quads:
            if quad["polarity"] == polarity:
                rules = [_score(quad), ", ".join(quad["rules"])] if explain else []
                of = quad["person"] or quad["film"] or ""
                words = (quad["category"], quad["aspect_text"], quad["opinion_text"], of, *rules)
                table.add_row(*map(_cell, words), style=_STYLES[polarity])
        if table.row_count:
            yield table
    if not quads:
        yield Text("Nothing praised or panned.")


def _grouped(rows: Iterable[dict[str, Any]], keys: tuple[str, ...]) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return groups


def _score(quad: dict[str, Any]) -> str:
    return "" if quad["score"] is None else f"{quad['score']:.2f}"


def _cell(words: str) -> Text:
    # a Text, so that square brackets in a review are not read as Rich's markup
    return Text(" ".join(printable(words).split()))
