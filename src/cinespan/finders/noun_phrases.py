"""Noun phrases on items: nouns, and the prepositions that govern them.

No parser is used: the closed word classes tell where a noun phrase, a prepositional phrase and a clause begin.
"""

from __future__ import annotations

from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    COMMA,
    COORDINATOR,
    DETERMINER,
    END,
    HAVE,
    MARK,
    MODIFIER,
    NAME,
    OPINION,
    POSSESSIVE,
    PREPOSITION,
    RELATIVIZER,
    WORD,
    Items,
)
from cinespan.finders.terms import NEXT, AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import FILM

_PREPOSITION_BIT = int(WordClass.PREPOSITION)
_DETERMINER_BIT = int(WordClass.DETERMINER)
_GENITIVE_BIT = int(WordClass.GENITIVE)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_LIKENESS_BIT = int(WordClass.LIKENESS)
_WITH_BIT = int(WordClass.WITH)
_COORDINATOR_BIT = int(WordClass.COORDINATOR)
_INSIDE_NOUN_PHRASE = frozenset((OPINION, MODIFIER, WORD, NAME, MARK))
_INSIDE_PARENTHESIS = _INSIDE_NOUN_PHRASE | {ASPECT, DETERMINER, POSSESSIVE, PREPOSITION, COORDINATOR}
MAX_PARENTHESIS = 10
"""How many items may stand between a pair of commas."""


def is_noun(items: Items, j: int) -> bool:
    """Tell whether an item is an aspect term that can be a subject or an object."""
    entry = items.entries[j]
    return items.kinds[j] == ASPECT and isinstance(entry, AspectEntry) and entry.pos == "NOUN"


def leads_a_noun(items: Items, j: int) -> bool:
    """Tell whether an opinion term makes one judgement with the noun behind it: "whimsical", "crackles with"."""
    entry, noun = items.entries[j], items.entries[j + 1]
    if not isinstance(entry, OpinionEntry) or not isinstance(noun, OpinionEntry):
        return False
    if entry.pos != "VERB":
        return entry.pos == "ADJ"
    # but not "offers little warmth", "makes the film a classic"
    long = items.ends[j] - items.starts[j] > 1
    return long and entry.polarity == noun.polarity and not items.classes[j + 1] & _DETERMINER_BIT


def is_missing(items: Items, j: int) -> bool:
    """Tell whether an item is the "no" of "no plot", which judges by what is not there."""
    entry = items.entries[j]
    return isinstance(entry, OpinionEntry) and entry.takes == NEXT


def end_of_compound(items: Items, j: int) -> int:
    """Walk from a noun to the last of those that follow it directly: "fight scenes", "film score"."""
    while is_noun(items, j + 1):
        j += 1
    return j


def is_preposition(items: Items, j: int) -> bool:
    """Tell whether a word can open a prepositional phrase, "with" and "to" included."""
    return bool(items.classes[j] & _PREPOSITION_BIT) and items.kinds[j] in (PREPOSITION, HAVE, AUXILIARY)


def behind_modifiers(items: Items, j: int) -> int:
    """Give the first item from `j` on that is no modifier: the term that "so very" leads to."""
    while items.kinds[j] == MODIFIER:
        j += 1
    return j


def is_name(items: Items, j: int) -> bool:
    """Tell whether an item is an entity that stands for an aspect."""
    entry = items.entries[j]
    return isinstance(entry, AspectEntry) and bool(entry.entity)


def is_person(items: Items, j: int) -> bool:
    """Tell whether an item is the name of somebody who made a film."""
    entry = items.entries[j]
    return isinstance(entry, AspectEntry) and entry.entity not in ("", FILM) and not entry.story


def start_of_noun_phrase(items: Items, j: int) -> int:
    """Give the determiner of the noun phrase that a word ends, or 0."""
    while items.kinds[j] in (WORD, OPINION, MODIFIER):
        j -= 1
    return j if items.kinds[j] == DETERMINER else 0


def governing_preposition(items: Items, j: int) -> int:
    """Give the item of the preposition whose noun phrase an aspect term ends, or -1."""
    kinds, classes = items.kinds, items.classes
    k = j - 1
    while True:
        kind, bits = kinds[k], classes[k]
        if is_preposition(items, k):
            return k
        if kind == DETERMINER or (kind == RELATIVIZER and bits & _DETERMINER_BIT):
            k -= 1
            while kinds[k] in (DETERMINER, MODIFIER):
                k -= 1
            return k if is_preposition(items, k) else -1
        if kind == COORDINATOR and kinds[k - 1] in (ASPECT, NAME):
            k -= 1
        elif kind in _INSIDE_NOUN_PHRASE or kind in (ASPECT, POSSESSIVE):
            k -= 1
        else:
            return -1


def governed_by_with(items: Items, j: int) -> bool:
    """Tell whether a noun opens an absolute construction: "with Voss stealing every scene"."""
    preposition = governing_preposition(items, j)
    return preposition > 0 and bool(items.classes[preposition] & _WITH_BIT)


def is_of(items: Items, j: int) -> bool:
    """Tell whether a noun only belongs to another: "the portrayals of their characters"."""
    preposition = governing_preposition(items, j)
    return preposition > 0 and bool(items.classes[preposition] & _GENITIVE_BIT)


def coordinated_before(items: Items, j: int) -> list[int]:
    """Add the nouns before a subject that share its verb: "the score and the cinematography are"."""
    found, kinds = [j], items.kinds
    while True:
        k = j - 1
        nor = False
        while not nor and kinds[k] in (OPINION, MODIFIER, DETERMINER, WORD, ASPECT, POSSESSIVE):
            # "neither the script nor the acting is"
            nor = kinds[k] == MODIFIER and bool(items.classes[k] & _COORDINATOR_BIT)
            k -= not nor
        if kinds[k] == COMMA and found[1:]:
            k -= 1
        elif kinds[k] == COORDINATOR or nor:
            k -= 1 + (kinds[k - 1] == COMMA)
        elif kinds[k] == COMMA:
            return found + _listed_before(items, k)
        else:
            return found
        if not is_noun(items, k):
            return found
        found.append(k)
        j = k


def _listed_before(items: Items, comma: int) -> list[int]:
    """Find two nouns or more that a sentence begins with: "the songs, the sets, the cast are"."""
    found, kinds, k = [], items.kinds, comma
    while kinds[k] == COMMA and is_noun(items, k - 1):
        found.append(k - 1)
        k -= 1
        while kinds[k] in (ASPECT, DETERMINER, WORD):
            k -= 1
    return found if kinds[k] == END and len(found) > 1 else []


def opening_comma(items: Items, closing: int) -> int:
    """Give the comma that opens a parenthesis which another one closes, or 0."""
    j = closing - 1
    while items.kinds[j] not in (COMMA, END) and closing - j < MAX_PARENTHESIS:
        j -= 1
    return j if items.kinds[j] == COMMA else 0


def closing_comma(items: Items, i: int) -> int:
    """Give the comma that closes a parenthesis, or what comes before it and opens a clause."""
    j = i + 1
    while items.kinds[j] in _INSIDE_PARENTHESIS and j - i < MAX_PARENTHESIS:
        j += 1
    return j


def likeness(items: Items, i: int) -> int:
    """Find the "like" before a noun phrase: "it plays like a cheap TV movie" judges no TV movie; or 0."""
    while items.kinds[i] in (WORD, OPINION, MODIFIER, COMMA):
        i -= 1
    indefinite = items.kinds[i] == DETERMINER and not items.classes[i] & _DEFINITE_BIT
    return i - 1 if indefinite and items.classes[i - 1] & _LIKENESS_BIT else 0
