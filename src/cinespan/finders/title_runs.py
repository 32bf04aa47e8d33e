"""Titles in running text: how far one goes on behind the capitalised words that open it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.strings import StringStore

from cinespan.finders.name_shapes import first_person_word, is_name_part, is_person
from cinespan.finders.spellings import apostrophes
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, PERSON_WORD, TokenView, WordClass
from cinespan.rule_schemas import TITLE_WORDS

_LOWERCASE, _PARTICLE = int(WordClass.LOWERCASE), int(WordClass.PARTICLE)
_NOT_NAME, _SURNAME, _HONORIFIC = int(WordClass.NOT_NAME), int(WordClass.SURNAME), int(WordClass.HONORIFIC)
_ROLE = int(WordClass.ROLE)
_COUNTED, _COMMON, _GENITIVE = int(WordClass.COUNTED), int(WordClass.COMMON), int(WordClass.GENITIVE)
_ALL_CAPS, _OTHER = int(WordClass.ALL_CAPS), int(WordClass.OTHER)
_CASES = int(WordClass.CAPITAL) | _ALL_CAPS
_NO_TITLE_BEHIND = NAME_CASE | int(WordClass.DETERMINER)
SEQUELS = range(2, 31)
"""The numbers that a title may end with: "Ravager 3"."""
CENTURIES = ("18", "19", "20")
"""What a number of four digits begins with that may be a year."""


class TitleReader:
    """Reads on over capitalised words, and over the small words that join those of a title.

    Its `articles`, `lead_ins`, `hyphens` and `colons` are ids of words, lower-cased.

    Args:
        strings: the string store that the ids of the views belong to.
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
        (
            self.articles,
            self._joiners,
            self._joiners_with_article,
            self._numerals,
            self.lead_ins,
            self._tallied,
            self._headings,
        ) = (ids(*words[label]) for label in TITLE_WORDS)
        self.hyphens = ids("-", "–")
        self.colons = ids(":")
        self._before_count = self._tallied | ids("#", "$", "£", "€", "/", "-", "–", ".")
        self._possessives = ids(*apostrophes("'s"))
        self._ampersands = ids("&")
        self._numbers = ids(*map(str, SEQUELS))
        # what stands behind most names is none of them: one look tells
        self._title_words = frozenset().union(
            self._possessives, self._joiners_with_article, self._joiners, self._ampersands, self._numbers, self.colons
        )

    def end_of_capitals(self, view: TokenView, i: int, taken: bytearray) -> int:
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
            elif lowers[i] in self.hyphens and not spaces[i - 1] and not spaces[i]:
                if taken[i + 1] or not is_name_part(classes[i + 1], self._strings[lowers[i + 1]]):
                    break
                i += 2
            elif bits & _PARTICLE and bits & _LOWERCASE and not bits & FUNCTION_WORD:
                end = i + 1
                while end < size and classes[end] & _PARTICLE and classes[end] & _LOWERCASE:
                    end += 1
                if not _is_free_capital(view, end, taken):
                    break
                i = end + 1
            else:
                break
        return i

    def end_of_title(self, view: TokenView, start: int, end: int, taken: bytearray) -> int:
        """Walk on over the small words that join a title's capitalised ones; gives `end` where it is no title.

        "Lord of the Rings", "Serenity's Symphony", "Star Trek: Hidden Frontier" and "Dracula 2000".
        """
        lowers, classes = view.lowers, view.classes
        if (classes[start] & _NOT_NAME and not classes[start] & _COMMON) or is_person(view, start, end):
            return end
        if classes[end - 1] & _LOWERCASE:
            # "Baek Ji-eun in an Oscar winner"
            return end
        while end < len(lowers) and not taken[end]:
            if lowers[end] not in self._title_words and not classes[end] & FUNCTION_WORD:
                break
            behind = self._behind_joiner(view, start, end, taken)
            if behind == end:
                break
            end = behind
        return end

    def is_counted_title(self, view: TokenView, start: int, end: int, taken: bytearray, *, joined: bool) -> bool:
        """Tell a title that opens with a number, "900 Lanterns", from "in 1987 Harbour" and "I give it 8 Stars".

        Args:
            view: the document.
            start: the first token behind the number.
            end: the token behind the title.
            taken: one byte a token, not zero where something else stands.
            joined: small words join the capitalised ones, which says that this is a title.
        """
        lowers, classes = view.lowers, view.classes
        number, first, single = start - 1, classes[start], end - start == 1
        if number < 0 or not classes[number] & _OTHER or taken[number] or not view.spaces[number]:
            return False
        if not first & _COMMON:
            return False
        if first & (_NOT_NAME | FUNCTION_WORD | _HONORIFIC) or lowers[start] in self._tallied:
            return False
        digits = self._strings[lowers[number]]
        if not digits.replace(",", "").isdecimal() or (len(digits) == 4 and digits.startswith(CENTURIES)):
            return False
        if single and (first & (_COUNTED | _ALL_CAPS) or digits == "1"):
            return False
        if len(digits) == 1 and not (single or joined):
            # "the 5 Killer Bees"
            return False
        # "the other 3 Harbour films"
        parted = classes[number - 1] & _NO_TITLE_BEHIND or lowers[number - 1] in self._before_count
        return number == 0 or not parted

    def _behind_joiner(self, view: TokenView, start: int, end: int, taken: bytearray) -> int:
        """Find the end of what the small word at `end` joins to a title; gives `end` where it joins nothing."""
        lowers, classes, spaces, size = view.lowers, view.classes, view.spaces, len(view.lowers)
        word, following = lowers[end], end + 1
        if word in self._numbers and spaces[end - 1]:
            # "Ravager 3", but "I saw Ravager 3 times"
            return end if following < size and classes[following] & _COUNTED else following
        if word in self._joiners_with_article and self._is_capital_behind_article(view, following, taken):
            return self.end_of_capitals(view, following + 1, taken)
        if not _is_free_capital(view, following, taken):
            return end
        if word in self.colons and not spaces[end - 1] and self._is_subtitle(view, start, end, taken):
            return self.end_of_title(view, following, self.end_of_capitals(view, following, taken), taken)
        joins = (
            (word in self._joiners and self._is_joined(view, start, end))
            or (word in self._possessives and end - start == 1 and self._is_owned(view, following, taken))
            or (word in self._ampersands and classes[end - 1] & _COMMON)
            or (classes[end] & FUNCTION_WORD and self._is_set_phrase(view, end))
        )
        return self.end_of_capitals(view, following, taken) if joins else end

    def _is_capital_behind_article(self, view: TokenView, article: int, taken: bytearray) -> bool:
        """Tell what "of" leads to in "Lord of the Rings"."""
        if not _is_free_capital(view, article + 1, taken):
            return False
        return view.lowers[article] in self.articles and bool(view.classes[article] & _LOWERCASE)

    def _is_joined(self, view: TokenView, start: int, joiner: int) -> bool:
        """Tell "Fields of Glass" from "Lanterns in My opinion", "The Song of Ida Voss" from "The Duchess of Kent"."""
        classes, first = view.classes, joiner + 1
        if joiner - start == 1 and not classes[start] & (_COMMON | FUNCTION_WORD):
            return False
        if classes[first] & FUNCTION_WORD and first + 1 < len(classes) and classes[first + 1] & _LOWERCASE:
            return False
        if not classes[first] & (PERSON_WORD | _NOT_NAME):
            return True
        titled = joiner - start > 1 and view.lowers[start] in self.articles and not classes[start + 1] & _HONORIFIC
        return titled and bool(classes[joiner] & _GENITIVE)

    def _is_owned(self, view: TokenView, first: int, taken: bytearray) -> bool:
        """Tell "Serenity's Symphony" from "Szabo's Isolde" and "Bergman's The Silence"."""
        classes = view.classes
        if classes[first - 2] & _SURNAME or view.lowers[first] in self.articles:
            return False
        if classes[first] & PERSON_WORD and not classes[first] & _COMMON:
            return False
        return not is_person(view, first, self.end_of_capitals(view, first, taken))

    def _is_set_phrase(self, view: TokenView, at: int) -> bool:
        """Tell a pair of words that comes back in the review with the same small word between: "Heads or Tails"."""
        before, after = view.classes[at - 1], view.classes[at + 1]
        if (before | after) & (PERSON_WORD | _NOT_NAME) or not (before | after) & _COMMON:
            return False
        return view.count(view.lowers[at - 1 : at + 2]) > 1

    def _is_subtitle(self, view: TokenView, start: int, colon: int, taken: bytearray) -> bool:
        """Tell whether a title goes on with the capitalised word behind a colon; "Cast: Ann Lee" does not."""
        lowers, classes = view.lowers, view.classes
        first = colon + 1
        if classes[colon - 1] & _ROLE or lowers[colon - 1] in self._headings:
            # "Cast: Ann Lee", "Note: The print"
            return False
        article = lowers[first] in self.articles
        if colon - start == 1 and not (article and self.end_of_capitals(view, first, taken) > first + 1):
            # "Lantern: The Return", but no other single word
            return False
        if article or lowers[colon - 1] in self._numbers:
            return True
        end = self.end_of_capitals(view, first, taken)
        if end - first > 1:
            return first_person_word(view, first, end) < 0
        # "Ravager: Rise to Glory"
        return self.end_of_title(view, first, end, taken) > end


def _is_free_capital(view: TokenView, i: int, taken: bytearray) -> bool:
    """Tell whether a capitalised word stands at `i` that nothing has taken yet."""
    return i < len(view.classes) and not taken[i] and view.classes[i] & NAME_CASE > 0
