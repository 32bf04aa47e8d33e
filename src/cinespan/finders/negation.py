"""What turns the sign of an opinion: negation, what could have been, and "too slow to be effective"."""

from __future__ import annotations

from dataclasses import dataclass

from cinespan.finders.conditions import condition_of
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
    MODIFIER,
    OPINION,
    PERSON_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    THING_PRONOUN,
    VIEWER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import is_missing, is_preposition
from cinespan.finders.terms import ModifierEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import NEGATIVE

MAX_NEGATION_REACH = 7
"""How many items left of a term its negator may stand."""

_COMPARATIVE_BIT = int(WordClass.COMPARATIVE)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_DETERMINER_BIT = int(WordClass.DETERMINER)
_EQUATIVE_BIT = int(WordClass.EQUATIVE)
_EXPERIENCE_BIT = int(WordClass.EXPERIENCE)
_EXTENT_BIT = int(WordClass.EXTENT)
_JUDGE_BIT = int(WordClass.JUDGE)
_MANNER_BIT = int(WordClass.MANNER)
_NOTHING_BIT = int(WordClass.NOTHING)
_POSSIBILITY_BIT = int(WordClass.POSSIBILITY)
_WITH_BIT = int(WordClass.WITH)
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


@dataclass(slots=True)
class _Between:
    """What has been met on the way from an opinion to the left."""

    aspect: bool = False
    """A noun, or a clause with its pronoun."""
    owned: bool = False
    """A possessor: "not Voss's best film"."""
    definite: bool = False
    """A definite article."""
    given: bool = False
    """And something left of it: what has the article is there, whatever is denied."""
    infinitive: bool = False
    """"to be"."""
    parted: bool = False
    """A preposition or an expletive."""
    stated: bool = False
    """A copula."""

    def meet(self, items: Items, j: int) -> None:
        """Take in the item to the left."""
        kind = items.kinds[j]
        if kind == ASPECT and items.kinds[j + 1] == POSSESSIVE:
            self.owned = True
        elif kind == ASPECT or (kind in _PRONOUNS and items.kinds[j + 1] in _VERBS):
            self.aspect = True
        elif kind == DETERMINER:
            self.definite |= bool(items.classes[j] & _DEFINITE_BIT)
        elif kind in (WORD, OPINION):
            self.given |= self.definite
        elif kind == EXPLETIVE or (kind == PREPOSITION and not items.classes[j] & _EQUATIVE_BIT):
            self.parted = True
        elif kind == COPULA:
            self.stated = True
        elif kind == AUXILIARY:
            self.infinitive |= is_preposition(items, j)


def _negator_left_of(items: Items, first: int, aspect: int) -> ModifierEntry | OpinionEntry | None:
    between = _Between()
    for j in range(first - 1, max(0, first - 1 - MAX_NEGATION_REACH), -1):
        entry = items.entries[j]
        if isinstance(entry, ModifierEntry):
            if entry.label == "PSEUDO_NEGATOR":
                return None
            if entry.label == "EXCESS" and between.infinitive:
                # "too slow to be effective"
                return entry
            # "I don't think the acting is good": the negator of a verb of judging reaches over the noun
            if entry.label == "NEGATOR" and (_is_near(items, j, between) or _negates_judging(items, j)):
                return entry if _denies(items, j, first, aspect, between) else None
            # "if only the acting were better" reaches over the noun, "could have been a film with good acting" does not
            near = not (between.aspect or between.owned)
            if entry.label == "IRREALIS" and (near or items.kinds[j - 1] in _OPENS_WISH):
                return None if _is_spent(items, j, first) else entry
        if _ends_reach(items, j, first, aspect):
            return None
        if isinstance(entry, OpinionEntry) and entry.polarity == NEGATIVE and _holds_nothing(items, j):
            return None if _ends_with_predicate(items, j, first, aspect) else entry
        between.meet(items, j)
    return None


def _is_near(items: Items, negator: int, between: _Between) -> bool:
    """Tell whether no noun parts a negator from an opinion; a possessor does not in "is not Voss's best film"."""
    return not between.aspect and (not between.owned or items.kinds[negator - 1] == COPULA)


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


def _denies(items: Items, negator: int, first: int, aspect: int, between: _Between) -> bool:
    """Tell whether a negator that reaches an opinion denies it."""
    if between.stated and _is_article(items, negator):
        # "the plot has no equal and is superb": a noun was denied
        return False
    if _names_the_utmost(items, negator, first) or _ends_with_predicate(items, negator, first, aspect):
        return False
    before = items.entries[negator - 1]
    if isinstance(before, ModifierEntry) and before.label == "NEGATOR":
        # "not without charm"
        return False
    if between.definite and aspect > first and items.classes[negator] & _MANNER_BIT:
        # "without the charm of the book": there it is given
        return False
    # "had it not been for the awful songs", "can't appreciate the offbeat humour": what the verb acts on is given
    blames = any(getattr(entry, "polarity", "") == NEGATIVE for entry in items.entries[first:aspect])
    return not between.given and not (blames and between.parted and not _negates_judging(items, negator))


def _ends_with_predicate(items: Items, negator: int, first: int, aspect: int) -> bool:
    """Tell "is not funny, terrible acting", where a noun of its own follows, from "is not a dull, slow film"."""
    between = items.kinds[negator:first]
    if aspect < first or COMMA not in between or items.kinds[negator - 1] not in _VERBS:
        return False
    return DETERMINER not in between and not items.words[items.ends[negator] - 1] & _DETERMINER_BIT


def _is_spent(items: Items, wish: int, first: int) -> bool:
    """Tell "scenes that should have been fun drag on": the wish ends with its own predicate."""
    between = items.kinds[wish + 1 : first]
    return OPINION in between and COORDINATOR not in between and COMMA not in between


def _is_article(items: Items, negator: int) -> bool:
    """Tell "no" from "no one"."""
    return bool(items.classes[negator] & _DETERMINER_BIT) and items.ends[negator] - items.starts[negator] == 1


def _names_the_utmost(items: Items, negator: int, first: int) -> bool:
    """Tell whether nothing goes beyond it: "could not be duller", "never seen so fine a cast", "there is no better"."""
    kinds, classes = items.kinds, items.classes
    be = kinds[negator + 1] == COPULA or (kinds[negator + 1] == HAVE and kinds[negator + 2] == COPULA)
    possible = be and (classes[negator] | classes[negator - 1]) & _POSSIBILITY_BIT
    exists = negator == first - 1 and kinds[negator - 2] == EXPLETIVE
    known = classes[negator + 1] & _EXPERIENCE_BIT
    if not (possible or exists or known):
        return False
    opinion = first
    while kinds[opinion] == MODIFIER:
        opinion += 1
    surpasses = _COMPARATIVE_BIT | _EXTENT_BIT if known else _COMPARATIVE_BIT
    return any(word & surpasses for word in items.words[items.ends[negator] : items.ends[opinion]])


def _holds_nothing(items: Items, j: int) -> bool:
    """Tell whether a term goes on to the next: "offers nothing new or interesting"."""
    return any(word & _NOTHING_BIT for word in items.words[items.starts[j] : items.ends[j]])


def _negates_judging(items: Items, negator: int) -> bool:
    j = negator + 1
    while items.kinds[j] == MODIFIER:
        j += 1
    return bool(items.classes[j] & _JUDGE_BIT)
