from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from cinespan.corpus.near_duplicates import signature
from cinespan.corpus.shards import open_corpus, read_docs
from cinespan.corpus.splits import DEV, PARTS, TEST, TRAIN, assign, film_of, group, split_corpus
from cinespan.errors import InputError

VOCAB = spacy.blank("en").vocab
TEXTS = [f"{word} evening at the harbour with nobody left to sing about it" for word in ("A", "One", "Some", "That")]
LONG = "The keeper of the old lighthouse counts the ships each night and writes their names into a book " * 3

# few films and few texts, so that they meet often and chain
reviews = st.lists(
    st.tuples(
        st.sampled_from([None, "Salt", "Ember", "Harbour Lights", "tt7"]),
        st.one_of(st.sampled_from(TEXTS), st.text(min_size=1, max_size=30)),
    ),
    min_size=1,
    max_size=40,
)
shares = st.tuples(st.floats(0, 0.4), st.floats(0, 0.4))


def parts_of(rows: list[tuple[str, str | None, str]], dev: float, test: float) -> dict[str, str]:
    """Split `(id, film, text)` rows and give the part of each id."""
    keys = [f"id {key}" if film is None else f"film {film}" for key, film, _ in rows]
    groups = group(keys, np.array([signature(text) for *_, text in rows]))
    return dict(zip([key for key, *_ in rows], assign(groups, {DEV: dev, TEST: test}), strict=True))


@given(reviews, shares)
@settings(max_examples=60, deadline=None)
def test_no_film_and_no_text_is_in_two_parts(found: list[tuple[str | None, str]], share: tuple[float, float]) -> None:
    rows = [(str(number), *row) for number, row in enumerate(found)]

    parts = parts_of(rows, *share)

    by_film, by_text = defaultdict(set), defaultdict(set)
    for key, film, text in rows:
        by_film[film or key].add(parts[key])
        by_text[text.casefold()].add(parts[key])
    assert {len(places) for places in (*by_film.values(), *by_text.values())} == {1}


@given(reviews, shares, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_same_reviews_in_any_order_split_the_same(
    found: list[tuple[str | None, str]], share: tuple[float, float], random: Any
) -> None:
    rows = [(str(number), *row) for number, row in enumerate(found)]
    shuffled = list(rows)
    random.shuffle(shuffled)

    assert parts_of(shuffled, *share) == parts_of(rows, *share)


@given(st.lists(st.integers(1, 9), min_size=40, max_size=80))
@settings(max_examples=40, deadline=None)
def test_parts_get_their_shares_of_many_films(sizes: list[int]) -> None:
    groups = [f"film {number}" for number, size in enumerate(sizes) for _ in range(size)]

    parts = assign(groups, {DEV: 0.1, TEST: 0.2})

    # a part ends within half a group of its share
    assert abs(parts.count(DEV) - 0.1 * len(groups)) <= 5
    assert abs(parts.count(TEST) - 0.2 * len(groups)) <= 5


def test_each_part_gets_a_group_where_there_are_enough() -> None:
    assert sorted(assign(["a", "b", "c"], {DEV: 0.1, TEST: 0.1})) == [DEV, TEST, TRAIN]
    assert assign(["a", "a"], {DEV: 0.1, TEST: 0.1}) == [TRAIN, TRAIN]
    assert assign(["a", "b"], {DEV: 0.0, TEST: 0.0}) == [TRAIN, TRAIN]


def make_doc(key: str, text: str, **fields: Any) -> Doc:
    doc = Doc(VOCAB, words=text.split())
    doc.user_data["record"] = {"id": key, "source": "", "fields": fields}
    return doc


def id_of(doc: Doc) -> Any:
    return doc.user_data["record"]["id"]


def write(path: Path, docs: list[Doc]) -> Path:
    with open_corpus(path, shard_tokens=100) as add:
        for doc in docs:
            add(doc)
    return path


@pytest.mark.parametrize("name", ["corpus.spacy", "corpus"])
def test_split_writes_parts_like_the_corpus(tmp_path: Path, name: str) -> None:
    docs = [make_doc(f"r{n}", f"{n} {LONG}", film=f"Film {n % 10}") for n in range(30)]
    docs += [make_doc(f"x{n}", f"words {n * n} of {n} nobody {n + 7} else", film=f"Other {n}") for n in range(30)]
    corpus = write(tmp_path / name, docs)

    split = split_corpus(corpus, tmp_path / "parts", dev=0.2, test=0.1)

    # the long texts differ by a word, so their ten films are one group
    assert (split.groups, split.without_film) == (31, 0)
    suffix = ".spacy" if name.endswith(".spacy") else ""
    parts = {part: list(read_docs(tmp_path / "parts" / f"{part}{suffix}")) for part in PARTS}
    assert split.reviews == {part: len(found) for part, found in parts.items()} == {TRAIN: 42, DEV: 12, TEST: 6}
    ids = {part: [id_of(doc) for doc in found] for part, found in parts.items()}
    assert sorted(key for found in ids.values() for key in found) == sorted(
        doc.user_data["record"]["id"] for doc in docs
    )
    assert {f"r{n}" for n in range(30)} <= set(ids[TRAIN])


def test_documents_without_a_film_go_by_their_id(tmp_path: Path) -> None:
    docs = [make_doc(f"r{n}", f"{n * 31} things {n * 17} said {n}") for n in range(20)]
    corpus = write(tmp_path / "corpus.spacy", docs)

    split = split_corpus(corpus, tmp_path / "one")
    split_corpus(write(tmp_path / "turned.spacy", docs[::-1]), tmp_path / "other")

    assert (split.reviews, split.without_film) == ({TRAIN: 16, DEV: 2, TEST: 2}, 20)
    for part in PARTS:
        one, other = (
            {doc.user_data["record"]["id"] for doc in read_docs(tmp_path / place / f"{part}.spacy")}
            for place in ("one", "other")
        )
        assert one == other


@pytest.mark.parametrize(
    ("value", "film"),
    [("Salt  and\nEMBER", "salt and ember"), (17, "17"), ({"id": "tt1"}, '{"id": "tt1"}'), ("", None), (None, None)],
)
def test_film_of_a_document(value: Any, film: str | None) -> None:
    assert film_of(make_doc("a", "one", film=value)) == film


def test_film_may_be_in_another_field() -> None:
    assert film_of(make_doc("a", "one", film="Salt", title="Ember"), "title") == "ember"
    assert film_of(Doc(VOCAB, words=["one"])) is None


def test_too_few_films_are_refused(tmp_path: Path) -> None:
    docs = [make_doc(f"r{n}", f"{n * 31} things {n * 17} said", film="Salt") for n in range(20)]
    corpus = write(tmp_path / "corpus.spacy", docs)

    with pytest.raises(InputError, match="1 group of reviews that can not be parted, too few for a dev part"):
        split_corpus(corpus, tmp_path / "parts")
    with pytest.raises(InputError, match="no document in it"):
        split_corpus(write(tmp_path / "empty.spacy", []), tmp_path / "parts")
    assert not (tmp_path / "parts").exists()


def test_annotation_survives_the_split(tmp_path: Path, nlp: spacy.language.Language) -> None:
    source = tmp_path / "in.jsonl"
    texts = ["Harbour Lights has a superb score.", "The pacing of Salt Road is dull.", "Anna Lindqvist plays Mara."]
    source.write_text("".join(json.dumps({"text": text, "film": text}) + "\n" for text in texts))
    docs = list(nlp.pipe(texts))
    for doc in docs:
        doc.user_data["record"] = {"id": doc.text, "source": "", "fields": {"film": doc.text}}
    corpus = write(tmp_path / "corpus.spacy", docs)

    split_corpus(corpus, tmp_path / "parts", dev=0.3, test=0.3)

    def findings(found: list[Doc]) -> list[Any]:
        ents = {doc.text: [(ent.text, ent.label_, ent.id_) for ent in doc.ents] for doc in found}
        return sorted((doc.text, ents[doc.text], json.dumps(doc._.opinions)) for doc in found)

    found = [doc for part in PARTS for doc in read_docs(tmp_path / "parts" / f"{part}.spacy")]
    assert findings(found) == findings(docs)
