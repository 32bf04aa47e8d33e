from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from cinespan.finders.lexicon import Lexicon


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def lexicon(nlp: Language, *phrases: tuple[str, str]) -> Lexicon[str]:
    return Lexicon(nlp.vocab, nlp.make_doc, phrases)


def test_phrases_are_found_in_any_case_with_overlaps(blank: Language) -> None:
    found = lexicon(blank, ("score", "a"), ("film score", "b")).find(blank("The FILM Score, scores"))

    assert sorted(found) == [(1, 3, ("b",)), (2, 3, ("a",))]


def test_a_phrase_leads_to_all_its_entries_in_order(blank: Language) -> None:
    found = lexicon(blank, ("pretty", "a"), ("PRETTY", "b"), ("pretty", "c")).find(blank("pretty"))

    assert found == [(0, 1, ("a", "b", "c"))]


@pytest.mark.parametrize("text", ["doesn't work", "doesn’t work", "Doesn't Work"])
def test_an_apostrophe_matches_both_kinds(blank: Language, text: str) -> None:
    assert lexicon(blank, ("doesn't work", "a")).find(blank(text)) == [(0, 3, ("a",))]


def test_no_phrases_find_nothing(blank: Language) -> None:
    assert lexicon(blank).find(blank("anything")) == []
    assert lexicon(blank, ("score", "a")).find(blank("")) == []
