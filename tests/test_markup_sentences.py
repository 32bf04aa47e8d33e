from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from cinespan.doc_data import set_opinions
from markup_sentences import mark_entities, read_entities, read_sentence, write_quads


@pytest.mark.parametrize(
    ("marked", "text", "entities"),
    [
        ("No name.", "No name.", []),
        ("[Heat]{FILM}", "Heat", [(0, 4, "FILM")]),
        ("See [Heat]{FILM} by [Ann]{ACTOR}!", "See Heat by Ann!", [(4, 8, "FILM"), (12, 15, "ACTOR")]),
    ],
)
def test_marks_become_offsets(marked: str, text: str, entities: list[tuple[int, int, str]]) -> None:
    assert read_sentence(marked) == text
    assert read_entities(marked) == entities


def test_a_doc_is_written_as_a_marked_sentence() -> None:
    doc = Doc(Vocab(), words=["See", "Heat", "!"], spaces=[True, False, False], ents=["O", "B-FILM", "O"])
    quad = {"aspect": [4, 8], "opinion": [0, 3], "category": "OVERALL", "polarity": "neutral"}
    set_opinions(doc, [quad, {**quad, "aspect": [0, 3], "polarity": "negative"}])

    assert mark_entities(doc) == "See [Heat]{FILM}!"
    assert write_quads(doc) == ["Heat | See | OVERALL=", "See | See | OVERALL-"]
