"""Noun phrases on items: nouns, prepositions, and the noun that an adjective modifies.

No parser is used: the closed word classes tell where a noun phrase, a prepositional phrase and a clause begin.
"""

from __future__ import annotations

from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    HAVE,
    MARK,
    MODIFIER,
    NAME,
    OPINION,
    POSSESSIVE,
    PREPOSITION,
    WORD,
    Items,
)
from cinespan.finders.terms import AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass

_PREPOSITION_BIT = int(WordClass.PREPOSITION)
MAX_MODIFIER_WORDS = 2
"""Words that are in no list may stand between an adjective and its noun: "stunning ocean scenery"."""


def is_noun(items: Items, j: int) -> bool:
    """Tell whether an item is an aspect term that can be a subject or an object."""
    entry = items.entries[j]
    return items.kinds[j] == ASPECT and isinstance(entry, AspectEntry) and entry.pos == "NOUN"


def end_of_compound(items: Items, j: int) -> int:
    """Walk from a noun to the last of those that follow it directly: "fight scenes", "film score"."""
    while is_noun(items, j + 1):
        j += 1
    return j


def is_preposition(items: Items, j: int) -> bool:
    """Tell whether a word can open a prepositional phrase, "with" and "to" included."""
    return bool(items.classes[j] & _PREPOSITION_BIT) and items.kinds[j] in (PREPOSITION, HAVE, AUXILIARY)


def modified_noun(items: Items, i: int) -> list[int]:
    """Find the noun that an attributive adjective modifies: "a moving and poignant film", "great acting and story"."""
    kinds = items.kinds
    j, words, possessor = i + 1, 0, -1
    while True:
        kind = kinds[j]
        if kind == ASPECT:
            if not is_noun(items, j):
                j += 1
                continue
            j = end_of_compound(items, j)
            if kinds[j + 1] != POSSESSIVE:
                return _with_coordinated(items, j)
            # "a great film's score" praises the score where there is one
            possessor, words, j = j, 0, j + 2
        elif kind == MODIFIER or _is_adjectival(items, j):
            j += 1
        elif kind in (COORDINATOR, COMMA, BREAK):
            # only before a further adjective: "dull, slow and boring film", "flawed but moving film"
            following = j + 2 if kind == COMMA and kinds[j + 1] in (COORDINATOR, BREAK) else j + 1
            if kinds[following] != MODIFIER and not _is_adjectival(items, following):
                break
            j = following
        elif kind in (WORD, NAME, MARK):
            words += 1
            if words > MAX_MODIFIER_WORDS + (kind == MARK):
                break
            j += 1
        else:
            break
    return [possessor] if possessor >= 0 else []


def _is_adjectival(items: Items, j: int) -> bool:
    """Tell whether an item can stand before a noun: "moving", "stunningly" before "beautiful"."""
    entry = items.entries[j]
    return isinstance(entry, OpinionEntry) and entry.pos in ("ADJ", "ADV")


def _is_name(items: Items, j: int) -> bool:
    entry = items.entries[j]
    return isinstance(entry, AspectEntry) and bool(entry.entity)


def _with_coordinated(items: Items, j: int) -> list[int]:
    """Add the nouns that share a modifier: "great acting and story", not "great acting and the story is …"."""
    found = [j]
    kinds = items.kinds
    while kinds[j + 1] in (COMMA, COORDINATOR):
        k = j + 2
        if kinds[k] == COORDINATOR:
            k += 1
        if not is_noun(items, k) or _is_name(items, k) != _is_name(items, found[0]):
            break
        k = end_of_compound(items, k)
        if kinds[k + 1] in (COPULA, HAVE, AUXILIARY, OPINION, POSSESSIVE):
            break
        found.append(k)
        j = k
    return found
