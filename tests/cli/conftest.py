from __future__ import annotations

from typing import Any

import pytest
from command_runner import Run, run_command
from spacy.language import Language

import cinespan
from cinespan.corpus import tasks


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs the command with arguments, in a terminal that is wider than any path."""
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("TERM", "dumb")
    return run_command


@pytest.fixture(autouse=True)
def _shared_pipeline(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a command that asks for the shipped rules and nothing else have the pipeline that is loaded already."""
    plain = {"extend": True, "catalogue": None, "layers": False}

    def load(patterns: str | None, **options: Any) -> Language:
        return nlp if patterns is None and options == plain else cinespan.load(patterns, **options)

    monkeypatch.setattr(tasks, "load", load)
    # a command sets it: put it back
    monkeypatch.setattr(nlp, "max_length", nlp.max_length)
