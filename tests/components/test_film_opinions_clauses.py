"""Constructions: where a clause puts the noun that an opinion term judges."""

from __future__ import annotations

import pytest
from spacy.language import Language

from markup_sentences import mark_entities, read_sentence, write_quads

CLAUSES = [
    # coordination
    (
        "The score and the cinematography are stunning.",
        ["cinematography | stunning | CINEMATOGRAPHY+", "score | stunning | SCORE+"],
    ),
    (
        "The acting, the editing and the music are superb.",
        ["acting | superb | PERFORMANCES+", "editing | superb | EDITING+", "music | superb | SCORE+"],
    ),
    (
        "The plot is dull, slow and predictable.",
        ["plot | dull | STORY-", "plot | predictable | STORY-", "plot | slow | PACING-"],
    ),
    (
        "The film offers stunning visuals and a clever script.",
        ["script | clever | STORY+", "visuals | stunning | CINEMATOGRAPHY+"],
    ),
    ("[Ida Voss]{ACTOR} is superb and the weather is superb.", ["Ida Voss | superb | PERFORMANCES+"]),
    # the parts of a compound are no words of grammar
    ("It has a confusing tie-in plot.", ["plot | confusing | STORY-"]),
    # relative clause
    (
        "The score, which is hauntingly beautiful, stays with you.",
        ["score | hauntingly beautiful | SCORE+", "score | stays with you | SCORE+"],
    ),
    ("The film, which is beautifully shot, drags.", ["film | drags | PACING-", "shot | beautifully | CINEMATOGRAPHY+"]),
    ("The score that plays over the credits is beautiful.", ["score | beautiful | SCORE+"]),
    ("The scene where the barge sinks is breathtaking.", ["scene | breathtaking | STORY+"]),
    ("The songs that the widow sings are dreadful.", ["songs | dreadful | SCORE-"]),
    ("The script by [Jun Hayashi]{WRITER}, which is witty, sings.", ["script | witty | STORY+"]),
    ("The film owes much to [Jun Hayashi]{ACTOR}, who is superb.", ["Jun Hayashi | superb | PERFORMANCES+"]),
    # the title in place of the noun that tells what it is
    (
        "[Lantern Hill]{FILM} is a superb western that rewards patience.",
        ["Lantern Hill | rewards patience | OVERALL+", "Lantern Hill | superb | OVERALL+"],
    ),
    (
        "[Lantern Hill]{FILM} is a dull and derivative film that I cannot recommend.",
        [
            "Lantern Hill | cannot recommend | OVERALL-",
            "Lantern Hill | derivative | OVERALL-",
            "Lantern Hill | dull | OVERALL-",
        ],
    ),
    (
        "[Lantern Hill]{FILM} is a worthy but unremarkable drama.",
        ["Lantern Hill | unremarkable | OVERALL-", "Lantern Hill | worthy | OVERALL+"],
    ),
    ("[Lantern Hill]{FILM} is the sequel that soars.", ["sequel | soars | OVERALL+"]),
    # a predicate that opens the sentence, and a title behind it
    (
        'Warm and wonderfully inventive, "[Lantern Hill]{FILM}" is set in a mill.',
        ["Lantern Hill | Warm | OVERALL+", "Lantern Hill | wonderfully inventive | OVERALL+"],
    ),
    (
        'Austere, moving, and bold, "[Lantern Hill]{FILM}" is set in a mill.',
        ["Lantern Hill | Austere | OVERALL+", "Lantern Hill | bold | OVERALL+", "Lantern Hill | moving | OVERALL+"],
    ),
    # possessor
    ("The film's score is beautiful.", ["score | beautiful | SCORE+"]),
    ("[Rosa Marchetti]{ACTOR}'s performance is brilliant.", ["performance | brilliant | PERFORMANCES+"]),
    ("The movie's greatest strength is its script.", ["script | greatest strength | STORY+"]),
    (
        "The film wears its clever dialogue lightly and keeps its charm.",
        ["dialogue | clever | DIALOGUE+", "film | charm | OVERALL+"],
    ),
    (
        "The animation seems dated, but that is part of its charm.",
        ["animation | charm | ANIMATION+", "animation | dated | ANIMATION-"],
    ),
    ("The sound design is the film's greatest achievement.", ["sound design | greatest | SOUND+"]),
    (
        "The quiet pace is one of the film's real pleasures.",
        ["pace | quiet | PACING+", "pace | real pleasures | PACING+"],
    ),
    ("Their banter provides the film's most enjoyable moments.", ["banter | most enjoyable | DIALOGUE+"]),
    ("The film looks superb.", ["film looks | superb | CINEMATOGRAPHY+"]),
    ("The film's ecological message is there, and it is hammered home.", ["message | hammered home | THEMES-"]),
    ("The flashbacks to [Holt]{CHARACTER}'s wedding are dull.", ["flashbacks | dull | STORY-"]),
    (
        "The direction is less assured than the script is clever.",
        ["direction | assured | DIRECTION-", "script | clever | STORY+"],
    ),
    ("Equally impressive is the realism of the fights.", ["fights | Equally impressive | ACTION+"]),
    ("What lingers, however, is the score.", ["score | lingers | SCORE+"]),
    (
        "The songs, when they come, feel both haunting and abrupt.",
        ["songs | abrupt | SCORE-", "songs | haunting | SCORE+"],
    ),
    ("The romance between the two young sailors is a snooze.", ["romance | a snooze | STORY-"]),
    (
        "The hall is full, and the lead, [Ida Voss]{ACTOR}, is superb.",
        ["Ida Voss | superb | PERFORMANCES+"],
    ),
    # a subject shared by two verbs
    (
        "The film has a great score and is beautifully shot.",
        ["score | great | SCORE+", "shot | beautifully | CINEMATOGRAPHY+"],
    ),
    ("The film has a great score but is too long.", ["film | too long | PACING-", "score | great | SCORE+"]),
    ("The script was typed in a week but ended up hilarious.", ["script | hilarious | STORY+"]),
    # a pronoun whose noun the sentence names
    (
        "The acting is not subtle, but it doesn't suck either.",
        ["acting | subtle | PERFORMANCES-", "acting | suck | PERFORMANCES+"],
    ),
    ("The songs are short, and they are wonderful.", ["songs | wonderful | SCORE+"]),
    ("Whatever complaints there are about this film are outweighed by its strengths.", ["film | strengths | OVERALL+"]),
    # a predicate before its subject
    ("I was surprised at how good the acting is.", ["acting | good | PERFORMANCES+"]),
    ("A perfect blend of wit and menace, this film never stops.", ["film | perfect blend | OVERALL+"]),
    (
        "Visually dull and clumsy, the movie drags.",
        ["Visually | clumsy | CINEMATOGRAPHY-", "Visually | dull | CINEMATOGRAPHY-", "movie | drags | PACING-"],
    ),
    (
        "Clever and moving, the script is a joy.",
        ["script | Clever | STORY+", "script | a joy | STORY+", "script | moving | STORY+"],
    ),
    ("What really works is the music.", ["music | really works | SCORE+"]),
    ("What makes the film a classic is the direction.", ["direction | a classic | DIRECTION+"]),
    # parentheses
    ("The photography is, as always in his films, gorgeous.", ["photography | gorgeous | CINEMATOGRAPHY+"]),
    ("The dialogue, normally excellent, is weak.", ["dialogue | excellent | DIALOGUE+", "dialogue | weak | DIALOGUE-"]),
    ("The comedian, when he was on stage, made me laugh.", ["comedian | made me laugh | PERFORMANCES+"]),
    ("The script, while it lasts, made me laugh.", ["script | made me laugh | STORY+"]),
    # an example
    ("The cast is superb, especially the leads.", ["cast | superb | PERFORMANCES+", "leads | superb | PERFORMANCES+"]),
    # what one watches, and what one finds it
    ("It is hard to watch this show.", ["show | hard to watch | OVERALL-"]),
    ("It is fascinating to watch the leads.", ["leads | fascinating to watch | PERFORMANCES+"]),
    ("The songs make this film an absolute delight.", ["film | absolute delight | OVERALL+"]),
    ("The dialogue is not mysterious, just wooden.", ["dialogue | just wooden | DIALOGUE-"]),
    ("The story line kept becoming more ridiculous.", ["story line | more ridiculous | STORY-"]),
    ("The story's utterly ridiculous.", ["story | utterly ridiculous | STORY-"]),
    ("Great movie, plenty of fun.", ["movie | Great | OVERALL+", "movie | plenty of fun | OVERALL+"]),
    ("The film starts out very funny.", ["film | very funny | OVERALL+"]),
    ("The action scenes come off as silly.", ["action scenes | silly | ACTION-"]),
    ("This is music that I find believable.", ["music | believable | SCORE+"]),
    ("What a beautiful score this film has!", ["score | beautiful | SCORE+"]),
    ("A waste of a potentially moving script.", ["script | moving | STORY-", "script | waste of a | STORY-"]),
    # what the words name
    ("The plot is slow.", ["plot | slow | PACING-"]),
    ("There are some wobbly acting moments.", ["moments | some wobbly | PERFORMANCES-"]),
    (
        "It has humorous situations and a tense sequence.",
        ["sequence | tense | TONE+", "situations | humorous | HUMOR+"],
    ),
    # a comedy is a film, comedy is humour
    ("It is a forced, tedious comedy.", ["comedy | forced | OVERALL-", "comedy | tedious | OVERALL-"]),
    ("It is a forced but tedious comedy.", ["comedy | forced | OVERALL-", "comedy | tedious | OVERALL-"]),
    ("This old comedy is tedious.", ["comedy | tedious | OVERALL-"]),
    ("The songs and the comedy are tedious.", ["comedy | tedious | HUMOR-", "songs | tedious | SCORE-"]),
    ("The film tries tedious comedy.", ["comedy | tedious | HUMOR-"]),
    # what something is likened to is not judged
    ("The story plays like a third-rate TV movie.", ["story | third-rate | STORY-"]),
    # what is somebody's is not the person
    ("I am impressed by [Ida Voss]{ACTOR}'s dog.", []),
    # what is good or bad about the film is the film's, not the film
    ("The only drawback to this film is the acting.", ["acting | only drawback | PERFORMANCES-"]),
    ("The problem with the film is the script.", ["script | problem with | STORY-"]),
    # a character is not faulted for what the story makes of him
    ("[Otto]{CHARACTER} is stupid. The acting is fine.", ["acting | fine | PERFORMANCES+"]),
    ("A classic black and white film.", ["film | A classic | OVERALL+"]),
    # a noun and the name that bears it
    ("Another fine actor in it is [Ida Voss]{ACTOR}.", ["Ida Voss | fine | PERFORMANCES+"]),
    ("I remember [Ida Voss]{ACTOR}, a fine actor, as the widow.", ["Ida Voss | fine | PERFORMANCES+"]),
    ("I have seen [Casablanca]{FILM} (a fine film) twice.", ["Casablanca | fine | OVERALL+"]),
    ("The scene where [Ida Voss]{ACTOR} meets the baker is dreadful.", ["scene | dreadful | STORY-"]),
    # what is whole by itself leads to no object
    ("This film should be avoided.", ["film | should be avoided | OVERALL-"]),
    ("[Ida Voss]{ACTOR} does a fine job once again.", ["Ida Voss | does a fine job | PERFORMANCES+"]),
    # a noun of a noun
    ("The brilliance of this film is that it ends.", ["film | brilliance | OVERALL+"]),
    ("Here is the strength of the script.", ["script | strength | STORY+"]),
    # behind its noun, or marked off from it
    ("I have never seen a movie this awful.", ["movie | awful | OVERALL-"]),
    ("The script could not be more silly and dull.", ["script | dull | STORY-", "script | more silly | STORY-"]),
    ("The (obvious) plot is a bore.", ["plot | a bore | STORY-", "plot | obvious | STORY-"]),
    ("I never forgot the awful 'songs' of the baker.", ["songs | awful | SCORE-"]),
    ("This is the best performance in years.", ["performance | best | PERFORMANCES+"]),
    # no verb
    ("Dull, stupid, no gore.", ["gore | no | EFFECTS-"]),
    ("8/10 for some of the writing.", []),
    ("Acting: superb.", ["Acting | superb | PERFORMANCES+"]),
    ("The writing (concise, clever) carries the day.", ["writing | clever | STORY+", "writing | concise | STORY+"]),
    ("A stunning series of set pieces.", ["set pieces | stunning | ACTION+"]),
    ("The rest of the script was almost as bad.", ["script | bad | STORY-"]),
    ("The story does not give them enough depth.", ["story | depth | STORY-"]),
    ("I made the mistake of renting this movie.", ["movie | mistake | OVERALL-"]),
    ("I have one problem with the script.", ["script | problem with | STORY-"]),
    ("The film holds up, though there are a few flaws.", ["film | flaws | OVERALL-", "film | holds up | OVERALL+"]),
    # object of a verb
    ("I loved the score.", ["score | loved | SCORE+"]),
    ("I hated the ending.", ["ending | hated | ENDING-"]),
    ("I enjoyed the witty dialogue.", ["dialogue | enjoyed | DIALOGUE+", "dialogue | witty | DIALOGUE+"]),
    ("The music enhances every scene.", ["music | enhances | SCORE+"]),
    ("The pacing ruins the film.", ["pacing | ruins the film | PACING-"]),
    # experiencer
    ("I was disappointed by the ending.", ["ending | disappointed | ENDING-"]),
    ("I was bored by the plot.", ["plot | bored | STORY-"]),
    ("We were charmed by the dialogue.", ["dialogue | charmed | DIALOGUE+"]),
    ("I was impressed by the acting.", ["acting | impressed | PERFORMANCES+"]),
    # inverse
    ("The best thing about the sequel is the score.", ["score | best thing | SCORE+"]),
    ("The weakest element is the script.", ["script | weakest | STORY-"]),
    (
        "The worst part of the sequel is the ending.",
        ["ending | worst part | ENDING-"],
    ),
    # a text may end with the opinion term
    ("The songs are superb. The plot, I would call dull", ["songs | superb | SCORE+"]),
    # fragments
    ("Great stunts, poor script.", ["script | poor | STORY-", "stunts | Great | ACTION+"]),
    ("Superb acting, terrible pacing.", ["acting | Superb | PERFORMANCES+", "pacing | terrible | PACING-"]),
    ("Terrific cast. Awful script.", ["cast | Terrific | PERFORMANCES+", "script | Awful | STORY-"]),
]


@pytest.mark.parametrize(("marked", "quads"), CLAUSES)
def test_quadruples_of_a_construction(constructions: Language, marked: str, quads: list[str]) -> None:
    doc = constructions(read_sentence(marked))

    assert write_quads(doc) == quads
    assert mark_entities(doc) == marked
