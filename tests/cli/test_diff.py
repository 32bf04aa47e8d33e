from __future__ import annotations

import json
from pathlib import Path

from command_runner import Run

TEXT = "The score is superb, the plot is dull."
SUPERB = {
    "aspect": [4, 9],
    "category": "SCORE",
    "opinion": [13, 19],
    "polarity": "positive",
    "rules": ["score", "superb", "link.predicate"],
}
DULL = {
    "aspect": [25, 29],
    "category": "STORY",
    "opinion": [33, 37],
    "polarity": "negative",
    "rules": ["plot", "dull", "link.predicate"],
}


def write_side(path: Path, *quads: object) -> Path:
    path.write_text(json.dumps({"id": "a", "text": TEXT, "ents": [], "quads": quads}) + "\n")
    return path


def test_diff_prints_changes_and_counts(run: Run, tmp_path: Path) -> None:
    old = write_side(tmp_path / "old.jsonl", SUPERB)
    new = write_side(tmp_path / "new.jsonl", {**SUPERB, "polarity": "negative"}, DULL)

    result = run("diff", old, new)

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "a",
        f"  ~ flipped | SCORE positive > SCORE negative | score / superb | {TEXT} | score superb link.predicate",
        f"  + added | STORY negative | plot / dull | {TEXT} | plot dull link.predicate",
    ]
    cells = [line.split() for line in lines]
    assert ["link.predicate", "link", "1", "1"] in cells
    assert ["compared", "1"] in cells
    assert "plot / dull" not in run("diff", old, new, "--summary").stdout


def test_diff_json_is_one_object(run: Run, tmp_path: Path) -> None:
    old, new = write_side(tmp_path / "old.jsonl", DULL), write_side(tmp_path / "new.jsonl")

    figures = json.loads(run("diff", old, new, "--json").stdout)

    kinds = {"added": 0, "removed": 1, "relabelled": 0, "flipped": 0, "moved": 0}
    rules = [("plot", "aspect"), ("link.predicate", "link"), ("dull", "opinion")]
    assert figures == {
        "reviews": {"compared": 1, "changed": 1},
        "labels": [{"what": "quadruple", "label": "STORY negative", **kinds}],
        "rules": [{"rule": rule, "role": role, **kinds} for rule, role in rules],
        "changes": [
            {
                "review": "a",
                "what": "quadruple",
                "change": "removed",
                "old": {
                    "label": "STORY negative",
                    "words": "plot / dull",
                    "start": 25,
                    "end": 37,
                    "rules": DULL["rules"],
                },
                "new": None,
                "context": TEXT,
            }
        ],
    }
    assert "changes" not in json.loads(run("diff", old, new, "--json", "--summary").stdout)


def test_a_bad_line_is_skipped_or_ends_it(run: Run, tmp_path: Path) -> None:
    old, bad = write_side(tmp_path / "old.jsonl"), tmp_path / "bad.jsonl"
    bad.write_text('{"text": "x", "quads": 3}\n' + old.read_text())

    result, strict = run("diff", old, bad), run("diff", old, bad, "--strict")

    assert (result.exit_code, f"skipped: {bad}:1" in result.stderr) == (0, True)
    assert (strict.exit_code, f"error: {bad}:1" in strict.stderr) == (1, True)
    assert run("diff", old, tmp_path / "gone.spacy").exit_code == 1


def test_reviews_without_findings_are_no_side(run: Run, tmp_path: Path) -> None:
    (tmp_path / "reviews.jsonl").write_text('{"id": "a", "text": "The score is superb."}\n')

    result = run("diff", tmp_path / "reviews.jsonl", tmp_path / "reviews.jsonl", "--strict")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "neither 'ents' nor 'quads' in it; give what `cinespan extract` writes" in result.stderr
