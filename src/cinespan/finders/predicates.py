"""Predicates on items: the verb that a predicate has, "is … both heartbreaking and uplifting"."""

from __future__ import annotations

from cinespan.finders.clauses import verb_before
from cinespan.finders.items import (
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
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
from cinespan.finders.noun_phrases import opening_comma
from cinespan.finders.terms import AspectEntry, ModifierEntry, OpinionEntry
from cinespan.finders.tokens import WordClass

_BE_BIT = int(WordClass.BE)
_CONTRAST_BIT = int(WordClass.CONTRAST)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_DETERMINER_BIT = int(WordClass.DETERMINER)
_HAVE_BIT = int(WordClass.HAVE)
_PARTS_NOTHING = (OPINION, MODIFIER, AUXILIARY, COORDINATOR, DETERMINER, MARK)
_WORDS = (WORD, NAME, JUDGE, HAVE)
MAX_WORDS_BETWEEN = 3
"""How many words that are in no list may stand between a verb and its predicate."""


def predicate_verb(items: Items, i: int, *, noun: bool) -> int:
    """Find the copula left of a predicate: "is … both heartbreaking and uplifting".

    Args:
        items: the document.
        i: the predicate.
        noun: it is a noun, so that "has" and "offers" lead to it as well.

    Returns:
        The item of the verb, or -1.
    """
    kind = items.kinds[i - 1]
    if kind in (COPULA, END):
        # most have it beside them, or have none
        return i - 1 if kind == COPULA else -1
    return _Walk(items, i, noun).to_verb()


class _Walk:
    """A walk from a predicate to the left, item by item, until something is its verb or tells that it has none.

    Each step gives the item of the verb, or -1 for none; or None, and then the walk has been moved on.

    Args:
        items: the document.
        i: the predicate.
        noun: it is a noun.
    """

    __slots__ = ("article", "i", "items", "j", "noun", "words")

    def __init__(self, items: Items, i: int, noun: bool) -> None:
        self.items, self.i, self.noun = items, i, noun
        self.j = i - 1
        self.article = False
        """An article opens a noun phrase between here and the predicate."""
        self.words = 0
        """How many words that are in no list have been passed."""

    def to_verb(self) -> int:
        """Go on to the verb."""
        while True:
            verb = self._at(self.items.kinds[self.j])
            if verb is not None:
                return verb

    def _at(self, kind: int) -> int | None:
        items, j = self.items, self.j
        if kind == COPULA or (self.noun and kind == HAVE):
            # "gets a bad review" says nothing of what gets it; "is a bad film" does
            bits = _BE_BIT | _HAVE_BIT if self.noun else _BE_BIT
            return -1 if self.article and not items.classes[j] & bits else j
        if kind == POSSESSIVE and items.classes[j] & _BE_BIT and not self.article:
            # "the story's utterly ridiculous"
            return j
        if kind == DETERMINER:
            self.article |= not self._opens_pair()
        entry = items.entries[j]
        if isinstance(entry, OpinionEntry) and entry.pos == "VERB":
            # "adds depth and complexity": the verb is part of a term
            return j if self.noun and items.classes[j] & _HAVE_BIT else -1
        if kind == MODIFIER and isinstance(entry, ModifierEntry) and entry.label == "IRREALIS":
            # "scenes that should have been fun"
            return j
        if kind in _PARTS_NOTHING or self._parts_nothing_here(kind):
            self.j -= 1
            return None
        if kind in (COMMA, BREAK):
            return self._at_pause(kind)
        if kind in _WORDS:
            # before an article there is a verb: "is fluid, capturing the depth"
            self.words += 1
            self.j -= 1
            return -1 if self.words > MAX_WORDS_BETWEEN or self.article else None
        return -1

    def _opens_pair(self) -> bool:
        """Tell "feel both shocking and sad", where no noun follows."""
        items, j = self.items, self.j
        if self.noun or j != self.i - 1 or items.kinds[self.i + 1] != COORDINATOR:
            return False
        return not items.classes[j] & _DEFINITE_BIT

    def _parts_nothing_here(self, kind: int) -> bool:
        """Tell whether an item that may part the verb from its predicate does not do so where it stands."""
        items, j, kinds = self.items, self.j, self.items.kinds
        if kind == RELATIVIZER:
            # "is that good"
            return bool(items.classes[j] & _DETERMINER_BIT)
        if kind == PREPOSITION:
            # "serves as a powerful", "comes off as a cheap", "was almost as bad"
            adverb = kinds[j - 1] in (PREPOSITION, WORD) and kinds[j - 2] == COPULA
            return adverb or kinds[j - 1] in (COPULA, MODIFIER)
        if kind in (PERSON_PRONOUN, THING_PRONOUN, VIEWER):
            # "gives them depth"
            return self.noun and kinds[j - 1] == HAVE
        entry = items.entries[j]
        return isinstance(entry, AspectEntry) and entry.pos != "NOUN"

    def _at_pause(self, kind: int) -> int | None:
        """Go over a comma or a conjunction inside the predicate."""
        items, j, kinds = self.items, self.j, self.items.kinds
        if kind == COMMA and items.entries[j + 1] is not None and items.entries[j - 1] is items.entries[j + 1]:
            # "is really, really bad"
            self.j -= 1
            return None
        if kind == BREAK and items.classes[j] & _CONTRAST_BIT and set(kinds[j + 1 : self.i]) <= {MODIFIER}:
            # "are true to the book but stiff"
            verb = verb_before(items, j)
            return verb if verb and kinds[verb] == COPULA else -1
        if kinds[j - 1] == WORD and kinds[j - 2] in (COPULA, MODIFIER):
            # "is not mysterious, just wooden"
            self.j -= 2
            return None
        if kinds[j - 1] == OPINION or (kind == BREAK and kinds[j - 2 : j] == [OPINION, COMMA]):
            self.j -= 1
            return None
        # "is, as always in his films, gorgeous"
        opening = opening_comma(items, j) if kind == COMMA and j == self.i - 1 else 0
        return opening - 1 if opening and kinds[opening - 1] == COPULA else -1
