"""Places for ids, looked up for all tokens of many documents in one pass.

A dict is asked word by word, and each answer waits for the memory; numpy asks for thousands at a time, in a tenth of
the time. Ids of strings are hashes of the text, the same in every vocabulary, and their low bits serve as an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ids: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int32]

_MIN_SLOTS = 1 << 12
_SLOTS_PER_ID = 4
"""With three of four slots empty, few ids stand where another one should."""


class IdTable:
    """Gives each id a place, in the order in which they come; place 0 is that of the id 0, the empty string's.

    A hash table with open addressing (Knuth, "The Art of Computer Programming" 3, 6.4). One thread may add while others
    read: a place is never changed, and arrays that grow are replaced.
    """

    def __init__(self) -> None:
        self._slots: Places = np.zeros(_MIN_SLOTS, dtype=np.int32)
        self._ids: Ids = np.zeros(_MIN_SLOTS // _SLOTS_PER_ID, dtype=np.uint64)
        self._size = 1

    def __len__(self) -> int:
        """Give the number of places, the empty string's included."""
        return self._size

    def places(self, ids: Ids) -> Places:
        """Give the places of ids, 0 for those that are not there."""
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
            # another id has the slot: the next one is tried
            at[lost] = (at[lost] + np.uint64(1)) & mask
            places[lost] = slots[at[lost]]
            lost = lost[known[places[lost]] != ids[lost]]

    def add(self, keys: Sequence[int]) -> None:
        """Give places to ids that have none; no id twice."""
        if self._size + len(keys) > len(self._ids):
            self._grow(self._size + len(keys))
        for place, key in enumerate(keys, start=self._size):
            self._ids[place] = key
            _seat(self._slots, key, place)
        self._size += len(keys)

    def _grow(self, size: int) -> None:
        room = len(self._ids)
        while room < size:
            room *= 2
        self._ids = np.concatenate([self._ids, np.zeros(room - len(self._ids), dtype=np.uint64)])
        slots = np.zeros(room * _SLOTS_PER_ID, dtype=np.int32)
        for place, key in enumerate(self._ids[1 : self._size].tolist(), start=1):
            _seat(slots, key, place)
        self._slots = slots


def _seat(slots: Places, key: int, place: int) -> None:
    at = key & (len(slots) - 1)
    while slots[at]:
        at = (at + 1) & (len(slots) - 1)
    slots[at] = place
