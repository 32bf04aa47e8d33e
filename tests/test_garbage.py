from __future__ import annotations

import gc
import weakref

import spacy

from cinespan.extraction import annotate
from cinespan.garbage import garbage_sought_in_new_objects
from cinespan.records import Record


class Knot:
    """A cycle, which only the search for garbage can free."""

    def __init__(self) -> None:
        self.end = self


def test_new_garbage_is_found_while_old_objects_are_left_out() -> None:
    old = Knot()
    old_alive = weakref.ref(old)
    with garbage_sought_in_new_objects():
        new_alive = weakref.ref(Knot())
        del old
        gc.collect()
        assert new_alive() is None
        assert old_alive() is not None
    gc.collect()

    assert old_alive() is None
    assert gc.get_freeze_count() == 0


def test_what_somebody_else_leaves_out_stays_so() -> None:
    with garbage_sought_in_new_objects():
        with garbage_sought_in_new_objects():
            pass
        assert gc.get_freeze_count() > 0


def test_a_stream_that_is_given_up_takes_all_objects_back() -> None:
    stream = annotate([Record("a", "one"), Record("b", "two")], spacy.blank("en"))

    next(stream)
    assert gc.get_freeze_count() > 0
    stream.close()  # type: ignore[attr-defined]

    assert gc.get_freeze_count() == 0
