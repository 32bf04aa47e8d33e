from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

TEXT = "Anna Lindqvist directs Harbour Lights"


def make_doc(nlp: Language, *ents: tuple[int, int, str, str]) -> Doc:
    doc = nlp.make_doc(TEXT)
    doc.set_ents([Span(doc, start, end, label=label, span_id=rule) for start, end, label, rule in ents])
    return doc


def listed(spans: Any) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.id_) for span in spans]


def run(ents: list[tuple[int, int, str, str]], **config: Any) -> Doc:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("film_layer", config=config)
    return component(make_doc(nlp, *ents))


def test_entities_are_set_aside_with_their_source() -> None:
    doc = run([(0, 2, "DIRECTOR", ""), (3, 5, "FILM", "film.quoted")])

    assert listed(doc.spans["ents.model"]) == [
        ("Anna Lindqvist", "DIRECTOR", "model.ner"),
        ("Harbour Lights", "FILM", "film.quoted"),
    ]
    assert doc.ents == ()
    assert not doc.has_annotation("ENT_IOB")


def test_entities_may_stay() -> None:
    doc = run([(0, 2, "DIRECTOR", "rule")], layer="ents.rules", clear=False)

    assert listed(doc.spans["ents.rules"]) == listed(doc.ents) == [("Anna Lindqvist", "DIRECTOR", "rule")]


def test_a_review_without_entities_gets_an_empty_layer() -> None:
    assert list(run([]).spans["ents.model"]) == []


def test_layers_survive_a_docbin() -> None:
    doc = run([(0, 2, "DIRECTOR", "")])

    (back,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(spacy.blank("en").vocab)

    assert listed(back.spans["ents.model"]) == [("Anna Lindqvist", "DIRECTOR", "model.ner")]


def test_a_misspelt_setting_is_refused() -> None:
    with pytest.raises(ValueError, match="unexpected argument: 'laier'"):
        spacy.blank("en").add_pipe("film_layer", config={"laier": "x"})
