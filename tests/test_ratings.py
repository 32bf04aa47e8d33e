from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cinespan.errors import InputError
from cinespan.ratings import RatingScale, read_rated, split_by_rating
from cinespan.records import Record


def record(**meta: Any) -> Record:
    return Record("r", "Fine.", "in.jsonl:3", meta)


@pytest.mark.parametrize(
    ("rating", "high"),
    [(10, True), (7, True), (6.9, None), (5, None), (4, False), (1, False), ("8", True), (" 2.5 ", False)],
)
def test_ratings_are_high_low_or_neither(rating: Any, high: bool | None) -> None:
    assert RatingScale().is_high(record(rating=rating)) is high


def test_a_scale_has_its_own_field_and_thresholds() -> None:
    scale = RatingScale("stars", high=4, low=2)

    assert [scale.is_high(record(stars=n)) for n in (1, 2, 3, 4, 5)] == [False, False, None, True, True]


@pytest.mark.parametrize("rating", [None, "", "good", "nan", "inf", True, [7], "8/10"])
def test_what_is_no_number_is_refused(rating: Any) -> None:
    with pytest.raises(InputError, match=r"^in\.jsonl:3: the rating .* is no number; give one"):
        RatingScale().rating_of(record(rating=rating))


def test_a_missing_field_is_named() -> None:
    with pytest.raises(InputError, match=r"^in\.jsonl:3: there is no field 'rating'; .* --rating-field"):
        RatingScale().rating_of(record(stars=7))


def test_records_without_a_rating_are_reported_and_left_out() -> None:
    records = [record(rating=9), record(), record(rating=5), record(rating=1)]
    problems: list[InputError] = []

    found = list(split_by_rating(records, RatingScale(), problems.append))

    assert [(r.meta["rating"], high) for r, high in found] == [(9, True), (5, None), (1, False)]
    assert len(problems) == 1
    with pytest.raises(InputError):
        list(split_by_rating(records, RatingScale()))


def test_the_reviews_whose_rating_says_something_are_read(tmp_path: Path) -> None:
    rows = [{"stars": n, "review": "Fine."} for n in (9, 5, 1)] + [{"review": "Fine."}]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    problems: list[str] = []

    found = read_rated(
        [source], RatingScale("stars"), text_field="review", on_error=lambda err: problems.append(str(err))
    )

    assert [(r.id, r.text, r.meta["stars"]) for r in found] == [("in:1", "Fine.", 9), ("in:3", "Fine.", 1)]
    assert [problem.partition(": ")[0] for problem in problems] == [f"{source}:4"]
    with pytest.raises(InputError):
        list(read_rated([source], RatingScale("stars"), text_field="review"))
