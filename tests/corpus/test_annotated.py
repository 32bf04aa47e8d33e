from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from cinespan.corpus.annotated import AnnotatedReview, DocMaker, Entity, make_quad
from cinespan.corpus.shards import read_docs
from cinespan.extraction import extract
from cinespan.labels import ASPECTS_KEY, OPINIONS_KEY
from cinespan.records import Record

TEXT = "Harbour Lights, by Ana Lind, has a superb<br />score and a superb cast.\r\n\r\nThe pacing isn't great."


def test_document_of_extract_is_made_again_from_its_review(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "in.txt").write_text(TEXT, newline="")
    extract([tmp_path / "in.txt"], tmp_path / "corpus.spacy", nlp)
    (doc,) = read_docs(tmp_path / "corpus.spacy")

    made = DocMaker()(AnnotatedReview.of(doc))

    assert len(doc.ents) == 2
    assert len(doc.spans[ASPECTS_KEY]) == 3
    for key in (ASPECTS_KEY, OPINIONS_KEY):
        assert [(s.start, s.end, s.label_, s.id_) for s in made.spans[key]] == [
            (s.start, s.end, s.label_, s.id_) for s in doc.spans[key]
        ]
    assert [(t.text, t.whitespace_, t.ent_iob_, t.ent_type_, t.ent_id_, t.is_sent_start) for t in made] == [
        (t.text, t.whitespace_, t.ent_iob_, t.ent_type_, t.ent_id_, t.is_sent_start) for t in doc
    ]
    assert made.user_data["record"] == doc.user_data["record"]
    assert AnnotatedReview.of(made) == AnnotatedReview.of(doc)


def test_spans_that_cut_words_get_tokens_of_their_own() -> None:
    review = AnnotatedReview(
        Record("r", "superbscore "), (Entity(10, 12, "FILM"),), (make_quad((6, 11), "SCORE", (0, 6), "positive"),)
    )

    doc = DocMaker()(review)

    assert doc.text == "superbscore "
    assert [token.text_with_ws for token in doc] == ["superb", "scor", "e", " "]
    assert [(span.text, span.label_) for span in (*doc.ents, *doc.spans[ASPECTS_KEY])] == [
        ("e ", "FILM"),
        ("score", "SCORE"),
    ]


@pytest.mark.parametrize("text", [" two  spaces ", "\n", "a \u2009 b"])
def test_white_space_is_kept(text: str) -> None:
    assert DocMaker()(AnnotatedReview(Record("r", text))).text == text


def test_document_of_another_program_is_a_review_without_fields() -> None:
    doc = spacy.blank("en")("Heat is fine.")

    assert AnnotatedReview.of(doc, "x:1") == AnnotatedReview(
        Record("x:1", "Heat is fine."), tokens=((0, 4), (5, 7), (8, 12), (12, 13))
    )


def test_quadruple_without_evidence_has_all_keys_of_one_with_it() -> None:
    assert make_quad((1, 2), "SCORE", (3, 4), "negative") == {
        "aspect": [1, 2],
        "category": "SCORE",
        "opinion": [3, 4],
        "polarity": "negative",
        "intensity": None,
        "negated": False,
        "score": None,
        "person": None,
        "film": None,
        "rules": [],
    }
