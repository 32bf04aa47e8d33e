"""Linking: an opinion term goes to the aspect term that its clause gives it.

The relations are those of targeted opinion extraction by syntactic patterns (Qiu et al. 2011, "Opinion Word Expansion
and Target Extraction through Double Propagation", Computational Linguistics 37(1)): modifier, predicate, subject and
object of a verb, and the noun behind a preposition; here they are read off closed word classes instead of a parse.
"""

from __future__ import annotations

from dataclasses import dataclass

from cinespan.finders.items import (
    ASPECT,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
    HAVE,
    MARK,
    MODIFIER,
    OPINION,
    POSSESSIVE,
    PREPOSITION,
    RELATIVIZER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import is_noun, modified_noun, object_noun, predicate_verb, subject
from cinespan.finders.terms import AspectEntry, OpinionEntry
from cinespan.labels import FILM, OVERALL

MAX_ADVERB_REACH = 4


@dataclass(frozen=True, slots=True)
class Link:
    """One opinion item, one aspect item, and the relation that joins them."""

    opinion: int
    aspect: int
    relation: str


def link_opinions(items: Items) -> list[Link]:
    """Link each opinion term of a document to the aspect terms that it judges.

    Args:
        items: the document.

    Returns:
        The links, each pair once; an opinion that nothing in its sentence explains has none.
    """
    links: list[Link] = []
    for i, kind in enumerate(items.kinds):
        if kind == OPINION:
            entry = items.entries[i]
            assert isinstance(entry, OpinionEntry)
            if _leads_an_adjective(items, i, entry):
                continue
            relation, aspects = _LINKERS[entry.pos](items, i, entry)
            links += [Link(i, aspect, f"link.{relation}") for aspect in aspects]
    return links


def _leads_an_adjective(items: Items, i: int, entry: OpinionEntry) -> bool:
    """Tell whether an adverb only strengthens the adjective behind it: "stunningly beautiful"."""
    following = items.entries[i + 1]
    return entry.pos == "ADV" and isinstance(following, OpinionEntry) and following.pos == "ADJ"


def _link_adjective(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    aspect_word = _aspect_word_before(items, i)
    if aspect_word:
        return "aspect-word", aspect_word
    if entry.takes == "object":
        found = object_noun(items, i)
        if found:
            return "object", found
    found = modified_noun(items, i)
    if found:
        return _title_or_noun(items, i, found)
    return _link_predicate(items, i, noun=False)


def _title_or_noun(items: Items, i: int, found: list[int]) -> tuple[str, list[int]]:
    """ "Twilight Serenade is a captivating film" is said of the title, not of the word "film"."""
    head = items.entries[found[0]]
    assert isinstance(head, AspectEntry)
    if head.category == OVERALL and not head.entity and len(found) == 1:
        verb = predicate_verb(items, i, noun=False)
        if verb > 0:
            subjects = subject(items, verb)
            entry = items.entries[subjects[0]] if subjects else None
            if isinstance(entry, AspectEntry) and entry.entity == FILM:
                return "predicate", subjects
    return "modifier", found


def _link_predicate(items: Items, i: int, *, noun: bool) -> tuple[str, list[int]]:
    verb = predicate_verb(items, i, noun=noun)
    if verb > 0:
        found = subject(items, verb)
        if found:
            return "predicate", found
    return "complement", _noun_just_before(items, i)


def _noun_just_before(items: Items, i: int) -> list[int]:
    """Find the noun of a verbless or object complement: "acting superb, script awful", "found the acting dreadful"."""
    j = i - 1
    while items.kinds[j] in (MODIFIER, OPINION, COORDINATOR, MARK):
        j -= 1
    return [j] if is_noun(items, j) and items.kinds[i + 1] in (END, BREAK, COMMA, COORDINATOR, PREPOSITION) else []


def _link_noun(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    aspect_word = _aspect_word_before(items, i)
    if aspect_word:
        return "aspect-word", aspect_word
    if is_noun(items, i + 1):
        return "modifier", [i + 1]
    found = _predicate_after(items, i)
    if found:
        return "inverse-predicate", found
    possessor = _possessor(items, i)
    if possessor:
        return "possessor", possessor
    verb = predicate_verb(items, i, noun=True)
    if verb > 0:
        found = subject(items, verb)
        if found:
            return "predicate", found
    found = _noun_behind_preposition(items, i)
    if found:
        return "preposition", found
    return "complement", _noun_just_before(items, i)


def _predicate_after(items: Items, i: int) -> list[int]:
    """ "The best thing about this film is the ending" judges the ending."""
    kinds = items.kinds
    j = i + 1
    while kinds[j] in (PREPOSITION, DETERMINER, WORD, ASPECT, OPINION, MODIFIER, RELATIVIZER):
        j += 1
    if kinds[j] != COPULA or j - i > 7:
        return []
    j += 1
    while kinds[j] in (DETERMINER, MODIFIER, OPINION, WORD):
        j += 1
    return [j] if is_noun(items, j) else []


def _possessor(items: Items, i: int) -> list[int]:
    """ "Borowczyk's masterpiece", "the film's greatest strength"."""
    j = i - 1
    while items.kinds[j] in (OPINION, MODIFIER, WORD):
        j -= 1
    return [j - 1] if items.kinds[j] == POSSESSIVE and is_noun(items, j - 1) else []


def _noun_behind_preposition(items: Items, i: int) -> list[int]:
    """ "A feast of intelligent acting", "the problem with the script"."""
    if items.kinds[i + 1] != PREPOSITION and items.kinds[i + 1] != HAVE:
        return []
    j = i + 2
    while items.kinds[j] in (DETERMINER, OPINION, MODIFIER, RELATIVIZER, WORD) and j - i < 6:
        j += 1
    while is_noun(items, j) and is_noun(items, j + 1):
        j += 1
    return [j] if is_noun(items, j) else []


def _aspect_word_before(items: Items, i: int) -> list[int]:
    """ "Visually stunning", "a visual and auditory marvel": an adjective or adverb names the aspect."""
    j = i - 1
    while items.kinds[j] in (MODIFIER, COORDINATOR, WORD) and i - j < 4:
        j -= 1
    entry = items.entries[j]
    return [j] if isinstance(entry, AspectEntry) and entry.pos in ("ADJ", "ADV") else []


def _link_verb(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    if entry.takes == "object":
        return "object", object_noun(items, i)
    return "subject", subject(items, i)


def _link_adverb(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    """ "Beautifully shot", "acted superbly", "carried gracefully by the actors", "the director skilfully builds"."""
    kinds = items.kinds
    for step in (1, -1):
        j = i + step
        while kinds[j] in (MODIFIER, OPINION, COORDINATOR) and abs(j - i) < 3:
            j += step
        term = items.entries[j]
        if isinstance(term, AspectEntry) and term.pos == "VERB":
            return "adverb", [j]
    if kinds[i + 1] == PREPOSITION:
        found = _noun_behind_preposition(items, i)
        if found:
            return "adverb", found
    if is_noun(items, i - 1):
        return "adverb", [i - 1]
    found = subject(items, i)
    return "adverb", [aspect for aspect in found if i - aspect <= MAX_ADVERB_REACH]


_LINKERS = {"ADJ": _link_adjective, "NOUN": _link_noun, "VERB": _link_verb, "ADV": _link_adverb}
