"""A `Doc` as plain lists: what the finders read, fetched once in C instead of token by token."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import lru_cache
from typing import Any, NamedTuple

from numpy import ascontiguousarray, flatnonzero
from spacy.attrs import LOWER, ORTH, SENT_START, SPACY
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.vocab import Vocab


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

_LOWERCASE = int(WordClass.LOWERCASE)
_LINE_BREAK = int(WordClass.LINE_BREAK)
_ENDS = int(WordClass.TERMINAL | WordClass.LINE_BREAK)
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
            for form in {word, word.replace("'", "’")}:
                key = get_string_id(form)
                self._by_lower[key] = self._by_lower.get(key, 0) | int(WordClass[label])
        self._by_orth: dict[int, int] = {}

    def bits_of(self, vocab: Vocab, orths: list[int]) -> list[int]:
        """Give the `WordClass` bits of words by the ids of their spellings."""
        known = self._by_orth
        bits = list(map(known.get, orths))
        if None in bits:
            if len(known) > MAX_KNOWN_WORDS:
                known.clear()
            for orth in {orth for orth, word in zip(orths, bits, strict=True) if word is None}:
                lexeme = vocab[orth]
                known[orth] = self._by_lower.get(lexeme.lower, 0) | _spelling(lexeme.shape_)
            bits = [known[orth] for orth in orths]
        return bits  # type: ignore[return-value]  # no None is left


@dataclass(slots=True)
class TokenView:
    """The tokens of a `Doc` as lists of the same length."""

    lowers: list[int]
    """Ids of the lower-cased words."""
    classes: list[int]
    """`WordClass` bits."""
    spaces: list[int]
    """1 where white space follows."""
    bounds: list[int]
    """The first tokens of the sentences, from 0 to the length of the document: a sentence ends behind a terminal mark
    or a line break, and where the `Doc` says so."""


class _KnownView(NamedTuple):
    """The view of a `Doc` that is on its way through a pipeline: its components all read the same lists."""

    doc: weakref.ref[Doc]
    classes: WordClasses
    view: TokenView


_known_views: dict[int, _KnownView] = {}
"""The views of the latest documents, by the identity of the `Doc`."""
MAX_KNOWN_VIEWS = 128
"""Documents whose views are kept; more than a component takes at a time."""


def read_word_classes(rows: Iterable[dict[str, Any]]) -> WordClasses:
    """Read rows of `names.jsonl`, `grammar.jsonl` or both.

    Args:
        rows: the rows; equal rows give the same object, so that components can share what they read with it.
    """
    return _word_classes(tuple((row["label"], row["pattern"].lower()) for row in rows))


@lru_cache(maxsize=4)
def _word_classes(rows: tuple[tuple[str, str], ...]) -> WordClasses:
    return WordClasses(rows)


def view_tokens(doc: Doc, classes: WordClasses) -> TokenView:
    """Read a `Doc` into a `TokenView`.

    Args:
        doc: the document; sentence starts are read where they are set.
        classes: the word classes.
    """
    known = _known_views.get(id(doc))
    if known is not None and known.doc() is doc and known.classes is classes and len(known.view.lowers) == len(doc):
        return known.view
    if not len(doc):
        return TokenView([], [], [], [0, 0])
    # a column becomes a list sooner where its values lie side by side
    columns = ascontiguousarray(doc.to_array([ORTH, LOWER, SPACY, SENT_START]).T)
    orths, lowers, spaces = columns[:3].tolist()
    bits = classes.bits_of(doc.vocab, orths)
    bounds = {i for i in [n for n, word in enumerate(bits, start=1) if word & _ENDS] if not _is_wrapped(bits, i)}
    bounds.update(flatnonzero(columns[3] == 1).tolist())
    bounds.update((0, len(lowers)))
    view = TokenView(lowers, bits, spaces, sorted(bounds))
    if len(_known_views) >= MAX_KNOWN_VIEWS:
        for oldest in list(_known_views)[: MAX_KNOWN_VIEWS // 2]:
            # another thread may have been faster
            _known_views.pop(oldest, None)
    _known_views[id(doc)] = _KnownView(weakref.ref(doc), classes, view)
    return view


def _is_wrapped(bits: list[int], i: int) -> bool:
    """Tell whether the break before token `i` only wraps the line: the sentence goes on with a lower-cased word."""
    return bool(bits[i - 1] & _LINE_BREAK) and i < len(bits) and bool(bits[i] & _LOWERCASE)


def _spelling(shape: str) -> int:
    if "\n" in shape:
        return _LINE_BREAK
    if shape.isspace():
        return int(WordClass.SPACE)
    if not shape or shape[0] not in "xX":
        # a title may begin with a number ("12 Angry Men"), but a number alone is no name
        return int(WordClass.OTHER)
    if shape[0] == "x":
        return _LOWERCASE
    if shape in ("X", "X.", "X.X.", "X.X", "X.X.X."):
        return int(WordClass.INITIAL)
    if "x" in shape:
        return int(WordClass.CAPITAL)
    return int(WordClass.ALL_CAPS | WordClass.ACRONYM if len(shape) < 4 else WordClass.ALL_CAPS)
