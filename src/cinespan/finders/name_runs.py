"""Name-shaped runs of tokens: what may be a person's name or a title, by its letters alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.strings import StringStore

from cinespan.finders.name_shapes import NameRun, first_person_word, is_byname, is_name_part, is_person, shape_run
from cinespan.finders.quotations import QuotationFinder
from cinespan.finders.spellings import apostrophes
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, PERSON_WORD, TokenView, WordClass

_LOWERCASE = int(WordClass.LOWERCASE)
_NOT_NAME, _SURNAME, _HONORIFIC = int(WordClass.NOT_NAME), int(WordClass.SURNAME), int(WordClass.HONORIFIC)
_PARTICLE, _ROLE = int(WordClass.PARTICLE), int(WordClass.ROLE)
_COUNTED, _OPENER, _CONTRAST = int(WordClass.COUNTED), int(WordClass.OPENER), int(WordClass.CONTRAST)
_DEFINITE, _ALL_CAPS, _COMMON = int(WordClass.DEFINITE), int(WordClass.ALL_CAPS), int(WordClass.COMMON)
_CASES = int(WordClass.CAPITAL) | _ALL_CAPS
_RUNS_ON, _GENITIVE = _LOWERCASE | _PARTICLE, int(WordClass.GENITIVE)
SEQUELS = range(2, 31)
"""The numbers that a title may end with: "Ravager 3"."""
TITLE_WORDS = ("ARTICLE", "JOINER", "ARTICLE_JOINER", "NUMERAL", "LEAD_IN")
"""The labels of `names.jsonl` that are asked for inside a name alone. They are no word classes, of which an int holds
but 64."""


class RunFinder:
    """Finds the name-shaped runs of a `TokenView`.

    Args:
        strings: the string store that the view's ids belong to.
        rows: rows of `names.jsonl`, of which those with the labels `TITLE_WORDS` count.
    """

    def __init__(self, strings: StringStore, rows: Iterable[dict[str, Any]]) -> None:
        def ids(*words: str) -> frozenset[int]:
            return frozenset(strings.add(word) for word in words)

        words: dict[str, list[str]] = {label: [] for label in TITLE_WORDS}
        for row in rows:
            if row["label"] in words:
                words[row["label"]].append(row["pattern"].lower())
        self._strings = strings
        self._quotations = QuotationFinder(strings)
        self._hyphens = ids("-", "–")
        self._possessives = ids(*apostrophes("'s"))
        self._colons = ids(":")
        self._ampersand = strings.add("&")
        self._articles, self._joiners, self._joiners_with_article, self._numerals, self._lead_ins = (
            ids(*words[label]) for label in TITLE_WORDS
        )
        self._numbers = ids(*map(str, SEQUELS))
        # what stands behind most names is none of them: one look tells
        self._title_words = frozenset((self._ampersand,)).union(
            *(self._possessives, self._joiners_with_article, self._joiners, self._numbers, self._colons)
        )

    def find(self, view: TokenView, taken: bytearray) -> list[NameRun]:
        """Find the runs outside of what is taken, in order and without overlap.

        Args:
            view: the document.
            taken: one byte a token, not zero where something else stands; quoted titles are marked in it.
        """
        nicknames: dict[int, int] = {}
        runs = self._quotations.find(view, taken, nicknames)
        runs += self._capitalised(view, taken, nicknames)
        runs.sort()
        return runs

    def _capitalised(self, view: TokenView, taken: bytearray, nicknames: dict[int, int]) -> list[NameRun]:
        lowers, classes, size = view.lowers, view.classes, len(view.lowers)
        runs: list[NameRun] = []
        bounds = set(view.bounds)
        i = 0
        for start in view.where(NAME_CASE):
            if start < i or taken[start]:
                continue
            if classes[start] & FUNCTION_WORD and start + 1 < size and classes[start + 1] & _RUNS_ON == _LOWERCASE:
                # "The film", "I am"
                i = start + 1
                continue
            i = self._end_of_capitals(view, start, taken)
            if nicknames and i in nicknames and not taken[i]:
                i = self._end_of_capitals(view, nicknames[i], taken)
                runs.append(NameRun(start, i, "FULL_NAME", start in bounds))
                continue
            if classes[i - 1] & _ROLE and start + 1 < i < size and lowers[i] in self._colons:
                # "Writer: Ann Lee Director: Bo Cole"
                i -= 1
            initial = start in bounds
            if (
                initial
                and classes[start] & _OPENER
                and i - start > 1
                and (
                    i - start == 2
                    or classes[start + 1] & PERSON_WORD
                    or classes[start] & _CONTRAST
                    or lowers[start] in self._lead_ins
                )
            ):
                # "While Flynn", "Although The Long Harbor": the word that opens the sentence is not the name's
                start += 1
            first = start
            # "The Sting" may be a title where it opens no sentence, "The Perfect Son" even there
            definite = classes[start] & _DEFINITE and lowers[start] in self._articles
            article = i - start > 1 + initial and (definite or classes[start] & _ALL_CAPS)
            while start < i and classes[start] & FUNCTION_WORD and (initial or i - start == 1) and not article:
                start += 1
            if start == i:
                continue
            if i - start == 3 and lowers[start + 1] in self._hyphens and classes[i - 1] & _LOWERCASE:
                # "Shin-ae"
                runs.append(NameRun(start, i, "WORD", initial))
                continue
            title_end = self._end_of_title(view, start, i, taken)
            if title_end > i:
                if start == first + 1 and lowers[first] in self._articles and classes[title_end - 1] & NAME_CASE:
                    # "The Keeper of the Flame Tree"
                    start = first
                runs.append(NameRun(start, title_end, "TITLE", initial))
                i = title_end
                continue
            run = shape_run(view, start, i, initial)
            if run is not None:
                if run.shape in ("GIVEN_NAME", "WORD") and run.end == i and is_byname(view, i) and not taken[i + 1]:
                    # "Vlad the Impaler"
                    i += 2
                    run = run._replace(end=i)
                runs.append(run)
        return runs

    def _end_of_capitals(self, view: TokenView, i: int, taken: bytearray) -> int:
        """Walk over capitalised words, hyphens inside a name ("Zeta-Jones") and particles ("van der").

        A word in capitals throughout goes with its like: "IS Angel" are two.
        """
        lowers, classes, spaces = view.lowers, view.classes, view.spaces
        size = len(lowers)
        case = classes[i] & _CASES
        i += 1
        while i < size and not taken[i]:
            bits = classes[i]
            if bits & NAME_CASE:
                if bits & _CASES and bits & _CASES != case and lowers[i] not in self._numerals:
                    if case:
                        break
                    case = bits & _CASES
                i += 1
            elif i + 1 >= size:
                break
            elif lowers[i] in self._hyphens and not spaces[i - 1] and not spaces[i]:
                if taken[i + 1] or not is_name_part(classes[i + 1], self._strings[lowers[i + 1]]):
                    break
                i += 2
            elif bits & _PARTICLE and bits & _LOWERCASE and not bits & FUNCTION_WORD:
                end = i + 1
                while end < size and classes[end] & _PARTICLE and classes[end] & _LOWERCASE:
                    end += 1
                if end == size or taken[end] or not classes[end] & NAME_CASE:
                    break
                i = end + 1
            else:
                break
        return i

    def _end_of_title(self, view: TokenView, start: int, end: int, taken: bytearray) -> int:
        """Walk on over the small words that join a title's capitalised ones; gives `end` where it is no title.

        "Lord of the Rings", "Serenity's Symphony", "Star Trek: Hidden Frontier" and "Dracula 2000".
        """
        lowers, classes, spaces = view.lowers, view.classes, view.spaces
        size = len(lowers)

        if (classes[start] & _NOT_NAME and not classes[start] & _COMMON) or is_person(view, start, end):
            return end
        if classes[end - 1] & _LOWERCASE:
            # "Baek Ji-eun in an Oscar winner"
            return end
        common = bool(classes[start] & (_COMMON | FUNCTION_WORD))
        # "The Song of Ida Voss", but "The Duchess of Kent"
        named_after = end - start > 1 and lowers[start] in self._articles and not classes[start + 1] & _HONORIFIC
        while end < size and not taken[end]:
            word = lowers[end]
            if word not in self._title_words and not classes[end] & FUNCTION_WORD:
                return end
            last = classes[end - 1]
            capital = end + 1 < size and bool(classes[end + 1] & NAME_CASE) and not taken[end + 1]
            if word in self._possessives and end - start == 1 and capital and not last & _SURNAME:
                # "Serenity's Symphony", but "Szabo's Isolde" and "Bergman's The Silence"
                person = classes[end + 1] & PERSON_WORD and not classes[end + 1] & _COMMON
                if person or lowers[end + 1] in self._articles:
                    return end
                if is_person(view, end + 1, self._end_of_capitals(view, end + 1, taken)):
                    return end
                end = self._end_of_capitals(view, end + 1, taken)
            elif (
                word in self._joiners_with_article
                and end + 2 < size
                and lowers[end + 1] in self._articles
                and classes[end + 1] & _LOWERCASE
                and classes[end + 2] & NAME_CASE
                and not taken[end + 2]
            ):
                end = self._end_of_capitals(view, end + 2, taken)
            elif (
                word in self._joiners
                and (common or end - start > 1)
                and capital
                and ((named_after and classes[end] & _GENITIVE) or not classes[end + 1] & (PERSON_WORD | _NOT_NAME))
                and not (classes[end + 1] & FUNCTION_WORD and end + 2 < size and classes[end + 2] & _LOWERCASE)
            ):
                # "Lord of the Rings", but not "Lanterns in My opinion"
                end = self._end_of_capitals(view, end + 1, taken)
            elif word == self._ampersand and capital and last & _COMMON:
                end = self._end_of_capitals(view, end + 1, taken)
            elif word in self._numbers and spaces[end - 1] and not (end + 1 < size and classes[end + 1] & _COUNTED):
                # "Ravager 3", but "I saw Ravager 3 times"
                end += 1
            elif classes[end] & FUNCTION_WORD and capital and self._is_set_phrase(view, end):
                end = self._end_of_capitals(view, end + 1, taken)
            elif word in self._colons and not spaces[end - 1] and self._is_subtitle(view, start, end, taken):
                end = self._end_of_capitals(view, end + 1, taken)
            else:
                return end
        return end

    def _is_set_phrase(self, view: TokenView, at: int) -> bool:
        """Tell a pair of words that comes back in the review with the same small word between: "Heads or Tails"."""
        before, after = view.classes[at - 1], view.classes[at + 1]
        if (before | after) & (PERSON_WORD | _NOT_NAME) or not (before | after) & _COMMON:
            return False
        return view.count(view.lowers[at - 1 : at + 2]) > 1

    def _is_subtitle(self, view: TokenView, start: int, colon: int, taken: bytearray) -> bool:
        """Tell whether a title goes on behind a colon; "Cast: Ann Lee" does not."""
        lowers, classes = view.lowers, view.classes
        first = colon + 1
        if colon - start < 2 or first >= len(lowers) or taken[first] or not classes[first] & NAME_CASE:
            return False
        if lowers[colon - 1] in self._numbers or lowers[first] in self._articles:
            return True
        end = self._end_of_capitals(view, first, taken)
        if end - first > 1:
            return first_person_word(view, first, end) < 0
        # "Ravager: Rise to Glory"
        return self._end_of_title(view, first, end, taken) > end
