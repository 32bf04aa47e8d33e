"""The names that a film's credits give: whom each means, and what it needs to count as a mention."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import IntEnum
from typing import NamedTuple, TypeAlias

Key: TypeAlias = tuple[int, ...]
"""The ids of the lower-cased tokens of a name."""


class Guard(IntEnum):
    """What a name needs to count as a mention."""

    NONE = 0
    """Nothing: it counts in lower case too."""
    CAPITALS = 1
    """To be written like a name, or to be in quotation marks."""
    WORD = 2
    """It is a word as well: only where the text leaves no doubt."""
    ALL_CAPS = 3
    """To be written in capitals: first letters alone."""


class Known(NamedTuple):
    """A film, a person or a character of the credits."""

    labels: tuple[str, ...]
    name: str
    """The canonical name."""
    kb_id: str
    """The id that the credits give, else the canonical name."""


class Alias(NamedTuple):
    """One way to call a film, a person or a character."""

    known: Known
    rule: str
    guard: Guard
    needs_full_name: bool = False
    """Only where the review has the full name too."""

    @property
    def is_full(self) -> bool:
        """Whether it is the whole name and no part of it."""
        return self.rule in ("credits.name", "credits.title", "credits.other-title")


class CreditNames(NamedTuple):
    """All that the credits of one film may be called by."""

    aliases: dict[Key, tuple[Alias, ...]]
    lengths: dict[int, tuple[int, ...]]
    """How long the names are that begin with a word, longest first."""
    silent: frozenset[str]
    """The labels of makers that the credits say nothing about."""


_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


def split_part(part: str, no_parts: Collection[str]) -> list[str]:
    """Give the characters of a part: "Arthur Fleck / Joker (voice)" are two, "Self" is none.

    Args:
        part: what the credits say somebody plays.
        no_parts: what names nobody, in lower case.
    """
    names = (" ".join(name.split()) for name in _BRACKETS.sub("", part).split("/"))
    return [name for name in names if name.lower() not in no_parts and any(map(str.isalpha, name))]
