from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cinespan.diffs import Change, DiffSummary, Finding, ReviewDiff, diff
from cinespan.ledger import RuleKey
from cinespan.predictions import Prediction

TEXT = "Orla Fennimore is superb, the score is dull."


def quad(aspect: tuple[int, int], opinion: tuple[int, int], label: str, *rules: str) -> dict[str, Any]:
    category, polarity = label.split()
    return {
        "aspect": list(aspect),
        "opinion": list(opinion),
        "category": category,
        "polarity": polarity,
        "rules": list(rules),
    }


def review(
    ents: dict[tuple[int, int, str], str] | None = None,
    *quads: dict[str, Any],
    name: str | None = "a",
    text: str = TEXT,
) -> Prediction:
    return Prediction(name, text, ents or {}, quads, None)


def changes(old: Prediction, new: Prediction) -> list[tuple[str, str, str, list[str]]]:
    (result,) = diff([old], [new])
    return [(change.what, change.kind, change.label, [rule for _, rule in change.rules]) for change in result.changes]


def test_entities_are_added_removed_relabelled_and_moved() -> None:
    old = review({(0, 14, "CHARACTER"): "guess", (30, 35, "FILM"): "film", (39, 43, "CREW"): "crew"})
    new = review({(0, 14, "ACTOR"): "actor", (26, 35, "FILM"): "film", (18, 24, "WRITER"): "writer"})

    assert changes(old, new) == [
        ("entity", "relabelled", "CHARACTER > ACTOR", ["guess", "actor"]),
        ("entity", "added", "WRITER", ["writer"]),
        ("entity", "moved", "FILM", ["film"]),
        ("entity", "removed", "CREW", ["crew"]),
    ]


def test_quadruples_are_added_removed_relabelled_flipped_and_moved() -> None:
    old = review(
        None,
        quad((0, 14), (18, 24), "PERFORMANCES positive", "entity.actor", "superb", "link.predicate"),
        quad((30, 35), (39, 43), "SCORE negative", "score", "dull", "link.predicate"),
    )
    flipped = review(
        None,
        quad((0, 14), (18, 24), "PERFORMANCES negative", "entity.actor", "superb", "link.predicate", "negator.not"),
        quad((26, 35), (39, 43), "SCORE negative", "the-score", "dull", "link.predicate"),
    )
    relabelled = review(None, quad((30, 35), (39, 43), "SOUND negative", "sound", "dull", "link.predicate"))

    assert changes(old, old) == []
    assert changes(old, flipped) == [
        ("quadruple", "flipped", "PERFORMANCES positive > PERFORMANCES negative", ["negator.not"]),
        ("quadruple", "moved", "SCORE negative", ["score", "the-score"]),
    ]
    assert changes(old, relabelled) == [
        ("quadruple", "removed", "PERFORMANCES positive", ["entity.actor", "superb", "link.predicate"]),
        ("quadruple", "relabelled", "SCORE negative > SOUND negative", ["score", "sound"]),
    ]
    assert changes(relabelled, review())[0][1] == "removed"
    assert changes(review(), relabelled)[0][1] == "added"


def test_a_change_tells_both_sides_and_the_text_around() -> None:
    old = review(None, quad((30, 35), (39, 43), "SCORE negative", "score", "dull", "link.predicate"))
    (result,) = diff([old], [review()])

    rules = (RuleKey("aspect", "score"), RuleKey("opinion", "dull"), RuleKey("link", "link.predicate"))
    finding = Finding("SCORE negative", "score / dull", 30, 43, rules)
    assert result == ReviewDiff("a", "compared", (Change("quadruple", "removed", finding, None, TEXT),))


def test_the_same_words_twice_are_two_findings() -> None:
    once = quad((30, 35), (39, 43), "SCORE negative", "score", "dull", "link.predicate")

    assert [change[1] for change in changes(review(None, once, once), review(None, once))] == ["removed"]


def statuses(old: list[Prediction], new: list[Prediction]) -> list[tuple[str, str]]:
    return [(result.id, result.status) for result in diff(old, new)]


def test_reviews_meet_in_any_order_by_id_and_text_then_text_then_id() -> None:
    a, b, c = (review(name=name, text=f"Text {name}.") for name in "abc")

    assert sorted(statuses([a, b, c], [c, a, b])) == [("a", "compared"), ("b", "compared"), ("c", "compared")]
    # ids that count lines have moved by one
    assert statuses([review(name="1", text="A."), review(name="2", text="B.")], [review(name="1", text="B.")]) == [
        ("1", "compared"),
        ("1", "only old"),
    ]
    assert statuses([a], [review(name="a", text="Other.")]) == [("a", "other text")]
    assert statuses([a, b], [b, c]) == [("b", "compared"), ("a", "only old"), ("c", "only new")]


def test_reviews_without_an_id_go_by_their_text() -> None:
    known, unknown = review(name="a"), review(name=None)

    assert statuses([unknown], [known]) == [("a", "compared")]
    assert statuses([unknown], [review(name=None, text="Other.")]) == [
        (TEXT[:40].strip(), "only old"),
        ("Other.", "only new"),
    ]


def test_a_summary_counts_by_label_and_by_rule() -> None:
    old = review({(0, 14, "CHARACTER"): "guess"})
    new = review({(0, 14, "ACTOR"): "actor"})
    summary = DiffSummary()
    for result in diff([old, review(name="b")], [new, review(name="b"), review(name="c")]):
        summary.add(result)

    assert summary.reviews == {"compared": 2, "changed": 1, "only new": 1}
    assert summary.labels == {("entity", "CHARACTER > ACTOR", "relabelled"): 1}
    assert summary.rules == {
        RuleKey("entity", "guess"): {"relabelled": 1},
        RuleKey("entity", "actor"): {"relabelled": 1},
    }


NAMES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=6)


@given(NAMES, NAMES)
def test_every_review_is_told_of_once(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    sides = [[review(name=name, text=text) for name, text in side] for side in (old, new)]

    results = list(diff(*sides))

    assert all(not result.changes for result in results)
    count = {status: sum(result.status == status for result in results) for status in ("only old", "only new")}
    both = len(results) - sum(count.values())
    assert (both + count["only old"], both + count["only new"]) == (len(old), len(new))


SPANS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(5, 9), st.sampled_from(["FILM", "ACTOR"])), st.just("r"), max_size=4
)


@given(SPANS, SPANS)
def test_each_entity_that_differs_is_in_one_change(
    old: dict[tuple[int, int, str], str], new: dict[tuple[int, int, str], str]
) -> None:
    (result,) = diff([review(old)], [review(new)])

    def spans(findings: list[Finding | None]) -> list[tuple[int, int, str]]:
        return sorted((side.start, side.end, side.label) for side in findings if side)

    assert spans([change.old for change in result.changes]) == sorted(old.keys() - new.keys())
    assert spans([change.new for change in result.changes]) == sorted(new.keys() - old.keys())
