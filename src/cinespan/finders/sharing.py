"""Sharing on items: nouns behind a judgement that it is said of as well.

"The cast is superb, especially the leads", "so is the score", "as are the sets", "as good as Dark Harbour", and the
items of a list behind a colon.
"""

from __future__ import annotations

from cinespan.finders.items import (
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
    HAVE,
    MARK,
    MODIFIER,
    OPINION,
    POSSESSIVE,
    PREPOSITION,
    RELATIVIZER,
    THING_PRONOUN,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import end_of_compound, is_noun
from cinespan.finders.terms import AspectEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import FILM, OVERALL

_EXEMPLIFIER_BIT = int(WordClass.EXEMPLIFIER)
_ECHO_BIT = int(WordClass.ECHO)
_EQUATIVE_BIT = int(WordClass.EQUATIVE)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_STANDARD_BIT = int(WordClass.STANDARD)
_BE_BIT = int(WordClass.BE)
_OPENING_BIT = int(WordClass.OPENING)
_COLON_BIT = int(WordClass.COLON)
_BEFORE_A_NOUN = (DETERMINER, OPINION, MODIFIER)
_PREDICATE = (COPULA, HAVE, AUXILIARY)
MAX_ITEM_WORDS = 3
"""How many words that name no aspect an item of a list may have."""
MAX_ECHO_REACH = 6
"""How many items behind a judgement its echo may begin: "is laughable as the caretaker, but then so is"."""


def sharers(items: Items, last: int) -> list[int]:
    """Find the nouns that share a judgement made before them.

    Args:
        items: the document.
        last: the last item of the judgement, be it the opinion or what it judges.

    Returns:
        The examples, the echo or the list behind it, or nothing.
    """
    found = _examples(items, last) or _echo(items, last)
    return found or (_listed(items, last) if items.kinds[last] == OPINION else [])


def _examples(items: Items, last: int) -> list[int]:
    """ "The cast is superb, especially the leads", "especially that of the leads"."""
    kinds, classes, j = items.kinds, items.classes, last + 1
    while kinds[j] in (MODIFIER, COMMA, BREAK, COORDINATOR) and not classes[j] & _EXEMPLIFIER_BIT:
        j += 1
    if not classes[j] & _EXEMPLIFIER_BIT:
        return []
    j += 1
    if kinds[j] in (THING_PRONOUN, RELATIVIZER) and kinds[j + 1] == PREPOSITION:
        j += 2
    k = j + (kinds[j] == DETERMINER)
    # "good scenes, including the funniest song": it has a judgement of its own
    return [] if kinds[k] == OPINION else _nouns_from(items, j)


def _echo(items: Items, last: int) -> list[int]:
    """ "The score is superb, and so is the cast", "Ida Voss is superb, as are the sets and the songs"."""
    kinds, classes = items.kinds, items.classes
    for j in range(last + 1, last + 1 + MAX_ECHO_REACH):
        if kinds[j] == END:
            break
        if classes[j] & _ECHO_BIT and classes[j + 1] & _BE_BIT and kinds[j + 1] == COPULA:
            return _nouns_from(items, j + 2)
    return []


def _listed(items: Items, last: int) -> list[int]:
    """ "Everything is superb: the sets, the songs", "some are dreadful (Rosa Marchetti, Ida Voss)"."""
    kinds, classes, j = items.kinds, items.classes, last + 1
    bracket = classes[j] & _OPENING_BIT
    if kinds[j] != BREAK or not (bracket or classes[j] & _COLON_BIT):
        return []
    found: list[int] = []
    whole = words = 0
    while kinds[j] not in (*_PREDICATE, END, OPINION) and words <= MAX_ITEM_WORDS:
        j += 1
        if kinds[j] == BREAK:
            break
        if is_noun(items, j):
            j = end_of_compound(items, j)
            if kinds[j + 1] in (WORD, OPINION):
                # "the music swells"
                return []
            found.append(j)
        elif kinds[j] == COMMA:
            words, whole = 0, len(found)
        else:
            words += kinds[j] == WORD
    if bracket:
        # an aside has other words
        names = all(getattr(items.entries[n], "entity", "") for n in found)
        return found if names and kinds[j] == BREAK and not words else []
    if kinds[j] not in (END, BREAK):
        # the last one begins a clause
        found = found[:whole]
    return found if len(found) > 1 else []


def _nouns_from(items: Items, j: int) -> list[int]:
    """Read coordinated nouns, unless the last is the subject of a verb."""
    kinds, found = items.kinds, []
    while True:
        while kinds[j] in _BEFORE_A_NOUN or (kinds[j] == WORD and is_noun(items, j + 1)):
            j += 1
        if not is_noun(items, j):
            break
        j = end_of_compound(items, j)
        if kinds[j + 1] in _PREDICATE:
            return []
        if kinds[j + 1] == POSSESSIVE:
            break
        found.append(j)
        j += 1
        while kinds[j] in (COMMA, COORDINATOR):
            j += 1
    return found


def standard_of(items: Items, i: int) -> tuple[int, bool] | None:
    """Find what a comparison measures by: "as good as Dark Harbour", "worse than this film".

    Args:
        items: the document.
        i: the adjective.

    Returns:
        The noun, and whether it is said to be the same; None where nothing is compared. Of other nouns than films
        too little is said: "as good as the score".
    """
    kinds, classes, j = items.kinds, items.classes, i + 1
    first = i - 1
    while kinds[first] == MODIFIER and not items.last_word(first) & _EQUATIVE_BIT:
        first -= 1
    same = classes[j] & _EQUATIVE_BIT and items.last_word(first) & _EQUATIVE_BIT
    if not same and not classes[j] & _STANDARD_BIT:
        return None
    j += 1
    while kinds[j] in (DETERMINER, MODIFIER, MARK, COMMA):
        j += 1
    entry = items.entries[j]
    if not isinstance(entry, AspectEntry) or not is_noun(items, j) or kinds[j + 1] == POSSESSIVE:
        return None
    # "as exciting as any film", "as amusing as the film believes" tell of none
    given = kinds[j - 1] == DETERMINER and classes[j - 1] & _DEFINITE_BIT and kinds[j + 1] != WORD
    film = entry.entity == FILM or (entry.category == OVERALL and given)
    return (j, bool(same)) if film else None
