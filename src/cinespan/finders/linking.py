"""Linking: an opinion term goes to the aspect term that its clause gives it.

The relations are those of targeted opinion extraction by syntactic patterns (Qiu et al. 2011, "Opinion Word Expansion
and Target Extraction through Double Propagation", Computational Linguistics 37(1)): modifier, predicate, subject and
object of a verb, and the noun behind a preposition; here they are read off closed word classes instead of a parse.
"""

from __future__ import annotations

from typing import NamedTuple

from cinespan.finders.items import (
    ASPECT,
    AUXILIARY,
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
from cinespan.finders.noun_phrases import is_noun, is_preposition, modified_noun, object_noun, predicate_verb, subject
from cinespan.finders.terms import AspectEntry, OpinionEntry
from cinespan.finders.tokens import WordClass
from cinespan.labels import OVERALL

_AGENT_BIT = int(WordClass.AGENT)
_HAVE_BIT = int(WordClass.HAVE)
_PREPOSITION_BIT = int(WordClass.PREPOSITION)
_OPENS_OBJECT = (ASPECT, OPINION, MODIFIER, DETERMINER, WORD)

_CONTINUES = (COMMA, BREAK, COORDINATOR, MODIFIER, DETERMINER, OPINION, AUXILIARY, COPULA, MARK)
MAX_CONTINUATION = 6
"""How many items may part an opinion from the one that it goes on with."""
_BETWEEN_ASPECT_WORDS = frozenset((MODIFIER, COORDINATOR, WORD, ASPECT))
MAX_INVERSE_REACH = 7
MAX_ASPECT_WORD_REACH = 5
MAX_ADVERB_REACH = 4
"""How many items an adverb may stand behind the subject of its verb: "the actors perform brilliantly"."""


class Link(NamedTuple):
    """One opinion item, one aspect item, and the relation that joins them."""

    opinion: int
    aspect: int
    relation: str
    last: int
    """The last item of the opinion term: "well written" is one where it modifies a noun."""


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
            relation, aspects, last = _link_adverb(items, i)
        else:
            relation, aspects = _LINKERS[entry.pos](items, i, entry)
        if not aspects and linked and entry.pos in ("ADJ", "NOUN") and _continues(items, previous, i):
            relation, aspects = "continuation", linked
        aspects = _framed(items, aspects)
        links += [Link(i, aspect, f"link.{relation}", last) for aspect in aspects]
        if aspects:
            linked, previous = aspects, last
    return links


def _continues(items: Items, previous: int, i: int) -> bool:
    """Tell whether an opinion goes on with the one before: "light viewing, not very scary but fun"."""
    kinds = items.kinds
    between = kinds[previous + 1 : i]
    if not between or len(between) > MAX_CONTINUATION or not any(k in (COMMA, BREAK, COORDINATOR) for k in between):
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
    after_head = _after_head(items, i)
    if after_head and _is_inverse(items, after_head):
        return "inverse-predicate", _predicate_after(items, after_head)
    relation, found = _link_predicate(items, i, noun=False)
    if not found and after_head:
        return "head-noun", _noun_behind_preposition(items, after_head)
    if not found:
        return "inversion", _subject_after(items, i)
    return relation, found


def _subject_after(items: Items, i: int) -> list[int]:
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


def _after_head(items: Items, i: int) -> int:
    """Give the last word of a head that is no aspect term, or 0: "a raw vulnerability", "the most realistic thing"."""
    j = i
    while items.kinds[j + 1] in (WORD, NAME) and j - i < 2:
        j += 1
    return j if j > i else 0


def _title_or_noun(items: Items, i: int, found: list[int]) -> tuple[str, list[int]]:
    """ "Twilight Serenade is a captivating film" is said of the title, not of the word "film"."""
    head = items.entries[found[0]]
    assert isinstance(head, AspectEntry)
    verb = predicate_verb(items, i, noun=False)
    if verb > 0 and len(found) == 1:
        subjects = subject(items, verb, pronouns=False)
        entry = items.entries[subjects[0]] if subjects else None
        if isinstance(entry, AspectEntry):
            # "the acting is bad the story is good", with the full stop forgotten
            runs_on = items.kinds[found[0] + 1] == COPULA and verb >= i - 2
            if runs_on or (entry.category == head.category and not head.entity):
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
    if not is_noun(items, j) or items.kinds[i + 1] not in (END, BREAK, COMMA, COORDINATOR, PREPOSITION):
        return []
    # "the portrayals of their characters weak": the head, not the noun behind its preposition
    return subject(items, j + 1, pronouns=False)


def _link_noun(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    aspect_word = _aspect_word_before(items, i)
    if aspect_word:
        return "aspect-word", aspect_word
    if is_noun(items, i + 1):
        return "modifier", [i + 1]
    if _is_inverse(items, i):
        return "inverse-predicate", _predicate_after(items, i)
    possessor = _possessor(items, i)
    if possessor:
        return "possessor", possessor
    verb = predicate_verb(items, i, noun=True)
    if verb > 0:
        found = subject(items, verb)
        if found:
            return "predicate", found
    if not _is_object(items, i):
        found = _noun_behind_preposition(items, i)
        if found:
            return "preposition", found
    found = _noun_just_before(items, i)
    if found:
        return "complement", found
    return "apposition", _noun_in_apposition(items, i)


def _is_object(items: Items, i: int) -> bool:
    """Tell whether a noun is what a verb of the story acts on: "captures the depth of the characters"."""
    j = i - 1
    while items.kinds[j] in (MODIFIER, OPINION):
        j -= 1
    return items.kinds[j] == DETERMINER and items.kinds[j - 1] in (WORD, COPULA, HAVE)


def _noun_in_apposition(items: Items, i: int) -> list[int]:
    """ "This is a film that …, a true masterpiece" is said of the film: the first noun of the sentence."""
    kinds = items.kinds
    j = i - 1
    while kinds[j] in (OPINION, MODIFIER, DETERMINER):
        j -= 1
    if kinds[j] not in (COMMA, BREAK) or j == i - 1:
        return []
    found = -1
    while kinds[j] != END:
        entry = items.entries[j]
        if is_noun(items, j) and isinstance(entry, AspectEntry) and entry.category == OVERALL:
            found = j
        j -= 1
    return [found] if found > 0 else []


def _is_inverse(items: Items, i: int) -> bool:
    """Tell whether a copula with a predicate follows: "the best thing about this film is …"."""
    j = _copula_after(items, i)
    return j > 0 and (j == i + 1 or is_preposition(items, i + 1))


def _copula_after(items: Items, i: int) -> int:
    kinds = items.kinds
    j = i + 1
    while kinds[j] in (PREPOSITION, DETERMINER, WORD, ASPECT, OPINION, MODIFIER, RELATIVIZER, THING_PRONOUN):
        j += 1
    return j if kinds[j] == COPULA and j - i <= MAX_INVERSE_REACH else 0


def _predicate_after(items: Items, i: int) -> list[int]:
    """ "The best thing about this film is the ending" judges the ending."""
    kinds = items.kinds
    j = _copula_after(items, i) + 1
    while kinds[j] in (DETERMINER, MODIFIER, OPINION, WORD, MARK):
        j += 1
    return [j] if is_noun(items, j) and kinds[j + 1] != POSSESSIVE else []


def _possessor(items: Items, i: int) -> list[int]:
    """ "Borowczyk's masterpiece", "the film's greatest strength"."""
    j = i - 1
    while items.kinds[j] in (OPINION, MODIFIER, WORD):
        j -= 1
    return [j - 1] if items.kinds[j] == POSSESSIVE and is_noun(items, j - 1) else []


def _noun_behind_preposition(items: Items, i: int) -> list[int]:
    """ "A feast of intelligent acting", "the problem with the script"."""
    if not is_preposition(items, i + 1):
        return []
    j = i + 2
    while items.kinds[j] in (DETERMINER, OPINION, MODIFIER, RELATIVIZER, WORD) and j - i < 6:
        j += 1
    while is_noun(items, j) and is_noun(items, j + 1):
        j += 1
    return [j] if is_noun(items, j) else []


def _aspect_word_before(items: Items, i: int) -> list[int]:
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


def _link_verb(items: Items, i: int, entry: OpinionEntry) -> tuple[str, list[int]]:
    if entry.takes == "object":
        found = object_noun(items, i)
        return "object", [] if _is_generic(items, i, found) else found
    if items.classes[i] & _HAVE_BIT and items.kinds[i + 1] in _OPENS_OBJECT:
        # "the film delivers" is praise; "they deliver fine performances" only leads to it
        return "subject", []
    if items.kinds[i - 1] == AUXILIARY and items.classes[i - 1] & _PREPOSITION_BIT:
        # "his ability to evoke": an infinitive has no subject of its own
        return "subject", []
    return "subject", subject(items, i)


def _is_generic(items: Items, i: int, found: list[int]) -> bool:
    """Tell a taste from a judgement: "I love black comedies" has no article, and no film is judged."""
    entry = items.entries[found[0]] if found else None
    if not isinstance(entry, AspectEntry) or entry.category != OVERALL or entry.entity:
        return False
    return (
        not any(kind in (DETERMINER, RELATIVIZER, THING_PRONOUN) for kind in items.kinds[i + 1 : found[0]])
        and found[0] > i
    )


def _link_adverb(items: Items, i: int) -> tuple[str, list[int], int]:
    """ "Beautifully shot", "acted superbly", "carried gracefully by the actors", "the director skilfully builds"."""
    kinds = items.kinds
    for step in (1, -1):
        j = i + step
        while kinds[j] in (MODIFIER, OPINION, COORDINATOR, MARK) and abs(j - i) < 3:
            j += step
        term = items.entries[j]
        if isinstance(term, AspectEntry) and term.pos == "VERB":
            head = _head_of_participle(items, i, j) if step == 1 else []
            return ("participle", head, j) if head else ("adverb", [j], i)
    if kinds[i - 1] in (END, BREAK, COMMA):
        return "adverb", [], i
    if items.classes[i + 1] & _AGENT_BIT:
        return "adverb", _noun_behind_preposition(items, i), i
    if is_noun(items, i - 1):
        return "adverb", [i - 1], i
    found = subject(items, i)
    return "adverb", [aspect for aspect in found if i - aspect <= MAX_ADVERB_REACH], i


def _head_of_participle(items: Items, i: int, participle: int) -> list[int]:
    """Find the noun that a participle modifies: "a well-written script", "the characters are well-developed".

    "The film is beautifully shot" has none: there the participle names the aspect.
    """
    found = modified_noun(items, participle)
    if not found:
        verb = predicate_verb(items, i, noun=False)
        found = subject(items, verb, pronouns=False) if verb > 0 else []
        if not found and is_noun(items, i - 1):
            found = [i - 1]
    entry = items.entries[found[0]] if found else None
    if isinstance(entry, AspectEntry) and entry.category != OVERALL and not entry.entity:
        return found
    return []


_LINKERS = {"ADJ": _link_adjective, "NOUN": _link_noun, "VERB": _link_verb}
