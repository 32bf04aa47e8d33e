"""Context rules: the words left and right of a name-shaped run that tell what it names.

A row of `context.jsonl` reads like the text it is for: `{"label": "COMPOSER", "left": "composed by *", "pattern":
"FULL_NAME|WORDS"}`. In `left` and `right`, `|` parts alternatives of one word, `*` stands for up to six words that are
neither names nor function words, `YEAR` for a year and `NAME` for a capitalised word. `pattern` names shapes of
`labels.NAME_SHAPES`, or PERSON for each that a person's name can have. A row with neither side is the guess for a shape
in no context. The label `O` (outside) keeps a run from being a name: "the song "Singing in the Rain"".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from spacy.strings import StringStore

from cinespan.finders.name_runs import NameRun
from cinespan.finders.tokens import LINE_BREAK, LOWERCASE, OTHER, TokenView, WordClass
from cinespan.labels import PERSON_SHAPES

MAX_GAP = 6
"""How many words `*` may stand for."""

_ANY, _YEAR, _NAME = -1, -2, -3
_PLACEHOLDERS = {"*": _ANY, "YEAR": _YEAR, "NAME": _NAME}
_MARKS = (",", ":", ";", "(", ")", "-", "'s", "’s", "'", "’", '"', "“")
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
_GAP_STOP = int(
    WordClass.PREPOSITION
    | WordClass.COPULA
    | WordClass.TERMINAL
    | WordClass.PUNCTUATION
    | WordClass.PERSON_PRONOUN
    | WordClass.THING_PRONOUN
    | WordClass.VIEWER
)


@dataclass(frozen=True, slots=True)
class ContextRule:
    """One row, its sides as ids from the run outwards."""

    id: str
    label: str
    shapes: frozenset[str]
    left: tuple[int, ...]
    right: tuple[int, ...]
    weight: int
    """How many words must be there: the rule with most evidence wins."""
    order: int
    """Its place in the file, which decides between equals."""


class ContextRules:
    """All rows, found by the word next to the run.

    Args:
        strings: the string store that the views' ids belong to.
        rows: the rows of `context.jsonl`.
    """

    def __init__(self, strings: StringStore, rows: Iterable[dict[str, Any]]) -> None:
        self._strings = strings
        self._left: dict[int, list[ContextRule]] = {}
        self._left_gap: dict[int, list[ContextRule]] = {}
        self._right: dict[int, list[ContextRule]] = {}
        self._defaults: dict[str, ContextRule] = {}
        for order, row in enumerate(rows):
            for rule in _compiled(strings, row, order):
                self._index(rule)

    def _index(self, rule: ContextRule) -> None:
        if rule.left and rule.left[0] == _ANY:
            self._left_gap.setdefault(rule.left[1], []).append(rule)
        elif rule.left:
            self._left.setdefault(rule.left[0], []).append(rule)
        elif rule.right:
            self._right.setdefault(rule.right[0], []).append(rule)
        else:
            for shape in rule.shapes:
                self._defaults.setdefault(shape, rule)

    def default(self, shape: str) -> ContextRule | None:
        """Give the guess for a shape that no context explains, if there is one."""
        return self._defaults.get(shape)

    def best(self, view: TokenView, run: NameRun) -> ContextRule | None:
        """Give the rule with the most evidence around a run; of equals the first in the file."""
        outside = 1 if run.shape == "QUOTED" else 0
        before, after = run.start - 1 - outside, run.end + outside
        lowers = view.lowers
        best: ContextRule | None = None
        if before >= 0:
            for rule in self._left.get(lowers[before], ()):
                best = self._better(view, run, rule, before, after, best)
            for k in range(before, max(-1, before - MAX_GAP - 1), -1):
                for rule in self._left_gap.get(lowers[k], ()):
                    best = self._better(view, run, rule, before, after, best)
                if view.cases[k] != LOWERCASE or view.classes[k] & _GAP_STOP:
                    break
        if after < len(lowers):
            for rule in self._right.get(lowers[after], ()):
                best = self._better(view, run, rule, before, after, best)
        return best

    def _better(
        self, view: TokenView, run: NameRun, rule: ContextRule, before: int, after: int, best: ContextRule | None
    ) -> ContextRule | None:
        if run.shape not in rule.shapes:
            return best
        if best is not None and (rule.weight, -rule.order) <= (best.weight, -best.order):
            return best
        if self._matches(view, rule.left, before, -1) and self._matches(view, rule.right, after, 1):
            return rule
        return best

    def _matches(self, view: TokenView, side: tuple[int, ...], at: int, step: int) -> bool:
        """Match one side from the run outwards."""
        size = len(view.lowers)
        for n, wanted in enumerate(side):
            if wanted == _ANY:
                rest = side[n + 1 :]
                for _ in range(MAX_GAP + 1):
                    if self._matches(view, rest, at, step):
                        return True
                    if not 0 <= at < size or view.classes[at] & _GAP_STOP or view.cases[at] not in (LOWERCASE, OTHER):
                        return False
                    at += step
                return False
            if not 0 <= at < size:
                return False
            if wanted == _NAME:
                if view.cases[at] in (LOWERCASE, OTHER, LINE_BREAK) or view.classes[at] & _FUNCTION:
                    return False
            elif wanted == _YEAR:
                text = self._strings[view.lowers[at]]
                if not (text.isdigit() and len(text) == 4):
                    return False
            elif view.lowers[at] != wanted:
                return False
            at += step
        return True


def _compiled(strings: StringStore, row: dict[str, Any], order: int) -> list[ContextRule]:
    """Compile a row, one rule for each combination of its alternatives."""
    shapes: set[str] = set()
    for name in row["pattern"].split("|"):
        shapes.update(PERSON_SHAPES if name == "PERSON" else (name,))
    left, right = _sides(strings, row.get("left", "")), _sides(strings, row.get("right", ""))
    marks = frozenset(strings.add(mark) for mark in _MARKS)
    return [
        ContextRule(
            row["id"],
            row["label"],
            frozenset(shapes),
            one[::-1],
            other,
            _weight(one, marks) + _weight(other, marks),
            order,
        )
        for one, other in product(left, right)
    ]


def _sides(strings: StringStore, text: str) -> list[tuple[int, ...]]:
    """Spell out the alternatives of one side, in text order; an apostrophe may be straight or curly."""
    spellings: list[list[int]] = []
    for word in text.split():
        choices = []
        for choice in word.split("|") if word != "|" else [word]:
            if choice in _PLACEHOLDERS:
                choices.append(_PLACEHOLDERS[choice])
            else:
                choices += [strings.add(form) for form in {choice.lower(), choice.lower().replace("'", "’")}]
        spellings.append(choices)
    return list(product(*spellings))


def _weight(side: tuple[int, ...], marks: frozenset[int]) -> int:
    """Count the words of a side; a mark or a placeholder says little, and only decides between equals."""
    return sum(10 if word >= 0 and word not in marks else 1 for word in side)
