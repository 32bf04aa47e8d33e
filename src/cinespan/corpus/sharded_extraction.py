"""`extract` into a folder of shards: by one process or several, begun anew or continued."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import connection
from pathlib import Path

from cinespan.corpus.manifest import Shard
from cinespan.corpus.shards import SHARD_TOKENS, clear_folder, finish_folder
from cinespan.corpus.tasks import PipelineSpec, Task, partition, run_task
from cinespan.errors import InputError, OutputError
from cinespan.extraction import Summary, checked_records
from cinespan.readers import OnError


def extract_shards(
    inputs: Iterable[str | Path],
    folder: str | Path,
    spec: PipelineSpec,
    *,
    text_field: str = "text",
    id_field: str = "id",
    shard_tokens: int = SHARD_TOKENS,
    n_process: int = 1,
    resume: bool = False,
    on_error: OnError | None = None,
    on_shard: Callable[[Shard], None] = lambda _: None,
) -> Summary:
    """Read reviews, find what they name and judge, and write a folder of shards.

    Args:
        inputs: see `readers.read_records`.
        folder: where the shards go; passed over where it lies in a folder of the inputs.
        spec: the pipeline.
        text_field: the field of a record that holds the text.
        id_field: the field of a record that holds the id.
        shard_tokens: about how many tokens a shard holds.
        n_process: how many processes work; with more than one, each loads a pipeline and writes shards of its own.
        resume: keep the shards that an interrupted run finished, as far as their reviews and rules are the same.
        on_error: is called with what is wrong with a record, which is then left out; None raises it.
        on_shard: is called with each shard that is there.

    Returns:
        The counts.

    Raises:
        InputError: see `extraction.extract`.
        OutputError: the folder can not be written to or holds other things, or a worker died. The shards that were
            finished stay.
    """
    out, summary = Path(folder), Summary()
    records = checked_records(
        inputs,
        out,
        summary,
        max_length=spec.max_length,
        text_field=text_field,
        id_field=id_field,
        on_error=on_error,
    )
    patterns = spec.fingerprint()
    clear_folder(out, keep_shards=resume)
    shards: list[Shard] = []
    for shard in _run_all(partition(records, shard_tokens), spec, out, n_process):
        shards.append(shard)
        shard.counts.add_to(summary)
        on_shard(shard)
    if not shards:
        raise InputError("no record could be read, so nothing was written; see the messages above")
    finish_folder(out, shards, patterns)
    return summary


def _run_all(tasks: Iterable[Task], spec: PipelineSpec, out: Path, n_process: int) -> Iterator[Shard]:
    """Run the tasks and give their shards, in the order of the tasks."""
    if n_process == 1:
        yield from map(partial(run_task, spec=spec, out=out), tasks)
        return
    # spawned: a fork of a process with threads can hang, and the other systems have no fork
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(n_process, mp_context=context, initializer=_obey_parent)
    waiting: deque[Future[Shard]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(run_task, task, spec, out))
            # one task in reserve: the reviews of those that wait are in memory
            if len(waiting) > n_process:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as err:
        found = "a worker process died, perhaps for want of memory"
        raise OutputError(f"{out}: {found}; the finished shards stay: continue with --resume") from err
    finally:
        pool.shutdown(cancel_futures=True)


def _obey_parent() -> None:
    """Let a worker leave the keyboard to its parent, and end when the parent is gone: it would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
