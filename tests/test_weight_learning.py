from __future__ import annotations

import sys

import pytest
from spacy.language import Language

from cinespan.errors import CinespanError, InputError
from cinespan.gold import GoldReview
from cinespan.records import Record
from cinespan.scoring import Annotations
from cinespan.weight_learning import learn_weights


def review(number: int, text: str, *judged: tuple[str, str, str, str]) -> GoldReview:
    quads = tuple(
        {
            "aspect": [text.index(aspect), text.index(aspect) + len(aspect)],
            "category": category,
            "opinion": [text.index(opinion), text.index(opinion) + len(opinion)],
            "polarity": polarity,
        }
        for aspect, category, opinion, polarity in judged
    )
    return GoldReview(Record(str(number), text), Annotations(frozenset(), quads))


SUPERB = ("score", "SCORE", "superb", "positive")
REVIEWS = [
    *(review(n, "The score is superb.", SUPERB) for n in range(6)),
    *(review(n, "The plot is dull.") for n in range(6, 12)),
]


def test_what_is_right_speaks_for_a_pair_and_what_is_wrong_against_it(nlp: Language) -> None:
    rows = {(row["label"], row["pattern"]): row for row in learn_weights(REVIEWS, nlp)}

    shares = {key: (row["evidence"]["right"], row["evidence"]["pairs"]) for key, row in rows.items()}
    assert shares.pop(("BIAS", "any")) == (6, 12)
    # what all pairs have in common decides nothing, and gets no row
    assert shares == {
        ("OPINION", "superb"): (6, 6),
        ("OPINION", "dull"): (0, 6),
        ("ASPECT", "score"): (6, 6),
        ("ASPECT", "plot"): (0, 6),
    }
    assert [rows[key]["weight"] > 0 for key in shares] == [right > 0 for right, _ in shares.values()]
    assert rows["OPINION", "superb"]["id"] == "weight.opinion.superb"


def test_a_pair_is_right_where_the_gold_has_its_category_and_polarity(nlp: Language) -> None:
    panned = [review(n, "The score is superb.", ("score", "SCORE", "superb", "negative")) for n in range(3)]
    other = [review(n, "The score is superb.", ("score", "SOUND", "superb", "positive")) for n in range(3, 6)]

    (bias, *_) = learn_weights([*panned, *other, REVIEWS[0]], nlp)

    assert bias["evidence"] == {"right": 1, "pairs": 7}


def test_what_a_construction_finds_is_no_find_of_a_pair_apart(nlp: Language) -> None:
    text = "The film is a whimsical delight."
    reviews = [review(n, text, ("film", "OVERALL", "whimsical delight", "positive")) for n in range(6)]

    rows = {(row["label"], row["pattern"]): row["evidence"] for row in learn_weights([*REVIEWS, *reviews], nlp)}

    assert rows["OPINION", "delight"] == {"right": 6, "pairs": 6}
    assert rows["OPINION", "whimsical"] == {"right": 0, "pairs": 6}


def test_what_few_pairs_have_gets_no_weight(nlp: Language) -> None:
    lone = review(20, "A superb and clever little film.", ("film", "OVERALL", "clever", "positive"))

    rows = learn_weights([*REVIEWS, lone], nlp)

    assert {row["label"] for row in rows} == {"BIAS", "OPINION", "ASPECT"}
    assert {row["pattern"] for row in rows if row["label"] == "OPINION"} == {"superb", "dull"}


@pytest.mark.parametrize("reviews", [[], REVIEWS[:6], REVIEWS[6:]])
def test_weights_need_right_pairs_and_wrong_ones(nlp: Language, reviews: list[GoldReview]) -> None:
    with pytest.raises(InputError, match="right pairs and wrong ones"):
        learn_weights(reviews, nlp)


def test_a_missing_library_is_named(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)

    with pytest.raises(CinespanError, match=r"cinespan\[learn\]"):
        learn_weights(REVIEWS, nlp)
