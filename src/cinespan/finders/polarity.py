"""The sign of a linked opinion: negation, excess, what could have been, and what nobody asserted."""

from __future__ import annotations

from typing import NamedTuple

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
    JUDGE,
    MODIFIER,
    OPINION,
    PERSON_PRONOUN,
    PREPOSITION,
    RELATIVIZER,
    THING_PRONOUN,
    VIEWER,
    WORD,
    Items,
)
from cinespan.finders.linking import EQUALLED, SURPASSED, Link
from cinespan.finders.noun_phrases import is_missing, leads_a_noun
from cinespan.finders.terms import ModifierEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import NEGATIVE, NEUTRAL, POSITIVE

MAX_CONDITION_REACH = 16
"""How many items right of a noun what would have been may stand: "with a better script this might have passed"."""
MAX_NEGATION_REACH = 7
"""How many items left of a term its negator may stand."""

_DEFINITE_BIT = int(WordClass.DEFINITE)
_THING_BIT = int(WordClass.THING_PRONOUN)
_WITH_BIT = int(WordClass.WITH)
_PRONOUNS = (PERSON_PRONOUN, THING_PRONOUN, VIEWER)
_VERBS = (COPULA, HAVE, AUXILIARY)
_OPENS_WISH = (END, COMMA, BREAK, COORDINATOR)
_FLIPPED = {POSITIVE: NEGATIVE, NEGATIVE: POSITIVE, NEUTRAL: NEUTRAL}
_EXPECTATION = "EXPECTATION"
_ENDS_EXPECTATION = (END, COMMA)
MAX_EXPECTATION_REACH = 10
"""How many items left of a judgement an expectation may stand: "I had hoped for a good score"."""
_STRENGTH = ("INTENSIFIER", "HEDGE", "EXCESS")


class Judgement(NamedTuple):
    """An opinion in its context."""

    start: int
    """First token of the opinion term, its intensifiers included."""
    polarity: str
    intensity: float
    negated: bool
    rules: tuple[str, ...]
    """The modifiers that had a say."""


def judge(items: Items, link: Link) -> Judgement | None:
    """Settle what a linked opinion says in its context.

    Args:
        items: the document.
        link: the opinion and its aspect.

    Returns:
        The judgement; None where the sentence is a question, a hope, an expectation or somebody else's view.
    """
    i = link.opinion
    entry = items.entries[i]
    assert isinstance(entry, OpinionEntry)
    if _is_asked_or_expected(items, i, link.aspect, link.relation):
        return None
    first, factor, rules, excess = _strength(items, i)
    polarity, negated = entry.polarity, False
    if entry.genres and items.genre:
        polarity = dict(entry.genres).get(items.genre, polarity)
    # "not as good as Dark Harbour" says that Dark Harbour is good
    equalled = link.relation == EQUALLED
    negator = None if equalled else _negator(items, first, link.aspect) or _condition(items, link.aspect)
    if link.relation == SURPASSED:
        # "none is worse than Dark Harbour"
        polarity = polarity if negator else _FLIPPED[polarity]
    elif negator is not None:
        # what would have been dull was no better: the praise that is due alone turns
        if getattr(negator, "label", "") != "IRREALIS" or polarity == POSITIVE:
            polarity, negated = _FLIPPED[polarity], True
        rules.append(negator.rule)
    elif excess and polarity != NEGATIVE:
        polarity = NEGATIVE
    intensity = round(min(1.0, entry.intensity * factor), 3)
    return Judgement(items.starts[first], polarity, intensity, negated, tuple(rules))


def _strength(items: Items, i: int) -> tuple[int, float, list[str], bool]:
    """Take the intensifiers and hedges before a term into it: first item, factor, rules, and whether it is too much."""
    first, factor, rules, excess = i, 1.0, [], False
    noun = getattr(items.entries[i], "pos", "") == "NOUN"
    while True:
        entry = items.entries[first - 1]
        if isinstance(entry, ModifierEntry) and entry.label in _STRENGTH:
            factor *= entry.factor
            rules.append(entry.rule)
            excess |= entry.label == "EXCESS"
        elif not (
            isinstance(entry, OpinionEntry) and (entry.pos == "ADV" or (noun and leads_a_noun(items, first - 1)))
        ):
            return first, factor, rules, excess
        first -= 1


def _negator(items: Items, first: int, aspect: int) -> ModifierEntry | OpinionEntry | None:
    """Find what turns the sign: a negator or "could have been" left of the term, or one at its noun ("no scene")."""
    found = _negator_left_of(items, first)
    if found is None and aspect < first:
        # "no scene is", "none of the actors are", "nothing in this film feels"
        j = aspect - 1
        while items.kinds[j] in (DETERMINER, OPINION, PREPOSITION) and not is_missing(items, j):
            j -= 1
        before = items.entries[j]
        if is_missing(items, j) or (isinstance(before, ModifierEntry) and before.label == "NEGATOR"):
            found = before  # type: ignore[assignment]
    return found


def _condition(items: Items, aspect: int) -> ModifierEntry | OpinionEntry | None:
    """ "With a tighter script this might have been fun": what the clause opens with was not there."""
    j = aspect - 1
    while items.kinds[j] in (DETERMINER, OPINION, MODIFIER, WORD, ASPECT, COORDINATOR):
        if items.kinds[j] == DETERMINER and items.classes[j] & _DEFINITE_BIT:
            # "with all the fine actors in it this might have been fun": they were there
            return None
        j -= 1
    if not items.classes[j] & _WITH_BIT or items.kinds[j - 1] not in (END, BREAK, COMMA):
        return None
    j = aspect + 1
    while items.kinds[j] != END and j - aspect < MAX_CONDITION_REACH:
        entry = items.entries[j]
        if isinstance(entry, ModifierEntry) and entry.label == "IRREALIS":
            return entry
        j += 1
    return None


def _negator_left_of(items: Items, first: int) -> ModifierEntry | OpinionEntry | None:
    kinds = items.kinds
    past_aspect = definite = given = False
    for j in range(first - 1, max(0, first - 1 - MAX_NEGATION_REACH), -1):
        kind, entry = kinds[j], items.entries[j]
        if isinstance(entry, ModifierEntry):
            if entry.label == "PSEUDO_NEGATOR":
                return None
            # "I don't think the acting is good": the negator of a verb of judging reaches over the noun
            if entry.label == "NEGATOR" and (not past_aspect or _negates_judging(items, j)):
                before = items.entries[j - 1]
                twice = isinstance(before, ModifierEntry) and before.label == "NEGATOR"
                # "not without charm"; "can't appreciate the offbeat humour": what the verb acts on is given
                return None if twice or given else entry
            # "if only the acting were better" reaches over the noun, "could have been a film with good acting" does not
            if entry.label == "IRREALIS" and (not past_aspect or kinds[j - 1] in _OPENS_WISH):
                # "scenes that should have been fun drag on": the wish ends with its own predicate
                between = kinds[j + 1 : first]
                spent = OPINION in between and COORDINATOR not in between and COMMA not in between
                return None if spent else entry
        if kind in (END, BREAK) or (kind == COMMA and kinds[j - 1] != OPINION):
            return None
        if isinstance(entry, OpinionEntry) and entry.polarity == NEGATIVE and _holds_nothing(items, j):
            return entry
        if kind == ASPECT or (kind in _PRONOUNS and kinds[j + 1] in _VERBS):
            past_aspect = True
        elif kind == DETERMINER:
            definite |= bool(items.classes[j] & _DEFINITE_BIT)
        elif kind in (WORD, OPINION):
            given |= definite
    return None


def _holds_nothing(items: Items, j: int) -> bool:
    """Tell whether a term goes on to the next: "offers nothing new or interesting"."""
    return any(word & _THING_BIT for word in items.words[items.starts[j] : items.ends[j]])


def _negates_judging(items: Items, negator: int) -> bool:
    j = negator + 1
    while items.kinds[j] == MODIFIER:
        j += 1
    return items.kinds[j] == JUDGE


def _is_asked_or_expected(items: Items, i: int, aspect: int, relation: str) -> bool:
    """Tell whether an expectation stands before a judgement, or its clause asks for it.

    "Is the acting good?" asks; "How can such a bad film get made?" and "The ending was weird, was it meant?" do not.
    """
    kinds, entries = items.kinds, items.entries
    left = min(i, aspect)
    j = left - 1
    while kinds[j] not in _ENDS_EXPECTATION and left - j < MAX_EXPECTATION_REACH:
        entry = entries[j]
        if isinstance(entry, ModifierEntry) and entry.label == _EXPECTATION:
            return True
        j -= 1
    for j in range(left + 1, i):
        entry = entries[j]
        if isinstance(entry, ModifierEntry) and entry.label == _EXPECTATION:
            return True
    if not items.questions or not _asks(items, left, given=relation == "link.modifier"):
        return False
    j = i
    while kinds[j] != END:
        j += 1
    return any(items.starts[i] <= token <= items.starts[j] for token in items.questions)


def _asks(items: Items, j: int, *, given: bool) -> bool:
    """Tell whether a clause begins with its verb, "Is the acting", or asks who: "Who could love the script".

    "Who wrote such a bad script" asks, but what a noun is called is `given`.
    """
    kinds = items.kinds
    while kinds[j] not in (END, BREAK, COMMA):
        j -= 1
    if kinds[j] == BREAK and items.entries[j] is not None:
        # "why is the acting"
        return False
    j += 1
    while kinds[j] in (COORDINATOR, MODIFIER):
        j += 1
    return kinds[j] in _VERBS or (kinds[j] == RELATIVIZER and not given)
