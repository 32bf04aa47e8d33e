"""Entities written into a `Doc`: the same as `doc.set_ents` writes, whatever stood there."""

from __future__ import annotations

import pytest
import spacy
from spacy.attrs import ENT_ID, ENT_IOB, ENT_KB_ID, ENT_TYPE
from spacy.tokens import Doc, Span

from cinespan.doc_entities import text_of, write_ents

NLP = spacy.blank("en")
TEXT = "Ann Lee directs Night Train with Bo Cole"


def _ents(doc: Doc, *places: tuple[int, int, str]) -> list[Span]:
    return [Span(doc, start, end, label=label, kb_id=f"id-{label}", span_id="rule") for start, end, label in places]


@pytest.mark.parametrize("before", [(), ((0, 2, "DIRECTOR"), (3, 5, "FILM")), ((4, 7, "FILM"),)])
@pytest.mark.parametrize("after", [(), ((0, 2, "ACTOR"), (2, 3, "FILM")), ((6, 8, "ACTOR"), (3, 5, "FILM"))])
def test_write_ents_writes_what_set_ents_writes(
    before: tuple[tuple[int, int, str], ...], after: tuple[tuple[int, int, str], ...]
) -> None:
    """Tokens of the old entities are outside, and nothing is unknown any more."""
    written, stock = NLP(TEXT), NLP(TEXT)
    for doc in (written, stock):
        doc.set_ents(_ents(doc, *before), default="missing")
    write_ents(written, _ents(written, *after))
    stock.set_ents(_ents(stock, *after))
    columns = [ENT_IOB, ENT_TYPE, ENT_ID, ENT_KB_ID]
    assert written.to_array(columns).tolist() == stock.to_array(columns).tolist()
    assert sorted(map(str, written.ents)) == sorted(map(str, _ents(written, *after)))


def test_write_ents_refuses_overlap() -> None:
    """As `doc.set_ents` does."""
    doc = NLP(TEXT)
    with pytest.raises(ValueError, match="E1010"):
        write_ents(doc, _ents(doc, (0, 2, "ACTOR"), (1, 3, "FILM")))


def test_write_ents_takes_an_empty_document() -> None:
    """No token, no entity."""
    doc = NLP("")
    write_ents(doc, [])
    assert doc.ents == ()


def test_text_of_gives_the_text_of_a_span() -> None:
    """White space inside belongs to it, and none behind it."""
    doc = NLP("Ann  Lee's\nNight Train.")
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            assert text_of(doc, start, end) == doc[start:end].text
