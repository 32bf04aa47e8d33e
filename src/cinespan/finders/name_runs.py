"""Name-shaped runs of tokens: what may be a person's name or a title, by its letters alone."""

from __future__ import annotations

from spacy.strings import StringStore

from cinespan.finders.name_shapes import NameRun, first_person_word, is_person, shape_run
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, PERSON_WORD, TokenView, WordClass

_LOWERCASE, _OTHER = int(WordClass.LOWERCASE), int(WordClass.OTHER)
_NOT_NAME, _SURNAME = int(WordClass.NOT_NAME), int(WordClass.SURNAME)
_PARTICLE, _TERMINAL = int(WordClass.PARTICLE), int(WordClass.TERMINAL)
_INITIAL = int(WordClass.INITIAL)
_COMMA, _SPACE = int(WordClass.COMMA), int(WordClass.SPACE | WordClass.LINE_BREAK)
_LINE_BREAK, _COMMON = int(WordClass.LINE_BREAK), int(WordClass.COMMON)
_SMALL_WORD = FUNCTION_WORD | _PARTICLE

MAX_QUOTED_TOKENS = 48
"""A title of 30 words with its punctuation still fits; a longer quotation is speech."""


class RunFinder:
    """Finds the name-shaped runs of a `TokenView`.

    Args:
        strings: the string store that the view's ids belong to.
    """

    def __init__(self, strings: StringStore) -> None:
        def ids(*words: str) -> frozenset[int]:
            return frozenset(strings.add(word) for word in words)

        self._openers = ids('"', "“", "«", "``", "'", "‘", "`")
        self._singles = ids("'", "‘", "`", "’")
        self._single_closers = ids("'", "’")
        self._double_closers = ids('"', "”", "»", "''", "“")
        self._hyphens = ids("-", "–")
        self._possessives = ids("'s", "’s")
        self._colon = strings.add(":")
        self._stop = strings.add(".")
        self._joiners = ids("of", "from", "for", "the")
        self._joiners_with_article = ids("of", "to", "in", "on", "with", "from", "and", "at")
        self._the = strings.add("the")

    def find(self, view: TokenView, taken: bytearray) -> list[NameRun]:
        """Find the runs outside of what is taken, in order and without overlap.

        Args:
            view: the document.
            taken: one byte a token, not zero where something else stands; quoted titles are marked in it.
        """
        runs = self._quoted(view, taken)
        runs += self._capitalised(view, taken)
        runs.sort()
        return runs

    def _quoted(self, view: TokenView, taken: bytearray) -> list[NameRun]:
        """Find quotations written like a title: a capital first, and each lower-cased word in them a small one."""
        lowers, classes, spaces = view.lowers, view.classes, view.spaces
        runs: list[NameRun] = []
        size, free = len(lowers), 0
        openers = self._openers
        for i in [n for n, word in enumerate(lowers) if word in openers]:
            if i < free or i + 1 >= size or classes[i + 1] & _LOWERCASE or taken[i + 1]:
                continue
            single = lowers[i] in self._singles
            # an opening single quote hugs the word behind it and not the one before it; an apostrophe does not
            if single and (spaces[i] or (i and not spaces[i - 1] and not classes[i - 1] & _OTHER)):
                continue
            closers = self._single_closers if single else self._double_closers
            stop = next((j for j in range(i + 1, min(size, i + MAX_QUOTED_TOKENS)) if lowers[j] in closers), i)
            free = stop + 1
            while stop > i + 1 and (classes[stop - 1] & _COMMA or lowers[stop - 1] == self._stop):
                stop -= 1
            if stop > i + 1 and _reads_like_a_title(view, i + 1, stop) and not any(taken[i + 1 : stop]):
                runs.append(NameRun(i + 1, stop, "QUOTED", False))
                taken[i + 1 : stop] = b"\1" * (stop - i - 1)
        return runs

    def _capitalised(self, view: TokenView, taken: bytearray) -> list[NameRun]:
        lowers, classes = view.lowers, view.classes
        runs: list[NameRun] = []
        bounds = set(view.bounds)
        i = 0
        for start in [n for n, bits in enumerate(classes) if bits & NAME_CASE]:
            if start < i or taken[start]:
                continue
            i = self._end_of_capitals(view, start, taken)
            initial = start in bounds
            # "The Sting" may be a title where it opens no sentence, "The Perfect Son" even there
            article = lowers[start] == self._the and i - start > 1 + initial
            while start < i and classes[start] & FUNCTION_WORD and (initial or i - start == 1) and not article:
                start += 1
            if start == i:
                continue
            title_end = self._end_of_title(view, start, i, taken)
            if title_end > i:
                runs.append(NameRun(start, title_end, "TITLE", initial))
                i = title_end
                continue
            run = shape_run(view, start, i, initial)
            if run is not None:
                runs.append(run)
        return runs

    def _end_of_capitals(self, view: TokenView, i: int, taken: bytearray) -> int:
        """Walk over capitalised words, hyphens inside a name ("Zeta-Jones") and particles ("de la")."""
        lowers, classes, spaces = view.lowers, view.classes, view.spaces
        size = len(lowers)
        i += 1
        while i < size and not taken[i]:
            if classes[i] & NAME_CASE:
                i += 1
            elif i + 1 >= size or not classes[i + 1] & NAME_CASE or taken[i + 1]:
                break
            elif lowers[i] in self._hyphens and not spaces[i - 1] and not spaces[i]:
                i += 2
            elif classes[i] & _PARTICLE and classes[i] & _LOWERCASE and not classes[i] & FUNCTION_WORD:
                i += 2
            else:
                break
        return i

    def _end_of_title(self, view: TokenView, start: int, end: int, taken: bytearray) -> int:
        """Walk on over the small words that join a title's capitalised ones; gives `end` where it is no title.

        "Lord of the Rings", "Serenity's Symphony", "Star Trek: Hidden Frontier" and "Dracula 2000".
        """
        lowers, classes, spaces = view.lowers, view.classes, view.spaces
        size = len(lowers)

        def capital(i: int) -> bool:
            return i < size and bool(classes[i] & NAME_CASE) and not taken[i]

        if classes[start] & _NOT_NAME or is_person(view, start, end):
            return end
        common = bool(classes[start] & (_COMMON | FUNCTION_WORD))
        while end < size and not taken[end]:
            last = classes[end - 1]
            if lowers[end] in self._possessives and end - start == 1 and capital(end + 1) and not last & _SURNAME:
                if is_person(view, end + 1, self._end_of_capitals(view, end + 1, taken)):
                    return end
                end = self._end_of_capitals(view, end + 1, taken)
            elif (
                lowers[end] in self._joiners_with_article
                and end + 2 < size
                and (lowers[end + 1] == self._the and classes[end + 1] & _LOWERCASE and capital(end + 2))
            ):
                end = self._end_of_capitals(view, end + 2, taken)
            elif (
                lowers[end] in self._joiners
                and (common or end - start > 1)
                and capital(end + 1)
                and not classes[end + 1] & (PERSON_WORD | _NOT_NAME)
            ):
                end = self._end_of_capitals(view, end + 1, taken)
            elif (
                lowers[end] == self._colon
                and not spaces[end - 1]
                and capital(end + 1)
                and capital(end + 2)
                and end - start > 1
                and first_person_word(view, end + 1, self._end_of_capitals(view, end + 1, taken)) < 0
            ):
                end = self._end_of_capitals(view, end + 1, taken)
            else:
                return end
        return end


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
    # "a "B" movie" is a grade
    return end - start > 1 or bool(view.classes[start] & NAME_CASE & ~_INITIAL)
