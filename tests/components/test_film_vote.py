from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import cinespan
from cinespan.finders.voting import layers_of

Layers = dict[str, list[tuple[int, int, str, str, str]]]


def make_doc(nlp: Language, layers: Layers) -> Doc:
    doc = nlp.make_doc("Anna Lindqvist directs Harbour Lights")
    for source, spans in layers.items():
        doc.spans[f"ents.{source}"] = [
            Span(doc, s, e, label=label, span_id=rule, kb_id=kb) for s, e, label, rule, kb in spans
        ]
    return doc


def run(layers: Layers, **config: Any) -> Doc:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("film_vote", config=config)
    return component(make_doc(nlp, layers))


def listed(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(ent.text, ent.label_, ent.id_, ent.kb_id_) for ent in doc.ents]


LAYERS: Layers = {
    "pattern": [(0, 2, "ACTOR", "anna", "")],
    "context": [(0, 2, "DIRECTOR", "director.directs", ""), (3, 5, "FILM", "film.directs", "")],
    "model": [(0, 2, "DIRECTOR", "model.ner", "nm1"), (3, 4, "FILM", "model.ner", "")],
}


def test_the_weightier_answer_wins_and_says_which_rule_it_was() -> None:
    assert listed(run(LAYERS)) == [
        ("Anna Lindqvist", "ACTOR", "anna", ""),
        ("Harbour Lights", "FILM", "film.directs", ""),
    ]


def test_sources_that_agree_outweigh_one_and_share_what_they_know() -> None:
    reliability = {"pattern": 0.8, "context": 0.75, "model": 0.7}

    assert listed(run(LAYERS, reliability=reliability))[0] == ("Anna Lindqvist", "DIRECTOR", "director.directs", "nm1")


def test_a_source_at_a_toss_up_has_no_vote() -> None:
    assert listed(run(LAYERS, reliability={"pattern": 0.5, "context": 0.5})) == [
        ("Anna Lindqvist", "DIRECTOR", "model.ner", "nm1"),
        ("Harbour", "FILM", "model.ner", ""),
    ]


def test_layers_stay_and_entities_that_stood_go() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("film_vote")
    doc = make_doc(nlp, {"context": [], "model": LAYERS["model"]})
    doc.ents = [Span(doc, 2, 3, label="CREW")]
    before = layers_of(doc)

    component(doc)

    assert [ent.label_ for ent in doc.ents] == ["DIRECTOR", "FILM"]
    assert layers_of(doc) == before


def test_a_document_without_layers_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("film_vote")
    doc = nlp.make_doc("Heat rises")
    doc.ents = [Span(doc, 0, 1, label="FILM")]

    assert [ent.text for ent in component(doc).ents] == ["Heat"]


@pytest.mark.parametrize(
    ("config", "wrong"),
    [({"reliability": {"model": 1}}, "give a number above 0 and below 1"), ({"reliabilty": {}}, "unexpected argument")],
)
def test_what_can_not_be_is_refused(config: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        spacy.blank("en").add_pipe("film_vote", config=config)


def test_layered_pipeline_keeps_what_each_source_found(tmp_path: Any) -> None:
    rows = '{"label": "ACTOR", "pattern": "Otto Brandt", "id": "otto"}\n'
    (tmp_path / "entities.jsonl").write_text(rows)
    nlp = cinespan.load(tmp_path, layers=True)

    doc = nlp("Harbour Lights, directed by Otto Brandt, has a superb score. Brandt is great.")

    assert {key: [(s.text, s.label_) for s in doc.spans[key]] for key in doc.spans if key.startswith("ents.")} == {
        "ents.pattern": [("Otto Brandt", "ACTOR")],
        "ents.credits": [],
        "ents.context": [("Harbour Lights", "FILM"), ("Otto Brandt", "DIRECTOR"), ("Brandt", "ACTOR")],
    }
    # the pattern outweighs the context, and the history goes on from what won
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Harbour Lights", "FILM"),
        ("Otto Brandt", "ACTOR"),
        ("Brandt", "ACTOR"),
    ]
    assert [quad["category"] for quad in doc._.opinions][:1] == ["SCORE"]
    (back,) = (
        DocBin(store_user_data=True).from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)
    )
    assert layers_of(back) == layers_of(doc)


def test_layered_pipeline_is_saved_and_loaded(tmp_path: Any) -> None:
    nlp = cinespan.load(layers=True)
    nlp.to_disk(tmp_path / "nlp")
    text = "Harbour Lights, directed by Otto Brandt, has a superb score."

    again = spacy.load(tmp_path / "nlp")

    assert again.pipe_names == nlp.pipe_names
    assert again(text).to_json() == nlp(text).to_json()


def test_pipeline_without_our_sources_gets_no_layers() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_sentences")

    cinespan.pipeline.add_layers(nlp)

    assert nlp.pipe_names == ["film_sentences"]
