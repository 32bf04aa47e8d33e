"""The workflow in project.yml runs, and what it says of files is true."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
import srsly
from spacy.tokens import DocBin


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of what the workflow needs, after it ran."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copy(root / "project.yml", folder)
    for name in ("seeds", "tests/gold", "patterns"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    run(folder)
    return folder


def run(folder: Path, step: str = "all") -> str:
    command = [sys.executable, "-m", "spacy", "project", "run", step, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_workflow_writes_a_corpus_and_scores(project: Path, seeds: Path) -> None:
    docs = list(DocBin().from_disk(project / "corpus" / "reviews.spacy").get_docs(spacy.blank("en").vocab))
    scores = json.loads((project / "metrics" / "scores.json").read_text())["scores"]

    assert len(docs) == len(list(seeds.iterdir()))
    assert scores["QUADRUPLES"]["f"] > 0.8


def test_every_path_of_the_workflow_is_real(project: Path) -> None:
    config: dict[str, Any] = srsly.read_yaml(project / "project.yml")
    variables = config["vars"]
    paths = [
        path.replace("${vars.", "").removesuffix("}")
        for command in config["commands"]
        for key in ("deps", "outputs", "outputs_no_cache")
        for path in command.get(key, ())
    ]

    rules = {f"patterns/{path.name}" for path in (project / "patterns").glob("*.jsonl")}
    assert all(rules <= set(command["deps"]) for command in config["commands"])
    assert [path for path in paths if not (project / variables.get(path, path)).exists()] == []


def test_an_edited_rule_runs_the_workflow_anew(project: Path) -> None:
    assert "Skipping 'extract'" in run(project, "extract")

    with (project / "patterns" / "entities.jsonl").open("a") as file:
        file.write('{"label": "FILM", "pattern": "Harbour Lights", "id": "film.harbour-lights"}\n')

    assert "Skipping 'extract'" not in run(project, "extract")
