from __future__ import annotations

import json
from pathlib import Path

from command_runner import Run

GOLD = {
    "id": "g",
    "text": "The score is superb.",
    # nothing that the rules find, so that it is missed for sure
    "ents": [{"start": 4, "end": 9, "label": "FILM"}],
    "quads": [{"aspect": [4, 9], "category": "SCORE", "opinion": [13, 19], "polarity": "positive"}],
}


def write_gold(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_evaluate_prints_tables_by_label_and_category(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", write_gold(tmp_path / "gold.jsonl", GOLD))

    assert (result.exit_code, result.stderr) == (0, "")
    cells = [line.split() for line in result.stdout.splitlines()]
    rows = {" ".join(row[:-5]): row[-5:] for row in cells}
    assert rows["QUADRUPLES"] == ["1.000", "1.000", "1.000", "1", "1"]
    assert rows["ent FILM"] == ["0.000", "0.000", "0.000", "1", "0"]
    assert {"quad SCORE", "PRAISED ASPECTS", "DOCUMENT ASPECTS", "ASPECT TERMS", "ENTITIES"} <= rows.keys()


def test_evaluate_json_is_one_object_and_may_go_to_a_file(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "metrics" / "scores.json"

    result = run("evaluate", write_gold(tmp_path / "gold.jsonl", GOLD), "--json", "-o", output)

    scores = json.loads(result.stdout)["scores"]
    assert scores["QUADRUPLES"] == {"p": 1.0, "r": 1.0, "f": 1.0, "gold": 1, "predicted": 1}
    assert output.read_text() == result.stdout


def test_evaluate_errors_show_what_was_missed(run: Run, tmp_path: Path) -> None:
    wrong = {**GOLD, "quads": [{**GOLD["quads"][0], "category": "STORY"}]}
    path = write_gold(tmp_path / "gold.jsonl", wrong, {**wrong, "id": "h"})

    result = run("evaluate", path, "--errors", 1)
    as_json = run("evaluate", path, "--errors", 1, "--json")

    lines = [line.split(" | ") for line in result.stdout.splitlines() if " | " in line]
    assert [line[:4] for line in lines] == [
        ["missed entity", "g", "FILM", "score"],
        ["missed quad", "g", "STORY positive", "score / superb"],
        ["spurious quad", "g", "SCORE positive", "score / superb"],
    ]
    mistakes = json.loads(as_json.stdout)["mistakes"]
    assert [mistake["kind"] for mistake in mistakes] == ["missed entity", "missed quad", "spurious quad"]
    assert mistakes[2]["rules"]


def test_bad_gold_ends_it_and_names_every_line(run: Run, tmp_path: Path) -> None:
    path = write_gold(tmp_path / "gold.jsonl", {"text": "x"}, GOLD, {**GOLD, "ents": [{"start": 0, "end": 99}]})

    result = run("evaluate", path)

    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [f"{path}:1", f"{path}:3"]


def test_gold_may_use_a_category_of_the_users_own(run: Run, tmp_path: Path) -> None:
    label = {"label": "COSTUMES", "kind": "category", "description": "costumes", "id": "category.costumes"}
    (tmp_path / "labels.jsonl").write_text(json.dumps(label))
    (tmp_path / "aspects.jsonl").write_text('{"label": "COSTUMES", "pattern": "score", "id": "x"}')
    path = write_gold(tmp_path / "gold.jsonl", {**GOLD, "quads": [{**GOLD["quads"][0], "category": "COSTUMES"}]})

    assert "unknown category 'COSTUMES'" in run("evaluate", path).stderr
    scores = json.loads(run("evaluate", path, "--json", "--patterns", tmp_path).stdout)["scores"]
    assert scores["quad COSTUMES"]["f"] == 1.0
