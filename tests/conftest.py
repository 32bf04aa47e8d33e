"""What many tests need: the pipeline, loaded once, and the places of the checkout."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from spacy.language import Language

import cinespan
from cinespan.finders.weighing import Thresholds

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Give the shipped pipeline; tests that change it load their own."""
    loaded = cinespan.load()
    # it stays to the end: the search for garbage, which other pipelines set off, need not go through it
    gc.freeze()
    return loaded


@pytest.fixture(scope="session")
def constructions() -> Language:
    """Give a pipeline in which every pair that a construction joins is a judgement, and no other."""
    loaded = cinespan.load()
    loaded.get_pipe("film_opinions").thresholds = Thresholds(joined=0, apart=1)
    gc.freeze()
    return loaded


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Give the folder of the sample reviews."""
    return ROOT / "seeds"
