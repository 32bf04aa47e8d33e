"""Subjects on items: the verb of a predicate, and the noun that a verb is said of."""

from __future__ import annotations

from cinespan.finders.antecedents import (
    antecedent_of,
    coreferent,
    doer_in_relative_clause,
    is_expletive,
    outside_relative_clause,
)
from cinespan.finders.clauses import (
    coordinated_subjects,
    governs_a_clause,
    is_object,
    opening_dash,
    opens_second_clause,
    stands_for_its_head,
    verb_before,
)
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
from cinespan.finders.noun_phrases import (
    governing_preposition,
    is_noun,
    is_preposition,
    opening_comma,
    start_of_noun_phrase,
)
from cinespan.finders.terms import ModifierEntry, OpinionEntry
from cinespan.finders.tokens import WordClass

_DETERMINER_BIT = int(WordClass.DETERMINER)
_BE_BIT = int(WordClass.BE)
_HAVE_BIT = int(WordClass.HAVE)
_AUXILIARY_BIT = int(WordClass.AUXILIARY)
_RELATIVIZER_BIT = int(WordClass.RELATIVIZER)
_THING_BIT = int(WordClass.THING_PRONOUN)
_CONTRAST_BIT = int(WordClass.CONTRAST)
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
        if kind == POSSESSIVE and items.classes[j] & _BE_BIT and not article:
            # "the story's utterly ridiculous"
            return j
        article |= kind == DETERMINER
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


def subject(items: Items, verb: int, *, pronouns: bool = True) -> list[int]:
    """Find the subject of a verb: the nearest noun to the left that is in no prepositional phrase.

    "The performances in this film are", "the score, composed by …, is", "a score that is". A pronoun is looked up in
    the same sentence, unless the caller asks for nouns only; where nothing names its aspect there is no subject.
    """
    kinds, classes = items.kinds, items.classes
    j, fallback = verb - 1, -1
    stop = max(0, verb - MAX_SUBJECT_ITEMS)
    adjacent = True
    while j > stop:
        kind = kinds[j]
        if kind == ASPECT and is_noun(items, j):
            if j + 1 < verb and kinds[j + 1] == POSSESSIVE and kinds[j + 2] == WORD:
                preposition = governing_preposition(items, j)
                if preposition < 0 or not is_noun(items, preposition - 1):
                    # "Voss's behaviour is": what is hers names no aspect
                    return doer_in_relative_clause(items, j)
                # "the flashbacks to Voss's wedding are"
                j, adjacent = preposition - 1, False
                continue
            goes_on = kinds[j + 1] in (COORDINATOR, PREPOSITION) and RELATIVIZER not in kinds[j:verb]
            if goes_on and not adjacent and is_object(items, j):
                # "it has good jokes like the first and is"
                return []
            preposition = governing_preposition(items, j)
            if adjacent and preposition > 0 and opens_second_clause(items, j, preposition):
                return [j]
            if j == verb - 1 and preposition > 0 and governs_a_clause(items, preposition, verb):
                return [j]
            if preposition < 0:
                outside = (not adjacent and outside_relative_clause(items, j)) or doer_in_relative_clause(items, j)
                return outside or coordinated_subjects(items, j)
            if stands_for_its_head(items, j, preposition):
                fallback = j
            j = preposition - 1
            adjacent = False
            continue
        if kind == RELATIVIZER and adjacent:
            found = antecedent_of(items, j)
            if found:
                return found
            # "the soundtrack is a symphony of emotion that enhances": the head, or what it is said of
            adjacent = False
        if kind in (THING_PRONOUN, PERSON_PRONOUN) and adjacent:
            return coreferent(items, j) if pronouns and not is_expletive(items, j, verb) else []
        if kind in (VIEWER, EXPLETIVE) and adjacent:
            return []
        if kind == DETERMINER and adjacent and classes[j] & _THING_BIT and not is_preposition(items, j - 1):
            # "this is", but "the other side to this is"
            return []
        if kind == WORD and adjacent:
            phrase = start_of_noun_phrase(items, j)
            if phrase:
                # "the actress who played the baker is"
                doers = doer_in_relative_clause(items, phrase)
                if doers:
                    return doers
                # "in this film, her kitten is": the subject is a noun that names no aspect
                # but not in "the score that plays over the credits is", "the scene where the ship sinks is"
                behind = phrase - 2 - is_preposition(items, phrase - 2)
                relative = j - phrase > 1 and classes[phrase - 1] & _RELATIVIZER_BIT and is_noun(items, behind)
                if not relative and not is_preposition(items, phrase - 1):
                    return []
                j, adjacent = phrase - 1, False
        if adjacent and (kind == COORDINATOR or (kind == BREAK and classes[j] & _CONTRAST_BIT)):
            # "has a great score and is beautifully shot", "was idiotically made but ended up hilarious"
            before = verb_before(items, j)
            if before:
                return subject(items, before, pronouns=pronouns)
        if kind == END:
            break
        if kind == COMMA and adjacent:
            # "the lead, when he was on stage, made me laugh"
            opening = opening_comma(items, j)
            if opening and is_noun(items, opening - 1):
                j = opening - 1
                continue
        if kind == BREAK and adjacent:
            # "the cast - headed by Ida Voss - is"
            opening = opening_dash(items, j)
            if opening:
                j = opening - 1
                continue
        if kind == BREAK:
            bracket = items.opened.get(items.starts[j])
            if bracket is not None:
                while items.starts[j] > bracket:
                    j -= 1
            elif classes[j] & _RELATIVIZER_BIT and is_noun(items, j - 1):
                # "the scene where the ship sinks is"
                adjacent = False
            elif adjacent and items.entries[j] is not None and is_noun(items, j - 1):
                # "the sequel however is"
                pass
            elif not (adjacent and classes[j] & _CONTRAST_BIT):
                break
        elif kind not in (AUXILIARY, MODIFIER, OPINION, MARK) and not (kind == HAVE and classes[j] & _AUXILIARY_BIT):
            adjacent = False
        j -= 1
    return [fallback] if fallback > 0 else []


def predicate_subject(items: Items, i: int, *, noun: bool = False, pronouns: bool = True) -> list[int]:
    """Find what a predicate is said of: the subject of the copula left of it, or nothing where there is none."""
    verb = predicate_verb(items, i, noun=noun)
    return subject(items, verb, pronouns=pronouns) if verb > 0 else []
