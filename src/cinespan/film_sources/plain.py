"""Films in a plain form of our own: the fields of `Credits`, as JSONL or as a table."""

from __future__ import annotations

import json
from typing import Any, Final

from cinespan.catalogue.builder import CatalogueBuilder, Credit
from cinespan.catalogue.schema import CAST, CREW, DIRECTOR, ROLES
from cinespan.credits import FIELDS, SINGULARS, Credits
from cinespan.errors import InputError
from cinespan.film_sources.rows import Row

LINKS: Final = {"imdb_id": "", "tmdb_id": "tmdb:", "movielens_id": "movielens:", "wikidata_id": ""}
"""Fields with the ids of other sources, and what stands before such an id in a catalogue."""
LISTS: Final = ("other_titles", *ROLES)
"""The columns of a table whose cells hold several, parted by `|` or `;`, or a JSON list."""
_PLAYS: Final = " as "


def add_film(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a film."""
    credits = Credits.from_dict(row.fields, row.where)
    if credits.title is None:
        raise InputError(f"{row.where}: a film without a 'title'; give it one")
    links = [f"{before}{row.fields[key]}" for key, before in LINKS.items() if row.fields.get(key) not in (None, "")]
    ids = [*([credits.id] if credits.id else []), *links]
    film = builder.film(ids, row.where, row.line)
    cast = [
        Credit(CAST, part.actor.name, part.actor.id, part.character or "", place)
        for place, part in enumerate(credits.cast)
    ]
    makers = [
        Credit(role, person.name, person.id, position=place)
        for role in range(DIRECTOR, CREW + 1)
        for place, person in enumerate(getattr(credits, ROLES[role]))
    ]
    builder.describe(film, credits.title, credits.year, credits.other_titles, [*cast, *makers])
    return True


def add_table_film(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a film from a row of a table: "Ada Brandt as Sue|Milo Stern" are two members of a cast."""
    fields: dict[str, Any] = {
        key: value for key, value in row.fields.items() if isinstance(value, str) and value.strip()
    }
    for key in fields:
        if SINGULARS.get(key, key) in LISTS:
            fields[key] = _cells(fields[key], key, row)
    return add_film(builder, Row({key: fields[key] for key in fields if key in KEYS}, row.where, row.line))


KEYS: Final = (*FIELDS, *SINGULARS, *LINKS)


def _cells(cell: str, key: str, row: Row) -> list[Any]:
    if cell.lstrip().startswith("["):
        try:
            values = json.loads(cell)
        except ValueError as err:
            raise InputError(f"{row.where}: the column {key!r} holds broken JSON ({err}); write a list") from err
        return list(values)
    values = [text.strip() for text in cell.split("|" if "|" in cell else ";") if text.strip()]
    if key != "cast":
        return values
    return [
        {"actor": text.split(_PLAYS, 1)[0], "character": text.split(_PLAYS, 1)[1]} if _PLAYS in text else text
        for text in values
    ]
