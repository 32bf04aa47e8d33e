"""What the lexicons say of a term, as small frozen records that the linking reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

NEXT = "next"
"""`takes` of a term that judges nothing but the aspect term right behind it: "no plot"."""


@dataclass(frozen=True, slots=True)
class AspectEntry:
    """A row of `aspects.jsonl`, or an entity label that stands for an aspect."""

    category: str
    rule: str
    pos: str = "NOUN"
    story: bool = False
    """It as often names something inside the story."""
    entity: str = ""
    """The label, where an entity is the aspect term."""
    genre: str = ""
    """The genre that it gives to the text ("horror film"), or nothing."""
    open: bool = False
    """The opinion names the category: "funny moments" are HUMOR, "creepy moments" TONE."""
    mass: str = ""
    """The category where no article makes it one thing: "comedy is forced" is HUMOR, "a forced comedy" the film."""
    plural: bool = False
    """Its form is that of a plural, so that "it" is something else."""

    @classmethod
    def from_label(cls, row: Mapping[str, Any]) -> AspectEntry:
        """Read a row of `labels.jsonl` for an entity label that stands for an aspect."""
        return cls(row["aspect"], row["id"], story=row.get("story", False), entity=row["label"])

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> AspectEntry:
        """Read a row of `aspects.jsonl`."""
        return cls(
            row["label"],
            row["id"],
            row.get("pos", "NOUN"),
            row.get("story", False),
            genre=row.get("genre", ""),
            open=row.get("open", False),
            mass=row.get("mass", ""),
            plural=row.get("plural", row["pattern"].endswith("s") and not row["pattern"].endswith("ss")),
        )


@dataclass(frozen=True, slots=True)
class OpinionEntry:
    """A row of `opinions.jsonl`."""

    polarity: str
    rule: str
    pos: str
    intensity: float
    takes: str
    """For a verb or a participle: the aspect is its "subject", its "object", or "either", the object first, or
    what comes "next" and nothing else."""
    category: str
    """The aspect category that the term alone names ("overlong": PACING), or nothing."""
    genres: tuple[tuple[str, str], ...] = ()
    """Pairs of a genre and the polarity that the term has there: "gross" praises a horror film."""
    moment: str = ""
    """The category of a moment that it describes ("funny": HUMOR), or nothing."""
    person: str = ""
    """Where it judges a person's work: "never" (looks), as a "predicate" only ("poor Voss" pities), or anywhere."""
    swayed: bool = False
    """The rest of the review decides its sign: a "disturbing" film may be praised."""

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> OpinionEntry:
        """Read a row of `opinions.jsonl`."""
        return cls(
            row["label"],
            row["id"],
            row["pos"],
            row["intensity"],
            row.get("takes", ""),
            row.get("category", ""),
            tuple(row.get("genres", {}).items()),
            row.get("moment", ""),
            row.get("person", ""),
            row.get("swayed", False),
        )


@dataclass(frozen=True, slots=True)
class ModifierEntry:
    """A row of `modifiers.jsonl`."""

    label: str
    rule: str
    factor: float
    """What an intensifier or a hedge multiplies the intensity with."""

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> ModifierEntry:
        """Read a row of `modifiers.jsonl`."""
        return cls(row["label"], row["id"], row.get("intensity", 1.0))


class AspectTerm(NamedTuple):
    """An aspect term in the text: tokens, end exclusive, and what it is."""

    start: int
    end: int
    entry: AspectEntry
