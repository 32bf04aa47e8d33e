from __future__ import annotations

import subprocess
import sys

import pytest
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from cinespan.doc_data import set_opinions

QUAD = {"aspect": [0, 5], "category": "SCORE", "opinion": [9, 15], "polarity": "positive"}


def make_docs() -> tuple[Doc, Doc]:
    vocab = Vocab()
    predicted = Doc(vocab, words=["Score", "is", "superb"], ents=["B-FILM", "O", "O"])
    # the same text in other words
    reference = Doc(vocab, words=["Sco", "re", "is", "superb"], spaces=[False, True, True, True])
    return predicted, reference


@pytest.mark.parametrize("name", ["cinespan.entity_scorer.v1", "cinespan.opinion_scorer.v1"])
def test_scorers_are_found_by_name_without_importing_us(name: str) -> None:
    script = f"from spacy.util import registry; assert callable(registry.scorers.get({name!r})())"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_entity_scorer_compares_characters_and_not_tokens() -> None:
    predicted, reference = make_docs()
    reference.set_ents([reference.char_span(0, 5, label="FILM")], default="outside")

    scores = registry.scorers.get("cinespan.entity_scorer.v1")()([Example(predicted, reference)])

    assert scores["ents_f"] == scores["ents_main_f"] == scores["ents_unlabelled_f"] == 1.0
    assert scores["ents_per_type"] == {"FILM": {"p": 1.0, "r": 1.0, "f": 1.0}}


def test_opinion_scorer_compares_characters_and_not_tokens() -> None:
    predicted, reference = make_docs()
    set_opinions(predicted, [{**QUAD, "opinion": [6, 10], "rules": ["a"]}])
    set_opinions(reference, [QUAD])

    scores = registry.scorers.get("cinespan.opinion_scorer.v1")()([Example(predicted, reference)])

    assert scores["quads_f"] == scores["aspects_f"] == scores["doc_aspects_f"] == scores["praised_f"] == 1.0
    assert scores["quads_per_type"] == {"SCORE": {"p": 1.0, "r": 1.0, "f": 1.0}}


def test_references_without_annotation_are_left_out() -> None:
    predicted, reference = make_docs()
    set_opinions(predicted, [QUAD])
    examples = [Example(predicted, reference)]

    entities = registry.scorers.get("cinespan.entity_scorer.v1")()(examples)
    opinions = registry.scorers.get("cinespan.opinion_scorer.v1")()(examples)

    assert {*entities.values(), *opinions.values()} == {None}
