from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc


@pytest.fixture(scope="module")
def splitter() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_sentences")
    return nlp


@pytest.mark.parametrize(
    "sentences",
    [
        ["One."],
        ["It works.", "It does!", "Does it?", "Yes."],
        ["Wait...", "What?!", "No."],
        ["(It works!)", "It does."],
        ['He says "Go!"', "She goes."],
        ["Dr. Mallow lives at 5 p.m. in Mr. Harrow's house.", "He waits."],
        ["no mark at the end"],
    ],
)
def test_sentences_end_behind_terminal_marks(splitter: Language, sentences: list[str]) -> None:
    assert [sent.text for sent in splitter(" ".join(sentences)).sents] == sentences


def test_a_line_break_ends_a_sentence_unless_it_wraps_the_line(splitter: Language) -> None:
    assert len(list(splitter("A title\nThe film").sents)) == 2
    assert len(list(splitter("The film is\nnice").sents)) == 1


@pytest.mark.parametrize("text", ["", " ", "\n", "!!!", "\n\n\n...\n", "a"])
def test_any_text_falls_into_sentences(splitter: Language, text: str) -> None:
    assert "".join(sent.text_with_ws for sent in splitter(text).sents) == text


def test_starts_of_a_hand_built_doc_are_kept(splitter: Language) -> None:
    starts = [True, False, False, True, False]
    doc = Doc(splitter.vocab, words=["Up", ".", "Down", "we", "go"], sent_starts=starts)

    assert [token.is_sent_start for token in splitter(doc)] == starts


def test_starts_of_a_sentencizer_are_kept() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [";"]})
    nlp.add_pipe("film_sentences")

    assert [sent.text for sent in nlp("It works. It does; it goes.").sents] == ["It works. It does;", "it goes."]
