"""`cinespan lexicon`: opinion terms out of rated reviews, and the shipped ones against them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cinespan.cli.messages import counting, make_table, stdout, tell
from cinespan.cli.options import (
    BatchSize,
    High,
    IdField,
    Inputs,
    Low,
    Patterns,
    RatingField,
    ReplacePatterns,
    Strict,
    TextField,
    load_pipeline,
    rating_scale,
)
from cinespan.lexicon_check import CheckedRow, check_opinions
from cinespan.lexicon_learning import learn_opinions
from cinespan.quantities import counted
from cinespan.rules import read_rules
from cinespan.writers import refuse_own_input, write_json_lines

lexicon_app = typer.Typer(
    name="lexicon", help="Grow and check the opinion terms with rated reviews.", no_args_is_help=True
)


@lexicon_app.command("learn")
def learn_cli(
    inputs: Inputs,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="A JSONL file of rows.", show_default=False)
    ],
    rating_field: RatingField = "rating",
    high: High = 7,
    low: Low = 4,
    min_reviews: Annotated[
        int, typer.Option("--min-reviews", metavar="N", min=1, help="Leave out terms of fewer reviews.")
    ] = 10,
    min_z: Annotated[
        float, typer.Option("--min-z", metavar="Z", min=0, help="Leave out terms whose log-odds are less sure.")
    ] = 2.58,
    text_field: TextField = "text",
    id_field: IdField = "id",
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    strict: Strict = False,
    batch_size: BatchSize = 64,
) -> None:
    """Find words and set phrases that judge but have no rule, and write them as rows with their evidence.

    The rows are guesses: read them, mend or delete, and put the rest into an opinions.jsonl of your own.
    """
    refuse_own_input(output, inputs)
    scale = rating_scale(rating_field, high, low)
    nlp = load_pipeline(patterns, replace_patterns)
    with counting("reviews") as count:
        rows = learn_opinions(
            inputs,
            nlp,
            read_rules(patterns, extend=not replace_patterns),
            scale,
            min_reviews=min_reviews,
            min_z=min_z,
            text_field=text_field,
            id_field=id_field,
            batch_size=batch_size,
            on_error=None if strict else lambda err: tell(f"skipped: {err}"),
            on_record=count,
        )
    write_json_lines(output, rows)
    order = ", the surest first," if len(rows) > 1 else ""
    tell(f"{counted(len(rows), 'candidate')}{order} written to {output}")


@lexicon_app.command("check")
def check_cli(
    inputs: Inputs,
    rating_field: RatingField = "rating",
    high: High = 7,
    low: Low = 4,
    min_reviews: Annotated[
        int, typer.Option("--min-reviews", metavar="N", min=1, help="Leave out rows of fewer reviews.")
    ] = 10,
    min_z: Annotated[
        float, typer.Option("--min-z", metavar="Z", min=0, help="Leave out rows that are contradicted less surely.")
    ] = 1.96,
    all_rows: Annotated[
        bool, typer.Option("--all", help="Show the rows that the ratings do not contradict as well.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the rows as one JSON object.")] = False,
    text_field: TextField = "text",
    id_field: IdField = "id",
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    strict: Strict = False,
    batch_size: BatchSize = 64,
) -> None:
    """Show the opinion terms whose polarity the ratings contradict, the worst on top.

    A term counts for each review in which it judges something unnegated. Neutral terms are shown where the ratings
    take a side.
    """
    scale = rating_scale(rating_field, high, low)
    nlp = load_pipeline(patterns, replace_patterns)
    with counting("reviews") as count:
        checked = check_opinions(
            inputs,
            nlp,
            read_rules(patterns, extend=not replace_patterns)["opinions"],
            scale,
            text_field=text_field,
            id_field=id_field,
            batch_size=batch_size,
            on_error=None if strict else lambda err: tell(f"skipped: {err}"),
            on_record=count,
        )
    often = [row for row in checked if row.evidence.high + row.evidence.low >= min_reviews]
    shown = [row for row in often if all_rows or row.against >= min_z]
    if as_json:
        typer.echo(json.dumps({"rows": [_plain(row) for row in shown], "checked": len(often)}, ensure_ascii=False))
        return
    numbers = ("intensity", "high", "low", "log-odds", "z")
    table = make_table(
        f"{len(shown):,} of {counted(len(often), 'row')}", "id", "label", "pos", *numbers, numbers=numbers
    )
    for row in shown:
        found = row.evidence
        figures = (str(found.high), str(found.low), f"{found.log_odds:+.2f}", f"{found.z:+.2f}")
        table.add_row(row.row["id"], row.row["label"], row.row["pos"], f"{row.row['intensity']:g}", *figures)
    stdout().print(table)


def _plain(row: CheckedRow) -> dict[str, Any]:
    return {**row.row, "evidence": vars(row.evidence)}
