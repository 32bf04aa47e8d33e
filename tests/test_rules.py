from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import cinespan
from cinespan.errors import RuleError
from cinespan.listed_names import entity_rows
from cinespan.rule_schemas import SCHEMAS
from cinespan.rules import phrase_key, read_rules, shipped_rules

Write = Callable[..., Path]
SUPERB = {"label": "positive", "pattern": "superb", "pos": "ADJ", "intensity": 0.9, "id": "superb"}
ZORB = {"label": "positive", "pattern": "zorbful", "pos": "ADJ", "intensity": 0.5, "id": "my.zorbful"}
COSTUMES = {"label": "COSTUMES", "kind": "category", "description": "what they wear", "id": "category.costumes"}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a function that writes a pattern file into a folder of the user's own."""

    def write_rows(name: str, *rows: Any) -> Path:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return write_rows


def test_the_shipped_rules_are_read_once() -> None:
    assert read_rules() is shipped_rules()
    assert list(read_rules()) == list(SCHEMAS)


def test_a_new_row_is_added(write: Write) -> None:
    rules = read_rules(write("opinions", ZORB))

    assert rules == {**shipped_rules(), "opinions": [*shipped_rules()["opinions"], ZORB]}


def test_a_row_replaces_the_one_with_its_id(write: Write) -> None:
    mine = {**SUPERB, "pattern": "superzorb", "label": "negative"}

    opinions = read_rules(write("opinions", mine))["opinions"]

    assert [row for row in opinions if row["id"] == "superb"] == [mine]
    assert "superb" not in {row["pattern"] for row in opinions}
    assert len(opinions) == len(shipped_rules()["opinions"])


@pytest.mark.parametrize("pattern", ["superb", "SUPERB"])
def test_a_row_replaces_the_one_with_its_phrase(write: Write, pattern: str) -> None:
    mine = {**SUPERB, "pattern": pattern, "label": "neutral", "id": "my.superb"}

    opinions = read_rules(write("opinions", mine))["opinions"]

    assert [row for row in opinions if row["pattern"].lower() == "superb"] == [mine]
    assert "superb" not in {row["id"] for row in opinions}


def test_a_row_is_dropped_by_its_id(write: Write) -> None:
    opinions = read_rules(write("opinions", {"id": "superb", "drop": True}))["opinions"]

    assert opinions == [row for row in shipped_rules()["opinions"] if row["id"] != "superb"]


def test_the_shipped_rules_stay_as_they_are(write: Write) -> None:
    before = json.dumps(shipped_rules())

    read_rules(write("opinions", ZORB, {"id": "superb", "drop": True}))

    assert json.dumps(shipped_rules()) == before


def test_without_extend_a_file_takes_the_place_of_the_shipped_one(write: Write) -> None:
    rules = read_rules(write("opinions", ZORB), extend=False)

    assert rules == {**shipped_rules(), "opinions": [ZORB]}


def test_blank_lines_and_other_line_breaks_of_unicode_are_no_rows(write: Write) -> None:
    phrase = {**ZORB, "pattern": "zorb\u2028ful"}

    rules = read_rules(write("opinions", "", json.dumps(phrase, ensure_ascii=False), "  ", ""), extend=False)

    assert rules["opinions"] == [phrase]


def test_the_case_of_a_name_matters_and_that_of_a_phrase_does_not() -> None:
    row = {"label": "FILM", "pattern": "Heat", "id": "heat"}

    assert phrase_key("entities", row) != phrase_key("entities", {**row, "pattern": "HEAT"})
    assert phrase_key("opinions", row) == phrase_key("opinions", {**row, "pattern": "HEAT"})


def test_entity_rows_are_those_of_the_entity_ruler() -> None:
    rows = entity_rows(shipped_rules())

    assert rows
    assert {tuple(row) for row in rows} == {("label", "pattern", "id")}


def test_a_title_is_known_in_capitals_and_with_its_small_words_capitalised() -> None:
    rules = {**shipped_rules()}
    rules["entities"] = [
        {"label": "FILM", "pattern": "Night of the Otters", "id": "otters"},
        {"label": "FILM", "pattern": "NIGHT OF THE OTTERS", "id": "shouted"},
        {"label": "ACTOR", "pattern": "Cole", "id": "cole"},
    ]

    assert [(row["label"], row["pattern"], row["id"]) for row in entity_rows(rules)] == [
        ("FILM", "Night of the Otters", "otters"),
        ("FILM", "NIGHT OF THE OTTERS", "shouted"),
        ("ACTOR", "Cole", "cole"),
        ("FILM", "Night Of The Otters", "otters"),
        ("FILM", "Night of the otters", "otters"),
    ]


def test_a_persons_name_is_known_in_lower_case_where_a_word_of_it_means_nothing_else() -> None:
    rules = {**shipped_rules()}
    rules["entities"] = [
        {"label": "ACTOR", "pattern": "Bo Quarrelby", "id": "bo-quarrelby"},
        {"label": "ACTOR", "pattern": "Quarrelby", "id": "quarrelby"},
        {"label": "CHARACTER", "pattern": "The Long Way", "id": "the-long-way"},
    ]

    assert [row["pattern"] for row in entity_rows(rules)][3:] == ["bo quarrelby"]


@pytest.mark.parametrize(
    ("name", "row", "wrong"),
    [
        ("opinions", {**ZORB, "strength": 1}, "unknown key 'strength'"),
        ("aspects", {"label": "SCORE", "pattern": "x", "id": "x", "intensity": 1}, "unknown key 'intensity'"),
        ("opinions", {**ZORB, "drop": False}, "unknown key 'drop'"),
        ("entities", {"label": "MOVIE", "pattern": "Heat", "id": "x"}, "unknown label 'MOVIE'"),
        ("entities", {"label": "SCORE", "pattern": "Heat", "id": "x"}, "unknown label 'SCORE'"),
        ("context", {"label": "MOVIE", "pattern": "TITLE", "left": "zorb", "id": "x"}, "unknown label 'MOVIE'"),
        ("names", {"label": "NICKNAME", "pattern": "zorb", "id": "x"}, "unknown label 'NICKNAME'"),
        ("grammar", {"label": "GERUND", "pattern": "zorbing", "id": "x"}, "unknown label 'GERUND'"),
        ("modifiers", {"label": "NEGATION", "pattern": "zorb", "id": "x"}, "unknown label 'NEGATION'"),
        ("aspects", {"label": "MUSIC", "pattern": "zorb", "id": "x"}, "unknown label 'MUSIC'"),
        ("aspects", {"label": "FILM", "pattern": "zorb", "id": "x"}, "unknown label 'FILM'"),
        ("opinions", {**ZORB, "category": "MUSIC"}, "unknown category 'MUSIC'"),
        (
            "labels",
            {"label": "HOST", "kind": "entity", "description": "who hosts", "aspect": "MUSIC", "id": "entity.host"},
            "unknown category 'MUSIC'",
        ),
        ("labels", {**COSTUMES, "kind": "class"}, "unknown kind 'class'"),
        ("opinions", {**ZORB, "label": "good"}, "unknown label 'good'"),
        ("opinions", {**ZORB, "pos": "PROPN"}, "unknown pos 'PROPN'"),
        ("opinions", {**ZORB, "takes": "clause"}, "unknown takes 'clause'"),
        ("context", {"label": "FILM", "pattern": "TITLE|SHOUT", "left": "zorb", "id": "x"}, "unknown shape 'SHOUT'"),
        ("context", {"label": "FILM", "pattern": "", "left": "zorb", "id": "x"}, "'pattern' is empty"),
        ("opinions", {**ZORB, "pattern": ""}, "'pattern' is empty"),
        ("opinions", {**ZORB, "pattern": " \t"}, "'pattern' is empty"),
        ("opinions", {**ZORB, "id": ""}, "'id' is empty"),
        ("entities", {"label": "FILM", "pattern": [], "id": "x"}, "a token pattern is a list of objects"),
        ("entities", {"label": "FILM", "pattern": ["Heat"], "id": "x"}, "a token pattern is a list of objects"),
        ("opinions", {**ZORB, "pattern": [{"LOWER": "zorb"}]}, "'pattern' must be str"),
        ("opinions", {**ZORB, "pattern": 7}, "'pattern' must be str"),
        ("opinions", {**ZORB, "id": None}, "'id' must be str"),
        ("opinions", {**ZORB, "intensity": "high"}, "'intensity' must be int or float"),
        ("opinions", {**ZORB, "intensity": True}, "'intensity' must be int or float"),
        ("aspects", {"label": "SCORE", "pattern": "x", "id": "x", "story": "yes"}, "'story' must be bool"),
        ("opinions", {**ZORB, "intensity": -0.1}, "an intensity lies between 0 and 2"),
        ("opinions", {**ZORB, "intensity": 2.1}, "an intensity lies between 0 and 2"),
        ("opinions", {"label": "positive", "pattern": "zorb", "id": "x"}, "the key 'pos' is missing"),
        ("opinions", {"pattern": "zorb", "pos": "ADJ", "intensity": 1, "id": "x"}, "the key 'label' is missing"),
        ("opinions", {key: value for key, value in ZORB.items() if key != "id"}, "the key 'id' is missing"),
        ("opinions", ["positive", "zorb"], "a row is a JSON object, not list"),
        ("opinions", "null", "a row is a JSON object, not NoneType"),
        ("opinions", '{"label": "positive",', "broken JSON"),
        ("opinions", "superb", "broken JSON"),
        ("opinions", {"id": "no-such-rule", "drop": True}, "no rule has the id 'no-such-rule'"),
        ("opinions", {"id": "superb", "drop": True, "label": "positive"}, "the key 'pattern' is missing"),
    ],
)
def test_a_refused_row_is_named_by_file_and_line(write: Write, name: str, row: Any, wrong: str) -> None:
    folder = write(name, "", row)

    with pytest.raises(RuleError) as caught:
        read_rules(folder)

    assert str(caught.value).startswith(f"{folder / name}.jsonl:2: ")
    assert wrong in str(caught.value)


@pytest.mark.parametrize(
    ("name", "rows", "wrong"),
    [
        ("opinions", [ZORB, {**ZORB, "pattern": "other"}], "the id 'my.zorbful' is already that of {folder}/{name}:1"),
        ("opinions", [ZORB, {**ZORB, "id": "other"}], "'zorbful' already stands at {folder}/{name}:1"),
        ("opinions", [ZORB, {**ZORB, "id": "other", "pattern": "Zorbful"}], "already stands at {folder}/{name}:1"),
        ("labels", [COSTUMES, {**COSTUMES, "id": "other"}], "'COSTUMES' already stands at {folder}/{name}:1"),
        (
            "context",
            [{"label": "FILM", "pattern": "TITLE", "left": "zorb", "id": n} for n in ("a", "b")],
            "'TITLE' already stands at {folder}/{name}:1",
        ),
        (
            "opinions",
            [{"id": "superb", "drop": True}, SUPERB],
            "the id 'superb' is already that of {folder}/{name}:1",
        ),
    ],
)
def test_duplicates_name_both_lines(write: Write, name: str, rows: list[Any], wrong: str) -> None:
    folder = write(name, *rows)

    with pytest.raises(RuleError) as caught:
        read_rules(folder)

    assert str(caught.value).startswith(f"{folder / name}.jsonl:2: ")
    assert wrong.format(folder=folder, name=f"{name}.jsonl") in str(caught.value)


def test_files_that_allow_it_hold_a_phrase_under_two_labels(write: Write) -> None:
    rows = [{"label": label, "pattern": "zorb", "id": label} for label in ("HEDGE", "NEGATOR")]

    assert read_rules(write("modifiers", *rows), extend=False)["modifiers"] == rows


@pytest.mark.parametrize("intensity", [0, 0.5, 2])
def test_an_intensity_may_be_any_number_in_its_range(write: Write, intensity: float) -> None:
    row = {**ZORB, "intensity": intensity}

    assert read_rules(write("opinions", row))["opinions"][-1] == row


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="nowhere: no such folder of patterns"):
        read_rules(tmp_path / "nowhere")


def test_a_folder_without_pattern_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "opinion.jsonl").write_text("")

    with pytest.raises(RuleError, match=r"no pattern file in it; name them .*opinions\.jsonl"):
        read_rules(tmp_path)


def test_a_file_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "opinions.jsonl").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(RuleError, match=r"opinions\.jsonl: can not be read as UTF-8 text"):
        read_rules(tmp_path)


def test_a_byte_order_mark_is_no_part_of_the_first_row(tmp_path: Path) -> None:
    (tmp_path / "opinions.jsonl").write_text(json.dumps(ZORB), encoding="utf-8-sig")

    assert read_rules(tmp_path)["opinions"][-1] == ZORB


@pytest.fixture(scope="module")
def costumed(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """Give a pipeline with a category, terms and a name of the user's own."""
    folder = tmp_path_factory.mktemp("mine")
    files: dict[str, list[dict[str, Any]]] = {
        "labels": [COSTUMES],
        "aspects": [
            {"label": "COSTUMES", "pattern": "costumes", "id": "my.costumes"},
            {"label": "COSTUMES", "pattern": "zorb cape", "id": "my.cape"},
        ],
        "opinions": [ZORB, {**SUPERB, "label": "negative", "id": "my.superb"}, {"id": "terrible", "drop": True}],
        "entities": [{"label": "FILM", "pattern": "zorb of zorbs", "id": "my.film"}],
        "context": [{"label": "CREW", "left": "zorbed by", "pattern": "PERSON", "id": "my.zorbed-by"}],
    }
    for name, rows in files.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return cinespan.load(folder)


def test_a_category_of_the_users_own_needs_rows_only(costumed: Language) -> None:
    doc = costumed("The costumes and the zorb cape are gorgeous.")

    assert [(span.text, span.label_, span.id_) for span in doc.spans["aspects"]] == [
        ("costumes", "COSTUMES", "my.costumes"),
        ("zorb cape", "COSTUMES", "my.cape"),
    ]
    assert list(doc._.praised) == ["COSTUMES"]


def test_the_users_rows_work_in_every_component(costumed: Language) -> None:
    doc = costumed(
        "The score of zorb of zorbs, zorbed by Lena Hartwig, is zorbful. The plot is superb. Terrible acting."
    )

    assert [(ent.text, ent.label_, ent.id_) for ent in doc.ents] == [
        ("zorb of zorbs", "FILM", "my.film"),
        ("Lena Hartwig", "CREW", "my.zorbed-by"),
    ]
    assert [(quad["category"], quad["polarity"], quad["rules"][1]) for quad in doc._.opinions] == [
        ("SCORE", "positive", "my.zorbful"),
        ("STORY", "negative", "my.superb"),
    ]


def test_two_pipelines_with_different_rules_do_not_mix(costumed: Language, nlp: Language) -> None:
    text = "The costumes are gorgeous."

    found = [pipeline(text)._.opinions[0]["category"] for pipeline in (costumed, nlp, costumed, nlp)]

    assert found == ["COSTUMES", "DESIGN"] * 2


def test_weights_are_taken_as_a_whole(tmp_path: Path) -> None:
    row = {"label": "BIAS", "pattern": "any", "weight": -0.5, "id": "own.bias"}
    (tmp_path / "weights.jsonl").write_text(json.dumps(row))

    rules = read_rules(tmp_path)

    assert rules["weights"] == [row]
    assert rules["opinions"] == shipped_rules()["opinions"]
