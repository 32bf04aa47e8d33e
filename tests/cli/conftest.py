from __future__ import annotations

import pytest
from command_runner import Run, run_command


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs the command with arguments, in a terminal that is wider than any path."""
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("TERM", "dumb")
    return run_command
