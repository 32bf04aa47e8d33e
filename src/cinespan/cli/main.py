"""The `cinespan` command: its subcommands, a file each, and nothing more."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from cinespan.cli.agree import agree_cli
from cinespan.cli.catalogue import catalogue_app
from cinespan.cli.compare import compare_cli
from cinespan.cli.corpus import corpus_app
from cinespan.cli.diff import diff_cli
from cinespan.cli.evaluate import evaluate_cli
from cinespan.cli.extract import extract_cli
from cinespan.cli.help_texts import set_help
from cinespan.cli.lexicon import lexicon_app
from cinespan.cli.messages import CommandGroup
from cinespan.cli.patterns import patterns_app
from cinespan.cli.show import show_cli

app = typer.Typer(
    name="cinespan",
    cls=CommandGroup,
    help="Find what film reviews name, and what they praise or pan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("extract")(extract_cli)
app.command("show")(show_cli)
app.command("evaluate")(evaluate_cli)
app.command("compare")(compare_cli)
app.command("diff")(diff_cli)
app.command("agree")(agree_cli)
app.add_typer(corpus_app)
app.add_typer(catalogue_app)
app.add_typer(patterns_app)
app.add_typer(lexicon_app)
set_help(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cinespan {version('cinespan')}")
        raise typer.Exit


@app.callback()
def _options(
    version_wanted: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Take what stands before the name of a command."""
