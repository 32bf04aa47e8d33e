"""The wheel has all that it needs: built from the sources, installed into a fresh environment and run there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

PACKED = ("pyproject.toml", "README.md", "LICENSE", "src", "patterns")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # a copy, since a build leaves its traces in the sources, and finds those of earlier ones
    sources = folder / "sources"
    sources.mkdir()
    for name in PACKED:
        origin = root / name
        if origin.is_dir():
            shutil.copytree(origin, sources / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(origin, sources / name)
    # without isolation, so that it needs no network
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, sources)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the interpreter of a fresh environment with the wheel in it, and the dependencies lent to it."""
    folder = tmp_path_factory.mktemp("environment") / "env"
    builder = venv.EnvBuilder(symlinks=os.name != "nt")
    builder.create(folder)
    context = builder.ensure_directories(folder)
    pip("--python", context.env_exe, "install", "--no-deps", "--no-index", wheel)
    (site_packages,) = folder.rglob("site-packages")
    # The folders on this line are searched after the environment's own, and .pth files in them are not followed: the
    # editable install stays out of sight.
    (site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return Path(context.env_exe)


def pip(*arguments: object) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_wheel_holds_the_code_the_rules_and_the_licence(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = [path for path in (root / "src" / "cinespan").rglob("*") if path.suffix in {".py", ".cfg", ".typed"}]
    expected = {path.relative_to(root / "src").as_posix() for path in sources}
    expected |= {f"cinespan/patterns/{path.name}" for path in (root / "patterns").glob("*.jsonl")}

    assert len(expected) > 20
    assert expected <= names
    assert any(name.endswith("/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"cinespan"}


def test_installed_wheel_extracts(python: Path, tmp_path: Path, seeds: Path) -> None:
    command = python.with_name("cinespan")
    done = subprocess.run(
        [command, "extract", seeds, "-o", "-"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [path.stem for path in sorted(seeds.iterdir())]
    assert all(row["ents"] and row["quads"] for row in rows)


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
