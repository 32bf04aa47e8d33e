"""Bounds: which noun near an opinion term it is not said of, and what near it does not turn its sign."""

from __future__ import annotations

import pytest
from spacy.language import Language

from markup_sentences import mark_entities, read_sentence, write_quads

BOUNDS = [
    # what is somebody's names no aspect
    ("[Ida Voss]{ACTOR}'s barking is annoying.", []),
    ("The waiter who serves [Ida Voss]{ACTOR}'s mother is annoying.", []),
    ("The actress who played the baker was awful.", ["actress | awful | PERFORMANCES-"]),
    ("The actress who plays [Ida Voss]{CHARACTER}'s mother is awful.", ["actress | awful | PERFORMANCES-"]),
    # the object of one verb is not the subject of the next
    ("It has good jokes from the twins and is dull.", ["jokes | good | HUMOR+"]),
    # a verb without a stop behind it is the last of its text, and leads to nothing of the next sentence
    ("The film delivers", ["film | delivers | OVERALL+"]),
    ("The film delivers. Actors sing.", ["film | delivers | OVERALL+"]),
    # what is denied, wished or asked for ends before the next predicate or phrase
    ("The film is not witty and is dull.", ["film | dull | OVERALL-", "film | witty | OVERALL-"]),
    ("The film is not funny, terrible acting.", ["acting | terrible | PERFORMANCES-", "film | funny | OVERALL-"]),
    ("It is no dull, noisy film.", ["film | dull | OVERALL+", "film | noisy | OVERALL+"]),
    ("A great show if you like songs.", ["show | great | OVERALL+"]),
    ("Better jokes would have been welcome.", ["jokes | Better | HUMOR-"]),
    ("Don't get me wrong, I like the songs.", ["songs | I like | SCORE+"]),
    ("It is hard to believe that this is such a dull film.", ["film | such a dull | OVERALL-"]),
    ("I can't remember such bad dubbing.", ["dubbing | such bad | SOUND-"]),
    ("The film has no charm and falls flat.", ["film | charm | OVERALL-", "film | falls flat | OVERALL-"]),
    ("That would have made this film entertaining.", ["film | entertaining | OVERALL-"]),
    ("If her acting had been better, I would have stayed.", []),
    ("The film does not impress or captivate.", ["film | captivate | OVERALL-", "film | impress | OVERALL-"]),
    ("He made a well-known film.", []),
    ("If you want to see a good, funny film, rent another.", []),
    ("I expected a good story and great acting.", []),
    ("They expected little of this rousing, funny film.", ["film | funny | OVERALL+"]),
    ("It is not [Ida Voss]{DIRECTOR}'s best film.", ["film | best | OVERALL-"]),
    ("It is the least ambitious film of the three.", ["film | ambitious | OVERALL-"]),
    ("Not all of the jokes are funny.", ["jokes | funny | HUMOR-"]),
    ("The film lacks any real depth.", ["film | depth | OVERALL-"]),
    ("The film lacks any plot.", ["plot | lacks any | STORY-"]),
    # a predicate ends with its clause
    (
        "The production values are fine, decent photography.",
        ["photography | decent | CINEMATOGRAPHY+", "production values | fine | OVERALL+"],
    ),
    ("The dubbed songs are awful; awful lyrics.", ["lyrics | awful | SCORE-", "songs | awful | SCORE-"]),
    (
        "This is such a dull, noisy and clumsy film.",
        ["film | clumsy | OVERALL-", "film | noisy | OVERALL-", "film | such a dull | OVERALL-"],
    ),
    (
        "The plot is silly and there are too many car chases.",
        ["car chases | too many | ACTION-", "plot | silly | STORY-"],
    ),
    (
        "The dialogue is so witty and so void of any tension.",
        ["dialogue | so void of | DIALOGUE-", "dialogue | so witty | DIALOGUE+"],
    ),
    # an article or "this" begins a phrase of its own
    ("The dialogue is witty, but this was a chore.", ["dialogue | witty | DIALOGUE+"]),
    (
        "It is a sombre film with loud songs and this is a very clever script.",
        ["film | sombre | OVERALL+", "script | very clever | STORY+"],
    ),
    # what somebody had does not stand for the film, nor does the last of a list
    ("Despite the talent involved, the film is clumsy.", ["film | clumsy | OVERALL-"]),
    ("It is a film, however, with songs, the sense of depth, a few stunts.", []),
    # the noun before a conjunction has the adjective
    ("It has tedious people and stilted dialogue.", ["dialogue | stilted | DIALOGUE-"]),
    # what others say, and a taste
    ('He spoke of a "groundbreaking show" on the train.', []),
    ("I like cheesy movies but the songs are awful.", ["songs | awful | SCORE-"]),
    # a kind of films
    ("It is one of those silly films with a moral.", []),
    # an example with a judgement of its own
    (
        "It has great scenes, including the silliest song of the decade.",
        ["scenes | great | STORY+", "song | silliest | SCORE-"],
    ),
    # a bracket that closes in another sentence leads nowhere
    (
        "The stunts are good(.. Not to mention the witty jokes in the scenes)are quite impressive.",
        ["jokes | witty | HUMOR+", "stunts | good | ACTION+"],
    ),
    # to whom, not whose
    ("The visit brought shame to both films.", []),
    # too far to be the object
    ("We were amused by the long list of complaints by friends about the film.", []),
    # a list is no predicate
    ("It has puns, songs and clever, quick-witted talk.", []),
    # a question without the word order of one
    ("So the ending was good?", []),
    # what something is as good as says little for it, and what it was no longer is
    ("The songs are about as fresh as old bread.", ["songs | about as fresh | SCORE-"]),
    ("The songs used to be fresh.", ["songs | fresh | SCORE-"]),
    ("The songs would work better on an album.", ["songs | better | SCORE-"]),
    ("The songs are not much better.", ["songs | better | SCORE-"]),
    ("That doesn't make the script clever.", ["script | clever | STORY-"]),
    # a negator of a negator
    ("I would not hesitate to recommend these songs.", ["songs | recommend | SCORE+"]),
    ("I can't think of one bad film.", ["film | bad | OVERALL+"]),
    ("That's not to say it isn't a good song.", ["song | good | SCORE+"]),
    # a negator of something else
    ("I never knew there were so many horrible actors.", ["actors | horrible | PERFORMANCES-"]),
    ("He has never heard of a song with awful lyrics.", ["lyrics | awful | SCORE-"]),
    ("This would be bearable had it not been for the awful songs.", ["songs | awful | SCORE-"]),
    ("I would not say it is an awful film.", ["film | awful | OVERALL+"]),
    # what the article points at was there
    ("This is a remake without the charming songs.", ["songs | charming | SCORE+"]),
    ("This is a remake without charming songs.", ["songs | charming | SCORE-"]),
    # what would be so elsewhere, or might be called so
    ("The songs would be awful on an album.", []),
    ("The songs would have been fine on a plane.", []),
    ("A wittier script would have been welcome.", ["script | wittier | STORY-"]),
    ("The last act could be considered clever.", []),
    ("That doesn't mean it is a good film.", []),
    ("I need a coherent plot.", []),
    # what is asked about is asserted, what nobody can say is denied
    ("Why is the acting so bad?", ["acting | so bad | PERFORMANCES-"]),
    ("I can't see how anyone can call this film clever.", ["film | clever | OVERALL-"]),
    # an expectation far away
    (
        "I expected more from the studio that gave us so many films with a good script.",
        ["script | good | STORY+"],
    ),
    # what only leads to a judgement
    ("On the positive side, the songs are short.", []),
    # "but" ends what "not" denies
    ("Not a great score, but certainly superb.", ["score | certainly superb | SCORE+", "score | great | SCORE-"]),
    # no film is measured by
    ("The finale is as exciting as any film.", ["finale | exciting | ENDING+"]),
    ("The sidekick is as amusing as the film believes.", ["sidekick | amusing | CHARACTERS+"]),
    ("My favorite song opens the film.", ["song | favorite | SCORE+"]),
    # what is hard to find is not there, and what a film is without speaks for it
    ("It's hard to find anything amusing in the script.", ["script | amusing | STORY-"]),
    (
        "The finale never drags and ends without feeling rushed.",
        ["finale | never drags | ENDING+", "finale | rushed | ENDING+"],
    ),
    # a negator that opens the sentence draws the verb before the subject
    ("At no point is the film exciting.", ["film | exciting | OVERALL-"]),
    ("In no way is this a good film.", ["film | good | OVERALL-"]),
    # what is not to be said, what is doubted, what is gone, and what is far from so
    ("That is not to say that the songs are dull.", ["songs | dull | SCORE+"]),
    ("I doubt that the script is witty.", ["script | witty | STORY-"]),
    ("Gone are the witty songs.", ["songs | witty | SCORE-"]),
    ("The plot is not nearly as dull as the songs.", ["plot | dull | STORY+"]),
    # a wish reaches over its film to what it lacks
    ("I wish the film had a better script.", ["script | better | STORY-"]),
]


@pytest.mark.parametrize(("marked", "quads"), BOUNDS)
def test_quadruples_within_their_bounds(constructions: Language, marked: str, quads: list[str]) -> None:
    doc = constructions(read_sentence(marked))

    assert write_quads(doc) == quads
    assert mark_entities(doc) == marked
