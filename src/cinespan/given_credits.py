"""The credits that come with a review, by a record, a context or a catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from cinespan.credits import MAKERS, Credits, Part, Person
from cinespan.errors import InputError

_ID = re.compile(r"[a-z]{0,3}\d+|\S*_\S*", re.IGNORECASE)
"""What no title looks like: "tt0113277", "Q42198", "949", "Heat_(1995_film)"."""


def make_credits(film: Any, credits: Any, source: str) -> Credits | None:
    """Make credits of the two fields of a record, or of a context in code.

    Args:
        film: the film's id or its title, or None. What looks like an id (a number, a number behind up to three letters,
            or words joined by underscores) is one; a title that looks so has to stand in `credits`.
        credits: credits, an object as `Credits.from_dict` takes it, or None.
        source: the begin of a message, `file:line` or the id of a record.

    Returns:
        The credits; None where there is nothing.

    Raises:
        InputError: `film` is neither a string nor a number, or the credits are refused.
    """
    known = None
    if credits not in (None, ""):
        known = credits if isinstance(credits, Credits) else Credits.from_dict(credits, source)
    if film in (None, ""):
        return known
    if isinstance(film, bool) or not isinstance(film, str | int):
        raise InputError(f"{source}: 'film' is {film!r:.60}; give the id of the film or its title as a string")
    text = " ".join(str(film).split())
    if not text:
        return known
    named = Credits(None, id=text) if _ID.fullmatch(text) else Credits(text)
    return named if known is None else merged(known, named)


def credits_in(context: Any) -> Credits | None:
    """Give the credits in the context that `nlp.pipe(…, as_tuples=True)` hands on with a text.

    Args:
        context: a mapping with `credits`, `film` or both, or an object with an attribute `credits`, such as a `Record`;
            any other has none.

    Raises:
        InputError: the credits are refused.
    """
    if isinstance(context, Mapping):
        return make_credits(context.get("film"), context.get("credits"), "the context of a text")
    return make_credits(None, getattr(context, "credits", None), "the context of a text")


def merged(first: Credits, second: Credits) -> Credits:
    """Lay credits over others of the same film: what the first says stands, and the second adds to it.

    Ids of people in the second are taken over for the same names in the first. The title of the second becomes another
    title where it differs. A title of the first that is the id of the second was an id, where the second has a title.
    """
    # "gh" does not look like an id: only who knows the film can tell
    is_id = second.id if first.id is None and second.titles else None
    titles = tuple(dict.fromkeys((*(title for title in first.titles if title != is_id), *second.titles)))
    ids = {person.name: person.id for person in _people(second) if person.id}
    made = {key: _joined(_with_ids(getattr(first, key), ids), getattr(second, key)) for key in MAKERS}
    parts = tuple(Part(_with_id(part.actor, ids), part.character) for part in first.cast)
    played = {part.actor.name for part in parts if part.character}
    # an actor alone says less than the other side's actor with a character
    more = [part for part in second.cast if part.actor.name not in played]
    characters = {part.actor.name for part in more if part.character}
    parts = tuple(part for part in parts if part.character or part.actor.name not in characters)
    return replace(
        first,
        title=titles[0] if titles else None,
        other_titles=titles[1:],
        id=first.id or second.id,
        year=first.year or second.year,
        cast=tuple(dict.fromkeys((*parts, *more))),
        **made,
    )


def _people(credits: Credits) -> Iterable[Person]:
    yield from (part.actor for part in credits.cast)
    for key in MAKERS:
        yield from getattr(credits, key)


def _with_id(person: Person, ids: Mapping[str, str]) -> Person:
    return person if person.id else Person(person.name, ids.get(person.name))


def _with_ids(people: tuple[Person, ...], ids: Mapping[str, str]) -> tuple[Person, ...]:
    return tuple(_with_id(person, ids) for person in people)


def _joined(first: tuple[Person, ...], second: tuple[Person, ...]) -> tuple[Person, ...]:
    names = {person.name for person in first}
    return (*first, *(person for person in second if person.name not in names))
