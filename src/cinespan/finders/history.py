"""The document's own history: a surname, a first name or a short title means what the full one meant before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import compress
from typing import NamedTuple

from spacy.strings import StringStore, get_string_id

from cinespan.finders.full_names import Key, full_names, namesakes_of
from cinespan.finders.names import Mention
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, TokenView, WordClass
from cinespan.labels import CHARACTER, FILM

_COMMON, _NOT_NAME = int(WordClass.COMMON), int(WordClass.NOT_NAME)
_FUNCTION = int(WordClass.DETERMINER | WordClass.PREPOSITION | WordClass.COORDINATOR | WordClass.COPULA)
_HONORIFIC = int(WordClass.HONORIFIC)
_DETERMINER = int(WordClass.DETERMINER)
_LOWERCASE, _HYPHEN = int(WordClass.LOWERCASE), int(WordClass.HYPHEN)
_ALL_CAPS, _PARTICLE = int(WordClass.ALL_CAPS), int(WordClass.PARTICLE)
_OTHER, _GIVEN = int(WordClass.OTHER), int(WordClass.GIVEN_NAME)
_NOT_IN_LOWERCASE = _COMMON | _NOT_NAME | FUNCTION_WORD

GIVEN_VOTE = 6.0


class Alias(NamedTuple):
    """What a name stands for."""

    label: str
    rule: str
    strength: int


class History:
    """What each name of a document means, learned from its full mentions.

    Args:
        view: the document.
        mentions: the mentions so far, in order.
        strings: the store that knows the view's ids.
        votes: how much the rule of a mention says about its name, by the rule's id; an entity by other means, given by
            a list or by somebody else, says `GIVEN_VOTE`.
    """

    def __init__(
        self, view: TokenView, mentions: Iterable[Mention], strings: StringStore, votes: Mapping[str, float]
    ) -> None:
        self._view, self._strings = view, strings
        self._aliases: dict[Key, Alias] = {}
        keyed = [(self._key(mention), mention) for mention in mentions]
        self._namesakes = namesakes_of(keyed, view.classes)
        self._owners = full_names(keyed, self._namesakes)
        self._labels = self._settled_labels(keyed, votes)
        self._colon = get_string_id(":")
        self._words = set(view.lowers)
        for key, mention in keyed:
            label = self._label(key)
            if mention.guess and label == FILM and len(key) == 1:
                # one word in quotation marks may be a word, elsewhere in the review
                continue
            # a full name says more than a role that one sentence gives to a bare surname
            self._learn(key, label, "history.repeat", 3 if label == FILM or len(key) > 1 else 1)
            if label == FILM:
                self._learn_title(mention, key)
            elif len(key) > 1:
                self._learn_person(mention, label)
            if len(key) > 1:
                initials = "".join(filter(str.isalpha, [strings[word][0] for word in key]))
                if len(initials) > (label == FILM) + 1:
                    self._learn_word(initials, label, "history.initials")
        self._first_words = {key[0] for key in self._aliases}
        self._longest = max(map(len, self._aliases), default=0)

    def _key(self, mention: Mention) -> Key:
        """Give the words of a name, without the honorific of a person."""
        start = mention.start
        if mention.end - start > 1 and mention.label != FILM and self._view.classes[start] & _HONORIFIC:
            start += 1
        return tuple(self._view.lowers[start : mention.end])

    def _label(self, key: Key) -> str:
        return self._labels[self._owners.get(key, key)]

    def _settled_labels(self, keyed: list[tuple[Key, Mention]], votes: Mapping[str, float]) -> dict[Key, str]:
        """Settle one label for each full name: in the story or in life first, then the role with the most votes."""
        counts: dict[Key, dict[str, float]] = {}
        for key, mention in keyed:
            owner = key if mention.label == FILM else self._owners.get(key, key)
            count = counts.setdefault(owner, {})
            count[mention.label] = count.get(mention.label, 0) + votes.get(mention.rule, GIVEN_VOTE)
        return {key: _winner(count) for key, count in counts.items()}

    def _learn(self, key: Key, label: str, rule: str, strength: int) -> None:
        known = self._aliases.get(key)
        if known is None or strength > known.strength:
            self._aliases[key] = Alias(label, rule, strength)

    def _learn_word(self, word: str, label: str, rule: str) -> None:
        """Learn a form that is seldom used, where the document has it."""
        key = get_string_id(word)
        if key in self._words:
            self._learn((key,), label, rule, 0)

    def _learn_title(self, mention: Mention, key: Key) -> None:
        classes = self._view.classes
        if self._colon in key:
            at = key.index(self._colon)
            if at and (at > 1 or not classes[mention.start] & _COMMON):
                self._learn(key[:at], FILM, "history.short-title", 2)
        elif (
            len(key) > 1 and self._strings[key[-1]].isdigit() and (len(key) > 2 or not classes[mention.start] & _COMMON)
        ):
            self._learn(key[:-1], FILM, "history.short-title", 0)
        if classes[mention.start] & _DETERMINER and len(key) > 2:
            self._learn(key[1:], FILM, "history.title-without-article", 2)

    def _learn_person(self, mention: Mention, label: str) -> None:
        view = self._view
        classes = view.classes
        start = mention.start + bool(classes[mention.start] & _HONORIFIC)
        last = mention.end - 1
        # "Milton Davis Jr.": a suffix is no surname; "Zeta-Jones" is one
        while last > start and not classes[last] & NAME_CASE:
            last -= 1
        for at, rule in ((last, "history.surname"), (start, "history.first-name")):
            namesake = (view.lowers[at],) in self._namesakes
            if not namesake and not classes[at] & _FUNCTION and classes[at] & NAME_CASE:
                self._learn((view.lowers[at],), label, rule, 2)
                # "Jackies best films": the apostrophe is often forgotten
                self._learn_word(self._strings[view.lowers[at]] + "s", label, rule)
        if last >= 2 and classes[last - 1] & _HYPHEN and last - 2 >= start:
            self._learn(tuple(view.lowers[last - 2 : last + 1]), label, "history.surname", 2)
        if last - start > 1:
            self._learn((view.lowers[start], view.lowers[last]), label, "history.full-name", 2)
        first_particle = next((i for i in range(start + 1, last) if classes[i] & _PARTICLE), last)
        if first_particle < last:
            self._learn(tuple(view.lowers[first_particle : last + 1]), label, "history.surname", 2)
        for i in range(start + 1, last - 1):
            if classes[i] & _OTHER and classes[i + 2] & _OTHER:
                # `Robert "Bobby" Marsh`
                self._learn((view.lowers[i + 1],), label, "history.nickname", 2)

    def settled(self, mention: Mention) -> Mention:
        """Give a mention the label that the history knows for its name.

        A guess takes it; so does a mention of the wrong side, in the story or in life. A person of two trades
        keeps the one that the sentence gives, and a real one loses the "Mr.".
        """
        key = self._key(mention)
        label = mention.label
        if label == FILM and not mention.guess:
            return mention
        known = self._label(key)
        rule = mention.rule
        if mention.guess:
            alias = self._aliases.get(key)
            known, rule = (alias.label, alias.rule) if alias and len(key) == 1 else (known, "history.repeat")
        elif (known == FILM) or (known == CHARACTER) == (label == CHARACTER):
            known = label
        start = mention.start
        if mention.end - start > len(key):
            if known not in (FILM, CHARACTER) and (len(key) > 1 or key in self._owners):
                start += 1
            elif mention.guess:
                return mention
        if known == label:
            return mention if start == mention.start else mention._replace(start=start)
        return Mention(start, mention.end, known, rule, False)

    def is_inside_name(self, mention: Mention) -> bool:
        """Tell a word that was guessed to be a name and stands in a longer one that the document has: "Titan Dawn"."""
        if mention.end - mention.start > 1:
            return False
        lowers = self._view.lowers
        for start in range(max(0, mention.end - self._longest), mention.end):
            if lowers[start] in self._first_words:
                for end in range(max(mention.end, start + 2), min(len(lowers), start + self._longest) + 1):
                    known = self._aliases.get(tuple(lowers[start:end]))
                    if known and known.label == FILM and self._is_mention(start, end, known):
                        return True
        return False

    def more(self, taken: bytearray) -> list[Mention]:
        """Find the mentions that only the history explains, outside of what is taken.

        Args:
            taken: one byte a token, not zero where an entity stands.
        """
        view, aliases = self._view, self._aliases
        found: list[Mention] = []
        lowers, classes, size, free = view.lowers, view.classes, len(view.lowers), 0
        first_words = self._first_words
        for i in compress(range(size), map(first_words.__contains__, lowers)):
            if i < free or taken[i] or (classes[i] & _LOWERCASE and classes[i] & _NOT_IN_LOWERCASE):
                continue
            for length in range(min(self._longest, size - i), 0, -1):
                known = aliases.get(tuple(lowers[i : i + length]))
                if not known or any(taken[i : i + length]) or not self._is_mention(i, i + length, known):
                    continue
                if length > 1 or known.label == FILM or not self._runs_on(i, taken):
                    found.append(Mention(i, i + length, known.label, known.rule, False))
                    free = i + length
                    break
        return found

    def _runs_on(self, at: int, taken: bytearray) -> bool:
        """Tell a word that another name goes on with: "Silas" in "Silas J. Wren"."""
        classes, behind = self._view.classes, at + 1
        if behind == len(classes) or taken[behind] or not self._view.spaces[at]:
            return False
        return classes[behind] & NAME_CASE > 0 and not classes[behind] & (FUNCTION_WORD | _COMMON)

    def _is_mention(self, start: int, end: int, alias: Alias) -> bool:
        """Tell whether a stretch is written like a name; in lower case only a word that means nothing else is one."""
        classes = self._view.classes
        if alias.rule == "history.initials":
            return bool(classes[start] & _ALL_CAPS) and not classes[start] & (_COMMON | FUNCTION_WORD)
        if not alias.strength and alias.rule != "history.short-title" and classes[start] & (_COMMON | _LOWERCASE):
            return False
        if not classes[start] & _LOWERCASE:
            return end - start == 1 or not classes[end - 1] & _LOWERCASE or bool(classes[end - 1] & _PARTICLE)
        if end - start == 1 and not classes[start] & _GIVEN:
            return False
        return not any(classes[i] & _NOT_IN_LOWERCASE for i in range(start, end))


def _winner(count: dict[str, float]) -> str:
    """Give the label with the most votes, real people's labels standing together against the story's."""
    best = max(count, key=count.__getitem__)
    if len(count) < 3 or best == FILM:
        return best
    real = {label: votes for label, votes in count.items() if label not in (FILM, CHARACTER)}
    if best == CHARACTER and sum(real.values()) > count[CHARACTER]:
        return max(real, key=real.__getitem__)
    return best
