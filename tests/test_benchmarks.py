from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

import cinespan


def test_speed_gives_a_ratio_for_the_pipeline_and_each_component(
    root: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speed = runpy.run_path(str(root / "benchmarks" / "speed.py"))
    monkeypatch.setattr(cinespan, "load", lambda: nlp)

    speed["main"](["--limit", "20", "--repeat", "1", "--json"])

    figures = json.loads(capsys.readouterr().out)
    assert figures["reviews"] == 20
    assert figures["ratio"] == figures["nlp.pipe"]["ratio"] > 1
    assert {"nlp.make_doc", "film_names", "film_opinions", "DocBin"} <= figures.keys()


def test_catalogue_gives_figures_for_building_loading_and_matching(root: Path) -> None:
    command = [sys.executable, root / "benchmarks" / "catalogues.py", "--films", "200", "--repeat", "1", "--json"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["build"]["rows"] == 200
    assert figures["build"]["names"] > 200
    assert figures["load"]["peak"] > 0
    assert figures["match"]["ratio"] > 0
