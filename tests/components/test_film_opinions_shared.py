"""Constructions: judgements that a second noun shares or that measure by it, and nouns that stand before a clause."""

from __future__ import annotations

import pytest
from spacy.language import Language

from markup_sentences import mark_entities, read_sentence, write_quads

SENTENCES = [
    # echoes
    ("The score is superb, and so is the cast.", ["cast | superb | PERFORMANCES+", "score | superb | SCORE+"]),
    (
        "[Ida Voss]{ACTOR} is dreadful as the widow, as are the sets and the songs.",
        ["Ida Voss | dreadful | PERFORMANCES-", "sets | dreadful | DESIGN-", "songs | dreadful | SCORE-"],
    ),
    # complements and exclamations
    ("I found the plot and the jokes dull.", ["jokes | dull | HUMOR-", "plot | dull | STORY-"]),
    (
        "You notice how tedious and bland this show is.",
        ["show | bland | OVERALL-", "show | tedious | OVERALL-"],
    ),
    ("The film is dull and you should avoid it.", ["film | avoid it | OVERALL-", "film | dull | OVERALL-"]),
    (
        "The screenplay, penned by [Ida Voss]{WRITER}, weaves its threads with remarkable finesse.",
        ["screenplay | remarkable finesse | STORY+"],
    ),
    ("This is one drama I like a lot.", ["drama | I like | OVERALL+"]),
    ("These are films I like.", []),
    ("The main problem with the script is that nobody wants anything.", ["script | main problem | STORY-"]),
    ("Neither of the leads is convincing.", ["leads | convincing | PERFORMANCES-"]),
    ("The film got a bad rap, but the songs are fine.", ["songs | fine | SCORE+"]),
    # examples
    (
        "The songs are dull, especially the score and the dialogue.",
        ["dialogue | dull | DIALOGUE-", "score | dull | SCORE-", "songs | dull | SCORE-"],
    ),
    # comparisons
    (
        "The film is not as good as [Harbour Lights]{FILM}.",
        ["Harbour Lights | good | OVERALL+", "film | good | OVERALL-"],
    ),
    (
        "The second film is better than [Harbour Lights]{FILM}.",
        ["Harbour Lights | better | OVERALL-", "second film | better | OVERALL+"],
    ),
    ("Nothing is worse than this movie.", ["movie | worse | OVERALL-"]),
    ("The acting is as good as the score.", ["acting | good | PERFORMANCES+"]),
    # lists
    (
        "The settings were beautiful: the sets, the old harbour, the costumes and the music.",
        [
            "costumes | beautiful | DESIGN+",
            "music | beautiful | SCORE+",
            "sets | beautiful | DESIGN+",
            "settings | beautiful | DESIGN+",
        ],
    ),
    (
        "The cast is wooden ([Ida Voss]{ACTOR}, [Rosa Marchetti]{ACTOR}).",
        [
            "Ida Voss | wooden | PERFORMANCES-",
            "Rosa Marchetti | wooden | PERFORMANCES-",
            "cast | wooden | PERFORMANCES-",
        ],
    ),
    ("The film is beautiful: the music swells and the camera glides.", ["film | beautiful | OVERALL+"]),
    # a second clause behind a role
    (
        "[Ida Voss]{ACTOR} was great as the widow and [Rosa Marchetti]{ACTOR} was dreadful as the cook.",
        ["Ida Voss | great | PERFORMANCES+", "Rosa Marchetti | dreadful | PERFORMANCES-"],
    ),
    (
        "The film has a great score and the cast is superb.",
        ["cast | superb | PERFORMANCES+", "score | great | SCORE+"],
    ),
    ("I think the film and the acting are dull.", ["acting | dull | PERFORMANCES-", "film | dull | OVERALL-"]),
    (
        "It was a true, gritty western and the cast is superb.",
        ["cast | superb | PERFORMANCES+", "western | gritty | OVERALL+"],
    ),
    ("In the history of movies, and the songs are dull.", ["songs | dull | SCORE-"]),
    # what "it" is looked at as
    ("The plot is thin, but as a comedy it fails.", ["comedy | fails | OVERALL-", "plot | thin | STORY-"]),
    # a comparison ends a noun phrase
    ("The cast is better then the old script.", ["cast | better | PERFORMANCES+"]),
    # a complement behind a noun with a preposition
    ("The plot is in the end hilarious.", ["plot | hilarious | STORY+"]),
    ("I found her role in the third scene dreadful.", ["role | dreadful | PERFORMANCES-"]),
    # a parenthesis, a relative clause, a contrast
    ("The cast - led by the twins - is excellent.", ["cast | excellent | PERFORMANCES+"]),
    ("The scenes in which the sailors sing are dreadful.", ["scenes | dreadful | STORY-"]),
    (
        "The dancers are gifted but are squandered.",
        ["dancers | gifted | PERFORMANCES+", "dancers | squandered | PERFORMANCES-"],
    ),
    ("The settings are true to the era but hideous in detail.", ["settings | hideous | DESIGN-"]),
    # adjectives that no list has
    ("A dull and harbourly film.", ["film | dull | OVERALL-"]),
    ("There is a funny, salty scene.", ["scene | funny | STORY+"]),
    ("A ridiculous, poorly rigged film.", ["film | poorly | OVERALL-", "film | ridiculous | OVERALL-"]),
    # a name that tells more of a noun
    ("A lush [Jun Hayashi]{COMPOSER} score.", ["score | lush | SCORE+"]),
    # a part played well
    ("He plays his role to perfection.", ["plays | to perfection | PERFORMANCES+"]),
    # a noun behind a preposition, in place of what stands before it
    ("Everything in the script is dull.", ["script | dull | STORY-"]),
    ("The last stretch of the script is dull.", ["script | dull | STORY-"]),
    ("The hills in this film are beautiful.", []),
    ("I loved the hills in this film.", []),
    # more than one that a pronoun stands for
    (
        "The cast and the script try hard, but they are wasted.",
        ["cast | wasted | PERFORMANCES-", "script | wasted | STORY-"],
    ),
    # quotation marks and an aside
    ('I would not call this movie "hilarious" as such.', ["movie | hilarious | OVERALL-"]),
    ("The dialogue, so crisp in the opening scenes, ebbs away.", ["dialogue | so crisp | DIALOGUE+"]),
    # a contrast, a comparison or an adverb behind the noun
    ("The story, though slow, is told well.", ["story | slow | PACING-", "told | well | STORY+"]),
    ("It is a film as silly as this.", ["film | silly | OVERALL-"]),
    ("The sequel however was dull.", ["sequel | dull | OVERALL-"]),
    # what somebody is, behind the name
    ("It was directed by [Jun Hayashi]{DIRECTOR}, a true master.", ["Jun Hayashi | true master | DIRECTION+"]),
    # from one to the other
    (
        "The acting ranges from mediocre to awful.",
        ["acting | awful | PERFORMANCES-", "acting | mediocre | PERFORMANCES-"],
    ),
    # said of an object that is made so
    ("That made this silly plot likable to me.", ["plot | likable | STORY+", "plot | silly | STORY-"]),
    # what is asked of what is known
    ("I know what was wrong with this film.", ["film | wrong | OVERALL-"]),
    ("What I loved about the film was its humour.", ["humour | loved | HUMOR+"]),
    ("Nobody knew how bad the film really was.", ["film | bad | OVERALL-"]),
    # the predicate first
    ("Best of all is the ending.", ["ending | Best | ENDING+"]),
    ("What is great about it is the score.", ["score | great | SCORE+"]),
    # the object of a relative clause
    ("It was the songs that I enjoyed.", ["songs | enjoyed | SCORE+"]),
    ("This is the one sequel I ever walked out on.", ["sequel | walked out on | OVERALL-"]),
    ("A film which everybody in the family will enjoy.", ["film | enjoy | OVERALL+"]),
    # a verb of any kind
    ("The director has created a masterpiece.", ["director | masterpiece | DIRECTION+"]),
    ("The story begins promising.", ["story | promising | STORY+"]),
    ("The story keeps its charm.", ["story | charm | STORY+"]),
    # what is not there
    ("There is no plot and no suspense.", ["plot | no | STORY-", "suspense | no | TONE-"]),
    ("There is no dull scene in it.", ["scene | dull | STORY+"]),
    ("No scene is dull.", ["scene | dull | STORY+"]),
    ("The twins have no idea of the dreadful script.", ["script | dreadful | STORY-"]),
    (
        "The plot offers nothing new or interesting.",
        ["plot | interesting | STORY-", "plot | offers nothing new | STORY-"],
    ),
    (
        "The plot, if you can call it that, is thin.",
        ["plot | if you can call it that | STORY-", "plot | thin | STORY-"],
    ),
    # questions
    ("Is the acting good?", []),
    ("The ending was weird, was it meant to be?", ["ending | weird | ENDING-"]),
    ("How do these awful scripts get sold?", ["scripts | awful | STORY-"]),
    # an article that belongs to the term
    ("Avoid this film at all costs.", ["film | Avoid this | OVERALL-"]),
    # a strengthening said twice
    ("The songs were really, really bad.", ["songs | really bad | SCORE-"]),
    # a list without "and" that opens a sentence
    (
        "The songs, the sets, the cast are superb.",
        ["cast | superb | PERFORMANCES+", "sets | superb | DESIGN+", "songs | superb | SCORE+"],
    ),
    ("Despite the songs, the sets, the cast is superb.", ["cast | superb | PERFORMANCES+"]),
]


@pytest.mark.parametrize(("marked", "quads"), SENTENCES)
def test_quadruples_of_a_shared_judgement(constructions: Language, marked: str, quads: list[str]) -> None:
    doc = constructions(read_sentence(marked))

    assert write_quads(doc) == quads
    assert mark_entities(doc) == marked
