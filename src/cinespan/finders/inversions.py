"""Inversions on items: the predicate stands before what it judges."""

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
    RELATIVIZER,
    THING_PRONOUN,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import behind_modifiers, end_of_compound, is_name, is_noun, is_preposition
from cinespan.finders.terms import AspectEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import FILM

_GENITIVE_BIT = int(WordClass.GENITIVE)
_PREPOSITION_BIT = int(WordClass.PREPOSITION)
_INTERROGATIVE_BIT = int(WordClass.INTERROGATIVE)
_VIEWER_BIT = int(WordClass.VIEWER)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_OPENING_BIT = int(WordClass.OPENING)
_BE_BIT = int(WordClass.BE)
MAX_PREPOSED_REACH = 10
MAX_INVERSE_REACH = 7


def subject_after(items: Items, i: int) -> list[int]:
    """ "Most powerful of all, and unexpected, is the ending": the predicate opens the clause."""
    kinds = items.kinds
    j = i + 1
    if items.classes[j] & _GENITIVE_BIT and kinds[j + 1] == DETERMINER:
        # "best of all is the ending"
        j += 2
    while kinds[j] in (COMMA, COORDINATOR, OPINION, MODIFIER):
        j += 1
    if kinds[j] != COPULA:
        return []
    entry = items.entries[j + 1]
    named = isinstance(entry, AspectEntry) and bool(entry.entity)
    if not (named or kinds[j + 1] == DETERMINER):
        return []
    j += 1 + (kinds[j + 1] == DETERMINER)
    while kinds[j] in (OPINION, MODIFIER, WORD) or (
        # "impressive is the naturalism of the fights"
        items.classes[j] & _GENITIVE_BIT and kinds[j - 1] == WORD and kinds[j + 1] == DETERMINER
    ):
        j += 1 + bool(items.classes[j] & _GENITIVE_BIT)
    return [j] if is_noun(items, j) else []


def subject_behind_comma(items: Items, i: int) -> list[int]:
    """ "A perfect blend of romance and fantasy, this film …", "Visually stunning and well acted, the movie …"."""
    kinds = items.kinds
    if items.classes[i] & _PREPOSITION_BIT:
        # "on the positive side, the songs are short"
        return []
    j = i - 1
    while kinds[j] in (OPINION, MODIFIER, DETERMINER, COORDINATOR, AUXILIARY) or (
        (kinds[j] == COMMA and kinds[j - 1] in (OPINION, WORD, NAME))
        # "austere, moving, and bold,": of a list, no list may have the first
        or (kinds[j] in (WORD, NAME) and kinds[j + 1] in (COMMA, COORDINATOR) and kinds[j - 1] == END)
    ):
        j -= 1
    if kinds[j] not in (END, BREAK) or (items.entries[j] is not None and kinds[j + 1] == DETERMINER):
        # "despite the talent involved, the film"
        return []
    j = i + 1
    while kinds[j] not in (COPULA, HAVE, END, BREAK, RELATIVIZER) and j - i < MAX_PREPOSED_REACH:
        if kinds[j] == COMMA and kinds[j + 1] == DETERMINER:
            j += 2
            while kinds[j] in (OPINION, MODIFIER, WORD):
                j += 1
            return [end_of_compound(items, j)] if is_noun(items, j) else []
        if kinds[j] == COMMA:
            # "warm and witty, "Dark Harbour" is": a title has no article before it
            named = j + 1 + (kinds[j + 1] == MARK)
            entry = items.entries[named]
            if isinstance(entry, AspectEntry) and entry.entity == FILM and kinds[named + 1] not in (POSSESSIVE, COMMA):
                return [named]
        j += 1
    return []


def exclaimed_noun(items: Items, i: int) -> list[int]:
    """ "How good the acting is", "although beautiful the film is": the predicate stands before its subject."""
    kinds = items.kinds
    j = i - 1
    while kinds[j] in (MODIFIER, OPINION, COORDINATOR):
        j -= 1
    if kinds[j] != BREAK or items.entries[j] is None:
        return []
    j = i + 1
    while kinds[j] in (COORDINATOR, MODIFIER, OPINION):
        # "how slow and bland this film is"
        j += 1
    while kinds[j] in (DETERMINER, MODIFIER, WORD):
        j += 1
    if not is_noun(items, j):
        return []
    j = end_of_compound(items, j)
    # "how bad the film really is"
    return [j] if kinds[j + 1 + (kinds[j + 1] == MODIFIER)] == COPULA else []


def cleft_noun(items: Items, i: int, *, by_viewer: bool = False) -> list[int]:
    """ "What really works is the music", "what makes this movie a classic is the direction".

    Args:
        items: the document.
        i: the opinion.
        by_viewer: it is what a viewer feels: "what I loved about the film was its humour".

    Returns:
        The noun behind the copula, or nothing.
    """
    kinds = items.kinds
    j = i - 1
    while kinds[j] not in (BREAK, END, COMMA) and i - j < MAX_INVERSE_REACH:
        j -= 1
    if kinds[j] != BREAK or not items.classes[j] & _INTERROGATIVE_BIT:
        return []
    if bool(items.classes[j + 1] & _VIEWER_BIT) != by_viewer:
        return []
    j = i + 1
    while (
        kinds[j] in (WORD, COMMA, PREPOSITION, DETERMINER, MODIFIER, ASPECT, MARK, THING_PRONOUN)
        # "what lets it down, badly, is", "what lingers, however, is"
        or (kinds[j] in (OPINION, BREAK) and kinds[j - 1] == kinds[j + 1] == COMMA)
    ) and j - i < MAX_INVERSE_REACH:
        j += 1
    if kinds[j] != COPULA or not items.classes[j] & _BE_BIT:
        return []
    j += 1
    while kinds[j] in (DETERMINER, MODIFIER, OPINION, WORD, MARK) or items.classes[j] & _GENITIVE_BIT:
        j += 1
    return [end_of_compound(items, j)] if is_noun(items, j) else []


def inverse_predicate(items: Items, i: int) -> list[int] | None:
    """Find what an inverse predicate judges: "the best thing about this film is the ending" the ending.

    Returns:
        The noun behind the copula, or an empty list where it names no aspect; None where no copula follows.
    """
    kinds = items.kinds
    j = i + 1
    # "the problem with", "the drawback to"; "this mess of a film" is the film itself
    governs = items.last_word(i) & (_PREPOSITION_BIT | _GENITIVE_BIT) == _PREPOSITION_BIT
    governs |= is_preposition(items, j)
    if kinds[j] == AUXILIARY and governs:
        j += 1
    while kinds[j] in (PREPOSITION, DETERMINER, WORD, ASPECT, OPINION, MODIFIER, RELATIVIZER, THING_PRONOUN):
        j += 1
    if kinds[j] != COPULA or j - i > MAX_INVERSE_REACH or not (j == i + 1 or governs):
        return None
    j += 1
    while kinds[j] in (DETERMINER, MODIFIER, OPINION, WORD, MARK):
        j += 1
    return [j] if is_noun(items, j) and kinds[j + 1] != POSSESSIVE else []


def after_head(items: Items, i: int) -> int:
    """Give the last word of a head that is no aspect term, or 0: "a raw vulnerability", "the most realistic thing"."""
    j = i
    while items.kinds[j + 1] in (WORD, NAME) and j - i < 2:
        j += 1
    return j if j > i else 0


def framing_adverb(items: Items, i: int) -> list[int]:
    """ "Visually, it is stunning": what "it" does not say, the adverb that opens the sentence does."""
    kinds, j = items.kinds, i - 1
    while kinds[j] in (OPINION, MODIFIER, DETERMINER):
        j -= 1
    if kinds[j] != COPULA or kinds[j - 1] != THING_PRONOUN:
        return []
    j -= 2 + (kinds[j - 2] == COMMA)
    frame = items.entries[j]
    named = isinstance(frame, AspectEntry) and frame.pos == "ADV" and kinds[j - 1] == END
    return [j] if named else []


def bearer(items: Items, i: int, noun: int) -> list[int]:
    """Find the name of which a described noun is said.

    Args:
        items: the document.
        i: the adjective.
        noun: the noun that it modifies.

    Returns:
        "Another fine actor in it is Voss", "Voss, a fine actor,", "Dark Harbour (a fine film)"; or nothing.
    """
    kinds = items.kinds
    head = items.entries[noun]
    assert isinstance(head, AspectEntry)
    if head.entity:
        return []
    j = i - 1
    while kinds[j] in (OPINION, MODIFIER, DETERMINER):
        j -= 1
    name = items.entries[j - 1]
    if kinds[j] in (COMMA, BREAK) and isinstance(name, AspectEntry) and name.entity:
        # but "besides Voss, the fine cast includes"
        closed = kinds[noun + 1] in (COMMA, BREAK, END) and not items.classes[j + 1] & _DEFINITE_BIT
        opens = closed if kinds[j] == COMMA else items.classes[j] & _OPENING_BIT
        return [j - 1] if opens and name.category == head.category and not name.story else []
    j = noun + 1
    while (
        kinds[j] in (PREPOSITION, DETERMINER, WORD, THING_PRONOUN) or is_noun(items, j)
    ) and j - noun < MAX_INVERSE_REACH:
        j += 1
    if kinds[j] != COPULA or not items.classes[j] & _BE_BIT:
        return []
    j = behind_modifiers(items, j + 1)
    return [j] if is_name(items, j) and kinds[j + 1] not in (POSSESSIVE, WORD) else []
