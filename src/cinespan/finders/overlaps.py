"""Which term stands where several overlap."""

from __future__ import annotations

from typing import TypeAlias

from cinespan.finders.terms import NEXT, AspectEntry, AspectTerm, ModifierEntry, OpinionEntry
from cinespan.finders.tokens import FUNCTION_WORD, TokenView, WordClass
from cinespan.labels import FILM

Entry: TypeAlias = AspectEntry | OpinionEntry | ModifierEntry
Hit: TypeAlias = tuple[int, int, tuple[OpinionEntry | ModifierEntry, ...]]
"""First token, end token and entries of a phrase."""

Term: TypeAlias = tuple[int, int, Entry]
"""First token, end token and entry."""

_VERBAL = int(WordClass.VERBAL)
_DETERMINER, _RELATIVIZER = int(WordClass.DETERMINER), int(WordClass.RELATIVIZER)
_COPULA, _DEFINITE = int(WordClass.COPULA), int(WordClass.DEFINITE)
_AUXILIARY, _PREPOSITION = int(WordClass.AUXILIARY), int(WordClass.PREPOSITION)
_HYPHEN = int(WordClass.HYPHEN)
_LINKING = _VERBAL | _COPULA
_COORDINATOR = int(WordClass.COORDINATOR)
_LEADS_NOUN = int(WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.HYPHEN)
_LOWERCASE, _GRAMMAR = int(WordClass.LOWERCASE), FUNCTION_WORD | int(WordClass.ADVERB)
_OPENS_OBJECT = _DETERMINER | int(WordClass.PERSON_PRONOUN | WordClass.THING_PRONOUN | WordClass.VIEWER)
_MEASURES = ("INTENSIFIER", "HEDGE")
_PRONOUN = int(WordClass.PERSON_PRONOUN | WordClass.THING_PRONOUN | WordClass.VIEWER)


def choose_terms(view: TokenView, aspects: list[AspectTerm], hits: list[Hit]) -> list[Term]:
    """Choose among overlapping terms: an entity wins, then the leftmost, then the longest.

    Args:
        view: the document.
        aspects: the aspect terms, in order and without overlap among themselves.
        hits: opinions and modifiers, overlaps included; in order, of those that begin together the longest first.

    Returns:
        First token, end token and entry of each term that stands, in order.
    """
    names = [range(start, end) for start, end, entry in aspects if entry.entity]
    if names:
        blocked = set().union(*names)
        hits = [hit for hit in hits if hit[0] not in blocked and hit[1] - 1 not in blocked]
    chosen: list[Term] = []
    free = n = 0
    for hit in hits:
        start, end, entries = hit
        # an opinion is looked at before an aspect of the same words
        while n < len(aspects) and (aspects[n][0] < start or (aspects[n][0] == start and aspects[n][1] > end)):
            free = _choose_aspect(view, chosen, aspects[n], free, hit)
            n += 1
        if start < free or (end == start + 1 and _is_verb_of_compound(view, end, entries)):
            continue
        if n < len(aspects) and start < aspects[n][0] < end < aspects[n][1] and _is_measure(view, start, entries):
            # "the use of colours" is a noun as a whole
            continue
        if n < len(aspects) and aspects[n][:2] == (start, end) and _is_judged(view, chosen, start, end):
            chosen.append(aspects[n])
        else:
            if type(entries[0]) is OpinionEntry and entries[0].takes == NEXT and not _aspect_begins(aspects, end):
                entries = entries[1:]
                if not entries:
                    continue
            entry = entries[0] if len(entries) == 1 else _entry_in_place(entries, _opinion_begins(hits, end))
            chosen.append((start, end, entry))
        free = end
    for aspect in aspects[n:]:
        free = _choose_aspect(view, chosen, aspect, free, None)
    return chosen


def _choose_aspect(view: TokenView, chosen: list[Term], aspect: AspectTerm, free: int, following: Hit | None) -> int:
    """Append an aspect term, unless it overlaps what is chosen or is none here; gives the first token that is free."""
    start, end, entry = aspect
    if start < free:
        return free
    if end == start + 1 and (
        _is_verb_here(view, entry, start, chosen)
        or _is_copula_here(view, entry, start, chosen, following)
        or _is_glued(view, end)
    ):
        return free
    chosen.append(aspect)
    return end


def _is_measure(view: TokenView, start: int, entries: tuple[OpinionEntry | ModifierEntry, ...]) -> bool:
    """Tell "the use of", but not "a sense of"."""
    partitive = all(getattr(entry, "label", "") == "PARTITIVE" for entry in entries)
    return partitive and bool(view.classes[start] & _DEFINITE)


def _is_judged(view: TokenView, chosen: list[Term], start: int, end: int) -> bool:
    """Tell "talent", which praises alone, from that of "unique talent" and "her talent is"."""
    if type(_term_before(chosen, start)) is OpinionEntry:
        return True
    classes = view.classes
    subject = end < len(classes) and classes[end] & _COPULA
    return bool(subject and start and classes[start - 1] & _DETERMINER)


def _term_before(chosen: list[Term], start: int) -> Entry | None:
    """Give the term that ends where another one starts."""
    return chosen[-1][2] if chosen and chosen[-1][1] == start else None


def _aspect_begins(aspects: list[AspectTerm], end: int) -> bool:
    """Tell whether an aspect term begins right behind a phrase."""
    return any(start == end for start, _, _ in aspects)


def _opinion_begins(hits: list[Hit], end: int) -> bool:
    """Tell whether an opinion term begins right behind a phrase, or with one word between."""
    return any(end <= start <= end + 1 and is_opinion(entries) for start, _, entries in hits)


def is_opinion(entries: tuple[OpinionEntry | ModifierEntry, ...]) -> bool:
    """Tell whether a phrase may be an opinion term: opinions stand before the modifiers."""
    return type(entries[0]) is OpinionEntry or type(entries[-1]) is OpinionEntry


def _is_verb_here(view: TokenView, entry: AspectEntry, i: int, chosen: list[Term]) -> bool:
    """Tell whether "feels", "shows" or "takes" is no noun here: a noun or pronoun precedes, or an object follows."""
    classes = view.classes
    if entry.pos != "NOUN" or not i or not classes[i] & _VERBAL:
        return False
    before = _term_before(chosen, i)
    following = classes[i + 1] if i + 1 < len(classes) else 0
    has_object = following & _OPENS_OBJECT and not following & _RELATIVIZER
    if type(before) is AspectEntry:
        return bool(has_object) or not _is_attribute(view, before, chosen)
    if has_object and (following & _DETERMINER or not _leads_noun(classes[i - 1])):
        # but not in "what a beautiful score this film has", "the stage shows you know"
        return not (type(before) is OpinionEntry and before.pos == "ADJ")
    # "the premise may sound stupid"; in "doesn't feel", what stands before the modifier tells
    at = chosen[-1][0] if type(before) is ModifierEntry else i
    if at < i and type(_term_before(chosen[:-1], at)) is AspectEntry:
        # "the show really takes off"
        return True
    return bool(at and classes[at - 1] & (_PRONOUN | _AUXILIARY) and not classes[at - 1] & _DETERMINER)


def _leads_noun(bits: int) -> bool:
    """Tell whether a word may stand before a noun: an article, or a word of no grammar."""
    return bool(bits & _LEADS_NOUN) or bits & (_LOWERCASE | _GRAMMAR) == _LOWERCASE


def _is_copula_here(view: TokenView, entry: AspectEntry, i: int, chosen: list[Term], following: Hit | None) -> bool:
    """Tell whether "feel" or "sound" is no noun: nothing leads to one, and a predicate stands right behind it."""
    classes = view.classes
    if entry.pos != "NOUN" or classes[i] & _LINKING != _LINKING or following is None or following[0] != i + 1:
        return False
    if (i and classes[i - 1] & _LEADS_NOUN) or type(_term_before(chosen, i)) is OpinionEntry:
        return False
    if i > 1 and classes[i - 1] & _COORDINATOR and type(_term_before(chosen, i - 1)) is AspectEntry:
        # "the photography and sound"
        return False
    return any(getattr(of, "pos", "") == "ADJ" or getattr(of, "label", "") in _MEASURES for of in following[2])


def _is_attribute(view: TokenView, name: AspectEntry, chosen: list[Term]) -> bool:
    """Tell whether a name with an article or an adjective of its own tells more of a noun: "the lush Hayashi score"."""
    if not name.entity or name.entity == FILM:
        return False
    start = chosen[-1][0]
    if start and view.classes[start - 1] & _DETERMINER:
        return True
    return getattr(_term_before(chosen[:-1], start), "pos", "") == "ADJ"


def _is_verb_of_compound(view: TokenView, end: int, entries: tuple[OpinionEntry | ModifierEntry, ...]) -> bool:
    """Tell "love" in "a love-hate affair", which loves nothing."""
    return all(getattr(entry, "pos", "") == "VERB" for entry in entries) and _is_glued(view, end)


def _is_glued(view: TokenView, end: int) -> bool:
    """Tell whether a hyphen without spaces follows: "star" in "star-crossed" is no term."""
    if end + 1 >= len(view.lowers) or view.spaces[end - 1] or view.spaces[end]:
        return False
    # but not "the plot--and" and "(fine acting)"
    return bool(view.classes[end] & _HYPHEN)


def _entry_in_place(
    entries: tuple[OpinionEntry | ModifierEntry, ...], before_opinion: bool
) -> OpinionEntry | ModifierEntry:
    """Pick the reading of a phrase that is an opinion and a modifier ("pretty", "lacks")."""
    modifiers = [entry for entry in entries if isinstance(entry, ModifierEntry)]
    if modifiers and (before_opinion or len(modifiers) == len(entries)):
        return modifiers[0]
    return next((entry for entry in entries if isinstance(entry, OpinionEntry)), entries[0])
