from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Span

ROWS = [
    {"label": "FILM", "pattern": "Amber Skies", "id": "amber-skies"},
    {"label": "CHARACTER", "pattern": "Amber", "id": "amber"},
    {"label": "FILM", "pattern": "Skies Over Lund", "id": "lund"},
    {"label": "ACTOR", "pattern": [{"LOWER": "ana"}, {"LOWER": "holt"}], "id": "ana-holt"},
    {"label": "ACTOR", "pattern": "Holt"},
]


def ruler(factory: str, *, overwrite: bool = False) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe(factory, name="ruler", config={"overwrite_ents": overwrite}).add_patterns(ROWS)
    return nlp


STOCK, OURS = ruler("future_entity_ruler"), ruler("film_ruler")
STOCK_OVER, OURS_OVER = ruler("future_entity_ruler", overwrite=True), ruler("film_ruler", overwrite=True)
WORDS = st.lists(st.sampled_from(["Amber", "Skies", "Over", "Lund", "ana", "Ana", "Holt", "and"]), max_size=12)


@given(WORDS, st.integers(0, 11), st.integers(1, 3))
def test_it_finds_what_the_stock_ruler_finds(words: list[str], start: int, length: int) -> None:
    for stock, ours in ((STOCK, OURS), (STOCK_OVER, OURS_OVER)):
        found = []
        for nlp in (stock, ours):
            doc = nlp.make_doc(" ".join(words))
            if start + length <= len(doc):
                doc.ents = [Span(doc, start, start + length, label="PLACE")]
            found.append([(ent.start, ent.end, ent.label_, ent.id_) for ent in nlp(doc).ents])
        assert found[0] == found[1]


def test_rows_survive_the_disk(tmp_path: Path) -> None:
    OURS.to_disk(tmp_path)

    doc = spacy.load(tmp_path)("Amber Skies with Ana Holt")

    assert [(ent.text, ent.label_, ent.id_) for ent in doc.ents] == [
        ("Amber Skies", "FILM", "amber-skies"),
        ("Ana Holt", "ACTOR", "ana-holt"),
    ]


@pytest.mark.parametrize("attribute", [None, "ORTH", "LOWER", "SHAPE"])
def test_phrases_are_compared_by_the_attribute_of_the_config(attribute: str | None) -> None:
    found = []
    for factory in ("future_entity_ruler", "film_ruler"):
        nlp = spacy.blank("en")
        pipe = nlp.add_pipe(factory, config={"phrase_matcher_attr": attribute})
        pipe.add_patterns(ROWS)
        docs = nlp.pipe(["Amber Skies and amber SKIES", "Molly Holts, Skies Over Lund", ""])
        found.append([[(ent.text, ent.label_) for ent in doc.ents] for doc in docs])

    assert found[0] == found[1]
    assert ("Amber Skies", "FILM") in found[0][0]


def test_rows_are_kept_in_order_and_removed_as_in_the_stock_ruler() -> None:
    found = []
    for factory in ("future_entity_ruler", "film_ruler"):
        nlp = ruler(factory)
        pipe = nlp.get_pipe("ruler")
        assert isinstance(pipe, SpanRuler)
        doc = nlp.make_doc("Amber with Holt, Ana Holt, Skies Over Lund")
        matched = [(span.text, span.label_) for span in pipe.match(doc)]
        pipe.remove("ACTOR")
        pipe.remove_by_id("lund")
        found.append((matched, pipe.patterns, [ent.text for ent in nlp(doc).ents]))

    assert found[0] == found[1]
    assert found[1][1:] == (ROWS[:2], ["Amber"])


def test_rows_of_another_kind_are_refused() -> None:
    pipe = ruler("film_ruler").get_pipe("ruler")

    with pytest.raises(ValueError, match="E097"):
        pipe.add_patterns([{"label": "FILM", "pattern": 7}])  # type: ignore[attr-defined]


def test_it_warns_where_there_are_no_rows() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_ruler")

    with pytest.warns(UserWarning, match="W036"):
        nlp("Amber Skies")
