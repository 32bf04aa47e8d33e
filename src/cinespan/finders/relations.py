"""Relations on items: where a clause puts the noun that an adjective or a noun judges."""

from __future__ import annotations

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
    NAME,
    OPINION,
    POSSESSIVE,
    PREPOSITION,
    RELATIVIZER,
    THING_PRONOUN,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import end_of_compound, is_noun, is_preposition
from cinespan.finders.subjects import subject
from cinespan.finders.terms import AspectEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

_BETWEEN_ASPECT_WORDS = frozenset((MODIFIER, COORDINATOR, WORD, ASPECT))
_PURPOSE_BIT = int(WordClass.PURPOSE)
MAX_INVERSE_REACH = 7
MAX_ASPECT_WORD_REACH = 5


def subject_after(items: Items, i: int) -> list[int]:
    """ "Most powerful of all, and unexpected, is the ending": the predicate opens the clause."""
    kinds = items.kinds
    j = i + 1
    while kinds[j] in (COMMA, COORDINATOR, OPINION, MODIFIER):
        j += 1
    if kinds[j] != COPULA or kinds[j + 1] != DETERMINER:
        return []
    j += 2
    while kinds[j] in (OPINION, MODIFIER, WORD):
        j += 1
    return [j] if is_noun(items, j) else []


def after_head(items: Items, i: int) -> int:
    """Give the last word of a head that is no aspect term, or 0: "a raw vulnerability", "the most realistic thing"."""
    j = i
    while items.kinds[j + 1] in (WORD, NAME) and j - i < 2:
        j += 1
    return j if j > i else 0


def noun_just_before(items: Items, i: int) -> list[int]:
    """Find the noun of a verbless or object complement: "acting superb, script awful", "found the acting dreadful"."""
    j = i - 1
    while items.kinds[j] in (MODIFIER, OPINION, COORDINATOR, MARK):
        j -= 1
    if not is_noun(items, j) or items.kinds[i + 1] not in (END, BREAK, COMMA, COORDINATOR, PREPOSITION):
        return []
    # "the portrayals of their characters weak": the head, not the noun behind its preposition
    return subject(items, j + 1, pronouns=False)


def is_object(items: Items, i: int) -> bool:
    """Tell whether a noun is what a verb of the story acts on: "captures the depth of the characters"."""
    j = i - 1
    while items.kinds[j] in (MODIFIER, OPINION):
        j -= 1
    return items.kinds[j] == DETERMINER and items.kinds[j - 1] in (WORD, COPULA, HAVE, OPINION)


def noun_in_apposition(items: Items, i: int) -> list[int]:
    """ "This is a film that …, a true masterpiece" is said of the film: the first noun of the sentence."""
    kinds = items.kinds
    j = i - 1
    while kinds[j] in (OPINION, MODIFIER, DETERMINER):
        j -= 1
    if kinds[j] not in (COMMA, BREAK) or j == i - 1 or kinds[i + 1] not in (END, COMMA, BREAK, PREPOSITION):
        return []
    found = -1
    while kinds[j] != END:
        entry = items.entries[j]
        if is_noun(items, j) and isinstance(entry, AspectEntry) and entry.category == OVERALL:
            found = j
        j -= 1
    return [found] if found > 0 else []


def inverse_predicate(items: Items, i: int) -> list[int] | None:
    """Find what an inverse predicate judges: "the best thing about this film is the ending" the ending.

    Returns:
        The noun behind the copula, or an empty list where it names no aspect; None where no copula follows.
    """
    kinds = items.kinds
    j = i + 1
    while kinds[j] in (PREPOSITION, DETERMINER, WORD, ASPECT, OPINION, MODIFIER, RELATIVIZER, THING_PRONOUN):
        j += 1
    if kinds[j] != COPULA or j - i > MAX_INVERSE_REACH or not (j == i + 1 or is_preposition(items, i + 1)):
        return None
    j += 1
    while kinds[j] in (DETERMINER, MODIFIER, OPINION, WORD, MARK):
        j += 1
    return [j] if is_noun(items, j) and kinds[j + 1] != POSSESSIVE else []


def possessor(items: Items, i: int) -> list[int]:
    """ "Borowczyk's masterpiece", "the film's greatest strength"."""
    j = i - 1
    while items.kinds[j] in (OPINION, MODIFIER, WORD):
        j -= 1
    return [j - 1] if items.kinds[j] == POSSESSIVE and is_noun(items, j - 1) else []


def noun_behind_preposition(items: Items, i: int) -> list[int]:
    """ "A feast of intelligent acting", "the problem with the script"."""
    if not is_preposition(items, i + 1) or items.classes[i + 1] & _PURPOSE_BIT:
        # "a talent for music" is no praise of the music
        return []
    j = i + 2
    while items.kinds[j] in (DETERMINER, OPINION, MODIFIER, RELATIVIZER, WORD) and j - i < 6:
        j += 1
    return [end_of_compound(items, j)] if is_noun(items, j) else []


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
