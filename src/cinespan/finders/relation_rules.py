"""Relation rules: the words between two names that tie one to the other, "Stone as Mia".

A row of `relations.jsonl` reads like the text it is for: `{"label": "PLAYS", "left": "ACTOR", "pattern": "as|plays *",
"right": "CHARACTER", "id": "plays.as"}`. `left` and `right` are labels of entities, `|` parts alternatives; in
`pattern`, `|` parts alternatives of one word, and `*` stands for up to six words that are no names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from spacy.strings import StringStore

from cinespan.finders.spellings import apostrophes
from cinespan.finders.tokens import NAME_CASE, TokenView, WordClass
from cinespan.rules import Row

RELATIONS: Final = {"PLAYS": ("plays", "played_by"), "MADE": ("made", "made_by")}
"""What a row of each label says of the person, and of the character or the film."""
MAX_GAP: Final = 6
"""How many words `*` may stand for."""

_STOPS = int(WordClass.TERMINAL | WordClass.LINE_BREAK)
_ANY: frozenset[int] = frozenset()
"""What `*` is compiled to."""


class RelationRule(NamedTuple):
    """One row for one pair of labels."""

    id: str
    forward: str
    """What the left name does to the right one."""
    backward: str
    words: tuple[frozenset[int], ...]
    weight: int


class RelationRules:
    """All rows, by the labels on both sides.

    Args:
        strings: the string store that the views' ids belong to.
        rows: the rows of `relations.jsonl`.
    """

    def __init__(self, strings: StringStore, rows: Iterable[Row]) -> None:
        self._rules: dict[tuple[str, str], list[RelationRule]] = {}
        self._longest = 0
        for row in rows:
            relation = RELATIONS[row["label"]]
            # a film and a character never stand on the side that acts
            inverse = row["left"] in ("FILM", "CHARACTER")
            forward, backward = relation[::-1] if inverse else relation
            words = tuple(_ANY if word == "*" else _ids(strings, word) for word in row["pattern"].split())
            weight = sum(map(bool, words))
            longest = sum(1 if word else MAX_GAP for word in words)
            self._longest = max(self._longest, longest)
            rule = RelationRule(row["id"], forward, backward, words, weight)
            for left in row["left"].split("|"):
                for right in row["right"].split("|"):
                    self._rules.setdefault((left, right), []).append(rule)
        for rules in self._rules.values():
            rules.sort(key=lambda rule: -rule.weight)

    def between(self, view: TokenView, start: int, end: int, left: str, right: str) -> tuple[str, str, str] | None:
        """Tell what ties two neighbours.

        Args:
            view: the document.
            start: the first token between them.
            end: the token behind the last.
            left: the label of the name before.
            right: the label of the name behind.

        Returns:
            What the left one does to the right one, what the right one does to the left one, and the rule; None where
            nothing ties them. The rule with most words wins, then the first in the file.
        """
        rules = self._rules.get((left, right))
        if rules is None or not 0 < end - start <= self._longest:
            return None
        words = view.lowers[start:end]
        classes = view.classes[start:end]
        for rule in rules:
            if _matches(rule.words, words, classes):
                return rule.forward, rule.backward, rule.id
        return None


def _matches(wanted: tuple[frozenset[int], ...], words: list[int], classes: list[int]) -> bool:
    """Match all words between two names."""
    if not wanted:
        return not words
    if wanted[0]:
        return bool(words) and words[0] in wanted[0] and _matches(wanted[1:], words[1:], classes[1:])
    for gap in range(min(MAX_GAP, len(words)) + 1):
        if gap and classes[gap - 1] & (_STOPS | NAME_CASE):
            return False
        if _matches(wanted[1:], words[gap:], classes[gap:]):
            return True
    return False


def _ids(strings: StringStore, word: str) -> frozenset[int]:
    choices = word.split("|") if word != "|" else [word]
    return frozenset(strings.add(form) for choice in choices for form in apostrophes(choice))
