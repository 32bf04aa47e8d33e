"""A ledger of the rules: what each one found, how much of it is right, and with which others it is at odds.

A finding is an entity or a quadruple, and counts for every rule that it names: an entity for one, a quadruple for its
aspect term's, its opinion term's, its link and each modifier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from cinespan.claims import ASPECT, ENTITY, LINK, MODIFIER, OPINION, Claim, claims_of
from cinespan.doc_data import opinions_of
from cinespan.extraction import annotate
from cinespan.gold import GoldReview
from cinespan.readers import OnError
from cinespan.records import Record
from cinespan.scoring import Annotations, Count, Quad, match_quads

ZONE_SIZE: Final = 512
"""How many reviews share a memory zone: the strings of a review are forgotten behind it, so that a stream of any
length fits into memory."""


class RuleKey(NamedTuple):
    """A rule, in one of its roles."""

    role: str
    """One of `claims.ROLES`."""
    rule: str


@dataclass
class Tally:
    """What is counted of one rule."""

    hits: int = 0
    """Findings that name the rule."""
    found: int = 0
    """Those that the gold holds; where two findings stand for one gold quadruple, only one of them is right."""
    change: Count = field(default_factory=Count)
    """What taking its findings out adds to the count of all."""
    lost: int = 0
    """Where it claimed tokens of which another rule's finding stood."""
    won: int = 0
    """Claims of other rules that its findings overruled."""


@dataclass(frozen=True)
class LedgerRow:
    """One line of the ledger; what only gold can tell is None without it."""

    rule: str
    role: str
    hits: int
    found: int | None
    spurious: int | None
    precision: float | None
    f_without: float | None
    """The F of all entities, or of all quadruples, without the findings that name the rule. A cheap answer to "what
    if it were not there": without the row, another rule may find the same or something else. `ablation` runs anew."""
    worth: float | None
    """The F with all findings, less `f_without`: below zero, the rule does harm."""
    lost: int
    won: int


@dataclass
class Ledger:
    """The tallies of the rules over any number of reviews; holds nothing but counts."""

    has_gold: bool
    tallies: dict[RuleKey, Tally] = field(default_factory=dict)
    entities: Count = field(default_factory=Count)
    quads: Count = field(default_factory=Count)

    def add(self, doc: Doc, claims: Iterable[Claim], gold: Annotations | None = None) -> None:
        """Count one review.

        Args:
            doc: what the pipeline made of it.
            claims: see `claims.claims_of`.
            gold: what is right, for a ledger with gold.
        """
        self._add_entities(doc, gold)
        self._add_quads(opinions_of(doc), gold)
        self._add_conflicts(doc, claims)

    def rows(self) -> list[LedgerRow]:
        """Give a row a rule, the worst first: with gold by worth, then precision; else by hits."""
        rows = [self._row(key, tally) for key, tally in self.tallies.items()]
        if self.has_gold:
            return sorted(rows, key=lambda row: (row.worth, row.precision, -row.hits, -row.lost, row.role, row.rule))
        return sorted(rows, key=lambda row: (-row.hits, -row.lost, row.role, row.rule))

    def _row(self, key: RuleKey, tally: Tally) -> LedgerRow:
        counts = (tally.hits, None, None, None, None, None)
        if not self.has_gold:
            return LedgerRow(key.rule, key.role, *counts, tally.lost, tally.won)
        whole = self.entities if key.role == ENTITY else self.quads
        without = (whole + tally.change).f1
        precision = tally.found / tally.hits if tally.hits else 0.0
        spurious = tally.hits - tally.found
        worth = whole.f1 - without
        return LedgerRow(
            key.rule, key.role, tally.hits, tally.found, spurious, precision, without, worth, tally.lost, tally.won
        )

    def _tally(self, role: str, rule: str) -> Tally:
        return self.tallies.setdefault(RuleKey(role, rule), Tally())

    def _add_entities(self, doc: Doc, gold: Annotations | None) -> None:
        wanted = gold.entities if gold else frozenset()
        spans = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        for ent, span in zip(doc.ents, spans, strict=True):
            right = span in wanted
            if ent.id_:
                tally = self._tally(ENTITY, ent.id_)
                tally.hits += 1
                tally.found += right
                tally.change += Count(-1, 0, 1) if right else Count(0, -1, 0)
        found = len(wanted & set(spans))
        self.entities += Count(found, len(spans) - found, len(wanted) - found)

    def _add_quads(self, quads: list[Quad], gold: Annotations | None) -> None:
        wanted = gold.quads if gold else ()
        right = {j for _, j in match_quads(wanted, quads)}
        whole = Count(len(right), len(quads) - len(right), len(wanted) - len(right))
        self.quads += whole
        named: dict[RuleKey, list[int]] = {}
        for n, quad in enumerate(quads):
            for key in keys_of(quad):
                named.setdefault(key, []).append(n)
        for key, numbers in named.items():
            tally = self._tally(*key)
            tally.hits += len(numbers)
            if self.has_gold:
                tally.found += len(right.intersection(numbers))
                rest = [quad for n, quad in enumerate(quads) if n not in numbers]
                # matched anew: a finding that stays may be the right one now
                found = len(match_quads(wanted, rest)) if right.intersection(numbers) else whole.found
                spurious = len(rest) - found
                tally.change += Count(found - whole.found, spurious - whole.spurious, whole.found - found)

    def _add_conflicts(self, doc: Doc, claims: Iterable[Claim]) -> None:
        standing = list(_standing(doc))
        own = {(key.role, key.rule, start, end) for key, start, end, _ in standing}
        at: dict[tuple[bool, int], set[int]] = {}
        for n, (key, start, end, _) in enumerate(standing):
            for i in range(start, end):
                at.setdefault((key.role == ENTITY, i), set()).add(n)
        for claim in set(claims) - own:
            rivals = {n for i in range(claim.start, claim.end) for n in at.get((claim.role == ENTITY, i), ())}
            winners = {standing[n][0] for n in rivals if claim.rule not in standing[n][3]}
            if winners:
                self._tally(claim.role, claim.rule).lost += 1
            for winner in winners:
                self._tally(*winner).won += 1


def keys_of(quad: Mapping[str, Any]) -> list[RuleKey]:
    """Give the rules of a quadruple in their roles: aspect term, opinion term, link, then the modifiers."""
    roles = (ASPECT, OPINION, LINK)
    keys = [RuleKey(roles[n] if n < len(roles) else MODIFIER, rule) for n, rule in enumerate(quad.get("rules", ()))]
    return list(dict.fromkeys(keys))


def _standing(doc: Doc) -> Iterator[tuple[RuleKey, int, int, frozenset[str]]]:
    """Give the findings' spans: the rule that claimed it, first token, end token, and all rules that had a say."""
    for ent in doc.ents:
        yield RuleKey(ENTITY, ent.id_), ent.start, ent.end, frozenset((ent.id_,))
    spans: dict[tuple[RuleKey, int, int], set[str]] = {}
    for quad in opinions_of(doc):
        for key, part in zip(keys_of(quad), ("aspect", "opinion"), strict=False):
            span = doc.char_span(quad[part][0], quad[part][1], alignment_mode="expand")
            if span is None:
                continue
            spans.setdefault((key, span.start, span.end), set()).update(quad["rules"])
    for (key, start, end), rules in spans.items():
        yield key, start, end, frozenset(rules)


def keep_ledger(
    reviews: Iterable[Record | GoldReview],
    nlp: Language,
    *,
    has_gold: bool,
    batch_size: int = 64,
    on_error: OnError | None = None,
) -> Ledger:
    """Run a pipeline over reviews and keep the ledger of its rules, in one pass and in constant memory.

    Args:
        reviews: records, or gold.
        nlp: a pipeline of `cinespan.load`.
        has_gold: whether the reviews are gold.
        batch_size: how many reviews the pipeline takes at a time.
        on_error: is called for a text that is longer than `nlp.max_length`; None raises it.

    Returns:
        The ledger.
    """
    ledger = Ledger(has_gold)
    rest = iter(reviews)
    while batch := list(islice(rest, ZONE_SIZE)):
        golds = {id(item.record): item.annotations for item in batch if isinstance(item, GoldReview)}
        records = [item.record if isinstance(item, GoldReview) else item for item in batch]
        with nlp.memory_zone():
            for record, doc in annotate(records, nlp, batch_size=batch_size, on_error=on_error):
                ledger.add(doc, claims_of(nlp, doc), golds.get(id(record)))
    return ledger
