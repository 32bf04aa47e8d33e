from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from markup_sentences import mark_entities, read_sentence

MARKED = [
    # a title swallows the name in it, which is a character elsewhere
    "[Ophelia's Lantern]{FILM} is a moving film about a boy named [Ophelia]{CHARACTER}.",
    "[Marisol's Requiem]{FILM} is a gentle film in which [Marisol]{CHARACTER} learns to sing.",
    "[Isolde's Lullaby]{FILM} is a tender film. At night [Isolde]{CHARACTER} sings to the sea.",
    # the short title is the film, the subtitle alone is a thing of the story
    '"[Winter Sonata: The Amber Keys]{FILM}" is a gorgeous film. The heroine looks for the Amber Keys. '
    '"[Winter Sonata]{FILM}" is a delight.',
    'In "[Winter Sonata: The Amber Keys]{FILM}", a girl steals the Amber Keys. I loved [Winter Sonata]{FILM}.',
    'I watched "[Glass Harbor: The Silent Tide]{FILM}" twice. The sailors fear the Silent Tide.',
    # a guess inside a longer name that the review has
    "[Titan Dawn]{FILM} is the latest superhero film. There is nothing to save the film. [Titan Dawn]{FILM} bored us.",
    # a surname alone, behind the full name and before it
    "The nurse is played by up-and-coming actress [Clara Whitmore]{ACTOR}. [Whitmore]{ACTOR} is superb.",
    "The film was directed by [Anna Lindqvist]{DIRECTOR}. [Lindqvist]{DIRECTOR} keeps the camera still.",
    "[Lindqvist]{DIRECTOR} keeps the camera still. The film was directed by [Anna Lindqvist]{DIRECTOR}.",
    # but not in a longer name that nobody knows
    "A thief named [Brannoc]{CHARACTER} waits. They talk of the Brannoc Rivory affair.",
    # a character who comes back
    "The story is about a young musician named [Tavira]{CHARACTER}. [Tavira]{CHARACTER} never gives up.",
    "[Clara Whitmore]{ACTOR} plays a nurse. [Clara]{ACTOR} is wonderful.",
    "The film was directed by [Anna Moreau-Petit]{DIRECTOR}. [Moreau-Petit]{DIRECTOR} knows the sea.",
    '"[Glass Harbor: The Silent Tide]{FILM}" is a dark film. [Glass Harbor]{FILM} looks gorgeous.',
    "The film stars [Jonas Castell]{ACTOR}. I always liked [JC]{ACTOR}.",
    "[Otto Brandt]{ACTOR} plays a thief. Mr. [Brandt]{ACTOR} is superb.",
    '[Robert "Bobby" Marsh]{ACTOR} plays the clown. [Bobby]{ACTOR} steals the film.',
    "[Otto Brandt]{ACTOR} plays a thief. [Brandt]{ACTOR}'s timing is perfect.",
    "The story is of a thief named [Silas Wren]{CHARACTER}. [Wren]{CHARACTER} waits. [Silas]{CHARACTER} falls in love.",
    # a namesake in the story
    "Her son [Otto]{CHARACTER} ([Otto Brandt]{ACTOR}) waits. [Otto]{CHARACTER} sleeps. [Brandt]{ACTOR} is superb.",
    "[Otto]{CHARACTER}, played by [Otto Brandt]{ACTOR}, waits. Then [Otto]{CHARACTER} sleeps.",
    "[Otto Brandt]{ACTOR} as [Otto]{CHARACTER} waits. Then [Otto]{CHARACTER} sleeps.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_names_mean_what_the_full_ones_mean(nlp: Language, marked: str) -> None:
    assert mark_entities(nlp(read_sentence(marked))) == marked


def history_of(words: str, ents: list[str]) -> Doc:
    """Run the component alone on a Doc built by hand."""
    nlp = spacy.blank("en")
    nlp.add_pipe("film_history")
    return nlp(Doc(nlp.vocab, words=words.split(), ents=ents))


def test_a_surname_is_found_behind_an_entity_of_others() -> None:
    doc = history_of("Rosa Marchetti sings , then Marchetti sighs", ["B-ACTOR", "I-ACTOR", "O", "O", "O", "O", "O"])

    assert [(ent.text, ent.label_, ent.id_) for ent in doc.ents] == [
        ("Rosa Marchetti", "ACTOR", ""),
        ("Marchetti", "ACTOR", "history.surname"),
    ]


def test_labels_that_are_not_ours_are_kept_and_not_repeated() -> None:
    doc = history_of("Rosa Marchetti sings , then Marchetti sighs", ["B-PERSON", "I-PERSON", "O", "O", "O", "O", "O"])

    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Rosa Marchetti", "PERSON")]


def test_a_title_is_found_without_its_article() -> None:
    doc = history_of("The Tin Soldier opens . Tin Soldier ends .", ["B-FILM", "I-FILM", "I-FILM", *"OOOOOO"])

    assert [(ent.text, ent.id_) for ent in doc.ents] == [
        ("The Tin Soldier", ""),
        ("Tin Soldier", "history.title-without-article"),
    ]


def test_a_word_in_lower_case_is_no_name() -> None:
    doc = history_of("Ann Bell rings ; a bell rings", ["B-ACTOR", "I-ACTOR", "O", "O", "O", "O", "O"])

    assert [ent.text for ent in doc.ents] == ["Ann Bell"]


def test_a_surname_inside_an_entity_of_others_is_left_alone() -> None:
    ents = ["B-ACTOR", "I-ACTOR", "O", "B-ORG", "I-ORG", "O"]

    doc = history_of("Ann Bell left Bell Labs .", ents)

    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Ann Bell", "ACTOR"), ("Bell Labs", "ORG")]


def test_a_title_that_is_a_number_has_no_short_form() -> None:
    doc = history_of("I saw 1941 and 1941 .", ["O", "O", "B-FILM", "O", "O", "O"])

    assert mark_entities(doc) == "I saw [1941]{FILM} and [1941]{FILM} . "
