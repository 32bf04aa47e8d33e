"""A review with its annotation as plain data, between a `Doc` and the files of other tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import spacy
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from cinespan.corpus.documents import fields_of, id_of, origin_of, text_of
from cinespan.doc_data import cast_of, opinions_of, set_cast, set_opinions
from cinespan.gold import cut_words
from cinespan.labels import ASPECTS_KEY, OPINIONS_KEY
from cinespan.markup import mask_markup
from cinespan.records import Record
from cinespan.tokenizer import build_review_tokenizer
from cinespan.writers import RECORD_KEY

QUAD_DEFAULTS: Final[Mapping[str, Any]] = {
    "intensity": None,
    "negated": False,
    "score": None,
    "person": None,
    "film": None,
}
"""What a quadruple says that came without evidence, from a person or another tool; its `rules` are empty."""


class Entity(NamedTuple):
    """An entity; characters, end exclusive."""

    start: int
    end: int
    label: str
    rule: str = ""
    """The rule that made it, `ent.id_`."""
    kb_id: str = ""
    """The catalogue's id, where known."""


@dataclass(frozen=True)
class AnnotatedReview:
    """A review and all that was found in it; offsets count characters of `record.text`, end exclusive."""

    record: Record
    entities: tuple[Entity, ...] = ()
    quads: tuple[dict[str, Any], ...] = ()
    """As `doc._.opinions` holds them."""
    tokens: tuple[tuple[int, int], ...] | None = None
    """Start and end of each token, or None where a format has none: the pipeline's tokenizer cuts them then."""
    sentences: tuple[int, ...] = ()
    """The numbers of the tokens that begin a sentence; empty where nobody looked."""
    tags: tuple[str, ...] = ()
    """The part-of-speech tag of each token; empty where nobody looked."""
    cast: tuple[dict[str, Any], ...] = ()
    """As `doc._.cast` holds it; formats but our own leave it out."""

    @classmethod
    def of(cls, doc: Doc, default_id: str = "") -> AnnotatedReview:
        """Take over what a `Doc` of a corpus holds.

        Args:
            doc: the document.
            default_id: the id of a document that has none, since another program wrote it.
        """
        record_id = id_of(doc)
        source = str(origin_of(doc).get("source", ""))
        return cls(
            Record(default_id if record_id is None else record_id, text_of(doc), source, fields_of(doc)),
            tuple(Entity(ent.start_char, ent.end_char, ent.label_, ent.id_, ent.kb_id_) for ent in doc.ents),
            # msgpack gives tuples for the offsets in it
            tuple({**quad, **{key: list(quad[key]) for key in ("aspect", "opinion")}} for quad in opinions_of(doc)),
            tuple((token.idx, token.idx + len(token)) for token in doc),
            tuple(token.i for token in doc if token.is_sent_start) if doc.has_annotation("SENT_START") else (),
            tuple(token.tag_ or token.pos_ for token in doc) if any(t.tag or t.pos for t in doc) else (),
            tuple({**entry, "mentions": [list(mention) for mention in entry["mentions"]]} for entry in cast_of(doc)),
        )


class DocMaker:
    """Makes the `Doc`s of a corpus out of annotated reviews."""

    def __init__(self, vocab: Vocab | None = None) -> None:
        """Use a vocabulary, by default that of a blank English pipeline."""
        self.nlp = spacy.blank("en")
        if vocab is not None:
            self.nlp.vocab = vocab
        self.tokenizer = build_review_tokenizer(self.nlp)

    def __call__(self, review: AnnotatedReview) -> Doc:
        """Make a `Doc` that reads as one that `extract` wrote, with a token boundary wherever a span has one."""
        record = review.record
        text = mask_markup(record.text)
        tokens = review.tokens
        if tokens is None:
            tokens = tuple((token.idx, token.idx + len(token)) for token in self.tokenizer(text))
        starts, ends = _boundaries(review)
        cuts = {offset for token in tokens for offset in token}
        words, spaces = cut_words(text, cuts, starts, ends)
        doc = Doc(self.nlp.vocab, words=words, spaces=spaces)
        if review.sentences:
            begins = {tokens[number][0] for number in review.sentences}
            for token in doc:
                token.is_sent_start = token.idx in begins
        if review.tags:
            tags = {start: tag for (start, _), tag in zip(tokens, review.tags, strict=True)}
            for token in doc:
                token.tag_ = tags.get(token.idx, "")
        doc.set_ents([_ent(doc, entity) for entity in sorted(review.entities)], default="outside")
        _set_quads(doc, review.quads)
        if review.cast:
            set_cast(doc, review.cast)
        origin = {"id": record.id, "source": record.source, "fields": dict(record.meta)}
        if text != record.text:
            origin["text"] = record.text
        doc.user_data[RECORD_KEY] = origin
        return doc


@cache
def doc_maker() -> DocMaker:
    """Give the one maker that the formats share, since building a tokenizer takes as long as many reviews."""
    return DocMaker()


def make_quad(
    aspect: Sequence[int],
    category: str,
    opinion: Sequence[int],
    polarity: str,
    evidence: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Make a quadruple, in the order of keys that `doc._.opinions` has.

    Args:
        aspect: start and end of the aspect term, in characters.
        category: the aspect category.
        opinion: start and end of the opinion term, in characters.
        polarity: one of `labels.POLARITIES`.
        evidence: the other keys, where they are known.
    """
    evidence = evidence or {}
    return {
        "aspect": list(aspect),
        "category": category,
        "opinion": list(opinion),
        "polarity": polarity,
        **{key: evidence.get(key, value) for key, value in QUAD_DEFAULTS.items()},
        "rules": list(evidence.get("rules") or ()),
    }


def _boundaries(review: AnnotatedReview) -> tuple[set[int], set[int]]:
    spans = [(entity.start, entity.end) for entity in review.entities]
    spans += [(quad[key][0], quad[key][1]) for quad in review.quads for key in ("aspect", "opinion")]
    return {start for start, _ in spans}, {end for _, end in spans}


def _ent(doc: Doc, entity: Entity) -> Span:
    return _span(doc, entity.start, entity.end, entity.label, entity.rule, entity.kb_id)


def _span(doc: Doc, start: int, end: int, label: str, rule: str = "", kb_id: str = "") -> Span:
    span = doc.char_span(start, end, label=label, kb_id=kb_id, span_id=rule)
    if span is None:
        raise AssertionError(f"no token boundary at {start} or {end}, though the text was cut there")
    return span


def _set_quads(doc: Doc, quads: Sequence[dict[str, Any]]) -> None:
    aspects: dict[tuple[int, int, str], Span] = {}
    opinions: dict[tuple[int, int, str], Span] = {}
    for quad in quads:
        rules = [*quad["rules"][:2], "", ""]
        sides = ((aspects, "aspect", "category", rules[0]), (opinions, "opinion", "polarity", rules[1]))
        for spans, place, label, rule in sides:
            start, end = quad[place]
            key = (start, end, quad[label])
            if key not in spans:
                spans[key] = _span(doc, *key, rule)
    doc.spans[ASPECTS_KEY] = SpanGroup(doc, name=ASPECTS_KEY, spans=[aspects[key] for key in sorted(aspects)])
    doc.spans[OPINIONS_KEY] = SpanGroup(doc, name=OPINIONS_KEY, spans=[opinions[key] for key in sorted(opinions)])
    set_opinions(doc, quads)
