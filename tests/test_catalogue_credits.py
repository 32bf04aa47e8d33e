"""A record that says its film is read with the credits that a catalogue has of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from typer.testing import CliRunner

import cinespan
from cinespan.cli.main import app
from cinespan.errors import InputError
from cinespan.extraction import extract
from cinespan.film_sources.build import build_catalogue
from cinespan.sources import source_of
from markup_sentences import mark_entities, read_sentence

FILMS = [
    {
        "id": "h1",
        "title": "Her",
        "cast": [{"actor": "Rosa Marchetti", "character": "Una Vos"}],
        "director": "Anna Lindqvist",
    },
    {"id": "u1", "title": "Up", "cast": ["Otto Brandt"]},
    {"id": "tides", "title": "The Quiet Tides", "cast": [{"actor": "Jan Vos", "character": "Pim"}]},
]
MARKED = (
    "Her eyes are sad in [Her]{FILM}. [Marchetti]{ACTOR} is superb as [Una]{CHARACTER}, "
    "and [Lindqvist]{DIRECTOR} looks up."
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "films.jsonl").write_text("".join(json.dumps(film) + "\n" for film in FILMS))
    build_catalogue([folder / "films.jsonl"], folder / "films.catalogue")
    return folder / "films.catalogue"


@pytest.fixture(scope="module")
def knowing(catalogue: Path) -> Language:
    return cinespan.load(catalogue=catalogue)


@pytest.mark.parametrize("context", [{"film": "h1"}, {"film": "Her"}, {"credits": {"id": "h1"}}])
def test_an_id_or_a_title_gets_the_credits(knowing: Language, context: dict[str, Any]) -> None:
    ((doc, _),) = knowing.pipe([(read_sentence(MARKED), context)], as_tuples=True)

    assert mark_entities(doc) == MARKED
    assert doc._.credits["id"] == "h1"


def test_an_id_that_looks_like_a_title_gives_no_name(knowing: Language) -> None:
    marked = "I loved [The Quiet Tides]{FILM}. [Pim]{CHARACTER} is great."

    ((doc, _),) = knowing.pipe([(read_sentence(marked), {"film": "tides"})], as_tuples=True)

    assert mark_entities(doc) == marked
    assert (doc.ents[0].id_, doc.ents[0].kb_id_) == ("credits.title", "tides")
    assert doc._.cast[0]["name"] == "The Quiet Tides"


def test_credits_that_come_with_the_text_are_laid_over_those_of_the_catalogue(knowing: Language) -> None:
    marked = "[Una]{CHARACTER} and [Pim]{CHARACTER} love [Her]{FILM}, says [Jan Vos]{DIRECTOR}."
    credits = {"id": "h1", "cast": [{"actor": "Otto Brandt", "character": "Pim Bo"}], "director": "Jan Vos"}

    ((doc, _),) = knowing.pipe([(read_sentence(marked), {"credits": credits})], as_tuples=True)

    assert mark_entities(doc) == marked
    assert doc._.credits["directors"] == ["Jan Vos", "Anna Lindqvist"]


def test_workers_open_the_catalogue_themselves(knowing: Language) -> None:
    texts = [(read_sentence(MARKED), {"film": film}) for film in ("h1", "u1", "h1", None)]
    alone = [mark_entities(doc) for doc, _ in knowing.pipe(texts, as_tuples=True)]

    together = [mark_entities(doc) for doc, _ in knowing.pipe(texts, as_tuples=True, n_process=2, batch_size=1)]

    assert together == alone
    assert together[0] == together[2] == MARKED
    assert len(set(together)) > 1


def test_a_text_without_a_film_is_read_with_all_names(knowing: Language) -> None:
    text = "In Her, Rosa Marchetti sings. Otto Brandt stays away."

    doc = knowing(text)
    ((known, _),) = knowing.pipe([(text, {"film": "h1"})], as_tuples=True)

    assert knowing.pipe_names[2:5] == ["film_credits", "film_names", "film_catalogue"]
    assert [(ent.text, ent.kb_id_, source_of(ent.id_)) for ent in doc.ents if ent.kb_id_] == [
        ("Her", "h1", "catalogue"),
        ("Rosa Marchetti", "Rosa Marchetti", "catalogue"),
        ("Otto Brandt", "Otto Brandt", "catalogue"),
    ]
    assert [(ent.text, source_of(ent.id_)) for ent in known.ents if ent.kb_id_] == [
        ("Her", "credits"),
        ("Rosa Marchetti", "credits"),
    ]


def test_extract_counts_films_that_nobody_knows(knowing: Language, tmp_path: Path) -> None:
    rows = [{"id": film, "text": read_sentence(MARKED), "film": film} for film in ("h1", "tt404")]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    summary = extract([tmp_path / "in.jsonl"], tmp_path / "out.jsonl", knowing)

    first, _ = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert summary.unknown_films == 1
    assert [(ent["name"], ent["source"]) for ent in first["ents"]] == [
        ("Her", "credits"),
        ("Rosa Marchetti", "credits"),
        ("Una Vos", "credits"),
        ("Anna Lindqvist", "credits"),
    ]
    assert {"relation": "plays", "name": "Una Vos", "rule": "credits.cast"} in first["cast"][1]["links"]


@pytest.mark.parametrize("command", ["extract", "show", "evaluate"])
def test_commands_take_a_catalogue(catalogue: Path, tmp_path: Path, command: str) -> None:
    row = {
        "id": "a",
        "text": "I saw Her.",
        "film": "h1",
        "ents": [{"start": 6, "end": 9, "label": "FILM"}],
        "quads": [],
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(row))
    more = {"extract": ["-o", "-"], "show": ["--brief", "--explain"], "evaluate": ["--json"]}[command]
    expected = {"extract": '"kb_id": "h1"', "show": "credits.title", "evaluate": 'any label": {"p": 1.0, "r": 1.0'}[
        command
    ]

    done = CliRunner().invoke(app, [command, str(tmp_path / "in.jsonl"), "--catalogue", str(catalogue), *more])

    assert done.exit_code == 0
    assert expected in done.stdout


def test_a_wrong_path_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such catalogue"):
        cinespan.load(catalogue=tmp_path / "nowhere.catalogue")
