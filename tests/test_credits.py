from __future__ import annotations

from typing import Any

import pytest

from cinespan.credits import Credits, Part, Person
from cinespan.errors import InputError


def test_credits_come_out_of_what_users_write() -> None:
    given = {
        "id": 42,
        "title": "The Glass Harbour",
        "other_titles": "Harbour",
        "year": "1987",
        "cast": [
            "Ada Brandt",
            {"actor": "Milo Stern", "character": ["Keeper", "Thief"]},
            {"name": "Uma Voss", "id": "p3", "character": ""},
        ],
        "director": "Lena Okafor",
        "writers": [{"name": "Ivo Hartl", "id": 7}, "Ada Brandt"],
        "crew": None,
        "genres": ["Drama"],
    }

    assert Credits.from_dict(given) == Credits(
        title="The Glass Harbour",
        id="42",
        other_titles=("Harbour",),
        year=1987,
        cast=(
            Part(Person("Ada Brandt")),
            Part(Person("Milo Stern"), "Keeper"),
            Part(Person("Milo Stern"), "Thief"),
            Part(Person("Uma Voss", "p3")),
        ),
        directors=(Person("Lena Okafor"),),
        writers=(Person("Ivo Hartl", "7"), Person("Ada Brandt")),
    )


def test_credits_survive_as_plain_data() -> None:
    credits = Credits(
        title="1917",
        id="x",
        other_titles=("Nineteen Seventeen",),
        year=2019,
        cast=(Part(Person("Ada Brandt", "p1"), "Sue"), Part(Person("Milo Stern"))),
        composers=(Person("Ivo Hartl"),),
        crew=(Person("Uma Voss", "p3"),),
    )

    assert credits.to_dict() == {
        "id": "x",
        "title": "1917",
        "other_titles": ["Nineteen Seventeen"],
        "year": 2019,
        "cast": [{"actor": {"name": "Ada Brandt", "id": "p1"}, "character": "Sue"}, "Milo Stern"],
        "composers": ["Ivo Hartl"],
        "crew": [{"name": "Uma Voss", "id": "p3"}],
    }
    assert Credits.from_dict(credits.to_dict()) == credits


def test_titles_come_once_each() -> None:
    assert Credits("Her", other_titles=("Her", "Ihr")).titles == ("Her", "Ihr")
    assert Credits(None, other_titles=("Ihr",)).titles == ("Ihr",)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (["Heat"], "r1: credits are an object with a title, a cast, …, not ['Heat']"),
        ({"title": "Heat", "directer": "A B"}, "r1: credits have no field 'directer'; 'director' is meant"),
        ({"title": ["Heat"]}, "r1: 'title' of the credits holds ['Heat']; give a string"),
        ({"title": "  "}, "r1: 'title' of the credits holds an empty string; leave it out"),
        ({"year": "soon"}, "r1: 'year' of the credits holds 'soon'; give a whole number"),
        ({"year": True}, "r1: 'year' of the credits holds True; give a whole number"),
        ({"cast": [{"character": "Sue"}]}, "r1: 'cast' of the credits holds {'character': 'Sue'}; give it an 'actor'"),
        ({"cast": [None]}, "r1: 'cast' of the credits holds None; give a string"),
        ({"crew": {"id": 3}}, "r1: 'crew' of the credits holds a person without a 'name': {'id': 3}"),
        (
            {"director": "A B", "directors": ["C D"]},
            "r1: credits give 'directors' twice, as 'directors' too; leave one out",
        ),
        (
            {"genres": ["Drama"]},
            "r1: credits with nothing in them; give at least one of id, title, other_titles, year, cast, directors, "
            "composers, writers, crew",
        ),
    ],
)
def test_bad_credits_are_refused(fields: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        Credits.from_dict(fields, "r1")

    assert str(caught.value) == message
