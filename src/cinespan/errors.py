"""The one family of errors that the commands turn into a line on stderr and exit code 1."""

from __future__ import annotations


class CinespanError(Exception):
    """Something the user can mend: the message says what is wrong, where, and what to do."""


class RuleError(CinespanError):
    """A row of a pattern file is refused; the message begins with `file:line`."""


class InputError(CinespanError):
    """An input file or one of its records can not be read."""


class OutputError(CinespanError):
    """An output can not be written."""
