from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cinespan.corpus.near_duplicates import PERMUTATIONS, DisjointSets, signature, union_near_duplicates

WORDS = [f"word{number}" for number in range(3000)]


def random_words(seed: int, count: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def are_united(one: str, other: str) -> bool:
    sets = union_near_duplicates(np.array([signature(one), signature(other)]))
    return sets.find(0) == sets.find(1)


@given(st.text())
@settings(max_examples=30, deadline=None)
def test_the_same_words_are_duplicates_whatever_the_case_and_marks(text: str) -> None:
    words = " ".join(text.split())

    assert signature(text).shape == (PERMUTATIONS,)
    assert are_united(text, text)
    assert (signature(f"plain {words}.") == signature(f"PLAIN, {words}")).all() or words.upper() != words.casefold()


def test_a_few_edits_leave_a_near_duplicate() -> None:
    for seed in range(20):
        words = random_words(seed)
        edited = [*words]
        edited[seed * 9] = "changed"

        assert are_united(" ".join(words), " ".join([*edited, "and", "more"]))


def test_texts_that_share_little_are_apart() -> None:
    texts = [" ".join(random_words(seed)) for seed in range(40)]
    # half of each is a text of its own, and a common beginning of 20 words is what quotations are like
    texts += [" ".join([*random_words(0)[:20], *random_words(seed)[20:]]) for seed in range(100, 120)]

    sets = union_near_duplicates(np.array([signature(text) for text in texts]))

    assert len({sets.find(number) for number in range(len(texts))}) == len(texts)


def test_signatures_estimate_the_similarity() -> None:
    one, other = random_words(1, 400), random_words(2, 400)
    mixed = " ".join([*one[:300], *other[300:]])

    agreement = float((signature(" ".join(one)) == signature(mixed)).mean())

    # 296 of 396 runs of five words on each side are shared: 296 / 496
    assert abs(agreement - 296 / 496) < 0.15


def test_short_texts_and_texts_without_words() -> None:
    assert are_united("Superb!", "superb")
    assert not are_united("Superb!", "Dull!")
    assert are_united("🎬 ...", "🎬 ...")
    assert not are_united("🎬 ...", "🎭 ...")


def test_disjoint_sets_chain() -> None:
    sets = DisjointSets(5)
    sets.union(3, 4)
    sets.union(1, 3)

    assert [sets.find(number) for number in range(5)] == [0, 1, 2, 1, 1]
