"""Attributes on items: the noun that an adjective stands before, "a moving and poignant film"."""

from __future__ import annotations

from cinespan.finders.items import (
    ASPECT,
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
    NAME,
    OPINION,
    POSSESSIVE,
    PREPOSITION,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import end_of_compound, is_name, is_noun
from cinespan.finders.terms import NEXT, OpinionEntry
from cinespan.finders.tokens import WordClass

_PREPOSITION_BIT = int(WordClass.PREPOSITION)
_DETERMINER_BIT = int(WordClass.DETERMINER)
_LEADS_BITS = _PREPOSITION_BIT | _DETERMINER_BIT
_BE_BIT = int(WordClass.BE)
_ENDS_PHRASE_BITS = int(WordClass.EXEMPLIFIER | WordClass.STANDARD)
MAX_MODIFIER_WORDS = 2
"""Words that are in no list may stand between an adjective and its noun: "stunning ocean scenery"."""
MAX_MODIFIER_ITEMS = 7
"""How many items may stand between an adjective and its noun."""


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
        elif items.classes[j] & _ENDS_PHRASE_BITS:
            break
        elif kind == MODIFIER or _is_adjectival(items, j):
            j += 1
        elif kind in (COORDINATOR, COMMA, BREAK):
            following = _behind_conjunction(items, i, j)
            if not following:
                break
            j = following
        elif kind in (WORD, NAME, MARK):
            # "trashy Z-grade thriller": what a hyphen joins is one word
            words += kind != MARK and kinds[j - 1] != MARK
            if words > MAX_MODIFIER_WORDS or j - i > MAX_MODIFIER_ITEMS:
                break
            j += 1
        else:
            break
    return [possessor] if possessor >= 0 else []


def _behind_conjunction(items: Items, i: int, j: int) -> int:
    """Find where the noun phrase of an adjective goes on behind a comma or a conjunction, or 0."""
    kinds = items.kinds
    if is_noun(items, j + 1) and items.opened.get(items.starts[j], items.starts[i]) < items.starts[i]:
        # "the (obvious) plot"
        return j + 1
    if kinds[j - 1] == WORD:
        # "tedious lives and stilted dialogue": the noun before the conjunction is what is tedious
        return 0
    if kinds[j] != COORDINATOR and _is_predicate(items, i):
        # "is fine, decent photography": the adjective has its subject, and a new phrase begins
        return 0
    # only before a further adjective: "dull, slow and boring film", "flawed but moving film"
    following = j + 2 if kinds[j] == COMMA and kinds[j + 1] in (COORDINATOR, BREAK) else j + 1
    adjective = following
    while kinds[adjective] == MODIFIER and getattr(items.entries[adjective], "label", "") != "NEGATOR":
        adjective += 1
    # "is pretty cool, very much so", "is average, only the songs": nothing goes on with the noun phrase
    # but in "a dull and plodding film" a word stands between that no list has
    unlisted = kinds[adjective] == WORD and is_noun(items, adjective + 1) and _is_attributive(items, i)
    goes_on = (_is_adjectival(items, adjective) or unlisted) and not _opens_phrase(items, adjective)
    return following if goes_on else 0


def _opens_phrase(items: Items, j: int) -> bool:
    """Tell whether a term leads to a noun of its own: "too many", "devoid of any"."""
    return bool(items.last_word(j) & _LEADS_BITS)


def _is_predicate(items: Items, i: int) -> bool:
    """Tell whether a copula and no article stands before an adjective: "is terrible"."""
    j = i
    while items.kinds[j] in (OPINION, MODIFIER):
        if j < i and items.last_word(j) & _DETERMINER_BIT:
            # "such a funny", "one of the most awful"
            return False
        j -= 1
    return items.kinds[j] == COPULA and bool(items.classes[j] & _BE_BIT)


def _is_attributive(items: Items, i: int) -> bool:
    """Tell whether an adjective stands behind an article or opens its clause, so that a noun follows."""
    j = i - 1
    while items.kinds[j] in (OPINION, MODIFIER):
        j -= 1
    return items.kinds[j] in (DETERMINER, END, PREPOSITION, HAVE)


def _is_adjectival(items: Items, j: int) -> bool:
    """Tell whether an item can stand before a noun: "moving", "stunningly" before "beautiful"."""
    entry = items.entries[j]
    # "clunky and overburdened with exposition" stands before no noun of its own
    return isinstance(entry, OpinionEntry) and entry.pos in ("ADJ", "ADV") and entry.takes not in ("subject", NEXT)


def _with_coordinated(items: Items, j: int) -> list[int]:
    """Add the nouns that share a modifier: "great acting and story", not "great acting and the story is …"."""
    found = [j]
    kinds = items.kinds
    while kinds[j + 1] in (COMMA, COORDINATOR):
        k = j + 2
        if kinds[k] == COORDINATOR:
            k += 1
        if not is_noun(items, k) or is_name(items, k) != is_name(items, found[0]):
            break
        k = end_of_compound(items, k)
        if kinds[k + 1] in (COPULA, HAVE, AUXILIARY, OPINION, POSSESSIVE):
            break
        found.append(k)
        j = k
    return found
