"""IMDb's public tables (https://developer.imdb.com/non-commercial-datasets/), as rows of text by column."""

from __future__ import annotations

import json
from typing import Final

from cinespan.catalogue.builder import CatalogueBuilder, Credit
from cinespan.catalogue.schema import CAST, COMPOSER, CREW, DIRECTOR, WRITER
from cinespan.errors import InputError
from cinespan.film_sources.rows import Row

NO_SCREEN_WORKS: Final = frozenset({"tvEpisode", "videoGame"})
"""The title types that are left out: an episode is spoken of by its series, and a game is no screen work."""
ROLE_OF_CATEGORY: Final = {
    "actor": CAST,
    "actress": CAST,
    "self": CAST,
    "director": DIRECTOR,
    "composer": COMPOSER,
    "writer": WRITER,
}
"""The role of a category of `title.principals`; every other maker is crew."""
NO_CREDITS: Final = frozenset({"archive_footage", "archive_sound"})


def add_basics(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a row of `title.basics`; tells whether it is a screen work."""
    fields = row.fields
    if fields["titleType"] in NO_SCREEN_WORKS:
        return False
    film_id, title = _filled(row, "tconst"), _filled(row, "primaryTitle")
    film = builder.film([film_id], row.where, row.line)
    builder.describe(film, title, _year(row), [fields["originalTitle"]] if fields["originalTitle"] else [])
    return True


def add_akas(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a row of `title.akas`; tells whether its film is known."""
    film = builder.known_film(_filled(row, "titleId"))
    if film is None:
        return False
    builder.describe(film, other_titles=[_filled(row, "title")])
    return True


def add_principals(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a row of `title.principals`; tells whether its film is known."""
    fields = row.fields
    film = builder.known_film(_filled(row, "tconst"))
    if film is None or fields["category"] in NO_CREDITS:
        return False
    role = ROLE_OF_CATEGORY.get(_filled(row, "category"), CREW)
    person, position = _filled(row, "nconst"), int(fields["ordering"]) if str(fields["ordering"]).isdecimal() else 0
    characters = _characters(row) if role == CAST and fields["category"] != "self" else []
    credits = [Credit(role, None, person, character, position) for character in characters or [""]]
    builder.describe(film, credits=credits)
    return True


def add_crew(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a row of `title.crew`; tells whether its film is known."""
    film = builder.known_film(_filled(row, "tconst"))
    if film is None:
        return False
    columns = (("directors", DIRECTOR), ("writers", WRITER))
    credits = [
        Credit(role, None, person, position=position)
        for column, role in columns
        for position, person in enumerate((row.fields[column] or "").split(","))
        if person
    ]
    builder.describe(film, credits=credits)
    return True


def add_names(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a row of `name.basics`; tells whether a credit knows the person."""
    return builder.name_person(_filled(row, "nconst"), _filled(row, "primaryName"), row.where, row.line)


def _filled(row: Row, column: str) -> str:
    value = row.fields[column]
    if not value:
        raise InputError(f"{row.where}: the column {column!r} is empty; get the file anew or take the row out")
    return str(value)


def _year(row: Row) -> int | None:
    year = row.fields["startYear"]
    if year is not None and not year.isdecimal():
        raise InputError(f"{row.where}: the column 'startYear' holds {year!r:.40}; give a whole number or \\N")
    return None if year is None else int(year)


def _characters(row: Row) -> list[str]:
    """Read the column `characters`, a JSON list of strings."""
    text = row.fields["characters"]
    if text is None:
        return []
    try:
        characters = json.loads(text)
    except ValueError:
        characters = None
    if not isinstance(characters, list) or not all(isinstance(name, str) for name in characters):
        raise InputError(f"{row.where}: the column 'characters' holds {text!r:.60}; give a JSON list of strings")
    return characters
