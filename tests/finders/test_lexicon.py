from __future__ import annotations

import pytest
import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc

from cinespan.finders.id_table import Ids
from cinespan.finders.lexicon import Lexicon
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_tokens


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def lexicon(nlp: Language, *phrases: tuple[str, str]) -> Lexicon[str]:
    return Lexicon(nlp.tokenizer, phrases)


def words(doc: Doc) -> Ids:
    return view_tokens(doc, read_word_classes([])).lower_ids


def test_phrases_are_found_in_any_case_with_overlaps(blank: Language) -> None:
    found = lexicon(blank, ("score", "a"), ("film score", "b")).find(words(blank("The FILM Score, scores")))

    assert found == [[(1, 3, ("b",)), (2, 3, ("a",))]]


def test_a_phrase_leads_to_all_its_entries_in_order(blank: Language) -> None:
    found = lexicon(blank, ("pretty", "a"), ("PRETTY", "b"), ("pretty", "c")).find(words(blank("pretty")))

    assert found == [[(0, 1, ("a", "b", "c"))]]


@pytest.mark.parametrize("text", ["doesn't work", "doesn’t work", "Doesn't Work"])
def test_an_apostrophe_matches_both_kinds(blank: Language, text: str) -> None:
    assert lexicon(blank, ("doesn't work", "a")).find(words(blank(text))) == [[(0, 3, ("a",))]]


def test_no_phrases_find_nothing(blank: Language) -> None:
    assert lexicon(blank).find(words(blank("anything"))) == [[]]
    assert lexicon(blank, ("score", "a")).find(words(blank(""))) == [[]]


@pytest.mark.parametrize("phrase", ["cannot", "must-see", "don't", "U.S.", "so-so film", "gonna like"])
def test_a_phrase_is_cut_as_the_text_is(blank: Language, phrase: str) -> None:
    doc = blank(phrase)

    assert lexicon(blank, (phrase, "a")).find(words(doc)) == [[(0, len(doc), ("a",))]]


def test_a_tokenizer_of_another_kind_cuts_every_phrase() -> None:
    nlp = spacy.blank("en")

    def letters(text: str) -> Doc:
        return Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))

    assert Lexicon(letters, [("ok", "a")]).find(words(letters("ok!"))) == [[(0, 2, ("a",))]]


def test_layers_are_found_in_one_pass_and_kept_apart(blank: Language) -> None:
    layers = Lexicon(blank.tokenizer, [("score", "aspect")], [("score", "verb"), ("no score", "other")])

    assert layers.find(words(blank("no score"))) == [[(1, 2, ("aspect",))], [(0, 2, ("other",)), (1, 2, ("verb",))]]


def test_an_exact_lexicon_compares_words_as_they_are_written(blank: Language) -> None:
    phrases = Lexicon(blank.tokenizer, [("Ada's Tale", "a"), ("Tale", "b")], exact=True)

    def found(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        ((*hits,),) = phrases.find(blank(text).to_array(ORTH))
        return hits

    assert found("Ada's Tale") == [(0, 3, ("a",)), (2, 3, ("b",))]
    assert found("Ada’s Tale, ADA'S TALE, a tale") == [(2, 3, ("b",))]


def test_documents_are_searched_together_as_one_by_one(blank: Language) -> None:
    phrases = lexicon(blank, ("not bad", "a"), ("bad", "b"), ("at all", "c"), ("not bad at all", "d"))
    docs = [words(blank(text)) for text in ("Not bad at all", "", "it is not", "bad", "at", "all not bad")]

    found = phrases.find_all(docs)

    assert found == [phrases.find(doc) for doc in docs]
    assert found[0] == [[(0, 4, ("d",)), (0, 2, ("a",)), (1, 2, ("b",)), (2, 4, ("c",))]]
    assert found[2:5] == [[[]], [[(0, 1, ("b",))]], [[]]]
