"""Phrases of any number, found in one pass over the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

Entry = TypeVar("Entry")


class Lexicon(Generic[Entry]):
    """A case-insensitive phrase list; every phrase leads to the entries that have it.

    Args:
        vocab: the vocabulary.
        tokenize: the tokenizer of the pipeline, so that a phrase is cut as the text is.
        phrases: pairs of a phrase and its entry; an apostrophe in a phrase is straight, and matches both kinds.
    """

    def __init__(self, vocab: Vocab, tokenize: Callable[[str], Doc], phrases: Iterable[tuple[str, Entry]]) -> None:
        self._entries: dict[int, tuple[Entry, ...]] = {}
        # one pass for any number of phrases: https://spacy.io/api/phrasematcher
        self._matcher = PhraseMatcher(vocab, attr="LOWER")
        for phrase, entry in phrases:
            for form in {phrase, phrase.replace("'", "’")}:
                key = vocab.strings.add(form.lower())
                if key not in self._entries:
                    self._matcher.add(form.lower(), [tokenize(form)])
                self._entries[key] = (*self._entries.get(key, ()), entry)

    def find(self, doc: Doc) -> list[tuple[int, int, tuple[Entry, ...]]]:
        """Find all phrases, overlaps included: first token, end token, entries."""
        entries = self._entries
        return [(start, end, entries[key]) for key, start, end in self._matcher(doc)]
