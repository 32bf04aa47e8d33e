"""Name-shaped runs of tokens: what may be a person's name or a title, by its letters alone."""

from __future__ import annotations

from typing import NamedTuple

from spacy.strings import StringStore

from cinespan.finders.tokens import TokenView, WordClass

_NAME_CASE = int(WordClass.CAPITAL | WordClass.ALL_CAPS | WordClass.INITIAL)
_CAPITAL, _ALL_CAPS = int(WordClass.CAPITAL), int(WordClass.ALL_CAPS)
_INITIAL, _LOWERCASE, _OTHER = int(WordClass.INITIAL), int(WordClass.LOWERCASE), int(WordClass.OTHER)
_PERSON_WORD = WordClass.GIVEN_NAME | WordClass.SURNAME | WordClass.HONORIFIC
# classes as plain ints: an IntFlag's operators cost a microsecond each, and this is the inner loop
_PERSON = int(_PERSON_WORD)
_GIVEN, _SURNAME, _HONORIFIC = int(WordClass.GIVEN_NAME), int(WordClass.SURNAME), int(WordClass.HONORIFIC)
_COMMON, _NOT_NAME = int(WordClass.COMMON), int(WordClass.NOT_NAME)
_PARTICLE, _TERMINAL = int(WordClass.PARTICLE), int(WordClass.TERMINAL)
_COMMA, _DETERMINER = int(WordClass.COMMA), int(WordClass.DETERMINER)
_FUNCTION = int(
    WordClass.DETERMINER
    | WordClass.PREPOSITION
    | WordClass.COORDINATOR
    | WordClass.COPULA
    | WordClass.AUXILIARY
    | WordClass.PERSON_PRONOUN
    | WordClass.THING_PRONOUN
    | WordClass.VIEWER
    | WordClass.RELATIVIZER
)
_SMALL = _FUNCTION | _PARTICLE

MAX_QUOTED_TOKENS = 48
"""A title of 30 words with its punctuation still fits; a longer quotation is speech."""


class NameRun(NamedTuple):
    """A run of tokens, end exclusive, that is written like a name."""

    start: int
    end: int
    shape: str
    """One of `labels.NAME_SHAPES`."""
    initial: bool
    """Its first word opens a sentence, so that the capital says little."""


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
        runs.sort(key=_run_start)
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
        for start in [n for n, bits in enumerate(classes) if bits & _NAME_CASE]:
            if start < i or taken[start]:
                continue
            i = self._end_of_capitals(view, start, taken)
            initial = start in bounds
            # "The Sting" may be a title where it opens no sentence, "The Perfect Son" even there
            article = lowers[start] == self._the and i - start > 1 + initial
            while start < i and classes[start] & _FUNCTION and (initial or i - start == 1) and not article:
                start += 1
            if start == i:
                continue
            title_end = self._end_of_title(view, start, i, taken)
            if title_end > i:
                runs.append(NameRun(start, title_end, "TITLE", initial))
                i = title_end
                continue
            run = self._shaped(view, start, i, initial)
            if run is not None:
                runs.append(run)
        return runs

    def _end_of_capitals(self, view: TokenView, i: int, taken: bytearray) -> int:
        """Walk over capitalised words, hyphens inside a name ("Zeta-Jones") and particles ("de la")."""
        lowers, classes, spaces = view.lowers, view.classes, view.spaces
        size = len(lowers)
        i += 1
        while i < size and not taken[i]:
            if classes[i] & _NAME_CASE:
                i += 1
            elif i + 1 >= size or not classes[i + 1] & _NAME_CASE or taken[i + 1]:
                break
            elif lowers[i] in self._hyphens and not spaces[i - 1] and not spaces[i]:
                i += 2
            elif classes[i] & _PARTICLE and classes[i] & _LOWERCASE and not classes[i] & _FUNCTION:
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
            return i < size and classes[i] & _NAME_CASE and not taken[i]

        if classes[start] & _NOT_NAME or _is_person(view, start, end):
            return end
        while end < size and not taken[end]:
            last = classes[end - 1]
            if lowers[end] in self._possessives and end - start == 1 and capital(end + 1) and not last & _SURNAME:
                if _is_person(view, end + 1, self._end_of_capitals(view, end + 1, taken)):
                    return end
                end = self._end_of_capitals(view, end + 1, taken)
            elif (
                lowers[end] in self._joiners_with_article
                and end + 2 < size
                and (lowers[end + 1] == self._the and classes[end + 1] & _LOWERCASE and capital(end + 2))
            ):
                end = self._end_of_capitals(view, end + 2, taken)
            elif lowers[end] in self._joiners and capital(end + 1) and not classes[end + 1] & (_PERSON | _NOT_NAME):
                end = self._end_of_capitals(view, end + 1, taken)
            elif (
                lowers[end] == self._colon
                and not spaces[end - 1]
                and capital(end + 1)
                and capital(end + 2)
                and end - start > 1
                and _first_person_word(view, end + 1, self._end_of_capitals(view, end + 1, taken)) < 0
            ):
                end = self._end_of_capitals(view, end + 1, taken)
            else:
                return end
        return end

    def _shaped(self, view: TokenView, start: int, end: int, initial: bool) -> NameRun | None:
        """Tell the shape of a run of capitalised words; None where it is no name."""
        classes = view.classes
        while end > start and classes[end - 1] & _FUNCTION and not classes[end - 1] & _PERSON:
            end -= 1
        if start == end:
            return None
        if end - start == 1:
            return self._shaped_word(view, start, initial)
        person = _first_person_word(view, start, end)
        if person < 0:
            return self._shaped_words(view, start, end, initial)
        if classes[person] & _HONORIFIC and not classes[person] & _GIVEN:
            return NameRun(person, end, "HONORIFIC", initial)
        if any(classes[i] & _FUNCTION and not classes[i] & _PERSON for i in range(person, end)):
            # "Annie Get Your Gun", "Dawn Of The Dead"
            return NameRun(start, end, "TITLE", initial)
        if end - person == 1:
            # "Watching Buffy": the word that opens the sentence is not the name's
            return self._shaped_word(view, person, initial and person == start)
        return NameRun(person, end, "FULL_NAME", initial)

    @staticmethod
    def _shaped_word(view: TokenView, i: int, initial: bool) -> NameRun | None:
        bits = view.classes[i]
        if bits & _INITIAL or (bits & _ALL_CAPS and not bits & _PERSON):
            return None
        if bits & _COMMON:
            return NameRun(i, i + 1, "COMMON", initial)
        if bits & _GIVEN:
            return NameRun(i, i + 1, "GIVEN_NAME", initial)
        if bits & _SURNAME:
            return NameRun(i, i + 1, "SURNAME", initial)
        if bits & (_NOT_NAME | _HONORIFIC):
            return None
        return NameRun(i, i + 1, "WORD", initial)

    def _shaped_words(self, view: TokenView, start: int, end: int, initial: bool) -> NameRun | None:
        """Tell the shape of several words of which none is known as a person's name."""
        classes = view.classes
        known = [bool(classes[i] & (_COMMON | _FUNCTION | _NOT_NAME)) for i in range(start, end)]
        if any(classes[i] & _NOT_NAME for i in range(start, end)):
            # "New York City", "American Pie": only the context tells a title from a place
            return NameRun(start, end, "COMMON", initial) if len(known) > 1 else None
        if not any(view.classes[i] & _CAPITAL for i in range(start, end)):
            return None
        if known[0] and initial and not all(known):
            return self._shaped(view, start + 1, end, False)
        return NameRun(start, end, "TITLE" if any(known) else "WORDS", initial)


def _first_person_word(view: TokenView, start: int, end: int) -> int:
    """Find where a person's name begins in a run: at a given name, an honorific, an initial, or before a surname."""
    classes = view.classes
    for i in range(start, end):
        bits = classes[i]
        if (bits & _GIVEN and not (bits & _COMMON and i + 1 == end)) or (bits & _HONORIFIC and i + 1 < end):
            return i
        if view.classes[i] & _INITIAL and i + 1 < end:
            return i
    if classes[end - 1] & _SURNAME and not classes[end - 2] & (_COMMON | _FUNCTION | _NOT_NAME):
        i = end - 2
        while i > start and not classes[i - 1] & (_COMMON | _FUNCTION | _NOT_NAME):
            i -= 1
        return i
    return -1


def _run_start(run: NameRun) -> int:
    return run.start


def _is_person(view: TokenView, start: int, end: int) -> bool:
    """Tell a full name: a given name first, or a surname last behind a name or initials."""
    classes = view.classes
    if end - start < 2:
        return False
    if classes[start] & _GIVEN or view.classes[start] & _INITIAL:
        return True
    return bool(classes[end - 1] & _SURNAME) and not classes[start] & (_COMMON | _FUNCTION)


def _reads_like_a_title(view: TokenView, start: int, end: int) -> bool:
    for i in range(start, end):
        if view.classes[i] & _LOWERCASE and not view.classes[i] & _SMALL:
            return False
        if view.classes[i] & _TERMINAL and i + 1 < end and not view.classes[i + 1] & _OTHER:
            return False
    return view.classes[start] & _NAME_CASE or end - start > 1
