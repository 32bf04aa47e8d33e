"""Complements on items: the noun right before what is said of it, with no verb or another one than a copula."""

from __future__ import annotations

from cinespan.finders.antecedents import coreferent
from cinespan.finders.items import (
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
    HAVE,
    JUDGE,
    MARK,
    MODIFIER,
    OPINION,
    PERSON_PRONOUN,
    PREPOSITION,
    RELATIVIZER,
    THING_PRONOUN,
    VIEWER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import (
    closing_comma,
    coordinated_before,
    governing_preposition,
    is_noun,
)
from cinespan.finders.subjects import subject
from cinespan.finders.tokens import WordClass

_ENDS_PREDICATE = (END, BREAK, COMMA, COORDINATOR, PREPOSITION)
_JUDGE_BIT = int(WordClass.JUDGE)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_THING_BIT = int(WordClass.THING_PRONOUN)
_CONTRAST_BIT = int(WordClass.CONTRAST)
_LEADS_COMPLEMENT_BITS = int(WordClass.WITH | WordClass.STANDARD | WordClass.EQUATIVE)
_EQUATIVE_BIT = int(WordClass.EQUATIVE)


def noun_just_before(items: Items, i: int) -> list[int]:
    """Find the noun of a verbless or object complement.

    "Acting superb, script awful", "Acting: superb", "the writing (concise, clever)", "found the acting dreadful".
    """
    kinds = items.kinds
    j = i - 1
    while kinds[j] in (MODIFIER, OPINION, COORDINATOR, MARK) or (
        kinds[j] == COMMA and kinds[j - 1] in (OPINION, MODIFIER)
    ):
        j -= 1
    if kinds[j] == JUDGE and kinds[j - 1] == VIEWER:
        # "music that I find believable"
        j -= 2 + (kinds[j - 2] == RELATIVIZER)
        j -= kinds[j] == COMMA
        return [j] if is_noun(items, j) else []
    if kinds[j] in (THING_PRONOUN, PERSON_PRONOUN) and kinds[j - 1] == JUDGE:
        # "the ending divides people, but I found it haunting", "the songs make it fun"
        return coreferent(items, j)
    if kinds[j] == BREAK and items.classes[j] & _CONTRAST_BIT:
        # "the story, though slow, is"
        j -= 1 + (kinds[j - 1] == COMMA)
        return [j] if is_noun(items, j) and kinds[i + 1] == COMMA else []
    if _is_measured(items, i, j):
        return [j - 1] if is_noun(items, j - 1) else []
    if kinds[j + 1] == COORDINATOR and is_noun(items, j):
        # "humour, romance and serious": one more of a list
        return []
    mark = _opens_aside(items, i, j) or (kinds[j] == BREAK and items.entries[j] is None)
    if mark:
        j -= 1
    if not is_noun(items, j):
        return []
    quoted = kinds[i + 1] == MARK == kinds[i - 1]
    if kinds[i + 1 + quoted] not in _ENDS_PREDICATE:
        # "makes such a spoiled character likable to"
        return _with_partner(items, j) if not mark and _is_given_a_quality(items, j) else []
    return _head_of_noun(items, j, parted=mark)


def _is_measured(items: Items, i: int, j: int) -> bool:
    """Tell whether what stands before an adjective measures it: "a film as silly as this", "a film this silly"."""
    if items.classes[j] & items.classes[i + 1] & _EQUATIVE_BIT:
        return True
    this = j == i - 1 and items.kinds[j] == DETERMINER and items.classes[j] & _THING_BIT
    return bool(this) and items.kinds[i + 1] in _ENDS_PREDICATE


def _opens_aside(items: Items, i: int, j: int) -> bool:
    """Tell whether a comma at `j` parts an adjective and its noun: "the lead, normally excellent, is a let-down"."""
    kinds = items.kinds
    if kinds[j] != COMMA or COORDINATOR in kinds[j:i]:
        return False
    if kinds[i + 1] != PREPOSITION:
        return kinds[i + 1] == COMMA
    return bool(getattr(items.entries[j - 1], "entity", "")) or kinds[closing_comma(items, i)] == COMMA


def _head_of_noun(items: Items, j: int, *, parted: bool) -> list[int]:
    """Give a noun that a complement follows, or the head of the phrase that its preposition hangs on."""
    preposition = governing_preposition(items, j)
    if items.classes[preposition] & _LEADS_COMPLEMENT_BITS:
        # "with the jokes not very funny", "half of the cast" of "more than half the cast missing"
        preposition = -1
    if preposition > 0 and items.kinds[preposition - 1] == COPULA:
        # "is in the end hilarious"
        return subject(items, preposition - 1)
    if parted or (preposition < 0 and items.kinds[j + 1] != COMMA):
        return _with_partner(items, j)
    # "the portrayals of their characters weak": the head, not the noun behind its preposition
    return subject(items, j + 1, pronouns=False)


def _with_partner(items: Items, j: int) -> list[int]:
    """Add the nouns that "and" joins: "found the plot and the jokes dull", but not "in a drama, and the jokes dull"."""
    found = coordinated_before(items, j)
    first = found[-1]
    alone = COMMA in items.kinds[first:j] or governing_preposition(items, first) >= 0
    return [j] if alone else found


def complement_noun(items: Items, i: int) -> list[int]:
    """ "Their scenes make this film an absolute delight", "I found the script a mess"."""
    kinds = items.kinds
    j = i - 1
    while kinds[j] in (MODIFIER, OPINION):
        j -= 1
    if kinds[j] != DETERMINER or not is_noun(items, j - 1):
        return []
    return [j - 1] if _is_given_a_quality(items, j - 1) else []


def _is_given_a_quality(items: Items, noun: int) -> bool:
    """Tell whether a verb of judging or making stands before a noun phrase: "makes this film", "found the acting"."""
    j = noun - 1
    while items.kinds[j] in (MODIFIER, OPINION, DETERMINER, RELATIVIZER):
        j -= 1
    return bool(items.classes[j] & _JUDGE_BIT)


def doer_of_deed(items: Items, i: int) -> list[int]:
    """ "The twins have created a masterpiece", "the story begins promising": any verb leads to what is said."""
    kinds = items.kinds
    j = i - 1
    while kinds[j] in (MODIFIER, OPINION):
        j -= 1
    if getattr(items.entries[i], "pos", "") == "NOUN":
        # "loses its charm": what is its own, nothing makes
        if kinds[j] != DETERMINER or items.classes[j] & _DEFINITE_BIT:
            return []
        j -= 1
    elif kinds[i + 1] not in (*_ENDS_PREDICATE, AUXILIARY) or j < i - 2:
        return []
    elif kinds[j] == PREPOSITION and kinds[j - 1] == WORD and not items.classes[j] & _EQUATIVE_BIT:
        # "the acting ranges from mediocre to awful"
        j -= 1
    elif kinds[j] == AUXILIARY and kinds[j - 1] == OPINION and kinds[j - 2] == PREPOSITION:
        j -= 3
    if kinds[j] != WORD:
        return []
    j -= 1
    while kinds[j] in (MODIFIER, AUXILIARY, HAVE):
        j -= 1
    return coordinated_before(items, j) if is_noun(items, j) and governing_preposition(items, j) < 0 else []
