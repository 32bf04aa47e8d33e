from __future__ import annotations

from pathlib import Path

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
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
