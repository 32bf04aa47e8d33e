"""A `Doc` as plain lists: what the finders read, fetched once in C instead of token by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag, auto
from typing import Any

from spacy.attrs import LOWER, SENT_START, SHAPE, SPACY
from spacy.tokens import Doc
from spacy.vocab import Vocab


class WordClass(IntFlag):
    """The closed classes of `names.jsonl` and `grammar.jsonl` that a single word can belong to."""

    GIVEN_NAME = auto()
    SURNAME = auto()
    HONORIFIC = auto()
    PARTICLE = auto()
    COMMON = auto()
    NOT_NAME = auto()
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
    AGENT = auto()
    VERBAL = auto()
    JUDGE = auto()
    AUXILIARY = auto()
    COMMA = auto()
    PUNCTUATION = auto()
    TERMINAL = auto()


LOWERCASE, CAPITAL, ALL_CAPS, INITIAL, OTHER, LINE_BREAK = range(6)
"""How a token is written: "film", "Film" or "McAdam", "FILM", "J." or "J", "7/10" or ",", and white space with a line
break, which ends a sentence as a full stop does."""


class WordClasses:
    """The word classes by the id of the lower-cased word.

    Args:
        vocab: the vocabulary whose string ids are the keys.
        rows: the rows of `names.jsonl`, `grammar.jsonl` or both.
    """

    def __init__(self, vocab: Vocab, rows: Iterable[dict[str, Any]]) -> None:
        self._strings = vocab.strings
        table: dict[int, int] = {}
        for row in rows:
            flag = int(WordClass[row["label"]])
            for word in {row["pattern"].lower(), row["pattern"].lower().replace("'", "’")}:
                key = vocab.strings.add(word)
                table[key] = table.get(key, 0) | flag
        self.table = table
        # word shapes are few ("Xxxxx", "dd/dd"), so each is judged once
        self._cases: dict[int, int] = {}

    def case_of(self, shape: int) -> int:
        """Tell how a token of this shape is written: LOWERCASE, CAPITAL, ALL_CAPS, INITIAL, OTHER or LINE_BREAK."""
        case = self._cases.get(shape)
        if case is None:
            case = self._cases[shape] = _case(self._strings[shape])
        return case


@dataclass(slots=True)
class TokenView:
    """The tokens of a `Doc` as lists of the same length."""

    lowers: list[int]
    """Ids of the lower-cased words."""
    classes: list[int]
    """`WordClass` bits."""
    cases: list[int]
    """LOWERCASE, CAPITAL, ALL_CAPS, INITIAL, OTHER or LINE_BREAK."""
    spaces: list[int]
    """1 where white space follows."""
    starts: list[int]
    """1 where a sentence starts, as far as the `Doc` says."""


def view_tokens(doc: Doc, classes: WordClasses) -> TokenView:
    """Read a `Doc` into a `TokenView`.

    Args:
        doc: the document; sentence starts are read where they are set.
        classes: the word classes, on the same vocabulary.
    """
    if not len(doc):
        return TokenView([], [], [], [], [])
    lowers, shapes, spaces, starts = (column.tolist() for column in doc.to_array([LOWER, SHAPE, SPACY, SENT_START]).T)
    get = classes.table.get
    case_of = classes.case_of
    return TokenView(
        lowers,
        [get(word, 0) for word in lowers],
        [case_of(shape) for shape in shapes],
        spaces,
        starts,
    )


def _case(shape: str) -> int:
    if "\n" in shape:
        return LINE_BREAK
    if not shape or shape[0] not in "xX":
        # a title may begin with a number ("12 Angry Men"), but a number alone is no name
        return OTHER
    if shape[0] == "x":
        return LOWERCASE
    if shape in ("X", "X.", "X.X.", "X.X", "X.X.X."):
        return INITIAL
    if "x" in shape:
        return CAPITAL
    return ALL_CAPS
