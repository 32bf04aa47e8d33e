from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from sample_reviews import MAKE_DOC, contents, errors, make_review, read, reviews, write
from spacy.training.converters import conll_ner_to_docs

from cinespan.corpus.annotated import AnnotatedReview, Entity
from cinespan.corpus.formats.conll import CONLL, document_lines
from cinespan.records import Record

TWO_SENTENCES = """-DOCSTART- -X- O O

🎬 -X- O O
Harbour -X- O B-FILM
Lights -X- O I-FILM
, -X- O O
by -X- O O
Ana -X- O B-DIRECTOR
Lind -X- O I-DIRECTOR
: -X- O O
a -X- O O
superb -X- O O
score -X- O O
, -X- O O

but -X- O O
no -X- O O
superb -X- O O
pacing -X- O O
👩 -X- O O
‍ -X- O O
🚀 -X- O O
. -X- O O

"""


def with_sentence_at(review: AnnotatedReview, words: str) -> AnnotatedReview:
    doc = MAKE_DOC(review)
    for token in doc:
        token.is_sent_start = token.i == 0 or token.text == words
    return AnnotatedReview.of(doc)


def test_file_is_as_the_shared_task_has_it(tmp_path: Path) -> None:
    path = write(CONLL, tmp_path / "x.conll", with_sentence_at(make_review(), "but"))

    assert path.read_text(encoding="utf-8") == TWO_SENTENCES


def test_read_document_is_its_words_with_spaces_between_them(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_text(TWO_SENTENCES, encoding="utf-8")
    text = "🎬 Harbour Lights , by Ana Lind : a superb score , but no superb pacing 👩 \u200d 🚀 ."

    (review,) = read(CONLL, path)

    assert contents(review) == [("x:1", text, {}, (Entity(2, 16, "FILM"), Entity(22, 30, "DIRECTOR")), ())]
    assert isinstance(review, AnnotatedReview)
    assert review.sentences == (0, 12)
    assert [text[start:end] for start, end in review.tokens or ()] == text.split(" ")


@settings(max_examples=25, deadline=None)
@given(review=reviews())
def test_spacy_reads_the_same_entities(review: AnnotatedReview) -> None:
    lines = "".join(document_lines(review))
    names = [(ent.label, review.record.text[ent.start : ent.end].split()) for ent in review.entities]

    # spaCy can not read a document without any token
    if len(lines.splitlines()) > 2:
        (doc,) = conll_ner_to_docs(lines, no_print=True)
        words = [review.record.text[start:end] for start, end in review.tokens or ()]

        assert [token.text for token in doc] == ["_".join(word.split()) for word in words if word.strip()]
        assert ["".join(words) for _, words in names] == ["".join(ent.text.split()) for ent in doc.ents]
        assert [label for label, _ in names] == [ent.label_ for ent in doc.ents]


def test_what_is_written_reads_back_and_writes_the_same(tmp_path: Path) -> None:
    first = write(CONLL, tmp_path / "a.conll", with_sentence_at(make_review(), "but"), make_review())
    back = [review for review in read(CONLL, first) if isinstance(review, AnnotatedReview)]

    second = write(CONLL, tmp_path / "b.conll", *(AnnotatedReview.of(MAKE_DOC(review)) for review in back))

    assert len(back) == 2
    assert second.read_bytes() == first.read_bytes()


def test_neighbours_of_one_label_stay_two() -> None:
    review = AnnotatedReview(Record("r", "Ana Ben"), (Entity(0, 3, "ACTOR"), Entity(4, 7, "ACTOR")))

    assert "".join(document_lines(review)).split("\n")[2:4] == ["Ana -X- O B-ACTOR", "Ben -X- O B-ACTOR"]


def test_tags_are_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_text("-DOCSTART- -X- -X- O\n\nAna NNP B-NP B-PER\nsings VBZ B-VP O\n\n")

    (review,) = read(CONLL, path)
    assert isinstance(review, AnnotatedReview)

    assert review.tags == ("NNP", "VBZ")
    assert "".join(document_lines(AnnotatedReview.of(MAKE_DOC(review)))).split("\n")[2:4] == [
        "Ana NNP O B-PER",
        "sings VBZ O O",
    ]


def test_iob1_and_two_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.iob"
    # IOB1: B only where one entity follows another of its label
    path.write_text("Ana\tI-PER\nLind\tI-PER\nBen\tB-PER\n\nHeat\tI-FILM\n")

    first, second = read(CONLL, path)

    assert contents(first) == [("x:1", "Ana Lind Ben", {}, (Entity(0, 8, "PER"), Entity(9, 12, "PER")), ())]
    # without -DOCSTART-, each sentence is a document
    assert contents(second) == [("x:5", "Heat", {}, (Entity(0, 4, "FILM"),), ())]


def test_entity_does_not_run_over_the_end_of_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_text("-DOCSTART- O\n\nAna I-PER\n\nBen I-PER\n")

    assert contents(*read(CONLL, path))[0][3] == (Entity(0, 3, "PER"), Entity(4, 7, "PER"))


def test_token_that_would_begin_a_document_does_not(tmp_path: Path) -> None:
    doc = spacy.tokens.Doc(spacy.blank("en").vocab, words=["-DOCSTART-", "\n", "end"], spaces=[False, False, False])

    path = write(CONLL, tmp_path / "x.conll", AnnotatedReview.of(doc, "d"))

    assert [item[1] for item in contents(*read(CONLL, path))] == ["DOCSTART end"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b"Ana", "no IOB tag in the last column of 'Ana'"),
        (b"Ana PER", "write O, B-LABEL or I-LABEL"),
        (b"Ana B-", "write O, B-LABEL or I-LABEL"),
        (b"\xff O", "not UTF-8"),
    ],
)
def test_bad_line_is_named_and_the_other_documents_are_read(tmp_path: Path, line: bytes, wrong: str) -> None:
    path = tmp_path / "x.conll"
    path.write_bytes(b"-DOCSTART- O\n\nAna B-PER\n" + line + b"\n\n-DOCSTART- O\n\nBen O\n")

    (error,) = errors(CONLL, path)
    assert error.startswith(f"{path}:4: ")
    assert wrong in error
    assert [item[:2] for item in contents(read(CONLL, path)[1])] == [("x:6", "Ben")]
