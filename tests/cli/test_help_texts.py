from __future__ import annotations

import pytest
import typer
from command_runner import Run

from cinespan.cli.help_texts import rewrapped, set_help
from cinespan.corpus.formats.registry import FORMATS
from cinespan.rule_schemas import SCHEMAS


def test_paragraphs_are_joined_and_tables_keep_their_lines() -> None:
    assert rewrapped("One\ntwo.\n\nThree\nfour.\n\n\b\na  1\nb  2") == "One two.\n\nThree four.\n\n\ba  1\nb  2"


def test_commands_of_groups_get_their_help_too() -> None:
    app, group = typer.Typer(), typer.Typer(name="inner")

    @group.command("run")
    def run() -> None:
        """Run
        it."""

    app.add_typer(group)
    set_help(app)

    assert group.registered_commands[0].help == "Run it."


@pytest.mark.parametrize("columns", ["80", "300"])
def test_tables_and_brackets_are_shown_as_they_are(run: Run, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    lines = [line.strip() for line in run("corpus", "convert", "--help").stdout.splitlines()]

    assert FORMATS.keys() <= {line.split()[0] for line in lines if line}
    assert next(line for line in lines if line.startswith("parquet ")).endswith("needs cinespan[parquet]")


def test_help_tells_of_every_key_that_a_row_may_have(run: Run) -> None:
    words = set(run("patterns", "check", "--help").stdout.replace(":", " ").split())

    assert {key for schema in SCHEMAS.values() for key in schema.optional} <= words
