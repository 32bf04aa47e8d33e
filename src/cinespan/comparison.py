"""Several pipelines against the same gold, in one table, with confidence intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language

from cinespan.bootstrap import Difference, Interval, difference_of, draw_f1, interval_of
from cinespan.errors import CinespanError, InputError
from cinespan.extraction import annotate
from cinespan.gold import GoldReview
from cinespan.markup import mask_markup
from cinespan.pipeline import load
from cinespan.predictions import Prediction, predicted_in, read_predictions
from cinespan.rule_schemas import SCHEMAS
from cinespan.scoring import (
    ASPECT_TERMS,
    DOCUMENT_ASPECTS,
    ENTITIES,
    MAIN_ENTITIES,
    PRAISED_ASPECTS,
    QUADRUPLES,
    UNLABELLED_ENTITIES,
    Annotations,
    Count,
    Counts,
    aspect_terms,
    count_aspect_terms,
    count_entities,
    count_opinions,
    total,
)

SCORES: Final = (
    ENTITIES,
    MAIN_ENTITIES,
    UNLABELLED_ENTITIES,
    QUADRUPLES,
    ASPECT_TERMS,
    DOCUMENT_ASPECTS,
    PRAISED_ASPECTS,
)
"""The rows of a comparison; see `cinespan.scoring`."""
RULES: Final = ("rules", "cinespan")
"""Stand for the rules of this package."""

Predictor = Callable[[Sequence[GoldReview]], list[Prediction]]


@dataclass(frozen=True)
class Figures:
    """One score of one pipeline."""

    count: Count
    interval: Interval
    """Of F."""
    difference: Difference | None
    """To the first pipeline that was named; None for itself, and where it has no such score."""


@dataclass(frozen=True)
class Comparison:
    """The scores of several pipelines."""

    reviews: int
    figures: Mapping[str, Mapping[str, Figures | None]]
    """By score, then by pipeline in the order given; None where the pipeline does not look for such a thing."""


def compare(
    gold: Sequence[GoldReview],
    pipelines: Mapping[str, Predictor],
    *,
    samples: int = 1000,
    confidence: float = 0.95,
    seed: int = 0,
) -> Comparison:
    """Score pipelines on the same gold.

    Args:
        gold: the reviews, see `gold.read_gold`.
        pipelines: by name, what gives the predictions for the gold; see `make_predictor`. The first is the one that the
            others are compared to.
        samples: how many draws the intervals rest on; see `cinespan.bootstrap`.
        confidence: of the intervals, 0 to 1.
        seed: of the draws.

    Returns:
        The comparison; the same arguments give the same figures.

    Raises:
        InputError: there is no gold, or predictions for some of it are missing.
    """
    if not gold:
        raise InputError("there is no gold to compare on; give a file with at least one review")
    counted = {name: _counts(gold, predict(gold)) for name, predict in pipelines.items()}
    figures: dict[str, dict[str, Figures | None]] = {}
    for score in SCORES:
        known = {name: [counts[score] for counts in rows] for name, rows in counted.items() if score in rows[0]}
        figures[score] = dict.fromkeys(pipelines)
        if not known:
            continue
        drawn = dict(zip(known, draw_f1(list(known.values()), samples=samples, seed=seed).T, strict=True))
        first = next(iter(pipelines))
        whole = {name: total({score: count} for count in rows)[score] for name, rows in known.items()}
        for name in known:
            difference = None
            if name != first and first in known:
                observed = whole[name].f1 - whole[first].f1
                difference = difference_of(drawn[first], drawn[name], observed, confidence)
            figures[score][name] = Figures(whole[name], interval_of(drawn[name], confidence), difference)
    return Comparison(len(gold), figures)


def make_predictor(spec: str) -> Predictor:
    """Find what a word on the command line stands for.

    Args:
        spec: "rules" or "cinespan" for the rules of this package ("./rules" is a path); a folder of pattern files, for
            these laid over them; a `.jsonl` file or a corpus, for predictions that were made before; else the path or
            the name of a pipeline that `spacy.load` knows.

    Returns:
        A function of the gold that gives the predictions for it. The pipeline is loaded when it is called, and gone
        behind it, so that one at a time is in memory.
    """
    path = Path(spec)
    if spec in RULES:
        return lambda gold: _run(load(), gold)
    if path.is_dir() and not (path / "config.cfg").is_file():
        if any((path / f"{name}.jsonl").is_file() for name in SCHEMAS):
            return lambda gold: _run(load(path), gold)
        return lambda gold: _look_up(path, gold)
    if path.is_file() and path.name.endswith((".spacy", ".jsonl", ".jsonl.gz")):
        return lambda gold: _look_up(path, gold)
    return lambda gold: _run(_load(spec), gold)


def _load(spec: str) -> Language:
    try:
        return spacy.load(spec)
    except CinespanError:
        raise
    except (OSError, ValueError, ImportError) as err:
        # spaCy's own messages run over several lines
        found = " ".join(str(err).split())
        raise InputError(
            f"{spec}: can not be loaded ({found:.200}); give rules, a folder of patterns, a pipeline, or predictions "
            "in .jsonl or .spacy"
        ) from err


def _run(nlp: Language, gold: Sequence[GoldReview]) -> list[Prediction]:
    found = [predicted_in(doc) for _, doc in annotate((review.record for review in gold), nlp)]
    if any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        # it looked for entities, though it may have found none
        return [review if review.entities is not None else replace(review, entities={}) for review in found]
    return found


def _look_up(path: Path, gold: Iterable[GoldReview]) -> list[Prediction]:
    known: dict[object, Prediction] = {}
    for prediction in read_predictions(path):
        known.setdefault((prediction.id, prediction.text), prediction)
        known.setdefault(prediction.text, prediction)
    found = []
    for review in gold:
        name, text = review.record.id, review.record.text
        # a corpus from elsewhere may hold the text as the pipeline reads it
        keys = [key for key in ((str(name), text), text, mask_markup(text)) if key in known]
        if not keys:
            raise InputError(f"{path}: no prediction for the review {name!r}; run `cinespan extract` on the gold file")
        found.append(known[keys[0]])
    return found


def _counts(gold: Sequence[GoldReview], predictions: Sequence[Prediction]) -> list[Counts]:
    """Count review by review; a score is left out where no review has what it compares."""
    entities, opinions, aspects = (
        any(getattr(prediction, name) is not None for prediction in predictions)
        for name in ("entities", "quads", "aspects")
    )
    rows: list[Counts] = []
    for review, prediction in zip(gold, predictions, strict=True):
        wanted = review.annotations
        found = Annotations(frozenset(prediction.entities or ()), prediction.quads or ())
        counts: Counts = {}
        if entities:
            counts.update(count_entities(wanted, found))
        if opinions:
            counts.update(count_opinions(wanted, found))
        if aspects:
            counts[ASPECT_TERMS] = count_aspect_terms(aspect_terms(wanted.quads), prediction.aspects or ())
        rows.append(counts)
    return rows
