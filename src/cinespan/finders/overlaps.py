"""Which term stands where several overlap."""

from __future__ import annotations

from typing import TypeAlias

from cinespan.finders.terms import NEXT, AspectEntry, AspectTerm, ModifierEntry, OpinionEntry
from cinespan.finders.tokens import TokenView, WordClass

Entry: TypeAlias = AspectEntry | OpinionEntry | ModifierEntry
Hit: TypeAlias = tuple[int, int, tuple[OpinionEntry | ModifierEntry, ...]]
"""First token, end token and entries of a phrase."""

_VERBAL = int(WordClass.VERBAL)
_DETERMINER, _RELATIVIZER = int(WordClass.DETERMINER), int(WordClass.RELATIVIZER)
_AUXILIARY, _PREPOSITION = int(WordClass.AUXILIARY), int(WordClass.PREPOSITION)
_PUNCTUATION = int(WordClass.PUNCTUATION)
_PRONOUN = int(WordClass.PERSON_PRONOUN | WordClass.THING_PRONOUN | WordClass.VIEWER)


def choose_terms(view: TokenView, aspects: list[AspectTerm], hits: list[Hit]) -> list[tuple[int, int, Entry]]:
    """Choose among overlapping terms: an entity wins, then the leftmost, then the longest.

    Args:
        view: the document.
        aspects: the aspect terms, in order and without overlap among themselves.
        hits: opinions and modifiers, overlaps included.

    Returns:
        First token, end token and entry of each term that stands, in order.
    """
    candidates: list[tuple[int, int, int, int]] = []
    blocked: set[int] = set()
    for n, (start, end, entry) in enumerate(aspects):
        candidates.append((start, -end, 1, n))
        if entry.entity:
            blocked.update(range(start, end))
    opinions: set[int] = set()
    for n, (start, end, entries) in enumerate(hits):
        if start not in blocked and end - 1 not in blocked:
            candidates.append((start, -end, 0, n))
            if type(entries[-1]) is OpinionEntry or type(entries[0]) is OpinionEntry:
                opinions.add(start)
    # tuples of ints sort in C
    candidates.sort()
    nouns = {start for start, _, _ in aspects}
    spans = {(start, end): entry for start, end, entry in aspects}
    chosen: list[tuple[int, int, Entry]] = []
    free = 0
    for start, minus_end, is_aspect, n in candidates:
        if start < free:
            continue
        end = -minus_end
        before = chosen[-1][2] if start == free and chosen else None
        if is_aspect:
            aspect = aspects[n][2]
            # "doesn't feel": what stands before the modifier tells
            at = chosen[-1][0] if type(before) is ModifierEntry else start
            if end == start + 1 and (_is_verb_here(view, start, at, aspect, before) or _is_glued(view, end)):
                continue
            chosen.append((start, end, aspect))
        elif type(before) is OpinionEntry and (start, end) in spans:
            # "talent" praises alone, and is what "unique talent" praises
            chosen.append((start, end, spans[start, end]))
        else:
            entries = hits[n][2]
            if type(entries[0]) is OpinionEntry and entries[0].takes == NEXT and end not in nouns:
                entries = entries[1:]
                if not entries:
                    continue
            chosen.append(
                (
                    start,
                    end,
                    entries[0]
                    if len(entries) == 1
                    else _entry_in_place(entries, end in opinions or end + 1 in opinions),
                )
            )
        free = end
    return chosen


def _is_verb_here(view: TokenView, i: int, at: int, entry: AspectEntry, before: Entry | None) -> bool:
    """Tell whether "feels", "shows" or "takes" is no noun here: a noun or pronoun precedes, or an article follows.

    `at` is where the phrase begins that it stands in, modifiers included: "didn't really feel", "to work".
    """
    classes = view.classes
    if entry.pos != "NOUN" or not i or not classes[i] & _VERBAL:
        return False
    if type(before) is AspectEntry:
        return True
    if i + 1 < len(classes) and classes[i + 1] & _DETERMINER and not classes[i + 1] & _RELATIVIZER:
        # but not in "what a beautiful score this film has"
        return not (type(before) is OpinionEntry and before.pos == "ADJ")
    # "the premise may sound stupid"
    return bool(at and classes[at - 1] & (_PRONOUN | _AUXILIARY) and not classes[at - 1] & _DETERMINER)


def _is_glued(view: TokenView, end: int) -> bool:
    """Tell whether a hyphen without spaces follows: "star" in "star-crossed" is no term."""
    if end + 1 >= len(view.lowers) or not view.classes[end] & _PUNCTUATION:
        return False
    return not view.spaces[end - 1] and not view.spaces[end]


def _entry_in_place(
    entries: tuple[OpinionEntry | ModifierEntry, ...], before_opinion: bool
) -> OpinionEntry | ModifierEntry:
    """Pick the reading of a phrase that is an opinion and a modifier ("pretty", "lacks")."""
    modifiers = [entry for entry in entries if isinstance(entry, ModifierEntry)]
    if modifiers and (before_opinion or len(modifiers) == len(entries)):
        return modifiers[0]
    return next((entry for entry in entries if isinstance(entry, OpinionEntry)), entries[0])
