"""The rows of `context.jsonl`, compiled to ids.

A row of `context.jsonl` reads like the text it is for: `{"label": "COMPOSER", "left": "composed by *", "pattern":
"FULL_NAME|WORDS"}`. In `left` and `right`, `|` parts alternatives of one word, `*` stands for up to six words that are
neither names nor function words, `YEAR` for a year and `NAME` for a capitalised word. `pattern` names shapes of
`labels.NAME_SHAPES`, or PERSON for each that a person's name can have. A row with neither side is the guess for a shape
in no context. The label `O` (outside) keeps a run from being a name: "the song "Singing in the Rain"".
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from spacy.strings import StringStore

from cinespan.finders.spellings import apostrophes
from cinespan.labels import PERSON_SHAPES

# ids of words are never negative
YEAR, NAME = -1, -2
_PLACEHOLDERS = {"YEAR": YEAR, "NAME": NAME}
GAP: frozenset[int] = frozenset()
"""What `*` is compiled to: no word in particular."""
_MARKS = (",", ":", ";", "(", ")", "-", '"', "“", *apostrophes("'s"), *apostrophes("'"))

Side: TypeAlias = tuple[frozenset[int], ...]
"""The alternatives of each word, from the run outwards."""


class ContextRule(NamedTuple):
    """One row, its sides as ids from the run outwards."""

    id: str
    label: str
    shapes: frozenset[str]
    left: Side
    right: Side
    weight: int
    """How many words must be there: the rule with most evidence wins."""
    order: int
    """Its place in the file, which decides between equals."""
    weak: bool = False
    """It errs more often than others."""


def are_words(alternatives: frozenset[int]) -> bool:
    """Tell whether one of these words must be there, and no placeholder or gap."""
    return bool(alternatives) and min(alternatives) >= 0


def compiled(strings: StringStore, row: dict[str, Any], order: int) -> ContextRule:
    """Compile a row.

    Args:
        strings: the string store that the ids belong to.
        row: a row of `context.jsonl`.
        order: its place in the file.
    """
    shapes: set[str] = set()
    for name in row["pattern"].split("|"):
        shapes.update(PERSON_SHAPES if name == "PERSON" else (name,))
    left, right = _side(strings, row.get("left", "")), _side(strings, row.get("right", ""))
    marks = frozenset(strings.add(mark) for mark in _MARKS)
    weight = _weight(left, marks) + _weight(right, marks)
    return ContextRule(
        row["id"], row["label"], frozenset(shapes), left[::-1], right, weight, order, row.get("weak", False)
    )


def _side(strings: StringStore, text: str) -> Side:
    """Read one side in text order; an apostrophe may be straight or curly."""
    return tuple(
        GAP if word == "*" else frozenset(key for choice in _choices(word) for key in _ids(strings, choice))
        for word in text.split()
    )


def _choices(word: str) -> list[str]:
    return word.split("|") if word != "|" else [word]


def _ids(strings: StringStore, word: str) -> list[int]:
    if word in _PLACEHOLDERS:
        return [_PLACEHOLDERS[word]]
    return [strings.add(form) for form in apostrophes(word.lower())]


def _weight(side: Side, marks: frozenset[int]) -> int:
    """Count the words of a side; a mark or a placeholder says little, and only decides between equals."""
    return sum(1 if word == GAP or word <= marks or min(word) < 0 else 10 for word in side)
