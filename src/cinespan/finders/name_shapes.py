"""The shape of a run of capitalised words: a full name, a given name, a title, or no name at all."""

from __future__ import annotations

from typing import NamedTuple

from spacy.strings import get_string_id

from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, PERSON_WORD, TokenView, WordClass

_CAPITAL, _ALL_CAPS, _INITIAL = int(WordClass.CAPITAL), int(WordClass.ALL_CAPS), int(WordClass.INITIAL)
_GIVEN, _SURNAME, _HONORIFIC = int(WordClass.GIVEN_NAME), int(WordClass.SURNAME), int(WordClass.HONORIFIC)
_COMMON, _NOT_NAME = int(WordClass.COMMON), int(WordClass.NOT_NAME)
_ACRONYM, _HYPHEN = int(WordClass.ACRONYM), int(WordClass.HYPHEN)
_ROLE = int(WordClass.ROLE)
_OF_OR_FOR, _DEFINITE = int(WordClass.GENITIVE | WordClass.PURPOSE), int(WordClass.DEFINITE)
_GIVEN_OR_SURNAME = _GIVEN | _SURNAME
_KNOWN_ELSEWHERE = _COMMON | _NOT_NAME | _ROLE | FUNCTION_WORD
MAX_SYLLABLE = 5
"""How many letters an unknown word may have that ends a name behind its hyphen: "Shin-ae"."""
_LOWERCASE = int(WordClass.LOWERCASE)
_THE = get_string_id("the")
MAX_SHOUTED_TOKENS = 6
"""More words than this, all in capitals, are a shout and no title."""


class NameRun(NamedTuple):
    """A run of tokens, end exclusive, that is written like a name."""

    start: int
    end: int
    shape: str
    """One of `labels.NAME_SHAPES`."""
    initial: bool
    """Its first word opens a sentence, so that the capital says little."""


def shape_run(view: TokenView, start: int, end: int, initial: bool) -> NameRun | None:
    """Tell the shape of a run of capitalised words; None where it is no name."""
    classes = view.classes
    while end > start and classes[end - 1] & FUNCTION_WORD and not classes[end - 1] & PERSON_WORD:
        end -= 1
    while end - start > 1 and classes[start] & _ROLE:
        # "Director Tobias Quill": the trade is no part of the name
        start, initial = start + 1, False
    if start == end:
        return None
    if end - start == 1:
        return _shape_word(view, start, initial)
    known = classes[start + 1] & _GIVEN_OR_SURNAME and not classes[start + 1] & _COMMON
    if initial and known and end - start == 2 and classes[start] & _COMMON and not classes[start] & PERSON_WORD:
        # "While Flynn": the word that opens the sentence is not the name's
        return _shape_word(view, start + 1, False)
    person = first_person_word(view, start, end)
    if initial and person == start and not classes[start] & PERSON_WORD and classes[start + 1] & _GIVEN:
        return shape_run(view, start + 1, end, False)
    if person < 0:
        return _shape_words(view, start, end, initial)
    if _is_named_after(view, start, person, end, initial):
        return NameRun(start, end, "TITLE", initial)
    if classes[person] & _HONORIFIC and not classes[person] & _GIVEN:
        return NameRun(person, end, "HONORIFIC", initial)
    if any(classes[i] & FUNCTION_WORD and not classes[i] & PERSON_WORD for i in range(person, end)):
        # "Annie Get Your Gun", "Dawn Of The Dead"
        return NameRun(start, end, "TITLE", initial)
    if end - person == 1:
        # "Watching Buffy": the word that opens the sentence is not the name's
        return _shape_word(view, person, initial and person == start)
    return NameRun(person, end, "FULL_NAME", initial)


def _is_named_after(view: TokenView, start: int, person: int, end: int, initial: bool) -> bool:
    """Tell "in THE SONG OF IDA VOSS" from a sentence in capitals: its neighbours are not."""
    classes = view.classes
    if initial:
        # "THE SONG OF IDA VOSS is"
        parted = classes[start] & _DEFINITE and end < len(classes) and classes[end] & _LOWERCASE
    else:
        parted = classes[start - 1] & _LOWERCASE
    return (
        bool(parted)
        and person - start > 1
        and end - start <= MAX_SHOUTED_TOKENS
        and bool(classes[person - 1] & _OF_OR_FOR)
        and all(classes[i] & _ALL_CAPS for i in range(start, end))
    )


def _shape_word(view: TokenView, i: int, initial: bool) -> NameRun | None:
    bits = view.classes[i]
    if bits & _INITIAL:
        return None
    if bits & _ALL_CAPS and not bits & PERSON_WORD:
        if bits & (_NOT_NAME | FUNCTION_WORD):
            return None
        return NameRun(i, i + 1, "COMMON" if bits & (_COMMON | _ACRONYM) else "CAPS", initial)
    if bits & _NOT_NAME and bits & PERSON_WORD:
        # "Oscar", "Christian": only the context tells
        return NameRun(i, i + 1, "DOUBTFUL", initial)
    if bits & _COMMON:
        return NameRun(i, i + 1, "COMMON", initial)
    if bits & _GIVEN:
        return NameRun(i, i + 1, "GIVEN_NAME", initial)
    if bits & _SURNAME:
        return NameRun(i, i + 1, "SURNAME", initial)
    if bits & (_NOT_NAME | _HONORIFIC):
        return None
    return NameRun(i, i + 1, "WORD", initial)


def _shape_words(view: TokenView, start: int, end: int, initial: bool) -> NameRun | None:
    """Tell the shape of several words of which none is known as a person's name."""
    classes = view.classes
    if any(classes[i] & _NOT_NAME for i in range(start, end)):
        # "New York City", "American Pie": only the context tells a title from a place
        return NameRun(start, end, "DOUBTFUL", initial)
    if not any(classes[i] & _CAPITAL for i in range(start, end)):
        return NameRun(start, end, "CAPS", initial) if end - start <= MAX_SHOUTED_TOKENS else None
    known = any(classes[i] & (_COMMON | FUNCTION_WORD) for i in range(start, end))
    # "Yoon Sang-ho" is somebody, whatever its words mean elsewhere
    return NameRun(start, end, "TITLE" if known and not classes[end - 1] & _LOWERCASE else "WORDS", initial)


def first_person_word(view: TokenView, start: int, end: int) -> int:
    """Find where a person's name begins in a run: at a given name, an honorific, an initial, or before a surname."""
    classes = view.classes
    for i in range(start, end):
        bits = classes[i]
        if (bits & _GIVEN and not (bits & _COMMON and i + 1 == end)) or (bits & _HONORIFIC and i + 1 < end):
            break
        if bits & _INITIAL and i + 1 < end and not classes[i + 1] & _HYPHEN:
            # "B. Harrow", but "B-Movie"
            break
    else:
        i = end
    if i < end:
        # "Parminder K. Nagra": a word that nobody knows belongs to the name
        while i > start and (
            classes[i - 1] & _HYPHEN or (classes[i - 1] & _CAPITAL and not classes[i - 1] & _KNOWN_ELSEWHERE)
        ):
            i -= 1
        return i
    if classes[end - 1] & _SURNAME and not classes[end - 2] & (_COMMON | FUNCTION_WORD | _NOT_NAME):
        i = end - 2
        while i > start and not classes[i - 1] & (_COMMON | FUNCTION_WORD | _NOT_NAME):
            i -= 1
        return i
    return -1


def is_person(view: TokenView, start: int, end: int) -> bool:
    """Tell a full name: a given name first, or a surname last behind a name or initials."""
    classes = view.classes
    if end - start < 2:
        return False
    if classes[start] & _GIVEN or (classes[start] & _INITIAL and not classes[start + 1] & _HYPHEN):
        return True
    return bool(classes[end - 1] & _SURNAME) and not classes[start] & (_COMMON | FUNCTION_WORD)


def is_byname(view: TokenView, the: int) -> bool:
    """Tell an article and one capitalised word behind a name, as in "Baloo the Bear"."""
    classes, size = view.classes, len(view.classes)
    return (
        the + 1 < size
        and view.lowers[the] == _THE
        and bool(classes[the] & _LOWERCASE)
        and classes[the + 1] & (NAME_CASE | PERSON_WORD | _NOT_NAME | FUNCTION_WORD) == _CAPITAL
        and not (the + 2 < size and classes[the + 2] & NAME_CASE)
    )


def is_name_part(bits: int, text: str) -> bool:
    """Tell what may stand behind the hyphen of a name: "Zeta-Jones", "Sang-ho", but not "Oscar-winning".

    Args:
        bits: the classes of the word.
        text: the word.
    """
    return bool(bits & NAME_CASE) or (bits == _LOWERCASE and 1 < len(text) <= MAX_SYLLABLE)
