"""Whether a name of the credits is meant where its words stand: "Her" the film, or "her"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.strings import StringStore

from cinespan.finders.context_rules import ContextRules
from cinespan.finders.credit_names import Guard
from cinespan.finders.name_shapes import NameRun
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, TokenView, WordClass
from cinespan.labels import FILM, OUTSIDE
from cinespan.rules import Row

_LOWERCASE, _ALL_CAPS, _INITIAL = int(WordClass.LOWERCASE), int(WordClass.ALL_CAPS), int(WordClass.INITIAL)
_OTHER, _PUNCTUATION = int(WordClass.OTHER | WordClass.SPACE), int(WordClass.PUNCTUATION)
_DETERMINER, _PREPOSITION = int(WordClass.DETERMINER), int(WordClass.PREPOSITION)
_HONORIFIC, _GIVEN = int(WordClass.HONORIFIC), int(WordClass.GIVEN_NAME)
_COMMON = int(WordClass.COMMON | WordClass.NOT_NAME)
_COMMA, _POSSESSIVE, _OPENING = int(WordClass.COMMA), int(WordClass.POSSESSIVE), int(WordClass.OPENING)
_TERMINAL = int(WordClass.TERMINAL | WordClass.LINE_BREAK)
_HYPHEN = int(WordClass.HYPHEN)
_FINITE = int(WordClass.BE | WordClass.AUXILIARY)
_PREDICATE = int(WordClass.BE | WordClass.AUXILIARY | WordClass.HAVE | WordClass.COPULA | WordClass.VERBAL)
_SMALL_WORD = FUNCTION_WORD | int(WordClass.PARTICLE)
CLEAR_EVIDENCE: Final = 20
"""The weight of a context rule that shows a title even in a word like "her": two words at least."""
EVIDENCE: Final = 10
"""The weight of a context rule with one word in it, no mere mark."""


class CreditGuards:
    """Tells mentions from words.

    Args:
        strings: the string store that the views' ids belong to.
        context: the context rules, as evidence where the capital says little.
        rows: the rows of `credits.jsonl`.
    """

    def __init__(self, strings: StringStore, context: ContextRules, rows: Iterable[Row]) -> None:
        def ids(words: Iterable[str]) -> frozenset[int]:
            return frozenset(strings.add(word) for word in words)

        self._context = context
        words: dict[str, list[str]] = {"SUBJECT": [], "NUMERAL": []}
        for row in rows:
            words.setdefault(row["label"], []).append(row["pattern"].lower())
        # "It is", "She has": the subject of a sentence rather than a title
        self._subjects = ids(words["SUBJECT"])
        self._numerals = ids(words["NUMERAL"])
        self._openers = ids(('"', "“", "«", "``", "'", "‘", "`"))
        self._closers = ids(('"', "”", "»", "''", "'", "’", "“"))
        self._within = ids((",", ".", "!", "?"))
        self._possessives = ids(("'s", "’s"))
        self._strings = strings

    def holds(self, view: TokenView, start: int, end: int, guard: Guard, label: str) -> bool:
        """Tell whether the words of a name mean it here.

        Args:
            view: the document.
            start: the first token.
            end: the token behind the last.
            guard: what the name needs.
            label: what it would be.
        """
        if label == FILM and end < len(view.lowers) and view.lowers[end] in self._numerals:
            # "Heat II" is another film
            return False
        if guard is Guard.NONE or self.is_quoted(view, start, end):
            return True
        if guard is Guard.ALL_CAPS:
            return bool(view.classes[start] & _ALL_CAPS)
        if end - start > 1 and guard is Guard.CAPITALS:
            return _is_written_as_name(view, start, end)
        if end - start == 1 and self._is_part_of_another(view, start, label):
            return False
        if guard is Guard.WORD:
            return self._word_means_it(view, start, end, label)
        if view.classes[start] & _INITIAL:
            return self._has_evidence(view, start, end, label, EVIDENCE)
        if view.classes[start] & _LOWERCASE:
            return label == FILM and self._has_evidence(view, start, end, label, EVIDENCE)
        return True

    def is_quoted(self, view: TokenView, start: int, end: int) -> bool:
        """Tell whether quotation marks stand around some tokens, a closing comma or stop apart."""
        lowers, size = view.lowers, len(view.lowers)
        if not start or lowers[start - 1] not in self._openers or view.spaces[start - 1]:
            return False
        if end < size and lowers[end] in self._within:
            end += 1
        return end < size and lowers[end] in self._closers

    def evidence(self, view: TokenView, start: int, end: int, shape: str) -> tuple[str, int]:
        """Give the label that the words around a name give it, and their weight; an empty label and 0 for none."""
        rule = self._context.best(view, NameRun(start, end, shape, self._is_start(view, start)))
        return (rule.label, rule.weight) if rule is not None else ("", 0)

    def _has_evidence(self, view: TokenView, start: int, end: int, label: str, weight: int) -> bool:
        found, found_weight = self.evidence(view, start, end, "WORD")
        return found_weight >= weight and (found == FILM) == (label == FILM) and found != OUTSIDE

    def _word_means_it(self, view: TokenView, start: int, end: int, label: str) -> bool:
        """Judge a name that is a word as well, outside of quotation marks."""
        classes, size = view.classes, len(view.lowers)
        bits = classes[start]
        function = bool(bits & FUNCTION_WORD)
        before = classes[start - 1] if start else 0
        after = classes[end] if end < size else _TERMINAL
        if end < size and self._is_year_behind(view, end):
            return not bits & _LOWERCASE
        if (before & _DETERMINER and not self._is_start(view, start)) or _is_glued(view, start, end):
            return False
        if bits & (_LOWERCASE | _INITIAL):
            return not function and label == FILM and self._has_evidence(view, start, end, label, EVIDENCE)
        if end - start > 1:
            return _is_written_as_name(view, start, end) and all(
                classes[i] & NAME_CASE and not classes[i] & _ALL_CAPS for i in range(start, end)
            )
        if bits & _ALL_CAPS and (before & _ALL_CAPS or after & _ALL_CAPS):
            return False
        if not self._is_start(view, start):
            # "but It's great" is a slip of the writer
            return not (view.lowers[start] in self._subjects and (end < size and view.lowers[end] in self._possessives))
        if function:
            if view.lowers[start] in self._subjects:
                return False
            return bool(after & _FINITE and not after & _PREPOSITION) or self._has_evidence(
                view, start, end, label, CLEAR_EVIDENCE
            )
        if after & (_PREDICATE | _POSSESSIVE | _OPENING) and not after & _PREPOSITION:
            return True
        if after & _TERMINAL:
            # the word is the whole sentence: a heading
            return label == FILM
        return self._has_evidence(view, start, end, label, EVIDENCE)

    def _is_part_of_another(self, view: TokenView, i: int, label: str) -> bool:
        """Tell whether one word stands in a longer name: "Sharon Stone" is no Stone of ours, "Heat Wave" no Heat."""
        classes, size = view.classes, len(view.lowers)
        if i + 1 < size and classes[i + 1] & NAME_CASE and not classes[i + 1] & (FUNCTION_WORD | _ALL_CAPS):
            return True
        if not i or not classes[i - 1] & NAME_CASE or classes[i - 1] & (FUNCTION_WORD | _HONORIFIC | _ALL_CAPS):
            return False
        if classes[i - 1] & _GIVEN and not classes[i - 1] & _COMMON:
            return True
        return label != FILM and not classes[i - 1] & _COMMON and not self._is_start(view, i - 1)

    def _is_start(self, view: TokenView, i: int) -> bool:
        """Tell whether a token opens a sentence or stands behind a mark, so that its capital says little."""
        if not i or i in view.bounds:
            return True
        before = view.classes[i - 1]
        return bool(before & (_PUNCTUATION | _OTHER | _TERMINAL) and not before & _COMMA)

    def _is_year_behind(self, view: TokenView, i: int) -> bool:
        if not view.classes[i] & _OPENING or i + 1 >= len(view.lowers):
            return False
        year = self._strings[view.lowers[i + 1]]
        return len(year) == 4 and year.isdigit()


def _is_written_as_name(view: TokenView, start: int, end: int) -> bool:
    """Tell whether several words are capitalised as in a name: all but the small ones, and the last."""
    classes = view.classes
    for i in range(start, end):
        if classes[i] & _LOWERCASE and (i == end - 1 or not classes[i] & _SMALL_WORD):
            return False
    content = [i for i in range(start, end) if classes[i] & NAME_CASE and not classes[i] & FUNCTION_WORD]
    return bool(content) or all(classes[i] & (NAME_CASE | _OTHER) for i in range(start, end))


def _is_glued(view: TokenView, start: int, end: int) -> bool:
    """Tell whether a hyphen without spaces joins a word to another: "heat-resistant", "stone-cold"."""
    classes, spaces, size = view.classes, view.spaces, len(view.lowers)
    if end + 1 < size and classes[end] & _HYPHEN and not spaces[end - 1] and not spaces[end]:
        return True
    return start > 1 and bool(classes[start - 1] & _HYPHEN) and not spaces[start - 1] and not spaces[start - 2]
