from __future__ import annotations

import pytest
from spacy.language import Language

from cinespan.finders.candidates import CandidateFinder
from cinespan.rules import read_rules


@pytest.fixture(scope="module")
def finder(nlp: Language) -> CandidateFinder:
    return CandidateFinder(nlp.vocab, nlp.tokenizer, read_rules())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It has a zorbish score.", {("zorbish", "ADJ")}),
        ("The score is really zorbish.", {("zorbish", "ADJ")}),
        ("The score is over the zorb.", {("over the zorb", "ADJ")}),
        ("The score is a total zorbfest.", {("zorbfest", "NOUN")}),
        ("What a zorb of a film.", {("zorb", "NOUN")}),
        ("The plot zorbs.", {("zorbs", "VERB subject")}),
        ("I zorbed the score.", {("zorbed", "VERB object")}),
        ("It is zorbly shot.", {("zorbly", "ADV")}),
        ("Zorbly, the score is by somebody.", {("zorbly", "ADV")}),
    ],
)
def test_the_place_of_a_candidate_tells_its_part_of_speech(
    nlp: Language, finder: CandidateFinder, text: str, wanted: set[tuple[str, str]]
) -> None:
    found = {(c.term, c.slot) for c in finder.find(nlp(text)) if "zorb" in c.term}

    assert found >= wanted
    assert {slot for _, slot in found} == {slot for _, slot in wanted}


@pytest.mark.parametrize(
    "text",
    [
        "The score is superb.",
        "The score is not zorbish.",
        "I had a zorbish dinner.",
        "The score is by Zorb.",
        "",
    ],
    ids=["known", "negated", "no aspect", "no place", "empty"],
)
def test_what_is_no_candidate(nlp: Language, finder: CandidateFinder, text: str) -> None:
    assert list(finder.find(nlp(text))) == []
