"""Constructions: whose a quality is, what an adverb tells of a thing made, and what somebody is said to be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from markup_sentences import mark_entities, read_sentence, write_quads

QUALITIES = [
    # a quality shown
    (
        "[Ida Voss]{ACTOR} brings an infectious joy to the role of the widow.",
        ["Ida Voss | infectious | PERFORMANCES+"],
    ),
    (
        "Actress [Ida Voss]{ACTOR} gives the role a raw, natural vulnerability.",
        ["Ida Voss | natural | PERFORMANCES+"],
    ),
    (
        "Starring [Ida Voss]{ACTOR}. [Voss]{ACTOR}'s imposing authority fills the room.",
        ["Voss | imposing | PERFORMANCES+"],
    ),
    (
        "[Ida Voss]{ACTOR} is superb: an actress of great authority.",
        ["Ida Voss | great | PERFORMANCES+", "Ida Voss | superb | PERFORMANCES+"],
    ),
    ("It is a drama of extraordinary delicacy.", ["drama | extraordinary | OVERALL+"]),
    ("We saw a performance of rare depth.", ["performance | depth | PERFORMANCES+"]),
    ("They came to the scene of a mess.", []),
    (
        "Starring [Ida Voss]{ACTOR}. [Voss]{ACTOR} hides the sorrow of the widow with grace.",
        ["Voss | with grace | PERFORMANCES+"],
    ),
    ("The lighting lends each scene a raw immediacy.", ["lighting | raw immediacy | CINEMATOGRAPHY+"]),
    ("[Ida Voss]{ACTOR} lends the ghost a gentle melancholy.", ["Ida Voss | gentle | PERFORMANCES+"]),
    (
        "Directed by [Nils Aaker]{DIRECTOR}. [Aaker]{DIRECTOR} has a striking ear for silence.",
        ["Aaker | striking | DIRECTION+"],
    ),
    (
        "Directed by [Nils Aaker]{DIRECTOR}. [Aaker]{DIRECTOR} has a fine eye for landscape.",
        ["Aaker | has a fine eye | DIRECTION+"],
    ),
    (
        "The singing is long, with [Ida Voss]{ACTOR} bringing wonderful warmth to the part.",
        ["Ida Voss | wonderful warmth | PERFORMANCES+"],
    ),
    # the manner in which something is done
    (
        "Directed by [Nils Aaker]{DIRECTOR}. [Aaker]{DIRECTOR} guides the story with a steady and sensitive hand.",
        ["Aaker | sensitive | DIRECTION+"],
    ),
    ("Directed by [Nils Aaker]{DIRECTOR}. [Aaker]{DIRECTOR} directs without flair.", ["directs | flair | DIRECTION-"]),
    ("The duel is choreographed with astonishing precision.", ["duel | astonishing precision | ACTION+"]),
    ("The harbour is photographed in exquisite detail.", ["photographed | exquisite | CINEMATOGRAPHY+"]),
    ("The film handles its ending with sensitivity.", ["film | with sensitivity | OVERALL+"]),
    ("The widow looks at the harbour with great sadness.", []),
    (
        "Starring [Ida Voss]{ACTOR}. [Voss]{ACTOR} plays the cook with elegance.",
        ["Voss | with elegance | PERFORMANCES+"],
    ),
    ("Although the story is an old one, it is told with sincerity.", ["story | sincerity | STORY+"]),
    (
        "The dialogue is stilted, and the ensemble speaks it with relish.",
        ["dialogue | stilted | DIALOGUE-", "ensemble | with relish | PERFORMANCES+"],
    ),
    # an adverb behind an object tells of what acts on it
    ("The soundtrack suits the setting perfectly.", ["soundtrack | perfectly | SCORE+"]),
    # an adverb that welcomes what its adjective would blame
    ("The villain is suitably hateful, the cook is hateful.", ["villain | suitably hateful | CHARACTERS+"]),
    # an adverb before a word in no list
    (
        "A wonderfully wild climax and a compellingly perverse plot.",
        ["climax | wonderfully | ENDING+", "plot | compellingly | STORY+"],
    ),
    ("The heroine is ably supported by the cast.", ["cast | ably | PERFORMANCES+"]),
    ("The script is perfectly judged.", ["script | perfectly judged | STORY+"]),
    # what somebody is said to be
    ("Starring [Ida Voss]{ACTOR}. [Voss]{ACTOR} is a magnificent villain.", ["Voss | magnificent | PERFORMANCES+"]),
    (
        "[Captain Holt]{CHARACTER} is a dull and passive character.",
        ["Captain Holt | dull | CHARACTERS-", "Captain Holt | passive | CHARACTERS-"],
    ),
    ("[Captain Holt]{CHARACTER} is a dull sailor.", []),
    # a noun behind a comma is no part of the predicate before it
    ("The score is pretty good, very much so, and long.", ["score | pretty good | SCORE+"]),
    ("The songs are average, only the finale is louder.", ["songs | average | SCORE="]),
    # compounds before a noun
    ("A trashy dockside-yard film.", ["film | trashy | OVERALL-"]),
    ("A bad 1980's ninja film.", ["film | bad | OVERALL-"]),
    # "I found it", asides and absolute constructions
    ("The ending divides the crowd, but I found it haunting.", ["ending | haunting | ENDING+"]),
    ("The photography (which is superb) glides along.", ["photography | superb | CINEMATOGRAPHY+"]),
    (
        "The cast is strong, with [Ida Voss]{ACTOR} stealing every scene.",
        ["Ida Voss | stealing every scene | PERFORMANCES+", "cast | strong | PERFORMANCES+"],
    ),
    # an adjective before a noun that judges is one judgement with it
    ("The film is a whimsical delight.", ["film | whimsical delight | OVERALL+"]),
    ("The dialogue crackles with wit.", ["dialogue | crackles with wit | DIALOGUE+"]),
    # what a term with a preposition is said of
    (
        "The dialogue is clunky and overburdened with exposition.",
        ["dialogue | clunky | DIALOGUE-", "dialogue | overburdened with | DIALOGUE-"],
    ),
    # adjectives that judge as a predicate alone
    ("The ending is very original.", ["ending | very original | ENDING+"]),
    ("The film is witty and original.", ["film | original | OVERALL+", "film | witty | OVERALL+"]),
    ("This is the original film.", []),
    ("We compared it with the original ending.", []),
    ("The plot does not make any sense.", ["plot | make any sense | STORY-"]),
    # a possessor is no subject
    ("Music by [Mia Aster]{COMPOSER}. We like [Mia Aster]{COMPOSER}'s delicate score.", ["score | delicate | SCORE+"]),
    # a craft names itself
    ("The battles are confusingly edited.", ["edited | confusingly | EDITING-"]),
    ("A well-written script.", ["script | well-written | STORY+"]),
    # inverse
    ("Equally memorable is [Ida Voss]{ACTOR} as the widow.", ["Ida Voss | Equally memorable | PERFORMANCES+"]),
    ("What lets it down, badly, is the writing.", ["writing | lets it down | STORY-"]),
    # what an adverb in front names
    ("Visually, it is stunning.", ["Visually | stunning | CINEMATOGRAPHY+"]),
    ("Happily, it is stunning.", []),
    # words between a noun and what is said of it
    ("The songs themselves are terrific.", ["songs | terrific | SCORE+"]),
    ("The premise may sound utterly stupid.", ["premise | utterly stupid | STORY-"]),
    ("The premise may look and sound stupid.", ["premise | stupid | STORY-"]),
    ("The songs just feel awkward.", ["songs | awkward | SCORE-"]),
    # crafts in a list share what tells of the first
    (
        "It is well written, directed, and acted by all.",
        ["acted | well | PERFORMANCES+", "directed | well | DIRECTION+", "written | well | STORY+"],
    ),
    ("A superbly shot and funny film.", ["film | funny | OVERALL+", "shot | superbly | CINEMATOGRAPHY+"]),
    ("Never did I feel bored.", []),
    ("The great [Ida Voss]{ACTOR} shows her garden.", ["Ida Voss | great | PERFORMANCES+"]),
    ("It really shows us an empty world.", []),
    ("An adventure brimming with colour.", ["adventure | brimming with | OVERALL+"]),
    ("A feel-good movie.", ["movie | feel-good | OVERALL+"]),
    (
        "The photography is mind-blowing, specially the storm sequence.",
        ["photography | mind-blowing | CINEMATOGRAPHY+", "storm sequence | mind-blowing | ACTION+"],
    ),
    # a verdict that stands alone
    ("Acting? Terrible.", ["Acting | Terrible | PERFORMANCES-"]),
    ("We stayed to the very end for that finale? Simply stunning.", ["finale | Simply stunning | ENDING+"]),
    ("What about the acting? It was fine.", []),
    ("We spoke of the score on the way home. Wonderful.", []),
    # what is not there
    ("Zero chemistry between the leads.", ["chemistry | Zero | CHEMISTRY-"]),
    ("Zero redeeming qualities in this film.", ["film | redeeming qualities | OVERALL-"]),
    (
        "It lacks humour and character development.",
        ["character development | lacks | CHARACTERS-", "humour | lacks | HUMOR-"],
    ),
    ("The film lacks.", ["film | lacks | OVERALL-"]),
    ("A walk in the park without any plot.", ["plot | without any | STORY-"]),
]


@pytest.mark.parametrize(("marked", "quads"), QUALITIES)
def test_quadruples_of_a_quality(constructions: Language, marked: str, quads: list[str]) -> None:
    doc = constructions(read_sentence(marked))

    assert write_quads(doc) == quads
    assert mark_entities(doc) == marked


WORDS = (
    "film acting memorable delight is was the a with of no Voss , . ? ( ) which lacks brimming with wit he it and film"
)


@settings(max_examples=100, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS.split()), max_size=8))
def test_words_in_any_order_are_read_to_their_end(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)

    assert all(text[slice(*quad["opinion"])] for quad in nlp(text)._.opinions)
