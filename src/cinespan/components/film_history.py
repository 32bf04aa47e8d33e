"""`film_history`: surnames, first names and short titles mean what the full ones meant before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from cinespan.components.finder_pipe import FinderPipe
from cinespan.components.rule_pipe import RulePipe
from cinespan.doc_entities import write_ents
from cinespan.finders.history import History
from cinespan.finders.names import Mention
from cinespan.finders.tokens import TokenView, read_word_classes
from cinespan.finders.views import view_all
from cinespan.rules import RuleSet
from cinespan.sources import is_settled

GUESS_VOTE, WEAK_VOTE, CONTEXT_VOTE = 0.5, 1.0, 3.0
"""How much a mention says of its name: by its shape alone, by a context rule marked as weak, by any other one."""


@Language.factory(
    "film_history",
    requires=["doc.ents"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"patterns": None, "extend": True},
)
def make_film_history(nlp: Language, name: str, patterns: str | None, extend: bool) -> FilmHistory:
    """Make the component that reads a document's names by its own history.

    Args:
        nlp: the pipeline.
        name: the component's name.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
    """
    return FilmHistory(nlp, name, patterns=patterns, extend=extend)


class FilmHistory(RulePipe, FinderPipe[list[Span]]):
    """Finds later and earlier mentions of the names in `doc.ents`, and overrules what was guessed by shape alone."""

    rule_files = ("labels", "context", "names", "grammar")

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the word classes and note which rules only guess."""
        self._classes = read_word_classes([*rules["names"], *rules["grammar"]])
        self._guesses = {row["id"] for row in rules["context"] if "left" not in row and "right" not in row}
        self._votes = {row["id"]: WEAK_VOTE if row.get("weak") else CONTEXT_VOTE for row in rules["context"]}
        self._votes |= dict.fromkeys(self._guesses, GUESS_VOTE)
        entities = [row["label"] for row in rules["labels"] if row["kind"] == "entity"]
        self._labels = {self.nlp.vocab.strings.add(label): label for label in entities}

    def find_in(self, docs: Sequence[Doc]) -> list[list[Span]]:
        """Find what the history of each document explains; entities with labels that are not ours are unread."""
        views = view_all(docs, self._classes)
        return [self._explained(doc, view) for doc, view in zip(docs, views, strict=True)]

    def write(self, doc: Doc, found: list[Span]) -> None:
        """Set the entities, where there are new ones."""
        if found:
            write_ents(doc, found)

    def _explained(self, doc: Doc, view: TokenView) -> list[Span]:
        """Give all entities of a document, those that are kept included; nothing where they all stay as they are."""
        ents = doc.ents
        if not ents:
            return []
        taken = bytearray(len(doc))
        mentions: list[Mention] = []
        spans: list[Span] = []
        for ent in ents:
            start, end, label, rule = ent.start, ent.end, self._labels.get(ent.label), ent.id_
            taken[start:end] = b"\1" * (end - start)
            # what the credits find is complete: they know which short names count, and where
            if label is not None and not is_settled(rule):
                mentions.append(Mention(start, end, label, rule, rule in self._guesses))
            else:
                spans.append(ent)
        history = History(view, mentions, doc.vocab.strings, self._votes)
        inside = {mention for mention in mentions if mention.guess and history.is_inside_name(mention)}
        for mention in inside:
            taken[mention.start : mention.end] = bytes(mention.end - mention.start)
        settled = [history.settled(mention) for mention in mentions if mention not in inside]
        more = history.more(taken)
        if not more and settled == mentions:
            return []
        kept = {(ent.start, ent.end, ent.label_): ent for ent in ents}
        for m in settled + more:
            known = kept.get((m.start, m.end, m.label))
            spans.append(known or Span(doc, m.start, m.end, label=m.label, span_id=m.rule))
        return spans
