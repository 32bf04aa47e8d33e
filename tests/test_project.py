"""The workflow in project.yml runs, and what it says of files is true."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import srsly
from spacy.language import Language
from spacy.util import load_config

from cinespan.corpus.manifest import read_manifest
from cinespan.corpus.shards import read_docs
from cinespan.readers import read_records

USED = ("project.yml", "seeds", "tests/gold", "patterns", "configs")


def copy_project(root: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name in USED:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, folder)
    return folder


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of what the workflow needs, after its quick steps ran."""
    folder = copy_project(root, tmp_path_factory.mktemp("project"))
    run(folder, "extract")
    run(folder, "split")
    return folder


@pytest.fixture(scope="module")
def config(root: Path) -> dict[str, Any]:
    """Give project.yml, with the values of its variables in their places."""
    text = (root / "project.yml").read_text(encoding="utf-8")
    variables = srsly.yaml_loads(text)["vars"]
    filled: dict[str, Any] = srsly.yaml_loads(
        re.sub(r"\$\{vars\.(\w+)\}", lambda match: str(variables[match[1]]), text)
    )
    return filled


def run(folder: Path, step: str) -> str:
    command = [sys.executable, "-m", "weasel", "run", step, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_quick_steps_write_a_corpus_and_its_parts(project: Path, seeds: Path) -> None:
    reviews = sum(1 for _ in read_records([seeds]))

    assert reviews >= 64
    assert read_manifest(project / "corpus" / "reviews").counts.reviews == reviews
    films: dict[str, set[object]] = {}
    for part in ("train", "dev", "test"):
        docs = list(read_docs(project / "corpus" / "parts" / part))
        assert len(docs) >= 5
        films[part] = {doc.user_data["record"]["fields"].get("film") for doc in docs} - {None}
    assert not films["train"] & films["dev"] | films["train"] & films["test"] | films["dev"] & films["test"]


@pytest.mark.workflow
def test_an_edited_rule_runs_a_step_anew(project: Path) -> None:
    assert "Skipping 'extract'" in run(project, "extract")

    with (project / "patterns" / "entities.jsonl").open("a") as file:
        file.write('{"label": "FILM", "pattern": "Harbour Lights", "id": "film.harbour-lights"}\n')

    assert "Skipping 'extract'" not in run(project, "extract")


def test_every_input_of_a_step_is_in_the_checkout_or_made_before(root: Path, config: dict[str, Any]) -> None:
    made: set[str] = set()
    commands = {command["name"]: command for command in config["commands"]}
    assert list(commands) == config["workflows"]["all"]
    for command in commands.values():
        for path in command["deps"]:
            assert path in made or (root / path).exists(), f"{command['name']}: {path}"
        made |= {*command.get("outputs", ()), *command.get("outputs_no_cache", ())}
    assert made
    assert not any((root / path).is_file() and path.startswith("patterns") for path in made)


def test_steps_name_every_file_that_their_scripts_name(root: Path, config: dict[str, Any]) -> None:
    rules = {f"patterns/{path.name}" for path in (root / "patterns").glob("*.jsonl")}
    outputs = {path for c in config["commands"] for key in ("outputs", "outputs_no_cache") for path in c.get(key, ())}
    for command in config["commands"]:
        script = " ".join(command["script"])
        declared = {*command["deps"], *command.get("outputs", ()), *command.get("outputs_no_cache", ())}
        # a name of its own, or the folder of what is declared, as training/model is of training/model/model-best
        named = {word.partition("=")[2] or word for word in script.split() if "/" in word}
        named = {word.rstrip("/") for word in named}
        loose = {word for word in named if not any(path == word or path.startswith(f"{word}/") for path in declared)}
        assert {word for word in loose if not word.startswith("packages/en_")} == set(), command["name"]
        if "--patterns" in script or "configs/combined.cfg" in script:
            assert rules <= set(command["deps"]), command["name"]
    assert len(outputs) >= 9


def test_assets_are_there(root: Path, config: dict[str, Any]) -> None:
    assert len(config["assets"]) == 2
    assert all((root / asset["dest"]).exists() for asset in config["assets"])


def test_readme_has_the_documentation_of_the_project(root: Path, tmp_path: Path) -> None:
    copy_project(root, tmp_path)
    shutil.copy(root / "README.md", tmp_path)
    command = [sys.executable, "-m", "weasel", "document", str(tmp_path), "--output", "README.md", "--no-emoji"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    # after a change of project.yml: make readme
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == (root / "README.md").read_text(encoding="utf-8")


def test_combined_pipeline_has_the_rules_as_they_are_alone(root: Path, nlp: Language) -> None:
    combined = load_config(root / "configs" / "combined.cfg")
    alone = load_config(root / "src" / "cinespan" / "pipeline.cfg")
    model = ["tok2vec", "ner", "film_layer", "film_merge"]

    assert [name for name in combined["nlp"]["pipeline"] if name not in model] == nlp.pipe_names
    assert {name: part for name, part in combined["components"].items() if name not in model} == alone["components"]
    assert combined["nlp"]["tokenizer"] == alone["nlp"]["tokenizer"]
    assert combined["initialize"] == alone["initialize"]


@pytest.mark.workflow
def test_the_whole_workflow_makes_packages_that_load_by_name(root: Path, tmp_path: Path) -> None:
    folder = copy_project(root, tmp_path / "project")

    run(folder, "all")

    assert json.loads((folder / "metrics" / "rules.json").read_text())["scores"]["QUADRUPLES"]["f"] > 0.8
    model = json.loads((folder / "metrics" / "model.json").read_text())
    assert {"ents_f", "spans_aspects_f"} <= set(model)
    assert model["ents_f"] > 0
    compared = json.loads((folder / "metrics" / "comparison.json").read_text())["scores"]
    assert all(list(figures) == ["rules", "model", "both"] for figures in compared.values())
