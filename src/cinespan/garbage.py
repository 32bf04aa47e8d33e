"""A pause of Python's search for garbage."""

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
