"""Words and phrases that stand where an opinion term would: candidates for the lexicon."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from cinespan.finders.aspects import AspectFinder
from cinespan.finders.lexicon import Lexicon
from cinespan.finders.tokens import FUNCTION_WORD, TokenView, WordClass
from cinespan.rules import RuleSet

MAX_WORDS: Final = 4
"""The longest phrase, in tokens: "edge of your seat"."""
REACH: Final = 8
"""How many tokens an aspect term may be away."""
NEGATION_REACH: Final = 3
"""How many tokens before a candidate a negator keeps it from being counted: the rating says nothing of it then."""

# what a token is; _DOING is an aspect term that is a verb ("shot" in "beautifully shot")
_FREE, _KNOWN, _ASPECT, _DOING, _NEGATOR, _STRENGTH = range(6)
_COPULA, _DETERMINER = int(WordClass.COPULA), int(WordClass.DETERMINER)
_PREPOSITION = int(WordClass.PREPOSITION)
_SUBJECT_PRONOUN = int(WordClass.VIEWER | WordClass.PERSON_PRONOUN)
_WORDS = int(WordClass.LOWERCASE | WordClass.CAPITAL | WordClass.ALL_CAPS)
_ADVERB, _COMMA = int(WordClass.ADVERB), int(WordClass.COMMA)
_GOES_ON = FUNCTION_WORD | _ADVERB
_NO_EDGE = FUNCTION_WORD | int(WordClass.ADVERB | WordClass.HAVE | WordClass.JUDGE)


class Candidate(NamedTuple):
    """A term that is not in the rules."""

    term: str
    """Its words in lower case, separated by a space."""
    slot: str
    """The part of speech that its place gives it, and for a verb what it takes: "ADJ", "VERB object"."""
    begin: int
    stop: int
    """The tokens around it, to show."""


class CandidateFinder:
    """Finds candidates by the relations that opinion terms and aspect terms stand in.

    As in double propagation (Qiu et al. 2011, "Opinion Word Expansion and Target Extraction through Double
    Propagation", Computational Linguistics 37(1)), but from the words around instead of a parse: before an aspect term,
    behind a copula, behind an article, behind an aspect term as its verb, and between a person and an aspect term.

    Args:
        vocab: the vocabulary.
        tokenize: the tokenizer of the pipeline.
        rules: rows of `labels`, `names`, `grammar`, `aspects`, `opinions` and `modifiers`.
    """

    def __init__(self, vocab: Vocab, tokenize: Callable[[str], Doc], rules: RuleSet) -> None:
        self._aspects = AspectFinder(vocab, rules)
        kinds = {"NEGATOR": _NEGATOR, "INTENSIFIER": _STRENGTH, "HEDGE": _STRENGTH}
        known = [(row["pattern"], kinds.get(row["label"], _KNOWN)) for row in rules["modifiers"]]
        known += [(row["pattern"], _KNOWN) for row in rules["opinions"]]
        self._lexicon: Lexicon[Any] = Lexicon(tokenize, self._aspects.phrases, known)

    def find(self, doc: Doc) -> Iterator[Candidate]:
        """Find the candidates of a document.

        Args:
            doc: the document; `doc.ents` is read.

        Yields:
            Each candidate in a slot, phrases and their parts.
        """
        view = self._aspects.view(doc)
        aspect_hits, known_hits = self._lexicon.find(view.lower_ids)
        kinds, near = bytearray(len(doc)), bytearray(len(doc))
        for start, end, entries in known_hits:
            for i in range(start, end):
                kinds[i] = max(kinds[i], *entries)
        for ent in doc.ents:
            for i in range(ent.start, ent.end):
                kinds[i] = kinds[i] or _KNOWN
        for start, end, entry in self._aspects.find(doc, view, aspect_hits):
            kinds[start:end] = bytes([_DOING if entry.pos == "VERB" else _ASPECT]) * (end - start)
            first, last = max(0, start - REACH), min(len(doc), end + REACH)
            near[first:last] = b"\1" * (last - first)
        words = [token.lower_ for token in doc]
        for begin, stop in zip(view.bounds, view.bounds[1:], strict=False):
            if any(near[begin:stop]):
                yield from _of_sentence(view, words, kinds, near, begin, stop)


def _of_sentence(
    view: TokenView, words: list[str], kinds: bytearray, near: bytearray, begin: int, stop: int
) -> Iterator[Candidate]:
    classes = view.classes
    for start in range(begin, stop):
        if not near[start] or kinds[start] or _NEGATOR in kinds[max(begin, start - NEGATION_REACH) : start]:
            continue
        for end in range(start + 1, min(start + MAX_WORDS, stop) + 1):
            last = end - 1
            if kinds[last] or not classes[last] & _WORDS or len(words[last]) < 2:
                break
            if classes[last] & _NO_EDGE or (end - start == 1 and len(words[last]) < 3):
                continue
            if classes[start] & _NO_EDGE and not (classes[start] & _PREPOSITION and end - start > 1):
                break
            slot = _slot(view, words, kinds, start, end, begin, stop)
            if slot:
                term = " ".join(words[start:end])
                yield Candidate(term, slot, max(begin, start - REACH), min(stop, end + REACH))


def _slot(
    view: TokenView, words: list[str], kinds: bytearray, start: int, end: int, begin: int, stop: int
) -> str | None:
    classes = view.classes
    before = _past_adverbs(view, kinds, start - 1, begin)
    left, right = (classes[before] if before >= begin else 0), (classes[end] if end < stop else 0)
    next_kind = kinds[end] if end < stop else _FREE
    behind_aspect = before >= begin and kinds[before] in (_ASPECT, _DOING)
    if end - start == 1 and words[start].endswith("ly"):
        if next_kind == _DOING or behind_aspect:
            return "ADV"
        if before < begin and right & _COMMA:
            return "ADV"
    if next_kind == _ASPECT and not left & _SUBJECT_PRONOUN:
        return "ADJ"
    # a word that goes on would make it the part of a longer phrase
    whole = end >= stop or next_kind != _FREE or not right & _WORDS or bool(right & _GOES_ON)
    if not whole:
        return None
    if left & _COPULA:
        return "ADJ"
    if left & _DETERMINER:
        verb = _past_adverbs(view, kinds, before - 1, begin)
        of_aspect = bool(right & _PREPOSITION) and _ASPECT in kinds[end + 1 : min(end + 4, stop)]
        return "NOUN" if of_aspect or (verb >= begin and classes[verb] & _COPULA) else None
    if behind_aspect:
        return "VERB subject"
    if left & _SUBJECT_PRONOUN and right & _DETERMINER and _ASPECT in kinds[end : min(end + 4, stop)]:
        return "VERB object"
    return None


def _past_adverbs(view: TokenView, kinds: bytearray, i: int, begin: int) -> int:
    while i >= begin and (kinds[i] == _STRENGTH or view.classes[i] & _ADVERB):
        i -= 1
    return i
