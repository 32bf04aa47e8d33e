"""Settles what several sources say of one film or person while a catalogue is built."""

from __future__ import annotations

from sqlite3 import Connection


def merge_films(database: Connection, kept: int, dropped: int) -> None:
    """Make one film of two that turned out to be the same; where they differ, the first one stands.

    Args:
        database: a catalogue that is being built.
        kept: the number of the film that stays.
        dropped: the number of the one that is merged into it.
    """
    run = database.execute
    ((title, year),) = run("SELECT title, year FROM film WHERE film = ?", (dropped,))
    ((known, _),) = run("SELECT title, year FROM film WHERE film = ?", (kept,))
    run("UPDATE film SET title = ifnull(title, ?), year = ifnull(year, ?) WHERE film = ?", (title, year, kept))
    if title and known and title != known:
        run("INSERT OR IGNORE INTO other_title VALUES (?, ?)", (kept, title))
    run("UPDATE film_id SET film = ? WHERE film = ?", (kept, dropped))
    for table in ("other_title", "credit"):
        run(f"UPDATE OR IGNORE {table} SET film = ? WHERE film = ?", (kept, dropped))
        run(f"DELETE FROM {table} WHERE film = ?", (dropped,))
    run("DELETE FROM film WHERE film = ?", (dropped,))


def remove_the_unnamed(database: Connection) -> None:
    """Remove people whom no source named, and films that no source gave a title, with their credits."""
    database.executescript(
        """
        UPDATE film SET title = (SELECT min(title) FROM other_title WHERE other_title.film = film.film)
        WHERE title IS NULL;
        DELETE FROM other_title WHERE (film, title) IN (SELECT film, title FROM film);
        DELETE FROM film WHERE title IS NULL;
        DELETE FROM film_id WHERE film NOT IN (SELECT film FROM film);
        DELETE FROM credit WHERE film NOT IN (SELECT film FROM film)
            OR person IN (SELECT person FROM person WHERE name IS NULL);
        DELETE FROM person WHERE name IS NULL;
        DELETE FROM person_id WHERE person NOT IN (SELECT person FROM person);
        """
    )


def merge_same_people(database: Connection) -> None:
    """Make one person of two who have the same name and a film in common: sources know people by ids of their own.

    Two people of one name in one film are rarer than a film that two sources know; where both have ids of the same
    source, they are left apart.
    """
    ((sources,),) = database.execute("SELECT count(*) FROM (SELECT DISTINCT format FROM source)")
    if sources < 2:
        return
    run = database.execute
    pairs = run(
        """
        SELECT DISTINCT min(a.person, b.person), max(a.person, b.person), a.film
        FROM credit a JOIN credit b ON a.film = b.film AND a.person < b.person
        JOIN person p ON p.person = a.person JOIN person q ON q.person = b.person
        WHERE fold_name(p.name) = fold_name(q.name)
        AND (p.id IS NULL OR q.id IS NULL OR id_family(p.id) != id_family(q.id))
        ORDER BY 1, 2, 3
        """
    ).fetchall()
    stands: dict[int, int] = {}
    for first, second, film in pairs:
        kept, dropped = stands.get(first, first), stands.get(second, second)
        if kept == dropped:
            continue
        ids = dict(run("SELECT person, id FROM person WHERE person IN (?, ?)", (kept, dropped)))
        if ids[kept] is None or (ids[dropped] is not None and id_family(ids[dropped]) == "nm"):
            # IMDb's id stands, as it does for a film
            kept, dropped = dropped, kept
        if ids[dropped] is None:
            # a bare name may stand for another person in another film
            run("UPDATE OR IGNORE credit SET person = ? WHERE person = ? AND film = ?", (kept, dropped, film))
            run("DELETE FROM credit WHERE person = ? AND film = ?", (dropped, film))
        elif id_family(ids[kept]) != id_family(ids[dropped]):
            stands[dropped] = kept
            run("UPDATE OR IGNORE credit SET person = ? WHERE person = ?", (kept, dropped))
            run("DELETE FROM credit WHERE person = ?", (dropped,))
            run("UPDATE person_id SET person = ? WHERE person = ?", (kept, dropped))
            run("DELETE FROM person WHERE person = ?", (dropped,))
    # one source tells the part that the other leaves out
    run(
        "DELETE FROM credit WHERE character = '' AND (film, role, person) IN"
        " (SELECT film, role, person FROM credit WHERE character != '')"
    )
    run("DELETE FROM person WHERE id IS NULL AND person NOT IN (SELECT person FROM credit)")


def id_family(person_id: str) -> str:
    """Give whose id it is: `nm0000199` is IMDb's, `tmdb:1158` TMDB's."""
    return person_id.rstrip("0123456789")
