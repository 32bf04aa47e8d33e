"""`film_names`: film titles and people by the words around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from cinespan.claims import ENTITY, Claim
from cinespan.components.finder_pipe import FinderPipe
from cinespan.components.rule_pipe import RulePipe
from cinespan.doc_entities import tokens_of, write_ents
from cinespan.finders.context_rules import ContextRules
from cinespan.finders.name_runs import RunFinder
from cinespan.finders.names import Mention, NameWords, find_names
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_all, view_tokens
from cinespan.labels import CHARACTER, FILM
from cinespan.rules import RuleSet
from cinespan.sources import is_settled


@Language.factory(
    "film_names",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "patterns": None,
        "extend": True,
        "overwrite_ents": False,
        "scorer": {"@scorers": "cinespan.entity_scorer.v1"},
    },
    default_score_weights={"ents_f": 0.5, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_film_names(
    nlp: Language,
    name: str,
    patterns: str | None,
    extend: bool,
    overwrite_ents: bool,
    scorer: Callable[..., dict[str, Any]] | None,
) -> FilmNames:
    """Make the component that labels names in context.

    Args:
        nlp: the pipeline.
        name: the component's name.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
        overwrite_ents: let a longer title or name, and a person's role in this sentence, replace the entities that
            stand in the `Doc` already. By default those are kept.
        scorer: what `nlp.evaluate` calls.
    """
    return FilmNames(nlp, name, patterns=patterns, extend=extend, overwrite_ents=overwrite_ents, scorer=scorer)


class FilmNames(RulePipe, FinderPipe[list[Mention]]):
    """Labels name-shaped runs by `context.jsonl`; `ent.id_` is the rule that did."""

    rule_files = ("labels", "context", "names", "grammar")

    def __init__(self, nlp: Language, name: str, *, overwrite_ents: bool, **options: Any) -> None:
        self.overwrite_ents = overwrite_ents
        super().__init__(nlp, name, **options)

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the word classes, the run finder and the context rules."""
        vocab = self.nlp.vocab
        self._classes = read_word_classes([*rules["names"], *rules["grammar"]])
        self._runs = RunFinder(vocab.strings, rules["names"])
        self._context = ContextRules(vocab.strings, rules["context"])
        self._words = NameWords.from_rows(rules["names"])
        self._ids = self.string_ids(rules["context"])
        self._weak, self._strong = (
            frozenset(row["id"] for row in rules["context"] if row.get(grade)) for grade in ("weak", "strong")
        )

    def find_in(self, docs: Sequence[Doc]) -> list[list[Mention]]:
        """Find the names of each document."""
        views = view_all(docs, self._classes)
        old = [doc.ents for doc in docs]
        runs = [
            self._runs.find(view, tokens_of(doc, () if self.overwrite_ents else ents))
            for doc, view, ents in zip(docs, views, old, strict=True)
        ]
        known = [{(ent.start, ent.end): ent.label_ for ent in ents} for ents in old]
        return [
            find_names(view, of_doc, self._context, self._words, labels)
            for view, of_doc, labels in zip(views, runs, known, strict=True)
        ]

    def write(self, doc: Doc, found: list[Mention]) -> None:
        """Add the names to `doc.ents`."""
        if found:
            ids, old = self._ids, doc.ents
            spans = [Span(doc, m.start, m.end, label=ids[m.label], span_id=ids[m.rule]) for m in found]
            write_ents(doc, _merged(old, found, spans, self._weak, self._strong) if old else spans)

    def claims(self, doc: Doc) -> Iterator[Claim]:
        """Give every context rule that holds at a run; see `cinespan.claims`."""
        self.require_rules()
        view = view_tokens(doc, self._classes)
        for run in self._runs.find(view, bytearray(len(doc))):
            for rule in self._context.matching(view, run):
                yield Claim(ENTITY, rule.id, run.start, run.end)


def _merged(
    old: Sequence[Span], mentions: list[Mention], spans: list[Span], weak: Set[str], strong: Set[str]
) -> list[Span]:
    """Settle between entities that stand and mentions that overlap them; spans that keep apart all stay."""
    owner = {i: n for n, ent in enumerate(old) for i in range(ent.start, ent.end)}
    lost: set[int] = set()
    won: list[Span] = []
    for mention, span in zip(mentions, spans, strict=True):
        rivals = {owner[i] for i in range(mention.start, mention.end) if i in owner}
        if all(_wins(mention, old[n], weak, strong) for n in rivals):
            lost |= rivals
            won.append(span)
        elif len(rivals) == 1 and _completes(mention, old[min(rivals)]):
            # "Barbara Feldman" where the list has "Feldman": the name of the text, the role of the list
            ent = old[min(rivals)]
            lost |= rivals
            won.append(Span(ent.doc, mention.start, mention.end, label=ent.label, span_id=ent.id))
    return [ent for n, ent in enumerate(old) if n not in lost] + won


def _completes(mention: Mention, ent: Span) -> bool:
    """Tell whether a person's full name ends with the entity of a surname; "Mr." is no part of a real person's."""
    return (
        mention.end == ent.end
        and mention.start < ent.start
        and FILM not in (mention.label, ent.label_)
        and (mention.label != CHARACTER or ent.label_ == CHARACTER)
    )


def _wins(mention: Mention, ent: Span, weak: Set[str], strong: Set[str]) -> bool:
    """A title swallows the names in it; a trade that the sentence gives beats the one that a list gives.

    So does a title or somebody of the story where the sentence leaves no doubt: "the Tarzan movies".

    The credits of the very film know better than a sentence what a name means, and give way to longer ones alone. Who
    is listed as a real person stays one: reviewers tell a story by the names of its actors ("Orla Quist discovers").
    """
    length = ent.end - ent.start
    if mention.end - mention.start > length:
        into_the_story = mention.rule in weak and mention.label == CHARACTER != ent.label_
        return mention.label == FILM or not (mention.guess or into_the_story)
    if mention.end - mention.start < length or mention.guess or mention.rule in weak or is_settled(ent.id_):
        return False
    labels = {mention.label, ent.label_}
    return mention.rule in strong if labels == {FILM, CHARACTER} else not labels & {FILM, CHARACTER}
