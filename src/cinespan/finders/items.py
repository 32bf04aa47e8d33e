"""A document as a row of items: terms, modifiers, and the single words between them.

The linking walks over items instead of tokens: "nothing short of exceptional" or "special effects" is one step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from cinespan.finders.overlaps import Entry

# kinds of items; plain ints, since they are compared in the inner loop
ASPECT, OPINION, MODIFIER, END, BREAK, COMMA, PREPOSITION, DETERMINER, COORDINATOR = range(9)
PERSON_PRONOUN, THING_PRONOUN, RELATIVIZER, COPULA, HAVE, JUDGE, AUXILIARY, VIEWER, WORD, NAME = range(9, 19)
POSSESSIVE, MARK, EXPLETIVE = 19, 20, 21
KIND_NAMES: Final = (
    *("ASPECT", "OPINION", "MODIFIER", "END", "BREAK", "COMMA", "PREPOSITION", "DETERMINER", "COORDINATOR"),
    *("PERSON_PRONOUN", "THING_PRONOUN", "RELATIVIZER", "COPULA", "HAVE", "JUDGE", "AUXILIARY", "VIEWER", "WORD"),
    *("NAME", "POSSESSIVE", "MARK", "EXPLETIVE"),
)
"""The names of the kinds, by kind."""


@dataclass(slots=True)
class Items:
    """Items as lists of the same length, END at both ends."""

    kinds: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    entries: list[Entry | None] = field(default_factory=list)
    """The entry of a term or a modifier."""
    classes: list[int] = field(default_factory=list)
    """`WordClass` bits; of a term, those of its first word."""
    words: list[int] = field(default_factory=list)
    """`WordClass` bits of the document's tokens."""
    opened: dict[int, int] = field(default_factory=dict)
    """The token of a closing bracket and that of its opening one, in the same sentence."""
    terms: list[int] = field(default_factory=list)
    """The items that are terms or modifiers."""
    opinions: list[int] = field(default_factory=list)
    """Those that are opinion terms."""
    turned: set[int] = field(default_factory=set)
    """Those in whose sentence something may turn what they say: a negation, a wish, an expectation or a question."""
    genre: str = ""
    """The genre that the document names most often, or nothing."""
    questions: set[int] = field(default_factory=set)
    """The tokens that are question marks."""

    def last_word(self, item: int) -> int:
        """Give the `WordClass` bits of the last word of an item: of "it" in "love it", where `classes` has "love"."""
        return self.words[self.ends[item] - 1]
