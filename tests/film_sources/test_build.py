from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path

import pytest
from source_files import (
    BASICS,
    DETAILS,
    EXPORT,
    LINKS,
    MOVIES,
    NAMES,
    PEOPLE,
    PRINCIPALS,
    RESULTS,
    write,
    write_imdb,
    write_lines,
)

from cinespan.catalogue import Catalogue, Match
from cinespan.credits import Credits, Part, Person
from cinespan.errors import InputError, OutputError
from cinespan.film_sources.build import build_catalogue

ADA, MILO, LENA, IVO, UMA, TESS = (
    Person(name, f"nm000000{number}")
    for number, name in enumerate(
        ("Ada Brandt", "Milo Stern", "Lena Okafor", "Ivo Hartl", "Uma Voss", "Tess Quill"), start=1
    )
)
HARBOUR = Credits(
    "The Glass Harbour",
    "tt0000101",
    ("Der gläserne Hafen", "Harbour of Glass"),
    1987,
    (Part(ADA, "Sue Varga"), Part(ADA, "The Keeper"), Part(MILO)),
    (LENA,),
    (UMA,),
    (TESS, LENA),
    (IVO,),
)


def build(folder: Path, *sources: Path) -> Catalogue:
    build_catalogue(sources, folder / "films.catalogue")
    return Catalogue(folder / "films.catalogue")


def test_imdb_tables_become_credits(tmp_path: Path) -> None:
    with build(tmp_path, *write_imdb(tmp_path)) as catalogue:
        assert catalogue.get("tt0000101") == HARBOUR
        assert catalogue.get("tt0000102") == Credits("Ember", "tt0000102", year=1999, cast=(Part(ADA),))
        assert catalogue.get("tt0000103") is None
        assert catalogue.find("nobody known") == []
        assert catalogue.find("ada  BRANDT") == [
            Match("person", "nm0000001", "Ada Brandt", None, ("The Glass Harbour", "Ember"))
        ]
        assert catalogue.find("The Keeper") == [
            Match("character", "tt0000101", "The Keeper", 1987, ("The Glass Harbour",))
        ]


def test_sources_meet_by_the_ids_of_a_film(tmp_path: Path) -> None:
    sources = [
        write(tmp_path / "links.csv", LINKS),
        write_lines(tmp_path / "movie_ids.json", EXPORT),
        write(tmp_path / "movies.csv", MOVIES),
        *write_imdb(tmp_path),
        write(tmp_path / "query.json", json.dumps(RESULTS)),
    ]
    with build(tmp_path, *sources) as catalogue:
        found = [catalogue.get(film_id) for film_id in ("tt0000101", "tmdb:5001", "movielens:11", "Q900")]
        assert found == [HARBOUR] * 4
        assert [match.id for match in catalogue.find("Glow")] == ["tt0000102"]
        assert [match.id for match in catalogue.find("lena okafor")] == ["nm0000003"]
        assert [match.id for match in catalogue.find("milo stern")] == ["nm0000002"]
        assert catalogue.info()["films"] == 2


def test_movie_details_of_tmdb(tmp_path: Path) -> None:
    sources = (write_lines(tmp_path / "details.json", DETAILS), write_lines(tmp_path / "people.json", PEOPLE))
    with build(tmp_path, *sources) as catalogue:
        ada = Person("Ada Brandt", "tmdb:71")
        assert catalogue.get("tmdb:5001") == Credits(
            "The Glass Harbour",
            "tt0000101",
            ("Der gläserne Hafen", "Le port de verre"),
            1987,
            (Part(ada, "Sue Varga"), Part(ada, "The Keeper")),
            (Person("Lena Okafor", "tmdb:73"),),
            (Person("Uma Voss", "tmdb:75"),),
            (Person("Tess Quill", "tmdb:76"),),
            (Person("Ivo Hartl", "tmdb:74"),),
        )


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("flat", [False, True])
def test_results_of_wikidata(tmp_path: Path, indent: int | None, flat: bool) -> None:
    plain = [{key: cell["value"] for key, cell in row.items()} for row in RESULTS["results"]["bindings"]]
    source = write(tmp_path / "query.json", json.dumps(plain if flat else RESULTS, indent=indent))
    with build(tmp_path, source) as catalogue:
        assert catalogue.get("Q900") == Credits(
            "The Glass Harbour",
            "tt0000101",
            year=1987,
            cast=(Part(Person("Ada Brandt", "Q901")), Part(Person("Milo Stern", "Q902"))),
            directors=(Person("Lena Okafor", "Q903"),),
        )


def test_titles_of_movielens(tmp_path: Path) -> None:
    with build(tmp_path, write(tmp_path / "movies.csv", MOVIES)) as catalogue:
        assert catalogue.get("movielens:11") == Credits(
            "The Glass Harbour", "movielens:11", ("Harbour of Glass",), 1987
        )
        assert catalogue.get("movielens:12") == Credits("Ember", "movielens:12", ("Glow",), 1999)


def test_films_in_our_own_form(tmp_path: Path) -> None:
    lines = [
        {"id": "h", "title": "The Glass Harbour", "year": 1987, "cast": ["Ada Brandt"], "genres": ["Drama"]},
        {"id": None, "title": "Ember", "cast": [{"actor": "Ada Brandt", "character": "Sue"}], "imdb_id": "tt0000102"},
        {"id": None, "title": "Ember"},
    ]
    table = "id,title,year,cast,director\nt,Tin,2001,Bo Lind as Max|Ada Brandt,Lena Okafor;Uma Voss\n"
    with build(
        tmp_path, write_lines(tmp_path / "films.jsonl", lines), write(tmp_path / "films.csv", table)
    ) as catalogue:
        ada = Person("Ada Brandt")
        assert catalogue.get("h") == Credits("The Glass Harbour", "h", year=1987, cast=(Part(ada),))
        assert catalogue.get("tt0000102") == Credits("Ember", "tt0000102", cast=(Part(ada, "Sue"),))
        assert catalogue.get("t") == Credits(
            "Tin",
            "t",
            year=2001,
            cast=(Part(Person("Bo Lind"), "Max"), Part(ada)),
            directors=(Person("Lena Okafor"), Person("Uma Voss")),
        )
        assert [match.id for match in catalogue.find("ember")] == ["tt0000102", None]
        assert catalogue.credits_of("Ember") is None
        assert catalogue.credits_of("tin") == catalogue.get("t")


def test_one_name_in_two_films_may_be_two_people(tmp_path: Path) -> None:
    table = "\n".join(
        [
            PRINCIPALS.splitlines()[0],
            "tt0000101\t1\tnm0000001\tactress\t\\N\t\\N",
            "tt0000102\t1\tnm0000002\tactress\t\\N\t\\N",
        ]
    )
    names = "nconst\tprimaryName\nnm0000001\tAda Brandt\nnm0000002\tAda Brandt\n"
    lines = [
        {"id": "tt0000101", "title": "The Glass Harbour", "cast": ["Ada Brandt"]},
        {"id": "tt0000102", "title": "Ember", "cast": ["Ada Brandt"]},
    ]
    sources = (
        write(tmp_path / "principals.tsv", table),
        write(tmp_path / "names.tsv", names),
        write_lines(tmp_path / "films.jsonl", lines),
    )
    with build(tmp_path, *sources) as catalogue:
        assert [match[1:] for match in catalogue.find("Ada Brandt")] == [
            ("nm0000001", "Ada Brandt", None, ("The Glass Harbour",)),
            ("nm0000002", "Ada Brandt", None, ("Ember",)),
        ]


def test_bad_rows_are_reported_and_left_out(tmp_path: Path) -> None:
    rows = BASICS + "tt0000104\tmovie\n" + "tt0000102\tmovie\tEmbers\t\\N\t0\t\\N\t\\N\t\\N\t\\N\n"
    source = write(tmp_path / "basics.tsv", rows + "tt5\tmovie\t\\N\t\\N\t0\tsoon\t\\N\t\\N\t\\N\n")
    errors: list[InputError] = []

    summary = build_catalogue([source], tmp_path / "films.catalogue", on_error=errors.append)

    assert [str(error) for error in errors] == [
        f"{source}:5: 2 columns, but the header has 9; get the file anew or take the row out",
        f"{source}:6: the id 'tt0000102' came before, in line 3; keep one of them",
        f"{source}:7: the column 'primaryTitle' is empty; get the file anew or take the row out",
    ]
    assert [(source.rows, source.unused, source.skipped) for source in summary.sources] == [(2, 1, 3)]
    with pytest.raises(InputError, match=r":5: 2 columns, but the header has 9"):
        build_catalogue([source], tmp_path / "strict.catalogue")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["basics.tsv", "films.catalogue"]


def bad_sources() -> dict[str, tuple[str, bytes, str]]:
    results = json.dumps(RESULTS, indent=1)
    header = BASICS.splitlines()[0]
    return {
        "truncated gzip": (
            "a.tsv.gz",
            gzip.compress(BASICS.encode() * 9, mtime=0)[:-20],
            ": the file is damaged from here on: Compressed file ended before",
        ),
        "other header": (
            "a.tsv",
            header.replace("primaryTitle", "name").encode(),
            ":1: a table like IMDb title.basics, but without 'primaryTitle'; get the file anew",
        ),
        "no films": (
            "a.csv",
            b"name,age\nAda,3\n",
            ":1: the header has 'name', 'age', which is no list of films; give",
        ),
        "no film objects": ("a.json", b'{"id": 3, "name": "x"}\n', ":1: an object with 'id', 'name', which is no film"),
        "two columns": ("a.csv", b"title,title\nEmber,Ember\n", ":1: two columns are named 'title'; rename one"),
        "broken JSON": ("a.jsonl", b'{"title": \n', ":1: broken JSON in the first line; write one object a line"),
        "cut results": ("a.json", results[:-200].encode(), ": the file ends in the middle of its results"),
        "broken results": ("a.json", b'{"head": {}, "results": {"bindings": [7]}}', ":1: broken JSON"),
        "empty": ("a.jsonl", b"", ": the file is empty; there is nothing to read in it"),
        "binary": ("a.tsv", b"tconst\0", ": this is a binary file, not text"),
        "only episodes": ("a.tsv", f"{header}\n{BASICS.splitlines()[3]}\n".encode(), "the sources name no film"),
        "only people": ("a.tsv", NAMES.encode(), "the sources name no film"),
    }


@pytest.mark.parametrize("case", bad_sources())
def test_bad_sources_leave_no_catalogue(tmp_path: Path, case: str) -> None:
    name, data, message = bad_sources()[case]
    (tmp_path / name).write_bytes(data)

    with pytest.raises(InputError) as caught:
        build_catalogue([tmp_path / name], tmp_path / "out" / "films.catalogue", on_error=lambda _: None)

    assert message in str(caught.value)
    assert not list(tmp_path.glob("out/*"))
    assert not list(tmp_path.glob("out/.*"))


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder; check the path"):
        build_catalogue([tmp_path / "films.jsonl"], tmp_path / "films.catalogue")


def test_an_output_that_is_a_folder(tmp_path: Path) -> None:
    source = write(tmp_path / "movies.csv", MOVIES)
    with pytest.raises(OutputError, match="this is a folder; name a file in it"):
        build_catalogue([source], tmp_path)


def test_a_catalogue_pickles_as_its_path(tmp_path: Path) -> None:
    catalogue = build(tmp_path, write(tmp_path / "movies.csv", MOVIES))

    assert pickle.loads(pickle.dumps(catalogue)).get("movielens:12") == catalogue.get("movielens:12") is not None


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such catalogue; make it with `cinespan catalogue build`"):
        Catalogue(tmp_path / "films.catalogue")
    text = write(tmp_path / "movies.csv", MOVIES * 50)
    with pytest.raises(InputError, match="not a catalogue"):
        Catalogue(text)
