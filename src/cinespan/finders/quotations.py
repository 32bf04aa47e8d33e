"""Titles between quotation marks, asterisks or underscores."""

from __future__ import annotations

from dataclasses import replace

from spacy.strings import StringStore

from cinespan.finders.name_shapes import NameRun
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, TokenView, WordClass
from cinespan.labels import QUOTED_SHAPES

_LOWERCASE, _OTHER = int(WordClass.LOWERCASE), int(WordClass.OTHER)
_CAPITAL, _INITIAL = int(WordClass.CAPITAL), int(WordClass.INITIAL)
_GIVEN, _COMMON, _NOT_NAME = int(WordClass.GIVEN_NAME), int(WordClass.COMMON), int(WordClass.NOT_NAME)
_COMMA, _TERMINAL = int(WordClass.COMMA), int(WordClass.TERMINAL)
_LINE_BREAK, _SPACE = int(WordClass.LINE_BREAK), int(WordClass.SPACE | WordClass.LINE_BREAK)
_SMALL_WORD = FUNCTION_WORD | int(WordClass.PARTICLE)

MAX_NICKNAME_TOKENS = 3
"""`Dwayne "The Rock" Johnson`."""
MAX_LOWER_TOKENS = 6
"""More words than this in lower case are speech."""
MAX_QUOTED_TOKENS = 48
"""A title of 30 words with its punctuation still fits; a longer quotation is speech."""


class QuotationFinder:
    """Finds what is quoted and written like a title.

    Args:
        strings: the string store that the views' ids belong to.
    """

    def __init__(self, strings: StringStore) -> None:
        def ids(*words: str) -> frozenset[int]:
            return frozenset(strings.add(word) for word in words)

        self._openers = ids('"', "“", "«", "``", "'", "‘", "`", "*", "_")
        self._singles = ids("'", "‘", "`", "’")
        self._single_closers = ids("'", "’")
        self._double_closers = ids('"', "”", "»", "''", "“")
        self._emphases = ids("*", "_")
        self._stops = ids(".", "..", "...", "…")

    def find(self, view: TokenView, taken: bytearray, nicknames: dict[int, int]) -> list[NameRun]:
        """Find quotations written like a title: a capital first, and each lower-cased word in them a small one.

        Args:
            view: the document.
            taken: one byte a token, not zero where something else stands; the titles found are marked in it.
            nicknames: gets the marks, first to last, of what stands amid a name: `Robert "Bobby" Marsh`.
        """
        lowers, classes, spaces = view.lowers, view.classes, view.spaces
        runs: list[NameRun] = []
        size, free = len(lowers), 0
        openers = self._openers
        for i in [n for n in view.where(_OTHER) if lowers[n] in openers]:
            if i < free or i + 1 >= size or taken[i + 1]:
                continue
            lower = classes[i + 1] & _LOWERCASE
            emphasis = lowers[i] in self._emphases
            single = emphasis or lowers[i] in self._singles
            # an opening single quote hugs the word behind it and not the one before it; an apostrophe does not
            if single and (spaces[i] or (i and not spaces[i - 1] and not classes[i - 1] & _OTHER)):
                continue
            if emphasis:
                closers: frozenset[int] = frozenset((lowers[i],))
            else:
                closers = self._single_closers if single else self._double_closers
            limit = MAX_LOWER_TOKENS + 2 if lower else MAX_QUOTED_TOKENS
            stop = next((j for j in range(i + 1, min(size, i + limit)) if lowers[j] in closers), i)
            if lower:
                if not emphasis and _is_in_lower_case(view, i, stop):
                    runs.append(NameRun(i + 1, self._end(view, i, stop), "LOWER", False))
                    free = stop + 1
                continue
            free = stop + 1
            if _is_nickname(view, i, stop):
                nicknames[i] = stop
                continue
            stop = self._end(view, i, stop)
            if stop > i + 1 and _reads_like_a_title(view, i + 1, stop) and not any(taken[i + 1 : stop]):
                # one word between asterisks may only be stressed
                stressed = emphasis and not any(classes[k] & _CAPITAL for k in range(i + 2, stop))
                runs.append(NameRun(i + 1, stop, "QUOTED", stressed))
                taken[i + 1 : stop] = b"\1" * (stop - i - 1)
        return runs

    def _end(self, view: TokenView, left: int, stop: int) -> int:
        """Leave out the comma or the full stop that stands inside of the closing mark."""
        while stop > left + 1 and (view.classes[stop - 1] & _COMMA or view.lowers[stop - 1] in self._stops):
            stop -= 1
        return stop


def surroundings(view: TokenView, run: NameRun) -> tuple[TokenView, int, int]:
    """Tell what stands around a run, the quotation marks of a title left out.

    Args:
        view: the document.
        run: a run of its tokens.

    Returns:
        The document, the token before the run and the one behind it.
    """
    if run.shape in QUOTED_SHAPES:
        return _with_comma_outside(view, run.end), run.start - 2, run.end + 1
    return view, run.start - 1, run.end


def _with_comma_outside(view: TokenView, end: int) -> TokenView:
    """Read `"Winter Keys," by Ida Voss` as `"Winter Keys", by Ida Voss`: rules are written for one of the two."""
    if end + 1 >= len(view.lowers) or not view.classes[end] & _COMMA:
        return view
    lowers, classes = view.lowers.copy(), view.classes.copy()
    lowers[end : end + 2] = lowers[end + 1], lowers[end]
    classes[end : end + 2] = classes[end + 1], classes[end]
    return replace(view, lowers=lowers, classes=classes)


def _is_in_lower_case(view: TokenView, left: int, right: int) -> bool:
    """Tell a few words in lower case between marks that hug them: only the context makes a title of them."""
    classes, spaces = view.classes, view.spaces
    if (
        right - left < 2
        or spaces[left]
        or spaces[right - 1]
        or (left and not spaces[left - 1] and not classes[left - 1] & _OTHER)
    ):
        return False
    inside = range(left + 1, right - 1)
    return classes[left + 1] & _LOWERCASE > 0 and all(
        classes[i] & (_LOWERCASE | _OTHER) and not classes[i] & (_TERMINAL | _COMMA) for i in inside
    )


def _is_nickname(view: TokenView, left: int, right: int) -> bool:
    """Tell a quotation amid a name, by its marks: `Robert "Bobby" Marsh`."""
    classes = view.classes
    if not (0 < left < right - 1 and right - left - 1 <= MAX_NICKNAME_TOKENS and right + 1 < len(classes)):
        return False
    before, after = classes[left - 1], classes[right + 1]
    return bool(before & NAME_CASE and before & _GIVEN and after & NAME_CASE and not after & (_COMMON | _NOT_NAME))


def _reads_like_a_title(view: TokenView, start: int, end: int) -> bool:
    if (view.classes[start] | view.classes[end - 1]) & _SPACE:
        return False
    for i in range(start, end):
        if view.classes[i] & _LINE_BREAK:
            return False
        if view.classes[i] & _LOWERCASE and not view.classes[i] & _SMALL_WORD:
            return False
        if view.classes[i] & _TERMINAL and i + 1 < end and not view.classes[i + 1] & _OTHER:
            return False
    if not any(view.classes[i] & NAME_CASE for i in range(start, end)) and view.classes[end - 1] & _LOWERCASE:
        # "the '60s and the '70s"
        return False
    # "a "B" movie" is a grade
    return end - start > 1 or bool(view.classes[start] & NAME_CASE & ~_INITIAL)
