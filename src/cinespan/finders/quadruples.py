"""Opinion quadruples out of items: what is judged, under which category, with which words, and which way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cinespan.finders.items import (
    ASPECT,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    END,
    MARK,
    MODIFIER,
    NAME,
    OPINION,
    POSSESSIVE,
    PREPOSITION,
    RELATIVIZER,
    WORD,
    Items,
)
from cinespan.finders.linking import APART, Link
from cinespan.finders.named_nouns import CHARACTERS, ROLE
from cinespan.finders.polarity import judge
from cinespan.finders.swayed import sign_of_review
from cinespan.finders.terms import AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import FILM, OVERALL

_STORY, _PACING = "STORY", "PACING"
_ROLE = f"link.{ROLE}"
_DEFINITE = int(WordClass.DEFINITE)
_POINTS = int(WordClass.THING_PRONOUN)
_JOINS = (COMMA, COORDINATOR, BREAK)
_DESCRIBES = (OPINION, MODIFIER, WORD, MARK)
MAX_OWNER_REACH = 8
"""How many items right of an aspect term its owner may stand: "the performances in "Symphony of Serenity""."""


class Quadruple(NamedTuple):
    """One judgement; tokens, end exclusive."""

    aspect: tuple[int, int]
    category: str
    opinion: tuple[int, int]
    polarity: str
    intensity: float
    """0 to 1, intensifiers and hedges counted in."""
    negated: bool
    score: float | None
    """How likely it is a judgement, 0 to 1, by the weights of the rules; None without any."""
    person: tuple[int, int] | None
    """The named person whose work is judged."""
    film: tuple[int, int] | None
    """The title that the sentence speaks of, where it names one."""
    rules: tuple[str, ...]
    """Aspect rule, opinion rule, relation, and the modifiers that had a say."""


def find_quadruples(items: Items, links: Iterable[Link]) -> list[Quadruple]:
    """Find the quadruples of a document.

    Args:
        items: the document.
        links: which opinion terms judge which aspect terms.

    Returns:
        The quadruples, in the order of the links; none for a link in a sentence that asserts nothing.
    """
    found: list[Quadruple] = []
    swayed: list[int] = []
    framed: set[int] = set()
    for link in links:
        judgement = judge(items, link)
        if judgement is None:
            continue
        aspect, opinion = items.entries[link.aspect], items.entries[link.opinion]
        assert isinstance(aspect, AspectEntry)
        assert isinstance(opinion, OpinionEntry)
        role = link.relation == _ROLE
        if link.relation in APART and aspect.category == OVERALL and link.opinion in framed:
            # "Visually, the film is a letdown": the adverb has taken the place of the film
            continue
        if aspect.pos == "ADV" and link.aspect < link.opinion:
            framed.add(link.opinion)
        category = CHARACTERS if role else _category(items, link.aspect, aspect, opinion)
        if opinion.swayed and not judgement.negated:
            swayed.append(len(found))
        person, film = _owners(items, link.aspect, aspect)
        found.append(
            Quadruple(
                aspect=(items.starts[link.aspect], items.ends[link.aspect]),
                category=category,
                opinion=(judgement.start, items.ends[link.last]),
                polarity=judgement.polarity,
                intensity=judgement.intensity,
                negated=judgement.negated,
                score=link.score,
                person=person,
                film=film,
                rules=(aspect.rule, opinion.rule, link.relation, *judgement.rules),
            )
        )
    if swayed:
        _sway(found, swayed)
    return _without_parts(found)


def _without_parts(quads: list[Quadruple]) -> list[Quadruple]:
    """Leave out what no construction joins and what is said of its aspect anyway: "a whimsical delight" is one."""
    said: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for quad in quads:
        if quad.rules[2] not in APART:
            said.setdefault(quad.aspect, []).append(quad.opinion)
    return [
        quad
        for quad in quads
        if quad.rules[2] not in APART
        or not any(start < quad.opinion[1] and quad.opinion[0] < end for start, end in said.get(quad.aspect, ()))
    ]


def _sway(found: list[Quadruple], swayed: list[int]) -> None:
    """Give judgements such as "disturbing" the sign of the others in the review."""
    sign = sign_of_review(quad.polarity for n, quad in enumerate(found) if n not in swayed)
    if sign is not None:
        for n in swayed:
            found[n] = found[n]._replace(polarity=sign)


def _category(items: Items, j: int, aspect: AspectEntry, opinion: OpinionEntry) -> str:
    """Settle under which category a judgement stands.

    The aspect term decides, unless it only says "film" and the opinion names more ("overlong"); a plot is slow as a
    film is; scenes go by what they are ("some wobbly acting moments"), and moments else by what is said of them
    ("a few creepy moments").
    """
    if aspect.mass and _is_mass(items, j):
        return aspect.mass
    if opinion.category and (aspect.category == OVERALL or (aspect.category, opinion.category) == (_STORY, _PACING)):
        return opinion.category
    if aspect.entity and opinion.category == OVERALL:
        # "Borowczyk's masterpiece" is the film
        return OVERALL
    if aspect.category == _STORY:
        before = items.entries[j - 1]
        if (
            isinstance(before, AspectEntry)
            and before.pos == "NOUN"
            and not before.entity
            and before.category != OVERALL
        ):
            return before.category
        if aspect.open:
            return opinion.moment or opinion.category or aspect.category
    return aspect.category


def _is_mass(items: Items, j: int) -> bool:
    """Tell a noun that no article makes one thing: "comedy is forced", "forced comedy", "the comedy works"."""
    kinds = items.kinds
    k = j - 1
    if kinds[k] == DETERMINER:
        return items.classes[k] & (_DEFINITE | _POINTS) == _DEFINITE
    if kinds[k] in (ASPECT, NAME):
        k -= 1
    # "a flawed but amusing comedy" has its article as well
    while kinds[k] in _DESCRIBES or (k < j - 1 and kinds[k] in _JOINS and kinds[k - 1] in _DESCRIBES):
        k -= 1
    # what opens a sentence is a headline: "Mind-numbing comedy about two brothers"
    return kinds[k] not in (DETERMINER, POSSESSIVE, RELATIVIZER) and (kinds[k] != END or k == j - 1)


def _owners(items: Items, j: int, aspect: AspectEntry) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find whose an aspect term is: itself where it is a name, a possessor, or a name behind "by" or "in"."""
    owners: list[int] = []
    if aspect.entity:
        owners.append(j)
    k = j - 1
    while items.kinds[k] == OPINION:
        k -= 1
    if items.kinds[k] == POSSESSIVE:
        owners.append(k - 1)
    if items.kinds[j + 1] == PREPOSITION:
        for k in range(j + 2, min(j + 2 + MAX_OWNER_REACH, len(items.kinds))):
            if items.kinds[k] in (END, COMMA, BREAK):
                break
            owners.append(k)
    person = film = None
    for k in owners:
        entry = items.entries[k]
        if isinstance(entry, AspectEntry) and entry.entity:
            span = (items.starts[k], items.ends[k])
            if entry.entity == FILM:
                film = film or span
            else:
                person = person or span
    return person, film
