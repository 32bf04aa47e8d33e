"""Names in context: each name-shaped run gets the label that the words around it give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from spacy.strings import get_string_id

from cinespan.finders.context_rows import ContextRule
from cinespan.finders.context_rules import ContextRules
from cinespan.finders.name_shapes import NameRun, shape_run
from cinespan.finders.opening_titles import with_opening
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, TokenView, WordClass
from cinespan.labels import ACTOR, CHARACTER, FILM, LISTED, OUTSIDE, PERSON_SHAPES, QUOTED_SHAPES

_COMMON = int(WordClass.COMMON | WordClass.NOT_NAME)
_COMMA = int(WordClass.COMMA)
_COORDINATOR, _DETERMINER = int(WordClass.COORDINATOR), int(WordClass.DETERMINER)
MAX_LIST_MARKS = 2
"""A comma and a coordinator may stand between two names of a list."""
# one-word runs whose capital may only be that of the sentence or of an emphasis
_NEEDS_CONTEXT = ("COMMON", "DOUBTFUL")
_NEEDS_CONTEXT_AT_START = (*_NEEDS_CONTEXT, "WORD")
MAX_SHOUTED_TOKENS = 3
"""More words than this, all in capitals, are a shout and no title."""
MAX_TITLE_GUESS = 8
"""More words than this with capitals, in no quotation marks and no context, are a sentence and no title."""
_CAPITAL, _TERMINAL = int(WordClass.CAPITAL), int(WordClass.TERMINAL)


_UNKNOWN = ContextRule("", OUTSIDE, frozenset(), (), (), 0, 0)
"""Stands for the rule of a run that is a name only if it shares a list with one."""


class NameWords(NamedTuple):
    """Words of `names.jsonl` that are asked for by their ids, lower-cased."""

    not_names: frozenset[tuple[int, ...]]
    """What is written like a name and is none: "Central Park"."""
    articles: frozenset[int]

    @classmethod
    def from_rows(cls, rows: Sequence[dict[str, Any]]) -> NameWords:
        """Read rows of `names.jsonl`."""
        patterns = [(row["label"], row["pattern"].lower()) for row in rows]
        return cls(
            frozenset(tuple(map(get_string_id, text.split())) for label, text in patterns if label == "NOT_NAME"),
            frozenset(get_string_id(text) for label, text in patterns if label == "ARTICLE"),
        )


class Mention(NamedTuple):
    """A name in the text: tokens (end exclusive), label and the rule that gave it."""

    start: int
    end: int
    label: str
    rule: str
    guess: bool
    """By its shape alone: a better-founded mention of the same name overrules it."""


def find_names(
    view: TokenView,
    runs: Iterable[NameRun],
    rules: ContextRules,
    words: NameWords,
    known: Mapping[tuple[int, int], str] | None = None,
) -> list[Mention]:
    """Label the name-shaped runs of a document.

    Args:
        view: the document.
        runs: its runs, in order.
        rules: the context rules.
        words: the words of `names.jsonl` that tell what is no name, and where a title begins.
        known: the labels of the names that stand already, by their first token and the one behind them.

    Returns:
        The mentions in order; where nothing but the shape speaks, the mention is marked as a guess.
    """
    found: list[tuple[NameRun, ContextRule]] = []
    for run in runs:
        no_name = _is_no_name(view, run, words.not_names)
        if no_name and (run.shape != "DOUBTFUL" or run.end - run.start > 1):
            continue
        rule = rules.best(view, run)
        if no_name and (rule is None or rule.weak or rule.label in (FILM, OUTSIDE)):
            # "an Oscar", but "a boy named Oscar"
            continue
        if rule is None and known and run[:2] in known:
            # the label stands; what is listed with it may share it
            rule = rules.listed(known[run[:2]])
        if rule is None and run.initial:
            if run.shape == "QUOTED":
                continue
            if run.shape == "TITLE" and _opens_by_chance(view, run) and not _comes_back(view, run):
                # "Paper Lanterns is a film", but "Watching Lanterns": no context makes the first word part of a title
                bare = _without_opening(view, run)
                if bare is None:
                    continue
                run, rule = bare, rules.best(view, bare)
        if rule is None:
            if run.initial and run.shape in _NEEDS_CONTEXT_AT_START:
                continue
            rule = rules.default(run.shape)
            if rule is None or run.shape in _NEEDS_CONTEXT or not _is_a_fair_guess(view, run):
                rule = _UNKNOWN
        whole = with_opening(view, run, rule, words.articles)
        while whole is not run and found and found[-1][0].end > whole.start:
            found.pop()
        found.append((whole, rule))
    # what is a place once ("in Bali") is no unknown somebody elsewhere; "another Lanark" may be one
    outside = {
        view.lowers[run.start]
        for run, rule in found
        if rule.weight
        and rule.label == OUTSIDE
        and run.shape == "WORD"
        and not view.classes[run.start - 1] & _DETERMINER
    }
    labelled = _shared_in_lists(view, found)
    return [
        Mention(run.start, run.end, rule.label, rule.id, not rule.weight)
        for run, rule in labelled
        if rule.label != OUTSIDE and not (run.shape == "WORD" and not rule.weight and view.lowers[run.start] in outside)
    ]


def _is_no_name(view: TokenView, run: NameRun, not_names: Set[tuple[int, ...]]) -> bool:
    """Tell a run that is listed as no name, by itself or with the capitalised word in front: "Jose" in "San Jose"."""
    name = tuple(view.lowers[run.start : run.end])
    if name in not_names:
        return True
    before = run.start - 1
    return before >= 0 and view.classes[before] & NAME_CASE > 0 and (view.lowers[before], *name) in not_names


def _opens_by_chance(view: TokenView, run: NameRun) -> bool:
    """Tell whether the first word of a run may only be capitalised since it opens the sentence."""
    first, last = view.classes[run.start], view.classes[run.end - 1]
    return not last & _COMMON or not first & NAME_CASE or not view.classes[run.start + 1] & NAME_CASE


def _without_opening(view: TokenView, run: NameRun) -> NameRun | None:
    """Leave out the word that opens a sentence, and the small words behind it: "Critics at the New York Times"."""
    start = run.start + 1
    while start < run.end and (view.classes[start] & FUNCTION_WORD or not view.classes[start] & NAME_CASE):
        start += 1
    return shape_run(view, start, run.end, False) if start < run.end else None


def _is_a_fair_guess(view: TokenView, run: NameRun) -> bool:
    """Tell whether a run in no context may go by its shape: no word that stands there once, and no shouted sentence."""
    if run.initial and run.end == len(view.lowers) and run.shape in PERSON_SHAPES:
        # a name that is all of the last sentence signs the review
        return False
    if run.shape == "QUOTED":
        # "Who are you?": speech, unless the context says that it is a title
        return not view.classes[run.end - 1] & _TERMINAL
    if run.shape == "WORD":
        # an unknown word in capitals may be anything; what the review speaks of twice is rather somebody
        return view.lowers.count(view.lowers[run.start]) > 1
    if run.shape == "TITLE":
        size = run.end - run.start
        if not any(view.classes[i] & _CAPITAL for i in range(run.start, run.end)):
            return size <= MAX_SHOUTED_TOKENS and _comes_back(view, run)
        # "Spring Break", "Science Fair": two words of the language are a title if the review comes back to them
        return size <= MAX_TITLE_GUESS and (size > 2 or _comes_back(view, run))
    return True


def _comes_back(view: TokenView, run: NameRun) -> bool:
    """Tell whether the words of a run stand in the document twice, one behind the other."""
    return run.end - run.start > 1 and view.count(view.lowers[run.start : run.start + 2]) > 1


def _shared_in_lists(view: TokenView, found: list[tuple[NameRun, ContextRule]]) -> list[tuple[NameRun, ContextRule]]:
    """Let the guesses of a list take the label of its founded member: "starring Ann Lee, Bo Cole and Di Frost"."""
    shared = list(found)
    first = 0
    for n in range(1, len(found) + 1):
        if n < len(found) and _listed(view, found[n - 1][0], found[n][0]):
            continue
        if n - first > 1:
            rules = [rule for _, rule in found[first:n]]
            founded = next((rule for rule in rules if rule.weight), None) or _listed_label(found[first:n])
            actor = next((rule for rule in rules if rule.label == ACTOR), None)
            if founded is not None:
                for k in range(first, n):
                    run, rule = found[k]
                    if not rule.weight and _may_share(run, rule, founded):
                        shared[k] = (run, founded)
            elif actor is not None:
                for k in range(first, n):
                    if found[k][0].shape in ("WORDS", "FULL_NAME", "SURNAME"):
                        shared[k] = (found[k][0], actor)
            elif _is_pair(view, found[first][0], found[n - 1][0]):
                # "Otto and Dalia": an unknown word beside a name of the story
                character = next((rule for rule in rules if rule.label == CHARACTER), None)
                for k in (first, n - 1):
                    if character is not None and found[k][1] is _UNKNOWN and found[k][0].shape == "WORD":
                        shared[k] = (found[k][0], character)
        first = n
    return shared


def _is_pair(view: TokenView, left: NameRun, right: NameRun) -> bool:
    """Tell two runs with a coordinator alone between."""
    return right.start - left.end == 1 and bool(view.classes[left.end] & _COORDINATOR)


def _listed_label(members: list[tuple[NameRun, ContextRule]]) -> ContextRule | None:
    """Give the rule of the label that most of the known names in a list have, the first of equals."""
    known = [rule for _, rule in members if LISTED in rule.shapes]
    return max(known, key=known.count, default=None)


def _may_share(run: NameRun, rule: ContextRule, founded: ContextRule) -> bool:
    """Tell whether a run looks like what the founded member of its list is."""
    film = founded.label in (FILM, OUTSIDE)
    if rule is _UNKNOWN and run.shape in ("WORD", "WORDS"):
        return founded.label != OUTSIDE
    return (run.shape in PERSON_SHAPES) != film


def _listed(view: TokenView, left: NameRun, right: NameRun) -> bool:
    """Tell whether only a comma, a coordinator or both, and quotation marks, part two runs."""
    quotes = (left.shape in QUOTED_SHAPES) + (right.shape in QUOTED_SHAPES)
    marks = right.start - left.end - quotes
    if not 0 < marks <= MAX_LIST_MARKS:
        return False
    for i in range(left.end, right.start):
        if view.classes[i] & (_COMMA | _COORDINATOR):
            marks -= 1
    return not marks
