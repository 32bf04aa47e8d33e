from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from cinespan.corpus.shards import open_corpus, read_docs
from cinespan.corpus.voting import Ballot, vote_on_corpus
from cinespan.errors import CinespanError


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def write_layered(path: Path, nlp: Language, count: int = 3) -> Path:
    with open_corpus(path, shard_tokens=4) as add:
        for number in range(count):
            doc = nlp(f"Heat {number} rises")
            doc.spans["ents.pattern"] = [Span(doc, 0, 1, label="FILM", span_id="heat")]
            doc.spans["ents.context"] = [Span(doc, 0, 1, label="ACTOR", span_id="actor.rises")]
            doc.ents = [Span(doc, 0, 1, label="ACTOR" if number else "FILM")]
            add(doc)
    return path


def entities(doc: Doc) -> list[tuple[str, str, str]]:
    return [(ent.text, ent.label_, ent.id_) for ent in doc.ents]


@pytest.mark.parametrize("name", ["out.spacy", "out"])
def test_entities_are_those_that_won(tmp_path: Path, blank: Language, name: str) -> None:
    corpus = write_layered(tmp_path / "in", blank)

    done = vote_on_corpus(corpus, tmp_path / name)

    docs = list(read_docs(tmp_path / name))
    assert done == Ballot(documents=3, changed=2, entities=3)
    assert [entities(doc) for doc in docs] == [[("Heat", "FILM", "heat")]] * 3
    assert all(set(doc.spans) == {"ents.pattern", "ents.context"} for doc in docs)


def test_another_reliability_decides_otherwise(tmp_path: Path, blank: Language) -> None:
    corpus = write_layered(tmp_path / "in.spacy", blank)

    vote_on_corpus(corpus, tmp_path / "out.spacy", {"pattern": 0.6, "context": 0.7})

    assert [entities(doc) for doc in read_docs(tmp_path / "out.spacy")] == [[("Heat", "ACTOR", "actor.rises")]] * 3


def test_corpus_without_layers_is_refused_and_nothing_written(tmp_path: Path, blank: Language) -> None:
    with open_corpus(tmp_path / "in.spacy") as add:
        add(blank("Heat rises"))

    with pytest.raises(CinespanError, match=r"in\.spacy: a document keeps no layers; extract the corpus with --layers"):
        vote_on_corpus(tmp_path / "in.spacy", tmp_path / "out.spacy")

    assert [path.name for path in tmp_path.iterdir()] == ["in.spacy"]


def test_reliability_out_of_bounds_is_an_error_of_ours(tmp_path: Path, blank: Language) -> None:
    corpus = write_layered(tmp_path / "in.spacy", blank)

    with pytest.raises(CinespanError, match="the reliability of 'pattern' is 1"):
        vote_on_corpus(corpus, tmp_path / "out.spacy", {"pattern": 1.0})


def test_history_stays_where_words_are_free_and_so_does_what_came_out_the_same(tmp_path: Path, blank: Language) -> None:
    with open_corpus(tmp_path / "in.spacy") as add:
        doc = blank("Heat rises and Heat falls")
        doc.spans["ents.pattern"] = [Span(doc, 0, 1, label="FILM", span_id="heat")]
        doc.spans["ents.context"] = [Span(doc, 3, 4, label="ACTOR", span_id="actor.falls")]
        doc.ents = [
            Span(doc, 0, 1, label="FILM", span_id="heat", kb_id="tt1"),
            Span(doc, 1, 2, label="FILM", span_id="history.repeat"),
            Span(doc, 2, 3, label="CREW", span_id="crew.and"),
            Span(doc, 3, 4, label="FILM", span_id="history.repeat"),
        ]
        add(doc)

    done = vote_on_corpus(tmp_path / "in.spacy", tmp_path / "out.spacy")

    (doc,) = read_docs(tmp_path / "out.spacy")
    assert [(*ent, kb_id) for ent, kb_id in zip(entities(doc), (ent.kb_id_ for ent in doc.ents), strict=True)] == [
        ("Heat", "FILM", "heat", "tt1"),
        ("rises", "FILM", "history.repeat", ""),
        ("Heat", "ACTOR", "actor.falls", ""),
    ]
    assert done == Ballot(documents=1, changed=1, entities=3)
