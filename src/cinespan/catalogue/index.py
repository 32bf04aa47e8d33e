"""All names of a catalogue as a few flat arrays: loaded in one read, walked word by word.

A name is the sequence of the ids of its lower-cased words, which are 64-bit hashes, the same in every vocabulary; a
polynomial over them is the hash of the name and of each of its prefixes. A Bloom filter (Bloom 1970, with one hash
function, as the hashes are uniform already) of the prefixes stops the walk at the first word that continues no name, a
second one of the whole names spares most look-ups, and a binary search in the sorted hashes decides.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from sqlite3 import Connection
from typing import TYPE_CHECKING, Final

import numpy
import spacy
from numpy.typing import NDArray
from spacy.attrs import LOWER
from spacy.strings import get_string_id
from spacy.tokenizer import Tokenizer

from cinespan.catalogue.schema import CHARACTER_NAME, FILM_NAME, PERSON_NAME
from cinespan.rules import shipped_rules
from cinespan.tokenizer import build_review_tokenizer

if TYPE_CHECKING:
    from cinespan.catalogue.store import Catalogue

MULTIPLIER: Final = 0x9E3779B97F4A7C15
"""An odd number near the golden ratio of 2**64, the usual multiplier of such polynomials (Knuth, TAOCP 6.4)."""
MASK: Final = 2**64 - 1
BITS_PER_HASH: Final = 16
"""At least so many bits of a filter for each hash in it: one in sixteen look-ups goes on in vain, at most."""
MAX_REFS: Final = 32
"""A name that more films or people have is known, but leads to none of them."""
MAX_NAME_TOKENS: Final = 24
MAX_STRINGS: Final = 500_000
"""The words that are remembered while an index is made, or used."""
_KIND_BITS: Final = 3

_QUERIES: Final = {
    FILM_NAME: "SELECT title, film FROM film UNION ALL SELECT title, film FROM other_title",
    PERSON_NAME: "SELECT name, person FROM person",
    # one word alone, "Jack", is in a thousand films: it says something only where the film is known
    CHARACTER_NAME: "SELECT DISTINCT character, film FROM credit WHERE character LIKE '% %'",
}
_BRACKETED: Final = re.compile(r"\s*\([^()]*\)$")


class NameIndex:
    """The names of a catalogue.

    Args:
        catalogue: the catalogue whose names are loaded.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        def read(part: str, kind: type) -> NDArray[numpy.generic]:
            return numpy.frombuffer(catalogue.index_part(part), dtype=kind)

        self._hashes = read("hashes", numpy.uint64)
        self._offsets = read("offsets", numpy.uint32)
        self._refs = read("refs", numpy.uint64)
        self._prefixes = catalogue.index_part("prefixes")
        self._wholes = catalogue.index_part("wholes")
        self._prefix_mask, self._whole_mask = len(self._prefixes) - 1, len(self._wholes) - 1
        self._begins: dict[int, bool] = {}

    def __len__(self) -> int:
        """Give the number of different spellings."""
        return len(self._hashes)

    def may_begin(self, word: int) -> bool:
        """Tell whether a word, by its id, may begin a name; words come again and again, and are remembered."""
        known = self._begins.get(word)
        if known is None:
            if len(self._begins) > MAX_STRINGS:
                self._begins.clear()
            known = self._begins[word] = bool(
                self._wholes[(word >> 3) & self._whole_mask] >> (word & 7) & 1
                or self._prefixes[(word >> 3) & self._prefix_mask] >> (word & 7) & 1
            )
        return known

    def walk(self, words: list[int], start: int) -> list[tuple[int, int]]:
        """Give the ends and hashes of what may be a name from a word on, the shortest first.

        Args:
            words: ids of the lower-cased words of a document.
            start: the first word.
        """
        prefixes, wholes, prefix_mask, whole_mask = self._prefixes, self._wholes, self._prefix_mask, self._whole_mask
        found: list[tuple[int, int]] = []
        key = 0
        for i in range(start, min(start + MAX_NAME_TOKENS, len(words))):
            key = (key * MULTIPLIER + words[i]) & MASK
            if wholes[(key >> 3) & whole_mask] >> (key & 7) & 1:
                found.append((i + 1, key))
            if not prefixes[(key >> 3) & prefix_mask] >> (key & 7) & 1:
                break
        return found

    def places(self, keys: list[int]) -> list[int]:
        """Give the places of names by their hashes, -1 for what is none after all."""
        if not len(self._hashes):
            return [-1] * len(keys)
        wanted = numpy.array(keys, dtype=numpy.uint64)
        places = numpy.minimum(numpy.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        return numpy.where(self._hashes[places] == wanted, places, -1).tolist()  # type: ignore[no-any-return]

    def refs(self, place: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        """Give what a name names: the kinds as bits, and kind and number of each film or person, none if too many."""
        first, last = int(self._offsets[place]), int(self._offsets[place + 1])
        coded = self._refs[first : min(last, first + MAX_REFS)].tolist()
        kinds = 0
        for code in coded:
            kinds |= code & (2**_KIND_BITS - 1)
        if last - first > MAX_REFS:
            return kinds, ()
        return kinds, tuple((code & (2**_KIND_BITS - 1), code >> _KIND_BITS) for code in coded)


def write_name_index(database: Connection) -> None:
    """Make the index of the names in a catalogue that is being built.

    The work is done in some 60 bytes of memory a name.
    """
    keys, codes, prefixes = array("Q"), array("Q"), array("Q")
    splitter = _splitter()
    for kind, query in _QUERIES.items():
        for text, ref in database.execute(query):
            for spelling in _spellings(text, kind):
                words = splitter.words(spelling)
                if not 0 < len(words) <= MAX_NAME_TOKENS:
                    continue
                key = 0
                for word in words:
                    if key:
                        prefixes.append(key)
                    key = (key * MULTIPLIER + word) & MASK
                keys.append(key)
                codes.append(ref << _KIND_BITS | kind)
    pairs = numpy.empty(len(keys), dtype=[("key", numpy.uint64), ("code", numpy.uint64)])
    pairs["key"], pairs["code"] = numpy.frombuffer(keys, numpy.uint64), numpy.frombuffer(codes, numpy.uint64)
    pairs = numpy.unique(pairs)
    hashes, firsts = numpy.unique(pairs["key"], return_index=True)
    parts = {
        "hashes": hashes,
        "offsets": numpy.append(firsts, len(pairs)).astype(numpy.uint32),
        "refs": numpy.ascontiguousarray(pairs["code"]),
        "prefixes": _bloom_filter(numpy.frombuffer(prefixes, numpy.uint64)),
        "wholes": _bloom_filter(hashes),
    }
    database.executemany(
        "INSERT INTO name_index VALUES (?, ?)", ((name, data.tobytes()) for name, data in parts.items())
    )


class NameSplitter:
    """Splits names into words as the pipeline's tokenizer does, and gives the ids of the lower-cased words."""

    def __init__(self) -> None:
        self._renew()

    def _renew(self) -> None:
        nlp = spacy.blank("en")
        # the other attributes of a word are not asked for, and take most of the time of a new one
        nlp.vocab.lex_attr_getters = {LOWER: nlp.vocab.lex_attr_getters[LOWER]}  # type: ignore[attr-defined]
        self._tokenizer: Tokenizer = build_review_tokenizer(nlp)
        self._exceptions = frozenset(self._tokenizer.rules)

    def words(self, name: str) -> list[int]:
        """Give the ids of the words of a name; none where there is no letter or digit in it."""
        parts = name.split(" ")
        if all(part.isalpha() and part not in self._exceptions for part in parts):
            # letters alone are never split
            return [get_string_id(part.lower()) for part in parts]
        if not any(character.isalnum() for character in name):
            return []
        if len(self._tokenizer.vocab.strings) > MAX_STRINGS:
            self._renew()
        return self._tokenizer(name).to_array(LOWER).tolist()  # type: ignore[no-any-return]


def _without_accents(text: str) -> str:
    """Give a name as keyboards without accents write it: "Penelope" for "Penélope"."""
    return "".join(
        character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character)
    )


@lru_cache(maxsize=1)
def _splitter() -> NameSplitter:
    """Give the one splitter of the process, as a tokenizer takes a while to make."""
    return NameSplitter()


@lru_cache(maxsize=1)
def _title_beginnings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what a title is also written without: an article, and a name ("National Lampoon's European Vacation").

    A catalogue is built once for all pipelines, so that the articles are those of the shipped rules.
    """
    articles = "|".join(re.escape(row["pattern"]) for row in shipped_rules()["names"] if row["label"] == "ARTICLE")
    article = re.compile(rf"(?:{articles})\s+(?=\S+\s+\S+\s)", re.IGNORECASE)
    return article, re.compile(rf"(?!(?:{articles})\s)\S+\s\S+['’]s?\s+(?=\S+\s\S)", re.IGNORECASE)


def _spellings(text: str, kind: int) -> Iterator[str]:
    """Give the ways to write a name: without accents, with the other apostrophe; a title without its additions."""
    forms = {text}
    if kind == FILM_NAME:
        plain = _BRACKETED.sub("", text)
        short = plain.split(":")[0]
        forms |= {plain, *(begin.sub("", plain) for begin in _title_beginnings()), short if " " in short else plain}
        forms |= {form.replace(" & ", " and ") for form in forms}
    forms |= {_without_accents(form) for form in forms if not form.isascii()}
    for form in forms:
        yield form
        if "'" in form:
            yield form.replace("'", "’")


def _bloom_filter(hashes: NDArray[numpy.uint64]) -> NDArray[numpy.uint8]:
    """Make a filter of a power of two of bytes."""
    size = 1 << max(10, (len(hashes) * BITS_PER_HASH // 8).bit_length())
    bits = numpy.zeros(size, dtype=numpy.uint8)
    places = (hashes >> numpy.uint64(3)) & numpy.uint64(size - 1)
    numpy.bitwise_or.at(bits, places, numpy.left_shift(1, hashes & numpy.uint64(7)).astype(numpy.uint8))
    return bits
