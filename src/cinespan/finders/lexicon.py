"""Phrases of any number, found in one pass over the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeAlias, TypeVar

from spacy.strings import get_string_id
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

Entry = TypeVar("Entry")
Hit: TypeAlias = tuple[int, int, tuple[Entry, ...]]
"""First token, end token (exclusive) and entries of a phrase."""
Node: TypeAlias = tuple[list[tuple[int, tuple[Any, ...]]], dict[int, Any]]
"""What stands at a word of the trie: the entries of the phrases that end here, by layer, and the nodes of the next
words."""


class Lexicon(Generic[Entry]):
    """Case-insensitive phrase lists, layer by layer; every phrase leads to the entries that have it.

    A trie over the ids of lower-cased words. Ids are hashes of the text, the same in every vocabulary, so that it is
    built without a `Doc` and a lexeme for each phrase: thirty times as fast as a `PhraseMatcher` with the same rows.

    Args:
        tokenize: the tokenizer of the pipeline, so that a phrase is cut as the text is.
        layers: a list for each layer, of pairs of a phrase and its entry; an apostrophe in a phrase is straight, and
            matches both kinds. All layers are found in the same pass over a text.
    """

    def __init__(self, tokenize: Callable[[str], Doc], *layers: Iterable[tuple[str, Entry]]) -> None:
        self._layers = len(layers)
        self._first: dict[int, Node] = {}
        cut = _PhraseCutter(tokenize)
        for layer, phrases in enumerate(layers):
            for phrase, entry in phrases:
                forms = (phrase, phrase.replace("'", "’")) if "'" in phrase else (phrase,)
                for form in forms:
                    self._add(cut(form), layer, entry)

    def _add(self, words: list[int], layer: int, entry: Entry) -> None:
        nodes = self._first
        ends: list[tuple[int, tuple[Any, ...]]] = []
        for word in words:
            ends, nodes = nodes.setdefault(word, ([], {}))
        if ends and ends[-1][0] == layer:
            entry_before = ends.pop()[1]
            ends.append((layer, (*entry_before, entry)))
        else:
            ends.append((layer, (entry,)))

    def find(self, lowers: list[int]) -> list[list[Hit[Entry]]]:
        """Find all phrases, overlaps included.

        Args:
            lowers: the ids of a document's lower-cased words.

        Returns:
            A list for each layer, in the order of the first tokens, then of the ends.
        """
        first = self._first
        found: list[list[Hit[Entry]]] = [[] for _ in range(self._layers)]
        # a padding that no word has spares a test of the length at each step
        words = [*lowers, -1]
        # of three words that a phrase begins with, two are no phrase and are not followed by its second word
        starts = [
            (start, node)
            for start, node in enumerate(map(first.get, lowers), start=1)
            if node is not None and (node[0] or words[start] in node[1])
        ]
        for end, (ends, following) in starts:
            start = end - 1
            for layer, entries in ends:
                found[layer].append((start, end, entries))
            while words[end] in following:
                ends, following = following[words[end]]
                end += 1
                for layer, entries in ends:
                    found[layer].append((start, end, entries))
        return found


class _PhraseCutter:
    """Cuts phrases into ids of words as the tokenizer does, and calls it only where a word may not stay whole."""

    def __init__(self, tokenize: Callable[[str], Doc]) -> None:
        self._tokenize = tokenize
        self._ids: dict[str, int | None] = {}

    def __call__(self, phrase: str) -> list[int]:
        known = self._ids
        ids: list[int] = []
        for word in phrase.split(" "):
            if word not in known:
                known[word] = get_string_id(word.lower()) if self._stays_whole(word) else None
            key = known[word]
            if key is None:
                return [token.lower for token in self._tokenize(phrase)]
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
