"""Aspect terms: the words of `aspects.jsonl` and the entities that stand for an aspect."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Doc, SpanGroup
from spacy.vocab import Vocab

from cinespan.finders.lexicon import Hit
from cinespan.finders.terms import AspectEntry, AspectTerm
from cinespan.finders.tokens import TokenView, WordClass, read_word_classes
from cinespan.finders.views import view_all, view_tokens
from cinespan.rules import RuleSet

_STORY_CUE = "STORY"
_DETERMINER = int(WordClass.DETERMINER)


class AspectFinder:
    """Finds the aspect terms of a document, judged or not.

    Args:
        vocab: the vocabulary.
        rules: rows of `labels`, `names`, `grammar`, `aspects` and `modifiers`.
    """

    def __init__(self, vocab: Vocab, rules: RuleSet) -> None:
        self._classes = read_word_classes([*rules["names"], *rules["grammar"]])
        self._by_entity = {
            vocab.strings.add(row["label"]): AspectEntry.from_label(row)
            for row in rules["labels"]
            if row["kind"] == "entity" and "aspect" in row
        }
        entries = [(row["pattern"], AspectEntry.from_row(row)) for row in rules["aspects"]]
        # spans hold ids of strings, and ints are found sooner than strings are decoded
        self._by_rule = {
            (vocab.strings.add(entry.rule), vocab.strings.add(entry.category)): entry
            for entry in [*self._by_entity.values(), *(entry for _, entry in entries)]
        }
        cues = [(row["pattern"], None) for row in rules["modifiers"] if row["label"] == _STORY_CUE]
        self.phrases: list[tuple[str, AspectEntry | None]] = [*entries, *cues]
        """What a `Lexicon` has to look for; None stands for the cue of a sentence that tells the story."""

    def view(self, doc: Doc) -> TokenView:
        """Read a document into lists, with the word classes of these rules."""
        return view_tokens(doc, self._classes)

    def view_all(self, docs: Sequence[Doc]) -> list[TokenView]:
        """Read documents into lists, as `view` does each."""
        return view_all(docs, self._classes)

    def read(self, group: SpanGroup) -> list[AspectTerm]:
        """Read `doc.spans["aspects"]`; a span that somebody else set is a noun of its category."""
        by_rule = self._by_rule
        return [
            AspectTerm(span.start, span.end, by_rule.get((span.id, span.label)) or AspectEntry(span.label_, span.id_))
            for span in sorted(group, key=lambda span: (span.start, -span.end))
        ]

    def find(self, doc: Doc, view: TokenView, hits: list[Hit[AspectEntry | None]]) -> list[AspectTerm]:
        """Find the terms, in order and without overlap.

        Args:
            doc: the document; its entities take precedence over words inside them.
            view: the same document as lists.
            hits: where the finder's phrases stand, in order, of those that begin together the longest first.

        Returns:
            The terms. A word that as often names a thing of the story is left out of sentences that tell the story.
        """
        terms: list[AspectTerm] = []
        covered = bytearray(len(doc))
        for ent in doc.ents:
            start, end = ent.start, ent.end
            covered[start:end] = b"\1" * (end - start)
            entity = self._by_entity.get(ent.label)
            if entity is not None:
                terms.append(AspectTerm(start, end, entity))
        cues: list[int] = []
        free = 0
        for n, (start, end, entries) in enumerate(hits):
            if covered[start] or covered[end - 1] or _opens_a_longer_one(view, hits, n):
                continue
            for entry in entries:
                if entry is None:
                    cues.append(start)
                elif start >= free:
                    terms.append(AspectTerm(start, end, entry))
                    free = end
        if cues:
            bounds = view.bounds
            telling = {bisect_right(bounds, cue) for cue in cues}
            terms = [term for term in terms if not term.entry.story or bisect_right(bounds, term.start) not in telling]
        terms.sort(key=lambda term: term.start)
        return terms


def _opens_a_longer_one(view: TokenView, hits: list[Hit[AspectEntry | None]], n: int) -> bool:
    """Tell "the original" of "the original score": what begins behind its article goes on beyond it."""
    start, end, _ = hits[n]
    if not view.classes[start] & _DETERMINER:
        return False
    overlapping = takewhile(lambda other: other[0] < end, hits[n + 1 :])
    return any(start < other[0] and end < other[1] and other[2][0] is not None for other in overlapping)
