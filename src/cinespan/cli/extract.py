"""`cinespan extract`: reviews in, a corpus, JSONL or a table out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

import typer

from cinespan.cli.messages import counting, ending_tidily, make_table, stderr, tell
from cinespan.cli.options import Catalogue, IdField, Inputs, Patterns, ReplacePatterns, TextField, pipeline_spec
from cinespan.corpus.sharded_extraction import extract_shards
from cinespan.corpus.shards import SHARD_TOKENS, is_folder_name
from cinespan.extraction import Summary, extract
from cinespan.quantities import counted


def extract_cli(
    inputs: Inputs,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A .spacy corpus, .jsonl or .csv (these two also .gz); a folder of shards, its name ending in /; "
            "- writes JSONL to stdout.",
            show_default=False,
        ),
    ],
    text_field: TextField = "text",
    id_field: IdField = "id",
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    catalogue: Catalogue = None,
    layers: Annotated[
        bool,
        typer.Option("--layers", help="Keep what each source found in the corpus, and let them vote on the entities."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first record that can not be read.")] = False,
    batch_size: Annotated[int, typer.Option("--batch-size", min=1, help="Reviews that are worked on at a time.")] = 64,
    n_process: Annotated[int, typer.Option("--n-process", metavar="N", min=1, help="Processes that write shards.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue a folder of shards: keep those that are finished.")
    ] = False,
    shard_tokens: Annotated[
        int, typer.Option("--shard-tokens", metavar="N", min=1, help="About how many tokens a shard holds.")
    ] = SHARD_TOKENS,
) -> None:
    """Find the entities and the praised and panned aspects of reviews, and write them to a file or a folder of shards.

    A record that can not be read is reported and left out; the others are worked on. OUT appears when it is whole.

    A .txt file is one review, and its name the id. Of an object or a row, the field film may hold the title or the id
    of its film, and credits what is known of it: title, other_titles, year, cast, director, composer, writer, crew. All
    other fields travel along; one whose name the output needs arrives as input_NAME.

    A folder of shards holds .spacy files with their quadruples in .csv files beside them, and manifest.json with the
    counts, the checksums and a fingerprint of the rules. What was interrupted leaves whole shards and no manifest;
    --resume keeps those whose reviews and rules are still the same, and without it the folder is begun anew.
    """
    spec = pipeline_spec(patterns, replace_patterns, catalogue)
    spec = replace(spec, batch_size=batch_size, layers=layers)
    on_error = None if strict else lambda err: tell(f"skipped: {err}")
    with ending_tidily(), counting("reviews") as count, _offering_to_resume(output):
        if is_folder_name(output):
            summary = extract_shards(
                inputs,
                output,
                spec,
                text_field=text_field,
                id_field=id_field,
                shard_tokens=shard_tokens,
                n_process=n_process,
                resume=resume,
                on_error=on_error,
                on_shard=lambda shard: count(more=shard.counts.reviews),
            )
        else:
            if n_process > 1 or resume:
                option = "--resume" if resume else "--n-process"
                raise typer.BadParameter("this is for a folder of shards; end OUT in /", param_hint=option)
            summary = extract(
                inputs,
                output,
                spec.load(),
                text_field=text_field,
                id_field=id_field,
                batch_size=batch_size,
                on_error=on_error,
                on_record=count,
            )
    _report(summary, output)


@contextmanager
def _offering_to_resume(output: str) -> Iterator[None]:
    """Say how a folder of shards goes on that was interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        if is_folder_name(output):
            tell(f"interrupted: the finished shards stay in {output}; --resume goes on with them")
        raise


def _report(summary: Summary, output: str) -> None:
    if summary.repeated_ids:
        tell(f"note: kept {counted(summary.repeated_ids, 'record')} with an id that an earlier one has")
    if summary.unknown_films:
        tell(f"note: the film of {counted(summary.unknown_films, 'record')} has no id, which --catalogue could give it")
    table = make_table("Summary", "what", "how many")
    table.add_row("reviews", f"{summary.read:,} read, {summary.skipped:,} skipped")
    table.add_row("entities", _listed(summary.entities.most_common()))
    table.add_row("praised", _listed(summary.praised.most_common(5)))
    table.add_row("panned", _listed(summary.panned.most_common(5)))
    table.add_row("written to", "stdout" if output == "-" else output)
    stderr().print(table)


def _listed(counts: list[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts) or "none"
