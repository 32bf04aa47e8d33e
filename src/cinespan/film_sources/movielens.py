"""The tables `movies.csv` and `links.csv` of the MovieLens data sets (https://grouplens.org/datasets/movielens/)."""

from __future__ import annotations

import re
from typing import Final

from cinespan.catalogue.builder import CatalogueBuilder
from cinespan.errors import InputError
from cinespan.film_sources.rows import Row

_YEAR: Final = re.compile(r"\s*\((\d{4})(?:\s*[-–]\s*\d{0,4})?\)\s*$")
_BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)")
_KNOWN_AS: Final = re.compile(r"^a\.?k\.?a\.?\s+", re.IGNORECASE)
# No rules but facts of these files: their makers have put these words, and no others, behind the title.
_ARTICLE_BEHIND: Final = re.compile(
    r"^(.+), (The|An?|L[aeo]s?|L'|El|Il|Gli|I|Un[ae]?|De[rnt]?|D[ai]e|Das|Het|Os?|As)$", re.IGNORECASE
)


def add_movie(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a row of `movies.csv`."""
    written = row.fields["title"].strip()
    if not written:
        raise InputError(f"{row.where}: the title is empty; take the row out")
    film = builder.film([_own_id(row)], row.where, row.line)
    title, others, year = parse_title(written)
    builder.describe(film, title, year, others)
    return True


def add_link(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a row of `links.csv`: the ids by which IMDb and TMDB know a film."""
    ids = [_own_id(row)]
    imdb, tmdb = row.fields["imdbId"].strip(), row.fields["tmdbId"].strip()
    for column, value in (("imdbId", imdb.removeprefix("tt")), ("tmdbId", tmdb)):
        if value and not value.isdecimal():
            raise InputError(f"{row.where}: the column {column!r} holds {value!r:.40}; give a whole number")
    if imdb:
        ids.append(f"tt{imdb.removeprefix('tt').zfill(7)}")
    if tmdb:
        ids.append(f"tmdb:{tmdb}")
    builder.film(ids, row.where, row.line)
    return True


def parse_title(written: str) -> tuple[str, list[str], int | None]:
    """Read a title as MovieLens writes it: "City of Lost Children, The (Cité des enfants perdus, La) (1995)".

    Returns:
        The title, other titles and the year.
    """
    match = _YEAR.search(written)
    text = written[: match.start()] if match else written
    others = [_article_first(_KNOWN_AS.sub("", other.strip())) for other in _BRACKETS.findall(text)]
    title = _article_first(_BRACKETS.sub("", text).strip())
    return title or written, [other for other in others if other], int(match[1]) if match else None


def _article_first(title: str) -> str:
    match = _ARTICLE_BEHIND.match(title)
    if not match:
        return title
    return f"{match[2]}{'' if match[2].endswith(chr(39)) else ' '}{match[1]}"


def _own_id(row: Row) -> str:
    number = row.fields["movieId"].strip()
    if not number.isdecimal():
        raise InputError(f"{row.where}: the column 'movieId' holds {number!r:.40}; give a whole number")
    return f"movielens:{number}"
