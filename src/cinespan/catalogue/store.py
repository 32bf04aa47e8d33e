"""A catalogue file, looked up by id, title or name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple

from cinespan.catalogue.schema import (
    APPLICATION_ID,
    CAST,
    CHARACTER_NAME,
    FILM_NAME,
    KINDS,
    PERSON_NAME,
    ROLES,
    VERSION,
    fold_name,
)
from cinespan.credits import Credits, Part, Person
from cinespan.errors import InputError

MAX_MATCHES: Final = 100
"""How many films, people or characters of one name are looked up."""
MAX_FILMS: Final = 5
"""How many films a person or a character is shown with."""


class Match(NamedTuple):
    """A film, a person or a character of the name that was asked for."""

    kind: str
    """`film`, `person` or `character`."""
    id: str | None
    """The id of the film or person; of a character, that of the film."""
    name: str
    year: int | None
    """The year of the film."""
    films: tuple[str, ...]
    """The people of a film, or titles of a person; of a character, the one title."""


class Catalogue:
    """A catalogue file that is open for reading; it pickles as its path, and can be used in a `with` block.

    Args:
        path: a file that `cinespan catalogue build` wrote.

    Raises:
        InputError: there is no such file, it is no catalogue, or one of another version.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        if Path(path).is_dir():
            raise InputError(f"{path}: this is a folder; name the file that `cinespan catalogue build` wrote")
        if not Path(path).is_file():
            raise InputError(f"{path}: there is no such catalogue; make it with `cinespan catalogue build`")
        # immutable: a finished catalogue never changes, and may lie where nobody can write a lock
        address = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
            ((application,),) = self._database.execute("PRAGMA application_id")
            ((version,),) = self._database.execute("PRAGMA user_version")
        except sqlite3.Error as err:
            raise InputError(f"{path}: not a catalogue ({err}); make one with `cinespan catalogue build`") from err
        if application != APPLICATION_ID:
            self.close()
            raise InputError(f"{path}: a database, but no catalogue; make one with `cinespan catalogue build`")
        if version != VERSION:
            self.close()
            raise InputError(f"{path}: a catalogue of version {version}, not {VERSION}; build it anew from its sources")

    def __enter__(self) -> Catalogue:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self.close()

    def __reduce__(self) -> tuple[type[Catalogue], tuple[str]]:
        """Pickle as the path."""
        return Catalogue, (self.path,)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def get(self, film_id: str | int) -> Credits | None:
        """Give the credits of a film.

        Args:
            film_id: any id that a source gave it: `tt0113277`, `tmdb:949`, `movielens:6`, `Q42198`, or of your own.

        Returns:
            The credits, or None where no film has the id.
        """
        for (film,) in self._rows("SELECT film FROM film_id WHERE id = ?", str(film_id)):
            return self.credits(film)
        return None

    def credits_of(self, film: str | int) -> Credits | None:
        """Give the credits of a film by its id, or by a title that no other film has."""
        by_id = self.get(film)
        if by_id is not None:
            return by_id
        films = self.refs(str(film), FILM_NAME)
        return self.credits(films[0]) if len(films) == 1 else None

    def find(self, name: str) -> list[Match]:
        """Find the films, people and characters of a name; case, white space and kinds of apostrophes do not count.

        Returns:
            At most `MAX_MATCHES` of each kind: films by year, then people, then characters.
        """
        films = sorted((self._film_match(film) for film in self.refs(name, FILM_NAME)), key=lambda m: m.year or 0)
        people = [self._person_match(person) for person in self.refs(name, PERSON_NAME)]
        characters = [self._character_match(film, name) for film in self.refs(name, CHARACTER_NAME)]
        return [*films, *people, *characters]

    def info(self) -> dict[str, Any]:
        """Give the version, the counts and the sources, as plain data."""
        columns = ("name", "format", "rows", "skipped")
        return {
            "path": self.path,
            "version": VERSION,
            "size": Path(self.path).stat().st_size,
            **dict(self._rows("SELECT what, number FROM counts")),
            "sources": [
                dict(zip(columns, row, strict=True))
                for row in self._rows("SELECT name, format, rows, skipped FROM source ORDER BY source")
            ],
        }

    def names(self) -> Iterator[tuple[str, str, int]]:
        """Give every folded name with its kind and the number of films or people that have it."""
        query = "SELECT key, kind, count(*) FROM name GROUP BY key, kind"
        with closing(self._database.execute(query)) as rows:
            for key, kind, count in rows:
                yield key, KINDS[kind], count

    def refs(self, name: str, kind: int) -> list[int]:
        """Give the numbers of the films or people of a name, at most `MAX_MATCHES`.

        Args:
            name: in any case.
            kind: `FILM_NAME`, `PERSON_NAME`, or `CHARACTER_NAME` for the films of a character.
        """
        query = "SELECT ref FROM name WHERE key = ? AND kind = ? ORDER BY ref LIMIT ?"
        return [ref for (ref,) in self._rows(query, fold_name(name), kind, MAX_MATCHES)]

    def credits(self, film: int) -> Credits:
        """Give the credits of a film by its number in the catalogue."""
        ((film_id, title, year),) = self._rows("SELECT id, title, year FROM film WHERE film = ?", film)
        others = self._rows("SELECT title FROM other_title WHERE film = ?", film)
        cast: list[Part] = []
        makers: dict[str, list[Person]] = {role: [] for role in ROLES if role != ROLES[CAST]}
        for role, character, name, person_id in self._rows(
            "SELECT role, character, name, person.id FROM credit JOIN person USING (person) WHERE film = ?"
            " ORDER BY role, position",
            film,
        ):
            person = Person(name, person_id)
            if role == CAST:
                cast.append(Part(person, character or None))
            elif person not in makers[ROLES[role]]:
                makers[ROLES[role]].append(person)
        return Credits(
            title,
            film_id,
            tuple(other for (other,) in others),
            year,
            tuple(cast),
            **{role: tuple(people) for role, people in makers.items()},
        )

    def index_part(self, part: str) -> bytes:
        """Give a part of the name index, see `NameIndex`."""
        for (data,) in self._rows("SELECT data FROM name_index WHERE part = ?", part):
            return bytes(data)
        raise InputError(f"{self.path}: the catalogue has no index of names ({part}); build it anew")

    def film(self, film: int) -> tuple[str | None, str | None, int | None]:
        """Give id, title and year of a film."""
        ((film_id, title, year),) = self._rows("SELECT id, title, year FROM film WHERE film = ?", film)
        return film_id, title, year

    def person(self, person: int) -> tuple[str | None, str]:
        """Give id and name of a person."""
        ((person_id, name),) = self._rows("SELECT id, name FROM person WHERE person = ?", person)
        return person_id, name

    def credits_of_person(self, person: int) -> list[tuple[int, int]]:
        """Give the films of a person and the roles in them, as numbers."""
        return self._rows("SELECT film, role FROM credit WHERE person = ?", person)

    def people_of_film(self, film: int) -> list[tuple[int, int, str]]:
        """Give role, number and name of the people of a film, in billing order."""
        query = (
            "SELECT role, person, name FROM credit JOIN person USING (person) WHERE film = ? ORDER BY role, position"
        )
        return self._rows(query, film)

    def characters_of_film(self, film: int) -> list[str]:
        """Give the characters of a film."""
        rows = self._rows("SELECT character FROM credit WHERE film = ? AND character != ''", film)
        return [character for (character,) in rows]

    def _film_match(self, film: int) -> Match:
        film_id, title, year = self.film(film)
        query = "SELECT name FROM credit JOIN person USING (person) WHERE film = ? ORDER BY role, position LIMIT ?"
        return Match("film", film_id, title or "", year, self._firsts(query, film))

    def _person_match(self, person: int) -> Match:
        person_id, name = self.person(person)
        query = "SELECT DISTINCT title FROM credit JOIN film USING (film) WHERE person = ? ORDER BY year LIMIT ?"
        return Match("person", person_id, name, None, self._firsts(query, person))

    def _character_match(self, film: int, name: str) -> Match:
        film_id, title, year = self.film(film)
        characters = (row[0] for row in self._rows("SELECT character FROM credit WHERE film = ?", film))
        written = next((character for character in characters if fold_name(character) == fold_name(name)), name)
        return Match("character", film_id, written, year, (title or "",))

    def _firsts(self, query: str, ref: int) -> tuple[str, ...]:
        return tuple(text for (text,) in self._rows(query, ref, MAX_FILMS) if text)

    def _rows(self, query: str, *values: Any) -> list[Any]:
        try:
            with closing(self._database.execute(query, values)) as rows:
                return rows.fetchall()
        except sqlite3.Error as err:
            raise InputError(f"{self.path}: the catalogue is damaged ({err}); build it anew") from err
