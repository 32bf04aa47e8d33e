"""The options that several commands share, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer
from spacy.language import Language

from cinespan.cli.messages import tell
from cinespan.corpus.tasks import PipelineSpec
from cinespan.ratings import RatingScale
from cinespan.rule_schemas import SCHEMAS

MAX_CHARACTERS: Final = 5_000_000
"""The longest text that the commands take. spaCy's own limit, a million, is for parsers: our rules need less memory."""


def tell_unread(folder: Path | None) -> Path | None:
    """Tell which .jsonl files of a folder of rules are not read, such as opinion.jsonl; the callback of an option.

    A folder without any pattern file is an error, which `read_rules` tells.
    """
    if folder is not None and folder.is_dir():
        files = sorted(path.name for path in folder.iterdir() if path.suffix.lower() == ".jsonl" and path.is_file())
        names = [f"{stem}.jsonl" for stem in SCHEMAS]
        unread = [file for file in files if file not in names and not file.startswith(".")]
        if unread and not set(names).isdisjoint(files):
            are = "is" if len(unread) == 1 else "are"
            tell(f"note: {', '.join(unread)} in {folder} {are} not read; pattern files are named {', '.join(names)}")
    return folder


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files (.txt, .jsonl, .csv, .tsv, each also .gz), folders of them, or - for JSONL on standard input.",
        show_default=False,
    ),
]
TextField = Annotated[str, typer.Option("--text-field", metavar="NAME", help="The field that holds the text.")]
IdField = Annotated[str, typer.Option("--id-field", metavar="NAME", help="The field that holds the id.")]
Patterns = Annotated[
    Path | None,
    typer.Option(
        "--patterns",
        metavar="DIR",
        help="A folder of your own rules, laid over the shipped ones.",
        callback=tell_unread,
    ),
]
ReplacePatterns = Annotated[
    bool,
    typer.Option("--replace-patterns", help="Take the files in --patterns instead of the shipped ones of that name."),
]
Catalogue = Annotated[
    Path | None,
    typer.Option(
        "--catalogue",
        metavar="FILE",
        help="A catalogue of films: a review with the id of its film is read with the credits.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first record that can not be read.")]
BatchSize = Annotated[int, typer.Option("--batch-size", min=1, help="Reviews that are worked on at a time.")]
RatingField = Annotated[str, typer.Option("--rating-field", metavar="NAME", help="The field that holds the rating.")]
High = Annotated[float, typer.Option("--high", metavar="N", help="The lowest rating that praises.")]
Low = Annotated[
    float, typer.Option("--low", metavar="N", help="The highest rating that pans; those between are left out.")
]


def pipeline_spec(patterns: Path | None, replace: bool, catalogue: Path | None = None) -> PipelineSpec:
    """Say which pipeline the options ask for.

    Raises:
        typer.BadParameter: there is nothing to replace the shipped rules with.
    """
    if replace and patterns is None:
        raise typer.BadParameter("give the folder with --patterns", param_hint="--replace-patterns")
    folder = None if patterns is None else str(patterns)
    films = None if catalogue is None else str(catalogue)
    return PipelineSpec(folder, extend=not replace, max_length=MAX_CHARACTERS, catalogue=films)


def load_pipeline(patterns: Path | None, replace: bool, catalogue: Path | None = None) -> Language:
    """Load the pipeline that the options ask for.

    Raises:
        typer.BadParameter: there is nothing to replace the shipped rules with.
        RuleError: a rule is refused.
        InputError: the catalogue can not be opened.
    """
    return pipeline_spec(patterns, replace, catalogue).load()


def rating_scale(field: str, high: float, low: float) -> RatingScale:
    """Make the scale that the options ask for.

    Raises:
        typer.BadParameter: a rating would be both high and low.
    """
    if not low < high:
        raise typer.BadParameter(f"give a number below that of --high ({high:g})", param_hint="--low")
    return RatingScale(field, high, low)
