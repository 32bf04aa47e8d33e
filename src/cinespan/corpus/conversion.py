"""A corpus from one format into another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cinespan.corpus.annotated import AnnotatedReview
from cinespan.corpus.formats.protocol import Format, Labels
from cinespan.corpus.formats.registry import find_format
from cinespan.errors import InputError
from cinespan.readers import OnError
from cinespan.writers import refuse_own_input


@dataclass
class Conversion:
    """What a conversion did."""

    source: Format
    target: Format
    written: int = 0
    skipped: int = 0


def convert(
    inputs: Iterable[str | Path],
    output: str | Path,
    labels: Labels,
    *,
    source: str | None = None,
    target: str | None = None,
    on_error: OnError | None = None,
    on_review: Callable[[AnnotatedReview], None] = lambda _: None,
) -> Conversion:
    """Write what is in corpora of one format into one of another, a review at a time.

    Args:
        inputs: files or folders of one format.
        output: the file or folder to write.
        labels: the labels that there are.
        source: the name of the format of the inputs; None goes by the name of the first.
        target: the name of the format to write; None goes by the name of the output.
        on_error: is called with what is wrong with a review, which is then left out; None raises it.
        on_review: is called with each review that was written.

    Returns:
        The formats and the counts.

    Raises:
        CinespanError: a format is unknown, or pyarrow is not there.
        InputError: an input can not be read, or no review in it; without `on_error`, one review can not be read.
        OutputError: the output can not be written, or is one of the inputs.
    """
    paths = [Path(path) for path in inputs]
    done = Conversion(find_format(paths[0], source), find_format(output, target))
    refuse_own_input(output, paths)
    with done.target.open(output) as write:
        for path in paths:
            for item in done.source.read(path, labels):
                if isinstance(item, AnnotatedReview):
                    write(item)
                    done.written += 1
                    on_review(item)
                elif on_error is None:
                    raise item
                else:
                    done.skipped += 1
                    on_error(item)
        if not done.written:
            raise InputError("no review could be read, so nothing was written; see the messages above")
    return done
