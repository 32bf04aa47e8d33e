from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from markup_sentences import mark_entities, read_sentence, write_quads

MODIFIERS_AND_PREDICATES = [
    ("The soundtrack has stunning melodies.", ["melodies | stunning | SCORE+"]),
    ("The score is beautiful.", ["score | beautiful | SCORE+"]),
    ("The editing is choppy.", ["editing | choppy | EDITING-"]),
    ("The sound design is immersive.", ["sound design | immersive | SOUND+"]),
    ("The acting is average.", ["acting | average | PERFORMANCES="]),
    ("The dialogue is okay.", ["dialogue | okay | DIALOGUE="]),
    ("What a wonderful score!", ["score | wonderful | SCORE+"]),
    ("It is a moving and poignant film.", ["film | moving | OVERALL+", "film | poignant | OVERALL+"]),
    ("This film is a masterpiece.", ["film | masterpiece | OVERALL+"]),
    ("The film is a waste of time.", ["film | waste of time | OVERALL-"]),
    ("The ending falls flat.", ["ending | falls flat | ENDING-"]),
    ("A well-written script.", ["script | well-written | STORY+"]),
    ("[Rosa Marchetti]{ACTOR} is brilliant.", ["Rosa Marchetti | brilliant | PERFORMANCES+"]),
    ('"[Paper Lanterns]{FILM}" is a gorgeous film.', ["Paper Lanterns | gorgeous | OVERALL+"]),
]

PHRASES = [
    (
        "The performances are nothing short of exceptional.",
        ["performances | nothing short of exceptional | PERFORMANCES+"],
    ),
    ("The plot goes nowhere fast.", ["plot | goes nowhere fast | STORY-"]),
    ("The production values are superb.", ["production values | superb | OVERALL+"]),
    ("The rapport between the two leads is superb.", ["rapport | superb | CHEMISTRY+"]),
    ("The camera work is a feast for the eyes.", ["camera work | feast for the eyes | CINEMATOGRAPHY+"]),
    (
        'Visually, "[Paper Lanterns]{FILM}" is a feast for the eyes.',
        ["Visually | feast for the eyes | CINEMATOGRAPHY+"],
    ),
    (
        "[Rosa Marchetti]{ACTOR} delivers a tour de force performance.",
        ["performance | tour de force | PERFORMANCES+"],
    ),
    (
        "The finale is both thrilling and devastating.",
        ["finale | devastating | ENDING+", "finale | thrilling | ENDING+"],
    ),
    (
        "The story is both heartbreaking and uplifting.",
        ["story | heartbreaking | STORY+", "story | uplifting | STORY+"],
    ),
    ("The film is beautifully shot.", ["shot | beautifully | CINEMATOGRAPHY+"]),
    (
        "The film is beautifully shot and masterfully directed.",
        ["directed | masterfully | DIRECTION+", "shot | beautifully | CINEMATOGRAPHY+"],
    ),
    (
        '"[Paper Lanterns]{FILM}" was masterfully directed by [Anna Lindqvist]{DIRECTOR}.',
        ["directed | masterfully | DIRECTION+"],
    ),
    (
        "This masterfully directed film is a delight.",
        ["directed | masterfully | DIRECTION+", "film | delight | OVERALL+"],
    ),
    ("The villain is played flawlessly by [Peter Novak]{ACTOR}.", ["played | flawlessly | PERFORMANCES+"]),
    (
        "The lovers are played flawlessly by the talented leads.",
        ["leads | talented | PERFORMANCES+", "played | flawlessly | PERFORMANCES+"],
    ),
    ("The score is also a standout element.", ["score | standout | SCORE+"]),
    ("The editing is also a standout element of the film.", ["editing | standout | EDITING+"]),
]

STORY = [
    ("The shy widow discovers a hidden talent for music.", []),
    ("In this kingdom music holds the power to shape the weather.", []),
    ("She grieves for her father while composing a symphony that captures the essence of her sorrow.", []),
    ("A lonely pianist composes a breathtaking sonata for her sister.", []),
    ("Her supportive best friend helps her through the harsh realities of the music industry.", []),
    ("He marries a beautiful singer and moves to Lisbon.", []),
    ("The score is by the composer of the first film.", []),
    ("The film follows a violinist.", []),
    (
        "A boy from the docks, who has a hidden talent for music, runs away to the city.",
        [],
    ),
    (
        "A violinist falls in love with a brilliant composer.",
        [],
    ),
]

NEGATION = [
    ("The cinematography is not stunning.", ["cinematography | stunning | CINEMATOGRAPHY-"]),
    ("The plot is never boring.", ["plot | boring | STORY+"]),
    ("The dialogue isn't clever.", ["dialogue | clever | DIALOGUE-"]),
    ("The dialogue isn’t clever.", ["dialogue | clever | DIALOGUE-"]),
    ("The acting isn't very good.", ["acting | very good | PERFORMANCES-"]),
    ("The script is not bad.", ["script | bad | STORY+"]),
    ("The dialogue is hardly clever.", ["dialogue | clever | DIALOGUE-"]),
    ("I don't think the acting is good.", ["acting | good | PERFORMANCES-"]),
    ("The script is neither funny nor clever.", ["script | clever | STORY-", "script | funny | STORY-"]),
    (
        "Neither the script nor the acting is convincing.",
        ["acting | convincing | PERFORMANCES-", "script | convincing | STORY-"],
    ),
    (
        "There is nothing good about the script.",
        ["script | good | STORY-"],
    ),
    (
        "The acting is not very good.",
        ["acting | very good | PERFORMANCES-"],
    ),
    ("The film is not without charm.", ["film | charm | OVERALL+"]),
    ("I never cared for the gorgeous sets.", ["sets | gorgeous | DESIGN+"]),
    ("Nothing in this film feels fresh.", ["film | feels fresh | OVERALL-"]),
    ("None of the actors are really bad.", ["actors | really bad | PERFORMANCES+"]),
    ("I can't really say the singing is bad.", ["singing | bad | PERFORMANCES+"]),
    (
        "The editing is not sharp and it has a few clever shots.",
        ["editing | sharp | EDITING-", "shots | clever | CINEMATOGRAPHY+"],
    ),
    ("It means little without such an absorbing script.", ["script | absorbing | STORY+"]),
    ("The trailer never spoiled the clever ending.", []),
]

CONTRAST_AND_DEGREE = [
    (
        "The acting is superb, but the script is weak.",
        ["acting | superb | PERFORMANCES+", "script | weak | STORY-"],
    ),
    ("The story is slow but rewarding.", ["story | rewarding | STORY+", "story | slow | PACING-"]),
    ("The score is not dull but gorgeous.", ["score | dull | SCORE+", "score | gorgeous | SCORE+"]),
    (
        "Although the plot is predictable, the performances are outstanding.",
        ["performances | outstanding | PERFORMANCES+", "plot | predictable | STORY-"],
    ),
    (
        "Despite the weak script, the performances are outstanding.",
        ["performances | outstanding | PERFORMANCES+", "script | weak | STORY-"],
    ),
    ("The film is too long.", ["film | too long | PACING-"]),
    ("The movie is far too long.", ["movie | far too long | PACING-"]),
    ("The ending is too abrupt.", ["ending | too abrupt | ENDING-"]),
    ("The sequel is funnier than the original.", ["sequel | funnier | OVERALL+"]),
    ("The direction is worse than the script.", ["direction | worse | DIRECTION-"]),
]

NOT_ASSERTED = [
    ("The acting could have been better.", ["acting | could have been better | PERFORMANCES-"]),
    ("The script could have been sharper.", ["script | sharper | STORY-"]),
    ("Is the acting good?", []),
    ("Was the score any good?", []),
    ("Who could love such a terrible script?", ["script | such a terrible | STORY-"]),
    ("I expected a great score.", []),
    ("I was hoping for a brilliant ending.", []),
    ("If the acting were better, this would be a classic.", []),
    ("Critics say that the acting is brilliant.", []),
    ("It is brilliant.", []),
    ("Brilliant!", []),
    ("If only the acting were better.", ["acting | better | PERFORMANCES-"]),
    ("With a tighter script this might have worked.", ["script | tighter | STORY-"]),
    ("Scenes that should have been fun drag on.", ["Scenes | drag on | PACING-", "Scenes | fun | STORY-"]),
    ("Mind you, I have seen a lot of dull sequels.", []),
    ("Made for those who love a loud musical.", []),
    ("I usually enjoy the smarter comedies.", []),
    ("It should be remade with a better cast.", ["cast | better | PERFORMANCES-"]),
    ("There is room for a better ending.", ["ending | better | ENDING-"]),
    ("The lead is funny instead of dull.", ["lead | funny | PERFORMANCES+"]),
    ("The film deserves to be heard and seen.", ["film | deserves to be heard | OVERALL+"]),
    ("The cast deserved far better.", ["cast | deserved far better | PERFORMANCES+"]),
    ("The script deserved a better director.", ["director | deserved a better | DIRECTION-"]),
    ("If you love clever thrillers, look elsewhere.", []),
]


@pytest.mark.parametrize(
    ("marked", "quads"),
    [
        *MODIFIERS_AND_PREDICATES,
        *PHRASES,
        *STORY,
        *NEGATION,
        *CONTRAST_AND_DEGREE,
        *NOT_ASSERTED,
    ],
)
def test_quadruples_of_a_sentence(constructions: Language, marked: str, quads: list[str]) -> None:
    doc = constructions(read_sentence(marked))

    assert write_quads(doc) == quads
    assert mark_entities(doc) == marked


@pytest.mark.parametrize(
    ("text", "quads"),
    [
        ("A horror film. The effects are gross.", ["effects | gross | EFFECTS+"]),
        ("A war film. The effects are gross.", ["effects | gross | EFFECTS-"]),
        ("A horror film. The effects are not gross.", ["effects | gross | EFFECTS-"]),
        (
            "A horror film, not one of those comedies, for nobody needs comedies. The jokes are gross.",
            ["jokes | gross | HUMOR-"],
        ),
    ],
)
def test_words_mean_what_they_mean_in_the_genre(nlp: Language, text: str, quads: list[str]) -> None:
    assert write_quads(nlp(text)) == quads


def test_sentences_do_not_judge_each_other(constructions: Language) -> None:
    doc = constructions("The score plays. Superb! The plot is there.\nAwful.")

    assert write_quads(doc) == []


def test_a_quadruple_is_plain_data_with_its_evidence(nlp: Language) -> None:
    text = 'Rosa Marchetti\'s performance in "Paper Lanterns" is never very good.'
    (quad,) = nlp(text)._.opinions

    assert text[slice(*quad["aspect"])] == "performance"
    assert text[slice(*quad["opinion"])] == "very good"
    assert {key: quad[key] for key in ("category", "polarity", "negated", "person", "film")} == {
        "category": "PERFORMANCES",
        "polarity": "negative",
        "negated": True,
        "person": "Rosa Marchetti",
        "film": "Paper Lanterns",
    }
    assert quad["rules"] == ["performance", "good", "link.predicate", "intensifier.very", "negator.never"]
    assert 0 < quad["intensity"] <= 1


def test_intensity_follows_intensifiers_and_hedges(nlp: Language) -> None:
    hedged, plain, strong = (
        nlp(f"The plot is {words}.")._.opinions[0]["intensity"] for words in ("a tad clumsy", "clumsy", "very clumsy")
    )

    assert hedged < plain < strong


def test_spans_and_praise_are_views_of_the_quadruples(nlp: Language) -> None:
    doc = nlp("The score and the plot are superb, but the pacing and the plot twists are awful.")

    assert [(span.text, span.label_) for span in doc.spans["aspects"]] == [
        ("score", "SCORE"),
        ("plot", "STORY"),
        ("pacing", "PACING"),
        ("plot twists", "STORY"),
    ]
    assert [(span.text, span.label_, span.id_) for span in doc.spans["opinions"]] == [
        ("superb", "positive", "superb"),
        ("awful", "negative", "awful"),
    ]
    assert {category: [quad["rules"][0] for quad in quads] for category, quads in doc._.praised.items()} == {
        "SCORE": ["score"],
        "STORY": ["plot"],
    }


def test_a_doc_without_judgements_has_empty_groups(nlp: Language) -> None:
    for text in ("", "The film follows a violinist."):
        doc = nlp(text)

        assert (list(doc.spans["aspects"]), list(doc.spans["opinions"])) == ([], [])
        assert (doc._.opinions, doc._.praised) == ([], {})


@pytest.fixture(scope="module")
def alone() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_opinions")
    return nlp


def test_the_component_alone_finds_quadruples(alone: Language) -> None:
    doc = alone("The score is hauntingly beautiful. The plot is not clever.")

    assert write_quads(doc) == ["plot | clever | STORY-", "score | hauntingly beautiful | SCORE+"]


def test_entities_of_others_are_aspects_where_their_label_is_known(alone: Language) -> None:
    words = ["Berlin", "is", "superb", ".", "Ida", "Voss", "is", "superb", "."]
    doc = alone(Doc(alone.vocab, words=words, ents=["B-GPE", "O", "O", "O", "B-ACTOR", "I-ACTOR", "O", "O", "O"]))

    assert write_quads(doc) == ["Ida Voss | superb | PERFORMANCES+"]


def test_aspects_that_somebody_set_are_judged(alone: Language) -> None:
    doc = alone.make_doc("The puppets are superb.")
    doc.spans["aspects"] = [Span(doc, 1, 2, label="PUPPETRY", span_id="mine")]

    doc = alone(doc)

    assert write_quads(doc) == ["puppets | superb | PUPPETRY+"]
    assert doc._.opinions[0]["rules"][:2] == ["mine", "superb"]
    assert [(span.label_, span.id_) for span in doc.spans["aspects"]] == [("PUPPETRY", "mine")]


def test_a_component_in_between_may_drop_aspects() -> None:
    @Language.component("test_drop_scores")
    def drop_scores(doc: Doc) -> Doc:
        doc.spans["aspects"] = [span for span in doc.spans["aspects"] if span.label_ != "SCORE"]
        return doc

    nlp = spacy.blank("en")
    for name in ("film_aspects", "test_drop_scores", "film_opinions"):
        nlp.add_pipe(name)

    assert write_quads(nlp("The score and the plot are superb.")) == ["plot | superb | STORY+"]


def test_processing_again_does_not_add_up(alone: Language) -> None:
    doc = alone("The score is superb.")
    first: list[dict[str, Any]] = list(doc._.opinions)

    assert alone(doc)._.opinions == first
    assert len(doc.spans["opinions"]) == 1
