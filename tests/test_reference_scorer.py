"""Our figures are those of the reference scorer, row by row, where its folder lies beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[2] / "shared" / "gold"

pytestmark = pytest.mark.skipif(
    not (REFERENCE / "score.py").is_file(), reason="no gold and no reference scorer beside the checkout"
)


@pytest.mark.parametrize("name", ["seeds.jsonl", "dev.jsonl"])
def test_evaluate_gives_the_figures_of_the_reference_scorer(tmp_path: Path, name: str) -> None:
    gold, predicted = REFERENCE / name, tmp_path / "predicted.jsonl"
    cinespan = [sys.executable, "-m", "cinespan"]
    subprocess.run([*cinespan, "extract", gold, "-o", predicted], check=True, capture_output=True)

    theirs = output_of([sys.executable, str(REFERENCE / "score.py"), str(gold), str(predicted), "--json"])
    ours = output_of([*cinespan, "evaluate", str(gold), "--json"])["scores"]

    assert len(theirs) > 20
    assert {row: [figures["p"], figures["r"], figures["f"]] for row, figures in ours.items()} == theirs


def output_of(command: list[str]) -> dict[str, dict[str, float]]:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, dict[str, float]] = json.loads(done.stdout)
    return figures
