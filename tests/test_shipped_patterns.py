"""The vocabulary that comes with the package: how much there is, and that it is in order."""

from __future__ import annotations

import importlib.resources
import re
from collections import Counter

import pytest

from cinespan.labels import POLARITIES
from cinespan.rule_schemas import SCHEMAS
from cinespan.rules import RuleSet, shipped_rules

ENTITIES = ["FILM", "CHARACTER", "ACTOR", "DIRECTOR", "COMPOSER", "WRITER", "CREW"]
CATEGORIES = [
    "PERFORMANCES",
    "SCORE",
    "CINEMATOGRAPHY",
    "DIRECTION",
    "STORY",
    "CHARACTERS",
    "DIALOGUE",
    "PACING",
    "EDITING",
    "EFFECTS",
    "ACTION",
    "DESIGN",
    "ANIMATION",
    "SOUND",
    "CHEMISTRY",
    "THEMES",
    "TONE",
    "HUMOR",
    "EMOTION",
    "ENDING",
    "OVERALL",
]


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return shipped_rules()


def labels(rules: RuleSet, kind: str) -> list[str]:
    return [row["label"] for row in rules["labels"] if row["kind"] == kind]


def test_the_annotation_scheme_is_declared(rules: RuleSet) -> None:
    assert labels(rules, "category") == CATEGORIES
    assert labels(rules, "entity") == ENTITIES


def test_the_vocabulary_is_rich(rules: RuleSet) -> None:
    assert len(rules["aspects"]) >= 400
    assert len(rules["opinions"]) >= 1500


def test_every_file_is_shipped_and_no_other(rules: RuleSet) -> None:
    folder = importlib.resources.files("cinespan.patterns")

    files = {path.name for path in folder.iterdir() if path.name.endswith(".jsonl")}

    assert files == {f"{name}.jsonl" for name in SCHEMAS}
    assert all(rules[name] for name in SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_ids_are_unique_and_may_stand_for_good(rules: RuleSet, name: str) -> None:
    ids = [row["id"] for row in rules[name]]

    assert Counter(ids).most_common(1)[0][1] == 1
    # words, no running numbers or digests: an id is what a user writes to drop a rule
    assert [text for text in ids if text != text.strip() or re.search(r"\s|^\d+$|[0-9a-f]{16}", text)] == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_terms(rules: RuleSet, category: str) -> None:
    assert [row["label"] for row in rules["aspects"]].count(category) >= 3


@pytest.mark.parametrize("polarity", POLARITIES)
def test_every_polarity_has_terms(rules: RuleSet, polarity: str) -> None:
    assert polarity in {row["label"] for row in rules["opinions"]}


@pytest.mark.parametrize("name", ["aspects", "opinions", "modifiers", "names", "grammar"])
def test_phrases_are_in_lower_case_and_trimmed(rules: RuleSet, name: str) -> None:
    wrong = [row["pattern"] for row in rules[name] if row["pattern"] != " ".join(row["pattern"].lower().split())]

    assert wrong == []


@pytest.mark.parametrize("name", ["aspects", "opinions"])
def test_a_phrase_says_one_thing(rules: RuleSet, name: str) -> None:
    said: dict[str, set[str]] = {}
    for row in rules[name]:
        said.setdefault(row["pattern"].replace("’", "'"), set()).add(row["label"])

    assert {phrase: sorted(found) for phrase, found in said.items() if len(found) > 1} == {}


def test_verbs_say_where_their_aspect_is(rules: RuleSet) -> None:
    wrong = [row["pattern"] for row in rules["opinions"] if row["pos"] == "VERB" and "takes" not in row]

    assert wrong == []


@pytest.mark.parametrize("name", ["opinions", "aspects"])
def test_no_weight_is_left_of_a_term_that_is_gone(rules: RuleSet, name: str) -> None:
    terms = {row["id"] for row in rules[name]} | {f"entity.{label.lower()}" for label in ENTITIES}
    weighed = [row["pattern"] for row in rules["weights"] if row["label"] == name.removesuffix("s").upper()]

    assert weighed
    assert [term for term in weighed if term not in terms] == []


def test_every_shape_has_a_guess_and_guesses_come_alone(rules: RuleSet) -> None:
    guesses = [row for row in rules["context"] if "left" not in row and "right" not in row]
    listed = [row["label"] for row in guesses if row["pattern"] == "LISTED"]
    shapes = [shape for row in guesses for shape in row["pattern"].split("|") if shape != "LISTED"]

    assert sorted(listed) == sorted(ENTITIES)
    assert sorted(shapes) == sorted(set(shapes))
    assert {"QUOTED", "TITLE", "FULL_NAME", "GIVEN_NAME", "SURNAME", "WORDS", "WORD", "HONORIFIC"} == set(shapes)


@pytest.mark.parametrize("label", ENTITIES)
def test_every_entity_label_has_context_rules(rules: RuleSet, label: str) -> None:
    assert [row["label"] for row in rules["context"] if "left" in row or "right" in row].count(label) >= 3
