from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from command_runner import Run

QUAD = {"aspect": [4, 9], "category": "SCORE", "opinion": [13, 19], "polarity": "positive"}
RIGHT = {"id": "g", "text": "The score is superb.", "ents": [], "quads": [QUAD]}
WRONG = {"id": "h", "text": "The score is dull.", "ents": [], "quads": []}


def write_rows(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_ledger_prints_the_worst_rule_first(run: Run, tmp_path: Path) -> None:
    result = run("patterns", "ledger", write_rows(tmp_path / "gold.jsonl", RIGHT, WRONG))

    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert [line for line in lines if line and line[0] in ("dull", "score", "superb", "link.predicate")] == [
        ["dull", "opinion", "1", "0", "1", "0.00", "1.0000", "-0.3333", "0", "0"],
        ["score", "aspect", "2", "1", "1", "0.50", "0.0000", "+0.6667", "0", "0"],
        ["link.predicate", "link", "2", "1", "1", "0.50", "0.0000", "+0.6667", "0", "0"],
        ["superb", "opinion", "1", "1", "0", "1.00", "0.0000", "+0.6667", "0", "0"],
    ]


def test_ledger_without_gold_counts_hits(run: Run, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "reviews.jsonl", {"text": WRONG["text"]}, {"text": ""}, {"text": WRONG["text"]})

    result = run("patterns", "ledger", path, "--json")

    assert f"skipped: {path}:2" in result.stderr
    ledger = json.loads(result.stdout)
    assert ledger["f"] is None
    assert ledger["rules"][0] == {
        "rule": "score",
        "role": "aspect",
        "hits": 2,
        **dict.fromkeys(("found", "spurious", "precision", "f_without", "worth")),
        "lost": 0,
        "won": 0,
    }
    assert run("patterns", "ledger", path, "--strict").exit_code == 1


def test_no_gold_takes_annotated_reviews_as_reviews(run: Run, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "gold.jsonl", RIGHT)

    assert json.loads(run("patterns", "ledger", path, "--no-gold", "--json").stdout)["f"] is None


def test_rules_are_chosen_by_kind_hits_and_rank(run: Run, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "gold.jsonl", RIGHT, WRONG)

    def rules(*options: object) -> list[str]:
        return [row["rule"] for row in json.loads(run("patterns", "ledger", path, "--json", *options).stdout)["rules"]]

    assert rules("--kind", "entities") == []
    assert rules("--min-hits", 2) == ["score", "link.predicate"]
    assert rules("--kind", "opinions", "--top", 1) == ["dull"]


def test_a_rerun_tells_the_true_f(run: Run, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "gold.jsonl", RIGHT, WRONG)

    ledger = json.loads(run("patterns", "ledger", path, "--rerun", "dull", "--rerun", "negator.not", "--json").stdout)
    printed = run("patterns", "ledger", path, "--rerun", "dull").stdout.splitlines()

    assert ledger["f"] == {"entities": 0.0, "quadruples": 0.6667}
    assert ledger["reruns"] == {"dull": {"entities": 0.0, "quadruples": 1.0}, "negator.not": ledger["f"]}
    assert [line.split() for line in printed if line.startswith(" dull")][1] == [
        "dull",
        *("0.0000", "(+0.0000)"),
        *("1.0000", "(+0.3333)"),
    ]


@pytest.mark.parametrize("rule", ["link.predicate", "no-such-row"])
def test_a_rerun_without_what_is_no_row_is_an_error(run: Run, tmp_path: Path, rule: str) -> None:
    path = write_rows(tmp_path / "gold.jsonl", RIGHT, WRONG)

    result = run("patterns", "ledger", path, "--rerun", rule)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: no row that can be left out has the id '{rule}'")


def test_ledger_goes_to_csv_or_json(run: Run, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "gold.jsonl", RIGHT, WRONG)

    printed = run("patterns", "ledger", path, "--json", "-o", tmp_path / "out" / "ledger.json").stdout
    run("patterns", "ledger", path, "-o", tmp_path / "ledger.csv")

    assert (tmp_path / "out" / "ledger.json").read_text() == printed
    with (tmp_path / "ledger.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["rule"], row["hits"], row["precision"]) for row in rows] == [
        ("dull", "1", "0.0"),
        ("score", "2", "0.5"),
        ("link.predicate", "2", "0.5"),
        ("superb", "1", "1.0"),
    ]
    assert "end the name in .csv or .json" in run("patterns", "ledger", path, "-o", tmp_path / "ledger.txt").stderr


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((RIGHT, {"id": "x", "text": "No annotation."}), "gold.jsonl:2: gold needs 'ents'"),
        (({"text": ""},), "no record could be read"),
    ],
)
def test_what_can_not_be_counted_ends_it(run: Run, tmp_path: Path, rows: tuple[object, ...], message: str) -> None:
    result = run("patterns", "ledger", write_rows(tmp_path / "gold.jsonl", *rows))

    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


def test_a_rerun_needs_gold(run: Run, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "reviews.jsonl", {"text": WRONG["text"]})

    assert run("patterns", "ledger", path, "--rerun", "dull").exit_code == 2
