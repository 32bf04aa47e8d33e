"""`film_catalogue`: all names of a catalogue, where no film is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from cinespan.catalogue.index import NameIndex
from cinespan.catalogue.schema import PERSON_NAME
from cinespan.catalogue.store import Catalogue
from cinespan.components.rule_pipe import RulePipe
from cinespan.doc_data import knows_film
from cinespan.doc_entities import write_ents
from cinespan.errors import InputError
from cinespan.finders.catalogue_links import FIRST_NAME_RULE, PERSON_RULE, CatalogueLinks, Evidence, Link, ShortName
from cinespan.finders.catalogue_names import CatalogueName, find_catalogue_names
from cinespan.finders.context_rules import ContextRules
from cinespan.finders.name_shapes import NameRun, is_person, shape_run
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, TokenView, WordClass, read_word_classes
from cinespan.finders.views import view_tokens
from cinespan.labels import FILM
from cinespan.rules import RuleSet

QUOTES = ('"', "“", "”", "«", "»", "``", "''", "'", "‘", "’")
_CAPITAL, _GIVEN = int(WordClass.CAPITAL), int(WordClass.GIVEN_NAME)
_ORDINARY = int(WordClass.COMMON | WordClass.NOT_NAME)


@Language.factory(
    "film_catalogue",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "token.ent_kb_id"],
    default_config={"catalogue": None, "patterns": None, "extend": True},
)
def make_film_catalogue(
    nlp: Language, name: str, catalogue: str | None, patterns: str | None, extend: bool
) -> FilmCatalogue:
    """Make the component that finds the names of a catalogue; it belongs behind `film_names`, whose names are evidence.

    Args:
        nlp: the pipeline.
        name: the component's name.
        catalogue: the path of a catalogue that `cinespan catalogue build` wrote.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
    """
    return FilmCatalogue(nlp, name, catalogue=catalogue, patterns=patterns, extend=extend)


class FilmCatalogue(RulePipe):
    """Finds films, people and characters by name; `ent.kb_id_` is the id, or the name of what has none.

    `ent.id_` is `catalogue.title`, `catalogue.person`, `catalogue.surname`, … Entities that a rule found by the words
    around them keep label and rule, and get the id; what the rules guessed by its shape alone gives way.
    """

    rule_files = ("labels", "context", "names", "grammar")

    def __init__(self, nlp: Language, name: str, *, catalogue: str | None, **options: Any) -> None:
        self._path = catalogue
        self._index: NameIndex | None = None
        super().__init__(nlp, name, **options)

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the word classes and the evidence of the context."""
        strings = self.nlp.vocab.strings
        self._classes = read_word_classes([*rules["names"], *rules["grammar"]])
        self._context = ContextRules(strings, rules["context"])
        self._guesses = {row["id"] for row in rules["context"] if "left" not in row and "right" not in row}
        self._weak = self._guesses | {row["id"] for row in rules["context"] if row.get("weak")}
        self._labels = {row["label"] for row in rules["labels"] if row["kind"] == "entity"}
        self._opening, self._closing = strings.add("("), strings.add(")")
        self._quotes = frozenset(strings.add(mark) for mark in QUOTES)

    def require_catalogue(self) -> NameIndex:
        """Load the catalogue, before the first document that needs it.

        Raises:
            InputError: none was named, or it can not be opened.
        """
        if self._index is None:
            if self._path is None:
                raise InputError(
                    f'{self.name}: name a catalogue: nlp.add_pipe("{self.name}", config={{"catalogue": …}})'
                )
            catalogue = Catalogue(self._path)
            self._index = NameIndex(catalogue)
            self._links = CatalogueLinks(catalogue)
        return self._index

    def __call__(self, doc: Doc) -> Doc:
        """Add to `doc.ents` what the catalogue names, unless the film is known and `film_credits` was there.

        Raises:
            InputError: the catalogue can not be opened.
        """
        self.require_rules()
        index = self.require_catalogue()
        if not len(doc) or knows_film(doc):
            return doc
        view = view_tokens(doc, self._classes)
        names = find_catalogue_names(view, index, self._quotes)
        if not names:
            return doc
        ents = doc.ents
        by_span = {(ent.start, ent.end): ent for ent in ents}
        evidence = [self._evidence(doc, view, name, by_span.get((name.start, name.end))) for name in names]
        links, short = self._links.link(names, evidence)
        if links or short:
            settled = self._settled(doc, ents, links)
            write_ents(doc, self._with_short_names(doc, view, settled, short) if short else settled)
        return doc

    def _evidence(self, doc: Doc, view: TokenView, name: CatalogueName, ent: Span | None) -> Evidence:
        """Ask the rules and the words behind a name what it is."""
        label, founded = "", False
        # of somebody by full name the catalogue knows more than a weak rule
        guesses = self._weak if name.kinds & PERSON_NAME and name.content > 1 else self._guesses
        if ent is not None:
            label, founded = ent.label_, ent.id_ not in guesses
        if not founded and (ent is not None or (name.alone and name.capitals and not name.no_name)):
            run = shape_run(view, name.start, name.end, name.initial)
            if run is None or (run.start, run.end) != (name.start, name.end):
                # more than one word that the rules would have read otherwise
                shape = "FULL_NAME" if name.kinds & PERSON_NAME else "TITLE"
                run = NameRun(name.start, name.end, shape, name.initial) if name.content > 1 else None
            rule = self._context.best(view, run) if run is not None else None
            if rule is not None and rule.id not in guesses:
                label, founded = rule.label, True
        return Evidence(label, founded, self._year_behind(doc, view, name.end), is_person(view, name.start, name.end))

    def _year_behind(self, doc: Doc, view: TokenView, end: int) -> int | None:
        words = view.lowers
        if end + 2 < len(words) and words[end] == self._opening and words[end + 2] == self._closing:
            text = doc[end + 1].text
            return int(text) if len(text) == 4 and text.isdecimal() else None
        return None

    def _settled(self, doc: Doc, ents: Sequence[Span], links: list[Link]) -> list[Span]:
        """Settle between the links that overlap, the longest first, and between them and the entities that stand."""
        owner = {i: n for n, ent in enumerate(ents) for i in range(ent.start, ent.end)}
        lost: set[int] = set()
        taken: set[int] = set()
        won: list[Span] = []
        for link in sorted(links, key=lambda link: (link.start - link.end, link.start)):
            words = range(link.start, link.end)
            rivals = {owner[i] for i in words if i in owner}
            if not taken.isdisjoint(words) or not all(self._gives_way(ents[n], link) for n in rivals):
                continue
            taken.update(words)
            lost |= rivals
            same = next((ents[n] for n in rivals if (ents[n].start, ents[n].end) == (link.start, link.end)), None)
            rule = link.rule
            if same is not None and same.label_ == link.label and same.id_ not in self._guesses:
                rule = same.id_
            won.append(Span(doc, link.start, link.end, label=link.label, kb_id=link.kb_id, span_id=rule))
        return [ent for n, ent in enumerate(ents) if n not in lost] + won

    def _gives_way(self, ent: Span, link: Link) -> bool:
        """Tell whether an entity gives way: a guess, one of the same words, or one inside of a title."""
        if ent.label_ not in self._labels or ent.kb_id_:
            return False
        guess = ent.id_ in (self._weak if link.rule == PERSON_RULE else self._guesses)
        if (ent.start, ent.end) == (link.start, link.end):
            # a title that the catalogue knows as a person alone is none
            return guess or ent.label_ in (link.label, FILM)
        if link.start <= ent.start and ent.end <= link.end:
            return guess or link.label == FILM or ent.label_ == link.label
        # a longer title may be one that the catalogue does not have
        return guess and FILM not in (ent.label_, link.label)

    def _with_short_names(self, doc: Doc, view: TokenView, ents: list[Span], short: dict[int, ShortName]) -> list[Span]:
        """Add the first and last names of the people of a film that the text speaks of."""
        owner = {i: ent for ent in ents for i in range(ent.start, ent.end)}
        # what a full name in the text says of its parts is for the history of the document
        full = {view.lowers[i] for i, ent in owner.items() if len(ent) > 1 and ent.label_ != FILM}
        lost: set[int] = set()
        found: list[Span] = []
        classes = view.classes
        for i in [i for i, word in enumerate(view.lowers) if word in short and classes[i] & _CAPITAL]:
            meant, ent, bits = short[view.lowers[i]], owner.get(i), classes[i]
            if view.lowers[i] in full or (meant.rule == FIRST_NAME_RULE and bits & _GIVEN):
                # "Tom" is rather somebody in the story than Mr. Hanks
                continue
            if ent is not None:
                if len(ent) > 1 or ent.kb_id_ or not (ent.id_ in self._guesses or ent.label_ == meant.label):
                    continue
                lost.add(i)
            elif bits & _ORDINARY or self._is_part_of_a_name(view, i):
                continue
            rule = meant.rule if ent is None or ent.id_ in self._guesses else ent.id_
            found.append(Span(doc, i, i + 1, label=meant.label, kb_id=meant.kb_id, span_id=rule))
        return [ent for ent in ents if ent.start not in lost] + found

    def _is_part_of_a_name(self, view: TokenView, i: int) -> bool:
        beside = (j for j in (i - 1, i + 1) if 0 <= j < len(view.classes))
        return any(view.classes[j] & NAME_CASE and not view.classes[j] & FUNCTION_WORD for j in beside)
