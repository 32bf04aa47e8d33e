"""`film_layer`: the entities of one source, kept beside `doc.ents` in a span group of their own."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup


@Language.factory(
    "film_layer",
    assigns=["doc.spans", "doc.ents"],
    requires=["doc.ents"],
    default_config={"layer": "ents.model", "source": "model.ner", "clear": True},
)
def make_film_layer(nlp: Language, name: str, layer: str, source: str, clear: bool) -> FilmLayer:
    """Make the component that sets entities aside.

    Args:
        nlp: the pipeline.
        name: the component's name.
        layer: the key of the span group.
        source: what an entity without an id gets as `ent.id_`: a trained model gives none.
        clear: take the entities out of `doc.ents`, so that the components behind see none of them.
    """
    return FilmLayer(layer, source, clear)


class FilmLayer:
    """Copies `doc.ents` into `doc.spans[layer]`, where `film_merge` finds them.

    With one after each source, a `Doc` shows what each of them says, also where they disagree.
    """

    def __init__(self, layer: str, source: str, clear: bool) -> None:
        self.layer = layer
        self.source = source
        self.clear = clear

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities aside."""
        spans = [
            Span(doc, ent.start, ent.end, label=ent.label, kb_id=ent.kb_id, span_id=ent.id_ or self.source)
            for ent in doc.ents
        ]
        doc.spans[self.layer] = SpanGroup(doc, name=self.layer, spans=spans)
        if self.clear:
            # missing, as before any component looked: nobody has said that there are none
            doc.set_ents([], default="missing")
        return doc
