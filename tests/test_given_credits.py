from __future__ import annotations

from typing import Any

import pytest

from cinespan.credits import Credits, Part, Person
from cinespan.errors import InputError
from cinespan.given_credits import credits_in, make_credits, merged
from cinespan.records import FieldNames, make_record


@pytest.mark.parametrize(
    ("film", "known"),
    [
        ("Quiet Harbour", Credits("Quiet Harbour")),
        ("  Quiet  Harbour ", Credits("Quiet Harbour")),
        ("M", Credits("M")),
        ("12 Monkeys", Credits("12 Monkeys")),
        ("tt0113277", Credits(None, id="tt0113277")),
        ("Q42198", Credits(None, id="Q42198")),
        (949, Credits(None, id="949")),
        ("Quiet_Harbour_(2019_film)", Credits(None, id="Quiet_Harbour_(2019_film)")),
        (" ", None),
        (None, None),
    ],
)
def test_a_film_is_an_id_or_a_title(film: Any, known: Credits | None) -> None:
    assert make_credits(film, None, "here") == known


def test_a_film_adds_to_credits() -> None:
    assert make_credits("tt7", {"title": "Quiet Harbour"}, "here") == Credits("Quiet Harbour", id="tt7")


def test_what_the_first_says_stands_and_the_second_adds_to_it() -> None:
    anna, rosa, otto = Person("Anna Lindqvist", "1"), Person("Rosa Marchetti", "2"), Person("Otto Brandt", "3")
    first = Credits("Tides", year=2001, cast=(Part(Person("Rosa Marchetti")), Part(Person("Jan Vos"), "Pim")))
    second = Credits(
        "Quiet Tides", "tt7", year=2000, cast=(Part(rosa, "Mia"), Part(otto, "Bo")), directors=(anna,), crew=(otto,)
    )

    assert merged(first, second) == Credits(
        "Tides",
        "tt7",
        ("Quiet Tides",),
        2001,
        (Part(Person("Jan Vos"), "Pim"), Part(rosa, "Mia"), Part(otto, "Bo")),
        directors=(anna,),
        crew=(otto,),
    )


@pytest.mark.parametrize(
    ("first", "titles"),
    [
        (Credits("gh"), ("Quiet Harbour",)),
        (Credits("Harbour", other_titles=("gh",)), ("Harbour", "Quiet Harbour")),
        # who gives an id beside it means the title
        (Credits("gh", id="gh"), ("gh", "Quiet Harbour")),
    ],
)
def test_a_title_that_is_the_id_of_the_second_was_an_id(first: Credits, titles: tuple[str, ...]) -> None:
    both = merged(first, Credits("Quiet Harbour", id="gh"))

    assert (both.titles, both.id) == (titles, "gh")


def test_a_title_stays_one_where_nobody_knows_another() -> None:
    assert merged(Credits("1917"), Credits(None, id="1917")) == Credits("1917", id="1917")
    assert merged(Credits("Up"), Credits("Up", id="Up")) == Credits("Up", id="Up")


def test_contexts_have_credits_under_their_names() -> None:
    tides = Credits("Tides")

    assert credits_in({"credits": {"title": "Tides"}, "stars": 3}) == tides
    assert credits_in({"film": "Tides"}) == tides
    assert credits_in(make_record({"text": "x", "film": "Tides"}, FieldNames(), "in:1", "1")) == tides
    assert credits_in(7) is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"credits": 7}, "in.jsonl:3: credits are an object"),
        ({"credits": "{"}, "in.jsonl:3: the field 'credits' is no JSON"),
        ({"credits": {"titel": "Tides"}}, "in.jsonl:3: credits have no field 'titel'; 'title' is meant"),
        ({"film": ["Tides"]}, "in.jsonl:3: 'film' is \\['Tides'\\]; give the id of the film or its title"),
        ({"film": True}, "in.jsonl:3: 'film' is True"),
    ],
)
def test_bad_credits_of_a_record_are_named_by_file_and_line(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        make_record({"text": "Superb.", **fields}, FieldNames(), "in.jsonl:3", "in:3")


def test_a_record_keeps_its_fields_and_reads_a_cell_of_json() -> None:
    cell = '{"title": "Tides"}'

    record = make_record({"text": "Superb.", "film": "tt7", "credits": cell}, FieldNames(), "in.csv:2", "in:2")

    assert record.credits == Credits("Tides", id="tt7")
    assert record.meta == {"film": "tt7", "credits": cell}
