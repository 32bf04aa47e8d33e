"""The README is true: its blocks run and print what it says, and it knows every command and option."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from cinespan.cli.main import app
from cinespan.rules import read_rules
from readme_blocks import README, run_blocks

TEXT = README.read_text(encoding="utf-8")
NOT_OURS = {"--vars", "--nlp", "--paths"}
"""Options of other programs that the README names."""


def commands() -> dict[str, set[str]]:
    """Give each of our commands with its options, from the command line parser itself."""
    found: dict[str, set[str]] = {}

    def visit(name: str, command: object) -> None:
        inner = getattr(command, "commands", {})
        for key, value in inner.items():
            visit(f"{name} {key}", value)
        params = command.params  # type: ignore[attr-defined]
        named = [option for param in params for option in (*param.opts, *param.secondary_opts)]
        options = {option for option in named if option.startswith("--")}
        if inner:
            found.setdefault("cinespan", set()).update(options)
        else:
            found[name] = options

    visit("cinespan", typer.main.get_command(app))
    return found


def test_blocks_run_and_print_what_the_readme_says(tmp_path: Path) -> None:
    # after a change of the rules: make readme
    assert run_blocks(tmp_path) == TEXT


def test_the_commands_are_found() -> None:
    assert {"cinespan extract", "cinespan show", "cinespan evaluate", "cinespan patterns check"} <= commands().keys()
    assert "--explain" in commands()["cinespan show"]


@pytest.mark.parametrize("command", sorted(commands().keys() - {"cinespan"}))
def test_readme_knows_every_command(command: str) -> None:
    program, *names = command.split()
    group, inner = " ".join((program, *names[:1])), names[1:]
    # a row names a group and the commands in it
    assert [line for line in TEXT.splitlines() if {f"`{group}`", *(f"`{name}`" for name in inner)} <= code(line)]


def code(line: str) -> set[str]:
    return set(re.findall(r"`[^`]+`", line))


@pytest.mark.parametrize("command", commands())
def test_help_tells_of_every_option_and_argument(command: str) -> None:
    found = typer.main.get_command(app)
    for name in command.split()[1:]:
        found = found.commands[name]  # type: ignore[attr-defined]

    assert found.help
    assert [param.name for param in found.params if not getattr(param, "help", None)] == []


def test_readme_counts_and_names_the_labels_as_they_are() -> None:
    labels = read_rules()["labels"]
    categories = [row["label"] for row in labels if row["kind"] == "category"]
    (finds,) = re.findall(r"## What it finds\n(.*?)\n##", TEXT, re.DOTALL)

    # the first sentence names three of them
    assert f"and {len(categories) - 3} more aspects" in " ".join(TEXT.split())
    assert {row["label"] for row in labels} <= {name.strip("`") for name in code(finds)}


def test_readme_names_no_option_that_is_not_there() -> None:
    known = {option for options in commands().values() for option in options} | {"--help"} | NOT_OURS

    named = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", TEXT))

    assert len(named) > 10
    assert sorted(named - known) == []


def test_every_path_in_the_readme_is_real(root: Path) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", TEXT)

    assert len(links) >= 2
    assert [link for link in links if not (root / link).exists()] == []
