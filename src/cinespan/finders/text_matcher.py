"""A list of names found by their text, as spaCy's `PhraseMatcher` finds them, and filled in a tenth of the time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc

from cinespan.finders.id_table import Ids
from cinespan.finders.lexicon import Lexicon
from cinespan.garbage import garbage_kept

Match: TypeAlias = tuple[int, int, int]
"""Id of the key, first token and end token (exclusive), as spaCy's matchers give it."""


class TextMatcher:
    """Finds phrases as they are written; `PhraseMatcher` with strings in place of `Doc`s.

    A `PhraseMatcher` wants a `Doc` of each phrase, and lexemes for its words: with tens of thousands of names they take
    most of the time in which a pipeline loads.

    Args:
        nlp: the pipeline, for its tokenizer and its strings.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._phrases: dict[str, tuple[str, ...]] = {}
        self._lexicon: Lexicon[int] | None = None

    def __len__(self) -> int:
        """Give the number of keys."""
        return len(self._phrases)

    def __contains__(self, key: str) -> bool:
        """Tell whether there are phrases under a key."""
        return key in self._phrases

    def add(self, key: str, phrase: str) -> None:
        """Add a phrase under a key, which may have others."""
        # tuples of strings, unlike lists, cost the search for garbage nothing
        self._phrases[key] = (*self._phrases.get(key, ()), phrase)
        self._lexicon = None

    def remove(self, key: str) -> None:
        """Remove all phrases under a key.

        Raises:
            KeyError: there are none.
        """
        del self._phrases[key]
        self._lexicon = None

    def __call__(self, doc: Doc) -> list[Match]:
        """Find all phrases of a document, overlaps included."""
        return self.match_all([doc])[0]

    def match_all(self, docs: Sequence[Doc]) -> list[list[Match]]:
        """Find all phrases of documents: in many at once for a part of the cost.

        Args:
            docs: the documents, with at least one token each.
        """
        lexicon = self._lexicon
        if lexicon is None:
            # not as rows come: one after the other would build it anew each time
            lexicon = self._lexicon = self._build()
        words: list[Ids] = [doc.to_array(ORTH) for doc in docs]  # type: ignore[misc]  # the stubs know only floats
        return [[(key, start, end) for start, end, keys in hits for key in keys] for (hits,) in lexicon.find_all(words)]

    @garbage_kept()
    def _build(self) -> Lexicon[int]:
        add = self._nlp.vocab.strings.add
        ids = [(add(key), phrases) for key, phrases in self._phrases.items()]
        entries = [(phrase, key) for key, phrases in ids for phrase in phrases if phrase]
        return Lexicon(self._nlp.tokenizer, entries, exact=True)
