from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from cinespan.comparison import SCORES, Predictor, compare, make_predictor
from cinespan.errors import InputError
from cinespan.evaluation import evaluate
from cinespan.gold import GoldReview
from cinespan.predictions import Prediction
from cinespan.records import Record
from cinespan.scoring import ASPECT_TERMS, ENTITIES, QUADRUPLES, Annotations, Count

TEXT = "In Harbour Lights the score is superb."
QUAD = {"aspect": [22, 27], "category": "SCORE", "opinion": [31, 37], "polarity": "positive"}
FILM = (3, 17, "FILM")
GOLD = [
    GoldReview(Record("a", TEXT), Annotations(frozenset({FILM}), (QUAD,))),
    GoldReview(Record("b", "A<br />story."), Annotations(frozenset(), ())),
]


def giving(*predictions: Prediction) -> Predictor:
    return lambda _: list(predictions)


def prediction(text: str = TEXT, **found: object) -> Prediction:
    return Prediction("a", text, **{"entities": None, "quads": None, "aspects": None, **found})  # type: ignore[arg-type]


NOTHING = prediction("A<br />story.", entities={}, quads=(), aspects=())
ALL = prediction(entities={FILM: "r"}, quads=(QUAD,), aspects=((22, 27, "SCORE"),))
WRONG = prediction(entities={(0, 2, "FILM"): ""}, quads=(), aspects=())


def test_the_first_pipeline_is_what_the_others_are_compared_to() -> None:
    result = compare(GOLD, {"good": giving(ALL, NOTHING), "bad": giving(WRONG, NOTHING)}, samples=50)

    assert (result.reviews, tuple(result.figures)) == (2, SCORES)
    good, bad = result.figures[ENTITIES].values()
    assert good is not None
    assert bad is not None
    assert (good.count, good.difference) == (Count(1, 0, 0), None)
    assert (bad.count, bad.difference and bad.difference.f1) == (Count(0, 1, 1), -1.0)


def test_a_pipeline_without_quadruples_has_no_figures_for_them() -> None:
    ner = giving(prediction(entities={FILM: ""}), prediction("A<br />story.", entities={}))
    spans = giving(prediction(aspects=((22, 27, "SCORE"),)), prediction("A<br />story."))

    result = compare(GOLD, {"ner": ner, "spans": spans, "both": giving(ALL, NOTHING)}, samples=5)

    def names(score: str) -> list[str]:
        return [name for name, figures in result.figures[score].items() if figures is not None]

    assert {score: names(score) for score in (ENTITIES, QUADRUPLES, ASPECT_TERMS)} == {
        ENTITIES: ["ner", "both"],
        QUADRUPLES: ["both"],
        ASPECT_TERMS: ["spans", "both"],
    }
    # nothing to be compared to
    figures = result.figures[QUADRUPLES]["both"]
    assert figures is not None
    assert figures.difference is None


def test_the_same_arguments_give_the_same_figures() -> None:
    pipelines = {"good": giving(ALL, NOTHING), "bad": giving(WRONG, NOTHING)}

    assert compare(GOLD, pipelines, samples=20, seed=4) == compare(GOLD, pipelines, samples=20, seed=4)


def test_the_rules_score_as_evaluate_says(nlp: Language) -> None:
    rows = compare(GOLD, {"rules": make_predictor("rules")}, samples=2).figures.values()
    counts = evaluate(GOLD, nlp).counts

    found = [row["rules"].count for row in rows if row["rules"] is not None]
    assert found == [counts[score] for score in SCORES]


def test_predictions_come_from_files_too(tmp_path: Path) -> None:
    path = tmp_path / "predicted.jsonl"
    rows = [
        {"id": "a", "text": TEXT, "ents": [{"start": 3, "end": 17, "label": "FILM"}], "quads": [QUAD]},
        {"id": "other", "text": "A<br />story.", "ents": [], "quads": []},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in reversed(rows)))
    # made by somebody else's spaCy, of the text without its markup
    words = ["In", "Harbour", "Lights", "the", "score", "is", "superb", "."]
    doc = Doc(spacy.blank("en").vocab, words=words, spaces=[True] * 6 + [False] * 2)
    doc.set_ents([Span(doc, 1, 3, label="FILM")])
    DocBin(docs=[doc, Doc(doc.vocab, words=["A", "\n", "    ", "story", "."], spaces=[False] * 5)]).to_disk(
        tmp_path / "predicted.spacy"
    )
    assert doc.text == TEXT

    by_jsonl = make_predictor(str(path))(GOLD)
    assert [review.id for review in by_jsonl] == ["a", "other"]
    by_corpus = make_predictor(str(tmp_path / "predicted.spacy"))([GOLD[0]])
    assert [review.entities for review in by_corpus] == [{FILM: ""}]
    assert make_predictor(str(tmp_path))([GOLD[0]]) == by_corpus


def test_a_review_without_a_prediction_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "predicted.jsonl"
    path.write_text('{"text": "Another.", "ents": []}\n')

    with pytest.raises(InputError, match=r"predicted\.jsonl: no prediction for the review 'a'"):
        make_predictor(str(path))(GOLD)


def test_a_pipeline_of_somebody_else_is_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("span_ruler", config={"spans_key": None, "annotate_ents": True})
    ruler.add_patterns([{"label": "FILM", "pattern": "Harbour Lights"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")

    first, second = make_predictor(str(tmp_path / "model"))(GOLD)

    assert (first.entities, first.quads) == ({FILM: ""}, None)
    # looked for, and not found
    assert second.entities == {}


def test_a_folder_of_patterns_is_laid_over_the_rules(tmp_path: Path) -> None:
    (tmp_path / "opinions.jsonl").write_text('{"id": "superb", "drop": true}\n')

    assert [review.quads for review in make_predictor(str(tmp_path))(GOLD)] == [(), ()]


@pytest.mark.parametrize("spec", ["no_such_pipeline", "missing.jsonl"])
def test_what_can_not_be_loaded_is_an_error(spec: str) -> None:
    with pytest.raises(InputError, match=f"{spec}: can not be loaded"):
        make_predictor(spec)(GOLD)


def test_there_must_be_gold() -> None:
    with pytest.raises(InputError, match="no gold"):
        compare([], {"rules": giving()})
