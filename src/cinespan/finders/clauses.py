"""Clauses on items: where one ends and the next begins, and what stands between a subject and its verb."""

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
    MODIFIER,
    OPINION,
    POSSESSIVE,
    RELATIVIZER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import MAX_PARENTHESIS, coordinated_before, governing_preposition, is_noun
from cinespan.finders.terms import AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

MAX_VERB_REACH = 12
"""How far left of a conjunction the verb may stand that shares its subject."""
_COMPARES_BITS = int(WordClass.STANDARD | WordClass.LIKENESS)
_PART_BITS = int(WordClass.GENITIVE | WordClass.WITHIN)
_EQUATIVE_BIT = int(WordClass.EQUATIVE)
_MEASURES_BITS = int(WordClass.STANDARD | WordClass.EQUATIVE)
_WITH_BIT = int(WordClass.WITH)
_THING_BIT = int(WordClass.THING_PRONOUN)
_NO_DASH = int(WordClass.COLON | WordClass.OPENING | WordClass.CLOSING)
_INSIDE = (OPINION, MODIFIER, ASPECT, POSSESSIVE, WORD)
# what a verb of judging has behind it is a clause: "I think the film and the acting are"
_TAKES_OBJECT = (COPULA, HAVE, AUXILIARY, WORD)


def coordinated_subjects(items: Items, j: int) -> list[int]:
    """Give a subject and those before it that share its verb.

    "The score and the cast are", not "the film has a great score and the cast is".
    """
    found = coordinated_before(items, j)
    for n in range(1, len(found)):
        if is_object(items, found[n]) or governing_preposition(items, found[n]) > 0:
            return found[:n]
    return found


def is_object(items: Items, noun: int) -> bool:
    """Tell whether a verb stands before a noun phrase with an article."""
    kinds, j = items.kinds, noun - 1
    while (kinds[j] in _INSIDE and not _is_verb(items, j)) or (
        kinds[j] == COMMA and kinds[j - 1] in (OPINION, MODIFIER, WORD)
    ):
        j -= 1
    if _is_verb(items, j):
        return True
    return kinds[j] == DETERMINER and (kinds[j - 1] in _TAKES_OBJECT or _is_verb(items, j - 1))


def _is_verb(items: Items, j: int) -> bool:
    entry = items.entries[j]
    return isinstance(entry, OpinionEntry) and entry.pos == "VERB"


def verb_before(items: Items, j: int) -> int:
    """Find the verb that a coordinated verb shares its subject with, left of a conjunction in the same clause."""
    k = j - 1
    while items.kinds[k] not in (END, BREAK, RELATIVIZER) and j - k < MAX_VERB_REACH:
        if items.kinds[k] in (COPULA, HAVE) or _is_verb(items, k):
            return k
        k -= 1
    return 0


def opens_second_clause(items: Items, j: int, preposition: int) -> bool:
    """Tell whether "and" parts two clauses: "Voss is superb as the widow and Marchetti is", not "in the … and …"."""
    kinds = items.kinds
    k = j - 1
    while kinds[k] in (DETERMINER, OPINION, MODIFIER):
        k -= 1
    if kinds[k] != COORDINATOR:
        return False
    k = preposition - 1
    if kinds[k] != OPINION:
        return False
    while kinds[k] in (OPINION, MODIFIER, DETERMINER):
        k -= 1
    return kinds[k] in (COPULA, HAVE)


def governs_a_clause(items: Items, preposition: int, verb: int) -> bool:
    """Tell whether the noun between a preposition and a verb is the subject of the verb.

    "..., with Voss bringing warmth to the part", "is less assured than the script is", "as crisp as the script is".
    """
    before, bits = items.kinds[preposition - 1], items.classes[preposition]
    if bits & _WITH_BIT:
        return before == COMMA and items.kinds[verb] == HAVE
    return before == OPINION and bool(bits & _MEASURES_BITS)


def opening_dash(items: Items, closing: int) -> int:
    """Give the dash that opens a parenthesis behind a noun which another one closes, or 0."""
    kinds, classes = items.kinds, items.classes
    if items.entries[closing] is not None or classes[closing] & _NO_DASH:
        return 0
    j = closing - 1
    while kinds[j] not in (BREAK, END) and closing - j < MAX_PARENTHESIS:
        j -= 1
    return j if kinds[j] == BREAK and classes[j] == classes[closing] and is_noun(items, j - 1) else 0


def stands_for_its_head(items: Items, j: int, preposition: int) -> bool:
    """Tell whether a noun behind a preposition can be judged in place of what stands before it.

    "Everything in the script is" and, of parts, "the last third of the script is"; but "the hills in this film are"
    judges no film, and "scenes like the wedding are" no wedding.
    """
    bits = items.classes[preposition]
    if bits & _COMPARES_BITS:
        return False
    before = items.kinds[preposition - 1]
    if before == WORD:
        return bool(bits & _PART_BITS) and not is_whole(items, j)
    # "nothing in the script is", "as a drama it is"
    keeps = items.classes[preposition - 1] & _THING_BIT or bits & _EQUATIVE_BIT
    return before not in (ASPECT, MODIFIER, BREAK, END) or bool(keeps)


def is_whole_behind_part(items: Items, j: int) -> bool:
    """Tell whether a noun is the film behind a part that no list has: "I loved the hills in this film"."""
    preposition = governing_preposition(items, j)
    return preposition > 0 and items.kinds[preposition - 1] == WORD and is_whole(items, j)


def is_whole(items: Items, j: int) -> bool:
    """Tell whether a noun is the film or a name, not one of its aspects."""
    entry = items.entries[j]
    return isinstance(entry, AspectEntry) and (bool(entry.entity) or entry.category == OVERALL)
