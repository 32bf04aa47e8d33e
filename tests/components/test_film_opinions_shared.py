"""Constructions: judgements that a second noun shares, or that measure by it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from markup_sentences import mark_entities, read_sentence, write_quads

SENTENCES = [
    # echoes
    ("The score is superb, and so is the cast.", ["cast | superb | PERFORMANCES+", "score | superb | SCORE+"]),
    (
        "[Ida Voss]{ACTOR} is dreadful as the widow, as are the sets and the songs.",
        ["Ida Voss | dreadful | PERFORMANCES-", "sets | dreadful | DESIGN-", "songs | dreadful | SCORE-"],
    ),
    # comparisons
    (
        "The film is not as good as [Harbour Lights]{FILM}.",
        ["Harbour Lights | good | OVERALL+", "film | good | OVERALL-"],
    ),
    (
        "The second film is better than [Harbour Lights]{FILM}.",
        ["Harbour Lights | better | OVERALL-", "second film | better | OVERALL+"],
    ),
    ("Nothing is worse than this movie.", ["movie | worse | OVERALL-"]),
    ("The acting is as good as the score.", ["acting | good | PERFORMANCES+"]),
    # lists
    (
        "The settings were beautiful: the sets, the old harbour, the costumes and the music.",
        [
            "costumes | beautiful | DESIGN+",
            "music | beautiful | SCORE+",
            "sets | beautiful | DESIGN+",
            "settings | beautiful | DESIGN+",
        ],
    ),
    (
        "The cast is wooden ([Ida Voss]{ACTOR}, [Rosa Marchetti]{ACTOR}).",
        [
            "Ida Voss | wooden | PERFORMANCES-",
            "Rosa Marchetti | wooden | PERFORMANCES-",
            "cast | wooden | PERFORMANCES-",
        ],
    ),
    ("The film is beautiful: the music swells and the camera glides.", ["film | beautiful | OVERALL+"]),
    # an article that belongs to the term
    ("Avoid this film at all costs.", ["film | Avoid this | OVERALL-"]),
    # a strengthening said twice
    ("The songs were really, really bad.", ["songs | really bad | SCORE-"]),
]


@pytest.mark.parametrize(("marked", "quads"), SENTENCES)
def test_quadruples_of_a_shared_judgement(nlp: Language, marked: str, quads: list[str]) -> None:
    doc = nlp(read_sentence(marked))

    assert write_quads(doc) == quads
    assert mark_entities(doc) == marked
