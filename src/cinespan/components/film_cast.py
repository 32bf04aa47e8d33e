"""`film_cast`: one name for all mentions of a person, a character or a film, and who plays whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from cinespan.components.finder_pipe import FinderPipe
from cinespan.components.rule_pipe import RulePipe
from cinespan.credits import MAKERS, Credits
from cinespan.doc_data import credits_of, register_cast, set_cast
from cinespan.doc_entities import text_of
from cinespan.finders.cast import PERSON, CastEntry, NamedSpan, best_mention, find_cast
from cinespan.finders.credit_names import split_part
from cinespan.finders.relation_rules import RelationRules
from cinespan.finders.tokens import TokenView, read_word_classes
from cinespan.finders.views import view_all
from cinespan.labels import CHARACTER, FILM
from cinespan.rules import RuleSet

register_cast()


@Language.factory(
    "film_cast",
    requires=["doc.ents"],
    assigns=["doc._.cast"],
    default_config={"patterns": None, "extend": True},
)
def make_film_cast(nlp: Language, name: str, patterns: str | None, extend: bool) -> FilmCast:
    """Make the component that puts the mentions of one person, character or film together.

    Args:
        nlp: the pipeline.
        name: the component's name.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
    """
    return FilmCast(nlp, name, patterns=patterns, extend=extend)


class FilmCast(RulePipe, FinderPipe[list[dict[str, Any]]]):
    """Writes `doc._.cast`, a list of plain dicts in the order of the text; entities that are not ours stay out of it.

    Each has `name` (the canonical name: that of the credits, else the mention that says most), `labels`, `kb_id` (empty
    where nobody gave one), `mentions` (offsets in characters, end exclusive) and `links`: `relation` (`plays`,
    `played_by`, `made`, `made_by`), the `name` of the other, who need not be mentioned, and the `rule` that says so.
    """

    rule_files = ("labels", "names", "grammar", "credits", "relations")

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the word classes and the relation rules."""
        strings = self.nlp.vocab.strings
        self._classes = read_word_classes([*rules["names"], *rules["grammar"]])
        self._relations = RelationRules(strings, rules["relations"])
        self._labels = {strings.add(row["label"]): row["label"] for row in rules["labels"] if row["kind"] == "entity"}
        self._no_parts = {row["pattern"].lower() for row in rules["credits"] if row["label"] == "NO_PART"}
        self._colon = strings.add(":")

    def find_in(self, docs: Sequence[Doc]) -> list[list[dict[str, Any]]]:
        """Find the cast of each document."""
        views = view_all(docs, self._classes)
        return [self._cast(doc, view) for doc, view in zip(docs, views, strict=True)]

    def write(self, doc: Doc, found: list[dict[str, Any]]) -> None:
        """Set the cast."""
        set_cast(doc, found)

    def _cast(self, doc: Doc, view: TokenView) -> list[dict[str, Any]]:
        ents = [ent for ent in doc.ents if ent.label in self._labels]
        if not ents:
            return []
        spans = [
            NamedSpan(ent.start, ent.end, self._labels[ent.label], ent.kb_id_ if ent.kb_id else "") for ent in ents
        ]
        entries = find_cast(view, spans, self._relations, self._colon)
        offsets = [[ent.start_char, ent.end_char] for ent in ents]
        given = credits_of(doc)
        credits = Credits.from_dict(given) if given else None
        known = _names_by_id(credits, self._no_parts) if credits else {}
        names = [known.get(entry.kb_id) or _name_in(doc, view, spans, entry) for entry in entries]
        cast = [
            {
                "name": name,
                "labels": list(dict.fromkeys(spans[n].label for n in entry.mentions)),
                "kb_id": entry.kb_id,
                "mentions": [offsets[n] for n in entry.mentions],
                "links": [
                    {"relation": link.relation, "name": names[link.other], "rule": link.rule} for link in entry.links
                ],
            }
            for name, entry in zip(names, entries, strict=True)
        ]
        if credits:
            _link_by_credits(cast, entries, credits, self._no_parts)
        return cast


def _name_in(doc: Doc, view: TokenView, spans: list[NamedSpan], entry: CastEntry) -> str:
    mentions = entry.mentions
    start, end = spans[mentions[0] if len(mentions) == 1 else best_mention(view, spans, mentions)][:2]
    return text_of(doc, start, end)


def _names_by_id(credits: Credits, no_parts: Collection[str]) -> dict[str, str]:
    """Give the canonical name of each id; what has no id is called by its name itself."""
    people = [part.actor for part in credits.cast]
    people += [person for key in MAKERS for person in getattr(credits, key)]
    names = {person.id or person.name: person.name for person in people}
    for part in credits.cast:
        for character in split_part(part.character, no_parts) if part.character else ():
            names.setdefault(character, character)
    if credits.title:
        names[credits.id or credits.title] = credits.title
    return names


def _link_by_credits(
    cast: list[dict[str, Any]], entries: list[CastEntry], credits: Credits, no_parts: Collection[str]
) -> None:
    """Link what the credits link, wherever one of the two is mentioned."""
    places = {(entry.kind, entry.kb_id): n for n, entry in enumerate(entries) if entry.kb_id}

    def add(place: int | None, relation: str, name: str, rule: str) -> None:
        if place is not None:
            # the credits say it better than the text
            links = [link for link in cast[place]["links"] if (link["relation"], link["name"]) != (relation, name)]
            cast[place]["links"] = [*links, {"relation": relation, "name": name, "rule": rule}]

    for part in credits.cast:
        actor = places.get((PERSON, part.actor.id or part.actor.name))
        for character in split_part(part.character, no_parts) if part.character else ():
            add(actor, "plays", character, "credits.cast")
            add(places.get((CHARACTER, character)), "played_by", part.actor.name, "credits.cast")
    if credits.title:
        film = places.get((FILM, credits.id or credits.title))
        for key in MAKERS:
            for person in getattr(credits, key):
                add(places.get((PERSON, person.id or person.name)), "made", credits.title, f"credits.{key}")
                add(film, "made_by", person.name, f"credits.{key}")
