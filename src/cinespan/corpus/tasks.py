"""One partition of an extraction: `run_task` does it, in this process, in a pool's worker or on another machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from spacy.language import Language

from cinespan.corpus.manifest import SCHEMA_VERSION, Shard, read_marker
from cinespan.corpus.shards import CORPUS_SUFFIX, ROWS_SUFFIX, commit_shard, is_whole, shard_name
from cinespan.extraction import Summary, annotate
from cinespan.garbage import garbage_sought_in_new_objects
from cinespan.pipeline import load
from cinespan.records import Record
from cinespan.rules import fingerprint, read_rules
from cinespan.writers import open_output

CHARACTERS_A_TOKEN: Final = 4.5
"""Of English reviews with their spaces and marks. Tasks are cut by characters, before anything is tokenized."""


@dataclass(frozen=True)
class PipelineSpec:
    """What a worker needs to know to load the same pipeline."""

    patterns: str | None = None
    """A folder of pattern files, or None for the shipped rules."""
    extend: bool = True
    max_length: int = 1_000_000
    """The longest text, in characters."""
    batch_size: int = 64
    catalogue: str | None = None
    """A catalogue of films, or None."""
    layers: bool = False
    """Keep what each source found, see `pipeline.add_layers`."""

    def load(self) -> Language:
        """Load the pipeline.

        Raises:
            RuleError: a rule is refused.
            InputError: the catalogue can not be opened.
        """
        nlp = load(self.patterns, extend=self.extend, catalogue=self.catalogue, layers=self.layers)
        nlp.max_length = self.max_length
        return nlp

    def fingerprint(self) -> str:
        """Give the fingerprint of the rules and the catalogue, whatever folder they lie in, and of how they decide."""
        rules = fingerprint(read_rules(self.patterns, extend=self.extend))
        if self.catalogue is None and not self.layers:
            return rules
        digest = hashlib.sha256(rules.encode())
        if self.layers:
            digest.update(b"layers")
        if self.catalogue is not None:
            with Path(self.catalogue).open("rb") as stream:
                while block := stream.read(2**20):
                    digest.update(block)
        return digest.hexdigest()


@dataclass(frozen=True)
class Task:
    """A partition of the input, which becomes one shard."""

    number: int
    records: tuple[Record, ...]

    def digest(self, patterns: str) -> str:
        """Give the fingerprint of all that the shard is made of: reviews, rules and version."""
        parts = [SCHEMA_VERSION, version("cinespan"), patterns, *map(astuple, self.records)]
        return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def partition(records: Iterable[Record], shard_tokens: int) -> Iterator[Task]:
    """Cut a stream of records into tasks of about so many tokens; the same stream gives the same tasks."""
    number = characters = 0
    gathered: list[Record] = []
    for record in records:
        gathered.append(record)
        characters += len(record.text)
        if characters >= shard_tokens * CHARACTERS_A_TOKEN:
            yield Task(number, tuple(gathered))
            number, characters, gathered = number + 1, 0, []
    if gathered:
        yield Task(number, tuple(gathered))


def run_task(task: Task, spec: PipelineSpec, out: Path) -> Shard:
    """Annotate a partition and write its shard, its table rows and its commit marker, in this order.

    A task whose marker is there, for the same reviews and rules, is done: nothing is written.

    Args:
        task: the partition.
        spec: the pipeline.
        out: the folder of the corpus.

    Returns:
        The commit marker: counts and checksums, no documents.

    Raises:
        OutputError: the folder can not be written to.
        RuleError: the pipeline can not be loaded.
    """
    name = shard_name(task.number)
    digest = task.digest(_fingerprint(spec))
    done = read_marker(out, name)
    if done is not None and done.task == digest and is_whole(out, done):
        return done
    # a marker that no longer holds goes before the files that it names change
    (out / f"{name}.json").unlink(missing_ok=True)
    nlp = _pipeline(spec)
    summary = Summary()
    # the inner one is renamed first: shard, then rows
    with (
        open_output(out / f"{name}{ROWS_SUFFIX}") as rows,
        open_output(out / f"{name}{CORPUS_SUFFIX}") as shard,
        garbage_sought_in_new_objects(),
    ):
        for record, doc in annotate(task.records, nlp, batch_size=spec.batch_size):
            shard.write(record, doc)
            rows.write(record, doc)
            summary.add(doc)
    return commit_shard(out, name, summary, digest)


@lru_cache(maxsize=1)
def _pipeline(spec: PipelineSpec) -> Language:
    # once a process: loading takes as long as hundreds of reviews
    return spec.load()


@lru_cache(maxsize=1)
def _fingerprint(spec: PipelineSpec) -> str:
    return spec.fingerprint()
