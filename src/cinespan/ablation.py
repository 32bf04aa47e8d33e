"""A pipeline without one of its rules: the honest answer to what the rule is worth, at the price of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from spacy.language import Language
from spacy.pipeline import SpanRuler

from cinespan.errors import InputError
from cinespan.evaluation import evaluate
from cinespan.gold import GoldReview
from cinespan.scoring import Counts

_DECLARED = "labels"
"""The pattern file whose rows declare what the other files use, so that they can not be left out alone."""


@contextmanager
def without_rule(nlp: Language, rule: str) -> Iterator[Language]:
    """Take a rule out of a pipeline, and put it back behind the block.

    Args:
        nlp: a pipeline of `cinespan.load`; no other thread may use it meanwhile.
        rule: the id of a row; where two pattern files have it, both rows are taken out.

    Yields:
        The pipeline.

    Raises:
        InputError: no row that can be taken out has the id.
    """
    saved: list[tuple[Any, Any]] = []
    rulers: list[tuple[SpanRuler, list[dict[str, Any]]]] = []
    try:
        for _, pipe in nlp.pipeline:
            component: Any = pipe
            if isinstance(pipe, SpanRuler):
                rows = [dict(row) for row in pipe.patterns]
                if any(row.get("id") == rule for row in rows):
                    rulers.append((pipe, rows))
                    _set_patterns(pipe, [row for row in rows if row.get("id") != rule])
            elif hasattr(component, "set_rules"):
                whole = component.rules
                rest = {
                    name: rows if name == _DECLARED else [row for row in rows if row["id"] != rule]
                    for name, rows in whole.items()
                }
                if any(len(rest[name]) < len(whole[name]) for name in whole):
                    saved.append((component, whole))
                    component.set_rules(rest)
        if not saved and not rulers:
            raise InputError(
                f"no row that can be left out has the id {rule!r}; ids that begin with link. or history. are of the "
                "mechanics, entity. and category. of labels, and all others stand in the pattern files"
            )
        yield nlp
    finally:
        for pipe, whole in saved:
            pipe.set_rules(whole)
        for ruler, rows in rulers:
            _set_patterns(ruler, rows)


def evaluate_without(gold: Iterable[GoldReview], nlp: Language, rule: str) -> Counts:
    """Run a pipeline over gold without one of its rules, and count.

    Args:
        gold: the reviews, see `gold.read_gold`.
        nlp: a pipeline of `cinespan.load`.
        rule: the id of a row, see `without_rule`.

    Returns:
        The counts, row by row, as `evaluation.evaluate` gives them.

    Raises:
        InputError: no row that can be taken out has the id.
    """
    with without_rule(nlp, rule):
        return evaluate(gold, nlp).counts


def _set_patterns(ruler: SpanRuler, rows: list[dict[str, Any]]) -> None:
    ruler.clear()
    ruler.add_patterns(rows)
