"""`cinespan patterns weigh`: learn from annotated reviews what each rule counts for."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from cinespan.cli.evaluate import checked_gold
from cinespan.cli.messages import counting, tell
from cinespan.cli.options import Patterns, ReplacePatterns, load_pipeline
from cinespan.quantities import counted
from cinespan.weight_learning import learn_weights
from cinespan.writers import refuse_own_input, write_json_lines

ENOUGH = 200
"""Weights of fewer reviews come with a warning."""


def weigh_cli(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold files in JSONL.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="A JSONL file of rows.", show_default=False)
    ],
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
) -> None:
    """Learn the rows of weights.jsonl: what speaks for it that an opinion judges an aspect of its sentence.

    A row is about the construction that joins the two, their distance, what stands beside them, or one of the terms.
    Its evidence tells how many pairs have it, and how many of those the gold holds. Needs scikit-learn, and some
    hundred reviews that nobody read to write rules: of others the constructions look surer than they are. The file
    stands in for the shipped weights as a whole.
    """
    refuse_own_input(output, gold)
    nlp = load_pipeline(patterns, replace_patterns)
    reviews = list(chain.from_iterable(checked_gold(path, patterns, replace_patterns) for path in gold))
    with counting("reviews") as count:
        rows = learn_weights(reviews, nlp, on_review=count)
    write_json_lines(output, rows)
    if len(reviews) < ENOUGH:
        tell(
            f"note: {counted(len(reviews), 'review')} are few; of less than {ENOUGH}, the shipped weights may be better"
        )
    tell(f"{counted(len(rows), 'weight')} of {counted(len(reviews), 'review')} written to {output}")
