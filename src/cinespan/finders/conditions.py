"""Conditions: what would have been, were it not for what was: "good acting could have carried this"."""

from __future__ import annotations

from cinespan.finders.items import (
    ASPECT,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    END,
    MODIFIER,
    OPINION,
    WORD,
    Items,
)
from cinespan.finders.terms import ModifierEntry
from cinespan.finders.tokens import WordClass

MAX_CONDITION_REACH = 16
"""How many items right of a noun what would have been may stand: "with a better script this might have passed"."""
_AUXILIARY_BIT = int(WordClass.AUXILIARY)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_WITH_BIT = int(WordClass.WITH)


def condition_of(items: Items, aspect: int) -> ModifierEntry | None:
    """Find what says that what a clause opens with was not there: "with a tighter script this might have been fun".

    Args:
        items: the document.
        aspect: the noun that the clause opens with.

    Returns:
        The modifier behind the noun that says so, or None.
    """
    j = aspect - 1
    while items.kinds[j] in (DETERMINER, OPINION, MODIFIER, WORD, ASPECT, COORDINATOR):
        if items.kinds[j] == DETERMINER and items.classes[j] & _DEFINITE_BIT:
            # "with all the fine actors in it this might have been fun": they were there
            return None
        j -= 1
    if items.kinds[j] in (END, BREAK, COMMA) and j < aspect - 1:
        # "good acting could have carried this"
        return _unreal(items, aspect + 1)
    if not items.classes[j] & _WITH_BIT or items.kinds[j - 1] not in (END, BREAK, COMMA):
        return None
    j = aspect + 1
    while items.kinds[j] != END and j - aspect < MAX_CONDITION_REACH:
        unreal = _unreal(items, j)
        if unreal is not None:
            return unreal
        j += 1
    return None


def _unreal(items: Items, j: int) -> ModifierEntry | None:
    """Give what says that something was not: "could have been", "would have been", but no "if you like"."""
    entry = items.entries[j]
    if not isinstance(entry, ModifierEntry) or entry.label not in ("IRREALIS", "EXPECTATION"):
        return None
    return entry if entry.label == "IRREALIS" or items.classes[j] & _AUXILIARY_BIT else None
