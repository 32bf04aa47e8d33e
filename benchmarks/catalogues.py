"""Measure how a catalogue is built, opened and matched: time, and memory at its highest.

    python benchmarks/catalogues.py [--films N] [--reviews FILE]... [--limit N] [--json]

Films with two people each are generated, so that N films have three times N names and rows. Each step runs in a process
of its own, whose memory is that of the step alone; "before" is what Python and spaCy take before it begins.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

import cinespan
from cinespan.catalogue import Catalogue
from cinespan.catalogue.index import NameIndex
from cinespan.film_sources.build import build_catalogue
from cinespan.markup import mask_markup
from cinespan.readers import read_records

SEEDS = Path(__file__).parents[1] / "seeds"
SYLLABLES = (
    "bar",
    "bel",
    "cor",
    "dan",
    "fen",
    "gal",
    "har",
    "jor",
    "kel",
    "lan",
    "mar",
    "nor",
    "per",
    "ros",
    "tor",
    "wil",
)


def write_films(path: Path, count: int) -> None:
    """Write films as JSONL, with titles of one to four words and names that nobody has."""
    chooser = random.Random(0)

    def word() -> str:
        return "".join(chooser.choices(SYLLABLES, k=chooser.randint(2, 3))).capitalize()

    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            title = " ".join(word() for _ in range(chooser.randint(1, 4)))
            cast = [f"{word()} {word()}", f"{word()} {word()}"]
            film = {"id": f"f{number}", "title": title, "year": 1920 + number % 100, "cast": cast}
            lines.write(json.dumps(film) + "\n")


def peak_megabytes() -> float:
    """Give the most memory that this process held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def measure_build(source: Path, output: Path) -> dict[str, float]:
    """Build the catalogue."""
    before, start = peak_megabytes(), time.process_time()
    summary = build_catalogue([source], output)
    return {
        "rows": sum(read.rows for read in summary.sources),
        "names": summary.counts["names"],
        "seconds": time.process_time() - start,
        "before": before,
        "peak": peak_megabytes(),
        "size": output.stat().st_size / 2**20,
    }


def measure_load(path: Path) -> dict[str, float]:
    """Open the catalogue and load the index of its names."""
    before, start = peak_megabytes(), time.process_time()
    index = NameIndex(Catalogue(path))
    seconds = time.process_time() - start
    return {"names": len(index), "seconds": seconds, "before": before, "peak": peak_megabytes()}


def measure_match(path: Path, texts: list[str], repeat: int) -> dict[str, float]:
    """Match the names, behind `film_names`: the time of the component alone, against that of the tokenizer."""
    nlp = cinespan.load()
    nlp.add_pipe("film_catalogue", after="film_names", config={"catalogue": str(path)})
    names = nlp.pipe_names
    before, here = names[: names.index("film_catalogue")], nlp.get_pipe("film_catalogue")
    tokenizer, component = [], []
    for _ in range(repeat):
        docs = [nlp.make_doc(text) for text in texts]
        gc.disable()
        start = time.process_time()
        docs = [nlp.make_doc(text) for text in texts]
        tokenizer.append(time.process_time() - start)
        seconds = 0.0
        for doc in docs:
            for name in before:
                doc = nlp.get_pipe(name)(doc)
            start = time.process_time()
            here(doc)
            seconds += time.process_time() - start
        component.append(seconds)
        gc.enable()
    return {
        "reviews": len(texts),
        "make_doc": min(tokenizer),
        "film_catalogue": min(component),
        "ratio": min(component) / min(tokenizer),
    }


def in_own_process(step: Callable[..., dict[str, float]], *arguments: Any) -> dict[str, float]:
    """Run a step in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(step, arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", type=int, default=350_000, help="how many films to generate")
    parser.add_argument("--catalogue", type=Path, help="match the names of this catalogue instead")
    parser.add_argument("--reviews", type=Path, action="append", help="reviews to match them in; the seeds by default")
    parser.add_argument("--limit", type=int, default=1000, help="at most so many reviews")
    parser.add_argument("--repeat", type=int, default=3, help="take the best of so many runs")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    texts = [mask_markup(record.text) for record in read_records(options.reviews or [SEEDS])][: options.limit]
    with tempfile.TemporaryDirectory() as folder:
        path, found = options.catalogue, {}
        if path is None:
            path = Path(folder, "films.catalogue")
            write_films(Path(folder, "films.jsonl"), options.films)
            found["build"] = in_own_process(measure_build, Path(folder, "films.jsonl"), path)
        found["load"] = in_own_process(measure_load, path)
        found["match"] = in_own_process(measure_match, path, texts, options.repeat)
    if options.json:
        print(json.dumps(found))
        return 0
    table = Table("step", "what", "figure")
    for step, figures in found.items():
        for what, figure in figures.items():
            table.add_row(step, what, f"{figure:,.2f}".removesuffix(".00"))
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
