"""A document as a row of items: terms, modifiers, and the single words between them.

The linking walks over items instead of tokens: "nothing short of exceptional" or "special effects" is one step.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from cinespan.finders.overlaps import Entry, Hit, choose_terms
from cinespan.finders.terms import AspectEntry, AspectTerm, OpinionEntry
from cinespan.finders.tokens import TokenView, WordClass

# kinds of items; plain ints, since they are compared in the inner loop
ASPECT, OPINION, MODIFIER, END, BREAK, COMMA, PREPOSITION, DETERMINER, COORDINATOR = range(9)
PERSON_PRONOUN, THING_PRONOUN, RELATIVIZER, COPULA, HAVE, JUDGE, AUXILIARY, VIEWER, WORD, NAME = range(9, 19)
POSSESSIVE, MARK, EXPLETIVE = 19, 20, 21

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
_NEIGHBOURLY = _POSSESSIVE | _HYPHEN | _OPENING | _CLOSING | _QUESTION | _LINE_BREAK


_PRONOUN = int(WordClass.PERSON_PRONOUN | WordClass.THING_PRONOUN | WordClass.VIEWER)
MAX_VERDICT = 5
"""How many tokens a verdict may have that stands alone: "And that finale? Simply stunning!"."""


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
    """The token of a closing bracket and that of its opening one."""
    brackets: list[int] = field(default_factory=list)
    """The tokens of brackets that are still open."""
    opinions: list[int] = field(default_factory=list)
    """The items that are opinion terms."""
    genre: str = ""
    """The genre that the document names most often, or nothing."""
    questions: set[int] = field(default_factory=set)
    """The tokens that are question marks."""

    def add_end(self, at: int) -> None:
        """Append the end of a sentence before token `at`."""
        self.kinds.append(END)
        self.starts.append(at)
        self.ends.append(at)
        self.entries.append(None)
        self.classes.append(0)


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
        aspects: the aspect terms.
        hits: what the lexicon of opinions and modifiers found, overlaps included.

    Returns:
        The items; nothing links across sentences, so the others are left out.
    """
    items = Items(words=view.classes)
    items.add_end(0)
    genres = [term[2].genre for term in aspects if term[2].genre]
    if genres:
        items.genre = max(genres, key=genres.count)
    bounds = view.bounds
    terms_in: dict[int, list[AspectTerm]] = {}
    for term in aspects:
        terms_in.setdefault(bisect_right(bounds, term[0]), []).append(term)
    hits_in: dict[int, list[Hit]] = {}
    judged: set[int] = set()
    verdicts: dict[int, list[Hit]] = {}
    for hit in hits:
        sentence = bisect_right(bounds, hit[0])
        opinion = type(hit[2][0]) is OpinionEntry or type(hit[2][-1]) is OpinionEntry
        if sentence in terms_in:
            hits_in.setdefault(sentence, []).append(hit)
            if opinion:
                judged.add(sentence)
        elif sentence - 1 in terms_in and _is_verdict(view, sentence, terms_in[sentence - 1][-1]):
            verdicts.setdefault(sentence - 1, []).append(hit)
    # "The acting? Terrible.": two fragments that make one sentence
    verdicts = {sentence: found for sentence, found in verdicts.items() if sentence not in judged}
    for sentence in sorted(judged | verdicts.keys()):
        verdict = verdicts.get(sentence, [])
        chosen = choose_terms(view, terms_in[sentence], [*hits_in.get(sentence, []), *verdict])
        joint = bounds[sentence] if verdict else 0
        _add_sentence(items, view, bounds[sentence - 1], bounds[sentence + bool(verdict)], chosen, joint)
    return items


def _is_verdict(view: TokenView, sentence: int, term: AspectTerm) -> bool:
    """Tell whether a sentence is a bare verdict on the aspect term that the one before it ends with."""
    begin, stop = view.bounds[sentence - 1 : sentence + 1]
    return (
        stop - begin <= MAX_VERDICT and term[1] == begin - 1 and not (term[2].entity or view.classes[begin] & _PRONOUN)
    )


def _add_sentence(
    items: Items, view: TokenView, begin: int, stop: int, terms: list[tuple[int, int, Entry]], joint: int
) -> None:
    """Append a sentence: its words as they are, the terms laid over them, and END.

    `joint` is the token at which a second fragment begins, or 0: what parts the two is a break then.
    """
    classes = view.classes[begin:stop]
    kinds = list(map(_KIND_OF_BITS.__getitem__, classes))
    _settle_marks(items, view, kinds, begin, {end for _, end, entry in terms if type(entry) is AspectEntry})
    if joint:
        kinds[joint - 1 - begin] = BREAK
        items.questions.discard(joint - 1)
    starts, ends = list(range(begin, stop)), list(range(begin + 1, stop + 1))
    entries: list[Entry | None] = [None] * len(kinds)
    # from the right, so that a term of several words does not move those that are still to come
    for start, end, entry in reversed(terms):
        n = start - begin
        if type(entry) is AspectEntry:
            kinds[n] = ASPECT
        elif type(entry) is OpinionEntry:
            kinds[n] = OPINION
        else:
            kinds[n] = _KIND_OF_MODIFIER.get(entry.label, MODIFIER)  # type: ignore[union-attr]
        entries[n] = entry
        if end - start > 1:
            ends[n] = end
            inner = slice(n + 1, n + end - start)
            del kinds[inner], starts[inner], ends[inner], entries[inner], classes[inner]
    first = len(items.kinds)
    items.opinions += [n for n, kind in enumerate(kinds, start=first) if kind == OPINION]
    items.kinds += kinds
    items.starts += starts
    items.ends += ends
    items.entries += entries
    items.classes += classes
    items.add_end(stop)


def _settle_marks(items: Items, view: TokenView, kinds: list[int], begin: int, aspect_ends: set[int]) -> None:
    """Settle the marks whose kind hangs on their neighbours."""
    classes, spaces = view.classes, view.spaces
    for n in [n for n, bits in enumerate(classes[begin : begin + len(kinds)]) if bits & _NEIGHBOURLY]:
        i = begin + n
        bits = classes[i]
        if bits & _POSSESSIVE:
            # "the film's score": behind a term it is a possessive; "it's" and "that's" hold a verb
            after_noun = i in aspect_ends or (n and kinds[n - 1] in (NAME, WORD))
            # and in "1980's" it is neither
            copula = bits & _COPULA and not (n and kinds[n - 1] == MARK)
            kinds[n] = POSSESSIVE if after_noun else (COPULA if copula else MARK)
        elif bits & _HYPHEN:
            glued = bool(i) and not spaces[i] and not spaces[i - 1]
            kinds[n] = MARK if glued else BREAK
        elif bits & _LINE_BREAK and n + 1 < len(kinds):
            kinds[n] = MARK
        elif bits & _QUESTION:
            items.questions.add(i)
        elif bits & _OPENING:
            items.brackets.append(i)
        elif bits & _CLOSING and items.brackets:
            items.opened[i] = items.brackets.pop()
