from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from cinespan.tokenizer import build_review_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return build_review_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("film!The cast", ["film", "!", "The", "cast"]),
        ("What?!Really", ["What", "?!", "Really"]),
        ("Lane)once", ["Lane", ")", "once"]),
        ("witch(Billie", ["witch", "(", "Billie"]),
        ("acting;the", ["acting", ";", "the"]),
        ('Heat"is', ["Heat", '"', "is"]),
        ('Heat"(Ann', ["Heat", '"', "(", "Ann"]),
        ('Lane,"Heat"', ["Lane", ",", '"', "Heat", '"']),
        ("Lane,(Ann)", ["Lane", ",", "(", "Ann", ")"]),
        ("Lane(..and", ["Lane", "(", "..", "and"]),
        ("on DVD.Ann", ["on", "DVD", ".", "Ann"]),
        ("Lane-- she", ["Lane", "--", "she"]),
        ("Lane\x96she \x97and\x85", ["Lane", "\x96", "she", "\x97", "and", "\x85"]),
        ("Heat”,he", ["Heat", "”", ",", "he"]),
        ("her.(Ann was", ["her", ".", "(", "Ann", "was"]),
        ("Lane,,dull", ["Lane", ",,", "dull"]),
        ("film.the cast,it.but", ["film", ".", "the", "cast", ",", "it", ".", "but"]),
        ("1.The cast", ["1", ".", "The", "cast"]),
        ('"Heat"-style "Heat"--and', ['"', "Heat", '"', "-", "style", '"', "Heat", '"', "--", "and"]),
        ("film- and cast -the .The --and", ["film", "-", "and", "cast", "-", "the", ".", "The", "--", "and"]),
        ("actor/ director", ["actor", "/", "director"]),
        ("cast:Ann", ["cast", ":", "Ann"]),
        ("actor/director", ["actor", "/", "director"]),
        ("nice.<br /><br />The", ["nice", ".", "<br", "/>", "<br", "/>", "The"]),
        ("<i>Heat</i>", ["<i>", "Heat", "</i>"]),
        ("Li´s fight", ["Li", "´s", "fight"]),
        ("it`s doesn´t", ["it", "`s", "does", "n´t"]),
        ("if Lt. Harrow", ["if", "Lt.", "Harrow"]),
        # what the stock rules know stays whole
        ("7/10", ["7/10"]),
        ("Dr. Mallow's", ["Dr.", "Mallow", "'s"]),
        ("isn't", ["is", "n't"]),
        ("DIDNT", ["DID", "NT"]),
        ("at 5:30", ["at", "5:30"]),
        ("C- 3.5 -1", ["C-", "3.5", "-1"]),
        ("J.R.R. :-)", ["J.R.R.", ":-)"]),
        ("https://a.example/b?c", ["https://a.example/b?c"]),
        (
            "see films.org, a.b.com/c and ann@reel.co.uk",
            ["see", "films.org", ",", "a.b.com/c", "and", "ann@reel.co.uk"],
        ),
        ("e.g.this dr.mallow", ["e.g.this", "dr.mallow"]),
        ("", []),
        ("  \n", ["  \n"]),
    ],
)
def test_words_are_cut_apart(tokenizer: Tokenizer, text: str, words: list[str]) -> None:
    doc = tokenizer(text)

    assert [token.text for token in doc] == words
    assert doc.text == text


def test_the_tokenizer_survives_bytes(tokenizer: Tokenizer) -> None:
    text = "film!The cast(Ann)was here<br />"
    plain = spacy.blank("en").tokenizer

    restored = spacy.blank("en").tokenizer.from_bytes(tokenizer.to_bytes())

    assert [token.text for token in restored(text)] == [token.text for token in tokenizer(text)]
    assert len(plain(text)) < len(tokenizer(text))


def test_the_tokenizer_is_found_by_name() -> None:
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "cinespan.review_tokenizer.v1"}}})

    assert [token.text for token in nlp("film!The")] == ["film", "!", "The"]


def test_listed_names_leave_room_for_the_words_of_texts(nlp: Language) -> None:
    """What the tokenizer has no room to remember, it cuts anew each time, three times as slowly."""
    names = nlp.get_pipe("entity_ruler").patterns

    assert nlp.tokenizer.max_cache_size > 4 * len(names)
