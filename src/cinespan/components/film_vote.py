"""`film_vote`: entities by a weighted vote of the layers that `film_layer` set aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from cinespan.finders.voting import RELIABILITY, layers_of, vote, weights_of


@Language.factory(
    "film_vote",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    requires=["doc.spans"],
    default_config={
        "reliability": dict(RELIABILITY),
        "scorer": {"@scorers": "cinespan.entity_scorer.v1"},
    },
    default_score_weights={"ents_f": 0.5, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_film_vote(
    nlp: Language, name: str, reliability: dict[str, float], scorer: Callable[..., dict[str, Any]] | None
) -> FilmVote:
    """Make the component that lets the layers of a document vote on its entities.

    Args:
        nlp: the pipeline.
        name: the component's name.
        reliability: for each source, that is `context` for `doc.spans["ents.context"]`, the share of its entities that
            are right, above 0 and below 1. At 0.5 it has no vote. Those that are not named keep their defaults.
        scorer: what `nlp.evaluate` calls.

    Raises:
        ValueError: a reliability is out of bounds.
    """
    return FilmVote(reliability, scorer=scorer)


class FilmVote:
    """Sets `doc.ents` to what won the vote; the layers stay. A `Doc` without layers is left as it is.

    See `finders.voting` for the vote and where it comes from.
    """

    def __init__(
        self, reliability: Mapping[str, float] = RELIABILITY, *, scorer: Callable[..., dict[str, Any]] | None = None
    ) -> None:
        self.weights = weights_of(reliability)
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities."""
        candidates = layers_of(doc)
        if candidates is None:
            return doc
        known = {candidate[:3]: candidate.kb_id for candidate in candidates if candidate.kb_id}
        doc.set_ents(
            [
                Span(doc, c.start, c.end, label=c.label, kb_id=c.kb_id or known.get(c[:3], ""), span_id=c.rule)
                for c in vote(candidates, self.weights)
            ],
            default="outside",
        )
        return doc
