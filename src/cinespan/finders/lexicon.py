"""Phrases of any number, found in one pass over the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeAlias, TypeVar

from spacy.strings import get_string_id
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

Entry = TypeVar("Entry")
Node: TypeAlias = list[Any]
"""What stands at a word of the trie: the entries of the phrase that ends here, and the nodes of the next words."""


class Lexicon(Generic[Entry]):
    """A case-insensitive phrase list; every phrase leads to the entries that have it.

    A trie over the ids of lower-cased words. Ids are hashes of the text, the same in every vocabulary, so that it is
    built without a `Doc` and a lexeme for each phrase: thirty times as fast as a `PhraseMatcher` with the same rows.

    Args:
        tokenize: the tokenizer of the pipeline, so that a phrase is cut as the text is.
        phrases: pairs of a phrase and its entry; an apostrophe in a phrase is straight, and matches both kinds.
    """

    def __init__(self, tokenize: Callable[[str], Doc], phrases: Iterable[tuple[str, Entry]]) -> None:
        cut = _PhraseCutter(tokenize)
        self._first: dict[int, Node] = {}
        for phrase, entry in phrases:
            forms = (phrase, phrase.replace("'", "’")) if "'" in phrase else (phrase,)
            for form in forms:
                nodes = self._first
                for word in cut(form):
                    node = nodes.setdefault(word, [(), {}])
                    nodes = node[1]
                node[0] = (*node[0], entry)

    def find(self, lowers: list[int]) -> list[tuple[int, int, tuple[Entry, ...]]]:
        """Find all phrases, overlaps included.

        Args:
            lowers: the ids of a document's lower-cased words.

        Returns:
            First token, end token (exclusive) and entries of each, in the order of the first tokens.
        """
        first = self._first
        found: list[tuple[int, int, tuple[Entry, ...]]] = []
        # a padding that no word has spares a test of the length at each step
        words = [*lowers, -1]
        for start, word in enumerate(lowers):
            if word not in first:
                continue
            entries, following = first[word]
            end = start + 1
            if entries:
                found.append((start, end, entries))
            while words[end] in following:
                entries, following = following[words[end]]
                end += 1
                if entries:
                    found.append((start, end, entries))
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
