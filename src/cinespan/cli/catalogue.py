"""`cinespan catalogue`: build a catalogue of films, and look into it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cinespan.catalogue.store import Catalogue, Match
from cinespan.cli.messages import counting, ending_tidily, make_table, printable, stderr, stdout, tell
from cinespan.errors import InputError
from cinespan.film_sources.build import BuildSummary, build_catalogue
from cinespan.quantities import counted

DEFAULT: Final = Path("films.catalogue")
_NOUNS: Final = {"films": "film", "people": "person", "credits": "credit", "names": "name"}
MAX_REPORTED: Final = 20
"""So many bad rows of a run are told one by one; sources have millions of rows."""

catalogue_app = typer.Typer(
    name="catalogue", help="Build a catalogue of films and people, and look into it.", no_args_is_help=True
)

Given = Annotated[Path, typer.Option("--catalogue", "-c", metavar="FILE", help="The catalogue to look into.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@catalogue_app.command("build")
def build_cli(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="IMDb's TSV tables, TMDB's id exports and movie details, MovieLens' movies.csv and links.csv, Wikidata"
            " results (JSON), or films as JSONL, CSV or TSV; each may be .gz. Or folders of them.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The catalogue to write, one SQLite file.")
    ] = DEFAULT,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first row that can not be read.")] = False,
) -> None:
    """Build a catalogue out of lists of films; what several of them say of one film is joined by its ids.

    A row that can not be read is reported and left out; a source that is damaged or of no known format ends the build.

    \b
    your own   JSONL, CSV or TSV with id, title, other_titles, year, cast,
               director, composer, writer, crew, imdb_id, ...
    IMDb       title.basics, title.akas, title.principals, title.crew, name.basics
    TMDB       the daily id exports; movie details with credits, as JSON lines
    MovieLens  movies.csv and links.csv
    Wikidata   JSON results with film, imdb, tmdb, date, actor, character,
               director, composer, writer, each with its label
    """
    told: Counter[str] = Counter()

    def skip(err: InputError) -> None:
        told["rows"] += 1
        if told["rows"] <= MAX_REPORTED:
            tell(f"skipped: {err}")

    with ending_tidily(), counting("rows") as count:
        summary = build_catalogue(sources, output, on_error=None if strict else skip, on_row=count)
    if told["rows"] > MAX_REPORTED:
        tell(f"skipped: {counted(told['rows'] - MAX_REPORTED, 'more row')}; --strict stops at the first")
    _report(summary, output)


@catalogue_app.command("find")
def find_cli(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A title, a name or an id.", show_default=False)],
    catalogue: Given = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Find the films, people and characters of a name, or the film of an id; exits with 1 where there is none."""
    with Catalogue(catalogue) as opened:
        credits = opened.get(name)
        matches = [] if credits else opened.find(name)
    if credits is None and not matches:
        raise InputError(f"{catalogue}: nothing is called {name!r}")
    if as_json:
        plain: Any = credits.to_dict() if credits else [match._asdict() for match in matches]
        typer.echo(json.dumps(plain, ensure_ascii=False))
    elif credits:
        table = make_table(credits.title or "", "what", "")
        for key, value in credits.to_dict().items():
            for item in value if isinstance(value, list) else [value]:
                table.add_row(key, printable(_as_text(item)))
        stdout().print(table)
    else:
        stdout().print(_matches_table(name, matches))


@catalogue_app.command("info")
def info_cli(catalogue: Given = DEFAULT, as_json: AsJson = False) -> None:
    """Tell what a catalogue holds, and what it was built from."""
    with Catalogue(catalogue) as opened:
        info = opened.info()
    if as_json:
        typer.echo(json.dumps(info, ensure_ascii=False))
        return
    table = make_table(f"{catalogue}, version {info['version']}, {info['size'] / 1e6:,.1f} MB", "what", "how many")
    for what in ("films", "people", "credits", "names"):
        table.add_row(what, f"{info[what]:,}")
    stdout().print(table)
    table = make_table("Sources", "file", "format", "rows", "skipped", numbers=("rows", "skipped"))
    for source in info["sources"]:
        table.add_row(printable(source["name"]), source["format"], f"{source['rows']:,}", f"{source['skipped']:,}")
    stdout().print(table)


def _report(summary: BuildSummary, output: Path) -> None:
    table = make_table("Sources", "file", "format", "rows", "unused", "skipped", numbers=("rows", "unused", "skipped"))
    for source in summary.sources:
        numbers = (f"{number:,}" for number in (source.rows, source.unused, source.skipped))
        table.add_row(printable(source.name), source.format, *numbers)
    stderr().print(table)
    counts = ", ".join(counted(number, _NOUNS[what], what) for what, number in summary.counts.items())
    tell(f"written to {output}: {counts}")


def _matches_table(name: str, matches: list[Match]) -> Any:
    table = make_table(name, "kind", "id", "name", "year", "with")
    for match in matches:
        cells = (match.kind, match.id or "", match.name, str(match.year or ""), ", ".join(match.films))
        table.add_row(*map(printable, cells))
    return table


def _as_text(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "actor" in item:
        return f"{_as_text(item['actor'])} as {item['character']}"
    return f"{item['name']} ({item['id']})"
