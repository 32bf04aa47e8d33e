"""The document's own history: a surname, a first name or a short title means what the full one meant before."""

from __future__ import annotations

from collections.abc import Iterable

from cinespan.finders.names import Mention
from cinespan.finders.tokens import NAME_CASE, TokenView, WordClass
from cinespan.labels import FILM

_COMMON = int(WordClass.COMMON)
_FUNCTION = int(WordClass.DETERMINER | WordClass.PREPOSITION | WordClass.COORDINATOR | WordClass.COPULA)
_HONORIFIC = int(WordClass.HONORIFIC)
_DETERMINER = int(WordClass.DETERMINER)
_LOWERCASE, _HYPHEN = int(WordClass.LOWERCASE), int(WordClass.HYPHEN)

Key = tuple[int, ...]


class History:
    """What each name of a document means, learned from its full mentions.

    Args:
        view: the document.
        mentions: the mentions so far.
        colon: the id of ":", which parts a title from its subtitle.
    """

    def __init__(self, view: TokenView, mentions: Iterable[Mention], colon: int) -> None:
        self._view = view
        self._aliases: dict[Key, tuple[str, str, int]] = {}
        lowers = view.lowers
        keyed = [(tuple(lowers[mention.start : mention.end]), mention) for mention in mentions]
        labels = _settled_labels(keyed)
        for key, mention in keyed:
            label = labels[key]
            if mention.guess and label == FILM and len(key) == 1:
                # one word in quotation marks may be a word, elsewhere in the review
                continue
            # a full name says more than a role that one sentence gives to a bare surname
            self._learn(key, label, "history.repeat", 3 if label == FILM or len(key) > 1 else 1)
            if label == FILM:
                self._learn_title(mention, key, colon)
            elif len(key) > 1:
                self._learn_person(mention, label)
        self._first_words = {key[0] for key in self._aliases}
        self._longest = max(map(len, self._aliases), default=0)

    def _learn(self, key: Key, label: str, rule: str, strength: int) -> None:
        known = self._aliases.get(key)
        if known is None or strength > known[2]:
            self._aliases[key] = (label, rule, strength)

    def _learn_title(self, mention: Mention, key: Key, colon: int) -> None:
        if colon in key:
            at = key.index(colon)
            if at and (at > 1 or not self._view.classes[mention.start] & _COMMON):
                self._learn(key[:at], FILM, "history.short-title", 2)
        if self._view.classes[mention.start] & _DETERMINER and len(key) > 2:
            self._learn(key[1:], FILM, "history.title-without-article", 2)

    def _learn_person(self, mention: Mention, label: str) -> None:
        view = self._view
        start = mention.start + bool(view.classes[mention.start] & _HONORIFIC)
        last = mention.end - 1
        # "Milton Davis Jr.": a suffix is no surname; "Zeta-Jones" is one
        while last > start and not view.classes[last] & NAME_CASE:
            last -= 1
        for at, rule in ((last, "history.surname"), (start, "history.first-name")):
            if not view.classes[at] & _FUNCTION and view.classes[at] & NAME_CASE:
                self._learn((view.lowers[at],), label, rule, 2)
        if last >= 2 and view.classes[last - 1] & _HYPHEN and last - 2 >= start:
            self._learn(tuple(view.lowers[last - 2 : last + 1]), label, "history.surname", 2)

    def relabelled(self, mention: Mention) -> Mention:
        """Give a guess the label that the history knows for its words; a founded mention stays as it is."""
        known = self._aliases.get(tuple(self._view.lowers[mention.start : mention.end]))
        if not mention.guess or known is None or known[0] == mention.label:
            return mention
        return Mention(mention.start, mention.end, known[0], known[1], False)

    def more(self, taken: bytearray) -> list[Mention]:
        """Find the mentions that only the history explains, outside of what is taken.

        Args:
            taken: one byte a token, not zero where an entity stands.
        """
        view, aliases = self._view, self._aliases
        found: list[Mention] = []
        lowers, classes, size, free = view.lowers, view.classes, len(view.lowers), 0
        first_words = self._first_words
        for i in [n for n, word in enumerate(lowers) if word in first_words]:
            if i < free or taken[i] or classes[i] & _LOWERCASE:
                continue
            for length in range(min(self._longest, size - i), 0, -1):
                known = aliases.get(tuple(lowers[i : i + length]))
                if known and not any(taken[i : i + length]) and not classes[i + length - 1] & _LOWERCASE:
                    found.append(Mention(i, i + length, known[0], known[1], False))
                    free = i + length
                    break
        return found


def _settled_labels(mentions: list[tuple[Key, Mention]]) -> dict[Key, str]:
    """Settle one label for each name: the most frequent among its founded mentions, then the first."""
    votes: dict[Key, dict[str, int]] = {}
    for key, mention in mentions:
        counts = votes.setdefault(key, {})
        counts[mention.label] = counts.get(mention.label, 0) + (1 if mention.guess else 3)
    return {key: max(counts, key=counts.__getitem__) for key, counts in votes.items()}
