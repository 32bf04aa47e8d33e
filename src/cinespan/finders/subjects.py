"""Subjects on items: the verb of a predicate, the noun that a verb is said of, and what a pronoun stands for."""

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
    EXPLETIVE,
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
from cinespan.finders.noun_phrases import is_noun, is_preposition
from cinespan.finders.terms import AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass

_DETERMINER_BIT = int(WordClass.DETERMINER)
_BE_BIT = int(WordClass.BE)
_HAVE_BIT = int(WordClass.HAVE)
_GENITIVE_BIT = int(WordClass.GENITIVE)
_COORDINATOR_BIT = int(WordClass.COORDINATOR)
_INSIDE_NOUN_PHRASE = frozenset((OPINION, MODIFIER, WORD, NAME, MARK))
_PEOPLE = ("ACTOR", "CHARACTER", "DIRECTOR", "WRITER", "COMPOSER", "CREW")
MAX_PRONOUN_REACH = 16
"""How far left of a pronoun its noun may stand."""
MAX_SUBJECT_ITEMS = 24
"""How far left of its verb a subject may stand."""


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
        article |= kind == DETERMINER
        entry = items.entries[j]
        if isinstance(entry, OpinionEntry) and entry.pos == "VERB":
            # "adds depth and complexity": the verb is part of a term
            return j if noun and items.classes[j] & _HAVE_BIT else -1
        if kind in (OPINION, MODIFIER, AUXILIARY, COORDINATOR, DETERMINER, MARK):
            j -= 1
        elif kind == RELATIVIZER and items.classes[j] & _DETERMINER_BIT:
            # "is that good"
            j -= 1
        elif kind == PREPOSITION and kinds[j - 1] == COPULA:
            # "serves as a powerful", "comes across as a cheap"
            j -= 1
        elif kind in (COMMA, BREAK):
            if kinds[j - 1] != OPINION and not (kind == BREAK and kinds[j - 1] == COMMA and kinds[j - 2] == OPINION):
                return -1
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


def subject(items: Items, verb: int, *, pronouns: bool = True) -> list[int]:
    """Find the subject of a verb: the nearest noun to the left that is in no prepositional phrase.

    "The performances in this film are", "the score, composed by …, is", "a score that is". A pronoun is looked up in
    the same sentence, unless the caller asks for nouns only; where nothing names its aspect there is no subject.
    """
    kinds = items.kinds
    j, fallback = verb - 1, -1
    stop = max(0, verb - MAX_SUBJECT_ITEMS)
    adjacent = True
    while j > stop:
        kind = kinds[j]
        if kind == ASPECT and is_noun(items, j):
            preposition = _governing_preposition(items, j)
            if preposition < 0:
                return _coordinated_subjects(items, j)
            fallback, j = j, preposition - 1
            adjacent = False
            continue
        if kind == RELATIVIZER and adjacent:
            antecedent = _antecedent(items, j)
            if antecedent:
                return antecedent
            # "the soundtrack is a symphony of emotion that enhances": the head, or what it is said of
            adjacent = False
        if kind == THING_PRONOUN and adjacent:
            return coreferent(items, j, person=False) if pronouns and not _is_expletive(items, verb) else []
        if kind == PERSON_PRONOUN and adjacent:
            return coreferent(items, j, person=True) if pronouns else []
        if kind in (VIEWER, EXPLETIVE) and adjacent:
            return []
        if kind == WORD and adjacent and _opens_noun_phrase(items, j):
            # "in this film, her kitten is": the subject is a noun that names no aspect
            return []
        if kind == END:
            break
        if kind == BREAK:
            opening = items.opened.get(items.starts[j])
            if opening is None:
                break
            while items.starts[j] > opening:
                j -= 1
        elif kind not in (AUXILIARY, MODIFIER, OPINION, MARK):
            adjacent = False
        j -= 1
    return [fallback] if fallback > 0 else []


def predicate_subject(items: Items, i: int, *, noun: bool = False, pronouns: bool = True) -> list[int]:
    """Find what a predicate is said of: the subject of the copula left of it, or nothing where there is none."""
    verb = predicate_verb(items, i, noun=noun)
    return subject(items, verb, pronouns=pronouns) if verb > 0 else []


def _is_expletive(items: Items, verb: int) -> bool:
    """Tell the "it" of "it is obvious that …" and "it is hard to …", which stands for nothing."""
    kinds = items.kinds
    j = verb + 1
    while kinds[j] in (OPINION, MODIFIER, DETERMINER):
        j += 1
    return kinds[j] == RELATIVIZER or (kinds[j] == AUXILIARY and is_preposition(items, j))


def _opens_noun_phrase(items: Items, j: int) -> bool:
    """Tell whether a word ends a noun phrase with a determiner."""
    while items.kinds[j] in (WORD, OPINION, MODIFIER):
        j -= 1
    return items.kinds[j] == DETERMINER


def _governing_preposition(items: Items, j: int) -> int:
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


def _coordinated_subjects(items: Items, j: int) -> list[int]:
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
        else:
            return found
        if not is_noun(items, k):
            return found
        found.append(k)
        j = k


def _antecedent(items: Items, relativizer: int) -> list[int]:
    """Find what "that", "which" and "who" stand for: the noun just before, unless it only belongs to another."""
    j = relativizer - 1
    if items.kinds[j] == COMMA:
        j -= 1
    if not is_noun(items, j):
        return []
    preposition = _governing_preposition(items, j)
    if preposition > 0 and items.classes[preposition] & _GENITIVE_BIT:
        return []
    return _coordinated_subjects(items, j)


def coreferent(items: Items, pronoun: int, *, person: bool) -> list[int]:
    """Find what a pronoun stands for: the nearest fitting aspect term of its sentence, left of it."""
    j = pronoun - 1
    while items.kinds[j] != END and pronoun - j < MAX_PRONOUN_REACH:
        if is_noun(items, j):
            entry = items.entries[j]
            assert isinstance(entry, AspectEntry)
            if (entry.entity in _PEOPLE) == person:
                return [j]
        j -= 1
    return []
