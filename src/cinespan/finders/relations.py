"""Relations on items: where a clause puts the noun that an adjective or a noun judges."""

from __future__ import annotations

from cinespan.finders.antecedents import coreferent
from cinespan.finders.attributes import modified_noun
from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
    EXPLETIVE,
    HAVE,
    MODIFIER,
    OPINION,
    POSSESSIVE,
    PREPOSITION,
    RELATIVIZER,
    VIEWER,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import (
    end_of_compound,
    is_name,
    is_noun,
    is_preposition,
)
from cinespan.finders.terms import AspectEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

_SAYS_MORE = (COPULA, HAVE, AUXILIARY, OPINION, RELATIVIZER, VIEWER)
_BETWEEN_ASPECT_WORDS = frozenset((MODIFIER, COORDINATOR, WORD, ASPECT))
_BE_BIT = int(WordClass.BE)
_DEFINITE_BIT = int(WordClass.DEFINITE)
_PURPOSE_BIT = int(WordClass.PURPOSE)
_GENITIVE_BIT = int(WordClass.GENITIVE)
_THING_BIT = int(WordClass.THING_PRONOUN)
_OWNER_BITS = int(WordClass.THING_OWNER | WordClass.PERSON_OWNER)
MAX_ASPECT_WORD_REACH = 5


def is_object(items: Items, i: int) -> bool:
    """Tell whether a noun is what a verb of the story acts on: "captures the depth of the characters"."""
    if not items.classes[i + 1] & _GENITIVE_BIT:
        return False
    j = i - 1
    while items.kinds[j] in (MODIFIER, OPINION):
        j -= 1
    if items.kinds[j] != DETERMINER or items.kinds[j - 1] not in (WORD, COPULA, HAVE, OPINION):
        return False
    if items.classes[j - 1] & _BE_BIT and items.classes[j] & _DEFINITE_BIT:
        # "here is the strength of the script"
        return False
    # "I made the mistake of renting this movie"
    return items.kinds[j - 2] != VIEWER


def noun_in_apposition(items: Items, i: int) -> list[int]:
    """ "This is a film that …, a true masterpiece" is said of the film: the first noun of the sentence."""
    kinds = items.kinds
    j = i - 1
    while kinds[j] in (OPINION, MODIFIER, DETERMINER):
        j -= 1
    if kinds[j] == COMMA and kinds[j + 1] == DETERMINER and is_name(items, j - 1):
        # "directed by Jun Hayashi, a true master"
        return [j - 1]
    # a single noun behind a comma is rather one more of a list
    bare = j == i - 1 and items.ends[i] - items.starts[i] == 1
    if kinds[j] not in (COMMA, BREAK) or bare or kinds[i + 1] not in (END, COMMA, BREAK, PREPOSITION):
        return []
    if (kinds[j] == BREAK and items.entries[j] is not None) or kinds[i + 1] == COMMA == kinds[j]:
        # "otherwise a flop"; "the sense of depth," is one more of a list
        return []
    found = -1
    while kinds[j] != END:
        entry = items.entries[j]
        if is_noun(items, j) and isinstance(entry, AspectEntry) and entry.category == OVERALL:
            found = j
        j -= 1
    return [found] if found > 0 else []


def possessor(items: Items, i: int) -> list[int]:
    """ "Borowczyk's masterpiece", "the film's greatest strength", "the film has lost none of its charm"."""
    j = i - 1
    while items.kinds[j] in (OPINION, MODIFIER, WORD):
        j -= 1
    if items.kinds[j] == DETERMINER and items.classes[j] & _OWNER_BITS and not items.classes[j - 1] & _BE_BIT:
        return coreferent(items, j)
    return [j - 1] if items.kinds[j] == POSSESSIVE and is_noun(items, j - 1) else []


def film_of_the_sentence(items: Items, i: int) -> list[int]:
    """Find the film that "this masterpiece" and "there are a few mistakes" speak of: the nearest one to the left."""
    kinds = items.kinds
    j = i - 1
    while kinds[j] in (OPINION, MODIFIER):
        j -= 1
    pointed = kinds[j] == DETERMINER and items.classes[j] & _THING_BIT and not items.classes[j - 1] & _GENITIVE_BIT
    while kinds[j] in (DETERMINER, WORD, MODIFIER):
        j -= 1
    if not pointed and not (kinds[j] == COPULA and kinds[j - 1] == EXPLETIVE):
        return []
    while kinds[j] != END:
        entry = items.entries[j]
        film = isinstance(entry, AspectEntry) and entry.category == OVERALL and entry.pos == "NOUN"
        # "I would rather see Alien than this rubbish": no other film is pointed at
        if film and not (pointed and (entry.entity or entry.plural)):  # type: ignore[union-attr]
            return [j]
        j -= 1
    return []


def noun_behind_preposition(items: Items, i: int) -> list[int]:
    """ "A feast of intelligent acting", "the problem with the script"."""
    long = items.ends[i] - items.starts[i] > 1
    if items.kinds[i + 1] == DETERMINER or (long and items.kinds[i + 1] in (OPINION, MODIFIER)):
        # the preposition belongs to the term: "problem with", "waste of a"
        j = i + 1
    elif is_preposition(items, i + 1):
        if items.kinds[i + 1] == AUXILIARY and not long:
            # "brings shame to both": to whom, not whose
            return []
        if items.classes[i + 1] & _PURPOSE_BIT and items.kinds[i + 2] not in (DETERMINER, MODIFIER):
            # "a talent for music" is no praise of the music
            return []
        j = i + 2
    else:
        return []
    while items.kinds[j] in (DETERMINER, OPINION, MODIFIER, RELATIVIZER, WORD) and j - i < 6:
        j += 1
    return [end_of_compound(items, j)] if is_noun(items, j) else []


def missing_noun(items: Items, i: int) -> list[int]:
    """ "There is no plot": what the film does not have, unless more is said of it ("no scene is dull")."""
    found = modified_noun(items, i)
    entry = items.entries[i + 1]
    if not found or not isinstance(entry, AspectEntry) or entry.entity or entry.category == OVERALL:
        return []
    return [] if items.kinds[found[-1] + 1] in _SAYS_MORE else found


def aspect_word_before(items: Items, i: int) -> list[int]:
    """ "Visually stunning", "a visual and auditory marvel": an adjective or adverb names the aspect."""
    found: list[int] = []
    j = i - 1
    while items.kinds[j] in _BETWEEN_ASPECT_WORDS and i - j < MAX_ASPECT_WORD_REACH:
        entry = items.entries[j]
        if isinstance(entry, AspectEntry):
            if entry.pos not in ("ADJ", "ADV"):
                break
            found.append(j)
        j -= 1
    return found
