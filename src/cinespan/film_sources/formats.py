"""Tells what a file of films holds by its first line, whatever its name."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import Final, NamedTuple

from cinespan.catalogue.builder import CatalogueBuilder
from cinespan.errors import InputError
from cinespan.film_sources import imdb, movielens, plain, tmdb, wikidata
from cinespan.film_sources.rows import (
    ReadRows,
    Row,
    first_text,
    read_csv,
    read_jsonl,
    read_quoted_tsv,
    read_results,
    read_tsv,
)
from cinespan.inputs import InputFile


class SourceFormat(NamedTuple):
    """A kind of file that a catalogue is built from."""

    name: str
    turn: int
    """When it is read: what names films comes before what adds to films that are known."""
    read: ReadRows
    add: Callable[[CatalogueBuilder, Row], bool]
    """Adds a row; False where it speaks of nothing that the catalogue holds."""
    columns: frozenset[str] = frozenset()
    """The columns that it can not do without."""


TABLES: Final = tuple(
    SourceFormat(name, turn, read, add, frozenset(columns.split()))
    for name, turn, read, add, columns in (
        ("IMDb title.basics", 0, read_tsv, imdb.add_basics, "tconst titleType primaryTitle originalTitle startYear"),
        ("IMDb title.akas", 4, read_tsv, imdb.add_akas, "titleId title region"),
        ("IMDb title.principals", 5, read_tsv, imdb.add_principals, "tconst ordering nconst category characters"),
        ("IMDb title.crew", 6, read_tsv, imdb.add_crew, "tconst directors writers"),
        ("IMDb name.basics", 7, read_tsv, imdb.add_names, "nconst primaryName"),
        ("MovieLens movies", 2, read_csv, movielens.add_movie, "movieId title"),
        ("MovieLens links", 3, read_csv, movielens.add_link, "movieId imdbId tmdbId"),
    )
)
PLAIN_CSV: Final = SourceFormat("films, comma-separated", 1, read_csv, plain.add_table_film)
PLAIN_TSV: Final = SourceFormat("films, tab-separated", 1, read_quoted_tsv, plain.add_table_film)
PLAIN_JSONL: Final = SourceFormat("films, JSONL", 1, read_jsonl, plain.add_film)
TMDB_FILMS: Final = SourceFormat("TMDB films", 1, read_jsonl, tmdb.add_film)
TMDB_PEOPLE: Final = SourceFormat("TMDB people", 2, read_jsonl, tmdb.add_person)
WIKIDATA: Final = SourceFormat("Wikidata results", 1, read_results, wikidata.add_result)
KNOWN: Final = (
    "IMDb's title.basics, title.akas, title.principals, title.crew and name.basics, TMDB's exports and movie details, "
    "MovieLens' movies.csv and links.csv, JSON results of Wikidata, or films as JSONL or a table with a column 'title'"
)


def tell_format(file: InputFile) -> SourceFormat:
    """Tell the format of a file.

    Raises:
        InputError: it is none that is known, or a column is missing.
    """
    text = first_text(file)
    if text.lstrip()[0] in "{[":
        return _json_format(file, text)
    delimiter = "\t" if "\t" in text else ","
    header = next(csv.reader([text], delimiter=delimiter))
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise InputError(f"{file.name}:1: two columns are named {twice[0]!r}; rename one")
    columns = set(header)
    for known in TABLES:
        if known.columns <= columns:
            return known
    nearest = max(TABLES, key=lambda known: (len(known.columns & columns), -len(known.columns)))
    shared = nearest.columns & columns
    if len(shared) > 1 or (shared and "title" not in shared and "title" not in columns):
        missing = ", ".join(sorted(map(repr, nearest.columns - columns)))
        raise InputError(f"{file.name}:1: a table like {nearest.name}, but without {missing}; get the file anew")
    if "title" not in columns:
        found = ", ".join(map(repr, header[:8]))
        raise InputError(f"{file.name}:1: the header has {found:.200}, which is no list of films; give {KNOWN}")
    return PLAIN_TSV if delimiter == "\t" else PLAIN_CSV


def _json_format(file: InputFile, text: str) -> SourceFormat:
    if text.lstrip()[0] == "[" or '"head"' in text[:1000] or '"bindings"' in text[:1000]:
        return WIKIDATA
    try:
        fields = json.loads(text)
    except ValueError:
        # an object that does not end with its line
        fields = None
    if not isinstance(fields, dict):
        if text.strip() == "{":
            return WIKIDATA
        raise InputError(f"{file.name}:1: broken JSON in the first line; write one object a line")
    if "original_title" in fields or "original_name" in fields:
        return TMDB_FILMS
    if "title" in fields:
        return PLAIN_JSONL
    if "name" in fields and "popularity" in fields:
        return TMDB_PEOPLE
    found = ", ".join(map(repr, list(fields)[:8]))
    raise InputError(f"{file.name}:1: an object with {found:.200}, which is no film; give {KNOWN}")
