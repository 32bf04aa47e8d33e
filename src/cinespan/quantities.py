"""How many, in words."""

from __future__ import annotations


def counted(number: int, one: str, several: str | None = None) -> str:
    """Write a number with its noun: "1 review", "1,200 reviews".

    Args:
        number: how many.
        one: the noun for one.
        several: the noun for any other number; by default with an s.
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"
