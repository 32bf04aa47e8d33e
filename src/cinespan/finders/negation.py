"""What turns the sign of an opinion: negation, what could have been, and "too slow to be effective"."""

from __future__ import annotations

from cinespan.finders.conditions import condition_of
from cinespan.finders.denials import Between, denies, ends_with_predicate, is_near, negates_judging
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
    PERSON_PRONOUN,
    PREPOSITION,
    THING_PRONOUN,
    VIEWER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import behind_modifiers, is_missing
from cinespan.finders.terms import ModifierEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import NEGATIVE, POSITIVE

MAX_NEGATION_REACH = 7
"""How many items left of a term its negator may stand."""

_AUXILIARY_BIT = int(WordClass.AUXILIARY)
_JUDGE_BIT = int(WordClass.JUDGE)
_NOTHING_BIT = int(WordClass.NOTHING)
_PRONOUNS = (PERSON_PRONOUN, THING_PRONOUN, VIEWER)
_VERBS = (COPULA, HAVE, AUXILIARY)
_SAYS = (*_VERBS, OPINION)
_OPENS_WISH = (END, COMMA, BREAK, COORDINATOR)


def negator_of(items: Items, first: int, aspect: int) -> ModifierEntry | OpinionEntry | None:
    """Find what turns the sign of an opinion.

    Args:
        items: the document.
        first: the first item of the opinion, its intensifiers included.
        aspect: its aspect.

    Returns:
        A negator or "could have been" left of the opinion, one at its noun ("no scene is"), or a condition ("good
        acting could have saved this"); None where nothing turns it.
    """
    found = _negator_left_of(items, first, aspect) or _negator_of_list(items, first, aspect)
    if found is None and aspect < first and BREAK not in items.kinds[aspect:first]:
        # "no scene is", "none of the actors are", "nothing in this film feels"
        j = aspect - 1
        while items.kinds[j] in (DETERMINER, OPINION, PREPOSITION) and not is_missing(items, j):
            j -= 1
        before = items.entries[j]
        # but not "it is not the best film but it is fun", "I didn't dislike this film but found it slight"
        asserted = isinstance(before, ModifierEntry) and items.kinds[j - 1] in _VERBS
        if is_missing(items, j) or (getattr(before, "label", "") == "NEGATOR" and not asserted):
            found = before  # type: ignore[assignment]
    return found or condition_of(items, aspect)


def _negator_of_list(items: Items, first: int, aspect: int) -> ModifierEntry | OpinionEntry | None:
    """ "It needed better songs, better jokes and a better cast": the verb goes for the whole list."""
    rule = getattr(items.entries[first], "rule", "")
    j = first - 1
    while items.kinds[j] in (DETERMINER, COORDINATOR, COMMA):
        j -= 1
    if j == first - 1 or items.kinds[j] != ASPECT:
        return None
    while items.kinds[j] in (ASPECT, WORD):
        j -= 1
    if getattr(items.entries[j], "rule", "") != rule:
        return None
    return _negator_left_of(items, j, aspect) or _negator_of_list(items, j, aspect)


def _negator_left_of(items: Items, first: int, aspect: int) -> ModifierEntry | OpinionEntry | None:
    between = Between()
    for j in range(first - 1, max(0, first - 1 - MAX_NEGATION_REACH), -1):
        entry = items.entries[j]
        if isinstance(entry, ModifierEntry):
            if entry.label == "PSEUDO_NEGATOR":
                return None
            if entry.label == "EXCESS" and between.infinitive:
                # "too slow to be effective"
                return entry
            # "I don't think the acting is good": the negator of a verb of judging reaches over the noun
            if entry.label == "NEGATOR" and (is_near(items, j, between) or negates_judging(items, j)):
                return entry if denies(items, j, first, aspect, between) else None
            # "if only the acting were better" reaches over the noun, "could have been a film with good acting" does not
            near = not (between.aspect or between.owned) or _would_make_good(items, j, first)
            if entry.label == "IRREALIS" and (near or items.kinds[j - 1] in _OPENS_WISH):
                return None if _is_spent(items, j, first) else entry
        if _ends_reach(items, j, first, aspect):
            return None
        if isinstance(entry, OpinionEntry) and entry.polarity == NEGATIVE and _holds_nothing(items, j):
            return None if ends_with_predicate(items, j, first, aspect) else entry
        between.meet(items, j)
    return None


def _ends_reach(items: Items, j: int, first: int, aspect: int) -> bool:
    """Tell whether nothing left of an item can turn an opinion right of it."""
    kinds, kind, entry = items.kinds, items.kinds[j], items.entries[j]
    if kind in (END, BREAK) or (kind == COMMA and kinds[j - 1] != OPINION):
        return True
    if kind in (COMMA, COORDINATOR, OPINION) and is_missing(items, first):
        # "no wit and no plot": the first "no" is done
        return True
    if isinstance(entry, OpinionEntry) and entry.pos == "VERB" and aspect > first and not _holds_nothing(items, j):
        # "could not make up for bad dialogue": the verb is denied, not the dialogue
        return True
    if kind != COORDINATOR:
        return False
    verb = j + 2 if kinds[j + 1] == MODIFIER else j + 1
    # "it needs patience and we loved it": another clause; "is not funny and is dull": another predicate
    return kinds[verb] == COPULA or (kinds[j + 1] in _PRONOUNS and kinds[j + 2] in _SAYS)


def _would_make_good(items: Items, wish: int, first: int) -> bool:
    """Tell "would have made this film enjoyable", which reaches over its object, from "could make a film this dull"."""
    opinion = behind_modifiers(items, first)
    makes = items.classes[wish] & _AUXILIARY_BIT and items.last_word(wish) & _JUDGE_BIT
    return bool(makes) and getattr(items.entries[opinion], "polarity", "") == POSITIVE


def _is_spent(items: Items, wish: int, first: int) -> bool:
    """Tell "scenes that should have been fun drag on": the wish ends with its own predicate."""
    between = items.kinds[wish + 1 : first]
    return OPINION in between and COORDINATOR not in between and COMMA not in between


def _holds_nothing(items: Items, j: int) -> bool:
    """Tell whether a term goes on to the next: "offers nothing new or interesting"."""
    return any(word & _NOTHING_BIT for word in items.words[items.starts[j] : items.ends[j]])
