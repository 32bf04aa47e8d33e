"""Runs the command as a shell would."""

from __future__ import annotations

from collections.abc import Callable

from typer.testing import CliRunner, Result

from cinespan.cli.main import app

Run = Callable[..., Result]


def run_command(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
