from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, Span, SpanGroup

TEXT = "Anna Lindqvist directs Harbour Lights with Mara Vail"
MODEL = [(0, 2, "ACTOR"), (3, 5, "FILM"), (6, 7, "CHARACTER")]


def run(rules: list[tuple[int, int, str]], found: dict[str, list[tuple[int, int, str]]], **config: Any) -> Doc:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("film_merge", config=config)
    doc = nlp.make_doc(TEXT)
    doc.set_ents([Span(doc, start, end, label=label, span_id="rule") for start, end, label in rules])
    for key, spans in found.items():
        group = [Span(doc, start, end, label=label, span_id=key) for start, end, label in spans]
        doc.spans[key] = SpanGroup(doc, name=key, spans=group)
    return component(doc)


def listed(doc: Doc) -> list[tuple[str, str, str]]:
    return [(ent.text, ent.label_, ent.id_) for ent in doc.ents]


def test_the_model_adds_what_the_rules_have_not_decided() -> None:
    doc = run([(0, 2, "DIRECTOR"), (6, 8, "ACTOR")], {"ents.model": MODEL})

    assert listed(doc) == [
        ("Anna Lindqvist", "DIRECTOR", "rule"),
        ("Harbour Lights", "FILM", "ents.model"),
        ("Mara Vail", "ACTOR", "rule"),
    ]


def test_the_first_layer_is_the_strongest() -> None:
    doc = run([], {"weak": MODEL, "strong": [(1, 4, "CREW")]}, layers=["strong", "weak", "missing"])

    assert listed(doc) == [("Lindqvist directs Harbour", "CREW", "strong"), ("Mara", "CHARACTER", "weak")]


def test_labels_may_be_chosen() -> None:
    assert listed(run([], {"ents.model": MODEL}, labels=["FILM"])) == [("Harbour Lights", "FILM", "ents.model")]


def test_without_layers_nothing_changes() -> None:
    assert listed(run([(0, 2, "DIRECTOR")], {})) == [("Anna Lindqvist", "DIRECTOR", "rule")]


@pytest.mark.parametrize("name", ["film_layer", "film_merge"])
def test_components_are_saved_with_a_pipeline(name: str, tmp_path: Any) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    nlp.to_disk(tmp_path)

    back = spacy.load(tmp_path)

    assert back.pipe_names == [name]
    assert back.config["components"][name] == nlp.config["components"][name]
