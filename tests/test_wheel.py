"""The wheel has all that it needs: built from the sources, installed into a fresh environment and run there."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from cinespan.readers import read_records
from fresh_environments import build_wheel, make_environment


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the interpreter of a fresh environment with the wheel in it."""
    return make_environment(tmp_path_factory.mktemp("environment") / "env", wheel)


def test_wheel_holds_the_code_the_rules_and_the_licence(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = [path for path in (root / "src" / "cinespan").rglob("*") if path.suffix in {".py", ".cfg", ".typed"}]
    expected = {path.relative_to(root / "src").as_posix() for path in sources}
    expected |= {f"cinespan/patterns/{path.name}" for path in (root / "patterns").glob("*.jsonl")}

    assert len(expected) > 20
    assert expected <= names
    assert any(name.endswith("/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"cinespan"}


@pytest.mark.workflow
def test_installed_wheel_extracts(python: Path, tmp_path: Path, seeds: Path) -> None:
    command = python.with_name("cinespan")
    done = subprocess.run(
        [command, "extract", seeds, "-o", "-"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [record.id for record in read_records([seeds])]
    assert all(row["ents"] and row["quads"] for row in rows[:4])


@pytest.mark.workflow
def test_installed_wheel_loads_from_any_spacy_app(python: Path, tmp_path: Path) -> None:
    script = """
import sys, spacy
nlp = spacy.load("cinespan")
assert nlp.pipe_names[-1] == "film_opinions"
assert nlp("The score is superb.")._.opinions[0]["category"] == "SCORE"
import cinespan
assert cinespan.__file__.startswith(sys.prefix), cinespan.__file__
"""
    done = subprocess.run([python, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
