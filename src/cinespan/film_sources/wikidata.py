"""The results of a Wikidata query about films, as https://query.wikidata.org gives them, a row a combination.

Read are the variables `film`, `imdb`, `tmdb`, `date`, and for a person `actor`, `character`, `director`, `composer`,
`writer` and `crew`, each with its label behind it (`filmLabel`, `actorLabel`) as the label service names it, and
`filmAltLabel`; the names in `NAMES` stand for the same. What else a query asks for is passed over.
"""

from __future__ import annotations

import re
from typing import Any, Final

from cinespan.catalogue.builder import CatalogueBuilder, Credit
from cinespan.catalogue.schema import CAST, COMPOSER, CREW, DIRECTOR, WRITER
from cinespan.errors import InputError
from cinespan.film_sources.rows import Row

NAMES: Final = {
    "film": ("film", "item", "movie"),
    "imdb": ("imdb", "imdbId", "imdb_id", "imdbID"),
    "tmdb": ("tmdb", "tmdbId", "tmdb_id", "tmdbID"),
    "date": ("date", "year", "publicationDate", "releaseDate"),
    "actor": ("actor", "cast", "castMember", "cast_member"),
    "character": ("character", "role", "characterRole"),
    "director": ("director",),
    "composer": ("composer",),
    "writer": ("writer", "screenwriter"),
    "crew": ("crew", "producer", "editor", "cinematographer"),
}
"""The variables that queries commonly use."""
_MAKERS: Final = {"director": DIRECTOR, "composer": COMPOSER, "writer": WRITER}
_ENTITY: Final = re.compile(r"(?:^|/entity/)(Q\d+)$")


def add_result(builder: CatalogueBuilder, row: Row) -> bool:
    """Add one result of the query."""
    fields = row.fields
    film_id, title = _entity(fields, "film")
    if film_id is None:
        raise InputError(f"{row.where}: no variable 'film' with an entity of Wikidata; name it so in the query")
    imdb, tmdb, date = (_first(fields, NAMES[name]) for name in ("imdb", "tmdb", "date"))
    ids = [film_id, *([imdb] if imdb else []), *([f"tmdb:{tmdb}"] if tmdb else [])]
    # each film has a row for each combination of its values, so that it comes again is no mistake
    film = builder.film(ids, row.where, row.line, new=False)
    others = (_first(fields, tuple(f"{name}AltLabel" for name in NAMES["film"])) or "").split(", ")
    year = re.match(r"-?\d{4}", date or "")
    builder.describe(film, title, int(year[0]) if year else None, [text for text in others if text], _credits(fields))
    return True


def _credits(fields: dict[str, Any]) -> list[Credit]:
    credits = []
    actor_id, actor = _entity(fields, "actor")
    if actor:
        _, character = _entity(fields, "character")
        credits.append(Credit(CAST, actor, actor_id, character or ""))
    for variable, role in _MAKERS.items():
        person_id, person = _entity(fields, variable)
        if person:
            credits.append(Credit(role, person, person_id))
    for name in NAMES["crew"]:
        person_id, person = _named_entity(fields, name)
        if person:
            credits.append(Credit(CREW, person, person_id))
    return credits


def _entity(fields: dict[str, Any], variable: str) -> tuple[str | None, str | None]:
    """Give the id and the label of the first variable that a query may use for this."""
    for name in NAMES[variable]:
        found = _named_entity(fields, name)
        if found != (None, None):
            return found
    return None, None


def _named_entity(fields: dict[str, Any], name: str) -> tuple[str | None, str | None]:
    value, label = _text(fields.get(name)), _text(fields.get(f"{name}Label"))
    match = _ENTITY.search(value)
    if not match:
        # a string and no entity: its own label
        return None, (label or (value if "/" not in value else "")) or None
    # the label service repeats the id where there is no label
    return match[1], label if label and label != match[1] else None


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(fields.get(name)))), None)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
