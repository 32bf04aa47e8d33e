"""The rows of `entities.jsonl` as an entity ruler takes them, each name also in its other spellings."""

from __future__ import annotations

from cinespan.labels import FILM
from cinespan.rules import Row, RuleSet

MIN_NAME_LENGTH = 3
"""Shorter words in lower case may be anything."""


def entity_rows(rules: RuleSet) -> list[Row]:
    """Give the rows of `entities.jsonl` as spaCy's `entity_ruler` takes them, each name also in its other spellings.

    Reviewers put titles in capitals ("MULHOLLAND DRIVE"), begin the small words of a title with one ("Night Of The
    Living Dead") or none but the first ("Shaun of the dead"). Some write all in lower case; there a person's name of
    several words counts, one of which must mean nothing else ("nick nolte", but not "will smith").
    """
    rows = [{key: row[key] for key in ("label", "pattern", "id")} for row in rules["entities"]]
    written = {row["pattern"] for row in rows if isinstance(row["pattern"], str)}
    grammar = {row["pattern"].lower() for row in rules.get("grammar", ())}
    openers, words = set(grammar), grammar
    for row in rules.get("names", ()):
        if row["label"] == "OPENER":
            openers.add(row["pattern"].lower())
        if row["label"] not in ("GIVEN_NAME", "SURNAME"):
            words.add(row["pattern"].lower())
    for row in list(rows):
        name = row["pattern"]
        if isinstance(name, str):
            forms = _title_spellings(name, openers) if row["label"] == FILM else _person_spellings(name, words)
            forms -= written
            rows += [{**row, "pattern": form} for form in sorted(forms)]
            written |= forms
    return rows


def _title_spellings(title: str, openers: set[str]) -> set[str]:
    words = title.split(" ")
    forms = {title.upper(), " ".join(word[:1].upper() + word[1:] for word in words)}
    if len(words) > 2 and words[0].lower() not in openers:
        # "Apart from that" begins a sentence
        forms.add(title.capitalize())
    return forms


def _person_spellings(name: str, words: set[str]) -> set[str]:
    lower = name.lower().split(" ")
    if len(lower) == 1 or all(word in words or len(word) < MIN_NAME_LENGTH for word in lower):
        return set()
    return {" ".join(lower)}
