"""Small files in the formats of film sources, written for these tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

BASICS = """tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres
tt0000101\tmovie\tThe Glass Harbour\tDer gläserne Hafen\t0\t1987\t\\N\t101\tDrama
tt0000102\tmovie\tEmber\tEmber\t0\t1999\t\\N\t95\t\\N
tt0000103\ttvEpisode\tPilot\tPilot\t0\t2001\t\\N\t42\t\\N
"""
AKAS = """titleId\tordering\ttitle\tregion\tlanguage\ttypes\tattributes\tisOriginalTitle
tt0000101\t1\tHarbour of Glass\tUS\t\\N\t\\N\t\\N\t0
tt0000103\t1\tThe First One\tUS\t\\N\t\\N\t\\N\t0
"""
PRINCIPALS = """tconst\tordering\tnconst\tcategory\tjob\tcharacters
tt0000101\t1\tnm0000001\tactress\t\\N\t["Sue Varga","The Keeper"]
tt0000101\t2\tnm0000002\tself\t\\N\t["Self"]
tt0000101\t3\tnm0000003\tdirector\t\\N\t\\N
tt0000101\t4\tnm0000004\tcinematographer\tdirector of photography\t\\N
tt0000101\t5\tnm0000005\tcomposer\t\\N\t\\N
tt0000102\t1\tnm0000001\tactress\t\\N\t\\N
tt0000103\t1\tnm0000009\tactor\t\\N\t["Bob"]
"""
CREW = """tconst\tdirectors\twriters
tt0000101\tnm0000003\tnm0000006,nm0000003
tt0000102\t\\N\t\\N
"""
NAMES = """nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles
nm0000001\tAda Brandt\t1950\t\\N\tactress\ttt0000101
nm0000002\tMilo Stern\t\\N\t\\N\t\\N\t\\N
nm0000003\tLena Okafor\t\\N\t\\N\t\\N\t\\N
nm0000004\tIvo Hartl\t\\N\t\\N\t\\N\t\\N
nm0000005\tUma Voss\t\\N\t\\N\t\\N\t\\N
nm0000006\tTess Quill\t\\N\t\\N\t\\N\t\\N
nm0000009\tNobody Known\t\\N\t\\N\t\\N\t\\N
"""
MOVIES = """movieId,title,genres
11,"Glass Harbour, The (Harbour of Glass) (1987)",Drama
12,Ember (a.k.a. Glow) (1999),(no genres listed)
"""
LINKS = """movieId,imdbId,tmdbId
11,0000101,5001
12,0000102,
"""
EXPORT = [{"adult": False, "id": 5001, "original_title": "Der gläserne Hafen", "popularity": 1.2, "video": False}]
PEOPLE = [{"adult": False, "id": 71, "name": "Ada Brandt", "popularity": 3.5}]
DETAILS = [
    {
        "id": 5001,
        "imdb_id": "tt0000101",
        "title": "The Glass Harbour",
        "original_title": "Der gläserne Hafen",
        "release_date": "1987-03-02",
        "alternative_titles": {"titles": [{"iso_3166_1": "FR", "title": "Le port de verre", "type": ""}]},
        "credits": {
            "cast": [{"id": 71, "name": "Ada Brandt", "character": "Sue Varga / The Keeper (voice)", "order": 0}],
            "crew": [
                {"id": 73, "name": "Lena Okafor", "job": "Director", "department": "Directing"},
                {"id": 75, "name": "Uma Voss", "job": "Original Music Composer", "department": "Sound"},
                {"id": 76, "name": "Tess Quill", "job": "Screenplay", "department": "Writing"},
                {"id": 74, "name": "Ivo Hartl", "job": "Director of Photography", "department": "Camera"},
            ],
        },
    }
]


def entity(number: int) -> dict[str, str]:
    return {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{number}"}


def literal(text: str) -> dict[str, str]:
    return {"type": "literal", "xml:lang": "en", "value": text}


RESULTS: dict[str, Any] = {
    "head": {"vars": ["film", "filmLabel", "imdb", "date", "actor", "actorLabel", "director", "directorLabel"]},
    "results": {
        "bindings": [
            {
                "film": entity(900),
                "filmLabel": literal("The Glass Harbour"),
                "imdb": literal("tt0000101"),
                "date": literal("1987-03-02T00:00:00Z"),
                "actor": entity(901),
                "actorLabel": literal(name),
                "director": entity(903),
                "directorLabel": literal("Q903" if name == "Milo Stern" else "Lena Okafor"),
            }
            for name in ("Ada Brandt", "Milo Stern")
        ]
    },
}
RESULTS["results"]["bindings"][1]["actor"] = entity(902)
RESULTS["results"]["bindings"][1]["director"] = entity(903)


def write_lines(path: Path, items: list[Any]) -> Path:
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
    return path


def write(path: Path, text: str) -> Path:
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def write_imdb(folder: Path) -> list[Path]:
    """Write the five tables of IMDb, in an order that no build may depend on."""
    tables = {"names": NAMES, "principals": PRINCIPALS, "crew": CREW, "akas": AKAS, "basics": BASICS}
    return [write(folder / f"{name}.tsv.gz", text) for name, text in tables.items()]
