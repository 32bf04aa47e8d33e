from __future__ import annotations

import spacy
from spacy.language import Language

from cinespan.claims import Claim, claims_of


def test_claims_are_those_of_the_lexicons_before_anything_is_settled(nlp: Language) -> None:
    doc = nlp("Stunning special effects.")

    assert {claim for claim in claims_of(nlp, doc) if claim.role != "modifier"} >= {
        Claim("opinion", "stunning", 0, 1),
        Claim("aspect", "special-effects", 1, 3),
        Claim("aspect", "effects", 2, 3),
    }


def test_a_run_is_claimed_by_every_context_rule_that_holds(nlp: Language) -> None:
    doc = nlp("The film was directed by Orla Fennimore, played by Sten Quill.")

    claims = {
        (claim.rule, doc[claim.start : claim.end].text) for claim in claims_of(nlp, doc) if claim.role == "entity"
    }

    assert ("director.directed-by", "Orla Fennimore") in claims
    assert not {rule for rule, name in claims if name == "Orla Fennimore" and rule.startswith("shape.")}


def test_the_rows_of_a_ruler_claim_too() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("span_ruler")
    rows = [("Paper", "short"), ("Paper Moons", "long")]
    ruler.add_patterns([{"label": "FILM", "pattern": text, "id": name} for text, name in rows])  # type: ignore[attr-defined]

    assert set(claims_of(nlp, nlp("Paper Moons"))) == {Claim("entity", "short", 0, 1), Claim("entity", "long", 0, 2)}


def test_a_pipeline_without_rules_claims_nothing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    assert list(claims_of(nlp, nlp("Paper Moons is superb."))) == []
