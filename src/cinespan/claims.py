"""What rules would say of a text, before anything settles between them: for those who look after the rules.

A pipeline component may have a method `claims(doc)` that gives every claim of its rules, overlaps included. The normal
run never calls it: it costs nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc

ENTITY: Final = "entity"
ASPECT: Final = "aspect"
OPINION: Final = "opinion"
LINK: Final = "link"
MODIFIER: Final = "modifier"
ROLES: Final = (ENTITY, ASPECT, OPINION, LINK, MODIFIER)
"""What a rule did for a finding; the same id may stand in two pattern files, and is one rule in each role."""


class Claim(NamedTuple):
    """A rule that holds at some tokens, end exclusive."""

    role: str
    rule: str
    start: int
    end: int


def claims_of(nlp: Language, doc: Doc) -> Iterator[Claim]:
    """Give the claims of all components of a pipeline.

    Args:
        nlp: the pipeline; its components with a method `claims`, and spaCy's span and entity rulers, are asked.
        doc: what the pipeline made of a text.

    Yields:
        The claims, the same one perhaps twice.
    """
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, SpanRuler):
            for span in pipe.match(doc):
                yield Claim(ENTITY, span.id_, span.start, span.end)
        elif hasattr(pipe, "claims"):
            yield from pipe.claims(doc)
