"""What a catalogue knows of the names in a text: which of them stand, as what, and for whom.

A title of one word or of common words stands on evidence alone: a rule that found a title there, a year behind it, or
a member of its cast in the same text. A name that several films or people have is linked by such co-mentions too. A
film that the text is about, by its title or by two of its people, gives the surnames of its cast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from spacy.strings import get_string_id

from cinespan.catalogue.schema import CAST, CHARACTER_NAME, COMPOSER, CREW, DIRECTOR, FILM_NAME, PERSON_NAME, WRITER
from cinespan.catalogue.store import Catalogue
from cinespan.finders.catalogue_names import CatalogueName
from cinespan.labels import ACTOR, CHARACTER, FILM, OUTSIDE
from cinespan.sources import TITLE_BESIDE_CAST

ROLE_LABELS = {CAST: ACTOR, DIRECTOR: "DIRECTOR", COMPOSER: "COMPOSER", WRITER: "WRITER", CREW: "CREW"}
"""The entity label of each role."""
TITLE_RULE, PERSON_RULE, CHARACTER_RULE = "catalogue.title", "catalogue.person", "catalogue.character"
YEAR_RULE = "catalogue.title-with-year"
SURNAME_RULE, FIRST_NAME_RULE = "catalogue.surname", "catalogue.first-name"
MAX_CACHED = 20_000
"""People and films that are remembered between documents."""
MIN_TITLE_WITH_PLACE = 3
"""A place or a month is a title beside two words more alone: "Hong Kong" is none."""
MIN_PEOPLE = 2
"""A text that names so many people of one film, and of no other, is taken to speak of it."""


class Link(NamedTuple):
    """A name that stands, with the label and the rule that it gets and the id that it leads to, "" where unsettled."""

    start: int
    end: int
    label: str
    rule: str
    kb_id: str


class Evidence(NamedTuple):
    """What the text says of a name, besides its spelling."""

    label: str = ""
    """The label of the entity that stands on these very words, or that the context gives them."""
    founded: bool = False
    """It comes from more than the shape of the words."""
    year: int | None = None
    """The year in brackets behind it."""
    person_shape: bool = False
    """It is written like somebody's full name."""


class ShortName(NamedTuple):
    """What one word of a name means in a text that speaks of a film."""

    label: str
    rule: str
    kb_id: str


class CatalogueLinks:
    """Links names by a catalogue, with what was looked up before; pickles as the catalogue.

    Args:
        catalogue: the catalogue.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._roles = lru_cache(MAX_CACHED)(catalogue.credits_of_person)
        self._film = lru_cache(MAX_CACHED)(catalogue.film)
        self._person = lru_cache(MAX_CACHED)(catalogue.person)
        self._short_names = lru_cache(MAX_CACHED)(self._read_short_names)

    def __reduce__(self) -> tuple[type[CatalogueLinks], tuple[Catalogue]]:
        """Pickle without what is remembered."""
        return CatalogueLinks, (self.catalogue,)

    def link(self, names: list[CatalogueName], evidence: list[Evidence]) -> tuple[list[Link], dict[int, ShortName]]:
        """Settle which names stand.

        Args:
            names: the names that were found.
            evidence: what the text says of each.

        Returns:
            The names that stand, overlaps included; and by the id of a word, what it means alone where the text speaks
            of a film of the catalogue.
        """
        pairs = list(zip(names, evidence, strict=True))
        people = {ref for name, said in pairs if stands_as_person(name, said) for ref in name.refs_of(PERSON_NAME)}
        films = Counter(film for person in people for film in {film for film, _ in self._roles(person)})
        rules = {n: self._title_rule(name, said, films) for n, (name, said) in enumerate(pairs)}
        titles = {n: self._films_meant(name, said, films) for n, (name, said) in enumerate(pairs) if rules[n]}
        mentioned = {film for candidates in titles.values() for film in candidates}
        links: list[Link] = []
        for n, (name, said) in enumerate(pairs):
            if n in titles:
                links.append(Link(name.start, name.end, FILM, rules[n], self._film_id(titles[n])))
            elif stands_as_person(name, said):
                links.append(self._person_link(name, said, mentioned))
            elif _stands_as_character(name, said, mentioned, films):
                links.append(Link(name.start, name.end, CHARACTER, CHARACTER_RULE, ""))
        short: dict[int, ShortName] = {}
        for film in self._subjects(titles.values(), films):
            short = {**self._short_names(film), **short}
        return links, short

    def _title_rule(self, name: CatalogueName, said: Evidence, films: Counter[int]) -> str:
        """Give the rule by which a name stands as a title, "" where it does not."""
        if not name.kinds & FILM_NAME:
            return ""
        if said.label == FILM and (said.founded or name.content > 1 or name.capitals):
            return TITLE_RULE
        if said.founded:
            return ""
        if said.year is not None and any(self._film(film)[2] == said.year for film in name.refs_of(FILM_NAME)):
            return YEAR_RULE
        if said.person_shape or (said.label and name.kinds & (PERSON_NAME | CHARACTER_NAME)):
            # "Annie Hall" is a title and a character, and the text does not tell
            return ""
        if not name.capitals or not name.alone or (name.no_name and name.content < MIN_TITLE_WITH_PLACE):
            return ""
        if name.content > 1 and (name.capitals > 1 or not name.known):
            return TITLE_RULE
        if name.end - name.start > 1 and not name.known:
            # "The Godfather", within a sentence
            return TITLE_RULE
        # a word alone, or "The End": only beside its cast
        beside = not said.label and any(film in films for film in name.refs_of(FILM_NAME))
        return TITLE_BESIDE_CAST if beside else ""

    def _films_meant(self, name: CatalogueName, said: Evidence, films: Counter[int]) -> list[int]:
        """Give the films that a title may mean here: by the year behind it, else by the people in the text."""
        candidates = name.refs_of(FILM_NAME)
        if said.year is not None:
            candidates = [film for film in candidates if self._film(film)[2] == said.year] or candidates
        most = max((films[film] for film in candidates), default=0)
        return [film for film in candidates if films[film] == most] if most else candidates

    def _film_id(self, candidates: list[int]) -> str:
        if len(candidates) != 1:
            return ""
        film_id, title, _ = self._film(candidates[0])
        return film_id or title or ""

    def _person_link(self, name: CatalogueName, said: Evidence, mentioned: set[int]) -> Link:
        people = name.refs_of(PERSON_NAME)
        here = [person for person in people if any(film in mentioned for film, _ in self._roles(person))]
        if len(people) > 1 and len(here) == 1:
            people = here
        keeps = said.founded and said.label not in (FILM, OUTSIDE)
        label = said.label if keeps else self._role_label(people, mentioned)
        return Link(name.start, name.end, label, PERSON_RULE, self._person_id(people[0]) if len(people) == 1 else "")

    def _person_id(self, person: int) -> str:
        person_id, name = self._person(person)
        return person_id or name

    def _role_label(self, people: Iterable[int], mentioned: set[int]) -> str:
        """Give the label of what somebody does most: in the films that the text names, else in all."""
        here: Counter[int] = Counter()
        ever: Counter[int] = Counter()
        for person in people:
            for film, role in self._roles(person):
                ever[role] += 1
                here[role] += film in mentioned
        roles = +here or ever
        return ROLE_LABELS[max(roles, key=lambda role: (roles[role], -role))] if roles else ACTOR

    def _subjects(self, titles: Iterable[list[int]], films: Counter[int]) -> list[int]:
        """Give the films that the text speaks of, those with most people in it first."""
        named = {candidates[0] for candidates in titles if len(candidates) == 1}
        best = films.most_common(2)
        if best and best[0][1] >= MIN_PEOPLE and (len(best) == 1 or best[0][1] > best[1][1]):
            named.add(best[0][0])
        return sorted(named, key=lambda film: (-films[film], film))

    def _read_short_names(self, film: int) -> dict[int, ShortName]:
        """Give the first and last names in the credits of a film, by the ids of the lower-cased words."""
        found: dict[int, ShortName] = {}
        taken: set[int] = set()
        for role, person, name in self.catalogue.people_of_film(film):
            parts = [part for part in name.split() if part.isalpha() or "-" in part]
            if len(parts) < 2:
                continue
            for part, rule in ((parts[-1], SURNAME_RULE), (parts[0], FIRST_NAME_RULE)):
                key = get_string_id(part.lower())
                label, kb_id = ROLE_LABELS[role], self._person_id(person)
                known = found.get(key)
                if known is not None and known.kb_id != kb_id:
                    # two people of the film have the name
                    label, kb_id = (label, "") if known.label == label else ("", "")
                found[key] = ShortName(label, rule, kb_id)
        for character in self.catalogue.characters_of_film(film):
            taken.update(get_string_id(part.lower()) for part in character.split())
        return {key: short for key, short in found.items() if short.label and key not in taken}


def stands_as_person(name: CatalogueName, said: Evidence) -> bool:
    """Tell whether a name stands for a person: one of several words, or one word that a rule found a person in."""
    if not name.kinds & PERSON_NAME or (said.label == FILM and name.kinds & FILM_NAME):
        return False
    if name.content > 1:
        return bool(name.capitals) and not (name.known and not said.label)
    return said.founded and said.label not in (FILM, CHARACTER, OUTSIDE)


def _stands_as_character(name: CatalogueName, said: Evidence, mentioned: set[int], films: Counter[int]) -> bool:
    if not name.kinds & CHARACTER_NAME or name.content < 2 or not name.capitals:
        return False
    if said.founded:
        return said.label == CHARACTER
    return bool(said.label) or any(film in mentioned or film in films for film in name.refs_of(CHARACTER_NAME))
