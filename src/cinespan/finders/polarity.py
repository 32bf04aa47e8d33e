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
    END,
    HAVE,
    MODIFIER,
    OPINION,
    RELATIVIZER,
    Items,
)
from cinespan.finders.linking import EQUALLED, SURPASSED, Link
from cinespan.finders.negation import negator_of
from cinespan.finders.noun_phrases import leads_a_noun
from cinespan.finders.terms import ModifierEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import NEGATIVE, NEUTRAL, POSITIVE

_DEFINITE_BIT = int(WordClass.DEFINITE)
_VERBS = (COPULA, HAVE, AUXILIARY)
_FLIPPED = {POSITIVE: NEGATIVE, NEGATIVE: POSITIVE, NEUTRAL: NEUTRAL}
_EXPECTATION = "EXPECTATION"
_ENDS_EXPECTATION = (END, COMMA)
MAX_EXPECTATION_REACH = 5
"""How many items left of a judgement an expectation may stand: "I had hoped for a good score"."""
_IRREALIS = "IRREALIS"
_TURNS_PRAISE = (_IRREALIS, _EXPECTATION, "EXCESS")
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
    # most sentences have nothing that turns a judgement, and need no look at each of their words
    turned = i in items.turned
    if turned and _is_asked_or_expected(items, i, link.aspect, link.relation):
        return None
    first, factor, rules, excess = _strength(items, i)
    polarity, negated = entry.polarity, False
    if entry.genres and items.genre:
        polarity = dict(entry.genres).get(items.genre, polarity)
    # "not as good as Dark Harbour" says that Dark Harbour is good
    turned = turned and link.relation != EQUALLED
    negator = negator_of(items, first, link.aspect) if turned else None
    negator_label = getattr(negator, "label", "")
    if polarity == NEGATIVE and _is_meant_to_be(items, i):
        polarity = POSITIVE
    if link.relation == SURPASSED:
        # "none is worse than Dark Harbour"
        polarity = polarity if negator else _FLIPPED[polarity]
    elif negator is not None:
        if negator_label == _IRREALIS and polarity == NEGATIVE and link.relation != "link.modifier":
            # "that would be wrong" is not what the film is
            return None
        # what would have been dull was no better: the praise that is due alone turns
        if negator_label not in _TURNS_PRAISE or polarity == POSITIVE:
            polarity, negated = _FLIPPED[polarity], True
        rules.append(negator.rule)
    elif excess and polarity != NEGATIVE:
        polarity = NEGATIVE
    intensity = round(min(1.0, entry.intensity * factor), 3)
    return Judgement(items.starts[first], polarity, intensity, negated, tuple(rules))


def _is_meant_to_be(items: Items, i: int) -> bool:
    """Tell whether praise in an adverb welcomes what its adjective would blame: "suitably hateful as the villain"."""
    before = items.entries[i - 1]
    adverb = isinstance(before, OpinionEntry) and before.pos == "ADV" and before.polarity == POSITIVE
    return adverb and getattr(items.entries[i], "pos", "") == "ADJ"


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


def _is_asked_or_expected(items: Items, i: int, aspect: int, relation: str) -> bool:
    """Tell whether an expectation stands before a judgement, or its clause asks for it.

    "Is the acting good?" asks; "How can such a bad film get made?" and "The ending was weird, was it meant?" do not.
    """
    kinds, entries = items.kinds, items.entries
    left = min(i, aspect)
    if relation == "link.modifier":
        left = _start_of_list(items, left)
    j = left - 1
    while kinds[j] not in _ENDS_EXPECTATION and left - j < MAX_EXPECTATION_REACH:
        j -= 1
    if any(getattr(entry, "label", "") == _EXPECTATION for entry in (*entries[j + 1 : left], *entries[left + 1 : i])):
        return True
    if relation == "link.predicate" and items.starts[i + 1] in items.questions:
        # "so the ending is good?"
        return True
    if not items.questions or not _asks(items, left, given=relation == "link.modifier"):
        return False
    j = i
    while kinds[j] != END:
        j += 1
    return any(items.starts[i] <= token <= items.starts[j] for token in items.questions)


def _start_of_list(items: Items, i: int) -> int:
    """Give the first term of a list that ends with an adjective, "I expected a good, funny film".

    What has a definite article is no wish: "he wished for more of this rousing, funny film".
    """
    kinds, first = items.kinds, i
    while True:
        if kinds[first - 1] == OPINION or getattr(items.entries[first - 1], "label", "") in _STRENGTH:
            first -= 1
        elif kinds[first - 1] in (COMMA, COORDINATOR) and kinds[first - 2] in (OPINION, ASPECT):
            first -= 2
        else:
            return i if items.classes[first - 1] & _DEFINITE_BIT else first


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
