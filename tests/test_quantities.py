from __future__ import annotations

import pytest

from cinespan.quantities import counted


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0 entities"), (1, "1 entity"), (2, "2 entities"), (1200, "1,200 entities")]
)
def test_a_noun_goes_with_its_number(number: int, written: str) -> None:
    assert counted(number, "entity", "entities") == written


def test_most_nouns_take_an_s() -> None:
    assert [counted(number, "review") for number in (1, 2)] == ["1 review", "2 reviews"]
