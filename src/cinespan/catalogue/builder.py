"""Writes a catalogue: facts about films go in one by one, in any order, and meet by their ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from cinespan.catalogue.index import write_name_index
from cinespan.catalogue.merging import id_family, merge_films, merge_same_people, remove_the_unnamed
from cinespan.catalogue.schema import (
    APPLICATION_ID,
    CHARACTER_NAME,
    FILM_NAME,
    INDEXES,
    PERSON_NAME,
    ROLES,
    TABLES,
    VERSION,
    fold_name,
)
from cinespan.errors import InputError

CACHE_KIB: Final = 65536
"""The memory that SQLite may take while it builds; what does not fit waits on disk."""


class Credit(NamedTuple):
    """One credit as a source gives it."""

    role: int
    """A number of `schema.ROLES`."""
    name: str | None
    """None where another source names the person of this id."""
    id: str | None = None
    character: str = ""
    position: int = 0


class CatalogueBuilder:
    """Fills a new catalogue file, in memory that does not grow with the number of films.

    Args:
        path: an empty or missing file.
    """

    def __init__(self, path: str | Path) -> None:
        self._database = sqlite3.connect(path)
        self._source = 0
        run = self._database.execute
        # a build that fails is thrown away as a whole, so nothing has to be rolled back
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "locking_mode = EXCLUSIVE",
            f"cache_size = -{CACHE_KIB}",
        ):
            run(f"PRAGMA {pragma}")
        run(f"PRAGMA application_id = {APPLICATION_ID}")
        run(f"PRAGMA user_version = {VERSION}")
        self._database.executescript(TABLES)
        self._database.executemany("INSERT INTO role VALUES (?, ?)", enumerate(ROLES))
        self._database.create_function("fold_name", 1, fold_name, deterministic=True)
        self._database.create_function("id_family", 1, id_family, deterministic=True)

    def start_source(self, name: str, form: str) -> None:
        """Begin to read a source: from now on, an id that it gives twice is refused.

        Args:
            name: the name of its file.
            form: the name of its format.
        """
        self._source += 1
        self._database.execute("INSERT INTO source VALUES (?, ?, ?, 0, 0)", (self._source, name, form))

    def end_source(self, rows: int, skipped: int) -> None:
        """Note how many rows the source had."""
        self._database.execute(
            "UPDATE source SET rows = ?, skipped = ? WHERE source = ?", (rows, skipped, self._source)
        )

    def film(self, ids: Sequence[str], where: str, line: int, *, new: bool = True) -> int:
        """Find or make the film that has any of the ids; films that share one become one.

        Args:
            ids: the ids, the most telling one first; none for a film that no other source can add to.
            where: `file:line`, the begin of a message.
            line: the line.
            new: refuse a film whose first id this source gave before.

        Returns:
            The film's number.

        Raises:
            InputError: the source gave the id before.
        """
        run = self._database.execute
        found: dict[int, None] = {}
        for n, film_id in enumerate(ids):
            for film, source, first_line in run("SELECT film, source, line FROM film_id WHERE id = ?", (film_id,)):
                if new and n == 0 and source == self._source:
                    raise InputError(f"{where}: the id {film_id!r} came before, in line {first_line}; keep one of them")
                found[film] = None
        if found:
            film, *others = sorted(found)
            for other in others:
                merge_films(self._database, film, other)
        else:
            film = run("INSERT INTO film (id) VALUES (?)", (ids[0] if ids else None,)).lastrowid or 0
        for n, film_id in enumerate(ids):
            # only the first id is checked for repetition: a remake may name the original among its others
            origin = (self._source, line) if n == 0 and new else (None, None)
            run(
                "INSERT INTO film_id VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                " SET source = ifnull(excluded.source, source), line = ifnull(excluded.line, line)",
                (film_id, film, *origin),
            )
        return film

    def known_film(self, film_id: str) -> int | None:
        """Give the number of a film, if there is one with this id."""
        row = self._database.execute("SELECT film FROM film_id WHERE id = ?", (film_id,)).fetchone()
        return None if row is None else int(row[0])

    def describe(
        self,
        film: int,
        title: str | None = None,
        year: int | None = None,
        other_titles: Iterable[str] = (),
        credits: Iterable[Credit] = (),
    ) -> None:
        """Add to what is known of a film; the first title and year stand, further titles are other titles."""
        run = self._database.execute
        ((known, known_year),) = run("SELECT title, year FROM film WHERE film = ?", (film,))
        titles = [" ".join(text.split()) for text in ((title,) if title else ()) + tuple(other_titles)]
        if (title and not known) or (year is not None and known_year is None):
            known = known or (titles[0] if title else None)
            run("UPDATE film SET title = ?, year = ifnull(year, ?) WHERE film = ?", (known, year, film))
        for text in titles:
            if text and text != known:
                run("INSERT OR IGNORE INTO other_title VALUES (?, ?)", (film, text))
        for credit in credits:
            person = self.person(credit.id, credit.name)
            row = (film, credit.role, person, credit.character, credit.position)
            run("INSERT OR IGNORE INTO credit VALUES (?, ?, ?, ?, ?)", row)

    def person(self, person_id: str | None, name: str | None) -> int:
        """Find or make a person, by the id, else by the name: people without ids who share a name are taken for one."""
        run = self._database.execute
        name = " ".join(name.split()) if name else None
        table, key = ("person_id", person_id) if person_id is not None else ("nameless", fold_name(name or ""))
        column = "id" if person_id is not None else "key"
        row = run(f"SELECT person FROM {table} WHERE {column} = ?", (key,)).fetchone()
        if row is None:
            person = run("INSERT INTO person (id, name) VALUES (?, ?)", (person_id, name)).lastrowid or 0
            run(f"INSERT INTO {table} ({column}, person) VALUES (?, ?)", (key, person))
            return person
        if name and person_id is not None:
            run("UPDATE person SET name = ? WHERE person = ? AND name IS NULL", (name, row[0]))
        return int(row[0])

    def name_person(self, person_id: str, name: str, where: str, line: int) -> bool:
        """Name a person whom a credit knows by id.

        Args:
            person_id: the id.
            name: the name to give.
            where: `file:line` of the row, for messages.
            line: the line alone, for a message of a later row.

        Returns:
            Whether a credit knows the person.

        Raises:
            InputError: the source gave the id before.
        """
        run = self._database.execute
        row = run("SELECT person, source, line FROM person_id WHERE id = ?", (person_id,)).fetchone()
        if row is None:
            return False
        if row[1] == self._source:
            raise InputError(f"{where}: the id {person_id!r} came before, in line {row[2]}; keep one of them")
        run("UPDATE person SET name = ? WHERE person = ?", (" ".join(name.split()), row[0]))
        run("UPDATE person_id SET source = ?, line = ? WHERE id = ?", (self._source, line, person_id))
        return True

    def finish(self) -> dict[str, int]:
        """Settle what is left open, make the indexes and close the file.

        Returns:
            The counts of films, people, credits and names.
        """
        run = self._database.execute
        remove_the_unnamed(self._database)
        run(PREFER_IMDB)
        self._database.executescript(INDEXES)
        merge_same_people(self._database)
        for kind, query in NAME_QUERIES.items():
            run(f"INSERT OR IGNORE INTO name SELECT fold_name(name), {kind}, ref FROM ({query}) ORDER BY 1, 3")
        counts: dict[str, int] = {}
        for what, query in COUNTS.items():
            ((counts[what],),) = run(query)
        self._database.executemany("INSERT INTO counts VALUES (?, ?)", counts.items())
        write_name_index(self._database)
        run("DROP TABLE nameless")
        run("ANALYZE")
        self._database.commit()
        self.close()
        return counts

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


PREFER_IMDB: Final = """
    UPDATE film SET id = imdb.id
    FROM (SELECT film, min(id) AS id FROM film_id WHERE id GLOB 'tt[0-9]*' GROUP BY film) AS imdb
    WHERE imdb.film = film.film
"""
"""IMDb's id stands for a film where a source gives it, as most other data link by it; else the first that came."""
NAME_QUERIES: Final = {
    FILM_NAME: "SELECT title AS name, film AS ref FROM film UNION SELECT title, film FROM other_title",
    PERSON_NAME: "SELECT name, person AS ref FROM person",
    CHARACTER_NAME: "SELECT DISTINCT character AS name, film AS ref FROM credit WHERE character != ''",
}
COUNTS: Final[dict[str, Any]] = {
    "films": "SELECT count(*) FROM film",
    "people": "SELECT count(*) FROM person",
    "credits": "SELECT count(*) FROM credit",
    "names": "SELECT count(DISTINCT key) FROM name",
}
