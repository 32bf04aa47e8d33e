from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_corpora import ALL, write_corpus

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.filtering import Criteria, Filtered, filter_corpus
from cinespan.corpus.shards import read_docs
from cinespan.errors import OutputError

CASES: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"heat", "salt", "bare"}),
    ({"ids": {"bare", "salt"}}, {"salt", "bare"}),
    ({"labels": {"FILM"}}, {"heat", "salt"}),
    ({"labels": {"DIRECTOR", "ACTOR"}}, {"heat"}),
    ({"sources": {"pattern"}}, {"salt"}),
    ({"sources": {"credits", "pattern"}}, {"heat", "salt"}),
    # one entity with both
    ({"labels": {"FILM"}, "sources": {"credits"}}, set()),
    ({"categories": {"SCORE"}}, {"heat", "salt"}),
    ({"polarities": {"negative"}}, {"heat"}),
    # one quadruple with both
    ({"categories": {"SCORE"}, "polarities": {"negative"}}, set()),
    ({"films": {"HEAT"}}, {"heat"}),
    ({"films": {"tt1", "salt"}}, {"heat", "salt"}),
    ({"films": {"en"}, "film_field": "lang"}, {"heat", "bare"}),
    ({"where": {"lang": {"en"}}}, {"heat", "bare"}),
    ({"where": {"rating": {"8", ""}}}, {"heat", "bare"}),
    ({"where": {"rating": {"8", ""}, "lang": {"en"}, "film": {"tt1"}}}, {"heat"}),
    ({"min_tokens": 6}, {"heat", "salt"}),
    ({"max_tokens": 5}, {"bare"}),
    ({"min_tokens": 6, "max_tokens": 6}, {"salt"}),
    # text of a table counts as the number that it is
    ({"max_rating": 3}, {"salt"}),
    ({"min_rating": 3, "max_rating": 8}, {"heat", "salt"}),
    ({"min_rating": 0, "rating_field": "lang"}, set()),
    ({"has_opinions": True}, {"heat", "salt"}),
    ({"has_opinions": False}, {"bare"}),
]


@pytest.mark.parametrize(("asked", "kept"), CASES)
def test_criteria(tmp_path: Path, asked: dict[str, Any], kept: set[str]) -> None:
    docs = list(read_docs(write_corpus(tmp_path / "in.spacy", *ALL)))

    assert {doc.user_data["record"]["id"] for doc in docs if Criteria(**asked).meets(doc)} == kept


@pytest.mark.parametrize(("drop", "ids"), [(False, ["heat", "salt"]), (True, ["bare"])])
@pytest.mark.parametrize("name", ["out.spacy", "out"])
def test_documents_come_whole_and_in_order(tmp_path: Path, name: str, drop: bool, ids: list[str]) -> None:
    corpus = write_corpus(tmp_path / "in", *ALL)

    done = filter_corpus(corpus, tmp_path / name, Criteria(labels={"FILM"}), drop=drop)

    found = [AnnotatedReview.of(doc) for doc in read_docs(tmp_path / name)]
    assert [r.record.id for r in found] == ids
    assert found == [r for r in map(AnnotatedReview.of, read_docs(corpus)) if r.record.id in ids]
    assert done == Filtered(len(ids), 3 - len(ids))


def test_corpus_is_not_written_over_itself(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "in.spacy", *ALL)

    with pytest.raises(OutputError, match="this is one of the inputs"):
        filter_corpus(corpus, corpus, Criteria(labels={"FILM"}))

    assert len(list(read_docs(corpus))) == 3
