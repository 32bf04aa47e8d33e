"""`cinespan corpus merge`: several corpora in one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cinespan.cli.corpus_options import CorpusOutput, ShardTokens
from cinespan.cli.messages import counting, ending_tidily, tell
from cinespan.corpus.merging import merge_corpora
from cinespan.corpus.shards import SHARD_TOKENS
from cinespan.quantities import counted


def merge_cli(
    corpora: Annotated[
        list[Path], typer.Argument(metavar="CORPUS", help=".spacy files or folders of shards.", show_default=False)
    ],
    output: CorpusOutput,
    unique: Annotated[bool, typer.Option("--unique", help="Leave out documents whose id an earlier one had.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first id that came before.")] = False,
    shard_tokens: ShardTokens = SHARD_TOKENS,
) -> None:
    """Write the documents of several corpora into one, in their order.

    Ids that came before are reported; their documents are kept unless --unique says otherwise.
    """
    with ending_tidily(), counting("documents") as count:
        done = merge_corpora(corpora, output, unique=unique, strict=strict, shard_tokens=shard_tokens, on_doc=count)
    if done.repeated:
        what = "left out" if unique else "kept"
        more = ", …" if done.repeated > len(done.examples) else ""
        ids = ", ".join(done.examples) + more
        tell(f"note: {what} {counted(done.repeated, 'document')} with an id that came before: {ids}")
    tell(f"ok: {counted(done.written, 'document')} in {output}")
