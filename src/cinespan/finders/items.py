"""A document as a row of items: terms, modifiers, and the single words between them.

The linking walks over items instead of tokens: "nothing short of exceptional" or "special effects" is one step.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.strings import StringStore

from cinespan.finders.overlaps import Entry, Hit, choose_terms
from cinespan.finders.terms import AspectEntry, AspectTerm, OpinionEntry
from cinespan.finders.tokens import LOWERCASE, OTHER, TokenView, WordClass

# kinds of items; plain ints, since they are compared in the inner loop
ASPECT, OPINION, MODIFIER, END, BREAK, COMMA, PREPOSITION, DETERMINER, COORDINATOR = range(9)
PERSON_PRONOUN, THING_PRONOUN, RELATIVIZER, COPULA, HAVE, JUDGE, AUXILIARY, VIEWER, WORD, NAME = range(9, 19)
POSSESSIVE, MARK, EXPLETIVE = 19, 20, 21

_OPENS_CLAUSE = "BREAK"
# the first class that a word has decides: "that" is a relative pronoun before it is a determiner
_KINDS = (
    (int(WordClass.TERMINAL), END),
    (int(WordClass.COMMA), COMMA),
    (int(WordClass.RELATIVIZER), RELATIVIZER),
    (int(WordClass.COPULA), COPULA),
    (int(WordClass.HAVE), HAVE),
    (int(WordClass.JUDGE), JUDGE),
    (int(WordClass.DETERMINER), DETERMINER),
    (int(WordClass.COORDINATOR), COORDINATOR),
    (int(WordClass.AUXILIARY), AUXILIARY),
    (int(WordClass.PREPOSITION), PREPOSITION),
    (int(WordClass.PERSON_PRONOUN), PERSON_PRONOUN),
    (int(WordClass.THING_PRONOUN), THING_PRONOUN),
    (int(WordClass.VIEWER), VIEWER),
    (int(WordClass.EXPLETIVE), EXPLETIVE),
    (int(WordClass.PUNCTUATION), BREAK),
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Ids of the marks that are read letter by letter, on one vocabulary."""

    possessives: frozenset[int]
    hyphens: frozenset[int]
    opening: frozenset[int]
    closing: frozenset[int]
    question: int

    @classmethod
    def on(cls, strings: StringStore) -> Marks:
        """Look the marks up in a string store, adding what it does not hold."""

        def ids(*marks: str) -> frozenset[int]:
            return frozenset(strings.add(mark) for mark in marks)

        return cls(ids("'s", "’s", "'", "’"), ids("-", "–", "/"), ids("(", "["), ids(")", "]"), strings.add("?"))


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
    opened: dict[int, int] = field(default_factory=dict)
    """The item of a closing bracket and that of its opening one."""
    questions: list[int] = field(default_factory=list)
    """The items that are question marks."""

    def add(self, kind: int, start: int, end: int, entry: Entry | None, bits: int) -> None:
        """Append one item."""
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.entries.append(entry)
        self.classes.append(bits)


class Itemizer:
    """Lays terms and modifiers over the tokens of documents.

    Args:
        strings: the string store that the views' ids belong to.
    """

    def __init__(self, strings: StringStore) -> None:
        self._marks = Marks.on(strings)
        # which kind a combination of classes means; there are few combinations
        self._kind_of: dict[int, int] = {}

    def itemize(self, view: TokenView, aspects: list[AspectTerm], hits: list[Hit]) -> Items:
        """Make the items of a document's sentences that hold both an aspect and an opinion term.

        Args:
            view: the document.
            aspects: the aspect terms.
            hits: what the lexicon of opinions and modifiers found, overlaps included.

        Returns:
            The items; nothing links across sentences, so the others are left out.
        """
        items = Items()
        items.add(END, 0, 0, None, 0)
        bounds = view.bounds
        chosen = choose_terms(view, aspects, hits)
        first, size = 0, len(chosen)
        while first < size:
            sentence = bisect_right(bounds, chosen[first][0])
            stop = bounds[sentence]
            last = first
            types = set()
            while last < size and chosen[last][0] < stop:
                types.add(type(chosen[last][2]))
                last += 1
            if AspectEntry in types and OpinionEntry in types:
                self._add_sentence(items, view, bounds[sentence - 1], stop, chosen[first:last])
            first = last
        return items

    def _add_sentence(
        self, items: Items, view: TokenView, at: int, stop: int, terms: list[tuple[int, int, Entry]]
    ) -> None:
        classes = view.classes
        for start, end, entry in terms:
            if at < start:
                self._add_words(items, view, at, start)
            if type(entry) is AspectEntry:
                kind = ASPECT
            elif type(entry) is OpinionEntry:
                kind = OPINION
            else:
                kind = BREAK if entry.label == _OPENS_CLAUSE else MODIFIER  # type: ignore[union-attr]
            items.add(kind, start, end, entry, classes[start])
            at = end
        if at < stop:
            self._add_words(items, view, at, stop)
        items.add(END, stop, stop, None, 0)

    def _add_words(self, items: Items, view: TokenView, at: int, stop: int) -> None:
        """Append the single words of a stretch without terms."""
        lowers, classes, cases, marks = view.lowers, view.classes, view.cases, self._marks
        kind_of = self._kind_of
        kinds = items.kinds
        for i in range(at, stop):
            bits = classes[i]
            kind = kind_of.get(bits)
            if kind is None:
                kind = kind_of[bits] = next((kind for mask, kind in _KINDS if bits & mask), WORD)
            if kind == WORD:
                case = cases[i]
                if case == OTHER:
                    kind = POSSESSIVE if lowers[i] in marks.possessives else MARK
                elif case != LOWERCASE:
                    kind = NAME
            elif kind == COPULA:
                # "the film's score": behind a term it is a possessive; "it's" and "that's" hold a verb
                if lowers[i] in marks.possessives and kinds[-1] in (ASPECT, NAME):
                    kind = POSSESSIVE
            elif kind == BREAK:
                if lowers[i] in marks.hyphens and not view.spaces[i] and i and not view.spaces[i - 1]:
                    kind = MARK
                elif lowers[i] in marks.closing:
                    self._close_bracket(items)
                elif lowers[i] in marks.opening:
                    items.opened[-1] = len(kinds)
            elif kind == END and lowers[i] == marks.question:
                items.questions.append(len(kinds))
            kinds.append(kind)
            items.classes.append(bits)
        count = stop - at
        items.starts.extend(range(at, stop))
        items.ends.extend(range(at + 1, stop + 1))
        items.entries.extend([None] * count)

    @staticmethod
    def _close_bracket(items: Items) -> None:
        opening = items.opened.pop(-1, None)
        if opening is not None:
            items.opened[len(items.kinds)] = opening
