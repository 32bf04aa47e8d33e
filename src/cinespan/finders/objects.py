"""Objects on items: the noun that a verb acts on, or that stands behind a preposition."""

from __future__ import annotations

from cinespan.finders.antecedents import coreferent
from cinespan.finders.clauses import is_whole_behind_part
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
    JUDGE,
    MARK,
    MODIFIER,
    NAME,
    OPINION,
    PERSON_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    RELATIVIZER,
    THING_PRONOUN,
    VIEWER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import coordinated_before, end_of_compound, is_noun, is_of, is_preposition
from cinespan.finders.tokens import WordClass

_PERCEPTION_BIT = int(WordClass.PERCEPTION)
_VIEWER_BIT = int(WordClass.VIEWER)
_ENDS_CLAUSE = (END, COMMA, BREAK, COORDINATOR, PREPOSITION, MODIFIER)
_DETERMINER_BIT = int(WordClass.DETERMINER)
_PERSON_BIT = int(WordClass.PERSON_PRONOUN)
_OPENS_OBJECT = (DETERMINER, ASPECT, OPINION, NAME, THING_PRONOUN, PERSON_PRONOUN, RELATIVIZER)
MAX_OBJECT_REACH = 6
"""How many items behind a verb its object may stand."""
MAX_CLAUSE_REACH = 8
"""How many items the subject and the verb of a relative clause may have."""


def object_noun(items: Items, i: int) -> list[int]:
    """Find the object of a verb or the noun behind a preposition: "loved the music", "impressed by this film"."""
    kinds, classes = items.kinds, items.classes
    j, words = i + 1, 0
    while True:
        kind = kinds[j]
        if kind == ASPECT:
            if not is_noun(items, j):
                j += 1
                continue
            if j - i > MAX_OBJECT_REACH or (words and is_whole_behind_part(items, j)):
                return []
            j = end_of_compound(items, j)
            if kinds[j + 1] == POSSESSIVE:
                j = next((n for n in range(j + 2, j + 5) if n < len(kinds) and is_noun(items, n)), j)
            return _with_coordinated_objects(items, j)
        if kind in (OPINION, MODIFIER, DETERMINER, PREPOSITION, MARK) or is_preposition(items, j):
            j += 1
        elif kind in (WORD, NAME, JUDGE, HAVE, COPULA, AUXILIARY):
            words += 1
            if words > 3:
                return []
            j += 1
        elif kind == RELATIVIZER and classes[j] & _DETERMINER_BIT and kinds[j + 1] not in (COPULA, END, BREAK, COMMA):
            j += 1
        elif kind in (THING_PRONOUN, RELATIVIZER) and j == i + 1:
            return coreferent(items, j)
        elif kind == PERSON_PRONOUN and classes[j] & _DETERMINER_BIT:
            j += 1
        elif kind == PERSON_PRONOUN and j == i + 1:
            return coreferent(items, j)
        else:
            return []


def felt_by_others(items: Items, i: int) -> bool:
    """Tell whether somebody else has the feeling: "those who love this show", "my aunt loved the film"."""
    kinds, j = items.kinds, i - 1
    while kinds[j] in (MODIFIER, AUXILIARY, COPULA):
        j -= 1
    if items.classes[j] & _PERSON_BIT:
        return True
    word = j
    while kinds[j] == WORD:
        j -= 1
    return j < word and kinds[j] == DETERMINER


def fronted_object(items: Items, i: int) -> list[int]:
    """ "The songs that I enjoyed", "the one sequel I ever walked out on", "a film which everybody will enjoy"."""
    kinds = items.kinds
    if kinds[i + 1] in _OPENS_OBJECT:
        return []
    if items.classes[i] & _VIEWER_BIT:
        # "a film I like": the viewer is part of the term; but "films I like" are not this one
        j = i - 1
        head = items.entries[j - (kinds[j] == RELATIVIZER)]
        if getattr(head, "plural", False) or kinds[i + 1] not in _ENDS_CLAUSE:
            return []
    else:
        j = _before_subject(items, i)
    j -= kinds[j] == RELATIVIZER
    j -= kinds[j] == COMMA and kinds[j + 1] == RELATIVIZER
    return coordinated_before(items, j) if is_noun(items, j) and not is_of(items, j) else []


def _before_subject(items: Items, i: int) -> int:
    """Give the item before who does a verb: before "I" in "the songs I enjoyed"; or 0 where nobody does."""
    kinds, j = items.kinds, i - 1
    while kinds[j] in (AUXILIARY, MODIFIER, HAVE):
        j -= 1
    if kinds[j] in (VIEWER, PERSON_PRONOUN):
        return j - 1
    last = j
    while kinds[j] in (WORD, DETERMINER, COORDINATOR, PREPOSITION, PERSON_PRONOUN) and i - j < MAX_CLAUSE_REACH:
        j -= 1
    # "which everybody will enjoy"
    return j if kinds[j] == RELATIVIZER and j < last else 0


def perceived_noun(items: Items, i: int) -> list[int]:
    """ "It is fascinating to watch the leads", "it is hard to watch this show"."""
    verb = i + 2 if items.kinds[i + 1] == AUXILIARY else i
    if verb > i:
        seen = bool(items.classes[verb] & _PERCEPTION_BIT)
    else:
        # the verb is part of the term
        seen = items.kinds[i + 1] in (DETERMINER, MODIFIER) and items.ends[i] - items.starts[i] > 1
    if not seen or items.kinds[verb + 1] not in (DETERMINER, ASPECT, OPINION, MODIFIER, NAME):
        return []
    return object_noun(items, verb)


def _with_coordinated_objects(items: Items, j: int) -> list[int]:
    found, kinds = [j], items.kinds
    while kinds[j + 1] in (COMMA, COORDINATOR):
        k = j + 2
        while kinds[k] in (COORDINATOR, DETERMINER):
            k += 1
        if not is_noun(items, k):
            break
        k = end_of_compound(items, k)
        if kinds[k + 1] in (COPULA, HAVE, AUXILIARY, OPINION):
            break
        found.append(k)
        j = k
    return found
