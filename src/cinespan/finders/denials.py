"""Denials: whether a negator left of an opinion denies it, by what stands between the two."""

from __future__ import annotations

from dataclasses import dataclass

from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
    EXPLETIVE,
    HAVE,
    OPINION,
    PERSON_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    THING_PRONOUN,
    VIEWER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import behind_modifiers, is_preposition
from cinespan.finders.terms import ModifierEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import NEGATIVE

_COMPARATIVE_BIT = int(WordClass.COMPARATIVE)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_DETERMINER_BIT = int(WordClass.DETERMINER)
_EQUATIVE_BIT = int(WordClass.EQUATIVE)
_EXPERIENCE_BIT = int(WordClass.EXPERIENCE)
_EXTENT_BIT = int(WordClass.EXTENT)
_JUDGE_BIT = int(WordClass.JUDGE)
_MANNER_BIT = int(WordClass.MANNER)
_POSSIBILITY_BIT = int(WordClass.POSSIBILITY)
_PRONOUNS = (PERSON_PRONOUN, THING_PRONOUN, VIEWER)
_VERBS = (COPULA, HAVE, AUXILIARY)


@dataclass(slots=True)
class Between:
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


def is_near(items: Items, negator: int, between: Between) -> bool:
    """Tell whether no noun parts a negator from an opinion, as no possessor does: "is not Voss's best film".

    Behind a negator that opens the sentence the noun is the subject, and parts nothing.
    """
    near = not between.aspect and (not between.owned or items.kinds[negator - 1] == COPULA)
    return near or _inverts(items, negator)


def _inverts(items: Items, negator: int) -> bool:
    """Tell whether a negator opens its sentence and draws the verb before the subject: "not once is the film funny"."""
    kinds = items.kinds
    return kinds[negator - 1] == END and kinds[negator + 1] in (COPULA, AUXILIARY) and kinds[negator + 2] != VIEWER


def denies(items: Items, negator: int, first: int, aspect: int, between: Between) -> bool:
    """Tell whether a negator that reaches an opinion denies it.

    Args:
        items: the document.
        negator: the negator, left of the opinion.
        first: the first item of the opinion, its intensifiers included.
        aspect: its aspect.
        between: what stands between negator and opinion.
    """
    if between.stated and _is_article(items, negator):
        # "the plot has no equal and is superb": a noun was denied
        return False
    if _names_the_utmost(items, negator, first) or ends_with_predicate(items, negator, first, aspect):
        return False
    if _is_done_with_noun(items, negator, first):
        return False
    before = items.entries[negator - 1]
    if isinstance(before, ModifierEntry) and before.label == "NEGATOR":
        # "not without charm"
        return False
    if between.definite and aspect > first and items.classes[negator] & _MANNER_BIT and not _inverts(items, negator):
        # "without the charm of the book": there it is given; but "in no way is this a good film"
        return False
    # "had it not been for the awful songs", "can't appreciate the offbeat humour": what the verb acts on is given
    blames = any(getattr(entry, "polarity", "") == NEGATIVE for entry in items.entries[first:aspect])
    return not between.given and not (blames and between.parted and not negates_judging(items, negator))


def ends_with_predicate(items: Items, negator: int, first: int, aspect: int) -> bool:
    """Tell "is not funny, terrible acting", where a noun of its own follows, from "is not a dull, slow film"."""
    between = items.kinds[negator:first]
    if aspect < first or COMMA not in between or items.kinds[negator - 1] not in _VERBS:
        return False
    return DETERMINER not in between and not items.last_word(negator) & _DETERMINER_BIT


def _is_done_with_noun(items: Items, negator: int, first: int) -> bool:
    """Tell "has no charm and falls flat", where a noun was denied, from "does not charm or move", "no wit or flow"."""
    opinion = behind_modifiers(items, first)
    if _is_article(items, negator) and items.ends[opinion] - items.starts[opinion] == 1:
        # "flow" and "thrill" may be nouns
        return False
    if getattr(items.entries[opinion], "pos", "") != "VERB" or items.kinds[first - 1] != COORDINATOR:
        return False
    verbs = any(getattr(entry, "pos", "") == "VERB" for entry in items.entries[negator + 1 : first])
    return not verbs and items.kinds[negator - 1] != AUXILIARY


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
    opinion = behind_modifiers(items, first)
    surpasses = _COMPARATIVE_BIT | _EXTENT_BIT if known else _COMPARATIVE_BIT
    return any(word & surpasses for word in items.words[items.ends[negator] : items.ends[opinion]])


def negates_judging(items: Items, negator: int) -> bool:
    """Tell whether a verb of judging ends a negator or follows it: "I don't think the acting is good"."""
    following = items.classes[behind_modifiers(items, negator + 1)]
    return bool((items.last_word(negator) | following) & _JUDGE_BIT)
