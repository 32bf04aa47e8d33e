"""A document as a row of items: terms, modifiers, and the single words between them.

The linking walks over items instead of tokens: "nothing short of exceptional" or "special effects" is one step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from spacy.strings import StringStore

from cinespan.finders.terms import AspectEntry, AspectTerm, ModifierEntry, OpinionEntry
from cinespan.finders.tokens import ALL_CAPS, CAPITAL, LINE_BREAK, OTHER, TokenView, WordClass

# kinds of items; plain ints, since they are compared in the inner loop
ASPECT, OPINION, MODIFIER, END, BREAK, COMMA, PREPOSITION, DETERMINER, COORDINATOR = range(9)
PERSON_PRONOUN, THING_PRONOUN, RELATIVIZER, COPULA, HAVE, JUDGE, AUXILIARY, VIEWER, WORD, NAME = range(9, 19)
POSSESSIVE, MARK, EXPLETIVE = 19, 20, 21

_VERB = int(WordClass.VERBAL)
_DETERMINER = int(WordClass.DETERMINER)
_PUNCTUATION = int(WordClass.PUNCTUATION)
_PRONOUN = int(WordClass.PERSON_PRONOUN | WordClass.THING_PRONOUN | WordClass.VIEWER)
_MODIFIER_OPENS_CLAUSE = "BREAK"
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

Entry: TypeAlias = AspectEntry | OpinionEntry | ModifierEntry
Hit: TypeAlias = tuple[int, int, tuple[OpinionEntry | ModifierEntry, ...]]


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
        """Make the items of a document.

        Args:
            view: the document.
            aspects: the aspect terms.
            hits: what the lexicon of opinions and modifiers found, overlaps included.

        Returns:
            The items. Where terms overlap, an entity wins, then the leftmost, then the longest. A word that is both
            an opinion and a modifier ("pretty", "lacks") is the modifier when an opinion follows at once.
        """
        items = Items()
        items.add(END, 0, 0, None, 0)
        at, classes = 0, view.classes
        for start, end, kind, entry in _chosen(view, aspects, hits):
            if at < start:
                self._add_words(items, view, at, start)
            items.add(kind, start, end, entry, classes[start])
            at = end
        self._add_words(items, view, at, len(view.lowers))
        items.add(END, len(view.lowers), len(view.lowers), None, 0)
        return items

    def _add_words(self, items: Items, view: TokenView, at: int, stop: int) -> None:
        """Append the single words of a stretch without terms."""
        lowers, classes, cases, marks = view.lowers, view.classes, view.cases, self._marks
        for i in range(at, stop):
            bits = classes[i]
            kind = self._kind_of.get(bits)
            if kind is None:
                kind = next((kind for mask, kind in _KINDS if bits & mask), WORD)
                self._kind_of[bits] = kind
            if kind == WORD:
                case = cases[i]
                if case in (CAPITAL, ALL_CAPS):
                    kind = NAME
                elif case == LINE_BREAK:
                    kind = END
                elif case == OTHER:
                    kind = POSSESSIVE if lowers[i] in marks.possessives else MARK
            elif kind == COPULA:
                # "the film's score": behind a term it is a possessive; "it's" and "that's" hold a verb
                if lowers[i] in marks.possessives and items.kinds[-1] in (ASPECT, NAME):
                    kind = POSSESSIVE
            elif kind == BREAK:
                if lowers[i] in marks.hyphens and not view.spaces[i] and i and not view.spaces[i - 1]:
                    kind = MARK
                elif lowers[i] in marks.closing:
                    self._close_bracket(items)
            elif lowers[i] == marks.question:
                items.questions.append(len(items.kinds))
            items.add(kind, i, i + 1, None, bits)
            if lowers[i] in marks.opening:
                items.opened[-1] = len(items.kinds) - 1

    @staticmethod
    def _close_bracket(items: Items) -> None:
        opening = items.opened.pop(-1, None)
        if opening is not None:
            items.opened[len(items.kinds)] = opening


def _chosen(view: TokenView, aspects: list[AspectTerm], hits: list[Hit]) -> list[tuple[int, int, int, Entry]]:
    """Choose among overlapping terms."""
    blocked = bytearray(len(view.lowers))
    for term in aspects:
        if term.entry.entity:
            blocked[term.start : term.end] = b"\1" * (term.end - term.start)
    # (start, -end, rank, kind, entry): tuples of ints sort in C
    candidates = [(t.start, -t.end, 1, n) for n, t in enumerate(aspects)]
    spans = {(term.start, term.end): term for term in aspects}
    opinions: set[int] = set()
    for n, (start, end, entries) in enumerate(hits):
        if blocked[start] or blocked[end - 1]:
            continue
        candidates.append((start, -end, 0, n))
        if any(isinstance(entry, OpinionEntry) for entry in entries):
            opinions.add(start)
    candidates.sort()
    chosen: list[tuple[int, int, int, Entry]] = []
    free = 0
    for start, minus_end, rank, n in candidates:
        if start < free:
            continue
        end = -minus_end
        if rank:
            after_noun = bool(chosen) and chosen[-1][1] == start and chosen[-1][2] == ASPECT
            if end == start + 1 and (
                _is_verb_here(view, start, aspects[n].entry, after_noun) or _is_glued(view, end)
            ):
                continue
            chosen.append((start, end, ASPECT, aspects[n].entry))
        else:
            entry = _entry_in_place(hits[n][2], end in opinions or end + 1 in opinions)
            twin = spans.get((start, end))
            if twin is not None and chosen and chosen[-1][1] == start and chosen[-1][2] == OPINION:
                # "talent" praises alone, and is what "unique talent" praises
                chosen.append((start, end, ASPECT, twin.entry))
                free = end
                continue
            if isinstance(entry, OpinionEntry):
                kind = OPINION
            else:
                kind = BREAK if entry.label == _MODIFIER_OPENS_CLAUSE else MODIFIER
            chosen.append((start, end, kind, entry))
        free = end
    return chosen


def _is_verb_here(view: TokenView, i: int, entry: AspectEntry, after_noun: bool) -> bool:
    """Tell whether a word such as "feels", "shows" or "takes" is no noun here: a noun or a pronoun precedes, or an article follows."""
    if entry.pos != "NOUN" or not i or not view.classes[i] & _VERB:
        return False
    before, after = view.classes[i - 1], view.classes[i + 1] if i + 1 < len(view.classes) else 0
    return after_noun or bool(after & _DETERMINER) or bool(before & _PRONOUN and not before & _DETERMINER)


def _is_glued(view: TokenView, end: int) -> bool:
    """Tell whether a hyphen without spaces follows: "star" in "star-crossed" is no term."""
    if end + 1 >= len(view.lowers) or not view.classes[end] & _PUNCTUATION:
        return False
    return not view.spaces[end - 1] and not view.spaces[end]


def _entry_in_place(
    entries: tuple[OpinionEntry | ModifierEntry, ...], before_opinion: bool
) -> OpinionEntry | ModifierEntry:
    """Pick the reading of a phrase that is an opinion and a modifier."""
    if len(entries) == 1:
        return entries[0]
    modifiers = [entry for entry in entries if isinstance(entry, ModifierEntry)]
    if modifiers and (before_opinion or len(modifiers) == len(entries)):
        return modifiers[0]
    return next((entry for entry in entries if isinstance(entry, OpinionEntry)), entries[0])
