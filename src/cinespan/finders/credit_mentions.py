"""Mentions of what a film's credits name: the film, its people and its characters."""

from __future__ import annotations

from typing import NamedTuple

from cinespan.finders.credit_guards import EVIDENCE, CreditGuards
from cinespan.finders.credit_names import Alias, CreditNames, Known
from cinespan.finders.tokens import TokenView
from cinespan.labels import CHARACTER, FILM

_SHAPES = {"credits.first-name": "GIVEN_NAME", "credits.surname": "SURNAME", "credits.nickname": "WORD"}


class CreditMention(NamedTuple):
    """A name of the credits in the text: tokens (end exclusive), what it means and the rule that says so."""

    start: int
    end: int
    label: str
    rule: str
    kb_id: str
    """Empty where several people of the credits have this name and none was named in full."""


class _Match(NamedTuple):
    start: int
    end: int
    aliases: tuple[Alias, ...]


def find_credit_mentions(
    view: TokenView, words: list[int], names: CreditNames, guards: CreditGuards
) -> list[CreditMention]:
    """Find what the credits name.

    Args:
        view: the document.
        words: the words of the document as the names are spelled, see `spellings.fold_words`.
        names: all names of the credits.
        guards: tells names from words.

    Returns:
        The mentions in order, without overlap: leftmost, then longest.
    """
    matches = _matches(view, words, names, guards)
    in_full = {alias.known for match in matches for alias in match.aliases[:1] if alias.is_full}
    mentions: list[CreditMention] = []
    last: Known | None = None
    latest: dict[Known, int] = {}
    for match in matches:
        aliases = [alias for alias in match.aliases if not alias.needs_full_name or alias.known in in_full]
        if not aliases:
            continue
        label, of_label = _settle(view, match, aliases, names, guards)
        chosen = of_label[0]
        kb_id = chosen.known.kb_id
        if len(of_label) > 1:
            # the person named last is the one that the review speaks of
            named = [alias for alias in of_label if alias.known in latest]
            recent = max(named, key=lambda alias: latest[alias.known], default=None)
            chosen, kb_id = (recent, recent.known.kb_id) if recent is not None else (chosen, "")
        if kb_id:
            last = chosen.known
            latest[last] = match.start
        mentions.append(CreditMention(match.start, match.end, label, chosen.rule, kb_id))
    return mentions


def _matches(view: TokenView, words: list[int], names: CreditNames, guards: CreditGuards) -> list[_Match]:
    size, free = len(words), 0
    lengths, aliases = names.lengths, names.aliases
    matches: list[_Match] = []
    for i in [n for n, word in enumerate(words) if word in lengths]:
        if i < free:
            continue
        for length in lengths[words[i]]:
            found = aliases.get(tuple(words[i : i + length])) if i + length <= size else None
            if found is None:
                continue
            standing = tuple(
                alias for alias in found if guards.holds(view, i, i + length, alias.guard, alias.known.labels[0])
            )
            if standing:
                matches.append(_Match(i, i + length, standing))
                free = i + length
                break
    return matches


def _settle(
    view: TokenView, match: _Match, aliases: list[Alias], names: CreditNames, guards: CreditGuards
) -> tuple[str, list[Alias]]:
    """Settle the label of a match, and which of its readings have it: by the context, else the first that is given."""
    first = aliases[0]
    labels = dict.fromkeys(label for alias in aliases for label in alias.known.labels)
    shape = _SHAPES.get(first.rule, "FULL_NAME" if match.end - match.start > 1 else "WORD")
    if FILM in labels:
        if len(labels) == 1 or guards.is_quoted(view, match.start, match.end):
            return FILM, [alias for alias in aliases if FILM in alias.known.labels]
        title, weight = guards.evidence(view, match.start, match.end, "TITLE")
        if title == FILM and weight >= EVIDENCE:
            return FILM, [alias for alias in aliases if FILM in alias.known.labels]
        # "Rocky" in a review of "Rocky": as often as not the man, and a title says so itself
        aliases = [alias for alias in aliases if FILM not in alias.known.labels]
        labels.pop(FILM)
        first = aliases[0]
    label = next(iter(labels))
    if len(labels) > 1 or (names.silent and CHARACTER not in labels):
        found, weight = guards.evidence(view, match.start, match.end, shape)
        if found in labels and weight:
            label = found
        elif found in names.silent and weight >= EVIDENCE and CHARACTER not in first.known.labels:
            # the credits give the cast alone: who directed is for the text to say
            return found, aliases
    return label, [alias for alias in aliases if label in alias.known.labels]
