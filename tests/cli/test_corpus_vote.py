from __future__ import annotations

import json
from pathlib import Path

from command_runner import Run

from cinespan.corpus.shards import read_docs

TEXT = "Harbour Lights, directed by Otto Brandt, has a superb score."


def test_layers_are_kept_counted_and_voted_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "entities.jsonl").write_text('{"label": "ACTOR", "pattern": "Otto Brandt", "id": "otto"}\n')
    corpus, out = tmp_path / "corpus.spacy", tmp_path / "out.spacy"

    extracted = run("extract", tmp_path / "in.jsonl", "-o", corpus, "--layers", "--patterns", tmp_path / "rules")
    stats = run("corpus", "stats", corpus, "--sources", "--json")
    voted = run("corpus", "vote", corpus, "-o", out, "--reliability", "context=0.95")

    assert (extracted.exit_code, stats.exit_code, voted.exit_code, voted.stdout) == (0, 0, 0, "")
    sources = json.loads(stats.stdout)["sources"]
    assert sources["places"] == 2
    assert sources["layers"] == {
        "pattern": {"coverage": 0.5, "overlap": 0.5, "conflict": 0.5},
        "context": {"coverage": 1.0, "overlap": 0.5, "conflict": 0.5},
    }
    assert [[ent.label_ for ent in doc.ents] for path in (corpus, out) for doc in read_docs(path)] == [
        ["FILM", "ACTOR"],
        ["FILM", "DIRECTOR"],
    ]
    assert "ok: 2 entities in 1 document in" in voted.stderr
    assert "; 1 changed" in voted.stderr


def test_stats_prints_a_table_of_layers(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}))
    run("extract", tmp_path / "in.jsonl", "-o", tmp_path / "corpus.spacy", "--layers")

    result = run("corpus", "stats", tmp_path / "corpus.spacy", "--sources")

    assert "Layers, of 2 places with an entity" in result.stdout
    assert ["context", "100.0%", "0.0%", "0.0%"] in [line.split() for line in result.stdout.splitlines()]


def test_reliability_that_is_none_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    result = run("corpus", "vote", tmp_path / "x.spacy", "-o", tmp_path / "y.spacy", "--reliability", "context")

    assert result.exit_code == 2
    assert "'context' is no SOURCE=SHARE" in result.stderr
