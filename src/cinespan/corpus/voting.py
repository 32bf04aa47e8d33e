"""A vote on the entities of a corpus that keeps layers, with other reliabilities than when it was extracted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span

from cinespan.components.film_vote import FilmVote
from cinespan.corpus.merging import refuse_own_input
from cinespan.corpus.shards import SHARD_TOKENS, attributes_of, corpus_files, open_corpus, patterns_of, read_docs
from cinespan.errors import CinespanError, InputError
from cinespan.finders.voting import RELIABILITY, layers_of
from cinespan.sources import HISTORY, source_of


@dataclass
class Ballot:
    """What a vote did."""

    documents: int = 0
    changed: int = 0
    """Documents whose entities are others now."""
    entities: int = 0


def vote_on_corpus(
    corpus: str | Path,
    output: str | Path,
    reliability: Mapping[str, float] = RELIABILITY,
    *,
    shard_tokens: int = SHARD_TOKENS,
    on_doc: Callable[[Doc], None] = lambda _: None,
) -> Ballot:
    """Decide the entities of a corpus by a vote of its layers; the layers and the quadruples stay as they are.

    So do the entities of the document's history, which has no layer, where the winners leave their words free.

    Args:
        corpus: see `shards.corpus_files`; one that `extract` wrote with `--layers`, or that went through `film_layer`.
        output: see `shards.open_corpus`.
        reliability: see `film_vote`.
        shard_tokens: how many tokens a shard holds.
        on_doc: is called with each document that was written.

    Returns:
        The counts.

    Raises:
        CinespanError: a reliability is out of bounds.
        InputError: the corpus can not be read, or a document keeps no layers.
        OutputError: the output can not be written, or is the corpus.
    """
    files = corpus_files(corpus)
    refuse_own_input([Path(corpus)], output)
    try:
        decide = FilmVote(reliability)
    except ValueError as err:
        raise CinespanError(str(err)) from err
    done = Ballot()
    attributes, patterns = attributes_of(files), patterns_of(corpus)
    with open_corpus(output, attributes=attributes, patterns=patterns, shard_tokens=shard_tokens) as add:
        for doc in read_docs(corpus):
            if layers_of(doc) is None:
                raise InputError(f"{corpus}: a document keeps no layers; extract the corpus with --layers")
            before = doc.ents
            decide(doc)
            doc.set_ents(_with_what_still_holds(doc.ents, before), default="outside")
            add(doc)
            done.documents += 1
            done.changed += list(map(_place, before)) != list(map(_place, doc.ents))
            done.entities += len(doc.ents)
            on_doc(doc)
    return done


def _with_what_still_holds(won: Sequence[Span], before: Sequence[Span]) -> list[Span]:
    """Keep an entity as it was where the vote comes to the same, and those of the history where words are free."""
    known = {_place(ent): ent for ent in before}
    taken = {token for ent in won for token in range(ent.start, ent.end)}
    kept = [ent for ent in before if source_of(ent.id_) == HISTORY and taken.isdisjoint(range(ent.start, ent.end))]
    return [*(known.get(_place(ent), ent) for ent in won), *kept]


def _place(ent: Span) -> tuple[int, int, str]:
    return ent.start, ent.end, ent.label_
