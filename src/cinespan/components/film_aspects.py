"""`film_aspects`: the words that name what a review can judge."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from cinespan.components.rule_pipe import RulePipe
from cinespan.finders.aspects import AspectFinder
from cinespan.finders.lexicon import Lexicon
from cinespan.labels import ASPECTS_KEY
from cinespan.rules import RuleSet


@Language.factory("film_aspects", assigns=["doc.spans"], default_config={"patterns": None, "extend": True})
def make_film_aspects(nlp: Language, name: str, patterns: str | None, extend: bool) -> FilmAspects:
    """Make the component that finds aspect terms, judged or not.

    Args:
        nlp: the pipeline.
        name: the component's name.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
    """
    return FilmAspects(nlp, name, patterns=patterns, extend=extend)


class FilmAspects(RulePipe):
    """Writes `doc.spans["aspects"]`: the label is the category, the id the rule.

    `film_opinions` leaves in it those that an opinion judges; a component between the two may add or drop terms.
    """

    rule_files = ("labels", "names", "grammar", "aspects", "modifiers")

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the finder."""
        self._finder = AspectFinder(self.nlp.vocab, rules)
        self._lexicon = Lexicon(self.nlp.tokenizer, self._finder.phrases)
        self._ids = self.string_ids([*rules["labels"], *rules["aspects"]])

    def __call__(self, doc: Doc) -> Doc:
        """Set the candidates."""
        self.require_rules()
        ids = self._ids
        view = self._finder.view(doc)
        (hits,) = self._lexicon.find(view.lower_ids)
        spans = [
            Span(doc, start, end, label=ids[entry.category], span_id=ids[entry.rule])
            for start, end, entry in self._finder.find(doc, view, hits)
        ]
        doc.spans[ASPECTS_KEY] = SpanGroup(doc, name=ASPECTS_KEY, spans=spans)
        return doc
