"""`cinespan patterns`: look after the rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from cinespan.cli.messages import make_table, stdout
from cinespan.cli.options import tell_unread
from cinespan.cli.patterns_ledger import ledger_cli
from cinespan.cli.patterns_weigh import weigh_cli
from cinespan.quantities import counted
from cinespan.rules import check_shipped_rules, read_rules

patterns_app = typer.Typer(name="patterns", help="Check, count and weigh the rules.", no_args_is_help=True)
patterns_app.command("ledger")(ledger_cli)
patterns_app.command("weigh")(weigh_cli)

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]",
        help="A folder of your own rules; without it, the shipped ones.",
        show_default=False,
        callback=tell_unread,
    ),
]


@patterns_app.command("check")
def check_cli(folder: Folder = None) -> None:
    """Check every row of the rules; the first that is wrong is named by file and line.

    A folder is laid over the shipped rules: a row with the same id or the same phrase replaces the shipped one,
    {"id": "...", "drop": true} removes it, and every other row is added. Only a weights.jsonl stands in for the shipped
    one as a whole, since weights are learned together.

    In context.jsonl, left and right are the words beside a name: | parts alternatives, * stands for up to six words,
    YEAR for a year, NAME for a capitalised word. The label O keeps a name from being one; a row without left and right
    is the guess for a shape in no context. A pattern is one shape of the name or several with | between them:

    \b
    PERSON          any of those of a person: HONORIFIC ("Captain Kirk"),
                    FULL_NAME, GIVEN_NAME, SURNAME, WORDS ("Gort Klaatu"), WORD
    TITLE, QUOTED   written like a title; between quotation marks
    LOWER           between quotation marks, in lower case
    CAPS, COMMON    in capitals throughout; a word of the language
    DOUBTFUL        with a word that elsewhere is no name ("Oscar")
    LISTED          in a list with a name that is known ("Star Wars and Gaslight")

    Keys of some rows only:

    \b
    pos        opinions, aspects: ADJ, ADV, NOUN or VERB; an aspect is a NOUN
    weak       context: true where the row errs more often; other mentions of the
               name, and a catalogue, may overrule it
    strong     context: true where a title or somebody of the story is one in spite
               of the list of names ("the Tarzan movies")
    aspect     labels: the category that is judged where such an entity is
    story      labels, aspects: true where it as often names a thing of the story
    genre      aspects: the genre that it names
    genres     opinions: where the polarity differs, {"horror": "positive"}
    takes      opinions: the aspect of a verb is its subject ("the score soars"),
               its object ("I loved the score"), either, or what comes next and
               nothing else ("no plot")
    category   opinions: what the term judges by itself ("overlong": PACING)
    open       aspects: true where the opinion names the category ("moments")
    mass       aspects: the category where no article makes it one thing
               ("comedy is forced": HUMOR)
    plural     aspects: whether its form is a plural, where the last letter
               does not tell ("series": false)
    moment     opinions: the category of a moment that it describes ("funny":
               HUMOR, "creepy": TONE)
    person     opinions: where it judges the work of a person by name: never
               ("gorgeous"), or as a predicate only ("poor Voss" pities)
    swayed     opinions: true where the other judgements of the review decide
               between praise and blame ("disturbing")
    evidence   opinions, weights: what speaks for the row; the pipeline passes it
               over
    intensity  opinions: 0 to 2; modifiers: what the intensity is multiplied with
    weight     weights: what is added to the log-odds of a pair of terms
    """
    rules = check_shipped_rules() if folder is None else read_rules(folder)
    own = "" if folder is None else f", with {folder} over the shipped ones"
    rows = sum(map(len, rules.values()))
    typer.echo(f"ok: {counted(rows, 'rule')} in {counted(len(rules), 'file')}{own}")


@patterns_app.command("stats")
def stats_cli(folder: Folder = None) -> None:
    """Count the rules by file and label."""
    rules = read_rules(folder)
    table = make_table("Rules", "file", "label", "rows", numbers=["rows"])
    for name, rows in rules.items():
        table.add_row(f"{name}.jsonl", "", f"{len(rows):,}", style="bold")
        # the labels file declares labels, so it is counted by what they are for
        key = "kind" if name == "labels" else "label"
        for label, count in Counter(row[key] for row in rows).most_common():
            table.add_row("", label, f"{count:,}")
    stdout().print(table)
