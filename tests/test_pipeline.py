from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any

import pytest
import spacy
from confection import ConfigValidationError
from spacy import util
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from thinc.api import Config

import cinespan
from cinespan.doc_data import OPINIONS_DATA
from cinespan.errors import RuleError
from markup_sentences import contents, write_quads

FACTORIES = (
    "film_sentences",
    "film_credits",
    "film_names",
    "film_history",
    "film_cast",
    "film_aspects",
    "film_opinions",
)
# film_opinions finds the aspects as well
ALL_FACTORIES = (*FACTORIES, "film_ruler", "film_catalogue")
"""With those that do not work without a list or a file."""
PIPES = [FACTORIES[0], "entity_ruler", *(name for name in FACTORIES[1:] if name != "film_aspects")]
JOINING = ("film_layer", "film_merge", "film_vote")
"""The factories that join pipelines, which the shipped one has no use for."""
TEXTS = [
    '"Winter Sonata: The Amber Keys" is a gorgeous film by director Anna Lindqvist. Lindqvist is superb!\n\nThe score, '
    "composed by the renowned artist Otto Kravitz, is hauntingly beautiful, but the plot isn't clever.",
    "The film follows a young musician named Tavira. It’s beautifully shot; the pacing is not bad. I like Star Wars.",
    "<br />Great stunts, poor script 🎬!!!The cast is good",
    "No names, no praise.",
    " \n ",
    "",
]


@pytest.fixture(scope="module")
def expected(nlp: Language) -> list[dict[str, Any]]:
    found = [contents(nlp(text)) for text in TEXTS]
    assert [len(doc["ents"]) for doc in found[:3]] == [4, 2, 0]
    assert [len(doc["opinions"]) for doc in found[:3]] == [4, 3, 3]
    return found


def run_python(script: str, *arguments: object, folder: Path) -> str:
    """Run a script that imports only what it says."""
    command = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
    # a small pool of threads and no bytecode: several of these run in a test session
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_load_gives_the_pipeline_in_its_order(nlp: Language) -> None:
    assert nlp.lang == "en"
    assert nlp.pipe_names == PIPES


def test_the_meta_names_the_pipeline(nlp: Language) -> None:
    assert (nlp.meta["lang"], nlp.meta["name"], nlp.meta["version"]) == ("en", "cinespan", version("cinespan"))
    assert nlp.meta["description"]


def test_spacy_loads_it_just_the_same(nlp: Language, expected: list[dict[str, Any]]) -> None:
    other = spacy.load("cinespan")

    assert other.pipe_names == nlp.pipe_names
    assert other.config == nlp.config
    assert [contents(other(text)) for text in TEXTS] == expected


def test_nothing_is_missing_for_any_component(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()

    assert analysis["problems"] == {name: [] for name in PIPES}
    assert {"doc.ents", "token.is_sent_start", "doc.spans", "doc._.opinions", "doc._.praised"} <= set(analysis["attrs"])


def test_nlp_pipe_gives_the_same_docs(nlp: Language, expected: list[dict[str, Any]]) -> None:
    assert [contents(doc) for doc in nlp.pipe(TEXTS)] == expected


def test_two_processes_give_the_same_docs(nlp: Language, expected: list[dict[str, Any]]) -> None:
    docs = list(nlp.pipe(TEXTS, n_process=2, batch_size=2))

    assert [contents(doc) for doc in docs] == expected


def test_the_same_doc_twice_gives_the_same(nlp: Language, expected: list[dict[str, Any]]) -> None:
    again = [nlp(nlp(text)) for text in TEXTS]

    assert [contents(doc) for doc in again] == expected


@pytest.fixture(scope="module")
def saved(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "film"
    nlp.to_disk(folder)
    return folder


def test_disk_gives_the_same_docs(nlp: Language, expected: list[dict[str, Any]], saved: Path) -> None:
    loaded = spacy.load(saved)

    assert loaded.config == nlp.config
    assert [contents(loaded(text)) for text in TEXTS] == expected
    assert [doc.to_bytes() for doc in loaded.pipe(TEXTS)] == [doc.to_bytes() for doc in nlp.pipe(TEXTS)]


def test_a_saved_pipeline_loads_without_an_import_of_ours(nlp: Language, saved: Path) -> None:
    script = """
import json, sys, spacy
nlp = spacy.load("film")
print(json.dumps([nlp(text)._.opinions for text in json.loads(sys.argv[1])]))
"""

    printed = run_python(script, json.dumps(TEXTS), folder=saved.parent)

    assert json.loads(printed) == [nlp(text)._.opinions for text in TEXTS]


def test_bytes_give_the_same_docs(nlp: Language, expected: list[dict[str, Any]]) -> None:
    blank = util.load_model_from_config(nlp.config, auto_fill=True)

    loaded = blank.from_bytes(nlp.to_bytes())

    assert [contents(loaded(text)) for text in TEXTS] == expected


def test_pickle_gives_the_same_docs(nlp: Language, expected: list[dict[str, Any]]) -> None:
    loaded = pickle.loads(pickle.dumps(nlp))

    assert [contents(loaded(text)) for text in TEXTS] == expected


def test_the_config_round_trips(nlp: Language, expected: list[dict[str, Any]]) -> None:
    config = Config().from_str(nlp.config.to_str(), interpolate=False)
    assert config == nlp.config

    rebuilt = English.from_config(config)
    rebuilt.initialize()

    for section in ("nlp", "components"):
        assert rebuilt.config[section] == nlp.config[section]
    assert rebuilt.config["initialize"]["components"] == nlp.config["initialize"]["components"]
    assert [contents(rebuilt(text)) for text in TEXTS] == expected


def test_a_short_config_can_be_filled(nlp: Language) -> None:
    lines = ["[nlp]", 'lang = "en"', 'pipeline = ["film_opinions"]', "[components]", "[components.film_opinions]"]
    config = Config().from_str("\n".join([*lines, 'factory = "film_opinions"']))

    filled = util.load_model_from_config(config, auto_fill=True).config

    assert filled["components"]["film_opinions"] == nlp.config["components"]["film_opinions"]


def test_a_doc_bin_reads_back_with_stock_spacy(nlp: Language, tmp_path: Path) -> None:
    docs = list(nlp.pipe(TEXTS))
    DocBin(docs=docs, store_user_data=True).to_disk(tmp_path / "corpus.spacy")
    script = """
import json, sys, spacy
from spacy.tokens import DocBin
from spacy.vocab import Vocab
docs = list(DocBin().from_disk("corpus.spacy").get_docs(Vocab()))
print(json.dumps([
    {
        "text": doc.text,
        "ents": [(ent.text, ent.label_, ent.id_) for ent in doc.ents],
        "spans": {name: [(s.text, s.label_, s.id_) for s in group] for name, group in doc.spans.items()},
        "opinions": doc.user_data[("._.", "opinions", None, None)],
    }
    for doc in docs
]))
assert "cinespan" not in sys.modules
"""

    printed = json.loads(run_python(script, folder=tmp_path))

    assert printed == json.loads(
        json.dumps(
            [
                {
                    "text": doc.text,
                    "ents": [(ent.text, ent.label_, ent.id_) for ent in doc.ents],
                    "spans": {name: [(s.text, s.label_, s.id_) for s in group] for name, group in doc.spans.items()},
                    "opinions": doc._.opinions,
                }
                for doc in docs
            ]
        )
    )


def test_opinions_lie_where_their_key_says(nlp: Language) -> None:
    doc = nlp("The score is superb.")

    assert OPINIONS_DATA == ("._.", "opinions", None, None)
    assert doc.user_data[OPINIONS_DATA] == doc._.opinions
    assert doc._.opinions


def test_doc_bytes_keep_all(nlp: Language, expected: list[dict[str, Any]]) -> None:
    docs = [Doc(nlp.vocab).from_bytes(nlp(text).to_bytes()) for text in TEXTS]

    assert [contents(doc) for doc in docs] == expected


def test_every_factory_is_an_entry_point() -> None:
    registered = {point.name for point in entry_points(group="spacy_factories") if point.value.startswith("cinespan.")}

    assert registered == {*ALL_FACTORIES, *JOINING}


def test_every_factory_works_without_an_import_of_ours(tmp_path: Path) -> None:
    script = """
import json, sys, spacy
found = {}
for name in sys.argv[1:]:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    found[name] = nlp.pipe_names
    assert nlp.has_factory(name)
    assert len(nlp("The score is superb.")) == 5
doc = nlp("The score is superb.")
print(json.dumps([found, doc._.opinions]))
"""

    found, opinions = json.loads(run_python(script, *FACTORIES, folder=tmp_path))

    assert found == {name: [name] for name in FACTORIES}
    assert [(quad["category"], quad["polarity"]) for quad in opinions] == [("SCORE", "positive")]


@pytest.mark.parametrize("name", [*ALL_FACTORIES, *JOINING])
def test_a_component_alone_declares_itself(name: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    meta = nlp.get_factory_meta(name)

    assert meta.assigns
    assert meta.retokenizes is False
    # a history, a cast, a layer, a merge and a vote need the names of somebody else
    needed = [f"{attr} not assigned" for attr in meta.requires]
    assert len(nlp.analyze_pipes()["problems"][name]) == len(needed)
    assert bool(meta.requires) == (name in ("film_history", "film_cast", *JOINING))


@pytest.mark.parametrize("name", ALL_FACTORIES)
def test_a_misspelt_key_of_the_config_fails(name: str) -> None:
    with pytest.raises(ConfigValidationError, match=r"unexpected argument: '(pattern|overwrite)'"):
        spacy.blank("en").add_pipe(name, config={"pattern": None})


def test_a_misspelt_key_fails_in_load() -> None:
    with pytest.raises(ConfigValidationError, match=r"unexpected argument: '(pattern|overwrite)'"):
        cinespan.load(config={"components": {"film_names": {"overwrite": True}}})


def test_components_can_be_disabled_excluded_and_enabled() -> None:
    disabled = cinespan.load(disable=["film_history"], exclude=["entity_ruler"])
    enabled = cinespan.load(enable=["film_opinions"])

    assert (disabled.pipe_names, disabled.disabled) == (
        [n for n in PIPES if n not in ("film_history", "entity_ruler")],
        ["film_history"],
    )
    assert "entity_ruler" not in disabled.component_names
    assert (enabled.pipe_names, enabled.component_names) == (["film_opinions"], PIPES)
    assert write_quads(enabled("The score is superb.")) == ["score | superb | SCORE+"]


@pytest.mark.parametrize(
    "config",
    [
        {"components": {"film_names": {"overwrite_ents": False}}},
        {"components.film_names.overwrite_ents": False},
    ],
)
def test_the_config_can_be_overridden(config: dict[str, Any]) -> None:
    nlp = cinespan.load(config=config, exclude=["entity_ruler", "film_opinions"])

    assert nlp.config["components"]["film_names"]["overwrite_ents"] is False
    assert nlp.get_pipe("film_names").overwrite_ents is False


def test_a_vocabulary_can_be_shared(nlp: Language) -> None:
    assert cinespan.load(vocab=nlp.vocab, exclude=PIPES).vocab is nlp.vocab


@pytest.fixture
def zorbs(tmp_path: Path) -> Path:
    """Give a folder with an opinion of the user's own."""
    row = {"label": "negative", "pattern": "zorbful", "pos": "ADJ", "intensity": 0.5, "id": "my.zorbful"}
    (tmp_path / "opinions.jsonl").write_text(json.dumps(row))
    return tmp_path


TEXT = "The score is zorbful. The plot is superb."


@pytest.mark.parametrize(
    ("extend", "quads"),
    [
        (True, ["plot | superb | STORY+", "score | zorbful | SCORE-"]),
        (False, ["score | zorbful | SCORE-"]),
    ],
)
def test_a_folder_of_patterns_reaches_load_and_add_pipe(zorbs: Path, extend: bool, quads: list[str]) -> None:
    loaded = cinespan.load(zorbs, extend=extend, exclude=["entity_ruler"])
    added = spacy.blank("en")
    added.add_pipe("film_opinions", config={"patterns": str(zorbs), "extend": extend})

    assert write_quads(loaded(TEXT)) == write_quads(added(TEXT)) == quads


def test_a_folder_of_patterns_is_part_of_the_config(zorbs: Path) -> None:
    nlp = cinespan.load(zorbs)

    settings = nlp.config["components"]["film_opinions"]

    assert (settings["patterns"], settings["extend"]) == (str(zorbs), True)
    assert nlp.config["initialize"]["components"]["entity_ruler"]["patterns"]["patterns"] == str(zorbs)


def test_a_saved_pipeline_brings_its_rules_along(zorbs: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("saved") / "film"
    nlp = cinespan.load(zorbs, exclude=["entity_ruler"])
    nlp.to_disk(folder)
    (zorbs / "opinions.jsonl").unlink()
    zorbs.rmdir()

    loaded = spacy.load(folder)

    assert write_quads(loaded(TEXT)) == ["plot | superb | STORY+", "score | zorbful | SCORE-"]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="nowhere: no such folder of patterns"):
        cinespan.load(tmp_path / "nowhere")


def test_pipelines_with_different_rules_live_side_by_side(zorbs: Path, nlp: Language) -> None:
    other = cinespan.load(zorbs, vocab=nlp.vocab, exclude=["entity_ruler"])

    found = [write_quads(pipeline(TEXT)) for pipeline in (nlp, other, nlp)]

    assert [len(quads) for quads in found] == [1, 2, 1]
    # one Doc through both: the second finds by its own rules
    doc = other.get_pipe("film_opinions")(nlp(TEXT))
    assert len(doc._.opinions) == 2
