from __future__ import annotations

import numpy as np

from cinespan.finders.id_table import Ids
from cinespan.finders.word_table import WordTable


def ids(*keys: int) -> Ids:
    return np.array(keys, dtype=np.uint64)


def test_columns_are_read_by_places() -> None:
    table = WordTable()
    table.add([(2**63 + 5, 5, 1), (7, 7, 2)])

    places = table.places(ids(7, 8, 2**63 + 5, 7))

    assert table.lowers[places].tolist() == table.lower_ints[places].tolist() == [7, 0, 5, 7]
    assert table.bits[places].tolist() == table.bits_ints[places].tolist() == [2, 0, 1, 2]


def test_the_empty_string_is_there_from_the_start() -> None:
    table = WordTable(empty=4)

    assert len(table) == 1
    assert table.bits[table.places(ids(0))].tolist() == [4]
    assert table.unknown(ids(0, 9, 3, 9), table.places(ids(0, 9, 3, 9))) == [3, 9]


def test_columns_grow() -> None:
    table = WordTable()
    keys = [n * 0x9E3779B97F4A7C15 % 2**64 for n in range(1, 3001)]
    for begin in range(0, len(keys), 700):
        table.add([(key, key // 2, key % 64) for key in keys[begin : begin + 700]])

    places = table.places(ids(*keys))

    assert table.lowers[places].tolist() == [key // 2 for key in keys]
    assert table.bits_ints[places].tolist() == [key % 64 for key in keys]


def test_a_word_that_is_there_is_not_added_again() -> None:
    table = WordTable()
    table.add([(3, 3, 1)])
    table.add([(3, 3, 2), (4, 4, 1)])
    table.add([(4, 4, 2)])

    assert len(table) == 3
    assert table.bits[table.places(ids(3, 4))].tolist() == [1, 1]
