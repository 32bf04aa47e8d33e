from __future__ import annotations

import pytest

from cinespan.cli.messages import PIPED_WIDTH, stdout


def test_what_is_piped_is_as_wide_as_the_widest_table_unless_somebody_says_how_wide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    piped = stdout().width
    monkeypatch.setenv("COLUMNS", "50")

    assert (piped, stdout().width) == (PIPED_WIDTH, 50)
