"""Names of a catalogue in a text, and how much their spelling says for each of them."""

from __future__ import annotations

from typing import NamedTuple

from cinespan.catalogue.index import NameIndex
from cinespan.catalogue.schema import FILM_NAME, PERSON_NAME
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, PERSON_WORD, TokenView, WordClass

_FIRST = int(NAME_CASE | WordClass.OTHER)
_LOWERCASE, _ALL_CAPS = int(WordClass.LOWERCASE), int(WordClass.ALL_CAPS)
_COMMON, _NOT_NAME = int(WordClass.COMMON), int(WordClass.NOT_NAME)
_NO_CONTENT = int(
    FUNCTION_WORD
    | WordClass.PUNCTUATION
    | WordClass.HYPHEN
    | WordClass.COMMA
    | WordClass.POSSESSIVE
    | WordClass.OPENING
)
_ORDINARY = int(_NO_CONTENT | WordClass.COMMON | WordClass.NOT_NAME | WordClass.ADVERB | WordClass.VERBAL)
_NEVER_FIRST = int(
    WordClass.PUNCTUATION
    | WordClass.TERMINAL
    | WordClass.COMMA
    | WordClass.POSSESSIVE
    | WordClass.OPENING
    | WordClass.CLOSING
    | WordClass.SPACE
    | WordClass.LINE_BREAK
)
_OPENING = int(WordClass.OPENING)
MIN_LONG_TITLE = 4
"""A name of so many words may have some of them lower-cased: "Lord of the rings"."""

Refs = tuple[tuple[int, int], ...]
"""Kind and number of each film or person of a name."""


class CatalogueName(NamedTuple):
    """A run of words, end exclusive, that the catalogue has a name for."""

    start: int
    end: int
    kinds: int
    """Bits of what it may be: `schema.FILM_NAME`, `PERSON_NAME` and `CHARACTER_NAME`."""
    refs: Refs
    initial: bool
    """Its first word opens a sentence."""
    content: int
    """How many of its words carry meaning."""
    capitals: int
    """How many of these have a capital that neither a sentence nor a shout explains."""
    known: bool
    """All that carry meaning are common words, or one is no name."""
    no_name: bool
    """One is no name: a place, a month, a language."""
    alone: bool
    """No other word that is written like a name stands beside it."""

    def refs_of(self, kind: int) -> list[int]:
        """Give the numbers of the films or people of the name."""
        return [ref for ref_kind, ref in self.refs if ref_kind == kind]


def find_catalogue_names(view: TokenView, index: NameIndex, quotes: frozenset[int]) -> list[CatalogueName]:
    """Find the names of a catalogue that are written like names, overlaps included.

    A hurried writer's lower-cased names count where they can be nothing else: people of two words or more, none of them
    common, and titles in quotation marks.

    Args:
        view: the document.
        index: the names.
        quotes: the ids of quotation marks.

    Returns:
        The names in order of their first words.
    """
    words, classes = view.lowers, view.classes
    spans: list[tuple[int, int]] = []
    keys: list[int] = []
    walk = index.walk
    bounds = set(view.bounds)
    may_begin = index.may_begin
    starts = [i for i, bits in enumerate(classes) if bits & _FIRST or not bits & _ORDINARY]
    if not quotes.isdisjoint(words):
        starts += [i for i in range(1, len(words)) if words[i - 1] in quotes]
    for start in dict.fromkeys(starts):
        bits = classes[start]
        if bits & _NEVER_FIRST or not may_begin(words[start]):
            continue
        shortest = start + 1
        if bits & FUNCTION_WORD and start in bounds and not (start + 1 < len(words) and classes[start + 1] & _OPENING):
            # "It", "The", "He": the begin of a sentence, and a film each
            shortest += 1
        for end, key in walk(words, start):
            if end >= shortest:
                spans.append((start, end))
                keys.append(key)
    if not keys:
        return []
    found: list[CatalogueName] = []
    for (start, end), place in zip(spans, index.places(keys), strict=True):
        if place < 0:
            continue
        kinds, refs = index.refs(place)
        if not classes[start] & _LOWERCASE:
            name = _read(view, start, end, kinds, refs, start in bounds, quotes)
        else:
            name = _read_lowered(view, start, end, kinds, refs, quotes)
        if name is not None:
            found.append(name)
    return found


def _read(
    view: TokenView, start: int, end: int, kinds: int, refs: Refs, initial: bool, quotes: frozenset[int]
) -> CatalogueName | None:
    """Read how a name is written; None where it is not written like one."""
    classes, words = view.classes, view.lowers
    long = end - start >= MIN_LONG_TITLE and not initial
    if classes[end - 1] & _LOWERCASE and not long:
        return None
    content = capitals = 0
    common, no_name = True, False
    for i in range(start, end):
        bits = classes[i]
        if bits & _NO_CONTENT and not bits & PERSON_WORD:
            continue
        content += 1
        if bits & _LOWERCASE and not long:
            # "Get out", "In time": the capital is that of a sentence
            return None
        if bits & NAME_CASE and not (i == start and initial):
            capitals += 1
        common = common and bool(bits & _COMMON)
        no_name = no_name or bool(bits & _NOT_NAME)
    if not content:
        # "Her", "It": titles all the same
        content, capitals = 1, int(end == start + 1 and not initial and bool(classes[start] & NAME_CASE))
    if _is_shouted(view, start, end):
        capitals = 0
    # "Ember is a word" in quotation marks is no title that ends with its first word
    open_quote = start > 0 and words[start - 1] in quotes and (end == len(words) or words[end] not in quotes)
    alone = _is_alone(view, start, end) and not open_quote
    return CatalogueName(start, end, kinds, refs, initial, content, capitals, common or no_name, no_name, alone)


def _read_lowered(
    view: TokenView, start: int, end: int, kinds: int, refs: Refs, quotes: frozenset[int]
) -> CatalogueName | None:
    classes, words = view.classes, view.lowers
    size = end - start
    if size < 2 or not all(bits & _LOWERCASE for bits in classes[start:end]):
        return None
    if kinds & FILM_NAME and start and words[start - 1] in quotes and end < len(words) and words[end] in quotes:
        return CatalogueName(start, end, FILM_NAME, refs, False, size, size, False, False, True)
    if kinds & PERSON_NAME and not any(bits & _ORDINARY for bits in classes[start:end]):
        return CatalogueName(start, end, PERSON_NAME, refs, False, size, size, False, False, True)
    return None


def _is_alone(view: TokenView, start: int, end: int) -> bool:
    """Tell whether the words beside are no part of a longer name: "Festival" in "Mardi Gras Film Festival" has some."""
    classes = view.classes
    if start and classes[start - 1] & NAME_CASE and not classes[start - 1] & FUNCTION_WORD:
        return False
    return end == len(classes) or not classes[end] & NAME_CASE or bool(classes[end] & FUNCTION_WORD)


def _is_shouted(view: TokenView, start: int, end: int) -> bool:
    """Tell whether the run and a word beside it are in capitals throughout, which then say nothing."""
    classes = view.classes
    if not all(classes[i] & _ALL_CAPS for i in range(start, end) if classes[i] & NAME_CASE):
        return False
    return any(classes[i] & _ALL_CAPS for i in (start - 1, end) if 0 <= i < len(classes))
