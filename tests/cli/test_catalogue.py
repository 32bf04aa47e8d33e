from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runner import Run

FILMS = [
    {"id": "g1", "title": "The Glass Harbour", "year": 1987, "cast": [{"actor": "Ada Brandt", "character": "Sue"}]},
    {"id": "e1", "title": "Ember", "year": 1999, "cast": ["Ada Brandt"], "director": {"name": "Uma Voss", "id": "p1"}},
    {"id": "e2", "title": "Ember", "year": 1950},
]


@pytest.fixture
def films(tmp_path: Path) -> Path:
    path = tmp_path / "films.jsonl"
    path.write_text("".join(json.dumps(film) + "\n" for film in FILMS))
    return path


@pytest.fixture
def catalogue(run: Run, films: Path, tmp_path: Path) -> Path:
    assert run("catalogue", "build", films, "-o", tmp_path / "films.catalogue").exit_code == 0
    return tmp_path / "films.catalogue"


def test_build_tells_what_it_read_and_what_it_left_out(run: Run, films: Path, tmp_path: Path) -> None:
    films.write_text(films.read_text() + '{"title": "Tin", "year": "soon"}\n')

    result = run("catalogue", "build", films, "-o", tmp_path / "films.catalogue")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"skipped: {films}:4: 'year' of the credits holds 'soon'; give a whole number\n")
    assert result.stderr.splitlines()[-1] == (
        f"written to {tmp_path / 'films.catalogue'}: 3 films, 2 people, 3 credits, 5 names"
    )


def test_strict_stops_at_the_first_bad_row(run: Run, films: Path, tmp_path: Path) -> None:
    films.write_text(films.read_text() + '{"title": "Tin", "year": "soon"}\n')

    result = run("catalogue", "build", films, "-o", tmp_path / "films.catalogue", "--strict")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"error: {films}:4: 'year' of the credits holds 'soon'; give a whole number\n"
    assert not (tmp_path / "films.catalogue").exists()


def test_find_lists_all_of_a_name(run: Run, catalogue: Path) -> None:
    result = run("catalogue", "find", "ember", "--catalogue", catalogue, "--json")

    assert json.loads(result.stdout) == [
        {"kind": "film", "id": "e2", "name": "Ember", "year": 1950, "films": []},
        {"kind": "film", "id": "e1", "name": "Ember", "year": 1999, "films": ["Ada Brandt", "Uma Voss"]},
    ]
    assert "e1" in run("catalogue", "find", "ember", "-c", catalogue).stdout


def test_find_shows_the_film_of_an_id(run: Run, catalogue: Path) -> None:
    result = run("catalogue", "find", "e1", "-c", catalogue, "--json")

    assert json.loads(result.stdout) == {
        "id": "e1",
        "title": "Ember",
        "year": 1999,
        "cast": ["Ada Brandt"],
        "directors": [{"name": "Uma Voss", "id": "p1"}],
    }
    assert "Uma Voss (p1)" in run("catalogue", "find", "e1", "-c", catalogue).stdout


def test_find_fails_where_nothing_is_called_so(run: Run, catalogue: Path) -> None:
    result = run("catalogue", "find", "Embers", "-c", catalogue)

    assert (result.exit_code, result.stderr) == (1, f"error: {catalogue}: nothing is called 'Embers'\n")


def test_info_counts(run: Run, catalogue: Path, films: Path) -> None:
    info = json.loads(run("catalogue", "info", "-c", catalogue, "--json").stdout)

    assert info == {
        "path": str(catalogue),
        "version": 1,
        "size": catalogue.stat().st_size,
        "films": 3,
        "people": 2,
        "credits": 3,
        "names": 5,
        "sources": [{"name": films.name, "format": "films, JSONL", "rows": 3, "skipped": 0}],
    }
    assert films.name in run("catalogue", "info", "-c", catalogue).stdout


def test_a_catalogue_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("catalogue", "info", "-c", tmp_path / "no.catalogue")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {tmp_path / 'no.catalogue'}: there is no such catalogue")


def test_names_with_brackets_are_shown_as_they_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / "films.jsonl").write_text('{"id": "r", "title": "[REC] [/b]", "cast": ["[Red] Ann Lee"]}\n')
    run("catalogue", "build", tmp_path / "films.jsonl", "-o", tmp_path / "films.catalogue")

    found = run("catalogue", "find", "[REC] [/b]", "-c", tmp_path / "films.catalogue").stdout
    film = run("catalogue", "find", "r", "-c", tmp_path / "films.catalogue").stdout

    assert found.count("[REC] [/b]") == 2
    assert "[Red] Ann Lee" in film


def test_a_folder_is_no_catalogue(run: Run, tmp_path: Path) -> None:
    result = run("catalogue", "info", "-c", tmp_path)

    assert (
        result.stderr == f"error: {tmp_path}: this is a folder; name the file that `cinespan catalogue build` wrote\n"
    )
