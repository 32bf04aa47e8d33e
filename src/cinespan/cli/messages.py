"""What the commands tell a person, on stderr: stdout is for data alone."""

from __future__ import annotations

import errno
import os
import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from typer.core import TyperGroup

from cinespan.errors import CinespanError

# the control characters but tab and line feed: in somebody's review they could drive the terminal
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


PIPED_WIDTH: Final = 120
"""The columns of what is piped: enough for the widest table."""


class CommandGroup(TyperGroup):
    """The one place that catches our errors: a line on stderr and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except CinespanError as err:
            tell(f"error: {err}")
            raise typer.Exit(1) from err
        except OSError as err:
            # a closed pipe ends quietly, see Typer; a full disk under stdout is nobody's bug
            if err.errno == errno.EPIPE:
                raise
            tell(f"error: {err.filename or 'the output'}: {err.strerror or err}")
            raise typer.Exit(1) from err


def stdout() -> Console:
    """Give a console on what is stdout now. It reads no markup: the film "[REC]" is a name with brackets.

    A pipe or a file has no width; the tables are not broken for the 80 columns that Rich takes it for.
    """
    console = Console(markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPED_WIDTH
    return console


def stderr() -> Console:
    """Give a console on what is stderr now, that reads no markup."""
    return Console(stderr=True, markup=False)


def tell(message: str) -> None:
    """Print one line on stderr, as it is."""
    line = printable(message).replace("\n", " ")
    stderr().print(line, highlight=False, soft_wrap=True)


def printable(text: str) -> str:
    """Replace control characters by spaces, one for one, so that offsets stay."""
    return _CONTROL.sub(" ", text)


def make_table(title: str, *columns: str, numbers: Iterable[str] = ()) -> Table:
    """Make a table; the columns in `numbers` stand to the right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        # folded and not cut: the ids of rules are there to be looked up
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return table


@contextmanager
def ending_tidily() -> Iterator[None]:
    """Let a job that is told to end (SIGTERM) take away what is half written, as one that is interrupted does."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def counting(what: str) -> Iterator[Any]:
    """Show how many are done, where stderr is a terminal; yields a function to call with one, or with how many more."""
    console = stderr()
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda _=None, more=1: progress.advance(task, more)
