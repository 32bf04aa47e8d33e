"""`film_credits`: what the credits of the film under review name."""

from __future__ import annotations

import os
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from cinespan.catalogue.store import Catalogue
from cinespan.components.rule_pipe import RulePipe
from cinespan.credits import Credits
from cinespan.doc_data import credits_of, register_credits, set_credits
from cinespan.doc_entities import write_ents
from cinespan.finders.context_rules import ContextRules
from cinespan.finders.credit_aliases import AliasMaker
from cinespan.finders.credit_guards import CreditGuards
from cinespan.finders.credit_mentions import CreditMention, find_credit_mentions
from cinespan.finders.credit_names import CreditNames
from cinespan.finders.spellings import fold_words
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_tokens
from cinespan.given_credits import credits_in, make_credits, merged
from cinespan.labels import FILM
from cinespan.rules import RuleSet

MAX_FILMS: Final = 256
"""Films whose names are kept compiled: many reviews are of one film."""

register_credits()


@Language.factory(
    "film_credits",
    assigns=["doc.ents", "doc._.credits", "token.ent_iob", "token.ent_type", "token.ent_kb_id"],
    default_config={"patterns": None, "extend": True, "overwrite_ents": False, "catalogue": None},
)
def make_film_credits(
    nlp: Language, name: str, patterns: str | None, extend: bool, overwrite_ents: bool, catalogue: str | None
) -> FilmCredits:
    """Make the component that finds what the credits of a document's film name.

    Args:
        nlp: the pipeline.
        name: the component's name.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
        overwrite_ents: let the credits replace entities that stand in the `Doc` already, unless those are longer. By
            default those are kept.
        catalogue: the path of a catalogue of films, which knows the credits of a film by its id, or by a title that no
            other film has; what came with the text is laid over them. None for no catalogue.
    """
    return FilmCredits(nlp, name, patterns=patterns, extend=extend, overwrite_ents=overwrite_ents, catalogue=catalogue)


class FilmCredits(RulePipe):
    """Finds the film, the people and the characters of a document's own credits; a document without any is left alone.

    The credits come from `doc._.credits`, or from the context that `nlp.pipe(…, as_tuples=True)` gives a document: a
    mapping with `credits` or `film`, or an object with an attribute `credits`; see `given_credits.credits_in`. They are
    kept in `doc._.credits` as plain data, and are used for this document alone.
    `ent.id_` is the rule, `ent.kb_id_` the id that the credits give, else the canonical name.
    """

    rule_files = ("labels", "context", "names", "grammar", "credits")

    def __init__(
        self, nlp: Language, name: str, *, overwrite_ents: bool, catalogue: str | None = None, **options: Any
    ) -> None:
        self.overwrite_ents = overwrite_ents
        self._path = catalogue
        self._opened: tuple[int, Catalogue] | None = None
        self._completed: dict[Credits, Credits] = {}
        self._compiled: dict[Credits, CreditNames] = {}
        super().__init__(nlp, name, **options)

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the word classes, the evidence of the context and the maker of names."""
        vocab = self.nlp.vocab
        self._classes = read_word_classes([*rules["names"], *rules["grammar"]])
        self._aliases = AliasMaker(vocab, self.nlp.make_doc, self._classes, rules["credits"])
        self._guards = CreditGuards(vocab.strings, ContextRules(vocab.strings, rules["context"]), rules["credits"])
        self._compiled.clear()

    def __call__(self, doc: Doc) -> Doc:
        """Add to `doc.ents` what the credits name.

        Raises:
            InputError: the credits are no credits, or the catalogue can not be opened.
        """
        credits = _credits_given(doc)
        if credits is None:
            return doc
        if self._path is not None:
            credits = self._complete(credits)
        set_credits(doc, credits.to_dict())
        self.require_rules()
        view = view_tokens(doc, self._classes)
        words = fold_words(doc.vocab.strings, view.lowers)
        mentions = find_credit_mentions(view, words, self._names(credits), self._guards)
        old = tuple(doc.ents)
        if old:
            mentions, old = _settled(mentions, old, self.overwrite_ents)
        if mentions:
            spans = [Span(doc, m.start, m.end, label=m.label, kb_id=m.kb_id, span_id=m.rule) for m in mentions]
            write_ents(doc, [*old, *spans])
        return doc

    def _complete(self, credits: Credits) -> Credits:
        """Add what the catalogue knows of the film."""
        complete = self._completed.get(credits)
        if complete is None:
            film = credits.id or credits.title
            known = self._catalogue().credits_of(film) if film else None
            complete = credits if known is None else merged(credits, known)
            if len(self._completed) >= MAX_FILMS:
                self._completed.clear()
            self._completed[credits] = complete
        return complete

    def _catalogue(self) -> Catalogue:
        """Open the catalogue once a process: a connection does not survive a fork."""
        if self._opened is None or self._opened[0] != os.getpid():
            assert self._path is not None
            self._opened = os.getpid(), Catalogue(self._path)
        return self._opened[1]

    def _names(self, credits: Credits) -> CreditNames:
        names = self._compiled.get(credits)
        if names is None:
            if len(self._compiled) >= MAX_FILMS:
                self._compiled.clear()
            names = self._compiled[credits] = self._aliases.make(credits)
        return names


def _credits_given(doc: Doc) -> Credits | None:
    """Give the credits that came with a document."""
    given = credits_of(doc)
    return make_credits(None, given, "doc._.credits") if given else credits_in(doc._context)


def _settled(
    mentions: list[CreditMention], old: tuple[Span, ...], overwrite: bool
) -> tuple[list[CreditMention], tuple[Span, ...]]:
    """Settle between mentions and the entities that stand: a longer title keeps its words."""
    owner = {i: n for n, ent in enumerate(old) for i in range(ent.start, ent.end)}
    lost: set[int] = set()
    won: list[CreditMention] = []
    for mention in mentions:
        rivals = {owner[i] for i in range(mention.start, mention.end) if i in owner}
        if rivals and not overwrite:
            continue
        size = mention.end - mention.start
        if all(len(old[n]) <= size or (mention.label == FILM and old[n].label_ != FILM) for n in rivals):
            lost |= rivals
            won.append(mention)
    return won, tuple(ent for n, ent in enumerate(old) if n not in lost)
