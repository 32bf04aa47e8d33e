"""Measure the CPU time of the pipeline against that of the tokenizer alone, on the same texts in one run.

    python benchmarks/speed.py [--reviews FILE]... [--limit N] [--repeat K] [--json]

The ratio of the two travels between machines, which seconds do not; that to spaCy's own tokenizer (`stock make_doc`)
stays comparable when the pipeline's tokenizer gets faster or slower. All are taken warm, as the best of several runs,
with the garbage collector off.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import cinespan
from cinespan.markup import mask_markup
from cinespan.readers import read_records
from cinespan.writers import CORPUS_ATTRIBUTES

SEEDS = Path(__file__).parents[1] / "seeds"
RARE_WORDS = 0.15
"""The part of the words that is new, one in seven, by a count over real reviews."""


def generated_texts(count: int) -> list[str]:
    """Make reviews of the seeds' length out of the seeds' sentences, in an order of their own each.

    Some words give way to new ones, as often as real reviews bring a new word: on the few words of the seeds alone,
    the tokenizer would only look into its cache.
    """
    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    sentences = [
        sent.text for record in read_records(sorted(SEEDS.glob("*.txt"))) for sent in splitter(record.text).sents
    ]
    words = sorted({word for sentence in sentences for word in sentence.split() if word.isalpha()})
    chooser = random.Random(0)

    def vary(word: str) -> str:
        if chooser.random() > RARE_WORDS or not word.isalpha():
            return word
        begin, end = chooser.choices(words, k=2)
        return begin[: chooser.randint(2, 5)] + end[len(end) // 2 :].lower()

    return [
        " ".join(vary(word) for sentence in chooser.sample(sentences, 15) for word in sentence.split())
        for _ in range(count)
    ]


def read_texts(files: Sequence[str], limit: int) -> list[str]:
    """Read the reviews to measure on, as the pipeline reads them."""
    texts: list[str] = []
    for record in read_records(files, on_error=lambda err: print(f"skipped: {err}", file=sys.stderr)):
        texts.append(mask_markup(record.text))
        if len(texts) == limit:
            break
    return texts


def cpu_seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of one call."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()


def _run(component: Callable[[Doc], Doc], docs: Sequence[Doc]) -> None:
    """Run one component over documents as `nlp.pipe` does: most of ours work on a batch at a time."""
    pipe = getattr(component, "pipe", None)
    deque(pipe(docs) if pipe is not None else map(component, docs), maxlen=0)


def measure(nlp: Language, texts: Sequence[str], repeat: int) -> dict[str, float]:
    """Measure the tokenizers, the pipeline, each of its components and the DocBin.

    Args:
        nlp: the pipeline.
        texts: the reviews.
        repeat: how many times; the best counts.

    Returns:
        CPU seconds, by what was measured.
    """
    best: dict[str, float] = {}
    stock = spacy.blank("en")

    def keep(name: str, seconds: float) -> None:
        best[name] = min(seconds, best.get(name, seconds))

    # the first round warms the tokenizer's cache and the string store
    for round_number in range(repeat + 1):
        # streamed, as texts are worked on in use: none of the two keeps its Docs
        timings = {
            "stock make_doc": cpu_seconds(lambda: deque(map(stock.make_doc, texts), maxlen=0)),
            "nlp.make_doc": cpu_seconds(lambda: deque(map(nlp.make_doc, texts), maxlen=0)),
            "nlp.pipe": cpu_seconds(lambda: deque(nlp.pipe(texts), maxlen=0)),
        }
        docs = [nlp.make_doc(text) for text in texts]
        for name, component in nlp.pipeline:
            timings[name] = cpu_seconds(lambda: _run(component, docs))  # noqa: B023 - called at once
        corpus = DocBin(attrs=CORPUS_ATTRIBUTES, store_user_data=True)
        timings["DocBin"] = cpu_seconds(lambda: [*map(corpus.add, docs), corpus.to_bytes()])  # noqa: B023 - likewise
        if round_number:
            for name, seconds in timings.items():
                keep(name, seconds)
    return best


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reviews", action="append", metavar="FILE", help="reviews to measure on; else the seeds'")
    parser.add_argument("--limit", type=int, default=1000, metavar="N", help="how many reviews (default: 1000)")
    parser.add_argument("--repeat", type=int, default=5, metavar="K", help="how many rounds (default: 5)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)

    texts = read_texts(options.reviews, options.limit) if options.reviews else generated_texts(options.limit)
    nlp = cinespan.load()
    tokens = sum(len(nlp.make_doc(text)) for text in texts)
    seconds = measure(nlp, texts, options.repeat)
    ratios = {name: value / seconds["nlp.make_doc"] for name, value in seconds.items()}
    if options.json:
        figures = {name: {"seconds": round(seconds[name], 4), "ratio": round(ratios[name], 3)} for name in seconds}
        print(json.dumps({"reviews": len(texts), "tokens": tokens, "ratio": round(ratios["nlp.pipe"], 3), **figures}))
        return
    table = Table(title=f"{len(texts):,} reviews, {tokens:,} tokens, best of {options.repeat}", title_justify="left")
    for column in ("", "CPU s", "µs/token", "x make_doc"):
        table.add_column(column, justify="right" if column else "left")
    for name, value in seconds.items():
        table.add_row(name, f"{value:.3f}", f"{value / tokens * 1e6:.2f}", f"{ratios[name]:.2f}")
    Console().print(table)
    print(f"The whole pipeline takes {ratios['nlp.pipe']:.2f} times the CPU time of nlp.make_doc alone,")
    print(f"and {seconds['nlp.pipe'] / seconds['stock make_doc']:.2f} times that of spaCy's own tokenizer.")


if __name__ == "__main__":
    main()
