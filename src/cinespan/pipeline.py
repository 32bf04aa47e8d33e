"""`cinespan.load()`: the ready pipeline."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Config

from cinespan.catalogue.store import Catalogue
from cinespan.credits import Credits
from cinespan.doc_data import set_credits
from cinespan.finders.voting import LAYER_PREFIX
from cinespan.garbage import garbage_kept
from cinespan.listed_names import entity_rows
from cinespan.rules import Row, read_rules
from cinespan.sources import CATALOGUE, CONTEXT, CREDITS, PATTERN

RULE_SECTIONS = (
    "components.film_sentences",
    "components.film_credits",
    "components.film_names",
    "components.film_history",
    "components.film_cast",
    "components.film_opinions",
    "initialize.components.entity_ruler.patterns",
)
"""The sections of the config that name a folder of patterns."""
OPEN_MODE = """
[components.film_catalogue]
factory = "film_catalogue"
catalogue = null
"""
"""What a catalogue adds to the config: all its names, for texts that come without a film."""
LAYERED = {
    "entity_ruler": PATTERN,
    "film_credits": CREDITS,
    "film_catalogue": CATALOGUE,
    "film_names": CONTEXT,
}
"""The components that find entities by themselves, and the source that each of them is."""


@util.registry.readers("cinespan.entity_patterns.v1")  # type: ignore[untyped-decorator]  # spaCy has no types here
def read_entity_patterns(patterns: str | None = None, extend: bool = True) -> list[Row]:
    """Read `entities.jsonl` for `[initialize.components.entity_ruler.patterns]` of a config.

    Args:
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules.
    """
    return entity_rows(read_rules(patterns, extend=extend))


@garbage_kept()
def load(
    patterns: str | Path | None = None,
    *,
    extend: bool = True,
    catalogue: str | Path | None = None,
    vocab: Vocab | bool = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: dict[str, Any] | Config | None = None,
    layers: bool = False,
) -> Language:
    """Load the pipeline; `spacy.load("cinespan")` does the same.

    Args:
        patterns: a folder of pattern files of your own; None for the shipped rules alone.
        extend: lay the folder over the shipped rules; False takes each file that the folder has instead of the
            shipped one of that name.
        catalogue: a catalogue that `cinespan catalogue build` wrote: a text that comes with the id or the title of its
            film is read with the credits of that film, and any other with all names of the catalogue.
        vocab: a vocabulary to share, or True for a new one.
        disable: components to load and leave out of the run.
        enable: components to keep, the others being disabled.
        exclude: components not to load.
        config: overrides of the pipeline's config, as for `spacy.load`.
        layers: let each source find its entities by itself, keep them in `doc.spans["ents.context"]` and the like, and
            decide by a vote, see `add_layers`.

    Returns:
        A `Language` on English, ready to run: nothing is downloaded and nothing needs `initialize()`.

    Raises:
        RuleError: the folder or a row in it is refused; the message names `file:line`.
        InputError: the catalogue can not be opened.
    """
    rules = read_rules(patterns, extend=extend)
    overrides = util.dict_to_dot(config or {})
    if patterns is not None:
        open_mode = () if catalogue is None else ("components.film_catalogue",)
        for section in (*RULE_SECTIONS, *open_mode):
            overrides.setdefault(f"{section}.patterns", str(patterns))
            overrides.setdefault(f"{section}.extend", extend)
    text = importlib.resources.files("cinespan").joinpath("pipeline.cfg").read_text(encoding="utf-8")
    if catalogue is not None:
        # a wrong path is told now, and not at the first text
        Catalogue(catalogue).close()
        text += OPEN_MODE
        for name in ("film_credits", "film_catalogue"):
            overrides.setdefault(f"components.{name}.catalogue", str(catalogue))
        names = list(Config().from_str(text)["nlp"]["pipeline"])
        names.insert(names.index("film_names") + 1, "film_catalogue")
        overrides.setdefault("nlp.pipeline", names)
    settings = Config().from_str(text, overrides=overrides)
    nlp = util.load_model_from_config(
        settings, meta=_meta(), vocab=vocab, disable=disable, enable=enable, exclude=exclude, auto_fill=True
    )
    if "entity_ruler" in nlp.component_names:
        ruler = nlp.get_pipe("entity_ruler")
        assert isinstance(ruler, SpanRuler)
        ruler.add_patterns(entity_rows(rules))
    if layers:
        add_layers(nlp)
    return nlp


def _meta() -> dict[str, Any]:
    """Give what `nlp.meta` and a package made of the pipeline say of it."""
    package = importlib.metadata.metadata("cinespan")
    return {"name": "cinespan", "version": package["Version"], "description": package["Summary"]}


def add_layers(nlp: Language, reliability: Mapping[str, float] | None = None) -> None:
    """Let the sources of a pipeline find their entities apart, and then vote.

    Behind each component of `LAYERED`, a `film_layer` takes its entities out of `doc.ents` into a layer, and behind the
    last of them, `film_vote` decides; what comes later, as the history of a document, works on what won.

    Args:
        nlp: a pipeline with some of these components; it is changed.
        reliability: see `film_vote`; None for its defaults.
    """
    found = [name for name in nlp.pipe_names if name in LAYERED]
    for name in found:
        source = LAYERED[name]
        config = {"layer": LAYER_PREFIX + source, "source": source, "clear": True}
        nlp.add_pipe("film_layer", f"layer_{source}", config=config, after=name)
    if found:
        own = {} if reliability is None else {"reliability": dict(reliability)}
        nlp.add_pipe("film_vote", config=own, after=f"layer_{LAYERED[found[-1]]}")


def make_doc(nlp: Language, text: str, credits: Credits | dict[str, Any]) -> Doc:
    """Make a `Doc` that carries the credits of its film, for `nlp(doc)` and `nlp.pipe(docs)`.

    Args:
        nlp: a pipeline with `film_credits` in it.
        text: the review.
        credits: what is known of its film, see `Credits.from_dict`.

    Returns:
        The tokenized text; the credits are in `doc._.credits`, as plain data.

    Raises:
        InputError: the credits are refused.
    """
    known = credits if isinstance(credits, Credits) else Credits.from_dict(credits)
    doc = nlp.make_doc(text)
    set_credits(doc, known.to_dict())
    return doc
