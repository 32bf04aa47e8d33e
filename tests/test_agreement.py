from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from cinespan.agreement import Agreement, agree, area_under_curve, score_of
from cinespan.errors import InputError
from cinespan.ratings import RatingScale

PRAISE = "The score is superb and the acting is excellent."
BLAME = "The plot is awful."
NOTHING = "I saw it on a Tuesday."


def write(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def quad(polarity: str, intensity: float) -> dict[str, Any]:
    return {"polarity": polarity, "intensity": intensity}


def test_a_score_is_praise_minus_blame() -> None:
    quads = [quad("positive", 0.9), quad("negative", 0.3), quad("negative", 0.3), quad("neutral", 0.2)]

    assert score_of(quads) == 0.3
    assert score_of(quads, weighted=False) == -1
    assert score_of([]) == 0


def test_agree_counts_what_the_ratings_say(tmp_path: Path, nlp: Language) -> None:
    source = write(
        tmp_path / "in.jsonl",
        {"rating": 9, "text": PRAISE},
        {"rating": 8, "text": BLAME},
        {"rating": 2, "text": BLAME},
        {"rating": 1, "text": NOTHING},
        {"rating": 5, "text": PRAISE},
        {"rating": None, "text": PRAISE},
        {"rating": 9, "text": ""},
    )
    problems: list[str] = []

    found = agree([source], nlp, on_error=lambda err: problems.append(str(err)))

    assert (found.reviews, found.between, found.skipped) == (4, 1, 2)
    assert (found.judged, found.right, found.undecided) == (3, 2, 0)
    assert (found.coverage, found.accuracy) == (0.75, pytest.approx(2 / 3))
    # of four pairs, praise beats both, blame ties with blame and loses to nothing
    assert found.auc == 2.5 / 4
    assert sorted(problem.split(":")[1] for problem in problems) == ["6", "7"]


def test_agree_takes_other_fields_and_thresholds(tmp_path: Path, nlp: Language) -> None:
    source = write(tmp_path / "in.jsonl", {"stars": "4", "body": PRAISE}, {"stars": "2", "body": BLAME})

    found = agree([source], nlp, RatingScale("stars", high=4, low=2), text_field="body", weighted=False)

    assert (found.auc, found.high, found.low) == (1.0, {2.0: 1}, {-1.0: 1})


def test_agree_without_on_error_stops_at_a_record_without_a_rating(tmp_path: Path, nlp: Language) -> None:
    source = write(tmp_path / "in.jsonl", {"rating": 9, "text": PRAISE}, {"text": PRAISE})

    with pytest.raises(InputError, match=r"in\.jsonl:2: there is no field 'rating'"):
        agree([source], nlp)


def test_agree_needs_a_rating_that_says_something(tmp_path: Path, nlp: Language) -> None:
    source = write(tmp_path / "in.jsonl", {"rating": 5, "text": PRAISE})

    with pytest.raises(InputError, match="no record has a rating from 7 up or 4 down"):
        agree([source], nlp)


def test_one_side_alone_has_no_area() -> None:
    found = Agreement()
    found.add(True, [quad("positive", 0.5)])

    assert (found.auc, found.accuracy, found.coverage) == (None, 1.0, 1.0)


scores = st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=12)


@given(scores, scores)
def test_the_area_is_the_share_of_pairs(high: list[float], low: list[float]) -> None:
    pairs = [(a > b) + (a == b) / 2 for a in high for b in low]

    assert area_under_curve(Counter(high), Counter(low)) == pytest.approx(sum(pairs) / len(pairs))
