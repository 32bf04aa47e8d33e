"""What is in a corpus, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from cinespan.corpus.documents import SeenIds, fields_of, id_of, text_of
from cinespan.corpus.near_duplicates import Signature, signature, union_near_duplicates
from cinespan.corpus.shards import read_docs
from cinespan.corpus.source_stats import SourceCounter
from cinespan.doc_data import opinions_of
from cinespan.labels import NEGATIVE, POSITIVE


@dataclass
class Verdicts:
    """How often one thing is praised and panned."""

    name: str
    praised: int = 0
    panned: int = 0


class Tally:
    """Counts praise and blame by name, whatever the case and the spaces that it is written with."""

    def __init__(self) -> None:
        self._verdicts: dict[str, Verdicts] = {}

    def add(self, name: str, polarity: str) -> None:
        """Count one judgement."""
        words = " ".join(name.split())
        verdicts = self._verdicts.setdefault(words.casefold(), Verdicts(words))
        verdicts.praised += polarity == POSITIVE
        verdicts.panned += polarity == NEGATIVE

    def most_praised(self, limit: int) -> list[Verdicts]:
        """Give the most praised; of as much praise, the less panned comes first."""
        praised = (verdicts for verdicts in self._verdicts.values() if verdicts.praised)
        return sorted(praised, key=lambda v: (-v.praised, v.panned, v.name))[:limit]


@dataclass
class CorpusStats:
    """What `corpus_stats` found."""

    documents: int = 0
    tokens: int = 0
    entities: dict[str, int] = field(default_factory=dict)
    """By label, the most frequent first."""
    aspects: dict[str, dict[str, int]] = field(default_factory=dict)
    """Quadruples by category and polarity, the category with most first."""
    without_entities: int = 0
    """Documents in which no entity was found."""
    without_opinions: int = 0
    """Documents in which no quadruple was found."""
    repeated_ids: int = 0
    """Documents whose id an earlier one had."""
    exact_duplicates: int = 0
    """Documents whose text an earlier one had."""
    near_duplicates: int = 0
    """Further documents whose text is nearly that of an earlier one, see `near_duplicates`."""
    duplicate_groups: list[list[str | int | None]] = field(default_factory=list)
    """The ids of the largest groups of documents that have nearly the same text."""
    praised_films: list[Verdicts] = field(default_factory=list)
    praised_people: list[Verdicts] = field(default_factory=list)
    praised_aspects: list[Verdicts] = field(default_factory=list)
    """By aspect term; `aspects` counts by category."""
    sources: dict[str, Any] | None = None
    """Where the entities come from, see `source_stats.SourceCounter.result`; None where nobody asked."""


def corpus_stats(
    corpus: str | Path,
    *,
    top: int = 10,
    by: str = "film",
    sources: bool = False,
    on_doc: Callable[[Doc], None] = lambda _: None,
) -> CorpusStats:
    """Count what is in a corpus, holding one file or shard at a time, and a kilobyte for each document.

    Args:
        corpus: see `shards.corpus_files`.
        top: how many of the most praised, and of the groups of duplicates, to name.
        by: the field of a record that names its film, for judgements of which the text names no film.
        sources: count where the entities come from.
        on_doc: is called with each document.

    Returns:
        The counts.

    Raises:
        InputError: the corpus can not be read.
    """
    stats, counter = CorpusStats(), SourceCounter()
    entities: Counter[str] = Counter()
    aspects: dict[str, Counter[str]] = {}
    films, people, terms = Tally(), Tally(), Tally()
    seen, ids = SeenIds(), []
    texts: set[int] = set()
    signatures: list[Signature] = []
    for doc in read_docs(corpus):
        quads, text = opinions_of(doc), text_of(doc)
        stats.documents += 1
        stats.tokens += len(doc)
        stats.without_entities += not doc.ents
        stats.without_opinions += not quads
        stats.repeated_ids += seen.again(id_of(doc))
        stats.exact_duplicates += hash(text) in texts
        texts.add(hash(text))
        ids.append(id_of(doc))
        signatures.append(signature(text))
        entities.update(ent.label_ for ent in doc.ents)
        about = fields_of(doc).get(by)
        for quad in quads:
            aspects.setdefault(quad["category"], Counter())[quad["polarity"]] += 1
            film = quad["film"] or about
            # the name of a film where the text or the record gives it; credits are no name
            if isinstance(film, str) and film:
                films.add(film, quad["polarity"])
            if quad["person"]:
                people.add(quad["person"], quad["polarity"])
            terms.add(text[slice(*quad["aspect"])], quad["polarity"])
        if sources:
            counter.add(doc)
        on_doc(doc)
    stats.entities = dict(entities.most_common())
    stats.aspects = {
        name: dict(counts.most_common()) for name, counts in sorted(aspects.items(), key=lambda x: -x[1].total())
    }
    stats.praised_films, stats.praised_people, stats.praised_aspects = (
        tally.most_praised(top) for tally in (films, people, terms)
    )
    _count_near_duplicates(stats, ids, signatures, top)
    stats.sources = counter.result() if sources else None
    return stats


def _count_near_duplicates(
    stats: CorpusStats, ids: list[str | int | None], signatures: list[Signature], top: int
) -> None:
    if not signatures:
        return
    sets = union_near_duplicates(np.array(signatures))
    groups: dict[int, list[str | int | None]] = {}
    for number, record_id in enumerate(ids):
        groups.setdefault(sets.find(number), []).append(record_id)
    # texts that are the same are nearly the same, too
    stats.near_duplicates = len(ids) - len(groups) - stats.exact_duplicates
    several = (group for group in groups.values() if len(group) > 1)
    stats.duplicate_groups = sorted(several, key=len, reverse=True)[:top]
