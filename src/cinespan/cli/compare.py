"""`cinespan compare`: several pipelines against a gold file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cinespan.bootstrap import Interval
from cinespan.cli.evaluate import checked_gold
from cinespan.cli.messages import make_table, printable, stdout
from cinespan.comparison import Comparison, Figures, compare, make_predictor
from cinespan.quantities import counted
from cinespan.writers import refuse_own_input, write_text


def compare_cli(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A gold file in JSONL.", show_default=False)],
    pipelines: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME=PIPELINE...",
            help="rules, a folder of patterns, a pipeline that spacy.load knows, or predictions (.jsonl, .spacy).",
            show_default=False,
        ),
    ],
    samples: Annotated[
        int, typer.Option("--samples", metavar="N", min=1, help="How many draws the intervals rest on.")
    ] = 1000,
    confidence: Annotated[
        float, typer.Option("--confidence", metavar="SHARE", min=0.5, max=0.999, help="Of the intervals.")
    ] = 0.95,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the JSON object to a file as well.")
    ] = None,
) -> None:
    """Compare pipelines on gold, with bootstrap confidence intervals and differences to the first of them.

    A score that a pipeline does not have is -. The intervals are those of the percentile bootstrap over reviews (Efron
    and Tibshirani 1993), and the difference to the first pipeline is measured on the same draws (Koehn 2004): p is the
    share of draws in which the better one is not better.
    """
    named = _named(pipelines)
    if output is not None:
        refuse_own_input(output, [gold, *named.values()])
    reviews = checked_gold(gold, None, False)
    predictors = {name: make_predictor(spec) for name, spec in named.items()}
    result = compare(reviews, predictors, samples=samples, confidence=confidence, seed=seed)
    settings = {"samples": samples, "confidence": confidence, "seed": seed}
    figures = json.dumps({"reviews": result.reviews, **settings, "scores": _plain(result)}, ensure_ascii=False)
    if output is not None:
        write_text(output, figures + "\n")
    if as_json:
        typer.echo(figures)
    else:
        _print(result, confidence)


def _named(pipelines: list[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for given in pipelines:
        name, equals, spec = given.partition("=")
        if not name or (equals and not spec):
            raise typer.BadParameter(f"{given!r}: write it as NAME=PIPELINE", param_hint="NAME=PIPELINE")
        if name in named:
            raise typer.BadParameter(f"two pipelines are named {name!r}; rename one", param_hint="NAME=PIPELINE")
        named[name] = spec or given
    return named


def _plain(result: Comparison) -> dict[str, Any]:
    def plain(figures: Figures | None) -> dict[str, Any] | None:
        if figures is None:
            return None
        count, difference = figures.count, figures.difference
        row: dict[str, Any] = {
            "p": round(count.precision, 4),
            "r": round(count.recall, 4),
            "f": round(count.f1, 4),
            "interval": _rounded(figures.interval),
        }
        if difference is not None:
            row["difference"] = {
                "f": round(difference.f1, 4),
                "interval": _rounded(difference.interval),
                "p_value": round(difference.p, 4),
            }
        return row

    return {score: {name: plain(row) for name, row in rows.items()} for score, rows in result.figures.items()}


def _rounded(interval: Interval) -> list[float]:
    return [round(interval.low, 4), round(interval.high, 4)]


def _print(result: Comparison, confidence: float) -> None:
    of = f"{confidence:.0%}" if confidence * 100 % 1 < 0.01 else f"{confidence:.1%}"
    numbers = ("P", "R", "F", of, "difference", f"its {of}", "p")
    table = make_table(
        f"Comparison on {counted(result.reviews, 'review')}", "score", "pipeline", *numbers, numbers=numbers
    )
    for score, rows in result.figures.items():
        for n, (name, figures) in enumerate(rows.items()):
            cells = ["-"] * 4
            if figures is not None:
                count, interval = figures.count, figures.interval
                cells = [f"{figure:.3f}" for figure in (count.precision, count.recall, count.f1)]
                cells.append(f"{interval.low:.3f} to {interval.high:.3f}")
                if figures.difference is not None:
                    change, interval = figures.difference, figures.difference.interval
                    cells += [f"{change.f1:+.3f}", f"{interval.low:+.3f} to {interval.high:+.3f}", f"{change.p:.3f}"]
            table.add_row("" if n else score, printable(name), *cells)
    stdout().print(table)
