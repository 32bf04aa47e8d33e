"""What is known of a film: its titles, who plays whom in it and who made it."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar

from cinespan.errors import InputError

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Person:
    """A real person."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A member of the cast, and whom they play; who plays two characters has two parts."""

    actor: Person
    character: str | None = None


@dataclass(frozen=True, slots=True)
class Credits:
    """A film with its titles and its people."""

    title: str | None
    id: str | None = None
    other_titles: tuple[str, ...] = ()
    year: int | None = None
    cast: tuple[Part, ...] = ()
    """In billing order."""
    directors: tuple[Person, ...] = ()
    composers: tuple[Person, ...] = ()
    writers: tuple[Person, ...] = ()
    crew: tuple[Person, ...] = ()
    """All other makers."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The title and the other titles, each once."""
        return tuple(dict.fromkeys((*((self.title,) if self.title else ()), *self.other_titles)))

    def to_dict(self) -> dict[str, Any]:
        """Give plain data that `from_dict` reads back; what is empty is left out."""
        plain: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "other_titles": list(self.other_titles),
            "year": self.year,
            "cast": [_plain_part(part) for part in self.cast],
            **{key: [_plain_person(person) for person in getattr(self, key)] for key in MAKERS},
        }
        return {key: value for key, value in plain.items() if value not in (None, [])}

    @classmethod
    def from_dict(cls, fields: Any, source: str = "credits") -> Credits:
        """Check plain data and make credits of it.

        Every field may be missing. A person is a name or `{"name": …, "id": …}`; a member of the cast is a person, or
        `{"actor": …, "character": …}` (or `name` for `actor`), where the character may be a list. What holds several
        takes one alone too, and the singular of its key: `"director": "Anna Lindqvist"`. Fields of other names, such
        as genres, are passed over, unless the name looks misspelt.

        Args:
            fields: a mapping if all is well.
            source: the begin of a message, `file:line` or the id of a record.

        Raises:
            InputError: it is no mapping, a value is of a wrong kind, a key is misspelt, or nothing in it is known.
        """
        if not isinstance(fields, dict):
            raise InputError(f"{source}: credits are an object with a title, a cast, …, not {fields!r:.60}")
        keyed: dict[str, Any] = {}
        for given, value in fields.items():
            key = SINGULARS.get(given, given)
            if key not in FIELDS:
                meant = _meant(str(given))
                if meant:
                    raise InputError(f"{source}: credits have no field {given!r}; {meant!r} is meant")
            elif value not in (None, "", [], ()):
                if key in keyed:
                    raise InputError(f"{source}: credits give {key!r} twice, as {given!r} too; leave one out")
                keyed[key] = value
        if not keyed:
            raise InputError(f"{source}: credits with nothing in them; give at least one of {', '.join(FIELDS)}")
        return cls(
            title=_text(keyed["title"], "title", source) if "title" in keyed else None,
            id=_id(keyed.get("id"), source),
            other_titles=_each(keyed.get("other_titles"), "other_titles", source, _text),
            year=_year(keyed.get("year"), source),
            cast=tuple(part for parts in _each(keyed.get("cast"), "cast", source, _parts) for part in parts),
            **{key: _each(keyed.get(key), key, source, _person) for key in MAKERS},
        )


MAKERS: Final = ("directors", "composers", "writers", "crew")
"""The fields that hold makers."""
FIELDS: Final = ("id", "title", "other_titles", "year", "cast", *MAKERS)
"""The fields of credits, as plain data."""
SINGULARS: Final = {
    "other_title": "other_titles",
    "director": "directors",
    "composer": "composers",
    "writer": "writers",
}
"""Other names of fields that users write."""
KEYS: Final = (*FIELDS, *SINGULARS)


@lru_cache(maxsize=256)
def _meant(key: str) -> str | None:
    """Give the field that a misspelt key stands for; the keys of a file are the same in each of its rows."""
    return next(iter(difflib.get_close_matches(key, KEYS, n=1, cutoff=0.8)), None)


def _plain_person(person: Person) -> Any:
    return person.name if person.id is None else {"name": person.name, "id": person.id}


def _plain_part(part: Part) -> Any:
    if part.character is None:
        return _plain_person(part.actor)
    return {"actor": _plain_person(part.actor), "character": part.character}


def _each(value: Any, key: str, source: str, read: Callable[[Any, str, str], Value]) -> tuple[Value, ...]:
    """Read one value or a list of them; each stays once."""
    if value is None:
        return ()
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(dict.fromkeys(read(item, key, source) for item in values))


def _text(value: Any, key: str, source: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f"{source}: {key!r} of the credits holds {value!r:.60}; give a string")
    # a film may be called 1917, which a table or a careless writer gives as a number
    text = " ".join(str(value).split())
    if not text:
        raise InputError(f"{source}: {key!r} of the credits holds an empty string; leave it out")
    return text


def _id(value: Any, source: str) -> str | None:
    return None if value is None else _text(value, "id", source)


def _year(value: Any, source: str) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    raise InputError(f"{source}: 'year' of the credits holds {value!r:.60}; give a whole number")


def _person(value: Any, key: str, source: str) -> Person:
    if isinstance(value, dict):
        if "name" not in value:
            raise InputError(f"{source}: {key!r} of the credits holds a person without a 'name': {value!r:.60}")
        return Person(_text(value["name"], key, source), _id(value.get("id"), source))
    return Person(_text(value, key, source))


def _parts(value: Any, key: str, source: str) -> tuple[Part, ...]:
    if not isinstance(value, dict):
        return (Part(_person(value, key, source)),)
    if "actor" not in value and "name" not in value:
        raise InputError(f"{source}: {key!r} of the credits holds {value!r:.60}; give it an 'actor'")
    actor = _person(value.get("actor", value), key, source)
    characters = _each(value.get("character") or None, "character", source, _text)
    return tuple(Part(actor, character) for character in characters) or (Part(actor),)
