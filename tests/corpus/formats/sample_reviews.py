"""Reviews with annotations, made by hand and by hypothesis, and the two halves of a round trip."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from cinespan.corpus.annotated import AnnotatedReview, DocMaker, Entity, make_quad
from cinespan.corpus.formats.protocol import Format, Item, Labels
from cinespan.records import Record
from cinespan.rules import shipped_rules

LABELS = Labels.of(shipped_rules())
MAKE_DOC = DocMaker()

TEXT = "🎬 Harbour\nLights, by Ana Lind: a superb score,<br />but no superb pacing 👩‍🚀."


def span_of(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def tokenized(review: AnnotatedReview) -> AnnotatedReview:
    """Give the review as a corpus holds it."""
    return AnnotatedReview.of(MAKE_DOC(review))


def make_review() -> AnnotatedReview:
    superb, score = span_of(TEXT, "superb"), span_of(TEXT, "score")
    superb_again, pacing = span_of(TEXT, "superb", 1), span_of(TEXT, "pacing")
    film = {
        "intensity": 0.75,
        "negated": False,
        "score": 0.625,
        "person": None,
        "film": "Harbour\nLights",
        "rules": ["score", "superb"],
    }
    negated = {"intensity": 0.5, "negated": True, "person": "Ana Lind", "film": None, "rules": ["pacing", "superb"]}
    return tokenized(
        AnnotatedReview(
            Record("r/1", TEXT, "in.jsonl:1", {"stars": 4, "seen": {"where": "Harbour Lights"}, "tags": ["é", None]}),
            (
                Entity(*span_of(TEXT, "Harbour\nLights"), "FILM", "film.by", "tt001"),
                Entity(*span_of(TEXT, "Ana Lind"), "DIRECTOR", "director.by"),
            ),
            (
                make_quad(score, "SCORE", superb, "positive", film),
                make_quad(pacing, "PACING", superb_again, "negative", negated),
            ),
        )
    )


def make_bare_review() -> AnnotatedReview:
    return tokenized(AnnotatedReview(Record("bare", "Nothing here.\r\n\r\nAt all.")))


def write(fmt: Format, path: Path, *reviews: AnnotatedReview) -> Path:
    with fmt.open(path) as add:
        for review in reviews:
            add(review)
    return path


def read(fmt: Format, path: Path) -> list[Item]:
    return list(fmt.read(path, LABELS))


def errors(fmt: Format, path: Path) -> list[str]:
    return [str(item) for item in read(fmt, path) if not isinstance(item, AnnotatedReview)]


def contents(*reviews: Item) -> list[tuple[Any, ...]]:
    """Give all that a format has to keep; where it was read is no part of it."""
    assert all(isinstance(review, AnnotatedReview) for review in reviews), reviews
    return [
        (r.record.id, r.record.text, dict(r.record.meta), r.entities, r.quads)
        for r in reviews
        if isinstance(r, AnnotatedReview)
    ]


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=6)
_GAPS = st.sampled_from([" ", "  ", "\n", "\r\n", "\u2028", "\t", "", " \n"])
_VALUES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8"), max_size=8)
_FIELDS = st.dictionaries(
    st.sampled_from(["stars", "film", "title", "tags", "label", "meta"]), _VALUES, max_size=3
).filter(lambda fields: not isinstance(fields.get("film"), bool))  # no reader lets such a film in


@st.composite
def reviews(draw: st.DrawFn) -> AnnotatedReview:
    words = draw(st.lists(_WORDS, min_size=1, max_size=9))
    gaps = draw(st.lists(_GAPS, min_size=len(words), max_size=len(words)))
    text, spans = "", []
    for word, gap in zip(words, gaps, strict=True):
        spans.append((len(text), len(text) + len(word)))
        text += word + gap
    cuts = draw(st.sets(st.integers(0, len(words)), max_size=6))
    runs = [(spans[a][0], spans[b - 1][1]) for a, b in pairwise(sorted(cuts))]
    entities = tuple(
        Entity(*run, label, rule, kb_id)
        for run, label, rule, kb_id in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(runs or [(0, spans[0][1])]),
                    st.sampled_from(sorted(LABELS.entities)),
                    st.sampled_from(["", "film.tells", "é x"]),
                    st.sampled_from(["", "tt01"]),
                ),
                max_size=4,
                unique_by=lambda ent: ent[0],
            )
        )
    )
    quads = draw(
        st.lists(
            st.builds(
                make_quad,
                st.sampled_from(spans),
                st.sampled_from(sorted(LABELS.categories)),
                st.sampled_from(spans),
                st.sampled_from(["positive", "negative", "neutral"]),
                st.fixed_dictionaries(
                    {
                        "intensity": st.sampled_from([None, 0.0, 0.5, 1.25]),
                        "negated": st.booleans(),
                        "score": st.sampled_from([None, 0.25, 1.0]),
                        "person": st.none() | _WORDS,
                        "film": st.none() | _WORDS,
                        "rules": st.lists(_WORDS, max_size=3),
                    }
                ),
            ),
            max_size=4,
            unique_by=lambda quad: (*quad["aspect"], quad["category"], *quad["opinion"], quad["polarity"]),
        )
    )
    record_id = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=6) | st.integers(0, 99))
    record = Record(record_id, text, "x:1", draw(_FIELDS))
    return tokenized(AnnotatedReview(record, tuple(sorted(entities)), tuple(quads)))
