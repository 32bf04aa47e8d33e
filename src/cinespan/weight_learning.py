"""The weights of `weights.jsonl`, out of annotated reviews: what speaks for a pair of terms, or against it.

Logistic regression with an L2 penalty, by scikit-learn. What stands around a pair are features of their own. Terms are
not: most rows of the lexicons are seen a few times, if ever. The value of a term is the log-odds of its smoothed share
of right pairs, counted without the review at hand (target encoding, Micci-Barreca 2001, "A Preprocessing Scheme for
High-Cardinality Categorical Attributes", SIGKDD Explorations 3(1)).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from typing import Final, NamedTuple

from spacy.language import Language

from cinespan.components.film_opinions import FilmOpinions
from cinespan.components.rule_pipe import MAX_BATCH
from cinespan.errors import CinespanError, InputError
from cinespan.extraction import annotate
from cinespan.finders.linking import APART
from cinespan.finders.weighing import ANY, ASPECT, BIAS, OPINION, Feature
from cinespan.gold import GoldReview
from cinespan.rule_schemas import WEIGHT_LABELS
from cinespan.rules import Row
from cinespan.scoring import Quad, same_judgement

PENALTY: Final = 10.0
"""How strongly weights are drawn towards 0."""
PRIOR: Final = 4.0
"""How many pairs of the usual share a term is counted to have had before."""
MIN_PAIRS: Final = 3
"""What fewer pairs have is left out."""
MIN_WEIGHT: Final = 0.02
"""What weighs less is left out."""
_TERMS: Final = (OPINION, ASPECT)


@dataclass
class Share:
    """How many pairs have a feature, and how many of those are right."""

    right: int = 0
    pairs: int = 0

    def add(self, right: bool) -> None:
        """Count a pair."""
        self.right += right
        self.pairs += 1

    def without(self, other: Share) -> Share:
        """Give what is left without others of its pairs."""
        return Share(self.right - other.right, self.pairs - other.pairs)


class _Review(NamedTuple):
    """The pairs of a review: the features of each, and whether the gold holds it."""

    features: list[list[Feature]]
    right: list[bool]

    def add_to(self, shares: dict[Feature, Share]) -> None:
        """Add the pairs to the shares of their features."""
        for features, right in zip(self.features, self.right, strict=True):
            for feature in features:
                shares.setdefault(feature, Share()).add(right)


def learn_weights(
    reviews: Iterable[GoldReview], nlp: Language, *, on_review: Callable[[], None] = lambda: None
) -> list[Row]:
    """Learn the rows of `weights.jsonl`.

    Args:
        reviews: gold. Of reviews that somebody read to write rules, constructions look surer than they are.
        nlp: a pipeline of `cinespan.load`.
        on_review: is called with each review.

    Returns:
        The rows, each with its evidence: how many pairs have what it is about, and how many of those the gold holds.

    Raises:
        InputError: no pair is right, or none is wrong.
        CinespanError: scikit-learn is not there.
    """
    seen = list(_read(reviews, nlp, on_review))
    right = [answer for review in seen for answer in review.right]
    if len(set(right)) < 2:
        raise InputError("weights are learned from right pairs and wrong ones; give more annotated reviews")
    shares: dict[Feature, Share] = {}
    for review in seen:
        review.add_to(shares)
    usual = sum(right) / len(right)
    weights, bias = _fit([values for review in seen for values in _values(review, shares, usual)], right)
    rows = [_row((BIAS, ANY), bias, Share(sum(right), len(right)))]
    for feature, share in shares.items():
        label, _ = feature
        weight = weights[label] * _log_odds(share, usual) if label in _TERMS else weights.get(_column(feature), 0.0)
        if share.pairs >= MIN_PAIRS and abs(weight) >= MIN_WEIGHT:
            rows.append(_row(feature, weight, share))
    return sorted(rows, key=lambda row: (WEIGHT_LABELS.index(row["label"]), row["pattern"]))


def _read(reviews: Iterable[GoldReview], nlp: Language, on_review: Callable[[], None]) -> Iterator[_Review]:
    component = nlp.get_pipe("film_opinions")
    assert isinstance(component, FilmOpinions)
    golds = iter(reviews)
    while batch := list(islice(golds, MAX_BATCH)):
        # the component is asked for all pairs below, not for those that it would keep
        with nlp.select_pipes(disable=[component.name]):
            docs = [doc for _, doc in annotate([gold.record for gold in batch], nlp)]
        for gold, pairs in zip(batch, component.weighed_quads(docs), strict=True):
            on_review()
            right = _right(gold.annotations.quads, [pair.quad for pair in pairs])
            yield _Review([pair.features for pair in pairs], right)


def _right(wanted: Sequence[Quad], quads: Sequence[Quad]) -> list[bool]:
    """Tell which quadruples the gold holds; one of no construction only where none of theirs is the same."""
    hits = [{n for n, quad in enumerate(wanted) if same_judgement(quad, found)} for found in quads]
    apart = [found["rules"][2] in APART for found in quads]
    taken = set[int]().union(*(of_quad for of_quad, alone in zip(hits, apart, strict=True) if not alone))
    return [bool(of_quad - taken if alone else of_quad) for of_quad, alone in zip(hits, apart, strict=True)]


def _values(review: _Review, shares: Mapping[Feature, Share], usual: float) -> Iterator[dict[str, float]]:
    """Give the values of each pair: 1 for what it has, and for a term its log-odds, counted without this review."""
    own: dict[Feature, Share] = {}
    review.add_to(own)
    for features in review.features:
        values: dict[str, float] = {}
        for feature in features:
            label, _ = feature
            if label in _TERMS:
                values[label] = _log_odds(shares[feature].without(own[feature]), usual)
            elif shares[feature].pairs >= MIN_PAIRS:
                values[_column(feature)] = 1.0
        yield values


def _column(feature: Feature) -> str:
    return "\t".join(feature)


def _log_odds(share: Share, usual: float) -> float:
    """Give the log-odds of a smoothed share, above those of the usual one."""
    smoothed = (share.right + PRIOR * usual) / (share.pairs + PRIOR)
    return log(smoothed / (1 - smoothed)) - log(usual / (1 - usual))


def _fit(values: list[dict[str, float]], right: list[bool]) -> tuple[dict[str, float], float]:
    """Fit the regression: the weight of each value, and the bias."""
    try:
        # here, since nobody needs scikit-learn to run the pipeline
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as err:
        raise CinespanError("weights need scikit-learn; run: python -m pip install 'cinespan[learn]'") from err

    columns = DictVectorizer(sort=False)
    model = LogisticRegression(C=1 / PENALTY, max_iter=1000).fit(columns.fit_transform(values), right)
    return dict(zip(columns.get_feature_names_out(), model.coef_[0].tolist(), strict=True)), float(model.intercept_[0])


def _row(feature: Feature, weight: float, share: Share) -> Row:
    label, pattern = feature
    return {
        "label": label,
        "pattern": pattern,
        "weight": round(weight, 3),
        "evidence": {"right": share.right, "pairs": share.pairs},
        "id": f"weight.{label.lower().replace('_', '-')}.{pattern.replace(' ', '-')}",
    }
