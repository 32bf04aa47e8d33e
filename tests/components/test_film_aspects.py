from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc


@pytest.fixture(scope="module")
def finder() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_aspects")
    return nlp


def aspects(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans["aspects"]]


def test_terms_are_found_judged_or_not(finder: Language) -> None:
    doc = finder("The Score and the plot; the camera work by a friend.")

    assert aspects(doc) == [("Score", "SCORE"), ("plot", "STORY"), ("camera work", "CINEMATOGRAPHY")]


def test_the_longest_term_wins(finder: Language) -> None:
    assert aspects(finder("special effects and sound effects")) == [
        ("special effects", "EFFECTS"),
        ("sound effects", "SOUND"),
    ]


def test_an_article_keeps_no_longer_term_away(finder: Language) -> None:
    assert aspects(finder("The original is better, the original score is not.")) == [
        ("The original", "OVERALL"),
        ("original score", "SCORE"),
    ]


def test_a_word_inside_an_entity_is_no_term(finder: Language) -> None:
    words = ["The", "Plot", "of", "Sound", "has", "a", "plot"]
    doc = finder(Doc(finder.vocab, words=words, ents=["B-FILM", "I-FILM", "I-FILM", "I-FILM", "O", "O", "O"]))

    assert aspects(doc) == [("The Plot of Sound", "OVERALL"), ("plot", "STORY")]


def test_what_tells_the_story_holds_no_term_of_the_story(finder: Language) -> None:
    told = finder("The story follows a girl who discovers music.")

    assert ("music", "SCORE") not in aspects(told)
    assert ("music", "SCORE") in aspects(finder("The music swells."))


def test_every_term_names_its_rule(finder: Language) -> None:
    doc = finder("the camera work")

    assert [span.id_ for span in doc.spans["aspects"]] == ["camera-work"]


@pytest.mark.parametrize("text", ["", "  \n", "!!!", "nothing here"])
def test_no_terms_give_an_empty_group(finder: Language, text: str) -> None:
    assert aspects(finder(text)) == []
