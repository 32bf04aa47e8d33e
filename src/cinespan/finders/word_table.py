"""What is known of each word: a table that is asked for all words of many documents at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cinespan.finders.id_table import Ids, IdTable, Places

_LOCK = threading.Lock()
"""Held while words are added; readers need none. It is no part of a table, which has to be pickled with its rules."""


class WordTable:
    """The lower-cased forms and the bits of words, in columns by their places.

    Args:
        empty: the bits of the empty string, which is there from the start.
    """

    def __init__(self, empty: int = 0) -> None:
        self._places = IdTable()
        self.lowers: Ids = np.zeros(1, dtype=np.uint64)
        """The ids of the lower-cased words."""
        self.bits: Ids = np.array([empty], dtype=np.uint64)
        """The bits of the words."""
        # the same as Python's ints: a list of ints that are there already is made in a third of the time
        self.lower_ints: NDArray[np.object_] = np.array([0], dtype=object)
        self.bits_ints: NDArray[np.object_] = np.array([empty], dtype=object)

    def __len__(self) -> int:
        """Give the number of words, the empty string's included."""
        return len(self._places)

    def places(self, ids: Ids) -> Places:
        """Give the places of words by the ids of their spellings, 0 for those that are not there."""
        return self._places.places(ids)

    def unknown(self, ids: Ids, places: Places) -> list[int]:
        """Give each word once that has no place."""
        missing = ids[(places == 0) & (ids != 0)]
        return list(np.unique(missing).tolist()) if len(missing) else []

    def add(self, words: Sequence[tuple[int, int, int]]) -> None:
        """Add words.

        Args:
            words: the ids of their spellings and of their lower-cased forms, and their bits; no word twice.
        """
        with _LOCK:
            places = self.places(np.array([word[0] for word in words], dtype=np.uint64)).tolist()
            # another thread may have been faster
            new = [word for word, place in zip(words, places, strict=True) if not place]
            if not new:
                return
            ids, lowers, bits = map(list, zip(*new, strict=True))
            begin, end = len(self), len(self) + len(new)
            if end > len(self.bits):
                self._make_room(2 * end)
            self.lowers[begin:end] = self.lower_ints[begin:end] = lowers
            self.bits[begin:end] = self.bits_ints[begin:end] = bits
            # last, so that nobody finds a place that is still empty
            self._places.add(ids)

    def _make_room(self, room: int) -> None:
        def grown(column: NDArray[Any]) -> NDArray[Any]:
            return np.concatenate([column, np.zeros(room - len(column), dtype=column.dtype)])

        self.lowers, self.lower_ints = grown(self.lowers), grown(self.lower_ints)
        self.bits, self.bits_ints = grown(self.bits), grown(self.bits_ints)
