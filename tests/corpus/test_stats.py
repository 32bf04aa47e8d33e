from __future__ import annotations

from pathlib import Path

from made_corpora import ALL, BARE, review, write_corpus

from cinespan.corpus.stats import CorpusStats, Tally, Verdicts, corpus_stats

LONG = "The keeper of the old lighthouse counts the ships each night and writes their names into a book of blue paper. "


def test_all_that_is_counted(tmp_path: Path) -> None:
    stats = corpus_stats(write_corpus(tmp_path / "in", *ALL))

    assert stats == CorpusStats(
        documents=3,
        tokens=13 + 6 + 5,
        entities={"FILM": 2, "DIRECTOR": 1},
        aspects={"SCORE": {"positive": 2}, "PACING": {"negative": 1}},
        without_entities=1,
        without_opinions=1,
        praised_films=[Verdicts("Heat", 2, 1)],
        praised_people=[Verdicts("Ana Lind", 1, 0)],
        praised_aspects=[Verdicts("score", 2, 0)],
    )


def test_film_of_the_record_stands_in_where_the_text_names_none(tmp_path: Path) -> None:
    quad = ("score", "SCORE", "superb", "positive", {})
    corpus = write_corpus(
        tmp_path / "in.spacy",
        review(1, "A superb score.", quads=(quad,), title="Salt"),
        review(2, "A superb score.", quads=(quad,), title={"credits": "are no name"}),
    )

    assert corpus_stats(corpus, by="title").praised_films == [Verdicts("Salt", 1, 0)]
    assert corpus_stats(corpus).praised_films == []


def test_duplicates_by_id_by_text_and_nearly(tmp_path: Path) -> None:
    texts = [LONG * 3, LONG * 3, LONG * 3 + "And so on.", "Another text of nothing at all."]
    reviews = [review(number % 3, text) for number, text in enumerate(texts)]

    stats = corpus_stats(write_corpus(tmp_path / "in.spacy", *reviews))

    assert (stats.repeated_ids, stats.exact_duplicates, stats.near_duplicates) == (1, 1, 1)
    assert stats.duplicate_groups == [[0, 1, 2]]


def test_no_more_is_named_than_was_asked_for(tmp_path: Path) -> None:
    stats = corpus_stats(write_corpus(tmp_path / "in.spacy", *ALL, BARE), top=0)

    assert (stats.praised_films, stats.praised_people, stats.duplicate_groups) == ([], [], [])
    assert stats.exact_duplicates == 1


def test_corpus_of_nothing(tmp_path: Path) -> None:
    assert corpus_stats(write_corpus(tmp_path / "in.spacy")) == CorpusStats()


def test_the_less_panned_comes_first_of_as_much_praise() -> None:
    tally = Tally()
    for name, polarity in [
        ("B", "positive"),
        ("A", "positive"),
        ("a ", "negative"),
        ("C", "neutral"),
        ("D", "negative"),
    ]:
        tally.add(name, polarity)

    assert tally.most_praised(9) == [Verdicts("B", 1, 0), Verdicts("A", 1, 1)]


def test_entities_by_source(tmp_path: Path) -> None:
    stats = corpus_stats(write_corpus(tmp_path / "in.spacy", *ALL), sources=True)

    assert stats.sources == {
        "entities": {
            "credits": {"count": 1, "documents": 0.3333, "labels": {"DIRECTOR": 1}},
            "pattern": {"count": 1, "documents": 0.3333, "labels": {"FILM": 1}},
            "context": {"count": 1, "documents": 0.3333, "labels": {"FILM": 1}},
        },
        "layers": None,
        "places": 0,
    }
