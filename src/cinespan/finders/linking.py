"""Linking: an opinion term goes to the aspect term that its clause gives it.

The relations are those of targeted opinion extraction by syntactic patterns (Qiu et al. 2011, "Opinion Word Expansion
and Target Extraction through Double Propagation", Computational Linguistics 37(1)): modifier, predicate, subject and
object of a verb, and the noun behind a preposition; here they are read off closed word classes instead of a parse.
"""

from __future__ import annotations

from typing import NamedTuple

from cinespan.finders.adverbs import link_adverb
from cinespan.finders.inversions import framing_adverb
from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
    BREAK,
    COMMA,
    COORDINATOR,
    COPULA,
    DETERMINER,
    END,
    MARK,
    MODIFIER,
    OPINION,
    WORD,
    Items,
)
from cinespan.finders.judged import judges_the_film
from cinespan.finders.linkers import link_adjective, link_noun, link_verb
from cinespan.finders.named_nouns import titled
from cinespan.finders.noun_phrases import leads_a_noun
from cinespan.finders.sharing import sharers, standard_of
from cinespan.finders.terms import NEXT, AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

_DEFINITE_BIT = int(WordClass.DEFINITE)
_CONTINUES = (COMMA, BREAK, COORDINATOR, MODIFIER, DETERMINER, OPINION, AUXILIARY, COPULA, MARK)
EQUALLED = "link.equalled"
"""What a film is that others are as good as."""
SURPASSED = "link.surpassed"
"""What a film is that others are better than."""
APART = ("link.apart", "link.apart-opinion", "link.apart-aspect", "link.apart-both")
"""The relations of two terms of a sentence that no construction joins, see `weighing`: none of the two is joined to
another term, the opinion is, the aspect is, or both are."""
MAX_CONTINUATION = 6
"""How many items may part an opinion from the one that it goes on with."""


class Link(NamedTuple):
    """One opinion item, one aspect item, and the relation that joins them."""

    opinion: int
    aspect: int
    relation: str
    last: int
    """The last item of the opinion term: "well written" is one where it modifies a noun."""
    score: float | None = None
    """How likely it is that the opinion judges the aspect, 0 to 1; None where nothing was weighed."""


def link_opinions(items: Items) -> list[Link]:
    """Link each opinion term of a document to the aspect terms that it judges.

    Args:
        items: the document.

    Returns:
        The links, each pair once; an opinion that nothing in its sentence explains has none.
    """
    links: list[Link] = []
    linked: list[int] = []
    previous = 0
    for i in items.opinions:
        entry = items.entries[i]
        assert isinstance(entry, OpinionEntry)
        if _leads_an_adjective(items, i, entry):
            continue
        last = i
        if entry.pos == "ADV":
            relation, aspects, last = link_adverb(items, i)
        else:
            relation, aspects = _LINKERS[entry.pos](items, i, entry)
        if entry.takes == NEXT and not aspects:
            continue
        if not aspects and linked and entry.pos in ("ADJ", "NOUN") and _continues(items, previous, i):
            relation, aspects = "continuation", linked
        if not aspects and entry.pos in ("ADJ", "NOUN"):
            relation, aspects = "aspect-word", framing_adverb(items, i)
        aspects = _framed(items, titled(items, i, aspects))
        aspects = [aspect for aspect in aspects if judges_the_film(items, i, aspect, relation)]
        shared = sharers(items, max(last, aspects[-1]) if aspects else last)
        aspects += [aspect for aspect in shared if aspect not in aspects]
        if aspects and entry.pos == "NOUN" and links and links[-1].opinion == i - 1 and leads_a_noun(items, i - 1):
            # "a whimsical delight" is one judgement
            links = [link for link in links if link.opinion != i - 1 or link.aspect not in aspects]
        links += [Link(i, aspect, f"link.{relation}", last) for aspect in aspects]
        standard = standard_of(items, last) if entry.pos == "ADJ" else None
        if standard is not None and standard[0] not in aspects:
            links.append(Link(i, standard[0], EQUALLED if standard[1] else SURPASSED, last))
        if aspects:
            linked, previous = aspects, last
    return links


def _continues(items: Items, previous: int, i: int) -> bool:
    """Tell whether an opinion goes on with the one before: "light viewing, not very scary but fun"."""
    kinds = items.kinds
    between = kinds[previous + 1 : i]
    if not between or len(between) > MAX_CONTINUATION or not any(k in (COMMA, BREAK, COORDINATOR) for k in between):
        return False
    if kinds[i + 1] == WORD:
        # "dull dialogue and a stereotypical group": the adjective has a noun of its own
        return False
    if any(items.kinds[k] == DETERMINER and items.classes[k] & _DEFINITE_BIT for k in range(previous + 1, i)):
        # "is funny, the only flaw is": the article begins a phrase of its own
        return False
    # "haunting visuals, and depth": a further noun stands beside the aspect, it does not judge it
    adjective = getattr(items.entries[i], "pos", "") == "ADJ" or BREAK in between
    return all(k in _CONTINUES or (k == ASPECT and n == 0 and adjective) for n, k in enumerate(between))


def _framed(items: Items, aspects: list[int]) -> list[int]:
    """Let a word that opens the sentence name the aspect: "Visually, the film is a feast" judges the visuals."""
    if not aspects:
        return aspects
    j = aspects[0]
    head = items.entries[j]
    if not isinstance(head, AspectEntry) or head.category != OVERALL:
        return aspects
    while items.kinds[j] != END:
        j -= 1
    frame = items.entries[j + 1]
    if isinstance(frame, AspectEntry) and frame.pos == "ADV" and items.kinds[j + 2] == COMMA:
        return [j + 1]
    return aspects


def _leads_an_adjective(items: Items, i: int, entry: OpinionEntry) -> bool:
    """Tell whether an adverb only strengthens the adjective behind it: "stunningly beautiful"."""
    following = items.entries[i + 1]
    return entry.pos == "ADV" and isinstance(following, OpinionEntry) and following.pos == "ADJ"


_LINKERS = {"ADJ": link_adjective, "NOUN": link_noun, "VERB": link_verb}
