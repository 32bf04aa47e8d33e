"""Phrases of any number, found in one pass over the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from cinespan.finders.id_table import Ids, IdTable, Places
from cinespan.finders.spellings import apostrophes

Entry = TypeVar("Entry")
Hit: TypeAlias = tuple[int, int, tuple[Entry, ...]]
"""First token, end token (exclusive) and entries of a phrase."""

_NEXT = 0x9E3779B97F4A7C15
"""An odd number: it keeps the order of words in the key of several."""
_ALL_BITS = (1 << 64) - 1
_NO_WORD = np.array([_ALL_BITS], dtype=np.uint64)
"""Stands between two documents, so that no phrase reaches from one into the other."""


class Lexicon(Generic[Entry]):
    """Phrase lists, layer by layer; every phrase leads to the entries that have it.

    Each beginning of a phrase has a key, that of its first word being the word's id: a hash of the text, the same in
    every vocabulary, so that no `Doc` and no lexeme is made for a phrase. That is thirty times as fast to build as a
    `PhraseMatcher` with the same rows. All documents of a batch are searched at once, for phrases of one word, then for
    those of two that begin with one of those words, and so on: in Python, a walk from word to word through a trie takes
    five times as long.

    Args:
        tokenize: the tokenizer of the pipeline, so that a phrase is cut as the text is.
        layers: a list for each layer, of pairs of a phrase and its entry; an apostrophe in a phrase is straight, and
            matches every kind. All layers are found in the same pass over a text.
        exact: compare the words as they are written, upper case, lower case and apostrophes, instead of in lower case.
    """

    def __init__(
        self, tokenize: Callable[[str], Doc], *layers: Iterable[tuple[str, Entry]], exact: bool = False
    ) -> None:
        beginnings: dict[int, bool] = {}
        entries: list[dict[int, tuple[Entry, ...]]] = []
        cut = _PhraseCutter(tokenize, exact)
        for phrases in layers:
            by_key: dict[int, tuple[Entry, ...]] = {}
            for phrase, entry in phrases:
                for form in (phrase,) if exact else apostrophes(phrase):
                    *before, key = _keys(cut(form))
                    beginnings.update(dict.fromkeys(before, True))
                    beginnings.setdefault(key, False)
                    by_key[key] = (*by_key.get(key, ()), entry)
            entries.append(by_key)
        self._table = IdTable()
        self._table.add(list(beginnings))
        self._goes_on = np.array([False, *beginnings.values()])
        """By place: a longer phrase begins so."""
        self._entries: list[NDArray[np.object_]] = []
        """By layer and place: the entries of a phrase, or None."""
        for by_key in entries:
            column = np.full(len(self._table), None, dtype=object)
            for place, key in enumerate(beginnings, start=1):
                column[place] = by_key.get(key)
            self._entries.append(column)
        self._ends = [np.array([entry is not None for entry in column]) for column in self._entries]

    def find(self, words: Ids) -> list[list[Hit[Entry]]]:
        """Find all phrases of a document; see `find_all`.

        Args:
            words: the ids of its words in lower case, or as they are written where the lexicon is exact.

        Returns:
            A list for each layer, in the order of the first tokens, of those that begin together the longest first.
        """
        return self.find_all([words])[0]

    def find_all(self, docs: Sequence[Ids]) -> list[list[list[Hit[Entry]]]]:
        """Find all phrases of documents, overlaps included: in many at once for a third of the cost.

        Args:
            docs: the documents, each as the ids of its words.

        Returns:
            For each document what `find` gives.
        """
        words = np.concatenate([part for doc in docs for part in (doc, _NO_WORD)])
        edges = np.cumsum([0, *(len(doc) + 1 for doc in docs)])
        starts, lengths, places = self._search(words)
        firsts = starts - edges[np.searchsorted(edges, starts, side="right") - 1]
        found: list[list[list[Hit[Entry]]]] = [[] for _ in docs]
        for ends_here, entries in zip(self._ends, self._entries, strict=True):
            here = ends_here[places]
            begins = firsts[here]
            hits = list(
                zip(begins.tolist(), (begins + lengths[here]).tolist(), entries[places[here]].tolist(), strict=True)
            )
            cuts = np.searchsorted(starts[here], edges).tolist()
            for n, of_doc in enumerate(found):
                of_doc.append(hits[cuts[n] : cuts[n + 1]])
        return found

    def _search(self, words: Ids) -> tuple[NDArray[np.intp], NDArray[np.intp], Places]:
        """Give the first words, the lengths and the places of all that is a phrase or begins one."""
        starts, keys = np.arange(len(words)), words
        length = 0
        steps: list[tuple[NDArray[np.intp], NDArray[np.intp], Places]] = []
        while True:
            places = self._table.places(keys)
            length += 1
            known = np.flatnonzero(places)
            starts, places = starts[known], places[known]
            steps.append((starts, np.full(len(starts), length), places))
            longer = self._goes_on[places]
            if not longer.any():
                break
            starts = starts[longer]
            keys = keys[known][longer] * np.uint64(_NEXT) + words[starts + length]
        starts, lengths, places = map(np.concatenate, zip(*reversed(steps), strict=True))
        order = np.argsort(starts, kind="stable")
        return starts[order], lengths[order], places[order]


def _keys(words: Iterable[int]) -> list[int]:
    """Give the keys of the beginnings of a phrase, the whole phrase's last."""
    return list(accumulate(words, lambda key, word: (key * _NEXT + word) & _ALL_BITS))


class _PhraseCutter:
    """Cuts phrases into ids of words as the tokenizer does, and calls it only where a word may not stay whole."""

    def __init__(self, tokenize: Callable[[str], Doc], exact: bool) -> None:
        self._tokenize = tokenize
        self._exact = exact
        self._ids: dict[str, int | None] = {}

    def __call__(self, phrase: str) -> list[int]:
        known = self._ids
        ids: list[int] = []
        for word in phrase.split(" "):
            if word not in known:
                form = word if self._exact else word.lower()
                known[word] = get_string_id(form) if self._stays_whole(word) else None
            key = known[word]
            if key is None:
                return [token.orth if self._exact else token.lower for token in self._tokenize(phrase)]
            ids.append(key)
        return ids

    def _stays_whole(self, word: str) -> bool:
        """Tell whether no rule of the stock tokenizer touches a word; of other tokenizers nothing is known."""
        tokenizer: Any = self._tokenize
        if type(tokenizer) is not Tokenizer or not word.isalpha() or word in tokenizer.rules:
            return False
        return not (
            tokenizer.prefix_search(word) or tokenizer.suffix_search(word) or any(tokenizer.infix_finditer(word))
        )
