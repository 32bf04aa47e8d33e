"""The ways to type one name."""

from __future__ import annotations

import re
import unicodedata

from spacy.strings import StringStore, get_string_id

_APOSTROPHES = ("’", "´", "`")
_INITIALS = re.compile(r"\b(\w)\. (?=\w\b)")


def spellings(name: str) -> list[str]:
    """Give the ways to type a name, folded as `fold` does: "&", hyphens and the stops of initials; itself first."""
    name = fold(name)
    forms = {name}
    for old, new in (("&", "and"), (" and ", " & "), ("-", " "), ("-", "")):
        forms |= {form.replace(old, new) for form in forms}
    forms |= {form.replace(".", "") for form in forms}
    forms |= {_INITIALS.sub(r"\1.", form) for form in forms}
    return [name, *sorted(form for form in forms - {name} if form.strip())]


def apostrophes(text: str) -> frozenset[str]:
    """Give the ways to type a text with straight apostrophes: "the film's", also with a curly one or an accent."""
    return frozenset((text, *(text.replace("'", mark) for mark in _APOSTROPHES))) if "'" in text else frozenset((text,))


def fold(text: str) -> str:
    """Take the accents off the letters and straighten the apostrophes: "Zoë" reads "Zoe"."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(char for char in letters if not unicodedata.combining(char))


def fold_words(strings: StringStore, words: list[int]) -> list[int]:
    """Fold words given by their ids; the ids of most stay as they are."""
    folded = {}
    for word in set(words):
        text = strings[word]
        if not text.isascii():
            folded[word] = get_string_id(fold(text))
    return [folded.get(word, word) for word in words] if folded else words
