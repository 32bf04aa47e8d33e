"""The arguments and options that commands on corpora share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Corpus = Annotated[
    Path, typer.Argument(metavar="CORPUS", help="A .spacy file or a folder of shards.", show_default=False)
]
CorpusOutput = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="A .spacy file; any other name is that of a folder of shards.",
        show_default=False,
    ),
]
ShardTokens = Annotated[
    int, typer.Option("--shard-tokens", metavar="N", min=1, help="About how many tokens a shard holds.")
]
