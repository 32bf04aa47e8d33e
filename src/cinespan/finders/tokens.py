"""A `Doc` as plain lists: what the finders read, fetched once in C instead of token by token."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import lru_cache
from typing import Any

from numpy import flatnonzero
from spacy.attrs import LOWER, SENT_START, SHAPE, SPACY
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc


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


_TERMINAL = int(WordClass.TERMINAL)

LOWERCASE, CAPITAL, ALL_CAPS, INITIAL, OTHER, LINE_BREAK = range(6)
"""How a token is written: "film", "Film" or "McAdam", "FILM", "J." or "J", "7/10" or ",", and white space with a line
break, which ends a sentence as a full stop does."""

WordClasses = dict[int, int]
"""`WordClass` bits by the id of the lower-cased word. Ids are hashes of the text, the same in every vocabulary."""

# Word shapes are few ("Xxxxx", "dd/dd"), and their ids are hashes of the text: one table serves all vocabularies.
_CASE_OF_SHAPE: dict[int, int] = {}


@dataclass(slots=True)
class TokenView:
    """The tokens of a `Doc` as lists of the same length."""

    lowers: list[int]
    """Ids of the lower-cased words."""
    classes: list[int]
    """`WordClass` bits."""
    cases: list[int]
    """_TERMINAL = int(WordClass.TERMINAL)

LOWERCASE, CAPITAL, ALL_CAPS, INITIAL, OTHER or LINE_BREAK."""
    spaces: list[int]
    """1 where white space follows."""
    bounds: list[int]
    """The first tokens of the sentences, from 0 to the length of the document: a sentence ends behind a terminal mark
    or a line break, and where the `Doc` says so."""


@dataclass(slots=True)
class _LastView:
    """The view of the `Doc` that is on its way through the pipeline: its components all read the same lists."""

    doc: weakref.ref[Doc]
    classes: WordClasses
    view: TokenView


_last: _LastView | None = None


def read_word_classes(rows: Iterable[dict[str, Any]]) -> WordClasses:
    """Read rows of `names.jsonl`, `grammar.jsonl` or both into a table.

    Args:
        rows: the rows; equal rows give the same table, so that components can share what they read with it.
    """
    return _word_classes(tuple((row["label"], row["pattern"].lower()) for row in rows))


@lru_cache(maxsize=4)
def _word_classes(rows: tuple[tuple[str, str], ...]) -> WordClasses:
    bits = {label: int(WordClass[label]) for label in {label for label, _ in rows}}
    table: WordClasses = {}
    for label, word in rows:
        for form in {word, word.replace("'", "’")}:
            key = get_string_id(form)
            table[key] = table.get(key, 0) | bits[label]
    return table


def view_tokens(doc: Doc, classes: WordClasses) -> TokenView:
    """Read a `Doc` into a `TokenView`.

    Args:
        doc: the document; sentence starts are read where they are set.
        classes: the word classes.
    """
    global _last
    last = _last
    if last is not None and last.doc() is doc and last.classes is classes and len(last.view.lowers) == len(doc):
        return last.view
    if not len(doc):
        return TokenView([], [], [], [], [0, 0])
    columns = doc.to_array([LOWER, SHAPE, SPACY, SENT_START]).T
    lowers, shapes, spaces = columns[:3].tolist()
    case_of = _CASE_OF_SHAPE
    for shape in set(shapes).difference(case_of):
        case_of[shape] = _case(doc.vocab.strings, shape)
    cases = [case_of[shape] for shape in shapes]
    # map() with the method of the dict runs in C
    bits = [word or 0 for word in map(classes.get, lowers)]
    if LINE_BREAK in cases:
        bits = [word | _TERMINAL if case == LINE_BREAK else word for word, case in zip(bits, cases, strict=True)]
    bounds = {i for i, word in enumerate(bits, start=1) if word & _TERMINAL}
    bounds.update(flatnonzero(columns[3] == 1).tolist())
    bounds.update((0, len(lowers)))
    view = TokenView(lowers, bits, cases, spaces, sorted(bounds))
    _last = _LastView(weakref.ref(doc), classes, view)
    return view


def _case(strings: StringStore, shape_id: int) -> int:
    shape = strings[shape_id]
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
