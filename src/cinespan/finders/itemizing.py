"""Items out of a document: the terms of the sentences that judge, laid over their words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
    EXPLETIVE,
    HAVE,
    JUDGE,
    MARK,
    MODIFIER,
    NAME,
    OPINION,
    PERSON_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    RELATIVIZER,
    THING_PRONOUN,
    VIEWER,
    WORD,
    Items,
)
from cinespan.finders.judged_sentences import JudgedSentence, judged_sentences
from cinespan.finders.overlaps import Entry, Hit, Term, choose_terms
from cinespan.finders.terms import NEXT, AspectEntry, AspectTerm, OpinionEntry
from cinespan.finders.tokens import TokenView, WordClass

# "best known" and "to be honest" are plain words: their adjectives judge nothing
_KIND_OF_MODIFIER = {"BREAK": BREAK, "PLAIN": WORD}
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
    (int(WordClass.LINE_BREAK), END),
    (int(WordClass.ADVERB), MODIFIER),
    (int(WordClass.CAPITAL | WordClass.ALL_CAPS | WordClass.INITIAL), NAME),
    (int(WordClass.LOWERCASE), WORD),
)
_POSSESSIVE, _HYPHEN = int(WordClass.POSSESSIVE), int(WordClass.HYPHEN)
_OPENING, _CLOSING = int(WordClass.OPENING), int(WordClass.CLOSING)
_QUESTION, _LINE_BREAK, _COPULA = int(WordClass.QUESTION), int(WordClass.LINE_BREAK), int(WordClass.COPULA)
_NOTHING = int(WordClass.NOTHING)
_TERMINAL = int(WordClass.TERMINAL)
_SETTLED = _TERMINAL | _POSSESSIVE | _HYPHEN | _OPENING | _CLOSING | _QUESTION | _LINE_BREAK | _NOTHING
# modifiers that may turn a judgement, or make it none
_TURNS = frozenset(("NEGATOR", "IRREALIS", "EXCESS", "EXPECTATION"))


class _KindTable(dict[int, int]):
    """The kind of a word by its `WordClass` bits, worked out once for each combination."""

    def __missing__(self, bits: int) -> int:
        kind = self[bits] = next((kind for mask, kind in _KINDS if bits & mask), MARK)
        return kind


_KIND_OF_BITS = _KindTable()


def itemize(view: TokenView, aspects: list[AspectTerm], hits: list[Hit]) -> Items:
    """Make the items of a document's sentences that hold both an aspect and an opinion term.

    Args:
        view: the document.
        aspects: the aspect terms, in order.
        hits: what the lexicon of opinions and modifiers found: overlaps included, in order, of those that begin
            together the longest first.

    Returns:
        The items; nothing links across sentences, so the others are left out.
    """
    items = Items(words=view.classes)
    # before the first sentence stands an end too
    items.starts.append(0)
    genres = [term[2].genre for term in aspects if term[2].genre]
    if genres:
        items.genre = max(genres, key=genres.count)
    row = _Row(view)
    for sentence in judged_sentences(view, aspects, hits):
        row.add(items, sentence)
    row.describe(items)
    return items


class _Row:
    """Puts the items of a document together: first where they start, then, for all of them at once, what they are.

    Args:
        view: the document.
    """

    def __init__(self, view: TokenView) -> None:
        self._view = view
        self._marks = view.where(_SETTLED)
        self._terms: list[tuple[int, int, int, Entry]] = []
        """The item, the end token, the kind and the entry of each term."""
        self._ends: list[int] = [0]
        """The items that end a sentence."""
        self._settled: dict[int, int] = {}
        """The kinds of tokens that hang on their neighbours."""

    def add(self, items: Items, sentence: JudgedSentence) -> None:
        """Append the starts of a sentence's items: its words as they are, the terms laid over them, and END."""
        begin, stop, aspects, hits, joint = sentence
        terms = choose_terms(self._view, aspects, hits)
        turned = self._settle_marks(items, begin, stop, terms)
        if joint:
            # what parts two fragments is a break
            self._settled[joint - 1] = BREAK
            items.questions.discard(joint - 1)
        starts, opinions = items.starts, items.opinions
        first_opinion = len(opinions)
        at = begin
        for start, end, entry in terms:
            starts += range(at, start)
            if type(entry) is AspectEntry:
                kind = ASPECT
            elif type(entry) is OpinionEntry:
                kind = OPINION
                opinions.append(len(starts))
                turned = turned or entry.takes == NEXT
            else:
                label = entry.label  # type: ignore[union-attr]
                kind = _KIND_OF_MODIFIER.get(label, MODIFIER)
                turned = turned or label in _TURNS
            self._terms.append((len(starts), end, kind, entry))
            starts.append(start)
            at = end
        starts += range(at, stop)
        self._ends.append(len(starts))
        starts.append(stop)
        if turned:
            items.turned.update(opinions[first_opinion:])

    def describe(self, items: Items) -> None:
        """Tell what the items are that start where `add` said."""
        starts = items.starts
        # an END may start behind the last token
        bits = [*self._view.classes, 0]
        items.classes = classes = [bits[start] for start in starts]
        items.kinds = kinds = list(map(_KIND_OF_BITS.__getitem__, classes))
        items.ends = ends = [start + 1 for start in starts]
        entries: list[Entry | None] = [None] * len(starts)
        items.entries = entries
        for n in self._ends:
            kinds[n], classes[n], ends[n] = END, 0, starts[n]
        for token, kind in self._settled.items():
            # the last of those that start here: an END may stand before it
            n = bisect_right(starts, token) - 1
            if starts[n] == token:
                kinds[n] = kind
        items.terms = [term[0] for term in self._terms]
        for n, end, kind, entry in self._terms:
            kinds[n], ends[n], entries[n] = kind, end, entry

    def _settle_marks(self, items: Items, begin: int, stop: int, terms: list[Term]) -> bool:
        """Settle the marks whose kind hangs on their neighbours; tells whether one, or "nothing", turns judgements."""
        classes, spaces = self._view.classes, self._view.spaces
        turned = False
        # a bracket that stays open in its sentence closes in none: items left of an END are not reached
        brackets: list[int] = []
        first = bisect_left(self._marks, begin)
        for i in self._marks[first : bisect_left(self._marks, stop, first)]:
            bits = classes[i]
            if bits & _POSSESSIVE:
                before = END if i == begin else self._settled.get(i - 1, _KIND_OF_BITS[classes[i - 1]])
                # "the film's score": behind a term it is a possessive; "it's" and "that's" hold a verb
                if not bits & _COPULA and i and spaces[i - 1]:
                    # "their 'odd' songs": it opens a quotation
                    self._settled[i] = MARK
                elif before in (NAME, WORD) or any(end == i and type(entry) is AspectEntry for _, end, entry in terms):
                    self._settled[i] = POSSESSIVE
                else:
                    # and in "1980's" it is neither
                    self._settled[i] = COPULA if bits & _COPULA and before != MARK else MARK
            elif bits & _HYPHEN:
                glued = begin < i < stop - 1 and not spaces[i] and not spaces[i - 1]
                self._settled[i] = MARK if glued else BREAK
                if glued:
                    # "a confusing tie-in plot": the parts of a compound are no words of grammar
                    self._settled[i - 1] = self._settled[i + 1] = WORD
            elif bits & _LINE_BREAK and i + 1 < stop:
                self._settled[i] = MARK
            elif bits & _TERMINAL and i + 1 < stop:
                # "it drags ... and drags"
                self._settled[i] = BREAK
            elif bits & _QUESTION:
                items.questions.add(i)
                turned = True
            elif bits & _NOTHING:
                turned = True
            elif bits & _OPENING:
                brackets.append(i)
            elif bits & _CLOSING and brackets:
                items.opened[i] = brackets.pop()
        return turned
