from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, registry

from cinespan.corpus.shards import open_corpus
from cinespan.errors import InputError

TEXTS = [
    f"{name} is superb in {film}. The {aspect} is {opinion}."
    for name in ("Anna Lindqvist", "Otto Brandt", "Ines Aldana")
    for film in ("Harbour Lights", "Salt Road")
    for aspect, opinion in (("score", "superb"), ("pacing", "dull"), ("story", "predictable"))
]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    for name in ("one.spacy", "shards"):
        with open_corpus(folder / name, shard_tokens=60) as add:
            add(Doc(nlp.vocab))
            for doc in nlp.pipe(TEXTS):
                add(doc)
    return folder


def read(path: Path, **options: object) -> list[Example]:
    # by the entry point, as a config does
    return list(registry.readers.get("cinespan.corpus.v1")(path, **options)(spacy.blank("en")))


@pytest.mark.parametrize("name", ["one.spacy", "shards"])
def test_examples_carry_entities_and_aspects(corpora: Path, nlp: Language, name: str) -> None:
    examples = read(corpora / name)

    assert [example.text for example in examples] == TEXTS
    doc = nlp(TEXTS[0])
    assert [ent.text for ent in examples[0].reference.ents] == [ent.text for ent in doc.ents]
    spans = [(span.text, span.label_) for span in examples[0].reference.spans["aspects"]]
    assert ("score", "SCORE") in spans
    assert examples[0].predicted.ents == ()


def test_number_of_examples_may_be_limited(corpora: Path) -> None:
    assert [example.text for example in read(corpora / "shards", limit=7)] == TEXTS[:7]


def test_documents_of_others_get_a_span_group(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus.spacy") as add:
        add(spacy.blank("en")("Nothing is judged."))

    (example,) = read(tmp_path / "corpus.spacy")

    assert list(example.reference.spans["aspects"]) == []


def test_what_is_no_corpus_is_refused_at_once(corpora: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        registry.readers.get("cinespan.corpus.v1")(tmp_path / "missing")


def test_shipped_config_trains_a_pipeline_of_plain_spacy(corpora: Path, root: Path, tmp_path: Path) -> None:
    paths = {"paths.train": str(corpora / "shards"), "paths.dev": str(corpora / "one.spacy")}
    small = {"components.tok2vec.model.width": 32, "components.tok2vec.model.embed_size": 300}
    steps = {"training.max_steps": 30, "training.eval_frequency": 15, "training.batcher.size.start": 200}
    config = load_config(root / "configs" / "model.cfg", overrides={**paths, **small, **steps}, interpolate=True)

    trained, _ = train(init_nlp(config), tmp_path)

    assert trained.pipe_names == ["tok2vec", "ner", "spancat"]
    model = spacy.load(tmp_path / "model-best")
    scores = model.evaluate(read(corpora / "one.spacy"))
    assert scores["ents_f"] > 0.5
    assert "spans_aspects_f" in scores
    needed = {name for section in ("nlp", "components") for name in str(model.config[section]).split("'")}
    assert not any("cinespan" in name or name.startswith("film_") for name in needed)
