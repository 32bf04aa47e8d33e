"""A linker for each part of speech: the relations that an opinion term of it can stand in, surest first.

Each gives the name of the relation and the aspect items, or no items where the clause gives none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cinespan.finders.antecedents import coreferent
from cinespan.finders.attributes import modified_noun
from cinespan.finders.complements import complement_noun, doer_of_deed, noun_just_before
from cinespan.finders.inversions import (
    after_head,
    bearer,
    cleft_noun,
    exclaimed_noun,
    inverse_predicate,
    subject_after,
    subject_behind_comma,
)
from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    COPULA,
    DETERMINER,
    END,
    MODIFIER,
    OPINION,
    RELATIVIZER,
    THING_PRONOUN,
    WORD,
    Items,
)
from cinespan.finders.named_nouns import part_of_the_film, title_or_noun
from cinespan.finders.noun_phrases import governed_by_with, is_noun, is_preposition
from cinespan.finders.objects import felt_by_others, fronted_object, object_noun, perceived_noun
from cinespan.finders.predicates import predicate_verb
from cinespan.finders.qualities import doer_of_manner, owner_of_quality, quality_after
from cinespan.finders.relations import (
    aspect_word_before,
    film_of_the_sentence,
    is_object,
    missing_noun,
    noun_behind_preposition,
    noun_in_apposition,
    possessor,
)
from cinespan.finders.subjects import predicate_subject, subject
from cinespan.finders.terms import NEXT, AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import FILM, OVERALL

_DETERMINER_BIT = int(WordClass.DETERMINER)
_BE_BIT = int(WordClass.BE)
_HAVE_BIT = int(WordClass.HAVE)
_THING_BIT = int(WordClass.THING_PRONOUN)
_INTERROGATIVE_BIT = int(WordClass.INTERROGATIVE)
_PREPOSITION_BIT = int(WordClass.PREPOSITION)
_OBJECT_BITS = _THING_BIT | int(WordClass.PERSON_PRONOUN)
MAX_LEADING_WORDS = 2
"""How many words a verb may have that only leads to its object."""
_OPENS_OBJECT = (ASPECT, OPINION, MODIFIER, DETERMINER, WORD)


def link_adjective(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    """Link an adjective: "visually stunning", "impressed by the acting", "a moving film", "the plot is thin"."""
    if entry.takes == NEXT:
        return "modifier", missing_noun(items, i)
    aspect_word = aspect_word_before(items, i)
    if aspect_word:
        return "aspect-word", aspect_word
    if entry.takes == "object":
        found = [] if felt_by_others(items, i) else object_noun(items, i)
        if found:
            return "object", found
    if entry.takes == "subject":
        # "the script is riddled with fantasy clichés": what follows is no aspect; "the original film" is no praise
        verb = predicate_verb(items, i, noun=False)
        if items.kinds[verb] == COPULA and DETERMINER not in items.kinds[verb:i]:
            return "predicate", subject(items, verb)
        # "an adventure brimming with colour"
        long = items.ends[i] - items.starts[i] > 1
        return "complement", [i - 1] if long and is_noun(items, i - 1) else noun_just_before(items, i)
    found = modified_noun(items, i)
    if found:
        named = bearer(items, i, found[0]) if len(found) == 1 else []
        return ("inverse-predicate", named) if named else title_or_noun(items, i, found)
    head = after_head(items, i)
    inverse = inverse_predicate(items, head) if head else None
    if inverse is not None:
        return "inverse-predicate", inverse
    for relation, find in _RELATIONS_OF_AN_ADJECTIVE:
        found = find(items, i)
        if found:
            return relation, found
    return "", []


def _bearer_of_quality(items: Items, i: int) -> list[int]:
    """ "A drama of great delicacy", "gives the part a raw power"."""
    return owner_of_quality(items, i) if after_head(items, i) and quality_after(items, i) else []


def _behind_what_or_nothing(items: Items, i: int) -> list[int]:
    """ "There is nothing good about the script", "hard to find anything good in it", "what is wrong with this film"."""
    modified = items.kinds[i - 1] == MODIFIER
    before = items.last_word(i - 1) if modified else items.classes[i - 1]
    what = items.classes[i - 2]
    asked = items.kinds[i - 1] == COPULA and what & _INTERROGATIVE_BIT
    return noun_behind_preposition(items, i) if before & _THING_BIT or asked else []


_RELATIONS_OF_AN_ADJECTIVE: tuple[tuple[str, Callable[[Items, int], list[int]]], ...] = (
    ("quality", _bearer_of_quality),
    ("predicate", predicate_subject),
    ("complement", noun_just_before),
    ("inverse-predicate", cleft_noun),
    ("preposition", _behind_what_or_nothing),
    ("object", perceived_noun),
    ("inversion", exclaimed_noun),
    ("inversion", subject_after),
    ("inversion", subject_behind_comma),
    ("subject", doer_of_deed),
)
"""What an adjective may judge that stands before no noun, surest first."""


def link_noun(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    """Link a noun: "a visual feast", "the film is a mess", "the film's strength", "flaws in the script"."""
    aspect_word = aspect_word_before(items, i)
    if aspect_word:
        return "aspect-word", aspect_word
    for j in (i + 1, i + 2):
        if is_noun(items, j):
            return "modifier", [j]
        if items.kinds[j] != WORD:
            # "a classic black and white film"
            break
    inverse = inverse_predicate(items, i)
    # but "the problem with this film is that it drags" is said of the film
    if inverse:
        return "inverse-predicate", inverse
    for relation, find in _RELATIONS_OF_A_NOUN:
        found = find(items, i)
        if found:
            return relation, found
    return "", []


def _noun_behind_preposition(items: Items, i: int) -> list[int]:
    """ "Flaws in the script", but not "captures the depth of the characters"."""
    return [] if is_object(items, i) else noun_behind_preposition(items, i)


_RELATIONS_OF_A_NOUN: tuple[tuple[str, Callable[[Items, int], list[int]]], ...] = (
    ("predicate", part_of_the_film),
    ("possessor", possessor),
    ("complement", complement_noun),
    ("predicate", partial(predicate_subject, noun=True)),
    ("preposition", _noun_behind_preposition),
    ("complement", noun_just_before),
    ("inverse-predicate", cleft_noun),
    ("apposition", subject_behind_comma),
    ("apposition", noun_in_apposition),
    ("object", perceived_noun),
    ("quality", doer_of_manner),
    ("subject", doer_of_deed),
    ("anaphora", film_of_the_sentence),
)
"""What a noun may judge, surest first."""


def link_verb(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    """Link a verb to what does it ("the score soars") or to what is done to it ("I loved the score")."""
    if entry.takes in ("object", "either"):
        found = fronted_object(items, i)
        if found:
            return "object", found
        found = cleft_noun(items, i, by_viewer=True)
        if found:
            return "inverse-predicate", found
    if entry.takes == "object":
        found = coreferent(items, i) if _ends_with_pronoun(items, i) else object_noun(items, i)
        if not found and is_noun(items, i - 1) and _is_passive(items, i):
            return "subject", subject(items, i)
        return "object", [] if _is_generic(items, i, found) or felt_by_others(items, i) else found
    if entry.takes == "either":
        # "it lacks humour" names what is missed, "the film lacks a heart" does not
        found = object_noun(items, i)
        if found and getattr(items.entries[found[0]], "category", OVERALL) != OVERALL:
            return "object", found
    if items.classes[i] & _HAVE_BIT and _leads_to_object(items, i):
        # "the film delivers" is praise; "they deliver fine performances" only leads to it
        return "subject", []
    if items.kinds[i - 1] == AUXILIARY and items.classes[i - 1] & _PREPOSITION_BIT:
        # "his ability to evoke": an infinitive has no subject of its own
        return "subject", []
    before = items.entries[i - 1]
    if isinstance(before, AspectEntry) and before.entity not in ("", FILM) and governed_by_with(items, i - 1):
        return "subject", [i - 1]
    # "are squandered": the copula belongs to the verb
    found = subject(items, i - (items.kinds[i - 1] == COPULA))
    return ("subject", found) if found else ("inverse-predicate", cleft_noun(items, i))


def _ends_with_pronoun(items: Items, i: int) -> bool:
    """Tell whether a term holds its object, "love it", and leads to no other: "avoid this film", "felt nothing for"."""
    last = items.last_word(i)
    return bool(last & _OBJECT_BITS) and not last & _DETERMINER_BIT and not is_preposition(items, i + 1)


def _leads_to_object(items: Items, i: int) -> bool:
    """Tell "they deliver fine performances" and "adds to the overall gloomy tone" from "he does a fine job again"."""
    if items.kinds[i + 1] == END:
        return False
    long = items.ends[i] - items.starts[i] > MAX_LEADING_WORDS
    inside = items.words[items.starts[i] : items.ends[i] - 1]
    if is_preposition(items, i + 1) and any(word & _DETERMINER_BIT for word in inside):
        # "has a fine eye for landscape" holds its object
        return False
    if items.kinds[i + 1] == OPINION or is_noun(items, i + 1) or is_noun(items, i + 2):
        return True
    return not long and items.kinds[i + 1] in _OPENS_OBJECT


def _is_passive(items: Items, i: int) -> bool:
    """Tell whether a verb has a form of "be" inside: "this film should be avoided"."""
    return any(word & _BE_BIT for word in items.words[items.starts[i] : items.ends[i]])


def _is_generic(items: Items, i: int, found: list[int]) -> bool:
    """Tell a taste from a judgement: "I love black comedies" has no article, and no film is judged."""
    entry = items.entries[found[0]] if found else None
    if not isinstance(entry, AspectEntry) or entry.category != OVERALL or entry.entity:
        return False
    # "avoid this" and "should see this" end with an article of their own
    given = any(kind in (DETERMINER, RELATIVIZER, THING_PRONOUN) for kind in items.kinds[i + 1 : found[0]])
    return found[0] > i and not given and not items.last_word(i) & _DETERMINER_BIT
