"""The help of the commands, out of their docstrings."""

from __future__ import annotations

import inspect

import typer
from rich.markup import escape


def set_help(app: typer.Typer) -> None:
    """Give every command its docstring as help, in lines as wide as the terminal.

    Typer keeps the line breaks of the source, and takes brackets for markup.

    Args:
        app: an app with all its commands; those of its groups are set as well.
    """
    for command in app.registered_commands:
        command.help = rewrapped(inspect.getdoc(command.callback) or "")
    for group in app.registered_groups:
        if group.typer_instance is not None:
            set_help(group.typer_instance)


def rewrapped(docstring: str) -> str:
    r"""Join the lines of each paragraph, but not of those that begin with a line of `\b`: they are tables."""
    paragraphs = escape(docstring).split("\n\n")
    return "\n\n".join(
        paragraph.replace("\b\n", "\b", 1) if paragraph.startswith("\b") else paragraph.replace("\n", " ")
        for paragraph in paragraphs
    )
