"""`film_opinions`: the quadruples, from opinion terms and the aspect terms that their clauses give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from cinespan.claims import ASPECT, MODIFIER, OPINION, Claim
from cinespan.components.finder_pipe import FinderPipe
from cinespan.components.rule_pipe import RulePipe
from cinespan.doc_data import set_opinions
from cinespan.doc_entities import characters_of, text_of
from cinespan.finders.aspects import AspectFinder
from cinespan.finders.itemizing import itemize
from cinespan.finders.items import Items
from cinespan.finders.lexicon import Hit, Lexicon
from cinespan.finders.linking import link_opinions
from cinespan.finders.quadruples import Quadruple, find_quadruples
from cinespan.finders.terms import AspectEntry, AspectTerm, ModifierEntry, OpinionEntry
from cinespan.finders.tokens import TokenView
from cinespan.finders.weighing import Feature, Thresholds, Weigher
from cinespan.labels import ASPECTS_KEY, OPINIONS_KEY, POLARITIES, POSITIVE
from cinespan.rules import RuleSet


def get_praised(doc: Doc) -> dict[str, list[dict[str, Any]]]:
    """Give the positive quadruples of `doc._.opinions` by aspect category, categories in the order of the text."""
    praised: dict[str, list[dict[str, Any]]] = {}
    for quad in doc._.opinions:
        if quad["polarity"] == POSITIVE:
            praised.setdefault(quad["category"], []).append(quad)
    return praised


def register_extensions() -> None:
    """Register `doc._.opinions` and `doc._.praised`, unless somebody did."""
    if not Doc.has_extension("opinions"):
        Doc.set_extension("opinions", default=[])
    if not Doc.has_extension("praised"):
        Doc.set_extension("praised", getter=get_praised)


register_extensions()

_JUDGED = "judged"
"""The attribute of a span group that tells aspect terms with an opinion from mere candidates."""
_ROLES = {AspectEntry: ASPECT, OpinionEntry: OPINION, ModifierEntry: MODIFIER}


class WeighedQuad(NamedTuple):
    """A quadruple as in `doc._.opinions`, and what speaks for it or against it."""

    features: list[Feature]
    quad: dict[str, Any]


@Language.factory(
    "film_opinions",
    assigns=["doc.spans", "doc._.opinions", "doc._.praised"],
    default_config={
        "patterns": None,
        "extend": True,
        "threshold": 0.25,
        "threshold_apart": 0.36,
        "scorer": {"@scorers": "cinespan.opinion_scorer.v1"},
    },
    default_score_weights={"quads_f": 0.5, "quads_p": 0.0, "quads_r": 0.0, "quads_per_type": None},
)
def make_film_opinions(
    nlp: Language,
    name: str,
    patterns: str | None,
    extend: bool,
    threshold: float,
    threshold_apart: float,
    scorer: Callable[..., dict[str, Any]] | None,
) -> FilmOpinions:
    """Make the component that finds opinion quadruples.

    Args:
        nlp: the pipeline.
        name: the component's name.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
        threshold: how likely it must be that an opinion judges the aspect that its clause gives it, 0 to 1.
        threshold_apart: the same for an aspect of its sentence that no construction gives it.
        scorer: what `nlp.evaluate` calls.

    Raises:
        ValueError: a threshold is no probability.
    """
    thresholds = Thresholds(threshold, threshold_apart)
    for value in thresholds:
        if not 0 <= value <= 1:
            raise ValueError(f"{name}: a threshold lies between 0 and 1, not {value}")
    return FilmOpinions(nlp, name, thresholds, patterns=patterns, extend=extend, scorer=scorer)


class FilmOpinions(RulePipe, FinderPipe[list[Quadruple]]):
    """Writes `doc._.opinions`, `doc.spans["opinions"]`, and leaves in `doc.spans["aspects"]` what is judged.

    Aspect terms come from `doc.spans["aspects"]` where a component before it set them, else it finds them itself.

    Args:
        nlp: the pipeline.
        name: the component's name.
        thresholds: how likely a judgement must be.
        patterns: see `RulePipe`, as for the others.
        extend: lay the folder over the shipped rules.
        scorer: what `nlp.evaluate` calls.
    """

    rule_files = ("labels", "names", "grammar", "aspects", "opinions", "modifiers", "weights")

    def __init__(
        self,
        nlp: Language,
        name: str,
        thresholds: Thresholds,
        *,
        patterns: str | None = None,
        extend: bool = True,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(nlp, name, patterns=patterns, extend=extend, scorer=scorer)
        self.thresholds = thresholds

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the aspect finder and one lexicon of all terms and modifiers."""
        vocab, tokenize = self.nlp.vocab, self.nlp.tokenizer
        self._aspects = AspectFinder(vocab, rules)
        opinions = [(row["pattern"], OpinionEntry.from_row(row)) for row in rules["opinions"]]
        modifiers = [
            (row["pattern"], ModifierEntry.from_row(row)) for row in rules["modifiers"] if row["label"] != "STORY"
        ]
        self._ids = self.string_ids([*rules["labels"], *rules["aspects"], *rules["opinions"]])
        self._ids.update((polarity, vocab.strings.add(polarity)) for polarity in POLARITIES)
        self._lexicon: Lexicon[Any] = Lexicon(tokenize, self._aspects.phrases, [*opinions, *modifiers])
        self._weigher = Weigher(rules)

    def find_in(self, docs: Sequence[Doc]) -> list[list[Quadruple]]:
        """Find the quadruples of each document."""
        items = self._items(docs)
        links = [link_opinions(of_doc) for of_doc in items]
        chosen = self._weigher.choose(items, links, self.thresholds)
        return [find_quadruples(of_doc, of_links) for of_doc, of_links in zip(items, chosen, strict=True)]

    def weighed_quads(self, docs: Sequence[Doc]) -> list[list[WeighedQuad]]:
        """Give the quadruple that each pair of terms of a sentence would make, likely or not, to learn weights from.

        Args:
            docs: documents that the components before this one have seen.

        Returns:
            Those of each document.
        """
        self.require_rules()
        items = self._items(docs)
        found: list[list[WeighedQuad]] = [[] for _ in docs]
        for pair in self._weigher.describe(items, [link_opinions(of_doc) for of_doc in items]):
            doc = docs[pair.document]
            quads = find_quadruples(items[pair.document], [pair.link])
            found[pair.document] += [WeighedQuad(pair.features, _plain(doc, quad)) for quad in quads]
        return found

    def _items(self, docs: Sequence[Doc]) -> list[Items]:
        """Lay each document out as items."""
        views = self._aspects.view_all(docs)
        hits = self._lexicon.find_all([view.lower_ids for view in views])
        terms = [
            self._aspect_terms(doc, view, aspect_hits)
            for doc, view, (aspect_hits, _) in zip(docs, views, hits, strict=True)
        ]
        return [
            itemize(view, of_doc, opinion_hits)
            for view, of_doc, (_, opinion_hits) in zip(views, terms, hits, strict=True)
        ]

    def _aspect_terms(self, doc: Doc, view: TokenView, hits: list[Hit[Any]]) -> list[AspectTerm]:
        candidates = doc.spans.get(ASPECTS_KEY)
        # what an earlier run left over, perhaps by other rules, is no candidate
        if candidates is not None and not candidates.attrs.get(_JUDGED):
            return self._aspects.read(candidates)
        return self._aspects.find(doc, view, hits)

    def claims(self, doc: Doc) -> Iterator[Claim]:
        """Give every phrase of the lexicons, overlaps included; see `cinespan.claims`."""
        self.require_rules()
        for hits in self._lexicon.find(self._aspects.view(doc).lower_ids):
            for start, end, entries in hits:
                for entry in filter(None, entries):
                    yield Claim(_ROLES[type(entry)], entry.rule, start, end)

    def write(self, doc: Doc, found: list[Quadruple]) -> None:
        """Set the quadruples."""
        ids = self._ids
        aspects: dict[tuple[int, int, str], Span] = {}
        opinions: dict[tuple[int, int, str], Span] = {}
        quads: list[dict[str, Any]] = []
        for quad in found:
            (start, end), category, rules = quad.aspect, quad.category, quad.rules
            aspect = aspects.get((start, end, category))
            if aspect is None:
                aspect = Span(doc, start, end, label=ids.get(category, category), span_id=ids.get(rules[0], rules[0]))
                aspects[start, end, category] = aspect
            (start, end), polarity = quad.opinion, quad.polarity
            opinion = opinions.get((start, end, polarity))
            if opinion is None:
                opinion = Span(doc, start, end, label=ids[polarity], span_id=ids[rules[1]])
                opinions[start, end, polarity] = opinion
            quads.append(_plain(doc, quad))
        judged = [aspects[key] for key in sorted(aspects)]
        doc.spans[ASPECTS_KEY] = SpanGroup(doc, name=ASPECTS_KEY, spans=judged, attrs={_JUDGED: True})
        doc.spans[OPINIONS_KEY] = SpanGroup(doc, name=OPINIONS_KEY, spans=[opinions[key] for key in sorted(opinions)])
        set_opinions(doc, quads)


def _plain(doc: Doc, quad: Quadruple) -> dict[str, Any]:
    """Give a quadruple as plain data, with offsets in characters: it survives msgpack and needs no import of ours."""
    return {
        "aspect": characters_of(doc, *quad.aspect),
        "category": quad.category,
        "opinion": characters_of(doc, *quad.opinion),
        "polarity": quad.polarity,
        "intensity": quad.intensity,
        "negated": quad.negated,
        "score": quad.score,
        "person": text_of(doc, *quad.person) if quad.person else None,
        "film": text_of(doc, *quad.film) if quad.film else None,
        "rules": list(quad.rules),
    }
