from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from cinespan.doc_data import opinions_of
from cinespan.errors import InputError
from cinespan.gold import GoldReview, make_reference, read_gold
from cinespan.records import Record
from cinespan.scoring import Annotations

GOLD: dict[str, Any] = {
    "id": "g",
    "text": "Heat has a superb score.",
    "ents": [{"start": 0, "end": 4, "label": "FILM"}],
    "quads": [{"aspect": [18, 23], "category": "SCORE", "opinion": [11, 17], "polarity": "positive"}],
}
QUAD = GOLD["quads"][0]


def read(path: Path, *rows: dict[str, Any]) -> list[GoldReview]:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return list(read_gold(path, entity_labels=["FILM"], categories=["SCORE"]))


def test_read_gold_gives_entities_and_quads(tmp_path: Path) -> None:
    (review,) = read(tmp_path / "gold.jsonl", GOLD)

    assert review.record.id == "g"
    assert review.annotations == Annotations(frozenset({(0, 4, "FILM")}), (QUAD,))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"ents": None}, "gold needs 'ents', a list of objects"),
        ({"quads": [1]}, "gold needs 'quads', a list of objects"),
        ({"ents": [{"start": 0, "label": "FILM"}]}, "an entity has no start and end"),
        ({"ents": [{"start": False, "end": 4, "label": "FILM"}]}, "an entity has no start and end"),
        ({"ents": [{"start": 4, "end": 4, "label": "FILM"}]}, "an entity from 4 to 4 is not in a text of 24"),
        ({"ents": [{"start": 0, "end": 25, "label": "FILM"}]}, "is not in a text of 24"),
        ({"ents": [{"start": 0, "end": 4, "label": "MOVIE"}]}, "unknown label 'MOVIE'; one of FILM"),
        ({"ents": [*GOLD["ents"], {"start": 3, "end": 6, "label": "FILM"}]}, "the entity 't h' overlaps another"),
        ({"quads": [{**QUAD, "aspect": "score"}]}, "an aspect has no start and end"),
        ({"quads": [{**QUAD, "opinion": [17, 11]}]}, "an opinion from 17 to 11"),
        ({"quads": [{**QUAD, "category": "MUSIC"}]}, "unknown category 'MUSIC'; one of SCORE"),
        ({"quads": [{**QUAD, "polarity": "mixed"}]}, "unknown polarity 'mixed'"),
    ],
)
def test_bad_gold_is_named_by_its_line(tmp_path: Path, changes: dict[str, Any], wrong: str) -> None:
    path = tmp_path / "gold.jsonl"

    with pytest.raises(InputError) as caught:
        read(path, GOLD, {**GOLD, **changes})

    assert str(caught.value).startswith(f"{path}:2: ")
    assert wrong in str(caught.value)


def test_all_bad_lines_are_told_to_who_listens(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "x"}\n{"text": 1}\n' + json.dumps(GOLD))
    problems: list[str] = []

    reviews = list(
        read_gold(path, entity_labels=["FILM"], categories=["SCORE"], on_error=lambda err: problems.append(str(err)))
    )

    assert [review.record.id for review in reviews] == ["g"]
    assert [problem.split(": ")[0] for problem in problems] == [f"{path}:1", f"{path}:2"]


@st.composite
def gold_reviews(draw: st.DrawFn) -> GoldReview:
    text = draw(st.text(alphabet="ab é\u2019'.\n\t🎬", min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = frozenset((start, end, "FILM") for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    return GoldReview(Record("g", text), Annotations(spans, ()))


@given(gold_reviews())
def test_make_reference_is_exact_wherever_the_gold_cuts(gold: GoldReview) -> None:
    doc = make_reference(Vocab(), gold)

    assert doc.text == gold.record.text
    assert {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents} == gold.annotations.entities
    assert opinions_of(doc) == []
    assert doc.has_annotation("ENT_IOB")
