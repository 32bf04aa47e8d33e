from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from cinespan.corpus.source_stats import SourceCounter

VOCAB = spacy.blank("en").vocab


def layered(**layers: list[tuple[int, int, str]]) -> Doc:
    doc = Doc(VOCAB, words=list("abcdefgh"))
    for source, spans in layers.items():
        doc.spans[f"ents.{source}"] = [Span(doc, start, end, label=label) for start, end, label in spans]
    return doc


def test_coverage_overlap_and_conflict_of_layers() -> None:
    counter = SourceCounter()
    # agreement, another label, other boundaries, alone
    counter.add(layered(context=[(0, 1, "FILM")], model=[(0, 1, "FILM")]))
    counter.add(layered(context=[(0, 2, "FILM"), (3, 4, "ACTOR")], model=[(0, 2, "ACTOR"), (3, 5, "ACTOR")]))
    counter.add(layered(context=[], model=[(7, 8, "FILM")]))

    result = counter.result()

    assert result["places"] == 4
    assert result["layers"] == {
        "context": {"coverage": 0.75, "overlap": 0.75, "conflict": 0.5},
        "model": {"coverage": 1.0, "overlap": 0.75, "conflict": 0.5},
    }


def test_layers_that_found_nothing_are_layers() -> None:
    counter = SourceCounter()
    counter.add(layered(context=[], model=[]))

    assert counter.result() == {"entities": {}, "layers": {}, "places": 0}


def test_strongest_source_comes_first() -> None:
    counter = SourceCounter()
    counter.add(layered(other=[(0, 1, "A")], model=[(0, 1, "A")], credits=[(0, 1, "A")]))

    assert list(counter.result()["layers"]) == ["credits", "model", "other"]
