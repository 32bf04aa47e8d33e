from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.attrs import LOWER
from spacy.language import Language

from cinespan.catalogue.builder import CatalogueBuilder, Credit
from cinespan.catalogue.index import NameIndex, NameSplitter
from cinespan.catalogue.schema import CAST, CHARACTER_NAME, FILM_NAME, PERSON_NAME
from cinespan.catalogue.store import Catalogue
from cinespan.tokenizer import build_review_tokenizer

SPLITTER = NameSplitter()


def make_nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = build_review_tokenizer(nlp)
    return nlp


NLP = make_nlp()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    path = tmp_path_factory.mktemp("index") / "films.catalogue"
    builder = CatalogueBuilder(path)
    builder.start_source("films", "test")
    for number, (title, cast) in enumerate(
        [
            ("The Keeper's Wife: Part Two", "Zoë Ahl"),
            ("The Keeper", "Ann O'Dell"),
            ("Salt & Rope (film)", "The Keeper"),
        ]
    ):
        film = builder.film([f"f{number}"], "films:1", number)
        builder.describe(film, title, credits=[Credit(CAST, cast, character="Old Sam")])
    builder.finish()
    return NameIndex(Catalogue(path))


def known(index: NameIndex, text: str) -> dict[str, set[tuple[int, int]]]:
    """Give the names that begin with the first word of a text, with kind and number of what they name."""
    doc = NLP.make_doc(text)
    found = index.walk(doc.to_array(LOWER).tolist(), 0)
    places = index.places([key for _, key in found])
    return {
        doc[:end].text: set(index.refs(place)[1]) for (end, _), place in zip(found, places, strict=True) if place >= 0
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the keeper's wife: part two again", {"the keeper": {(FILM_NAME, 2), (PERSON_NAME, 3)}}),
        ("Old Sam says", {"Old Sam": {(CHARACTER_NAME, 1), (CHARACTER_NAME, 2), (CHARACTER_NAME, 3)}}),
        ("Zoë Ahl", {"Zoë Ahl": {(PERSON_NAME, 1)}}),
        ("Zoe Ahl", {"Zoe Ahl": {(PERSON_NAME, 1)}}),
        ("Ann O’Dell", {"Ann O’Dell": {(PERSON_NAME, 2)}}),
        ("Salt & Rope", {"Salt & Rope": {(FILM_NAME, 3)}}),
        ("Salt and Rope", {"Salt and Rope": {(FILM_NAME, 3)}}),
        ("keeper", {}),
        ("Ann", {}),
    ],
)
def test_names_are_walked_word_by_word(index: NameIndex, text: str, names: dict[str, set[tuple[int, int]]]) -> None:
    if text.startswith("the keeper's"):
        names = {
            **names,
            "the keeper's wife": {(FILM_NAME, 1)},
            "the keeper's wife: part two": {(FILM_NAME, 1)},
        }
    assert known(index, text) == names


def test_an_index_counts_its_spellings(index: NameIndex) -> None:
    # Zoe, the other apostrophes, the short title and the titles without bracket and with "and"
    assert len(index) > 7


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t"), max_size=30))
def test_a_name_is_split_as_in_a_text(text: str) -> None:
    name = " ".join(text.split())
    words = NLP.make_doc(name).to_array(LOWER).tolist() if any(map(str.isalnum, name)) else []

    assert SPLITTER.words(name) == words
