from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from cinespan.finders.voting import Candidate, group_candidates, layers_of, vote, weights_of

WEIGHTS = {"credits": 3.0, "pattern": 2.0, "context": 1.5, "model": 1.0, "noise": -0.5}

candidates = st.lists(
    st.builds(
        lambda start, length, label, source: Candidate(start, start + length, label, source),
        st.integers(0, 12),
        st.integers(1, 4),
        st.sampled_from(["FILM", "ACTOR", "CHARACTER"]),
        st.sampled_from([*WEIGHTS, "stranger"]),
    ),
    max_size=10,
)


def winners(*found: tuple[int, int, str, str]) -> list[tuple[int, int, str, str]]:
    return [candidate[:4] for candidate in vote([Candidate(*each) for each in found], WEIGHTS)]


@pytest.mark.parametrize(
    ("found", "won"),
    [
        # the weightier of two labels
        ([(0, 1, "FILM", "credits"), (0, 1, "ACTOR", "pattern")], [(0, 1, "FILM", "credits")]),
        # two together outweigh one
        (
            [(0, 1, "FILM", "credits"), (0, 1, "ACTOR", "pattern"), (0, 1, "ACTOR", "context")],
            [(0, 1, "ACTOR", "pattern")],
        ),
        # a part with the same label speaks for the whole
        ([(0, 1, "ACTOR", "pattern"), (0, 2, "ACTOR", "context")], [(0, 2, "ACTOR", "context")]),
        # a part with another label does not
        ([(0, 1, "ACTOR", "pattern"), (0, 2, "CHARACTER", "context")], [(0, 1, "ACTOR", "pattern")]),
        # but a title swallows the names in it
        ([(0, 1, "CHARACTER", "credits"), (0, 3, "FILM", "context")], [(0, 3, "FILM", "context")]),
        # what stays clear of the winner stays
        (
            [(0, 3, "CHARACTER", "context"), (0, 1, "ACTOR", "credits"), (2, 3, "ACTOR", "model")],
            [(0, 1, "ACTOR", "credits"), (2, 3, "ACTOR", "model")],
        ),
        # a source that errs more often than not decides nothing alone, and one that nobody knows has no vote
        ([(0, 1, "FILM", "noise"), (2, 3, "FILM", "stranger")], []),
        ([(0, 1, "FILM", "noise"), (0, 1, "ACTOR", "model")], [(0, 1, "ACTOR", "model")]),
        # a source votes once
        (
            [
                (0, 1, "ACTOR", "model"),
                (1, 2, "ACTOR", "model"),
                (0, 2, "ACTOR", "model"),
                (0, 2, "CHARACTER", "context"),
            ],
            [(0, 2, "CHARACTER", "context")],
        ),
        # of the same weight, the longer
        ([(0, 2, "ACTOR", "model"), (1, 4, "CHARACTER", "model")], [(1, 4, "CHARACTER", "model")]),
    ],
)
def test_vote(found: list[tuple[int, int, str, str]], won: list[tuple[int, int, str, str]]) -> None:
    assert winners(*found) == won


@given(candidates, st.randoms(use_true_random=False))
def test_winners_keep_apart_and_do_not_hang_on_the_order(found: list[Candidate], random: object) -> None:
    won = vote(found, WEIGHTS)
    random.shuffle(found)  # type: ignore[attr-defined]

    assert vote(found, WEIGHTS) == won
    assert all(one.end <= other.start for one, other in pairwise(won))
    assert set(won) <= set(found)


@given(candidates)
def test_every_place_with_a_vote_that_weighs_has_a_winner(found: list[Candidate]) -> None:
    trusted = [candidate for candidate in found if WEIGHTS.get(candidate.source, 0) > 0]
    won = vote(trusted, WEIGHTS)

    for group in group_candidates(trusted):
        assert any(set(range(c.start, c.end)) & set(range(w.start, w.end)) for w in won for c in group)


def test_weight_grows_with_reliability_and_is_none_at_a_toss_up() -> None:
    weights = weights_of({"even": 0.5, "bad": 0.2, "good": 0.8, "best": 0.99})

    assert weights["bad"] < weights["even"] == 0 < weights["good"] < weights["best"]


@pytest.mark.parametrize("share", [0, 1, -1, 2])
def test_reliability_out_of_bounds_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="the reliability of 'model' is"):
        weights_of({"model": share})


def test_layers_of_a_document() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Heat", "rises"])
    assert layers_of(doc) is None

    doc.spans["aspects"] = [Span(doc, 1, 2, label="STORY")]
    doc.spans["ents.context"] = [Span(doc, 0, 1, label="FILM", span_id="film.has", kb_id="tt1")]
    doc.spans["ents.model"] = []

    assert layers_of(doc) == [Candidate(0, 1, "FILM", "context", "film.has", "tt1")]
