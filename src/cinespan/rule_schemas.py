"""What a row of each pattern file may hold, and the check of one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cinespan.errors import RuleError
from cinespan.labels import NAME_SHAPES, OUTSIDE, POLARITIES

PARTS_OF_SPEECH = ("ADJ", "ADV", "NOUN", "VERB")
"""The part of speech of an aspect or opinion term, by the name that Universal Dependencies gives it."""

TAKES = ("subject", "object", "either", "next")
"""Where a verb or a participle finds its aspect: "the score soars", "I loved the score"."""

OF_PERSONS = ("never", "predicate")
"""Where an opinion term judges the work of a person by name, if not everywhere: "gorgeous" never, "poor" as that."""

MODIFIER_LABELS = (
    *("NEGATOR", "PSEUDO_NEGATOR", "EXCESS", "IRREALIS", "EXPECTATION", "PARTITIVE", "PLAIN", "INTENSIFIER", "HEDGE"),
    *("BREAK", "STORY"),
)
"""What a word that modifies a judgement does to it."""

NEIGHBOUR_LABELS = (
    *("BEFORE_OPINION", "SECOND_BEFORE_OPINION", "AFTER_OPINION", "SECOND_AFTER_OPINION"),
    *("BEFORE_ASPECT", "SECOND_BEFORE_ASPECT", "AFTER_ASPECT", "SECOND_AFTER_ASPECT"),
)
"""What is weighed of the words beside the two terms of a pair."""
WEIGHT_LABELS = ("BIAS", "RELATION", "DISTANCE", "OPINION", "ASPECT", *NEIGHBOUR_LABELS)
"""What is weighed of a pair of an opinion and an aspect term."""

TITLE_WORDS = ("ARTICLE", "JOINER", "ARTICLE_JOINER", "NUMERAL", "LEAD_IN", "TALLIED", "HEADING")
"""The labels of `names.jsonl` that are asked for inside a name alone. They are no word classes, of which an int holds
but 64."""


@dataclass(frozen=True)
class Schema:
    """The shape of a row: every file has `id` and `label`, most have `pattern`."""

    labels: tuple[str, ...] | str
    """The labels allowed; "entity" or "category" means those that `labels.jsonl` declares."""
    required: tuple[str, ...] = ("pattern",)
    optional: tuple[str, ...] = ()
    phrase_keys: tuple[str, ...] = ("pattern",)
    case_sensitive: bool = False
    whole: bool = False
    """The rows belong together: a user's file stands in for the shipped one, and is not laid over it."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


SCHEMAS: dict[str, Schema] = {
    "labels": Schema(
        labels="any",
        required=("kind", "description"),
        optional=("aspect", "story"),
        phrase_keys=("label",),
        case_sensitive=True,
        choices={"kind": ("entity", "category")},
    ),
    "entities": Schema(labels="entity", case_sensitive=True),
    "context": Schema(
        labels="entity", optional=("left", "right", "weak", "strong"), phrase_keys=("label", "left", "pattern", "right")
    ),
    "names": Schema(
        labels=(
            "GIVEN_NAME",
            "SURNAME",
            "HONORIFIC",
            "PARTICLE",
            "COMMON",
            "NOT_NAME",
            "ROLE",
            "COUNTED",
            "OPENER",
            *TITLE_WORDS,
        ),
        phrase_keys=("label", "pattern"),
    ),
    "grammar": Schema(
        labels=(
            "DETERMINER",
            "PREPOSITION",
            "COORDINATOR",
            "PERSON_PRONOUN",
            "THING_PRONOUN",
            "VIEWER",
            "EXPLETIVE",
            "RELATIVIZER",
            "COPULA",
            "BE",
            "HAVE",
            "ADVERB",
            "AGENT",
            "GENITIVE",
            "PURPOSE",
            "VERBAL",
            "JUDGE",
            "AUXILIARY",
            "COMMA",
            "PUNCTUATION",
            "TERMINAL",
            "POSSESSIVE",
            "HYPHEN",
            "OPENING",
            "CLOSING",
            "QUESTION",
            "DEFINITE",
            "CONTRAST",
            "THING_OWNER",
            "PERSON_OWNER",
            "INTERROGATIVE",
            "PERCEPTION",
            "WITH",
            "EXEMPLIFIER",
            "QUALITY",
            "MANNER",
            "ECHO",
            "EQUATIVE",
            "STANDARD",
            "COLON",
            "LIKENESS",
            "WITHIN",
            "NOTHING",
            *("COMPARATIVE", "POSSIBILITY", "EXPERIENCE", "EXTENT"),
        ),
        phrase_keys=("label", "pattern"),
    ),
    "relations": Schema(
        labels=("PLAYS", "MADE"),
        required=("left", "pattern", "right"),
        phrase_keys=("label", "left", "pattern", "right"),
    ),
    "credits": Schema(labels=("WORD", "SUBJECT", "SUFFIX", "NO_PART", "NUMERAL"), phrase_keys=("label", "pattern")),
    "aspects": Schema(
        labels="category",
        optional=("pos", "story", "genre", "open", "mass", "plural"),
        choices={"pos": PARTS_OF_SPEECH},
    ),
    "opinions": Schema(
        labels=POLARITIES,
        required=("pattern", "pos", "intensity"),
        optional=("takes", "category", "moment", "person", "swayed", "evidence", "genres"),
        choices={"pos": PARTS_OF_SPEECH, "takes": TAKES, "person": OF_PERSONS},
    ),
    "modifiers": Schema(
        labels=MODIFIER_LABELS,
        optional=("intensity",),
        phrase_keys=("label", "pattern"),
    ),
    "weights": Schema(
        labels=WEIGHT_LABELS,
        required=("pattern", "weight"),
        optional=("evidence",),
        phrase_keys=("label", "pattern"),
        case_sensitive=True,
        whole=True,
    ),
}

_TYPES: dict[str, tuple[type, ...]] = {
    "intensity": (int, float),
    "story": (bool,),
    "open": (bool,),
    "plural": (bool,),
    "swayed": (bool,),
    "drop": (bool,),
    "evidence": (dict,),
    "genres": (dict,),
    "weak": (bool,),
    "strong": (bool,),
    "weight": (int, float),
}


def check_row(name: str, row: Any, where: str, declared: Mapping[str, str]) -> None:
    """Refuse a row that does not have the shape of its file.

    Args:
        name: the file's stem, a key of `SCHEMAS`.
        row: the parsed JSON value.
        where: `file:line`, the begin of the message.
        declared: the labels of `labels.jsonl` and their kind, entity or category.

    Raises:
        RuleError: the row is no object; a key is unknown, missing, empty or of a wrong type; a label, category,
            polarity or other choice is unknown.
    """
    schema = SCHEMAS[name]
    if not isinstance(row, dict):
        raise RuleError(f"{where}: a row is a JSON object, not {type(row).__name__}")
    if row.get("drop") is True and set(row) == {"id", "drop"} and isinstance(row["id"], str):
        return
    keys = ("id", "label", *schema.required)
    for key in keys:
        if key not in row:
            raise RuleError(f"{where}: the key {key!r} is missing; a row of {name}.jsonl needs {', '.join(keys)}")
    for key, value in row.items():
        if key not in keys and key not in schema.optional:
            raise RuleError(f"{where}: unknown key {key!r}; allowed are {', '.join((*keys, *schema.optional))}")
        _check_value(key, value, where, token_patterns=name == "entities")
        if key in schema.choices and value not in schema.choices[key]:
            raise RuleError(f"{where}: unknown {key} {value!r}; one of {', '.join(schema.choices[key])}")
    _check_label(schema, row, where, declared)


def _check_value(key: str, value: Any, where: str, *, token_patterns: bool) -> None:
    if key == "pattern" and token_patterns and isinstance(value, list):
        if not value or not all(isinstance(token, dict) for token in value):
            raise RuleError(f"{where}: a token pattern is a list of objects and not empty")
        return
    wanted = _TYPES.get(key, (str,))
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        raise RuleError(f"{where}: {key!r} must be {' or '.join(t.__name__ for t in wanted)}, not {value!r}")
    if key == "genres" and isinstance(value, dict) and not (value and set(value.values()) <= set(POLARITIES)):
        raise RuleError(f"{where}: {key!r} maps a genre to one of {', '.join(POLARITIES)}, not {value!r}")
    if isinstance(value, str) and not value.strip():
        raise RuleError(f"{where}: {key!r} is empty; write a phrase or leave the row out")
    if key == "intensity" and isinstance(value, (int, float)) and not 0 <= value <= 2:
        raise RuleError(f"{where}: an intensity lies between 0 and 2, not {value}")


def _check_label(schema: Schema, row: dict[str, Any], where: str, declared: Mapping[str, str]) -> None:
    label = row["label"]
    if isinstance(schema.labels, tuple):
        allowed = schema.labels
    elif schema.labels == "any":
        allowed = (label,)
    else:
        allowed = tuple(name for name, kind in declared.items() if kind == schema.labels)
    if schema is SCHEMAS["context"]:
        allowed = (*allowed, OUTSIDE)
        shapes = (*NAME_SHAPES, "PERSON")
        if unknown := [shape for shape in row["pattern"].split("|") if shape not in shapes]:
            raise RuleError(f"{where}: unknown shape {unknown[0]!r} in the pattern; of {', '.join(shapes)}")
    if label not in allowed:
        raise RuleError(f"{where}: unknown label {label!r}; one of {', '.join(allowed)}")
    if schema is SCHEMAS["relations"]:
        entities = [name for name, kind in declared.items() if kind == "entity"]
        for side in ("left", "right"):
            if unknown := [name for name in row[side].split("|") if name not in entities]:
                raise RuleError(f"{where}: unknown label {unknown[0]!r} in {side!r}; of {', '.join(entities)}")
    for key in ("category", "moment", "mass", "aspect"):
        if key in row and declared and declared.get(row[key]) != "category":
            categories = [name for name, kind in declared.items() if kind == "category"]
            raise RuleError(f"{where}: unknown category {row[key]!r}; one of {', '.join(categories)}")
