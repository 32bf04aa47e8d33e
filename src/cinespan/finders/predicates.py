"""Predicates on items: the verb that a predicate has, "is … both heartbreaking and uplifting"."""

from __future__ import annotations

from cinespan.finders.clauses import verb_before
from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
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
from cinespan.finders.noun_phrases import opening_comma
from cinespan.finders.terms import ModifierEntry, OpinionEntry
from cinespan.finders.tokens import WordClass

_BE_BIT = int(WordClass.BE)
_CONTRAST_BIT = int(WordClass.CONTRAST)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_DETERMINER_BIT = int(WordClass.DETERMINER)
_HAVE_BIT = int(WordClass.HAVE)


def predicate_verb(items: Items, i: int, *, noun: bool) -> int:
    """Find the copula left of a predicate: "is … both heartbreaking and uplifting".

    Args:
        items: the document.
        i: the predicate.
        noun: it is a noun, so that "has" and "offers" lead to it as well.

    Returns:
        The item of the verb, or -1.
    """
    kinds = items.kinds
    j, words, article = i - 1, 0, False
    while True:
        kind = kinds[j]
        if kind == COPULA or (noun and kind == HAVE):
            # "gets a bad review" says nothing of what gets it; "is a bad film" does
            bits = _BE_BIT | _HAVE_BIT if noun else _BE_BIT
            return -1 if article and not items.classes[j] & bits else j
        if kind == POSSESSIVE and items.classes[j] & _BE_BIT and not article:
            # "the story's utterly ridiculous"
            return j
        # "feel both shocking and sad": no noun follows
        both = not noun and j == i - 1 and kinds[i + 1] == COORDINATOR and not items.classes[j] & _DEFINITE_BIT
        article |= kind == DETERMINER and not both
        entry = items.entries[j]
        if isinstance(entry, OpinionEntry) and entry.pos == "VERB":
            # "adds depth and complexity": the verb is part of a term
            return j if noun and items.classes[j] & _HAVE_BIT else -1
        if kind == MODIFIER and isinstance(entry, ModifierEntry) and entry.label == "IRREALIS":
            # "scenes that should have been fun"
            return j
        if kind in (OPINION, MODIFIER, AUXILIARY, COORDINATOR, DETERMINER, MARK):
            j -= 1
        elif kind == RELATIVIZER and items.classes[j] & _DETERMINER_BIT:
            # "is that good"
            j -= 1
        elif kind == PREPOSITION and (
            kinds[j - 1] in (COPULA, MODIFIER) or (kinds[j - 1] in (PREPOSITION, WORD) and kinds[j - 2] == COPULA)
        ):
            # "serves as a powerful", "comes off as a cheap", "was almost as bad"
            j -= 1
        elif noun and kind in (PERSON_PRONOUN, THING_PRONOUN, VIEWER) and kinds[j - 1] == HAVE:
            # "gives them depth"
            j -= 1
        elif kind == COMMA and items.entries[j + 1] is not None and items.entries[j - 1] is items.entries[j + 1]:
            # "is really, really bad"
            j -= 1
        elif kind == BREAK and items.classes[j] & _CONTRAST_BIT and j == i - 1 - kinds[j + 1 : i].count(MODIFIER):
            # "are true to the book but stiff"
            verb = verb_before(items, j)
            return verb if verb and kinds[verb] == COPULA else -1
        elif kind in (COMMA, BREAK):
            if kinds[j - 1] == WORD and kinds[j - 2] in (COPULA, MODIFIER):
                # "is not mysterious, just wooden"
                j -= 2
                continue
            if kinds[j - 1] != OPINION and not (kind == BREAK and kinds[j - 1] == COMMA and kinds[j - 2] == OPINION):
                # "is, as always in his films, gorgeous"
                opening = opening_comma(items, j) if kind == COMMA and j == i - 1 else 0
                return opening - 1 if opening and kinds[opening - 1] == COPULA else -1
            j -= 1
        elif kind in (WORD, NAME, JUDGE, HAVE):
            # before an article there is a verb: "is fluid, capturing the depth"
            words += 1
            if words > 3 or article:
                return -1
            j -= 1
        elif kind == ASPECT and items.entries[j].pos != "NOUN":  # type: ignore[union-attr]
            j -= 1
        else:
            return -1
