"""`cinespan corpus`: work on corpora that were extracted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cinespan.cli.corpus_convert import convert_cli
from cinespan.cli.corpus_filter import filter_cli
from cinespan.cli.corpus_merge import merge_cli
from cinespan.cli.corpus_options import Corpus
from cinespan.cli.corpus_stats import stats_cli
from cinespan.cli.corpus_vote import vote_cli
from cinespan.cli.messages import make_table, stderr, tell
from cinespan.corpus.splits import split_corpus
from cinespan.quantities import counted

corpus_app = typer.Typer(name="corpus", help="Work on extracted corpora.", no_args_is_help=True)
corpus_app.command("convert")(convert_cli)
corpus_app.command("filter")(filter_cli)
corpus_app.command("merge")(merge_cli)
corpus_app.command("stats")(stats_cli)
corpus_app.command("vote")(vote_cli)

Share = typer.Option(min=0.0, max=1.0, metavar="SHARE", help="The share of the reviews for this part.")


@corpus_app.command("split")
def split_cli(
    corpus: Corpus,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="The folder to write the parts into.", show_default=False),
    ],
    dev: Annotated[float, Share] = 0.1,
    test: Annotated[float, Share] = 0.1,
    by: Annotated[
        str, typer.Option("--by", metavar="FIELD", help="The field that names the film of a review.")
    ] = "film",
) -> None:
    """Split a corpus into train, dev and test, with no film and no near-duplicate text in two of them.

    Reviews that name no film go by their id. The same corpus is always split the same. Texts are near-duplicates if
    they share nearly all runs of five words (MinHash). The parts are .spacy files out of one, and folders of shards out
    of a folder.
    """
    if dev + test >= 1:
        raise typer.BadParameter("together with --test it leaves nothing to train on", param_hint="--dev")
    split = split_corpus(corpus, output, dev=dev, test=test, by=by)
    if split.without_film:
        tell(f"note: no field {by!r} in {counted(split.without_film, 'review')}; each went by its id")
    table = make_table("Split", "part", "reviews", "share", numbers=["reviews", "share"])
    total = sum(split.reviews.values())
    for name, count in split.reviews.items():
        table.add_row(name, f"{count:,}", f"{count / total:.3f}")
    stderr().print(table)
    stderr().print(f"kept {counted(split.groups, 'group')} whole")
