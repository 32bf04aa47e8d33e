"""Antecedents on items: what pronouns stand for, in their own sentence."""

from __future__ import annotations

from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    END,
    MODIFIER,
    NAME,
    OPINION,
    POSSESSIVE,
    RELATIVIZER,
    THING_PRONOUN,
    WORD,
    Items,
)
from cinespan.finders.noun_phrases import (
    coordinated_before,
    governing_preposition,
    is_name,
    is_noun,
    is_of,
    is_preposition,
)
from cinespan.finders.terms import AspectEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

_PERSON_BITS = int(WordClass.PERSON_PRONOUN | WordClass.PERSON_OWNER)
_THING_BITS = int(WordClass.THING_PRONOUN | WordClass.THING_OWNER)
_DETERMINER_BIT = int(WordClass.DETERMINER)
_EQUATIVE_BIT = int(WordClass.EQUATIVE)
_RELATIVIZER_BIT = int(WordClass.RELATIVIZER)
_AGENT_BIT = int(WordClass.AGENT)
_OPENING_BIT = int(WordClass.OPENING)
_PEOPLE = ("ACTOR", "CHARACTER", "DIRECTOR", "WRITER", "COMPOSER", "CREW")
MAX_PRONOUN_REACH = 20
"""How far left of a pronoun its noun may stand."""


def antecedent_of(items: Items, relativizer: int) -> list[int]:
    """Find what "that", "which" and "who" stand for: the noun just before, unless it only belongs to another."""
    j = relativizer - 1
    if items.kinds[j] == COMMA or items.classes[j] & _OPENING_BIT:
        j -= 1
    if not is_noun(items, j):
        return []
    if is_name(items, j) and items.classes[relativizer] & _THING_BITS and items.classes[j - 1] & _AGENT_BIT:
        # "the script by Jun Hayashi, which is": the work, not its maker
        return [j - 2] if is_noun(items, j - 2) else []
    return [] if is_of(items, j) else coordinated_before(items, j)


def outside_relative_clause(items: Items, j: int) -> list[int]:
    """Give the antecedent of a relative clause whose own subject a noun is.

    "The film that the director made is", "the scene where Voss wakes is".
    """
    k = j - 1
    while items.kinds[k] in (OPINION, MODIFIER, DETERMINER, WORD):
        k -= 1
    opens = items.kinds[k] == RELATIVIZER or (items.kinds[k] == BREAK and bool(items.classes[k] & _RELATIVIZER_BIT))
    if not opens or (items.kinds[k + 1] != DETERMINER and k + 1 != j):
        return []
    return antecedent_of(items, k)


def doer_in_relative_clause(items: Items, j: int) -> list[int]:
    """Give the antecedent of a relative clause whose object ends at a noun: "the actress who played the baker is"."""
    k = j - (items.kinds[j] != DETERMINER)
    while items.kinds[k] in (OPINION, MODIFIER, DETERMINER):
        k -= 1
    verb = items.entries[k]
    if items.kinds[k] != WORD and getattr(verb, "pos", "") != "VERB":
        return []
    k -= 1
    while items.kinds[k] in (MODIFIER, AUXILIARY):
        k -= 1
    if is_noun(items, k):
        # "the scene where Voss meets the baker is"
        return outside_relative_clause(items, k)
    return antecedent_of(items, k) if items.kinds[k] == RELATIVIZER else []


def coreferent(items: Items, pronoun: int) -> list[int]:
    """Find what a pronoun stands for: a fitting subject left of it in its sentence, else the nearest fitting noun.

    "I went for the score and it was worth it": of the nouns behind prepositions only "this film" is spoken of. The
    pronoun may be the last word of a term: "love it".
    """
    bits = items.last_word(pronoun)
    person, thing = bits & _PERSON_BITS, bits & _THING_BITS
    role = 0 if person else _role_before(items, pronoun)
    if role:
        return [role]
    # "it" and "this" are not the effects, "they" may be
    single = thing and not person and not bits & _DETERMINER_BIT
    j, nearest, last = pronoun - 1, 0, 0
    while items.kinds[j] != END and pronoun - j < MAX_PRONOUN_REACH:
        if is_noun(items, j):
            entry = items.entries[j]
            assert isinstance(entry, AspectEntry)
            fits = person if entry.entity in _PEOPLE else thing
            if fits and not (single and entry.plural and not _is_one_of(items, j)):
                if _opens_clause(items, j):
                    return [j]
                if person and thing:
                    # "they": of "the cook and the widow" both
                    several = coordinated_before(items, j)
                    if len(several) > 1 and _opens_clause(items, several[-1]):
                        return several
                topic = entry.category == OVERALL and not entry.entity
                if topic:
                    last = last or j
                if governing_preposition(items, j) < 0 or (topic and not is_of(items, j)):
                    nearest = nearest or j
        j -= 1
    return [found] if (found := nearest or last) else []


def is_expletive(items: Items, pronoun: int, verb: int) -> bool:
    """Tell the "it" of "it is obvious that …" and "it is hard to …", which stands for nothing."""
    if items.kinds[pronoun] != THING_PRONOUN:
        return False
    kinds = items.kinds
    j = verb + 1
    while kinds[j] in (OPINION, MODIFIER, DETERMINER):
        j += 1
    return kinds[j] == RELATIVIZER or (kinds[j] == AUXILIARY and is_preposition(items, j))


def _is_one_of(items: Items, j: int) -> bool:
    """Tell whether a plural stands for one: "one of my favourite films"."""
    k = j - 1
    while items.kinds[k] in (DETERMINER, OPINION, WORD, ASPECT):
        k -= 1
    return getattr(items.entries[k], "label", "") == "PARTITIVE"


def _role_before(items: Items, pronoun: int) -> int:
    """ "As a comedy it fails": the noun that tells what "it" is looked at as, or 0."""
    j = pronoun - 1
    while items.kinds[j] in (COMMA, MODIFIER):
        j -= 1
    if not is_noun(items, j):
        return 0
    preposition = governing_preposition(items, j)
    opens = preposition > 0 and items.kinds[preposition - 1] in (END, BREAK, COMMA, COORDINATOR)
    return j if opens and items.classes[preposition] & _EQUATIVE_BIT else 0


def _opens_clause(items: Items, j: int) -> bool:
    """Tell whether a noun can be a subject: nothing that it could be the object of stands before it."""
    k = j - 1
    while items.kinds[k] in (DETERMINER, OPINION, MODIFIER, NAME, POSSESSIVE, ASPECT) or (
        # "the film's ecological message"
        items.kinds[k] == WORD and items.kinds[k - 1] in (DETERMINER, POSSESSIVE)
    ):
        k -= 1
    return items.kinds[k] in (END, COMMA, BREAK, RELATIVIZER)
