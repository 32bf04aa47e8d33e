from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from cinespan.claims import Claim
from cinespan.doc_data import set_opinions
from cinespan.evaluation import evaluate
from cinespan.gold import GoldReview
from cinespan.ledger import Ledger, LedgerRow, RuleKey, keep_ledger, keys_of
from cinespan.records import Record
from cinespan.scoring import ENTITIES, QUADRUPLES, Annotations, Count, match_quads


def quad(words: str, text: str, category: str, polarity: str, *rules: str) -> dict[str, Any]:
    aspect, opinion = words.split("/")
    spans = {"aspect": aspect, "opinion": opinion}
    places = {part: [text.index(word), text.index(word) + len(word)] for part, word in spans.items()}
    return {**places, "category": category, "polarity": polarity, "rules": list(rules)}


TEXT = "The score is superb and grim , says Orla ."
SUPERB = quad("score/superb", TEXT, "SCORE", "positive", "score", "superb", "link.predicate")
GRIM = quad("score/grim", TEXT, "SCORE", "negative", "score", "grim", "link.predicate", "intensifier.so")
GOLD = Annotations(frozenset({(36, 40, "ACTOR")}), (SUPERB,))


def make_doc(*quads: dict[str, Any], label: str = "CHARACTER") -> Doc:
    doc = Doc(Vocab(), words=TEXT.split())
    doc.set_ents([Span(doc, 8, 9, label=label, span_id="shape.word")])
    set_opinions(doc, quads)
    return doc


def ledger_of(*docs: Doc, gold: Annotations | None = GOLD, claims: tuple[Claim, ...] = ()) -> dict[str, LedgerRow]:
    ledger = Ledger(gold is not None)
    for doc in docs:
        ledger.add(doc, claims, gold)
    return {row.rule: row for row in ledger.rows()}


def test_each_rule_of_a_finding_gets_the_hit_and_what_it_is_worth() -> None:
    rows = ledger_of(make_doc(SUPERB, GRIM))

    both, alone = 2 / 3, 1.0
    assert rows == {
        "grim": LedgerRow("grim", "opinion", 1, 0, 1, 0.0, alone, both - alone, 0, 0),
        "intensifier.so": LedgerRow("intensifier.so", "modifier", 1, 0, 1, 0.0, alone, both - alone, 0, 0),
        "shape.word": LedgerRow("shape.word", "entity", 1, 0, 1, 0.0, 0.0, 0.0, 0, 0),
        "score": LedgerRow("score", "aspect", 2, 1, 1, 0.5, 0.0, both, 0, 0),
        "link.predicate": LedgerRow("link.predicate", "link", 2, 1, 1, 0.5, 0.0, both, 0, 0),
        "superb": LedgerRow("superb", "opinion", 1, 1, 0, 1.0, 0.0, both, 0, 0),
    }


def test_the_worst_rule_is_on_top() -> None:
    ledger = Ledger(has_gold=True)
    ledger.add(make_doc(SUPERB, GRIM), (), GOLD)

    assert [row.rule for row in ledger.rows()] == [
        "intensifier.so",
        "grim",
        "shape.word",
        "score",
        "link.predicate",
        "superb",
    ]


def test_a_right_entity_is_found() -> None:
    row = ledger_of(make_doc(label="ACTOR"))["shape.word"]

    assert (row.hits, row.found, row.precision, row.f_without, row.worth) == (1, 1, 1.0, 0.0, 1.0)


def test_without_gold_there_are_hits_and_conflicts_alone() -> None:
    rows = ledger_of(make_doc(SUPERB), make_doc(SUPERB, GRIM), gold=None)

    assert rows["score"] == LedgerRow("score", "aspect", 3, None, None, None, None, None, 0, 0)
    assert list(rows) == ["score", "link.predicate", "shape.word", "superb", "intensifier.so", "grim"]


def test_a_claim_is_lost_to_the_finding_of_another_rule() -> None:
    claims = (
        Claim("aspect", "score", 1, 2),  # what stands
        Claim("aspect", "the-score", 0, 2),
        Claim("aspect", "the-score", 0, 2),  # the same claim
        Claim("modifier", "intensifier.so", 5, 6),  # has its say in the finding that stands there
        Claim("entity", "film.says", 7, 9),
        Claim("opinion", "says", 7, 8),  # nothing of its kind stands there
    )

    rows = ledger_of(make_doc(SUPERB, GRIM), claims=claims)

    assert {rule: (row.lost, row.won) for rule, row in rows.items() if row.lost or row.won} == {
        "the-score": (1, 0),
        "score": (0, 1),
        "film.says": (1, 0),
        "shape.word": (0, 1),
    }
    assert rows["film.says"] == LedgerRow("film.says", "entity", 0, 0, 0, 0.0, 0.0, 0.0, 1, 0)


def test_rules_have_roles_and_one_id_may_have_two() -> None:
    keys = keys_of({"rules": ["humor", "humor", "link.noun", "negator.not", "negator.not"]})

    assert keys == [
        RuleKey("aspect", "humor"),
        RuleKey("opinion", "humor"),
        RuleKey("link", "link.noun"),
        RuleKey("modifier", "negator.not"),
    ]


def test_findings_without_rules_have_no_row() -> None:
    doc = Doc(Vocab(), words=TEXT.split())
    doc.set_ents([Span(doc, 8, 9, label="ACTOR")])
    set_opinions(doc, [{**SUPERB, "rules": []}])

    assert ledger_of(doc) == {}


SPANS = st.tuples(st.integers(0, 3), st.integers(1, 3)).map(lambda pair: [pair[0], pair[0] + pair[1]])
QUADS = st.fixed_dictionaries(
    {
        "aspect": SPANS,
        "opinion": SPANS,
        "category": st.just("SCORE"),
        "polarity": st.sampled_from(["positive", "negative"]),
        "rules": st.lists(st.sampled_from("abc"), min_size=3, max_size=3),
    }
)


@given(gold=st.lists(QUADS, max_size=5), found=st.lists(QUADS, max_size=5))
def test_f_without_a_rule_is_that_of_the_findings_that_do_not_name_it(
    gold: list[dict[str, Any]], found: list[dict[str, Any]]
) -> None:
    doc = Doc(Vocab(), words=list("abcdefg"), spaces=[False] * 7)
    set_opinions(doc, found)
    ledger = Ledger(has_gold=True)
    ledger.add(doc, (), Annotations(frozenset(), tuple(gold)))

    for row in ledger.rows():
        rest = [quad for quad in found if RuleKey(row.role, row.rule) not in keys_of(quad)]
        right = len(match_quads(gold, rest))
        assert row.f_without == pytest.approx(Count(right, len(rest) - right, len(gold) - right).f1)
        assert row.hits == len(found) - len(rest)


def test_a_run_over_gold_counts_as_the_evaluation_does(nlp: Language) -> None:
    text = "The score is superb, but Harbour Lights has dull pacing. The plot is fine."
    gold = GoldReview(
        Record("g", text),
        Annotations(frozenset({(25, 39, "FILM")}), (quad("score/superb", text, "SCORE", "positive"),)),
    )

    ledger = keep_ledger([gold, gold], nlp, has_gold=True)

    counts = evaluate([gold, gold], nlp).counts
    assert (ledger.entities, ledger.quads) == (counts[ENTITIES], counts[QUADRUPLES])
    assert (ledger.quads.found, ledger.quads.spurious > 0) == (2, True)


def test_a_run_over_records_needs_no_gold(nlp: Language) -> None:
    ledger = keep_ledger([Record(n, "Stunning special effects.") for n in range(3)], nlp, has_gold=False)

    rows = {(row.role, row.rule): row for row in ledger.rows()}
    assert rows["opinion", "stunning"].hits == 3
    assert (rows["aspect", "special-effects"].hits, rows["aspect", "special-effects"].won) == (3, 3)
    assert (rows["aspect", "effects"].hits, rows["aspect", "effects"].lost) == (0, 3)
