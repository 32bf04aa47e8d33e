"""`cinespan diff`: what changed between two extractions."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cinespan.cli.messages import counting, make_table, printable, stdout, tell
from cinespan.diffs import CHANGES, Change, DiffSummary, Finding, ReviewDiff, diff
from cinespan.predictions import read_predictions
from cinespan.readers import OnError

SIGNS: Final = {"added": "+", "removed": "-"}
SIDE_HELP: Final = "a .spacy corpus, a folder of shards, or the JSONL of `cinespan extract`."


def diff_cli(
    old: Annotated[Path, typer.Argument(metavar="OLD", help=f"Before: {SIDE_HELP}", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=f"After: {SIDE_HELP}", show_default=False)],
    summary: Annotated[bool, typer.Option("--summary", help="Leave out the changes, give the counts alone.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first record that can not be read.")] = False,
) -> None:
    """Show what another set of rules changed in the same reviews: + added, - removed, ~ changed, with the text around.

    Reviews belong together by id and text, then by text alone.
    """
    on_error: OnError | None = None if strict else lambda err: tell(f"skipped: {err}")
    counts = DiffSummary()
    rows: list[dict[str, Any]] = []
    with counting("reviews") as count:
        sides = (read_predictions(path, on_error=on_error) for path in (old, new))
        for review in diff(*sides):
            count()
            counts.add(review)
            if summary:
                continue
            if as_json:
                rows += [{"review": review.id, **_plain(change)} for change in review.changes]
            else:
                _print_review(review)
    if as_json:
        typer.echo(json.dumps({**_figures(counts), **({} if summary else {"changes": rows})}, ensure_ascii=False))
    else:
        _print_counts(counts)


def _print_review(review: ReviewDiff) -> None:
    if review.status != "compared":
        typer.echo(printable(f"{review.id}: {review.status}"))
    if not review.changes:
        return
    typer.echo(printable(review.id))
    for change in review.changes:
        sides = [side.words for side in (change.old, change.new) if side]
        rules = " ".join(rule for _, rule in change.rules)
        parts = (change.kind, change.label, " > ".join(dict.fromkeys(sides)), change.context, rules)
        line = " | ".join(part for part in parts if part).replace("\n", " ")
        typer.echo(f"  {SIGNS.get(change.kind, '~')} {printable(line)}")


def _plain(change: Change) -> dict[str, Any]:
    def side(finding: Finding | None) -> dict[str, Any] | None:
        if finding is None:
            return None
        return {
            "label": finding.label,
            "words": finding.words,
            "start": finding.start,
            "end": finding.end,
            "rules": [rule for _, rule in finding.rules],
        }

    return {
        "what": change.what,
        "change": change.kind,
        "old": side(change.old),
        "new": side(change.new),
        "context": change.context,
    }


def _figures(counts: DiffSummary) -> dict[str, Any]:
    labels: dict[tuple[str, str], Counter[str]] = {}
    for (what, label, kind), number in counts.labels.items():
        labels.setdefault((what, label), Counter())[kind] += number
    return {
        "reviews": dict(counts.reviews),
        "labels": [{"what": what, "label": label, **_row(kinds)} for (what, label), kinds in _ranked(labels)],
        "rules": [{"rule": rule, "role": role, **_row(kinds)} for (role, rule), kinds in _ranked(counts.rules)],
    }


def _ranked(counters: Any) -> list[tuple[tuple[str, str], Counter[str]]]:
    return sorted(counters.items(), key=lambda item: (-sum(item[1].values()), item[0]))


def _row(kinds: Counter[str]) -> dict[str, int]:
    return {kind: kinds[kind] for kind in CHANGES}


def _print_counts(counts: DiffSummary) -> None:
    figures = _figures(counts)
    console = stdout()
    for title, names, rows in (
        ("Changes by label", ("what", "label"), figures["labels"]),
        ("Changes by rule", ("rule", "role"), figures["rules"]),
    ):
        table = make_table(title, *names, *CHANGES, numbers=CHANGES)
        for row in rows:
            cells = [printable(str(row[name])) for name in names]
            table.add_row(*cells, *(f"{row[kind]:,}" if row[kind] else "" for kind in CHANGES))
        if rows:
            console.print(table)
    reviews = counts.reviews
    table = make_table("Reviews", "reviews", "how many", numbers=["how many"])
    for status in ("compared", "changed", "other text", "only old", "only new"):
        if reviews[status] or status in ("compared", "changed"):
            table.add_row(status, f"{reviews[status]:,}")
    console.print(table)
