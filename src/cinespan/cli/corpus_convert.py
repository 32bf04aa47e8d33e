"""`cinespan corpus convert`: a corpus to and from the files of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cinespan.cli.messages import counting, ending_tidily, tell
from cinespan.cli.options import Patterns, ReplacePatterns
from cinespan.corpus.conversion import convert
from cinespan.corpus.formats.protocol import Labels
from cinespan.corpus.formats.registry import FORMATS
from cinespan.quantities import counted
from cinespan.rules import read_rules

_NAMES = ", ".join(FORMATS)


def convert_cli(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="INPUT", help="Files or folders of one format, corpora or not.", show_default=False),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="The file or folder to write.", show_default=False)
    ],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FORMAT", help=f"What INPUT is: {_NAMES}. By default its name tells."),
    ] = None,
    target: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="What OUT is to be. By default its name tells.")
    ] = None,
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first review that can not be read.")] = False,
) -> None:
    """Convert a corpus to or from JSONL, CoNLL-2003, Prodigy, Label Studio, doccano, brat or Parquet.

    A review that can not be read is reported and left out. The rules tell entity labels from aspect categories.

    \b
    spacy         .spacy, or a folder of shards: a corpus
    jsonl         .jsonl, .jsonl.gz: what extract writes, and a gold file
    prodigy       .jsonl with --to prodigy: tasks for spans.manual and rel.manual
    label-studio  .json: tasks with predictions, for <Labels name="label" toName="text">
    doccano       .jsonl with --to doccano: sequence labelling with relations
    brat          a folder with --to brat: .txt and .ann files
    conll         .conll, .iob: CoNLL-2003 with IOB tags, entities alone
    parquet       .parquet: a row a review; needs cinespan[parquet]

    For annotation tools, an aspect term is a span with its category as label, an opinion term one with its polarity,
    and a quadruple the relation judged_by between them. Rules, intensities and fields travel beside them, and come
    back to all that was left as it was.
    """
    labels = Labels.of(read_rules(patterns, extend=not replace_patterns))
    with ending_tidily(), counting("reviews") as count:
        done = convert(
            inputs,
            output,
            labels,
            source=source,
            target=target,
            on_error=None if strict else lambda err: tell(f"skipped: {err}"),
            on_review=lambda _: count(),
        )
    if done.target.loses:
        tell(f"note: {done.target.name} has no place for {done.target.loses}")
    skipped = f", {done.skipped:,} skipped" if done.skipped else ""
    tell(f"ok: {counted(done.written, 'review')} from {done.source.name} to {done.target.name} in {output}{skipped}")
