"""What is known of each word, looked up for all words of many documents in one pass.

A dict is asked word by word, and each answer waits for the memory; numpy asks for thousands at a time, in a tenth of
the time. Ids of strings are hashes of the text, the same in every vocabulary, and their low bits serve as a place.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ids: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int32]

_MIN_SLOTS = 1 << 12
_SLOTS_PER_WORD = 4
"""With three of four slots empty, few words stand where another one should."""
_LOCK = threading.Lock()
"""Held while words are added; readers need none. It is no part of a table, which has to be pickled with its rules."""


class WordTable:
    """Words by the ids of their spellings, each with the id of its lower-cased form and its bits.

    Words have places in the order in which they came, and keep them; place 0 is the empty string's, whose id is 0. A
    hash table with open addressing leads from an id to its place (Knuth, "The Art of Computer Programming" 3, 6.4).

    Args:
        empty: the bits of the empty string.
    """

    def __init__(self, empty: int = 0) -> None:
        self._slots: Places = np.zeros(_MIN_SLOTS, dtype=np.int32)
        self._size = 1
        room = _MIN_SLOTS // _SLOTS_PER_WORD
        self._ids: Ids = np.zeros(room, dtype=np.uint64)
        self.lowers: Ids = np.zeros(room, dtype=np.uint64)
        """The ids of the lower-cased words, by place."""
        self.bits: Ids = np.zeros(room, dtype=np.uint64)
        """The bits of the words, by place."""
        # the same as Python's ints: a list of those that are there already is made in a third of the time
        self.lower_ints: NDArray[np.object_] = np.zeros(room, dtype=object)
        self.bits_ints: NDArray[np.object_] = np.zeros(room, dtype=object)
        self.bits[0] = self.bits_ints[0] = empty

    def __len__(self) -> int:
        """Give the number of words, the empty string's included."""
        return self._size

    def places(self, ids: Ids) -> Places:
        """Give the places of words, 0 for a word that is not there.

        Args:
            ids: the ids of their spellings.
        """
        # another thread may put a larger table in its place
        slots = self._slots
        mask = np.uint64(len(slots) - 1)
        at = ids & mask
        places: Places = slots[at]
        known = self._ids
        lost = np.flatnonzero(known[places] != ids)
        while True:
            # an empty slot ends the search
            lost = lost[places[lost] != 0]
            if not len(lost):
                return places
            # another word has the slot: the next one is tried
            at[lost] = (at[lost] + np.uint64(1)) & mask
            places[lost] = slots[at[lost]]
            lost = lost[known[places[lost]] != ids[lost]]

    def unknown(self, ids: Ids, places: Places) -> list[int]:
        """Give each word once that has no place."""
        missing = ids[(places == 0) & (ids != 0)]
        return list(np.unique(missing).tolist()) if len(missing) else []

    def add(self, words: Sequence[tuple[int, int, int]]) -> None:
        """Add words.

        Args:
            words: the ids of their spellings and of their lower-cased forms, and their bits; no word twice.
        """
        ids = np.array([word[0] for word in words], dtype=np.uint64)
        with _LOCK:
            # another thread may have been faster
            for word, place in zip(words, self.places(ids).tolist(), strict=True):
                if not place:
                    self._add(*word)

    def _add(self, key: int, lower: int, bits: int) -> None:
        place = self._size
        if place == len(self._ids):
            self._grow()
        self._ids[place] = key
        self.lowers[place], self.lower_ints[place] = lower, lower
        self.bits[place], self.bits_ints[place] = bits, bits
        _seat(self._slots, key, place)
        self._size += 1

    def _grow(self) -> None:
        """Double the room; arrays that somebody reads stay as they are."""

        def doubled(column: NDArray[Any]) -> NDArray[Any]:
            return np.concatenate([column, np.zeros_like(column)])

        self.lowers, self.lower_ints = doubled(self.lowers), doubled(self.lower_ints)
        self.bits, self.bits_ints = doubled(self.bits), doubled(self.bits_ints)
        self._ids = doubled(self._ids)
        slots = np.zeros(2 * len(self._slots), dtype=np.int32)
        for place, key in enumerate(self._ids[1 : self._size].tolist(), start=1):
            _seat(slots, key, place)
        self._slots = slots


def _seat(slots: Places, key: int, place: int) -> None:
    at = key & (len(slots) - 1)
    while slots[at]:
        at = (at + 1) & (len(slots) - 1)
    slots[at] = place
