"""The components in pipelines of other people: Docs built by hand, and a small trained pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, registry

from markup_sentences import contents, mark_entities, write_quads

OURS = ("film_sentences", "film_names", "film_history", "film_aspects", "film_opinions")
PUBLIC = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
TRAIN = [
    (
        ["Rosa", "visits", "Berlin", "."],
        ["PROPN", "VERB", "PROPN", "PUNCT"],
        [1, 1, 1, 1],
        ["nsubj", "ROOT", "dobj", "punct"],
        ["B-PERSON", "O", "B-GPE", "O"],
    ),
    (
        ["The", "score", "is", "superb", "."],
        ["DET", "NOUN", "AUX", "ADJ", "PUNCT"],
        [1, 2, 2, 2, 2],
        ["det", "nsubj", "ROOT", "acomp", "punct"],
        ["O"] * 5,
    ),
]


def ours_on(nlp: Language, **config: bool) -> Language:
    for name in OURS:
        nlp.add_pipe(name, config=config if name == "film_names" else {})
    return nlp


@registry.misc("test_lemma_lookups")
def make_lookups() -> Lookups:
    lookups = Lookups()
    lookups.add_table("lemma_lookup", {"visits": "visit"})
    return lookups


@pytest.fixture(scope="module")
def trained() -> Language:
    """Give a pipeline in spaCy's public order, trained on two sentences, with ours behind it."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    width = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 16, "depth": 1, "embed_size": 100, "window_size": 1}
    nlp.add_pipe(
        "tok2vec", config={"model": {**width, "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None}}
    )
    listener = {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "*"}}
    nlp.add_pipe("tagger", config={"model": listener})
    nlp.add_pipe("parser", config={"model": listener, "min_action_freq": 1})
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.add_pipe("ner", config={"model": listener})
    examples = [
        Example(
            nlp.make_doc(" ".join(words)),
            Doc(nlp.vocab, words=words, tags=tags, heads=heads, deps=deps, ents=ents),
        )
        for words, tags, heads, deps, ents in TRAIN
    ]
    nlp.config["initialize"]["components"]["lemmatizer"] = {"lookups": {"@misc": "test_lemma_lookups"}}
    optimizer = nlp.initialize(lambda: examples)
    # initialize() empties the ruler
    nlp.get_pipe("attribute_ruler").add([[{"TAG": "PROPN"}]], {"POS": "PROPN"})
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    return ours_on(nlp)


def test_ours_run_behind_the_public_order(trained: Language) -> None:
    assert trained.pipe_names == [*PUBLIC, *OURS]
    assert trained.analyze_pipes()["problems"] == {name: [] for name in trained.pipe_names}


def test_the_entities_and_the_parse_of_a_trained_pipeline_are_kept(trained: Language) -> None:
    text = "Rosa visits Berlin . The score is superb ."
    with trained.select_pipes(disable=OURS):
        before = trained(text)
    after = trained(text)

    kept = [(ent.start, ent.end, ent.label_) for ent in before.ents]
    assert (0, 1, "PERSON") in kept
    assert [(ent.start, ent.end, ent.label_) for ent in after.ents] == kept
    for name in ("tag_", "pos_", "lemma_", "dep_", "is_sent_start"):
        assert [getattr(token, name) for token in after] == [getattr(token, name) for token in before]
    assert write_quads(after) == ["score | superb | SCORE+"]


def test_a_trained_pipeline_with_ours_streams(trained: Language) -> None:
    texts = ["The score is superb .", "", "The film was directed by Anna Lindqvist ."]

    assert [contents(doc) for doc in trained.pipe(texts)] == [contents(trained(text)) for text in texts]


@pytest.fixture(scope="module")
def keeping() -> Language:
    return ours_on(spacy.blank("en"))


@pytest.fixture(scope="module")
def overwriting() -> Language:
    return ours_on(spacy.blank("en"), overwrite_ents=True)


def parsed_doc(nlp: Language) -> Doc:
    """Build what a parser and an NER leave: two names inside a title, and one outside."""
    words = ['"', "Requiem", "of", "Marisol", '"', "has", "a", "superb", "score", ".", "Berlin", "waits", "."]
    heads = [5, 5, 1, 2, 5, 5, 8, 8, 5, 5, 11, 11, 11]
    deps = ["punct", "nsubj", "prep", "pobj", "punct", "ROOT", "det", "amod", "dobj", "punct", "nsubj", "ROOT", "punct"]
    spaces = [False, True, True, False, True, True, True, True, False, True, True, False, False]
    ents = ["O", "O", "O", "B-PERSON", *["O"] * 6, "B-GPE", "O", "O"]
    return Doc(nlp.vocab, words=words, spaces=spaces, heads=heads, deps=deps, ents=ents)


def test_a_hand_built_doc_keeps_its_entities_and_its_parse(keeping: Language) -> None:
    doc = keeping(parsed_doc(keeping))

    assert mark_entities(doc) == '"Requiem of [Marisol]{PERSON}" has a superb score. [Berlin]{GPE} waits.'
    assert [sent.start for sent in doc.sents] == [0, 10]
    assert [token.dep_ for token in doc] == [token.dep_ for token in parsed_doc(keeping)]
    assert write_quads(doc) == ["score | superb | SCORE+"]


def test_a_longer_title_replaces_the_entities_inside_it_if_told_to(overwriting: Language) -> None:
    doc = overwriting(parsed_doc(overwriting))

    assert mark_entities(doc) == '"[Requiem of Marisol]{FILM}" has a superb score. [Berlin]{GPE} waits.'
    assert [sent.start for sent in doc.sents] == [0, 10]
    assert doc._.opinions[0]["film"] is None


def test_sentences_of_a_parser_part_what_ours_would_join(keeping: Language) -> None:
    words = ["The", "score", "is", "there", "superb", "is", "the", "plot"]
    starts = [True, False, False, False, True, False, False, False]
    apart = keeping(Doc(keeping.vocab, words=words, sent_starts=starts))

    assert [sent.start for sent in apart.sents] == [0, 4]
    assert "score | superb | SCORE+" not in write_quads(apart)
