from __future__ import annotations

import pickle

import numpy as np

from cinespan.finders.id_table import Ids, IdTable


def ids(*keys: int) -> Ids:
    return np.array(keys, dtype=np.uint64)


def test_ids_have_the_places_in_which_they_came() -> None:
    table = IdTable()
    table.add([2**63 + 5, 7])

    assert table.places(ids(7, 8, 2**63 + 5, 7)).tolist() == [2, 0, 1, 2]
    assert len(table) == 3


def test_the_empty_string_has_place_0() -> None:
    table = IdTable()
    table.add([4])

    assert table.places(ids(0, 4, 4096)).tolist() == [0, 1, 0]


def test_ids_that_want_one_slot_get_the_next_ones() -> None:
    table = IdTable()
    keys = [1 + (n << 32) for n in range(40)]
    table.add(keys)

    assert table.places(ids(*keys)).tolist() == list(range(1, 41))
    assert table.places(ids(1 + (50 << 32), 2)).tolist() == [0, 0]


def test_a_table_grows_and_keeps_its_places() -> None:
    table = IdTable()
    keys = [n * 0x9E3779B97F4A7C15 % 2**64 for n in range(1, 5001)]
    for begin in range(0, len(keys), 700):
        table.add(keys[begin : begin + 700])

    assert table.places(ids(*keys)).tolist() == list(range(1, 5001))


def test_a_table_is_pickled() -> None:
    table = IdTable()
    table.add([3])

    assert pickle.loads(pickle.dumps(table)).places(ids(3)).tolist() == [1]
