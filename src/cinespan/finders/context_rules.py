"""Context rules: which row of `context.jsonl` holds where a name-shaped run stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

from spacy.strings import StringStore

from cinespan.finders.context_rows import GAP, NAME, YEAR, ContextRule, Side, are_words, compiled
from cinespan.finders.name_shapes import NameRun
from cinespan.finders.quotations import surroundings
from cinespan.finders.tokens import NAME_CASE, TokenView, WordClass
from cinespan.labels import LISTED

MAX_GAP = 6
"""How many words `*` may stand for."""

_FUNCTION = int(
    WordClass.DETERMINER
    | WordClass.PREPOSITION
    | WordClass.COORDINATOR
    | WordClass.THING_PRONOUN
    | WordClass.PERSON_PRONOUN
    | WordClass.VIEWER
    | WordClass.COPULA
    | WordClass.COMMON
)
_LOWERCASE = int(WordClass.LOWERCASE)
_IN_GAP = int(WordClass.LOWERCASE | WordClass.OTHER)
_GAP_STOP = int(
    WordClass.PREPOSITION
    | WordClass.COPULA
    | WordClass.TERMINAL
    | WordClass.PUNCTUATION
    | WordClass.PERSON_PRONOUN
    | WordClass.THING_PRONOUN
    | WordClass.VIEWER
)
_HYPHEN = int(WordClass.HYPHEN)
_GOES_ON = _LOWERCASE | _GAP_STOP
"""A word in a gap in front of which the rule may begin has the first of these and none of the others."""


class _Candidate(NamedTuple):
    """A rule under a word that it needs, and what of its sides is still to be matched where that word stands."""

    rank: int
    """Its place among all rules: most evidence first, then as in the file."""
    rule: ContextRule
    left: Side
    right: Side


class _Candidates:
    """The rules under a word that they need, the best first, by the next word that they need."""

    __slots__ = ("by_left", "by_right", "others")

    def __init__(self) -> None:
        self.by_left: dict[int, list[_Candidate]] = {}
        self.by_right: dict[int, list[_Candidate]] = {}
        self.others: list[_Candidate] = []
        """Those that need no more words, or no word in particular."""

    def add(self, candidate: _Candidate) -> None:
        """Add a rule that says less than those before it."""
        rank, rule, left, right = candidate
        if left and are_words(left[0]):
            index, words, rest = self.by_left, left[0], _Candidate(rank, rule, left[1:], right)
        elif not left and right and are_words(right[0]):
            index, words, rest = self.by_right, right[0], _Candidate(rank, rule, left, right[1:])
        else:
            self.others.append(candidate)
            return
        for word in words:
            index.setdefault(word, []).append(rest)


Index: TypeAlias = dict[str, dict[int, _Candidates]]
"""Candidates by the shape of the run and the word that must be there."""
_NO_CANDIDATES: dict[int, _Candidates] = {}


class ContextRules:
    """All rows, found by the word next to the run.

    Args:
        strings: the string store that the views' ids belong to.
        rows: the rows of `context.jsonl`.
    """

    def __init__(self, strings: StringStore, rows: Iterable[dict[str, Any]]) -> None:
        self._strings = strings
        self._left: Index = {}
        self._left_gap: Index = {}
        self._right: Index = {}
        self._right_gap: Index = {}
        self._defaults: dict[str, ContextRule] = {}
        self._listed: dict[str, ContextRule] = {}
        self._rules = [compiled(strings, row, order) for order, row in enumerate(rows)]
        for rank, rule in enumerate(sorted(self._rules, key=lambda rule: (-rule.weight, rule.order))):
            self._index(rank, rule)

    def _index(self, rank: int, rule: ContextRule) -> None:
        left, right = rule.left, rule.right
        if left and left[0] == GAP:
            index, words, candidate = self._left_gap, left[1], _Candidate(rank, rule, left[2:], right)
        elif left:
            index, words, candidate = self._left, left[0], _Candidate(rank, rule, left[1:], right)
        elif right and right[0] == GAP:
            index, words, candidate = self._right_gap, right[1], _Candidate(rank, rule, left, right[2:])
        elif right:
            index, words, candidate = self._right, right[0], _Candidate(rank, rule, left, right[1:])
        else:
            for shape in rule.shapes:
                self._defaults.setdefault(shape, rule)
            if LISTED in rule.shapes:
                self._listed.setdefault(rule.label, rule)
            return
        for shape in rule.shapes:
            by_word = index.setdefault(shape, {})
            for word in words:
                by_word.setdefault(word, _Candidates()).add(candidate)

    def default(self, shape: str) -> ContextRule | None:
        """Give the guess for a shape that no context explains, if there is one."""
        return self._defaults.get(shape)

    def listed(self, label: str) -> ContextRule | None:
        """Give the rule for what stands in a list with a known name of this label, if there is one."""
        return self._listed.get(label)

    def matching(self, view: TokenView, run: NameRun) -> list[ContextRule]:
        """Give every rule that holds at a run, or the guess where none does; slower than `best`."""
        view, before, after = surroundings(view, run)
        found = [
            rule
            for rule in self._rules
            if (rule.left or rule.right)
            and run.shape in rule.shapes
            and self._matches(view, rule.left, before, -1)
            and self._matches(view, rule.right, after, 1)
        ]
        guess = self.default(run.shape)
        return found or ([guess] if guess else [])

    def best(self, view: TokenView, run: NameRun) -> ContextRule | None:
        """Give the rule with the most evidence around a run; of equals the first in the file."""
        view, before, after = surroundings(view, run)
        lowers, classes, shape = view.lowers, view.classes, run.shape
        best: _Candidate | None = None
        if before >= 0:
            found = self._left.get(shape, _NO_CANDIDATES).get(lowers[before])
            if found is not None:
                best = self._best_of(view, found, before - 1, after, best)
            by_word = self._left_gap.get(shape, _NO_CANDIDATES)
            for k in range(before, max(-1, before - MAX_GAP - 1), -1):
                found = by_word.get(lowers[k])
                if found is not None:
                    best = self._best_of(view, found, k - 1, after, best)
                if classes[k] & _GOES_ON != _LOWERCASE and not _is_inside_word(view, k):
                    break
        if after < len(lowers):
            found = self._right.get(shape, _NO_CANDIDATES).get(lowers[after])
            if found is not None:
                best = self._best_of(view, found, before, after + 1, best)
            by_word = self._right_gap.get(shape, _NO_CANDIDATES)
            for k in range(after, min(len(lowers), after + MAX_GAP + 1)):
                found = by_word.get(lowers[k])
                if found is not None:
                    best = self._best_of(view, found, before, k + 1, best)
                if classes[k] & _GOES_ON != _LOWERCASE and not _is_inside_word(view, k):
                    break
        return best and best.rule

    def _best_of(
        self, view: TokenView, candidates: _Candidates, before: int, after: int, best: _Candidate | None
    ) -> _Candidate | None:
        """Try the candidates whose next word is there, too."""
        lowers = view.lowers
        if candidates.by_left and before >= 0:
            found = candidates.by_left.get(lowers[before])
            if found is not None:
                best = self._first_match(view, found, before - 1, after, best)
        if candidates.by_right and after < len(lowers):
            found = candidates.by_right.get(lowers[after])
            if found is not None:
                best = self._first_match(view, found, before, after + 1, best)
        if candidates.others:
            best = self._first_match(view, candidates.others, before, after, best)
        return best

    def _first_match(
        self, view: TokenView, candidates: list[_Candidate], before: int, after: int, best: _Candidate | None
    ) -> _Candidate | None:
        """Try candidates as long as they can beat the best so far."""
        for candidate in candidates:
            rank, _, left, right = candidate
            if best is not None and rank >= best.rank:
                return best
            if (not left or self._matches(view, left, before, -1)) and (
                not right or self._matches(view, right, after, 1)
            ):
                return candidate
        return best

    def _matches(self, view: TokenView, side: Side, at: int, step: int) -> bool:
        """Match one side from the run outwards."""
        lowers = view.lowers
        size = len(lowers)
        for n, wanted in enumerate(side):
            if not wanted:
                rest = side[n + 1 :]
                for _ in range(MAX_GAP + 1):
                    if self._matches(view, rest, at, step):
                        return True
                    if not 0 <= at < size:
                        return False
                    bits = view.classes[at]
                    if (bits & _GAP_STOP or not bits & _IN_GAP) and not _is_inside_word(view, at):
                        return False
                    at += step
                return False
            if not 0 <= at < size:
                return False
            if lowers[at] not in wanted and not (
                (NAME in wanted and _is_name(view, at)) or (YEAR in wanted and _is_year(self._strings, lowers[at]))
            ):
                return False
            at += step
        return True


def _is_name(view: TokenView, i: int) -> bool:
    return bool(view.classes[i] & NAME_CASE) and not view.classes[i] & _FUNCTION


def _is_inside_word(view: TokenView, i: int) -> bool:
    """Tell the hyphens of "black-and-white cinematography", which part no phrase."""
    return bool(view.classes[i] & _HYPHEN) and i > 0 and not view.spaces[i - 1] and not view.spaces[i]


def _is_year(strings: StringStore, word: int) -> bool:
    text = strings[word]
    return len(text) == 4 and text.isdigit()
