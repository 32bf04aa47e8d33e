"""`film_merge`: entities of other layers, where the stronger source has left the tokens free."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from cinespan.doc_entities import write_ents


@Language.factory(
    "film_merge",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    requires=["doc.spans"],
    default_config={
        "layers": ["ents.model"],
        "labels": None,
        "scorer": {"@scorers": "cinespan.entity_scorer.v1"},
    },
    default_score_weights={"ents_f": 0.5, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_film_merge(
    nlp: Language,
    name: str,
    layers: list[str],
    labels: list[str] | None,
    scorer: Callable[..., dict[str, Any]] | None,
) -> FilmMerge:
    """Make the component that adds entities of other layers to `doc.ents`.

    Args:
        nlp: the pipeline.
        name: the component's name.
        layers: the span groups to take entities from, the strongest first; see `film_layer`. One that a `Doc` does
            not have is passed over.
        labels: the labels that are taken; None takes all.
        scorer: what `nlp.evaluate` calls.
    """
    return FilmMerge(layers, labels, scorer=scorer)


class FilmMerge:
    """Adds an entity where none of its tokens is in one: what stands in `doc.ents` is never changed."""

    def __init__(
        self,
        layers: Sequence[str],
        labels: Collection[str] | None = None,
        *,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.layers = tuple(layers)
        # not `labels`, which spaCy reads as those that a component predicts
        self.taken_labels = None if labels is None else frozenset(labels)
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Add the entities."""
        ents = list(doc.ents)
        taken = {token for ent in ents for token in range(ent.start, ent.end)}
        added: list[Span] = []
        for layer in self.layers:
            for span in doc.spans.get(layer, ()):
                tokens = range(span.start, span.end)
                if (self.taken_labels is None or span.label_ in self.taken_labels) and taken.isdisjoint(tokens):
                    taken.update(tokens)
                    added.append(span)
        if added:
            write_ents(doc, [*ents, *added])
        return doc
