"""`cinespan patterns`: look after the rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cinespan.cli.messages import make_table
from cinespan.cli.patterns_ledger import ledger_cli
from cinespan.rules import check_shipped_rules, read_rules

patterns_app = typer.Typer(name="patterns", help="Check, count and weigh the rules.", no_args_is_help=True)
patterns_app.command("ledger")(ledger_cli)

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]", help="A folder of your own rules; without it, the shipped ones.", show_default=False
    ),
]


@patterns_app.command("check")
def check_cli(folder: Folder = None) -> None:
    """Check every row of the rules; the first that is wrong is named by file and line."""
    rules = check_shipped_rules() if folder is None else read_rules(folder)
    own = "" if folder is None else f", with {folder} over the shipped ones"
    rows = sum(map(len, rules.values()))
    typer.echo(f"ok: {rows:,} rules in {len(rules)} files{own}")


@patterns_app.command("stats")
def stats_cli(folder: Folder = None) -> None:
    """Count the rules by file and label."""
    rules = read_rules(folder)
    table = make_table("Rules", "file", "label", "rows", numbers=["rows"])
    for name, rows in rules.items():
        table.add_row(f"{name}.jsonl", "", f"{len(rows):,}", style="bold")
        # the labels file declares labels, so it is counted by what they are for
        key = "kind" if name == "labels" else "label"
        for label, count in Counter(row[key] for row in rows).most_common():
            table.add_row("", label, f"{count:,}")
    Console().print(table)
