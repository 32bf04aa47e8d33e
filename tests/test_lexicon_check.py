from __future__ import annotations

import json
from pathlib import Path

from spacy.language import Language

import cinespan
from cinespan.lexicon_check import check_opinions
from cinespan.rules import read_rules


def write_reviews(path: Path) -> Path:
    rows = [{"rating": 9, "text": "The score is superb. The score is superb. The plot is awful."}] * 4
    rows += [{"rating": 2, "text": "The plot is awful. The score is not superb."}] * 3
    rows += [{"rating": 5, "text": "The score is superb."}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_rows_are_counted_once_a_review_and_never_negated(tmp_path: Path, nlp: Language) -> None:
    found = check_opinions([write_reviews(tmp_path / "in.jsonl")], nlp, read_rules()["opinions"])

    counts = {row.row["pattern"]: (row.evidence.high, row.evidence.low) for row in found}
    assert counts == {"superb": (4, 0), "awful": (4, 3)}


def test_what_the_ratings_contradict_comes_first(tmp_path: Path, nlp: Language) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    rows = [
        {"label": "negative", "pattern": "superb", "pos": "ADJ", "intensity": 0.5, "id": "superb"},
        {"label": "neutral", "pattern": "awful", "pos": "ADJ", "intensity": 0.5, "id": "awful"},
    ]
    (folder / "opinions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    nlp = cinespan.load(folder)

    found = check_opinions([write_reviews(tmp_path / "in.jsonl")], nlp, read_rules(folder)["opinions"])

    assert [row.row["id"] for row in found] == ["superb", "awful"]
    superb, awful = found
    assert superb.against == superb.evidence.z > 1
    assert awful.against == abs(awful.evidence.z)
