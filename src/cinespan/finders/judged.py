"""Whether a linked opinion judges the film: not what it says of the story, of looks, or of films in general."""

from __future__ import annotations

from cinespan.finders.items import (
    COORDINATOR,
    MARK,
    MODIFIER,
    OPINION,
    PERSON_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    THING_PRONOUN,
    Items,
)
from cinespan.finders.named_nouns import ROLE
from cinespan.finders.terms import AspectEntry, ModifierEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import FILM, NEGATIVE, OVERALL

_THOSE_BITS = int(WordClass.THING_PRONOUN)
_MODIFIER, _PREDICATE = "modifier", "predicate"


def judges_the_film(items: Items, i: int, aspect: int, relation: str) -> bool:
    """Tell whether an opinion, linked to an aspect, says something of the film.

    Args:
        items: the document.
        i: the opinion.
        aspect: the aspect.
        relation: the relation that joins them.

    Returns:
        False for "the cunning Holt", "the beautiful Lena Voss", "a fan of bad movies" and "a mix of Alien and Heat".
    """
    entry = items.entries[aspect]
    if not isinstance(entry, AspectEntry):
        return True
    if relation == _MODIFIER and items.kinds[i - 1] == MARK == items.kinds[aspect + 1] and i < aspect:
        # in quotation marks as a whole, it is what others say
        return False
    if not entry.entity:
        return not (relation == _MODIFIER and entry.category == OVERALL and _is_generic(items, i, plural=entry.plural))
    if entry.entity != FILM and i < aspect and items.kinds[aspect + 1] == POSSESSIVE:
        # "not up to Voss's usual standards" judges what is hers
        return False
    between = range(min(i, aspect) + 1, max(i, aspect))
    if relation == _MODIFIER and any(_is_partitive(items, j) for j in between):
        # "a weird mix of Alien and Heat" says nothing of either
        return False
    opinion = items.entries[i]
    if entry.entity != FILM and isinstance(opinion, OpinionEntry) and opinion.person:
        # "gorgeous" speaks of looks; "poor Voss" pities, "Voss is poor" judges
        return relation == opinion.person
    if not entry.story or relation == ROLE:
        return True
    # "Holt is terrific" is said of how the part is played. "Holt is sad because he is alone" and "the cunning Holt"
    # tell the story: of 47 such judgements in 500 annotated reviews 2 were the reviewer's. The name keeps its place in
    # the clause all the same: "his love for Holt" goes to no other aspect.
    # What is wrong with a character is a trait: of 17 negative ones in 840 reviews 2 were said of the acting.
    if relation != _PREDICATE or (isinstance(opinion, OpinionEntry) and opinion.polarity == NEGATIVE):
        return False
    return not any(items.kinds[j] in (PERSON_PRONOUN, THING_PRONOUN) for j in between)


def _is_generic(items: Items, i: int, *, plural: bool) -> bool:
    """Tell whether an adjective tells a kind of films: "a fan of bad movies" has no article, "one of those films"."""
    j = i - 1
    while items.kinds[j] in (OPINION, COORDINATOR):
        if plural and getattr(items.entries[j], "pos", "") == "VERB":
            # "I enjoy silly films" tells a taste
            return True
        j -= 1
    return items.kinds[j] == PREPOSITION or (_is_partitive(items, j) and bool(items.last_word(j) & _THOSE_BITS))


def _is_partitive(items: Items, j: int) -> bool:
    entry = items.entries[j]
    return items.kinds[j] == MODIFIER and isinstance(entry, ModifierEntry) and entry.label == "PARTITIVE"
