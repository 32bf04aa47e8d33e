"""`cinespan evaluate`: the pipeline against a gold file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cinespan.cli.messages import counting, make_table, printable, stdout, tell
from cinespan.cli.options import Catalogue, Patterns, ReplacePatterns, load_pipeline
from cinespan.errors import InputError
from cinespan.evaluation import Mistake, evaluate
from cinespan.gold import GoldReview, read_gold
from cinespan.rules import read_rules
from cinespan.scoring import CATEGORY, ENTITY_LABEL, Counts
from cinespan.writers import refuse_own_input, write_text


def evaluate_cli(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A gold file in JSONL.", show_default=False)],
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="Show up to N mistakes of each kind.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the JSON object to a file as well.")
    ] = None,
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    catalogue: Catalogue = None,
) -> None:
    """Measure precision, recall and F against a gold file, by entity label and aspect category."""
    if output is not None:
        refuse_own_input(output, [gold])
    nlp = load_pipeline(patterns, replace_patterns, catalogue)
    reviews = checked_gold(gold, patterns, replace_patterns)
    with counting("reviews") as count:
        result = evaluate((count() or review for review in reviews), nlp)
    figures = json.dumps(_figures(result.counts, _first_mistakes(result.mistakes, errors)), ensure_ascii=False)
    if output is not None:
        write_text(output, figures + "\n")
    if as_json:
        typer.echo(figures)
        return
    _print_counts(result.counts)
    for mistake in _first_mistakes(result.mistakes, errors):
        parts = (mistake.kind, mistake.review, mistake.label, mistake.words, mistake.context, " ".join(mistake.rules))
        typer.echo(printable(" | ".join(part for part in parts if part).replace("\n", " ")))


def checked_gold(path: Path, patterns: Path | None, replace: bool) -> list[GoldReview]:
    """Read the whole gold first: figures on a part of it would mislead."""
    labels = read_rules(patterns, extend=not replace)["labels"]
    entity_labels, categories = (
        [row["label"] for row in labels if row["kind"] == kind] for kind in ("entity", "category")
    )
    problems: list[InputError] = []
    reviews = list(read_gold(path, entity_labels=entity_labels, categories=categories, on_error=problems.append))
    if problems:
        for problem in problems[:-1]:
            tell(f"error: {problem}")
        raise problems[-1]
    return reviews


def _first_mistakes(mistakes: tuple[Mistake, ...], limit: int) -> list[Mistake]:
    shown: dict[str, list[Mistake]] = {}
    for mistake in mistakes:
        of_kind = shown.setdefault(mistake.kind, [])
        if len(of_kind) < limit:
            of_kind.append(mistake)
    return [mistake for kind in sorted(shown) for mistake in shown[kind]]


def _figures(counts: Counts, mistakes: list[Mistake]) -> dict[str, object]:
    scores = {
        name: {
            "p": round(count.precision, 4),
            "r": round(count.recall, 4),
            "f": round(count.f1, 4),
            "gold": count.gold,
            "predicted": count.predicted,
        }
        for name, count in sorted(counts.items())
    }
    figures: dict[str, object] = {"scores": scores}
    if mistakes:
        figures["mistakes"] = [vars(mistake) for mistake in mistakes]
    return figures


def _print_counts(counts: Counts) -> None:
    parts = {
        "Scores": [name for name in counts if not name.startswith((ENTITY_LABEL, CATEGORY))],
        "Entities by label": [name for name in counts if name.startswith(ENTITY_LABEL)],
        "Quadruples by category": [name for name in counts if name.startswith(CATEGORY)],
    }
    columns = ("P", "R", "F", "gold", "pred")
    console = stdout()
    for title, names in parts.items():
        table = make_table(title, "", *columns, numbers=columns)
        for name in sorted(names):
            count = counts[name]
            figures = (f"{figure:.3f}" for figure in (count.precision, count.recall, count.f1))
            table.add_row(name, *figures, str(count.gold), str(count.predicted))
        if names:
            console.print(table)
