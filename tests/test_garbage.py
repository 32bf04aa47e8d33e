from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from cinespan.errors import InputError
from cinespan.extraction import extract
from cinespan.garbage import garbage_sought_in_new_objects


@pytest.fixture(autouse=True)
def nothing_left_out() -> Iterator[None]:
    """Take back what the session leaves out of the search, see `conftest.py`."""
    gc.unfreeze()
    yield
    gc.freeze()


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


def test_an_extraction_that_fails_takes_all_objects_back(tmp_path: Path, nlp: Language) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "The score is superb."}\n{"title": "no text"}\n')

    with pytest.raises(InputError, match=r"in\.jsonl:2"):
        extract([source], tmp_path / "out.jsonl", nlp)

    assert gc.get_freeze_count() == 0
