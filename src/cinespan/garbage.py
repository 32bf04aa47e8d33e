"""Python's search for garbage, kept away from what stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_kept() -> Iterator[None]:
    """Pause the search for cycles while many objects are made that will all stay; for `with`, and as a decorator.

    Tens of thousands of rows and entries set it off again and again, and it finds nothing: without it a pipeline loads
    in half the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def garbage_sought_in_new_objects() -> Iterator[None]:
    """Leave all objects that are there at the start out of the search for cycles, until the end.

    A pipeline is some two hundred thousand objects that stay. Every batch of documents sets off a search through all of
    them: without it, a stream of texts takes a tenth less time. For a loop over a whole stream, not inside a generator:
    one that is given up would leave them out for as long as somebody holds it.
    """
    if gc.get_freeze_count():
        # somebody else has left theirs out, and would get them back too early
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
