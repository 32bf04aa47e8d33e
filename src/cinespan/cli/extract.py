"""`cinespan extract`: reviews in, a corpus, JSONL or a table out."""

from __future__ import annotations

from typing import Annotated

import typer

from cinespan.cli.messages import counting, ending_tidily, make_table, stderr, tell
from cinespan.cli.options import IdField, Inputs, Patterns, ReplacePatterns, TextField, load_pipeline
from cinespan.extraction import Summary, extract


def extract_cli(
    inputs: Inputs,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A .spacy corpus, .jsonl or .csv (these two also .gz); - writes JSONL to stdout.",
            show_default=False,
        ),
    ],
    text_field: TextField = "text",
    id_field: IdField = "id",
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first record that can not be read.")] = False,
    batch_size: Annotated[int, typer.Option("--batch-size", min=1, help="Reviews that are worked on at a time.")] = 64,
) -> None:
    """Find the entities and the praised and panned aspects of reviews, and write them to a file.

    A record that can not be read is reported and left out; the others are worked on.
    """
    nlp = load_pipeline(patterns, replace_patterns)
    with ending_tidily(), counting("reviews") as count:
        summary = extract(
            inputs,
            output,
            nlp,
            text_field=text_field,
            id_field=id_field,
            batch_size=batch_size,
            on_error=None if strict else lambda err: tell(f"skipped: {err}"),
            on_record=count,
        )
    _report(summary, output)


def _report(summary: Summary, output: str) -> None:
    if summary.repeated_ids:
        tell(f"note: {summary.repeated_ids} records have an id that an earlier one has; all of them were kept")
    table = make_table("Summary", "what", "how many")
    table.add_row("reviews", f"{summary.read:,} read, {summary.skipped:,} skipped")
    table.add_row("entities", _listed(summary.entities.most_common()))
    table.add_row("praised", _listed(summary.praised.most_common(5)))
    table.add_row("panned", _listed(summary.panned.most_common(5)))
    table.add_row("written to", "stdout" if output == "-" else output)
    stderr().print(table)


def _listed(counts: list[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts) or "none"
