"""Our figures are those of the reference scorer, row by row, where its folder lies beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from cinespan.cli.evaluate import checked_gold
from cinespan.evaluation import evaluate
from cinespan.extraction import extract

REFERENCE = Path(__file__).parents[2] / "shared" / "gold"

pytestmark = pytest.mark.skipif(
    not (REFERENCE / "score.py").is_file(), reason="no gold and no reference scorer beside the checkout"
)


@pytest.mark.parametrize("name", ["seeds.jsonl", "dev.jsonl"])
def test_evaluate_gives_the_figures_of_the_reference_scorer(nlp: Language, tmp_path: Path, name: str) -> None:
    gold, predicted = REFERENCE / name, tmp_path / "predicted.jsonl"
    extract([gold], predicted, nlp)
    command = [sys.executable, REFERENCE / "score.py", gold, predicted, "--json"]

    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = evaluate(checked_gold(gold, None, False), nlp).counts

    assert len(theirs) > 20
    assert {
        row: [round(count.precision, 4), round(count.recall, 4), round(count.f1, 4)] for row, count in ours.items()
    } == theirs
