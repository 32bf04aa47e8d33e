"""`cinespan corpus vote`: the entities of a corpus by a vote of its layers."""

from __future__ import annotations

from typing import Annotated

import typer

from cinespan.cli.corpus_options import Corpus, CorpusOutput, ShardTokens
from cinespan.cli.messages import counting, ending_tidily, tell
from cinespan.corpus.shards import SHARD_TOKENS
from cinespan.corpus.voting import vote_on_corpus
from cinespan.finders.voting import RELIABILITY
from cinespan.quantities import counted

_DEFAULTS = ", ".join(f"{source}={share}" for source, share in RELIABILITY.items())


def vote_cli(
    corpus: Corpus,
    output: CorpusOutput,
    reliability: Annotated[
        list[str] | None,
        typer.Option(
            "--reliability",
            metavar="SOURCE=SHARE",
            help=f"The share of a source's entities that are right; by default {_DEFAULTS}.",
        ),
    ] = None,
    shard_tokens: ShardTokens = SHARD_TOKENS,
) -> None:
    """Decide the entities of a corpus that was extracted with --layers, by a weighted vote of its sources.

    In such a corpus, doc.spans["ents.context"] and the like hold what each source found by itself. A film_layer behind
    any component that sets entities makes it a source too.
    """
    shares = dict(RELIABILITY)
    for pair in reliability or ():
        source, _, share = pair.partition("=")
        try:
            shares[source] = float(share)
        except ValueError as err:
            raise typer.BadParameter(f"{pair!r} is no SOURCE=SHARE", param_hint="--reliability") from err
    with ending_tidily(), counting("documents") as count:
        done = vote_on_corpus(corpus, output, shares, shard_tokens=shard_tokens, on_doc=count)
    entities, documents = counted(done.entities, "entity", "entities"), counted(done.documents, "document")
    tell(f"ok: {entities} in {documents} in {output}; {done.changed:,} changed")
