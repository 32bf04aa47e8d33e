"""Adverbs on items: what an adverb that judges tells of, a craft or the thing that it made."""

from __future__ import annotations

from cinespan.finders.attributes import modified_noun
from cinespan.finders.items import (
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
    MARK,
    MODIFIER,
    OPINION,
    PREPOSITION,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import is_noun, start_of_noun_phrase
from cinespan.finders.qualities import doer
from cinespan.finders.relations import noun_behind_preposition
from cinespan.finders.subjects import predicate_subject, subject
from cinespan.finders.terms import AspectEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

_AGENT_BIT = int(WordClass.AGENT)
_MANNER_BIT = int(WordClass.MANNER)
_CRAFTS = ("CINEMATOGRAPHY", "EDITING")
"""What a participle names even where its noun is of another category."""
_ENDS_PREDICATE = (END, BREAK, COMMA, COORDINATOR)
_OPENS_NOUN_PHRASE = (DETERMINER, OPINION, COORDINATOR, PREPOSITION, MODIFIER, END)
MAX_ADVERB_REACH = 4
"""How many items an adverb may stand behind the subject of its verb: "the actors perform brilliantly"."""
MAX_DOER_REACH = 5
"""How many items the object of a verb may begin behind its subject: "the music suits the setting perfectly"."""


def link_adverb(items: Items, i: int) -> tuple[str, list[int], int]:
    """ "Beautifully shot", "acted superbly", "carried gracefully by the actors", "the director skilfully builds"."""
    kinds = items.kinds
    for step in (1, -1):
        j = i + step
        while kinds[j] in (MODIFIER, OPINION, COORDINATOR, MARK) and abs(j - i) < 3:
            j += step
        if _is_craft(items, j):
            head = _head_of_participle(items, i, j) if step == 1 else []
            return ("participle", head, j) if head else ("adverb", _crafts_from(items, j) if step == 1 else [j], i)
    word = i + 1 + (kinds[i + 1] == MARK)
    listed = kinds[i - 1] == COMMA and kinds[i - 2] == OPINION
    if kinds[word] in (WORD, COPULA) and is_noun(items, word + 1) and (listed or kinds[i - 1] in _OPENS_NOUN_PHRASE):
        # "a ridiculous, poorly researched film", not "the director skilfully building tension"
        return "adverb", modified_noun(items, word), i
    if kinds[i - 1] in (END, BREAK, COMMA):
        return "adverb", [], i
    if items.classes[i + 1] & _AGENT_BIT:
        return "adverb", noun_behind_preposition(items, i), i
    if items.classes[i] & _MANNER_BIT:
        # "plays the widow with flair"
        return "quality", doer(items, i), i
    noun = i - 1 - (kinds[i - 1] == MODIFIER)
    if is_noun(items, noun):
        craft = _craft_before(items, noun)
        if not craft:
            doers = _doer_of(items, noun)
            if doers:
                return "adverb", doers, i
        if craft or noun == i - 1:
            return "adverb", [craft or noun], i
    if kinds[i + 1] == WORD:
        found = _done_to(items, i)
        if found:
            return "adverb", found, i
    found = subject(items, i)
    return "adverb", [aspect for aspect in found if i - aspect <= MAX_ADVERB_REACH], i


def _craft_before(items: Items, noun: int) -> int:
    """ "Plays his part well": the verb that has the noun for its object, where it names a craft, or 0."""
    j = noun - 1
    while items.kinds[j] in (DETERMINER, MODIFIER, WORD, OPINION):
        j -= 1
    return j if _is_craft(items, j) else 0


def _is_craft(items: Items, j: int) -> bool:
    """Tell whether an item is a verb that names an aspect: "shot", "acted"."""
    entry = items.entries[j]
    return isinstance(entry, AspectEntry) and entry.pos == "VERB"


def _crafts_from(items: Items, j: int) -> list[int]:
    """Give a craft and those listed behind it, which share its adverb: "well written, directed and acted"."""
    found = [j]
    while items.kinds[j + 1] in (COMMA, COORDINATOR):
        j += 3 if items.kinds[j + 1] == COMMA and items.kinds[j + 2] == COORDINATOR else 2
        if not _is_craft(items, j):
            break
        found.append(j)
    return found


def _doer_of(items: Items, noun: int) -> list[int]:
    """ "The music suits the setting perfectly": what does something to a noun, where it names an aspect."""
    j = start_of_noun_phrase(items, noun - 1)
    verb = items.entries[j - 1]
    if not j or (items.kinds[j - 1] != WORD and getattr(verb, "pos", "") != "VERB"):
        return []
    return [aspect for aspect in subject(items, j - 1, pronouns=False) if j - aspect <= MAX_DOER_REACH]


def _done_to(items: Items, i: int) -> list[int]:
    """ "A wonderfully wild climax", "ably supported by the leads", "the tale is beautifully told": what it tells of."""
    if items.classes[i + 2] & _AGENT_BIT:
        return noun_behind_preposition(items, i + 1)
    return modified_noun(items, i) or (predicate_subject(items, i) if items.kinds[i + 2] in _ENDS_PREDICATE else [])


def _head_of_participle(items: Items, i: int, participle: int) -> list[int]:
    """Find the noun that a participle modifies: "a well-written script", "the characters are well-developed".

    "The film is beautifully shot" has none: there the participle names the aspect.
    """
    found = modified_noun(items, participle)
    if not found:
        found = predicate_subject(items, i, pronouns=False)
        if not found and is_noun(items, i - 1):
            found = [i - 1]
    entry, craft = items.entries[found[0]] if found else None, items.entries[participle]
    assert isinstance(craft, AspectEntry)
    # "confusingly edited battles": a craft of its own
    if isinstance(entry, AspectEntry) and not entry.entity and entry.category != OVERALL:
        return [] if craft.category in _CRAFTS and entry.category != craft.category else found
    return []
