"""Pipelines as packages: built as the workflow builds them, installed into fresh environments, loaded by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
import srsly
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

import cinespan
from cinespan.corpus.shards import open_corpus
from fresh_environments import build_wheel, make_environment, pip

pytestmark = pytest.mark.workflow

TEXTS = [
    f"{name} is superb in {film}. The {aspect} is {opinion}."
    for name in ("Anna Lindqvist", "Otto Brandt", "Ines Aldana")
    for film in ("Harbour Lights", "Salt Road")
    for aspect, opinion in (("score", "superb"), ("pacing", "dull"))
]


def package(nlp: Language, name: str, folder: Path) -> Path:
    """Pack a pipeline as the workflow does, and give the wheel."""
    nlp.to_disk(folder / name)
    command = ["package", folder / name, folder, "--name", name, "--version", "1.2.3", "--build", "none"]
    done = subprocess.run(
        [sys.executable, "-m", "spacy", *map(str, command)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, folder / f"en_{name}-1.2.3")
    (wheel,) = folder.glob(f"en_{name}*.whl")
    return wheel


def requirements(wheel: Path) -> set[str]:
    meta = srsly.read_json(wheel.parent / wheel.name.split("-py3")[0] / "meta.json")
    return {requirement.split(">")[0] for requirement in meta["requirements"]}


def run(python: Path, script: str, folder: Path) -> str:
    done = subprocess.run(
        [python, "-W", "error", "-c", script], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_rules_load_by_name_beside_cinespan(root: Path, tmp_path: Path) -> None:
    wheel = package(cinespan.load(), "film_rules", tmp_path)
    ours = tmp_path / "ours"
    ours.mkdir()
    python = make_environment(tmp_path / "env", build_wheel(root, ours), wheel)

    script = (
        'import spacy; print([q["category"] for q in spacy.load("en_film_rules")("The score is superb.")._.opinions])'
    )

    assert requirements(wheel) == {"cinespan", "spacy"}
    assert run(python, script, tmp_path) == "['SCORE']"


def test_a_trained_model_loads_by_name_without_cinespan(root: Path, tmp_path: Path, nlp: Language) -> None:
    with open_corpus(tmp_path / "corpus.spacy") as add:
        for doc in nlp.pipe(TEXTS * 2):
            add(doc)
    paths = {"paths.train": str(tmp_path / "corpus.spacy"), "paths.dev": str(tmp_path / "corpus.spacy")}
    steps = {"training.max_steps": 40, "training.eval_frequency": 20, "training.batcher.size.start": 200}
    config = load_config(root / "configs" / "model.cfg", overrides={**paths, **steps}, interpolate=True)
    train(init_nlp(config), tmp_path)
    wheel = package(spacy.load(tmp_path / "model-best"), "film_model", tmp_path)
    python = make_environment(tmp_path / "env", wheel)

    script = f"""
import importlib.util, spacy
assert importlib.util.find_spec("cinespan") is None
print([ent.text for ent in spacy.load("en_film_model")({TEXTS[0]!r}).ents])
"""

    assert requirements(wheel) == {"spacy"}
    assert "Anna Lindqvist" in run(python, script, tmp_path)
