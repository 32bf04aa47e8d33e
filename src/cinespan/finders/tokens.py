"""Tokens as plain lists and arrays, and the classes of words: what the finders read instead of a `Doc`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.strings import get_string_id
from spacy.vocab import Vocab

from cinespan.finders.id_table import Ids, Places
from cinespan.finders.spellings import apostrophes
from cinespan.finders.word_table import WordTable


class WordClass(IntFlag):
    """How a single word is written, and what it is: the classes of `names.jsonl` and `grammar.jsonl`."""

    # those that most words have or are asked for come first: an int below 2**30 is a third faster in a mask
    # how the word is written, one of: film, Film or McAdam, FILM, J., white space with a line break, other white space,
    # and 7/10 or what else there is; FBI is an acronym besides
    LOWERCASE = auto()
    CAPITAL = auto()
    ALL_CAPS = auto()
    ACRONYM = auto()
    INITIAL = auto()
    LINE_BREAK = auto()
    SPACE = auto()
    OTHER = auto()
    # what it is
    TERMINAL = auto()
    GIVEN_NAME = auto()
    SURNAME = auto()
    HONORIFIC = auto()
    PARTICLE = auto()
    COMMON = auto()
    NOT_NAME = auto()
    ROLE = auto()
    COUNTED = auto()
    OPENER = auto()
    DETERMINER = auto()
    PREPOSITION = auto()
    COORDINATOR = auto()
    PERSON_PRONOUN = auto()
    THING_PRONOUN = auto()
    VIEWER = auto()
    EXPLETIVE = auto()
    RELATIVIZER = auto()
    COPULA = auto()
    BE = auto()
    HAVE = auto()
    ADVERB = auto()
    AGENT = auto()
    GENITIVE = auto()
    PURPOSE = auto()
    VERBAL = auto()
    JUDGE = auto()
    AUXILIARY = auto()
    COMMA = auto()
    PUNCTUATION = auto()
    POSSESSIVE = auto()
    HYPHEN = auto()
    OPENING = auto()
    CLOSING = auto()
    QUESTION = auto()
    DEFINITE = auto()
    CONTRAST = auto()
    THING_OWNER = auto()
    PERSON_OWNER = auto()
    INTERROGATIVE = auto()
    PERCEPTION = auto()
    WITH = auto()
    EXEMPLIFIER = auto()
    QUALITY = auto()
    MANNER = auto()
    ECHO = auto()
    EQUATIVE = auto()
    STANDARD = auto()
    COLON = auto()
    LIKENESS = auto()
    WITHIN = auto()
    NOTHING = auto()
    COMPARATIVE = auto()
    POSSIBILITY = auto()
    EXPERIENCE = auto()
    EXTENT = auto()


# Masks as plain ints: an IntFlag's operators cost a microsecond each, and finders use them in their inner loops.
NAME_CASE = int(WordClass.CAPITAL | WordClass.ALL_CAPS | WordClass.INITIAL)
"""A word that is written like part of a name."""
PERSON_WORD = int(WordClass.GIVEN_NAME | WordClass.SURNAME | WordClass.HONORIFIC)
"""A word that is known from people's names."""
FUNCTION_WORD = int(
    WordClass.DETERMINER
    | WordClass.PREPOSITION
    | WordClass.COORDINATOR
    | WordClass.COPULA
    | WordClass.AUXILIARY
    | WordClass.PERSON_PRONOUN
    | WordClass.THING_PRONOUN
    | WordClass.VIEWER
    | WordClass.EXPLETIVE
    | WordClass.RELATIVIZER
)
"""A word that carries grammar and no meaning of its own."""

MAX_KNOWN_WORDS = 500_000
"""Distinct words whose bits are remembered; a stream of noise can not fill the memory."""


class WordClasses:
    """The bits of every word, looked up once for each spelling.

    Ids of strings are hashes of the text, the same in every vocabulary: one table serves all pipelines with its rules.

    Args:
        rows: pairs of a label of `WordClass` and a lower-cased word.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._by_lower: dict[int, int] = {}
        for label, word in rows:
            for form in apostrophes(word):
                key = get_string_id(form)
                self._by_lower[key] = self._by_lower.get(key, 0) | int(WordClass[label])
        self._shared: dict[int, int] = {}
        self._table = WordTable(empty=_spelling(""))

    def look_up(self, vocab: Vocab, orths: Ids) -> tuple[WordTable, Places]:
        """Give the places of words in a table that knows them all.

        Args:
            vocab: knows the words.
            orths: the ids of their spellings.
        """
        table = self._table
        places = table.places(orths)
        unknown = table.unknown(orths, places)
        if unknown:
            if len(table) + len(unknown) > MAX_KNOWN_WORDS:
                # a new one: others may be reading
                table = self._table = WordTable(empty=_spelling(""))
                unknown = table.unknown(orths, table.places(orths))
            table.add([(orth, *self._describe(vocab, orth)) for orth in unknown])
            places = table.places(orths)
        return table, places

    def bits_of(self, vocab: Vocab, orths: list[int]) -> list[int]:
        """Give the `WordClass` bits of words by the ids of their spellings."""
        table, places = self.look_up(vocab, np.array(orths, dtype=np.uint64))
        return list(table.bits_ints[places])

    def _describe(self, vocab: Vocab, orth: int) -> tuple[int, int]:
        """Give the id of a lower-cased word and the bits."""
        lexeme = vocab[orth]
        bits = self._by_lower.get(lexeme.lower, 0) | _spelling(lexeme.shape_)
        # some hundred ints serve all words, and stay in the processor's cache
        return lexeme.lower, self._shared.setdefault(bits, bits)


@dataclass(slots=True)
class TokenView:
    """The tokens of a `Doc` as sequences of the same length."""

    lowers: list[int]
    """Ids of the lower-cased words."""
    classes: list[int]
    """`WordClass` bits."""
    spaces: bytes
    """1 where white space follows."""
    bounds: list[int]
    """The first tokens of the sentences, from 0 to the length of the document: a sentence ends behind a terminal mark
    or a line break, and where the `Doc` says so."""
    lower_ids: Ids
    """`lowers`, for what is done to all of them at once."""
    bits: Ids
    """`classes`, likewise."""

    def where(self, mask: int) -> list[int]:
        """Give the tokens with one of these classes: a tenth of the cost of a look at each in Python.

        Args:
            mask: `WordClass` bits.
        """
        found: list[int] = np.flatnonzero(self.bits & np.uint64(mask)).tolist()
        return found

    def count(self, words: list[int]) -> int:
        """Count how often these words stand one behind the other.

        Args:
            words: ids of lower-cased words, one at least.
        """
        lowers, (first, *rest) = self.lowers, words
        at, found = -1, 0
        for _ in range(lowers.count(first)):
            at = lowers.index(first, at + 1)
            found += lowers[at + 1 : at + len(words)] == rest
        return found


def read_word_classes(rows: Iterable[dict[str, Any]]) -> WordClasses:
    """Read rows of `names.jsonl`, `grammar.jsonl` or both.

    Args:
        rows: the rows; equal rows give the same object, so that components can share what they read with it. Rows
            whose label is no `WordClass` are passed over.
    """
    classes = WordClass.__members__
    return _word_classes(tuple((row["label"], row["pattern"].lower()) for row in rows if row["label"] in classes))


@lru_cache(maxsize=4)
def _word_classes(rows: tuple[tuple[str, str], ...]) -> WordClasses:
    return WordClasses(rows)


def _spelling(shape: str) -> int:
    if "\n" in shape:
        return int(WordClass.LINE_BREAK)
    if shape.isspace():
        return int(WordClass.SPACE)
    if not shape or shape[0] not in "xX":
        # a title may begin with a number ("12 Angry Men"), but a number alone is no name
        return int(WordClass.OTHER)
    if shape[0] == "x":
        return int(WordClass.LOWERCASE)
    if shape in ("X", "X.", "X.X.", "X.X", "X.X.X."):
        return int(WordClass.INITIAL)
    if "x" in shape:
        return int(WordClass.CAPITAL)
    return int(WordClass.ALL_CAPS | WordClass.ACRONYM if len(shape) < 4 else WordClass.ALL_CAPS)
