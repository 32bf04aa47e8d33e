"""The documents of a corpus that meet criteria."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from cinespan.corpus.documents import fields_of, id_of
from cinespan.corpus.merging import refuse_own_input
from cinespan.corpus.shards import SHARD_TOKENS, attributes_of, corpus_files, open_corpus, patterns_of, read_docs
from cinespan.corpus.splits import film_of
from cinespan.doc_data import opinions_of
from cinespan.labels import FILM
from cinespan.sources import source_of


@dataclass(frozen=True)
class Criteria:
    """What a document has to meet: all that is given, and of several values for one thing, any."""

    ids: Collection[str] = ()
    labels: Collection[str] = ()
    """Entity labels."""
    sources: Collection[str] = ()
    """Sources of an entity, see `sources.SOURCES`; with `labels`, of one with such a label."""
    categories: Collection[str] = ()
    """Aspect categories."""
    polarities: Collection[str] = ()
    """Polarities; with `categories`, of a quadruple with such a category."""
    films: Collection[str] = ()
    """Films: what the field `film_field` says, or the text or the catalogue's id of a film that the text names."""
    film_field: str = "film"
    where: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Fields and the values that they may have, written as text."""
    min_tokens: int | None = None
    max_tokens: int | None = None
    min_rating: float | None = None
    max_rating: float | None = None
    rating_field: str = "rating"
    has_opinions: bool | None = None
    """Whether there has to be a quadruple, or there must be none."""

    def meets(self, doc: Doc) -> bool:
        """Tell whether a document meets them all."""
        return (
            (not self.ids or str(id_of(doc)) in self.ids)
            and within(len(doc), self.min_tokens, self.max_tokens)
            and self._has_rating(doc)
            and all(_as_text(fields_of(doc).get(name)) in values for name, values in self.where.items())
            and self._has_entity(doc)
            and self._has_quad(doc)
            and self._has_film(doc)
        )

    def _has_rating(self, doc: Doc) -> bool:
        if self.min_rating is None and self.max_rating is None:
            return True
        try:
            rating = float(fields_of(doc).get(self.rating_field))  # type: ignore[arg-type]  # whatever a user wrote
        except (TypeError, ValueError):
            return False
        return within(rating, self.min_rating, self.max_rating)

    def _has_entity(self, doc: Doc) -> bool:
        if not self.labels and not self.sources:
            return True
        return any(
            (not self.labels or ent.label_ in self.labels) and (not self.sources or source_of(ent.id_) in self.sources)
            for ent in doc.ents
        )

    def _has_quad(self, doc: Doc) -> bool:
        quads = opinions_of(doc)
        if self.has_opinions is not None and bool(quads) != self.has_opinions:
            return False
        if not self.categories and not self.polarities:
            return True
        return any(
            (not self.categories or quad["category"] in self.categories)
            and (not self.polarities or quad["polarity"] in self.polarities)
            for quad in quads
        )

    def _has_film(self, doc: Doc) -> bool:
        if not self.films:
            return True
        wanted = {plain(film) for film in self.films}
        named = {plain(name) for ent in doc.ents if ent.label_ == FILM for name in (ent.text, ent.kb_id_) if name}
        return film_of(doc, self.film_field) in wanted or not wanted.isdisjoint(named)


@dataclass
class Filtered:
    """What a filter did."""

    kept: int = 0
    dropped: int = 0


def filter_corpus(
    corpus: str | Path,
    output: str | Path,
    criteria: Criteria,
    *,
    drop: bool = False,
    shard_tokens: int = SHARD_TOKENS,
    on_doc: Callable[[Doc], None] = lambda _: None,
) -> Filtered:
    """Write the documents that meet criteria, holding one file or shard at a time.

    Args:
        corpus: see `shards.corpus_files`.
        output: see `shards.open_corpus`.
        criteria: what a document has to meet.
        drop: write the others instead.
        shard_tokens: how many tokens a shard holds.
        on_doc: is called with each document that was read.

    Returns:
        The counts.

    Raises:
        InputError: the corpus can not be read.
        OutputError: the output can not be written, or is the corpus.
    """
    files = corpus_files(corpus)
    refuse_own_input([Path(corpus)], output)
    done = Filtered()
    attributes, patterns = attributes_of(files), patterns_of(corpus)
    with open_corpus(output, attributes=attributes, patterns=patterns, shard_tokens=shard_tokens) as add:
        for doc in read_docs(corpus):
            if criteria.meets(doc) != drop:
                add(doc)
                done.kept += 1
            else:
                done.dropped += 1
            on_doc(doc)
    return done


def within(value: float, least: float | None, most: float | None) -> bool:
    """Tell whether a value lies between two bounds, both of them allowed."""
    return (least is None or value >= least) and (most is None or value <= most)


def plain(name: str) -> str:
    """Give a name as `splits.film_of` compares it: without case, and with single spaces."""
    return " ".join(name.casefold().split())


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)
