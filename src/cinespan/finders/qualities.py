"""Qualities on items: whose a wit, a warmth or a sure hand is.

"Directed with real wit", "brings warmth to the role", "an actress of great authority", "her roguish charm".
"""

from __future__ import annotations

from cinespan.finders.antecedents import antecedent_of, coreferent
from cinespan.finders.items import (
    ASPECT,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    END,
    HAVE,
    MODIFIER,
    NAME,
    OPINION,
    PERSON_PRONOUN,
    POSSESSIVE,
    RELATIVIZER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import governing_preposition, is_noun, is_person
from cinespan.finders.subjects import predicate_subject, subject
from cinespan.finders.terms import AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

_QUALITY_BIT = int(WordClass.QUALITY)
_MANNER_BIT = int(WordClass.MANNER)
_WITH_BIT = int(WordClass.WITH)
_GENITIVE_BIT = int(WordClass.GENITIVE)
_AGENT_BIT = int(WordClass.AGENT)
_BEFORE_A_NOUN = (OPINION, MODIFIER, COORDINATOR, WORD, COMMA)
MAX_QUALITY_REACH = 5
"""How many items behind an adjective its quality may stand: "a steady and sensitive hand"."""
MAX_MANNER_REACH = 16
"""How many items left of "with" the verb or its subject may stand."""


def quality_after(items: Items, i: int) -> int:
    """Give the item of the quality that an adjective tells more of: "a raw, natural vulnerability", or 0."""
    kinds, j = items.kinds, i + 1
    while kinds[j] in _BEFORE_A_NOUN and j - i < MAX_QUALITY_REACH:
        if kinds[j] == WORD and items.classes[j] & _QUALITY_BIT:
            return j
        j += 1
    return 0


def owner_of_quality(items: Items, i: int) -> list[int]:
    """Find what shows the quality that an adjective tells more of.

    Args:
        items: the document.
        i: the adjective.

    Returns:
        The person, the participle or the noun, or nothing.
    """
    kinds, j = items.kinds, _before_noun_phrase(items, i)
    if kinds[j] == POSSESSIVE:
        return [j - 1] if is_noun(items, j - 1) else []
    if items.classes[j] & _MANNER_BIT:
        return doer(items, j)
    if items.classes[j] & _GENITIVE_BIT and is_noun(items, j - 1):
        # "is an actress of great authority": the person, "a drama of great delicacy": the drama
        people = predicate_subject(items, j - 1, pronouns=False)
        return people if people and is_person(items, people[0]) else [j - 1]
    if kinds[j] in (NAME, ASPECT) or (kinds[j] == WORD and kinds[j - 1] == DETERMINER):
        # "gives Nell an endearing vulnerability", "gives the part a raw power", "lends the ghost a quiet melancholy"
        j -= 2 if kinds[j - 1] == DETERMINER else 1
    return subject(items, j) if kinds[j] == HAVE else []


def doer_of_manner(items: Items, i: int) -> list[int]:
    """ "Calloway commands the screen with charisma": whose a noun is that tells how something is done."""
    j = _before_noun_phrase(items, i)
    # "a performance of rare depth", "lends each scene a raw immediacy"
    owned = items.classes[j] & _GENITIVE_BIT or (items.kinds[j] in (NAME, ASPECT) and items.kinds[j + 1] == DETERMINER)
    if items.classes[i] & _QUALITY_BIT and owned:
        return owner_of_quality(items, i)
    with_it = items.classes[j] & _WITH_BIT or items.kinds[j] == MODIFIER
    # "in fine form" is said of much that nobody does
    return doer(items, j) if with_it and items.classes[j] & _MANNER_BIT else []


def _before_noun_phrase(items: Items, i: int) -> int:
    """Give the item before the adjectives and the article of a noun phrase."""
    kinds, j = items.kinds, i - 1
    if kinds[j] == WORD and items.classes[j - 1] & (_GENITIVE_BIT | _MANNER_BIT):
        # "of rare depth"
        return j - 1
    while (kinds[j] in (OPINION, MODIFIER, DETERMINER) and not items.classes[j] & _MANNER_BIT) or (
        # "with quiet, unforced dignity"
        kinds[j] in (COORDINATOR, COMMA, WORD)
        and (kinds[j - 1] in (OPINION, WORD) or (kinds[j] == WORD and kinds[j + 1] in (COORDINATOR, COMMA)))
        and kinds[j + 1] != DETERMINER
    ):
        entry = items.entries[j]
        if isinstance(entry, OpinionEntry) and entry.pos == "VERB":
            break
        j -= 1
    return j


def doer(items: Items, preposition: int) -> list[int]:
    """ "The duel is staged with real wit", "Voss guides the story with a steady hand": who or what does it."""
    kinds = items.kinds
    j, opening = preposition - 1, 0
    while kinds[j] not in (END, BREAK) and preposition - j < MAX_MANNER_REACH:
        entry = items.entries[j]
        if isinstance(entry, AspectEntry) and entry.pos == "VERB" and not items.classes[j + 1] & _AGENT_BIT:
            done = predicate_subject(items, j)
            head = items.entries[done[0]] if done else None
            if j < preposition - 1 and is_noun(items, j - 1):
                # "Voss plays the cook with wit": a verb that has its object leaves its subject to be judged
                return [j - 1]
            named = isinstance(head, AspectEntry) and head.category != OVERALL and not head.entity
            return done if named else [j]
        if kinds[j] == PERSON_PRONOUN:
            return coreferent(items, j)
        if kinds[j] == RELATIVIZER:
            return antecedent_of(items, j)
        if is_noun(items, j) and kinds[j + 1] != POSSESSIVE and governing_preposition(items, j) < 0:
            if is_person(items, j):
                return [j]
            opening = j
        if kinds[j] == COORDINATOR and kinds[j - 1] == COMMA and opening:
            # "the lines are dull, and the ensemble speaks them with relish": a clause of its own
            k = opening - 1
            while kinds[k] in (DETERMINER, OPINION, MODIFIER):
                k -= 1
            return [opening] if k == j and COMMA not in kinds[opening:preposition] else []
        j -= 1
    # a noun is the subject where the clause opens with it
    k = opening - 1
    while kinds[k] in (DETERMINER, OPINION, MODIFIER):
        k -= 1
    return [opening] if opening and kinds[k] in (END, BREAK, POSSESSIVE) else []
