"""`film_opinions`: the quadruples, from opinion terms and the aspect terms that their clauses give them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from cinespan.components.rule_pipe import RulePipe
from cinespan.finders.aspects import AspectFinder
from cinespan.finders.items import itemize
from cinespan.finders.lexicon import Lexicon
from cinespan.finders.quadruples import Quadruple, find_quadruples
from cinespan.finders.terms import ModifierEntry, OpinionEntry
from cinespan.labels import ASPECTS_KEY, OPINIONS_KEY, POSITIVE
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


@Language.factory(
    "film_opinions",
    assigns=["doc.spans", "doc._.opinions", "doc._.praised"],
    default_config={
        "patterns": None,
        "extend": True,
        "scorer": {"@scorers": "cinespan.opinion_scorer.v1"},
    },
    default_score_weights={"quads_f": 0.5, "quads_p": 0.0, "quads_r": 0.0, "quads_per_type": None},
)
def make_film_opinions(
    nlp: Language,
    name: str,
    patterns: str | None,
    extend: bool,
    scorer: Callable[..., dict[str, Any]] | None,
) -> FilmOpinions:
    """Make the component that finds opinion quadruples.

    Args:
        nlp: the pipeline.
        name: the component's name.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
        scorer: what `nlp.evaluate` calls.
    """
    return FilmOpinions(nlp, name, patterns=patterns, extend=extend, scorer=scorer)


class FilmOpinions(RulePipe):
    """Writes `doc._.opinions`, `doc.spans["opinions"]`, and leaves in `doc.spans["aspects"]` what is judged.

    Aspect terms come from `doc.spans["aspects"]` where a component before it set them, else it finds them itself.
    """

    rule_files = ("labels", "names", "grammar", "aspects", "opinions", "modifiers")

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the lexicon of opinions and modifiers, and the finders."""
        vocab, tokenize = self.nlp.vocab, self.nlp.make_doc
        self._aspects = AspectFinder(vocab, tokenize, rules)
        opinions = [(row["pattern"], OpinionEntry.from_row(row)) for row in rules["opinions"]]
        modifiers = [
            (row["pattern"], ModifierEntry.from_row(row)) for row in rules["modifiers"] if row["label"] != "STORY"
        ]
        self._lexicon: Lexicon[OpinionEntry | ModifierEntry] = Lexicon(vocab, tokenize, [*opinions, *modifiers])

    def __call__(self, doc: Doc) -> Doc:
        """Set the quadruples."""
        assert self.rules
        view = self._aspects.view(doc)
        if ASPECTS_KEY in doc.spans:
            terms = [self._aspects.term_of(span) for span in doc.spans[ASPECTS_KEY]]
        else:
            terms = self._aspects.find(doc, view)
        found = find_quadruples(itemize(view, terms, self._lexicon.find(doc))) if terms else []
        self._write(doc, found)
        return doc

    @staticmethod
    def _write(doc: Doc, found: list[Quadruple]) -> None:
        aspects = {(*quad.aspect, quad.category): quad.rules[0] for quad in found}
        opinions = {(*quad.opinion, quad.polarity): quad.rules[1] for quad in found}
        for key, terms in ((ASPECTS_KEY, aspects), (OPINIONS_KEY, opinions)):
            spans = [Span(doc, a, b, label=label, span_id=rule) for (a, b, label), rule in sorted(terms.items())]
            doc.spans[key] = SpanGroup(doc, name=key, spans=spans)
        doc._.opinions = [_as_dict(doc, quad) for quad in found]


def _as_dict(doc: Doc, quad: Quadruple) -> dict[str, Any]:
    """Turn a quadruple into plain data, with offsets in characters: it survives msgpack and needs no import of ours."""

    def offsets(span: tuple[int, int]) -> list[int]:
        last = doc[span[1] - 1]
        return [doc[span[0]].idx, last.idx + len(last)]

    def text(span: tuple[int, int] | None) -> str | None:
        return None if span is None else doc[span[0] : span[1]].text

    return {
        "aspect": offsets(quad.aspect),
        "category": quad.category,
        "opinion": offsets(quad.opinion),
        "polarity": quad.polarity,
        "intensity": quad.intensity,
        "negated": quad.negated,
        "person": text(quad.person),
        "film": text(quad.film),
        "rules": list(quad.rules),
    }
