from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from cinespan import lexicon_learning
from cinespan.errors import InputError
from cinespan.lexicon_learning import learn_opinions
from cinespan.rules import read_rules


def write_reviews(path: Path) -> Path:
    rows: list[dict[str, Any]] = []
    for n in range(20):
        rows += [
            {"rating": 9, "text": "The score is zorbish and it has a plain camera."},
            {
                "rating": 2,
                "text": "It has a quorb plot. The film sinks through the ceiling." + " The plain camera." * (n % 2),
            },
            {"rating": 5, "text": "The score is middling-zorb."},
        ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_learn_gives_rows_with_their_evidence(tmp_path: Path, nlp: Language) -> None:
    rows = {row["pattern"]: row for row in learn_opinions([write_reviews(tmp_path / "in.jsonl")], nlp, read_rules())}

    zorbish, quorb = rows["zorbish"], rows["quorb"]
    evidence = zorbish.pop("evidence")
    assert zorbish == {"label": "positive", "pattern": "zorbish", "pos": "ADJ", "intensity": 1.0, "id": "zorbish"}
    assert (evidence["high"], evidence["low"]) == (20, 0)
    assert evidence["log_odds"] > 2.58 / 2
    assert evidence["z"] > 2.58
    assert evidence["example"] == "The score is zorbish and it has a plain camera."
    assert (quorb["label"], quorb["pos"]) == ("negative", "ADJ")
    # what both have and what only middling ratings have say nothing
    assert not any("plain" in pattern or "middling" in pattern for pattern in rows)


def test_a_phrase_stands_for_its_parts(tmp_path: Path, nlp: Language) -> None:
    rows = {row["pattern"] for row in learn_opinions([write_reviews(tmp_path / "in.jsonl")], nlp, read_rules())}

    assert [row for row in rows if "ceiling" in row] == ["sinks through the ceiling"]


def test_accepted_rows_are_rules(tmp_path: Path, nlp: Language) -> None:
    rows = learn_opinions([write_reviews(tmp_path / "in.jsonl")], nlp, read_rules())
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "opinions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    rules = read_rules(folder)

    assert [row for row in rules["opinions"] if "evidence" in row] == rows
    assert learn_opinions([write_reviews(tmp_path / "in.jsonl")], nlp, rules) == []


def test_thresholds_leave_out_what_is_rare_or_unsure(tmp_path: Path, nlp: Language) -> None:
    source = write_reviews(tmp_path / "in.jsonl")

    assert learn_opinions([source], nlp, read_rules(), min_reviews=21) == []
    assert learn_opinions([source], nlp, read_rules(), min_z=50) == []


def test_memory_is_bounded_by_forgetting_what_was_seen_once(
    tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_reviews(tmp_path / "in.jsonl")
    whole = learn_opinions([source], nlp, read_rules())
    with source.open("a") as stream:
        # words of letters: a number is no candidate
        odd = ("".join(chr(97 + int(digit)) for digit in f"{n:04}") for n in range(200))
        stream.writelines(
            json.dumps({"rating": 2 + 7 * (n % 2), "text": f"The score is zz{word}."}) + "\n"
            for n, word in enumerate(odd)
        )
    monkeypatch.setattr(lexicon_learning, "MAX_TERMS", 50)

    bounded = learn_opinions([source], nlp, read_rules())

    assert {row["pattern"] for row in bounded} == {row["pattern"] for row in whole}


def test_learn_leaves_the_pipeline_as_it_was(tmp_path: Path, nlp: Language) -> None:
    before = list(nlp.pipe_names)

    learn_opinions([write_reviews(tmp_path / "in.jsonl")], nlp, read_rules())

    assert nlp.pipe_names == before


def test_learn_without_on_error_stops_at_a_record_without_a_rating(tmp_path: Path, nlp: Language) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "The score is zorbish."}\n')

    with pytest.raises(InputError, match=r"in\.jsonl:1: there is no field 'rating'"):
        learn_opinions([source], nlp, read_rules())
