"""Titles that open a sentence: "The Crown of Embers is a film", "Moonlight on Marlow Street has a fine score"."""

from __future__ import annotations

from collections.abc import Set

from cinespan.finders.context_rows import ContextRule
from cinespan.finders.name_shapes import NameRun, is_person
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, TokenView, WordClass
from cinespan.labels import FILM, QUOTED_SHAPES

_NOT_FIRST = int(
    WordClass.COORDINATOR
    | WordClass.DETERMINER
    | WordClass.CONTRAST
    | WordClass.THING_PRONOUN
    | WordClass.COPULA
    | WordClass.AUXILIARY
    | WordClass.VIEWER
)
_OPENER, _PREPOSITION = int(WordClass.OPENER), int(WordClass.PREPOSITION)
_PREDICATE = int(WordClass.COPULA | WordClass.HAVE | WordClass.VERBAL | WordClass.AUXILIARY)
_POSSESSIVE, _OPENING = int(WordClass.POSSESSIVE), int(WordClass.OPENING)
_ALL_CAPS = int(WordClass.ALL_CAPS)
MAX_WORDS = 7
"""How many words may stand before the run that the context calls a film."""


def with_opening(view: TokenView, run: NameRun, rule: ContextRule, articles: Set[int]) -> NameRun:
    """Give a title that is the subject of its sentence all words from where the sentence begins.

    By the letters alone, the small words of a title part it: of "The Crown of Embers is a film" the run is "Embers".
    What stands before a subject, with no comma and no word in lower case but small ones, belongs to it.

    Args:
        view: the document.
        run: a run that the context calls a film.
        rule: the rule that does.
        articles: the ids of the articles.
    """
    if rule.label != FILM or not rule.right or run.shape in QUOTED_SHAPES:
        return run
    classes = view.classes
    if run.end >= len(classes) or classes[run.end] & _POSSESSIVE:
        return run
    bounds = set(view.bounds)
    first = run.start
    if classes[run.end] & _OPENING:
        # "The Parcel (1999)"
        article = first - 1 in bounds and view.lowers[first - 1] in articles and classes[first - 1] & NAME_CASE
        return NameRun(first - 1, run.end, "TITLE", True) if article else run
    if rule.left or not classes[run.end] & _PREDICATE:
        return run
    while first not in bounds and run.start - first < MAX_WORDS:
        if not classes[first - 1] & (NAME_CASE | FUNCTION_WORD) or (
            classes[first - 1] & _ALL_CAPS and not classes[run.start] & _ALL_CAPS
        ):
            # "Glass Harbor AKA Krakodon is a film"
            return run
        first -= 1
        if classes[first] & _POSSESSIVE and view.lowers[first + 1] in articles:
            # "Anna Lindqvist's The Long Harbor is a film"
            return run
    if first == run.start or first not in bounds or not _may_open(view, first, run.start, articles):
        return run
    return NameRun(first, run.end, "TITLE", True)


def _may_open(view: TokenView, first: int, name: int, articles: Set[int]) -> bool:
    """Tell whether a word may be the first of a title: "The", "On", "Moonlight", but not "Although" or "This".

    Args:
        view: the document.
        first: the word.
        name: where the run begins that it may belong to.
        articles: the ids of the articles.
    """
    bits = view.classes[first]
    if not bits & NAME_CASE:
        return False
    if view.lowers[first] in articles:
        return True
    if bits & _NOT_FIRST or (first + 2 < name and is_person(view, first, first + 2)):
        # "Otto Brandt as Silas is amazing"
        return False
    return not bits & _OPENER or bool(bits & _PREPOSITION and view.classes[first + 1] & NAME_CASE)
