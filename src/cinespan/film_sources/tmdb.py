"""TMDB's daily id exports and the details of its API (https://developer.themoviedb.org/docs), an object a line."""

from __future__ import annotations

import re
from typing import Any, Final

from cinespan.catalogue.builder import CatalogueBuilder, Credit
from cinespan.catalogue.schema import CAST, COMPOSER, CREW, DIRECTOR, WRITER
from cinespan.errors import InputError
from cinespan.film_sources.rows import Row

_REMARK: Final = re.compile(r"\s*\([^()]*\)")
_JOBS: Final = {"Director": DIRECTOR, "Original Music Composer": COMPOSER, "Music": COMPOSER}
_DEPARTMENTS: Final = {"Writing": WRITER}


def add_film(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a line of a movie or series export, or the details of one with `credits` and other answers appended."""
    fields = row.fields
    # numbers of films and of series overlap
    series = "original_name" in fields
    title_key, original_key, date_key = (
        ("name", "original_name", "first_air_date") if series else ("title", "original_title", "release_date")
    )
    external = _object(fields.get("external_ids"))
    others = [fields.get("imdb_id") or external.get("imdb_id"), external.get("wikidata_id")]
    own = f"tmdb:tv:{_number(row)}" if series else f"tmdb:{_number(row)}"
    title, original = _text(fields.get(title_key)), _text(fields.get(original_key))
    if not (title or original):
        raise InputError(f"{row.where}: a film without {title_key!r} and {original_key!r}; give it a title")
    alternative = _object(fields.get("alternative_titles"))
    more = [_text(item.get("title")) for item in _objects(alternative.get("titles") or alternative.get("results"))]
    date = _text(fields.get(date_key))[:4]
    film = builder.film([own, *(str(other) for other in others if other)], row.where, row.line)
    credits = _object(fields.get("credits") or fields.get("aggregate_credits"))
    builder.describe(
        film,
        title or original,
        int(date) if date.isdecimal() else None,
        [text for text in (original, *more) if text],
        [*_cast(credits), *_crew(credits)],
    )
    return True


def add_person(builder: CatalogueBuilder, row: Row) -> bool:
    """Add a line of the person export."""
    name = _text(row.fields.get("name"))
    if not name:
        raise InputError(f"{row.where}: a person without a name; take the line out")
    builder.person(f"tmdb:{_number(row)}", name)
    return True


def _cast(credits: dict[str, Any]) -> list[Credit]:
    return [
        Credit(CAST, _text(member.get("name")), _person_id(member), character, place)
        for place, member in enumerate(_objects(credits.get("cast")))
        if _text(member.get("name"))
        for character in characters(_text(member.get("character"))) or [""]
    ]


def _crew(credits: dict[str, Any]) -> list[Credit]:
    return [
        Credit(
            _JOBS.get(member.get("job", ""), _DEPARTMENTS.get(member.get("department", ""), CREW)),
            _text(member.get("name")),
            _person_id(member),
            position=place,
        )
        for place, member in enumerate(_objects(credits.get("crew")))
        if _text(member.get("name"))
    ]


def characters(text: str) -> list[str]:
    """Give the characters that one string names: "Ada / The Keeper (voice)" are Ada and The Keeper."""
    names = (" ".join(_REMARK.sub("", part).split()) for part in text.split(" / "))
    return [name for name in names if name]


def _person_id(member: dict[str, Any]) -> str | None:
    return f"tmdb:{member['id']}" if isinstance(member.get("id"), int) else None


def _number(row: Row) -> int:
    number = row.fields.get("id")
    if isinstance(number, bool) or not isinstance(number, int):
        raise InputError(f"{row.where}: the 'id' is {number!r:.40}; TMDB's are whole numbers")
    return number


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
