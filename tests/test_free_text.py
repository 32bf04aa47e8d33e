"""Any text gives findings that lie in it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from cinespan.labels import POLARITIES
from cinespan.rules import shipped_rules
from markup_sentences import contents

RULES = shipped_rules()
CATEGORIES = {row["label"] for row in RULES["labels"] if row["kind"] == "category"}
ENTITIES = {row["label"] for row in RULES["labels"] if row["kind"] == "entity"}
PHRASES = [
    str(row["pattern"])
    for name in ("aspects", "opinions", "modifiers", "grammar", "names", "entities")
    for row in RULES[name][:: max(1, len(RULES[name]) // 150)]
]
CONTEXT = sorted(
    {word for row in RULES["context"] for side in ("left", "right") for word in row.get(side, "").split("|")}
)
MARKS = [
    *".,;:!?-–—…()[]{}\"'“”‘’/*&%$#@|<>\\ ",
    *("'s", "’s", "...", "!!!", "<br />", "\n", "\n\n", "\t", "\r\n", "🎬", "👩🏽", "\u200b", "\u2028", "\x00", "é"),
    *("1999", "7/10"),
]
NAMES = ["Rosa", "Marchetti", "Paper Lanterns", "Emma", "Stone", "The", "Dr.", "J.", "McAdam", "A", "I", "NOVAK"]

word = st.sampled_from(PHRASES) | st.sampled_from(CONTEXT) | st.sampled_from(MARKS) | st.sampled_from(NAMES)
mixed = st.lists(st.tuples(word, st.sampled_from(["", " ", " ", " ", "  "])), max_size=40).map(
    lambda pairs: "".join(text + space for text, space in pairs)
)
clause = st.tuples(
    st.sampled_from(["The", "Its", "Paper Lanterns has a", "", "“The", "I think the", "Neither the"]),
    st.sampled_from([row["pattern"] for row in RULES["aspects"]]),
    st.sampled_from(["is", "isn't", "is not very", "was too", "that is", ",", "and the plot are", "could have been"]),
    st.sampled_from([row["pattern"] for row in RULES["opinions"]]),
    st.sampled_from([".", "!", "?", ", but", "\n", "", ")", "”", " (..", "-  -"]),
).map(" ".join)
spoken = st.lists(clause, min_size=1, max_size=4).map(" ".join)


STRATEGIES = {"free": st.text(max_size=200), "mixed": mixed, "spoken": spoken}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(*STRATEGIES.values()))
def test_findings_lie_in_the_text(nlp: Language, text: str) -> None:
    doc = nlp(text)

    assert doc.text == text
    starts, ends = {token.idx for token in doc}, {token.idx + len(token) for token in doc}
    free = 0
    for ent in doc.ents:
        assert free <= ent.start < ent.end <= len(doc)
        assert ent.label_ in ENTITIES
        assert ent.id_
        free = ent.end
    pairs = set()
    for quad in doc._.opinions:
        for term in ("aspect", "opinion"):
            start, end = quad[term]
            assert start < end
            assert start in starts
            assert end in ends
        assert quad["polarity"] in POLARITIES
        assert quad["category"] in CATEGORIES
        assert 0 <= quad["intensity"] <= 1
        assert all(quad["rules"])
        pairs.add((*quad["aspect"], *quad["opinion"]))
    assert len(pairs) == len(doc._.opinions)
    assert {span.label_ for span in doc.spans["aspects"]} <= CATEGORIES
    assert {span.label_ for span in doc.spans["opinions"]} <= set(POLARITIES)
    assert {(s.start_char, s.end_char) for s in doc.spans["opinions"]} == {tuple(q["opinion"]) for q in doc._.opinions}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(*STRATEGIES.values()))
def test_findings_are_the_same_twice(nlp: Language, text: str) -> None:
    assert contents(nlp(text)) == contents(nlp(text))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(spoken | mixed, max_size=4))
def test_texts_do_not_know_of_each_other(nlp: Language, texts: list[str]) -> None:
    assert [contents(doc) for doc in nlp.pipe(texts)] == [contents(nlp(text)) for text in texts]
