"""Small corpora with what a test puts in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cinespan.corpus.annotated import AnnotatedReview, DocMaker, Entity, make_quad
from cinespan.corpus.shards import open_corpus
from cinespan.records import Record

MAKE_DOC = DocMaker()


def review(
    record_id: str | int,
    text: str,
    ents: tuple[tuple[str, str, str], ...] = (),
    quads: tuple[Any, ...] = (),
    **meta: Any,
) -> AnnotatedReview:
    """Make a review; entities are `(words, label, rule)`, quads `(aspect, category, opinion, polarity, owners)`."""
    entities = tuple(
        Entity(text.index(words), text.index(words) + len(words), label, rule) for words, label, rule in ents
    )
    found = tuple(
        make_quad(
            (text.index(aspect), text.index(aspect) + len(aspect)),
            category,
            (text.index(opinion), text.index(opinion) + len(opinion)),
            polarity,
            owners,
        )
        for aspect, category, opinion, polarity, owners in quads
    )
    return AnnotatedReview(Record(record_id, text, "in:1", meta), entities, found)


def write_corpus(path: Path, *reviews: AnnotatedReview, shard_tokens: int = 10) -> Path:
    """Write a corpus; a name without suffix gives a folder of shards, of a review or two each."""
    with open_corpus(path, shard_tokens=shard_tokens) as add:
        for each in reviews:
            add(MAKE_DOC(each))
    return path


HEAT = review(
    "heat",
    "Heat has a superb score and dull pacing, says Ana Lind.",
    (("Heat", "FILM", "film.has"), ("Ana Lind", "DIRECTOR", "credits.person")),
    (
        ("score", "SCORE", "superb", "positive", {"film": "Heat", "person": "Ana Lind"}),
        ("pacing", "PACING", "dull", "negative", {"film": "Heat"}),
    ),
    film="tt1",
    rating=8,
    lang="en",
)
SALT = review(
    "salt",
    "A superb score in Salt.",
    (("Salt", "FILM", "salt"),),
    (("score", "SCORE", "superb", "positive", {"film": " heat "}),),
    film="tt2",
    rating="3",
)
BARE = review("bare", "Nothing is in here.", film=None, rating=None, lang="en")
ALL = (HEAT, SALT, BARE)
