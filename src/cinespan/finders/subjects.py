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
_PRONOUNS = (THING_PRONOUN, PERSON_PRONOUN)
_PARTS_NOTHING = (AUXILIARY, MODIFIER, OPINION, MARK)
"""What stands between a verb and its subject, and belongs to the verb."""
MAX_SUBJECT_ITEMS = 24
"""How far left of its verb a subject may stand."""


def subject(items: Items, verb: int, *, pronouns: bool = True) -> list[int]:
    """Find the subject of a verb: the nearest noun to the left that is in no prepositional phrase.

    "The performances in this film are", "the score, composed by …, is", "a score that is". A pronoun is looked up in
    the same sentence, unless the caller asks for nouns only; where nothing names its aspect there is no subject.
    """
    return _Walk(items, verb, pronouns).to_subject()


def predicate_subject(items: Items, i: int, *, noun: bool = False, pronouns: bool = True) -> list[int]:
    """Find what a predicate is said of: the subject of the copula left of it, or nothing where there is none."""
    verb = predicate_verb(items, i, noun=noun)
    return subject(items, verb, pronouns=pronouns) if verb > 0 else []


class _Walk:
    """A walk from a verb to the left, item by item, until something is the subject or tells that there is none.

    Each kind of item has a method that gives the subject; or None, and then the walk has been moved on.

    Args:
        items: the document.
        verb: the verb.
        pronouns: look up pronouns.
    """

    __slots__ = ("adjacent", "fallback", "items", "j", "pronouns", "verb")

    def __init__(self, items: Items, verb: int, pronouns: bool) -> None:
        self.items, self.verb, self.pronouns = items, verb, pronouns
        self.j = verb - 1
        self.adjacent = True
        """Nothing stands between here and the verb that would part it from its subject."""
        self.fallback = -1
        """A noun of a prepositional phrase that stands for its head."""

    def to_subject(self) -> list[int]:
        """Go on to the subject."""
        kinds, stop = self.items.kinds, max(0, self.verb - MAX_SUBJECT_ITEMS)
        while self.j > stop:
            kind = kinds[self.j]
            if kind == END:
                break
            found = self._at(kind)
            if found is not None:
                return found
        return self._last_resort()

    def _last_resort(self) -> list[int]:
        return [self.fallback] if self.fallback > 0 else []

    def _at(self, kind: int) -> list[int] | None:
        items, j = self.items, self.j
        if kind == ASPECT and is_noun(items, j):
            return self._at_noun()
        if kind == BREAK:
            return self._at_break()
        if self.adjacent:
            if kind in _PRONOUNS:
                known = self.pronouns and not is_expletive(items, j, self.verb)
                return coreferent(items, j) if known else []
            if kind in (VIEWER, EXPLETIVE):
                return []
            if kind == DETERMINER and items.classes[j] & _THING_BIT and not is_preposition(items, j - 1):
                # "this is", but "the other side to this is"
                return []
            if kind == RELATIVIZER:
                # "the soundtrack is a symphony of emotion that enhances": the head, or what it is said of
                return antecedent_of(items, j) or self._pass()
            if kind == WORD:
                return self._at_word()
            if kind == COORDINATOR:
                shared = self._of_verb_before()
                return self._pass() if shared is None else shared
            if kind == COMMA:
                return self._at_comma()
        if kind in _PARTS_NOTHING or (kind == HAVE and items.classes[j] & _AUXILIARY_BIT):
            self.j -= 1
            return None
        return self._pass()

    def _pass(self) -> list[int] | None:
        """Step over what parts the verb from its subject."""
        self.j -= 1
        self.adjacent = False
        return None

    def _at_noun(self) -> list[int] | None:
        items, j, verb, kinds = self.items, self.j, self.verb, self.items.kinds
        preposition = governing_preposition(items, j)
        if j + 1 < verb and kinds[j + 1] == POSSESSIVE and kinds[j + 2] == WORD:
            if preposition < 0 or not is_noun(items, preposition - 1):
                # "Voss's behaviour is": what is hers names no aspect
                return doer_in_relative_clause(items, j)
            # "the flashbacks to Voss's wedding are"
            self.j = preposition
            return self._pass()
        goes_on = kinds[j + 1] in (COORDINATOR, PREPOSITION) and RELATIVIZER not in kinds[j:verb]
        if goes_on and not self.adjacent and is_object(items, j):
            # "it has good jokes like the first and is"
            return []
        if preposition < 0:
            outside = [] if self.adjacent else outside_relative_clause(items, j)
            return outside or doer_in_relative_clause(items, j) or coordinated_subjects(items, j)
        if self.adjacent and opens_second_clause(items, j, preposition):
            return [j]
        if j == verb - 1 and governs_a_clause(items, preposition, verb):
            return [j]
        if stands_for_its_head(items, j, preposition):
            self.fallback = j
        self.j = preposition
        return self._pass()

    def _at_word(self) -> list[int] | None:
        items, j, kinds = self.items, self.j, self.items.kinds
        phrase = start_of_noun_phrase(items, j)
        if not phrase:
            return self._pass()
        # "the actress who played the baker is"
        doers = doer_in_relative_clause(items, phrase)
        if doers:
            return doers
        # "in this film, her kitten is": the subject is a noun that names no aspect
        # but not in "the score that plays over the credits is", "the scene where the ship sinks is"
        behind = phrase - 2 - is_preposition(items, phrase - 2)
        relative = j - phrase > 1 and items.classes[phrase - 1] & _RELATIVIZER_BIT and is_noun(items, behind)
        while kinds[phrase - 1] == DETERMINER:
            # "the two young sailors"
            phrase -= 1
        if not relative and not is_preposition(items, phrase - 1):
            return []
        self.j = phrase - 1
        return self._pass()

    def _of_verb_before(self) -> list[int] | None:
        """Give the subject that a verb shares: "has a great score and is", "was idiotically made but ended up"."""
        before = verb_before(self.items, self.j)
        return subject(self.items, before, pronouns=self.pronouns) if before else None

    def _at_comma(self) -> list[int] | None:
        # "the lead, when he was on stage, made me laugh"
        items, j = self.items, self.j
        opening = opening_comma(items, j)
        if not opening or not is_noun(items, opening - 1):
            return self._pass()
        if opening == j - 2 and is_person(items, j - 1):
            # "the director, Wade Kimball, has": the name
            return [j - 1]
        self.j = opening - 1
        return None

    def _at_break(self) -> list[int] | None:
        items, j, adjacent = self.items, self.j, self.adjacent
        contrast = adjacent and items.classes[j] & _CONTRAST_BIT
        found = self._of_verb_before() if contrast else None
        if found is not None:
            return found
        # "the cast - headed by Ida Voss - is"
        opening = opening_dash(items, j) if adjacent else 0
        if opening:
            self.j = opening - 1
            return None
        bracket = items.opened.get(items.starts[j])
        if bracket is not None:
            while items.starts[self.j] > bracket:
                self.j -= 1
        elif items.classes[j] & _RELATIVIZER_BIT and is_noun(items, j - 1):
            # "the scene where the ship sinks is"
            self.adjacent = False
        elif not contrast and not (adjacent and items.entries[j] is not None and is_noun(items, j - 1)):
            # but "the sequel however is"
            return self._last_resort()
        self.j -= 1
        return None
