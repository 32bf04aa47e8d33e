"""`cinespan corpus filter`: the documents of a corpus that meet criteria."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from cinespan.cli.corpus_options import Corpus, CorpusOutput, ShardTokens
from cinespan.cli.messages import counting, ending_tidily, tell
from cinespan.corpus.filtering import Criteria, filter_corpus, plain
from cinespan.corpus.shards import SHARD_TOKENS
from cinespan.labels import POLARITIES
from cinespan.quantities import counted
from cinespan.sources import SOURCES


def filter_cli(
    corpus: Corpus,
    output: CorpusOutput,
    ids: Annotated[list[str] | None, typer.Option("--id", metavar="ID", help="With this id.")] = None,
    labels: Annotated[
        list[str] | None, typer.Option("--label", metavar="LABEL", help="With an entity of this label.")
    ] = None,
    sources: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="SOURCE", help=f"With an entity from this source: {', '.join(SOURCES)}."),
    ] = None,
    categories: Annotated[
        list[str] | None, typer.Option("--category", metavar="NAME", help="With a judgement on this aspect category.")
    ] = None,
    polarities: Annotated[
        list[str] | None,
        typer.Option("--polarity", metavar="NAME", help=f"With a judgement of this polarity: {', '.join(POLARITIES)}."),
    ] = None,
    films: Annotated[
        list[str] | None, typer.Option("--film", metavar="FILM", help="About this film, or naming it in the text.")
    ] = None,
    film_field: Annotated[str, typer.Option("--by", metavar="FIELD", help="The field that names the film.")] = "film",
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="FIELD=VALUE", help="With this value in this field.")
    ] = None,
    min_tokens: Annotated[int | None, typer.Option("--min-tokens", metavar="N", help="Of at least N tokens.")] = None,
    max_tokens: Annotated[int | None, typer.Option("--max-tokens", metavar="N", help="Of at most N tokens.")] = None,
    min_rating: Annotated[float | None, typer.Option("--min-rating", metavar="N", help="Rated N or better.")] = None,
    max_rating: Annotated[float | None, typer.Option("--max-rating", metavar="N", help="Rated N or worse.")] = None,
    rating_field: Annotated[
        str, typer.Option("--rating-field", metavar="NAME", help="The field that holds the rating.")
    ] = "rating",
    opinions: Annotated[
        bool | None, typer.Option("--opinions/--no-opinions", help="With at least one judgement, or with none.")
    ] = None,
    drop: Annotated[bool, typer.Option("--drop/--keep", help="Drop the documents that meet all this.")] = False,
    shard_tokens: ShardTokens = SHARD_TOKENS,
) -> None:
    """Keep the documents of a corpus that meet all that is asked for, or drop them.

    An option that is given several times asks for any of its values. --category and --polarity together ask for one
    judgement that has both, and so do --label and --source for one entity.
    """
    _check(sources, SOURCES, "--source")
    _check(polarities, POLARITIES, "--polarity")
    criteria = Criteria(
        ids=frozenset(ids or ()),
        labels=frozenset(labels or ()),
        sources=frozenset(sources or ()),
        categories=frozenset(categories or ()),
        polarities=frozenset(polarities or ()),
        films=frozenset(plain(film) for film in films or ()),
        film_field=film_field,
        where=_pairs(where or ()),
        min_tokens=min_tokens,
        max_tokens=max_tokens,
        min_rating=min_rating,
        max_rating=max_rating,
        rating_field=rating_field,
        has_opinions=opinions,
    )
    with ending_tidily(), counting("documents") as count:
        done = filter_corpus(corpus, output, criteria, drop=drop, shard_tokens=shard_tokens, on_doc=count)
    if not done.kept:
        tell("note: no document was kept, and the corpus is empty; ask for less")
    tell(f"ok: {counted(done.kept, 'document')} kept in {output}, {done.dropped:,} dropped")


def _check(values: list[str] | None, known: Iterable[str], option: str) -> None:
    for value in values or ():
        if value not in known:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}", param_hint=option)


def _pairs(given: Iterable[str]) -> dict[str, frozenset[str]]:
    pairs: dict[str, frozenset[str]] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is no FIELD=VALUE", param_hint="--where")
        pairs[name] = pairs.get(name, frozenset()) | {value}
    return pairs
