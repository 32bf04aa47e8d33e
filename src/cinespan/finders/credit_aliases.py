"""What the people and titles of a film's credits may be called in a review, and what each such name needs to count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

from cinespan.credits import Credits, Person
from cinespan.finders.credit_names import Alias, CreditNames, Guard, Key, Known, split_part
from cinespan.finders.spellings import spellings
from cinespan.finders.tokens import FUNCTION_WORD, WordClass, WordClasses
from cinespan.labels import ACTOR, CHARACTER, COMPOSER, CREW, DIRECTOR, FILM, WRITER
from cinespan.rules import Row

_COMMON = int(WordClass.COMMON | WordClass.NOT_NAME)
_GIVEN = int(WordClass.GIVEN_NAME)
_HONORIFIC, _PARTICLE = int(WordClass.HONORIFIC), int(WordClass.PARTICLE)
_MARK = int(WordClass.PUNCTUATION | WordClass.OTHER | WordClass.TERMINAL | WordClass.COMMA)
_NICKNAME = re.compile(r"\s*[\"“'‘](?P<name>[^\"“”'‘’]+)[\"”'’](?=\s|$)\s*")
_SUBTITLE = re.compile(r"\s*:\s+|\s+[-–—]\s+")
SAFE_CONTENT_WORDS = 3
"""So many words with a meaning, an article within counted too, are a title even in lower case."""
MIN_ABBREVIATION = 3
"""How many words a title needs to be called by their first letters."""
MAX_KNOWN_WORDS = 100_000
"""Words of names whose tokens are remembered."""


class AliasMaker:
    """Makes the names of credits into token ids.

    Args:
        vocab: the vocabulary.
        tokenize: the tokenizer of the pipeline.
        classes: the word classes.
        rows: the rows of `credits.jsonl`.
    """

    def __init__(self, vocab: Vocab, tokenize: Callable[[str], Doc], classes: WordClasses, rows: Iterable[Row]) -> None:
        self._vocab, self._tokenize, self._classes = vocab, tokenize, classes
        words: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows:
            words[row["label"]].add(row["pattern"].lower())
        self._words, self._suffixes, self._no_parts = words["WORD"], words["SUFFIX"], words["NO_PART"]
        self._chunks: dict[str, tuple[tuple[int, int], ...]] = {}

    def make(self, credits: Credits) -> CreditNames:
        """Give every name of a film's credits; of equal names, the one that says more comes first."""
        found: dict[Key, list[Alias]] = {}
        for text, alias in self._all(credits):
            for form in spellings(text):
                key = tuple(lower for lower, _ in self._tokens(form))
                if not key:
                    # a name of nothing but accents folds to no words
                    continue
                known = found.setdefault(key, [])
                if all(alias.known is not other.known for other in known):
                    known.append(alias)
        lengths: dict[int, set[int]] = {}
        for key in found:
            lengths.setdefault(key[0], set()).add(len(key))
        makers = {DIRECTOR: credits.directors, COMPOSER: credits.composers, WRITER: credits.writers, CREW: credits.crew}
        return CreditNames(
            {key: tuple(aliases) for key, aliases in found.items()},
            {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()},
            frozenset(label for label, people in makers.items() if not people),
        )

    def _all(self, credits: Credits) -> Iterator[tuple[str, Alias]]:
        if credits.titles:
            film = Known((FILM,), credits.titles[0], credits.id or credits.titles[0])
            for number, title in enumerate(credits.titles):
                yield from self._titles(film, title, "credits.other-title" if number else "credits.title")
        for person in _people(credits):
            yield from self._people(person)
        # the parts of a name come last: "Jack" is rather the character Jack than the actor Jack Black
        characters = [
            name for part in credits.cast if part.character for name in split_part(part.character, self._no_parts)
        ]
        for name in dict.fromkeys(characters):
            yield from self._characters(name)

    def _titles(self, film: Known, title: str, rule: str) -> Iterator[tuple[str, Alias]]:
        yield title, Alias(film, rule, self._title_guard(title))
        if (bare := title.rstrip("!?.… ")) != title and bare:
            yield bare, Alias(film, rule, self._title_guard(bare))
        parts = _SUBTITLE.split(title)
        short = [title]
        if len(parts) > 1:
            yield " ".join(parts), Alias(film, rule, self._title_guard(title))
            yield " - ".join(parts), Alias(film, rule, self._title_guard(title))
            short += [parts[0], *(part for part in parts[1:] if len(part.split()) > 1)]
        for text in short:
            if text != title:
                yield text, Alias(film, "credits.short-title", self._title_guard(text))
            article, _, rest = text.partition(" ")
            if rest and self._bits(article) & int(WordClass.DETERMINER):
                yield rest, Alias(film, "credits.title-without-article", self._title_guard(rest))
        yield from self._abbreviations(film, title)

    def _abbreviations(self, film: Known, title: str) -> Iterator[tuple[str, Alias]]:
        """Give "LOTR" for "The Lord of the Rings", with and without the article."""
        words = re.findall(r"\w+", _SUBTITLE.split(title)[0])
        for start in (0, 1):
            letters = "".join(word[0] for word in words[start:]).upper()
            if len(letters) >= MIN_ABBREVIATION and letters.isalpha() and not self._is_word(letters):
                yield letters, Alias(film, "credits.abbreviation", Guard.ALL_CAPS)

    def _people(self, person: Known) -> Iterator[tuple[str, Alias]]:
        words = person.name.split()
        yield person.name, Alias(person, "credits.name", self._name_guard(person.name))
        while len(words) > 1 and words[-1].lower() in self._suffixes:
            words.pop()
            words[-1] = words[-1].rstrip(",")
            yield " ".join(words), Alias(person, "credits.short-name", self._name_guard(" ".join(words)))
        if len(words) < 2:
            return
        if len(words) > 2:
            yield f"{words[0]} {words[-1]}", Alias(person, "credits.short-name", Guard.CAPITALS)
            if len(words[-2].rstrip(".")) > 1:
                yield " ".join(words[-2:]), Alias(person, "credits.surname", Guard.CAPITALS)
        surname = len(words) - 1
        while surname > 1 and self._bits(words[surname - 1]) & _PARTICLE:
            surname -= 1
            yield " ".join(words[surname:]), Alias(person, "credits.surname", Guard.CAPITALS)
        yield words[-1], Alias(person, "credits.surname", self._part_guard(words[-1]))
        yield words[0], Alias(person, "credits.first-name", self._part_guard(words[0]), needs_full_name=True)

    def _characters(self, name: str) -> Iterator[tuple[str, Alias]]:
        known = Known((CHARACTER,), name, name)
        yield name, Alias(known, "credits.name", self._name_guard(name))
        if nickname := _NICKNAME.search(name):
            plain = " ".join(_NICKNAME.sub(" ", name).split())
            if plain:
                yield plain, Alias(known, "credits.name", self._name_guard(plain))
                yield (
                    f"{nickname['name']} {plain.split()[-1]}",
                    Alias(known, "credits.short-name", self._name_guard(plain)),
                )
            yield nickname["name"], Alias(known, "credits.nickname", self._part_guard(nickname["name"]))
            name = plain
        words = name.split()
        if len(words) < 2 or any("'" in word or "’" in word for word in words[:-1]):
            return
        if self._bits(words[0]) & (int(WordClass.DETERMINER) | _HONORIFIC):
            titled = bool(self._bits(words[0]) & _HONORIFIC)
            yield " ".join(words[1:]), Alias(known, "credits.short-name", self._part_guard(" ".join(words[1:])))
            if titled and len(words) > 2:
                yield f"{words[0]} {words[-1]}", Alias(known, "credits.short-name", Guard.CAPITALS)
            words = words[1:] if titled else []
        if len(words) > 2:
            yield f"{words[0]} {words[-1]}", Alias(known, "credits.short-name", Guard.CAPITALS)
        if len(words) > 1:
            first, last = words[0], words[-1]
            # "Man in Bar" is nobody's name; Adelaide is a town as well
            named = bool(self._bits(first) & _GIVEN)
            if named or not self._bits(first) & (FUNCTION_WORD | int(WordClass.COMMON)):
                yield first, Alias(known, "credits.first-name", self._part_guard(first))
            if last.lower() not in self._suffixes and (named or not self._is_word(last)):
                yield last, Alias(known, "credits.surname", self._part_guard(last))

    def _title_guard(self, title: str) -> Guard:
        words = [bits for _, bits in self._tokens(title) if not bits & _MARK]
        if len(words) < 2:
            return self._part_guard(title)
        content = sum(not bits & FUNCTION_WORD for bits in words)
        if not content:
            return Guard.WORD
        # "lord of the rings" names a film however it is written, "up in the air" does not
        inner_article = any(bits & int(WordClass.DETERMINER) for bits in words[1:])
        return Guard.NONE if content + inner_article >= SAFE_CONTENT_WORDS else self._name_guard(title)

    def _name_guard(self, name: str) -> Guard:
        """Let a name of several words count in lower case if one of them is no word."""
        words = name.split()
        if len(words) < 2:
            return self._part_guard(name)
        return Guard.CAPITALS if all(map(self._is_word, words)) else Guard.NONE

    def _part_guard(self, word: str) -> Guard:
        return Guard.WORD if self._is_word(word) else Guard.CAPITALS

    def _is_word(self, text: str) -> bool:
        """Tell whether a name is made of nothing but words, which mean something else in most texts."""
        tokens = self._tokens(text.lower())
        strings = self._vocab.strings
        return all(bits & (_COMMON | FUNCTION_WORD | _MARK) or strings[lower] in self._words for lower, bits in tokens)

    def _bits(self, word: str) -> int:
        tokens = self._tokens(word)
        return tokens[0][1] if tokens else 0

    def _tokens(self, text: str) -> list[tuple[int, int]]:
        """Give the lower-cased words of a name and their classes, chunk by chunk as the tokenizer would."""
        tokens: list[tuple[int, int]] = []
        for chunk in text.split():
            known = self._chunks.get(chunk)
            if known is None:
                if len(self._chunks) > MAX_KNOWN_WORDS:
                    self._chunks.clear()
                doc = self._tokenize(chunk)
                bits = self._classes.bits_of(self._vocab, [token.orth for token in doc])
                known = tuple(zip((token.lower for token in doc), bits, strict=True))
                self._chunks[chunk] = known
            tokens += known
        return tokens


def _people(credits: Credits) -> list[Known]:
    """Give each real person once, with all roles."""
    actors = [part.actor for part in credits.cast]
    roles = (
        (ACTOR, actors),
        (DIRECTOR, credits.directors),
        (WRITER, credits.writers),
        (COMPOSER, credits.composers),
        (CREW, credits.crew),
    )
    labels: dict[str, dict[str, None]] = {}
    persons: dict[str, Person] = {}
    for label, people in roles:
        for person in people:
            labels.setdefault(person.name, {})[label] = None
            known = persons.get(person.name)
            if known is None or known.id is None:
                persons[person.name] = person
    return [Known(tuple(labels[name]), name, person.id or name) for name, person in persons.items()]
