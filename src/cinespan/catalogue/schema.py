"""The tables of a catalogue file."""

from __future__ import annotations

from typing import Final

VERSION: Final = 1
"""The version of the tables, in `PRAGMA user_version`; a file of another one is to be built anew."""
APPLICATION_ID: Final = 0x63696E65
"""What `PRAGMA application_id` tells a catalogue by: "cine"."""

TABLES: Final = """
-- a film, with the id that stands for it in outputs
CREATE TABLE film (film INTEGER PRIMARY KEY, id TEXT, title TEXT, year INTEGER);
-- every id that a source knows a film by, and the line of the source that it was first given in
CREATE TABLE film_id (id TEXT PRIMARY KEY, film INTEGER NOT NULL, source INTEGER, line INTEGER) WITHOUT ROWID;
CREATE TABLE other_title (film INTEGER NOT NULL, title TEXT NOT NULL, PRIMARY KEY (film, title)) WITHOUT ROWID;
CREATE TABLE person (person INTEGER PRIMARY KEY, id TEXT, name TEXT);
CREATE TABLE person_id (id TEXT PRIMARY KEY, person INTEGER NOT NULL, source INTEGER, line INTEGER) WITHOUT ROWID;
-- the role is one of the table below; a character is '' where none is known
CREATE TABLE credit (
    film INTEGER NOT NULL, role INTEGER NOT NULL, person INTEGER NOT NULL, character TEXT NOT NULL, position INTEGER,
    PRIMARY KEY (film, role, person, character)
) WITHOUT ROWID;
CREATE TABLE role (role INTEGER PRIMARY KEY, name TEXT NOT NULL);
-- folded names of films, people and characters; ref is a film, a person, or the film of a character
CREATE TABLE name (key TEXT NOT NULL, kind INTEGER NOT NULL, ref INTEGER NOT NULL, PRIMARY KEY (key, kind, ref))
WITHOUT ROWID;
-- what the pipeline loads to find all names in a text, see index.py
CREATE TABLE name_index (part TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE source (source INTEGER PRIMARY KEY, name TEXT, format TEXT, rows INTEGER, skipped INTEGER);
CREATE TABLE counts (what TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
-- while a catalogue is built: people without an id, by folded name
CREATE TABLE nameless (key TEXT PRIMARY KEY, person INTEGER NOT NULL) WITHOUT ROWID;
"""
INDEXES: Final = """
CREATE INDEX credit_person ON credit (person);
"""

FILM_NAME, PERSON_NAME, CHARACTER_NAME = 1, 2, 4
"""What a name names: the `kind` of the table `name`, and bits in the name index."""
KINDS: Final = {FILM_NAME: "film", PERSON_NAME: "person", CHARACTER_NAME: "character"}

CAST, DIRECTOR, COMPOSER, WRITER, CREW = range(5)
ROLES: Final = ("cast", "directors", "composers", "writers", "crew")
"""The fields of `Credits` by the number of a role."""


def fold_name(name: str) -> str:
    """Give what two spellings of a name have in common: case, white space and the kind of apostrophe do not count."""
    return " ".join(name.replace("’", "'").casefold().split())
