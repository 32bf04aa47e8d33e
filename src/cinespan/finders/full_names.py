"""Whose name a short one is: the full name that it begins or ends, or that of a namesake in the story."""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise
from typing import TypeAlias

from cinespan.finders.names import Mention
from cinespan.finders.tokens import WordClass
from cinespan.labels import CHARACTER, FILM

Key: TypeAlias = tuple[int, ...]
"""The words of a name, as the ids of their lower-cased forms."""
_TERMINAL = int(WordClass.TERMINAL)
MAX_GAP = 3
"""How many words may part a character from its actor: "Silas, played by Silas Wren"."""


def namesakes_of(keyed: list[tuple[Key, Mention]], classes: list[int]) -> set[Key]:
    """Find who has the first name of who plays them: "her son Silas (Silas Wren)", "Silas Wren as Silas".

    Args:
        keyed: the mentions of a document, in order, each with its name.
        classes: the `WordClass` bits of the document's tokens.
    """
    namesakes = set()
    for pair in pairwise(keyed):
        (key, short), (full, other) = sorted(pair, key=lambda keyed_one: len(keyed_one[0]))
        between = classes[pair[0][1].end : pair[1][1].start]
        if (
            short.label == CHARACTER != other.label
            and key == full[: len(key)]
            and len(between) <= (MAX_GAP if short.start < other.start else 1)
            and not any(bits & _TERMINAL for bits in between)
            and not (short.guess or other.guess)
        ):
            namesakes.add(key)
    return namesakes


def full_names(keyed: list[tuple[Key, Mention]], namesakes: Set[Key]) -> dict[Key, Key]:
    """Find the full name that each shorter one of a person begins or ends."""
    full = list(dict.fromkeys(key for key, mention in keyed if mention.label != FILM and len(key) > 1))
    owners: dict[Key, Key] = {}
    for key in full:
        for part in (key[:1], key[-1:], key[-2:], key[-3:]):
            if len(part) < len(key) and part not in namesakes:
                owners.setdefault(part, key)
    for key in full:
        while owners.get(key, key) != key and owners[key] in owners:
            owners[key] = owners[owners[key]]
    return {part: owners.get(key, key) for part, key in owners.items()}
