"""Named nouns on items: the title or the name that a noun is said of, "Twilight Serenade is a captivating film"."""

from __future__ import annotations

from typing import Final

from cinespan.finders.clauses import is_whole
from cinespan.finders.items import BREAK, COPULA, DETERMINER, MODIFIER, OPINION, POSSESSIVE, WORD, Items
from cinespan.finders.noun_phrases import is_noun, is_person, likeness
from cinespan.finders.predicates import predicate_verb
from cinespan.finders.subjects import subject
from cinespan.finders.terms import AspectEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

_CONTRAST_BIT = int(WordClass.CONTRAST)
_DEFINITE_BIT = int(WordClass.DEFINITE)
CHARACTERS: Final = "CHARACTERS"
"""The category of the nouns that somebody in a story is called: "Holt is a dull character"."""
ROLE: Final = "role"
"""The relation of an opinion before such a noun with the name: it is said of how the part is written."""


def title_or_noun(items: Items, i: int, found: list[int]) -> tuple[str, list[int]]:
    """ "Twilight Serenade is a captivating film" is said of the title, not of the word "film"."""
    head = items.entries[found[0]]
    assert isinstance(head, AspectEntry)
    likened = likeness(items, i)
    if likened:
        # "the story plays like a third-rate TV movie"
        return "predicate", subject(items, likened)
    if head.open or head.category == OVERALL:
        judged = part_of_the_film(items, i)
        if judged:
            return "predicate", judged
    verb = predicate_verb(items, i, noun=False)
    # "Osei's delicate score" owns, "the score's delicate" is
    # "the songs are awful; awful lyrics": the break parts them
    if verb > 0 and len(found) == 1 and items.kinds[verb] != POSSESSIVE and not _is_parted(items, verb, i):
        subjects = subject(items, verb, pronouns=False)
        entry = items.entries[subjects[0]] if subjects else None
        if isinstance(entry, AspectEntry):
            # "the acting is bad the story is good", with the full stop forgotten
            runs_on = items.kinds[found[0] + 1] == COPULA and verb >= i - 2
            # "Voss is a magnificent villain": what somebody is said to be
            part = head.story or not (head.entity or head.category == OVERALL)
            role = is_person(items, subjects[0]) and part and items.kinds[verb] == COPULA
            if entry.story and head.category == CHARACTERS and items.kinds[verb] == COPULA:
                # "Holt is a dull character"
                return ROLE, subjects
            if runs_on or role or (entry.category == head.category and not head.entity):
                return "predicate", subjects
    return "modifier", found


def _is_parted(items: Items, verb: int, i: int) -> bool:
    """Tell whether a break parts a verb from an adjective; in "is a slow but moving film" it parts two adjectives."""
    for j in range(verb, i):
        if items.kinds[j] == BREAK:
            joins = items.classes[j] & _CONTRAST_BIT and items.kinds[j - 1] in (OPINION, WORD)
            if not joins or any(kind not in (OPINION, MODIFIER) for kind in items.kinds[j + 1 : i]):
                return True
    return False


def titled(items: Items, i: int, aspects: list[int]) -> list[int]:
    """Give the title in place of the noun that tells what it is: "Twilight Serenade is a western that soars".

    Args:
        items: the document.
        i: the opinion.
        aspects: what it was found to judge.

    Returns:
        What it judges. "This is the sequel that soars" and "the comedy that it is soars" keep their noun.
    """
    head = items.entries[aspects[0]] if len(aspects) == 1 else None
    if not isinstance(head, AspectEntry) or head.category != OVERALL or head.entity or aspects[0] > i:
        return aspects
    verb = predicate_verb(items, aspects[0], noun=False)
    if verb < 0 or items.kinds[verb] != COPULA or BREAK in items.kinds[verb : aspects[0]]:
        return aspects
    opening = verb + 1 + (items.kinds[verb + 1] == MODIFIER and items.kinds[verb + 2] == DETERMINER)
    if items.kinds[opening] not in (DETERMINER, MODIFIER) or items.classes[opening] & _DEFINITE_BIT:
        return aspects
    subjects = subject(items, verb, pronouns=False)
    entry = items.entries[subjects[0]] if subjects else None
    return subjects if isinstance(entry, AspectEntry) and entry.category == OVERALL else aspects


def part_of_the_film(items: Items, i: int) -> list[int]:
    """ "The score is the film's greatest strength" is said of the score."""
    j = i - 1
    while items.kinds[j] in (OPINION, MODIFIER, WORD):
        j -= 1
    if items.kinds[j] != POSSESSIVE or not is_noun(items, j - 1) or not is_whole(items, j - 1):
        return []
    verb = predicate_verb(items, j - 1, noun=True)
    subjects = subject(items, verb) if verb > 0 else []
    return subjects if subjects and not is_whole(items, subjects[0]) else []
