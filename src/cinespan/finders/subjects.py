"""Subjects on items: the noun that a verb is said of."""

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
    DETERMINER,
    END,
    EXPLETIVE,
    HAVE,
    MARK,
    MODIFIER,
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
    is_person,
    is_preposition,
    opening_comma,
    start_of_noun_phrase,
)
from cinespan.finders.predicates import predicate_verb
from cinespan.finders.tokens import WordClass

_AUXILIARY_BIT = int(WordClass.AUXILIARY)
_RELATIVIZER_BIT = int(WordClass.RELATIVIZER)
_THING_BIT = int(WordClass.THING_PRONOUN)
_CONTRAST_BIT = int(WordClass.CONTRAST)
MAX_SUBJECT_ITEMS = 24
"""How far left of its verb a subject may stand."""


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
                while kinds[phrase - 1] == DETERMINER:
                    # "the two young sailors"
                    phrase -= 1
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
                if opening == j - 2 and is_person(items, j - 1):
                    # "the director, Wade Kimball, has": the name
                    return [j - 1]
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
