from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sample_reviews import LABELS, TEXT, contents, errors, make_review, read, span_of, write

from cinespan.corpus.annotated import AnnotatedReview, Entity, make_quad
from cinespan.corpus.formats.prodigy import PRODIGY, make_task, read_task
from cinespan.records import Record


def span(text: str, words: str, label: str, tokens: tuple[int, int]) -> dict[str, Any]:
    start, end = span_of(text, words)
    return {"start": start, "end": end, "token_start": tokens[0], "token_end": tokens[1], "label": label}


def test_task_is_as_prodigy_documents_it() -> None:
    text = "Ana Lind has a superb score 🎬 ."
    review = AnnotatedReview(
        Record(7, text, "", {"stars": 4}),
        (Entity(0, 8, "ACTOR", "actor.has"),),
        (make_quad(span_of(text, "score"), "SCORE", span_of(text, "superb"), "positive"),),
    )
    words = [(0, "Ana"), (4, "Lind"), (9, "has"), (13, "a"), (15, "superb"), (22, "score"), (28, "🎬"), (30, ".")]
    score, superb = span(text, "score", "SCORE", (5, 5)), span(text, "superb", "positive", (4, 4))

    task = make_task(review)

    assert {key: value for key, value in task.items() if key != "cinespan"} == {
        "text": text,
        "tokens": [
            {"text": word, "start": start, "end": start + len(word), "id": number, "ws": word != "."}
            for number, (start, word) in enumerate(words)
        ],
        # the end of a span in tokens is inclusive, in characters exclusive
        "spans": [span(text, "Ana Lind", "ACTOR", (0, 1)), score, superb],
        "relations": [{"head": 5, "child": 4, "head_span": score, "child_span": superb, "label": "judged_by"}],
        "meta": {"id": 7},
    }


def test_tokens_and_spans_of_a_text_with_emoji_and_line_breaks() -> None:
    task = make_task(make_review())

    assert [task["text"][token["start"] : token["end"]] for token in task["tokens"]] == [
        t["text"] for t in task["tokens"]
    ]
    assert "".join(token["text"] + " " * token["ws"] for token in task["tokens"]) == TEXT
    found = task["spans"]
    assert [TEXT[s["start"] : s["end"]] for s in found][:2] == ["Harbour\nLights", "Ana Lind"]
    assert [(task["tokens"][s["token_start"]]["start"], task["tokens"][s["token_end"]]["end"]) for s in found] == [
        (s["start"], s["end"]) for s in found
    ]


def test_what_an_annotator_changed_is_taken_and_evidence_stays_with_the_rest(tmp_path: Path) -> None:
    review = make_review()
    task = make_task(review)
    task["spans"] = [s for s in task["spans"] if s["label"] not in ("DIRECTOR", "PACING", "negative")]
    task["relations"] = task["relations"][:1]
    start, end = span_of(TEXT, "👩‍🚀")
    task["spans"].append({"start": start, "end": end, "token_start": 0, "token_end": 0, "label": "CHARACTER"})
    task |= {"answer": "accept", "_input_hash": 1, "_task_hash": 2, "_view_id": "relations"}
    path = tmp_path / "annotated.jsonl"
    path.write_text(json.dumps(task) + "\n")

    assert contents(*read(PRODIGY, path)) == [
        (
            "r/1",
            TEXT,
            dict(review.record.meta),
            (review.entities[0], Entity(start, end, "CHARACTER")),
            review.quads[:1],
        )
    ]


def test_task_from_elsewhere_has_no_evidence() -> None:
    # as in Prodigy's documentation: no tokens, no relations
    task = {"text": "Hello Ana", "spans": [{"start": 6, "end": 9, "label": "ACTOR"}], "meta": {"source": "x"}}

    review = read_task(task, "f:1", "f:1", LABELS)

    assert contents(review) == [("f:1", "Hello Ana", {"source": "x"}, (Entity(6, 9, "ACTOR"),), ())]
    assert review.tokens is None


def test_spans_that_stand_in_relations_alone_are_taken() -> None:
    head, child = {"start": 6, "end": 11, "label": "SCORE"}, {"start": 0, "end": 5, "label": "positive"}
    word = {"start": 0, "end": 5, "label": None}
    relations = [{"head_span": head, "child_span": child}, {"head_span": head, "child_span": word}]

    review = read_task({"text": "great score", "relations": relations}, "f:1", "f:1", LABELS)

    assert review.quads == (make_quad((6, 11), "SCORE", (0, 5), "positive"),)
    assert review.entities == ()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "broken JSON"),
        ("[]", "no JSON object"),
        ('{"spans": []}', "the field 'text' is null"),
        ('{"text": "a b", "spans": [{"start": 0}]}', "no whole numbers 'start' and 'end'"),
        ('{"text": "a b", "spans": [{"start": 0, "end": 9, "label": "FILM"}]}', "not in a text of 3 characters"),
        ('{"text": "a b", "spans": [{"start": 0, "end": 1}]}', "no label"),
        ('{"text": "a b", "spans": {"start": 0}}', "'spans' is no list of objects"),
        ('{"text": "a b", "spans": [{"start": 0, "end": 1, "label": "SCORE"}]}', "the term 'a' (SCORE) is not linked"),
        ('{"text": "a b", "tokens": [{"start": 2, "end": 3}, {"start": 0, "end": 1}]}', "the token from 0 to 1 is out"),
        ('{"text": "a b", "answer": "reject"}', "the answer is 'reject'"),
    ],
)
def test_bad_task_is_named_and_the_others_are_read(tmp_path: Path, line: str, wrong: str) -> None:
    path = write(PRODIGY, tmp_path / "x.jsonl", make_review())
    path.write_text(f"\n{line}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")

    (error,) = errors(PRODIGY, path)
    assert error.startswith(f"{path}:2: ")
    assert wrong in error
    assert contents(read(PRODIGY, path)[1]) == contents(make_review())


def test_entities_that_overlap_are_refused() -> None:
    spans = [{"start": 0, "end": 3, "label": "FILM"}, {"start": 2, "end": 3, "label": "ACTOR"}]

    with pytest.raises(Exception, match="the entity 'b' \\(ACTOR\\) overlaps another"):
        read_task({"text": "a b", "spans": spans}, "f:1", "f:1", LABELS)


def test_entity_as_an_aspect_term_is_refused() -> None:
    head, child = {"start": 6, "end": 11, "label": "FILM"}, {"start": 0, "end": 5, "label": "positive"}

    with pytest.raises(Exception, match="f:1: the FILM 'score' is linked to an opinion term"):
        read_task({"text": "great score", "relations": [{"head_span": head, "child_span": child}]}, "f:1", "", LABELS)
