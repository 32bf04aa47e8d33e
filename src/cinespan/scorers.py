"""The scorers that spaCy calls: `nlp.evaluate` gives the figures of `cinespan.scoring`.

The entry points in `pyproject.toml` register them, as `cinespan.entity_scorer.v1` and `cinespan.opinion_scorer.v1`.
Both compare character offsets and never tokens, so the reference may be tokenized otherwise than the prediction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from spacy.tokens import Doc
from spacy.training import Example

from cinespan.doc_data import has_opinions, opinions_of
from cinespan.scoring import (
    ASPECT_TERMS,
    CATEGORY,
    DOCUMENT_ASPECTS,
    ENTITIES,
    ENTITY_LABEL,
    MAIN_ENTITIES,
    PRAISED_ASPECTS,
    QUADRUPLES,
    UNLABELLED_ENTITIES,
    Annotations,
    Counts,
    count_entities,
    count_opinions,
    total,
)

Scorer: TypeAlias = Callable[..., dict[str, Any]]

_ENTITY_KEYS = {ENTITIES: "ents", MAIN_ENTITIES: "ents_main", UNLABELLED_ENTITIES: "ents_unlabelled"}
_OPINION_KEYS = {
    QUADRUPLES: "quads",
    ASPECT_TERMS: "aspects",
    DOCUMENT_ASPECTS: "doc_aspects",
    PRAISED_ASPECTS: "praised",
}


def make_entity_scorer() -> Scorer:
    """Make the scorer of `doc.ents`: exact boundaries and label.

    Returns:
        A function of examples that gives `ents_p`, `ents_r`, `ents_f` and `ents_per_type`, and the same for film,
        character and actor alone (`ents_main_f`, …) and for boundaries whatever the label (`ents_unlabelled_f`, …).
    """
    return score_entities


def make_opinion_scorer() -> Scorer:
    """Make the scorer of `doc._.opinions`.

    Returns:
        A function of examples that gives precision, recall and F (`_p`, `_r`, `_f`) of `quads` (quadruples),
        `aspects` (aspect terms), `doc_aspects` and `praised`, and `quads_per_type`.
    """
    return score_opinions


def score_entities(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Score `doc.ents`; examples whose reference has no entity annotation at all are left out, as spaCy does."""
    annotated = [example for example in examples if example.reference.has_annotation("ENT_IOB")]
    counts = total(count_entities(*annotations_of_both(example)) for example in annotated)
    return _spacy_scores(counts, _ENTITY_KEYS, "ents_per_type", ENTITY_LABEL)


def score_opinions(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Score `doc._.opinions`; examples whose reference has none recorded, not even an empty list, are left out."""
    annotated = [example for example in examples if has_opinions(example.reference)]
    counts = total(count_opinions(*annotations_of_both(example)) for example in annotated)
    return _spacy_scores(counts, _OPINION_KEYS, "quads_per_type", CATEGORY)


def annotations_of_both(example: Example) -> tuple[Annotations, Annotations]:
    """Give the gold and the predicted annotations of an example."""
    return annotations_of(example.reference), annotations_of(example.predicted)


def annotations_of(doc: Doc) -> Annotations:
    """Read what a `Doc` carries, in the form that the scores compare."""
    entities = frozenset((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
    return Annotations(entities, tuple(opinions_of(doc)))


def _spacy_scores(counts: Counts, keys: dict[str, str], by_kind: str, prefix: str) -> dict[str, Any]:
    """Name the figures as spaCy's own scorers do; None where there was nothing to compare with."""
    scores: dict[str, Any] = {}
    for name, key in keys.items():
        count = counts.get(name)
        scores[f"{key}_p"] = count.precision if count else None
        scores[f"{key}_r"] = count.recall if count else None
        scores[f"{key}_f"] = count.f1 if count else None
    kinds = {name.removeprefix(prefix): count for name, count in counts.items() if name.startswith(prefix)}
    scores[by_kind] = {
        kind: {"p": count.precision, "r": count.recall, "f": count.f1} for kind, count in sorted(kinds.items())
    } or None
    return scores
