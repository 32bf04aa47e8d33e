"""Texts that are nearly the same, without comparing each with each: MinHash and locality-sensitive hashing.

A text is the set of its runs of `SHINGLE` words. `PERMUTATIONS` random hash functions give it a signature, and two
signatures agree in a place with the probability that is the Jaccard similarity of the sets (Broder, "On the
resemblance and containment of documents", 1997). Signatures are cut into bands, and texts that agree in a whole band
are near-duplicates (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3). With 32 bands of 4
rows, a pair of similarity 0.8 is found with a probability above 0.9999, of 0.6 with 0.99, of 0.5 with 0.87 and of 0.1
with 0.003. The same words are always found.
"""

from __future__ import annotations

import re
import zlib
from typing import Any, Final, TypeAlias

import numpy as np

Signature: TypeAlias = np.ndarray[Any, np.dtype[np.uint64]]

SHINGLE: Final = 5
BANDS: Final = 32
ROWS: Final = 4
PERMUTATIONS: Final = BANDS * ROWS

_WORD: Final = re.compile(r"\w+")
# Multiply-add hashing modulo 2^64, of which the upper half counts; the factors are odd. A seed of our own, so that
# every run and every machine draws the same.
_RANDOM: Final = np.random.Generator(np.random.PCG64(1997))
_FACTORS: Final = _RANDOM.integers(0, 2**63, PERMUTATIONS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_TERMS: Final = _RANDOM.integers(0, 2**63, PERMUTATIONS, dtype=np.uint64)
_POSITIONS: Final = _RANDOM.integers(0, 2**63, SHINGLE, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_UPPER: Final = np.uint64(32)


class DisjointSets:
    """Numbers from 0 on in sets that can be united (union-find with path halving)."""

    def __init__(self, size: int) -> None:
        """Begin with every number in a set of its own."""
        self.parents = list(range(size))

    def find(self, number: int) -> int:
        """Give the number that stands for a set."""
        parents = self.parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def union(self, one: int, other: int) -> None:
        """Unite two sets; the smaller number stands for both."""
        low, high = sorted((self.find(one), self.find(other)))
        self.parents[high] = low


def signature(text: str) -> Signature:
    """Give the MinHash signature of a text, of `PERMUTATIONS` numbers.

    Case, punctuation and white space make no difference. A text of fewer than `SHINGLE` words is one shingle, and one
    without any word is its characters.
    """
    words = _WORD.findall(text.casefold()) or [text]
    ids = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    width = min(SHINGLE, len(ids))
    count = len(ids) - width + 1
    shingles = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        shingles += ids[place : place + count] * _POSITIONS[place]
    # without its lower bits, which multiplication hardly mixes
    shingles = np.unique(shingles ^ (shingles >> _UPPER))
    hashed = shingles[:, None] * _FACTORS[None, :] + _TERMS[None, :]
    smallest: Signature = (hashed >> _UPPER).min(axis=0)
    return smallest


def union_near_duplicates(signatures: Signature) -> DisjointSets:
    """Unite the texts whose signatures agree in a band.

    Args:
        signatures: of shape (texts, `PERMUTATIONS`).

    Returns:
        The sets of texts, by their row.
    """
    sets = DisjointSets(len(signatures))
    for band in range(BANDS):
        rows = np.ascontiguousarray(signatures[:, band * ROWS : (band + 1) * ROWS])
        _, first = np.unique(rows, axis=0, return_inverse=True)
        seen: dict[int, int] = {}
        for number, value in enumerate(first.ravel().tolist()):
            sets.union(seen.setdefault(value, number), number)
    return sets
