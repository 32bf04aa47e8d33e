"""The sentences of a document in which something is judged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cinespan.finders.overlaps import Hit, is_opinion
from cinespan.finders.terms import AspectTerm
from cinespan.finders.tokens import TokenView, WordClass

_PRONOUN = int(WordClass.PERSON_PRONOUN | WordClass.THING_PRONOUN | WordClass.VIEWER)
MAX_VERDICT = 5
"""How many tokens a verdict may have that stands alone: "And that finale? Simply stunning!"."""


class JudgedSentence(NamedTuple):
    """A sentence, or two fragments that make one, with aspect terms and what is said of them."""

    begin: int
    stop: int
    aspects: list[AspectTerm]
    hits: list[Hit]
    joint: int
    """The token at which a second fragment begins, or 0."""


def judged_sentences(view: TokenView, aspects: list[AspectTerm], hits: list[Hit]) -> Iterator[JudgedSentence]:
    """Find the sentences in which something is judged.

    Args:
        view: the document.
        aspects: the aspect terms, in order.
        hits: opinions and modifiers, in order.

    Yields:
        The sentences that hold both an aspect and an opinion term, in order.
    """
    bounds, first_words = view.bounds, [hit[0] for hit in hits]
    n = 0
    while n < len(aspects):
        sentence = bisect_right(bounds, aspects[n][0])
        begin, stop = bounds[sentence - 1 : sentence + 1]
        first = n
        while n < len(aspects) and aspects[n][0] < stop:
            n += 1
        at = bisect_left(first_words, begin)
        following = bisect_left(first_words, stop, at)
        found = hits[at:following]
        if any(is_opinion(hit[2]) for hit in found):
            yield JudgedSentence(begin, stop, aspects[first:n], found, 0)
        elif sentence + 1 < len(bounds) and _is_verdict(view, sentence + 1, aspects[n - 1]):
            # "The acting? Terrible.": two fragments that make one sentence
            end = bounds[sentence + 1]
            verdict = hits[following : bisect_left(first_words, end, following)]
            if verdict and not (n < len(aspects) and aspects[n][0] < end):
                yield JudgedSentence(begin, end, aspects[first:n], found + verdict, stop)


def _is_verdict(view: TokenView, sentence: int, term: AspectTerm) -> bool:
    """Tell whether a sentence is a bare verdict on the aspect term that the one before it ends with."""
    begin, stop = view.bounds[sentence - 1 : sentence + 1]
    return (
        stop - begin <= MAX_VERDICT and term[1] == begin - 1 and not (term[2].entity or view.classes[begin] & _PRONOUN)
    )
