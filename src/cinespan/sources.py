"""Where an entity came from, by the id of the rule that made it."""

from __future__ import annotations

from typing import Final

from cinespan.rules import RuleSet

CREDITS: Final = "credits"
"""The credits that came with the document."""
CATALOGUE: Final = "catalogue"
"""A catalogue of films, where no credits were given."""
PATTERN: Final = "pattern"
"""A name that is always an entity, of `entities.jsonl`."""
CONTEXT: Final = "context"
"""The words around a name, by `context.jsonl`."""
HISTORY: Final = "history"
"""What a name meant before in the same document."""
MODEL: Final = "model"
"""A trained model, where its entities say so: a stock `ner` gives them no id."""
UNKNOWN: Final = "unknown"
"""An entity without a rule: a component that is not ours made it."""
SOURCES: Final = (CREDITS, CATALOGUE, PATTERN, CONTEXT, HISTORY, MODEL, UNKNOWN)
"""All sources, strongest first."""

_PREFIXES: Final = {f"{source}.": source for source in (CREDITS, CATALOGUE, HISTORY, MODEL)}
_CONTEXT_PREFIXES: Final = (
    "film",
    "character",
    "actor",
    "director",
    "composer",
    "writer",
    "crew",
    "shape",
    "listed",
    "outside",
)


def source_of(rule_id: str, rules: RuleSet | None = None) -> str:
    """Tell where an entity came from.

    Args:
        rule_id: `ent.id_`.
        rules: the rules of the pipeline, to tell a rule of one's own in `context.jsonl` whose id does not begin with
            its label and a dot from a name in `entities.jsonl`; without them, the id alone decides.

    Returns:
        One of `SOURCES`.
    """
    if not rule_id:
        return UNKNOWN
    prefix, dot, _ = rule_id.partition(".")
    source = _PREFIXES.get(prefix + dot)
    if source is not None:
        return source
    if rules is not None:
        return CONTEXT if any(row["id"] == rule_id for row in rules["context"]) else PATTERN
    return CONTEXT if dot and prefix in _CONTEXT_PREFIXES else PATTERN


TITLE_BESIDE_CAST: Final = "catalogue.title-beside-cast"
"""The rule of a title of one or of common words, which stands where its cast is named: elsewhere it may be the word."""


def is_settled(rule_id: str) -> bool:
    """Tell whether an entity stands by knowledge of the very film, which the text alone does not overrule."""
    return rule_id.startswith("credits.") or rule_id == TITLE_BESIDE_CAST
