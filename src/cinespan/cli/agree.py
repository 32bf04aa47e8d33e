"""`cinespan agree`: what is found in rated reviews, against their ratings."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from cinespan.agreement import Agreement, agree
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


def agree_cli(
    inputs: Inputs,
    rating_field: RatingField = "rating",
    high: High = 7,
    low: Low = 4,
    unweighted: Annotated[
        bool, typer.Option("--unweighted", help="Count each quadruple as 1 and not by its intensity.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    text_field: TextField = "text",
    id_field: IdField = "id",
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    strict: Strict = False,
    batch_size: BatchSize = 64,
) -> None:
    """Compare praise minus blame in rated reviews with their ratings: a check that needs no gold.

    A record that can not be read or has no rating is reported and left out.

    \b
    auc       how often a review of high rating scores above one of low rating
    accuracy  of the reviews with any quadruple, the share whose score has the
              sign of the rating
    coverage  the share of reviews with any quadruple
    """
    scale = rating_scale(rating_field, high, low)
    nlp = load_pipeline(patterns, replace_patterns)
    with counting("reviews") as count:
        result = agree(
            inputs,
            nlp,
            scale,
            weighted=not unweighted,
            text_field=text_field,
            id_field=id_field,
            batch_size=batch_size,
            on_error=None if strict else lambda err: tell(f"skipped: {err}"),
            on_record=count,
        )
    figures = _figures(result)
    if as_json:
        typer.echo(json.dumps(figures))
        return
    table = make_table("Agreement with the ratings", "what", "figure", numbers=["figure"])
    for name, figure in figures.items():
        shown = "-" if figure is None else f"{figure:.4f}" if isinstance(figure, float) else f"{figure:,}"
        table.add_row(name, shown)
    stdout().print(table)


def _figures(result: Agreement) -> dict[str, int | float | None]:
    auc = result.auc
    return {
        "auc": None if auc is None else round(auc, 4),
        "accuracy": round(result.accuracy, 4),
        "coverage": round(result.coverage, 4),
        "high": result.high.total(),
        "low": result.low.total(),
        "between": result.between,
        "with_quads": result.judged,
        "right": result.right,
        "undecided": result.undecided,
        "skipped": result.skipped,
    }
