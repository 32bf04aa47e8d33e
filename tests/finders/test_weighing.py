from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from cinespan.finders.items import END, KIND_NAMES
from cinespan.finders.linking import APART, link_opinions
from cinespan.finders.weighing import Thresholds, Weigher
from cinespan.rules import shipped_rules
from markup_sentences import write_quads

TEXT = "The score is superb, and then a villain enters."
SUPERB, FAR = ("RELATION", "link.predicate ADJ"), ("RELATION", "link.apart-opinion ADJ")
EVEN = Thresholds(joined=0.5, apart=0.5)
Weights = dict[tuple[str, str], float]


@pytest.fixture(scope="module")
def own() -> Language:
    """Give a pipeline whose weights these tests may change."""
    nlp = spacy.blank("en")
    nlp.add_pipe("film_sentences")
    nlp.add_pipe("film_opinions")
    return nlp


def weighing(nlp: Language, weights: Weights, thresholds: Thresholds = EVEN) -> Language:
    """Let a pipeline have these weights alone."""
    component: Any = nlp.get_pipe("film_opinions")
    component._weigher = Weigher({**shipped_rules(), "weights": rows_of(weights)})
    component.thresholds = thresholds
    return nlp


@pytest.fixture(scope="module")
def weigher() -> Weigher:
    return Weigher(shipped_rules())


def rows_of(weights: Weights) -> list[dict[str, Any]]:
    return [
        {"label": label, "pattern": pattern, "weight": weight, "id": f"own.{n}"}
        for n, ((label, pattern), weight) in enumerate(weights.items())
    ]


def scored(nlp: Language, text: str) -> list[tuple[str, float | None]]:
    doc = nlp(text)
    return list(zip(write_quads(doc), [quad["score"] for quad in doc._.opinions], strict=True))


def test_without_weights_the_constructions_alone_decide(own: Language) -> None:
    assert scored(weighing(own, {}), TEXT) == [("score | superb | SCORE+", None)]


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        # a sum of 0 is even odds
        ({("BIAS", "any"): -1.0, SUPERB: 1.0}, [("score | superb | SCORE+", 0.5)]),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0}, [("score | superb | SCORE+", 0.731)]),
        ({("BIAS", "any"): -1.0, SUPERB: -1.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("OPINION", "superb"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("ASPECT", "score"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("DISTANCE", "ADJ left 1"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("BEFORE_OPINION", "left COPULA"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("SECOND_BEFORE_OPINION", "left ASPECT NOUN"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("AFTER_OPINION", "left COMMA"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("SECOND_AFTER_OPINION", "left COORDINATOR"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("BEFORE_ASPECT", "left DETERMINER"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("SECOND_BEFORE_ASPECT", "left END"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("AFTER_ASPECT", "left COPULA"): -3.0}, []),
        ({("BIAS", "any"): -1.0, SUPERB: 2.0, ("SECOND_AFTER_ASPECT", "left OPINION ADJ"): -3.0}, []),
        # of the other side, or another neighbour
        (
            {("BIAS", "any"): -1.0, SUPERB: 2.0, ("BEFORE_OPINION", "right COPULA"): -3.0},
            [("score | superb | SCORE+", 0.731)],
        ),
        # a pair that no construction joins
        ({("BIAS", "any"): -1.0, SUPERB: -1.0, FAR: 2.0}, [("villain | superb | CHARACTERS+", 0.731)]),
        ({("BIAS", "any"): -1.0, SUPERB: -1.0, FAR: 0.0}, []),
    ],
)
def test_what_is_found_is_the_sum_of_the_weights(
    own: Language, weights: Weights, found: list[tuple[str, float]]
) -> None:
    assert scored(weighing(own, weights), TEXT) == found


@pytest.mark.parametrize(
    ("thresholds", "found"),
    [
        (Thresholds(joined=0.5, apart=0.6), ["score | superb | SCORE+"]),
        (Thresholds(joined=0.5, apart=0.5), ["score | superb | SCORE+", "villain | superb | CHARACTERS+"]),
        (Thresholds(joined=0.6, apart=0.6), []),
        (Thresholds(joined=0.0, apart=1.0), ["score | superb | SCORE+"]),
        (Thresholds(joined=1.0, apart=0.0), ["villain | superb | CHARACTERS+"]),
    ],
)
def test_thresholds_say_how_likely_a_judgement_must_be(own: Language, thresholds: Thresholds, found: list[str]) -> None:
    assert write_quads(weighing(own, {SUPERB: 0.0, FAR: 0.0}, thresholds)(TEXT)) == found


def test_an_adverb_that_opens_the_sentence_leaves_the_film_out(own: Language) -> None:
    every_pair = Thresholds(joined=0.0, apart=0.0)

    doc = weighing(own, {SUPERB: 0.0}, every_pair)("Visually, the film is superb.")

    assert write_quads(doc) == ["Visually | superb | CINEMATOGRAPHY+"]


def test_weights_come_from_a_folder_and_thresholds_from_the_config(tmp_path: Path) -> None:
    rows = rows_of({("BIAS", "any"): -1.0, SUPERB: 1.5})
    (tmp_path / "weights.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    nlp = spacy.blank("en")
    nlp.add_pipe("film_opinions", config={"patterns": str(tmp_path), "extend": False, "threshold": 0.6})

    assert scored(nlp, TEXT) == [("score | superb | SCORE+", 0.622)]

    nlp = spacy.blank("en")
    nlp.add_pipe("film_opinions", config={"patterns": str(tmp_path), "extend": False, "threshold": 0.63})

    assert scored(nlp, TEXT) == []


@pytest.mark.parametrize("config", [{"threshold": 1.5}, {"threshold_apart": -0.1}])
def test_a_threshold_is_a_probability(config: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="film_opinions: a threshold lies between 0 and 1"):
        spacy.blank("en").add_pipe("film_opinions", config=config)


def test_a_pair_apart_tells_which_of_its_terms_are_joined_elsewhere(own: Language) -> None:
    nlp = weighing(own, {("BIAS", "any"): 1.0})

    doc = nlp("The score is superb, the villain is dull, and the plot they follow, wonderful.")

    relations = {(quad["rules"][0], quad["rules"][1]): quad["rules"][2] for quad in doc._.opinions}
    assert relations == {
        ("score", "superb"): "link.predicate",
        ("villain", "superb"): "link.apart-both",
        ("plot", "superb"): "link.apart-opinion",
        ("score", "dull"): "link.apart-both",
        ("villain", "dull"): "link.predicate",
        ("plot", "dull"): "link.apart-opinion",
        ("score", "wonderful"): "link.apart-aspect",
        ("villain", "wonderful"): "link.apart-aspect",
        ("plot", "wonderful"): "link.apart",
    }


def test_what_is_said_of_an_aspect_anyway_is_no_judgement_of_its_own(own: Language) -> None:
    nlp = weighing(own, {("BIAS", "any"): 1.0})

    assert write_quads(nlp("The film is a whimsical delight.")) == ["film | whimsical delight | OVERALL+"]


def test_rows_that_never_judge_a_person_do_not_do_so_apart(own: Language) -> None:
    nlp = weighing(own, {("BIAS", "any"): 1.0})
    doc = nlp.make_doc("Ida Voss enters a gorgeous house.")
    doc.set_ents([spacy.tokens.Span(doc, 0, 2, label="ACTOR")])

    assert write_quads(nlp(doc)) == []


def test_documents_of_a_batch_do_not_see_each_other(constructions: Language, weigher: Weigher) -> None:
    texts = ["Superb.", "The score is superb.", "", "Dull. The plot drags, and the end is dull and slow.", "The film."]
    own = items_of(constructions, texts)

    together = weigher.describe(own, [link_opinions(items) for items in own])
    alone = [weigher.describe([items], [link_opinions(items)]) for items in own]

    assert [(pair.document, pair.link, pair.features) for pair in together] == [
        (number, pair.link, pair.features) for number, pairs in enumerate(alone) for pair in pairs
    ]
    assert {pair.document for pair in together} == {1, 3}


def items_of(nlp: Language, texts: list[str]) -> list[Any]:
    return nlp.get_pipe("film_opinions")._items(list(nlp.pipe(texts)))


def test_the_kinds_of_items_have_names() -> None:
    assert (KIND_NAMES[END], len(KIND_NAMES), len(set(KIND_NAMES))) == ("END", 22, 22)


WORDS = ("The", "score", "film", "is", "superb", "dull", "not", ",", ".", "and", "by", "Voss", "well", "made", "no")


# no deadline: the first example waits for the pipeline
@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_words_in_any_order_are_weighed(constructions: Language, weigher: Weigher, words: list[str]) -> None:
    (items,) = items_of(constructions, [" ".join(words)])
    links = link_opinions(items)

    (chosen,) = weigher.choose([items], [links], Thresholds(joined=0, apart=1))

    # every pair of a construction is weighed, whatever its score
    assert [link._replace(score=None) for link in chosen] == sorted(links, key=lambda link: link[:2])
    assert all(0 <= link.score <= 1 for link in chosen)
    assert not any(link.relation in APART for link in chosen)
