from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.matcher import PhraseMatcher

from cinespan.finders.text_matcher import TextMatcher

NLP = spacy.blank("en")
PHRASES = [
    ("a", "Dr. Vale"),
    ("a", "Vale"),
    ("b", "Vale's End"),
    ("b", "the Vale"),
    ("c", "Vale"),
    ("c", "X-Men"),
    ("d", "Men don't Run"),
    ("e", ""),
]
WORDS = ["Dr.", "Vale", "vale", "Vale's", "End", "the", "The", "X-Men", "Men", "don't", "don’t", "Run", ",", "cannot"]


def matcher() -> TextMatcher:
    made = TextMatcher(NLP)
    for key, phrase in PHRASES:
        made.add(key, phrase)
    return made


OURS = matcher()
STOCK = PhraseMatcher(NLP.vocab)
for key, phrase in PHRASES:
    STOCK.add(key, [NLP.make_doc(phrase)])


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=4))
def test_it_finds_what_the_stock_matcher_finds(texts: list[str]) -> None:
    docs = [NLP.make_doc(text) for text in texts]

    assert [sorted(found) for found in OURS.match_all(docs)] == [sorted(STOCK(doc)) for doc in docs]
    assert sorted(OURS(docs[0])) == sorted(STOCK(docs[0]))


def test_phrases_come_and_go_by_their_key() -> None:
    made, doc = matcher(), NLP.make_doc("Dr. Vale")
    made(doc)

    made.remove("a")
    made.add("f", "Dr.")

    assert {(NLP.vocab.strings[key], start, end) for key, start, end in made(doc)} == {("c", 1, 2), ("f", 0, 1)}
    assert [key in made for key in "abcdef"] == [False, True, True, True, True, True]
    assert len(made) == 5
    with pytest.raises(KeyError):
        made.remove("a")
