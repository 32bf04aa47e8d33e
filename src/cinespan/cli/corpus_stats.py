"""`cinespan corpus stats`: what is in a corpus, in numbers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from cinespan.cli.corpus_options import Corpus
from cinespan.cli.messages import counting, make_table, printable, stdout, tell
from cinespan.corpus.stats import CorpusStats, Verdicts, corpus_stats
from cinespan.labels import POLARITIES
from cinespan.quantities import counted


def stats_cli(
    corpus: Corpus,
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help="How many of the most praised to name.")] = 10,
    by: Annotated[
        str, typer.Option("--by", metavar="FIELD", help="The field that names the film of a review.")
    ] = "film",
    sources: Annotated[bool, typer.Option("--sources", help="Show where the entities come from.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Count the documents, entities, judgements and duplicates of a corpus, and name what is praised most.

    --sources tells how much each source of entities covers, and in a corpus that was extracted with --layers also how
    far they overlap and conflict.
    """
    with counting("documents") as count:
        stats = corpus_stats(corpus, top=top, by=by, sources=sources, on_doc=count)
    if as_json:
        figures = asdict(stats)
        if not sources:
            del figures["sources"]
        typer.echo(json.dumps(figures, ensure_ascii=False))
        return
    _print_counts(stats)
    for title, verdicts in (
        ("Most praised films", stats.praised_films),
        ("Most praised people", stats.praised_people),
        ("Most praised aspects", stats.praised_aspects),
    ):
        _print_verdicts(title, verdicts)
    if stats.sources is not None:
        _print_sources(stats.sources)


def _print_counts(stats: CorpusStats) -> None:
    console = stdout()
    table = make_table("Corpus", "", "count", numbers=["count"])
    for name in ("documents", "tokens", "without_entities", "without_opinions", "repeated_ids", "exact_duplicates"):
        table.add_row(name.replace("_", " "), f"{getattr(stats, name):,}")
    table.add_row("near duplicates", f"{stats.near_duplicates:,}")
    console.print(table)
    table = make_table("Entities", "label", "count", numbers=["count"])
    for label, count in stats.entities.items():
        table.add_row(label, f"{count:,}")
    console.print(table)
    table = make_table("Aspects", "category", *POLARITIES, numbers=POLARITIES)
    for category, counts in stats.aspects.items():
        table.add_row(category, *(f"{counts.get(polarity, 0):,}" for polarity in POLARITIES))
    console.print(table)


def _print_verdicts(title: str, found: list[Verdicts]) -> None:
    if found:
        table = make_table(title, "name", "praised", "panned", numbers=["praised", "panned"])
        for verdicts in found:
            table.add_row(printable(verdicts.name), f"{verdicts.praised:,}", f"{verdicts.panned:,}")
        stdout().print(table)


def _print_sources(sources: dict[str, Any]) -> None:
    console = stdout()
    table = make_table("Sources", "source", "entities", "documents", "labels", numbers=["entities", "documents"])
    for name, figures in sources["entities"].items():
        labels = ", ".join(f"{label} {count:,}" for label, count in figures["labels"].items())
        table.add_row(name, f"{figures['count']:,}", f"{figures['documents']:.1%}", labels)
    console.print(table)
    if sources["layers"] is None:
        tell("note: this corpus keeps no layers, so that overlap and conflict are unknown; extract it with --layers")
        return
    columns = ("coverage", "overlap", "conflict")
    table = make_table(
        f"Layers, of {counted(sources['places'], 'place')} with an entity", "layer", *columns, numbers=columns
    )
    for name, figures in sources["layers"].items():
        table.add_row(name, *(f"{figures[column]:.1%}" for column in columns))
    console.print(table)
