"""A pipeline against gold: the counts of every score, and each mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.language import Language

from cinespan.gold import GoldReview, make_example
from cinespan.markup import mask_markup
from cinespan.scorers import annotations_of_both
from cinespan.scoring import Annotations, Counts, Quad, count_entities, count_opinions, match_quads, total

MISSED_ENTITY: Final = "missed entity"
SPURIOUS_ENTITY: Final = "spurious entity"
MISSED_QUAD: Final = "missed quad"
SPURIOUS_QUAD: Final = "spurious quad"
CONTEXT: Final = 40
"""How many characters are shown on both sides of a mistake."""


@dataclass(frozen=True)
class Mistake:
    """Something missed, or found in excess."""

    kind: str
    review: str
    """The review's id."""
    label: str
    """An entity's label, or a quadruple's category and polarity."""
    words: str
    """The entity, or the aspect and the opinion."""
    context: str
    rules: tuple[str, ...] = ()
    """What made it, for one in excess."""


@dataclass(frozen=True)
class Evaluation:
    """The counts, row by row, and the mistakes in the order of the reviews."""

    counts: Counts
    mistakes: tuple[Mistake, ...]


def evaluate(gold: Iterable[GoldReview], nlp: Language, *, batch_size: int = 64) -> Evaluation:
    """Run a pipeline over gold and count.

    Args:
        gold: the reviews, see `gold.read_gold`.
        nlp: a pipeline of `cinespan.load`.
        batch_size: how many reviews the pipeline takes at a time.

    Returns:
        The counts and the mistakes; `nlp.evaluate` on the same examples gives the same figures.
    """
    texts = ((mask_markup(review.record.text), review) for review in gold)
    reviews: list[Counts] = []
    mistakes: list[Mistake] = []
    for doc, review in nlp.pipe(texts, as_tuples=True, batch_size=batch_size):
        example = make_example(doc, review)
        wanted, found = annotations_of_both(example)
        reviews.append({**count_entities(wanted, found), **count_opinions(wanted, found)})
        rules = {(ent.start_char, ent.end_char, ent.label_): ent.id_ for ent in doc.ents}
        mistakes += _entity_mistakes(review, wanted, found, rules)
        mistakes += _quad_mistakes(review, wanted.quads, found.quads)
    return Evaluation(total(reviews), tuple(mistakes))


def _entity_mistakes(
    review: GoldReview, wanted: Annotations, found: Annotations, rules: dict[tuple[int, int, str], str]
) -> Iterator[Mistake]:
    text, name = review.record.text, str(review.record.id)
    for span in sorted(wanted.entities - found.entities):
        start, end, label = span
        yield Mistake(MISSED_ENTITY, name, label, text[start:end], words_around(text, start, end))
    for span in sorted(found.entities - wanted.entities):
        start, end, label = span
        rule = (rules[span],) if rules[span] else ()
        yield Mistake(SPURIOUS_ENTITY, name, label, text[start:end], words_around(text, start, end), rule)


def _quad_mistakes(review: GoldReview, wanted: Sequence[Quad], found: Sequence[Quad]) -> Iterator[Mistake]:
    pairs = match_quads(wanted, found)
    hit_wanted, hit_found = {i for i, _ in pairs}, {j for _, j in pairs}
    sides = (MISSED_QUAD, wanted, hit_wanted), (SPURIOUS_QUAD, found, hit_found)
    text = review.record.text
    for kind, quads, hit in sides:
        for index, quad in enumerate(quads):
            if index in hit:
                continue
            aspect, opinion = text[slice(*quad["aspect"])], text[slice(*quad["opinion"])]
            start = min(quad["aspect"][0], quad["opinion"][0])
            end = max(quad["aspect"][1], quad["opinion"][1])
            yield Mistake(
                kind,
                str(review.record.id),
                f"{quad['category']} {quad['polarity']}",
                f"{aspect} / {opinion}",
                words_around(text, start, end),
                tuple(quad.get("rules", ())),
            )


def words_around(text: str, start: int, end: int) -> str:
    """Give a stretch of a text, in characters, in one line with what stands before and behind it."""
    return " ".join(text[max(0, start - CONTEXT) : end + CONTEXT].split())
