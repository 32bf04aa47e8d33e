"""Opinion terms by families: effects on viewers, their verdicts, critics' idiom, set phrases and hurried spelling."""

from __future__ import annotations

import pytest
from spacy.language import Language

from markup_sentences import mark_entities, read_sentence, write_quads

EFFECTS = [
    ("The finale kept me on the edge.", ["finale | kept me on the edge | ENDING+"]),
    ("The story will make you cry.", ["story | will make you cry | STORY+"]),
    ("The humour did nothing for me.", ["humour | did nothing for me | HUMOR-"]),
    ("The script doesn't make any sense.", ["script | doesn't make any sense | STORY-"]),
    ("The leads play off each other.", ["leads | play off each other | PERFORMANCES+"]),
]

VIEWERS = [
    ("I was charmed by the songs.", ["songs | charmed | SCORE+"]),
    ("We were baffled by the ending.", ["ending | baffled | ENDING-"]),
    ("I still remember the theme song.", ["theme song | still remember | SCORE+"]),
    ("I also like the twists.", ["twists | also like | STORY+"]),
    ("I didn't really like the jokes.", ["jokes | didn't really like | HUMOR-"]),
    ("Even the stunts can't save this film.", ["film | can't save | OVERALL-"]),
    ('Go see "[Paper Lanterns]{FILM}".', ["Paper Lanterns | Go see | OVERALL+"]),
]

CRITICS = [
    ("[Ida Voss]{ACTOR} walks off with the picture.", ["Ida Voss | walks off with the picture | PERFORMANCES+"]),
    ("[Ida Voss]{ACTOR} matches him beat for beat.", ["Ida Voss | matches him beat for beat | PERFORMANCES+"]),
    ("The script spells everything out.", ["script | spells everything out | STORY-"]),
    ("The story never coheres.", ["story | never coheres | STORY-"]),
    ("The dialogue is stuffed with homilies.", ["dialogue | stuffed with homilies | DIALOGUE-"]),
    ("The ending leaves the viewer shaken.", ["ending | leaves the viewer shaken | ENDING+"]),
    ("Her performance is transformative.", ["performance | transformative | PERFORMANCES+"]),
]

SET_PHRASES = [
    ("It has a very thin plot.", ["plot | very thin | STORY-"]),
    ("I enjoyed every second of this score.", ["score | enjoyed | SCORE+"]),
    ("It is a love-hate ballad.", []),
    ("The actors fare no better.", ["actors | fare no better | PERFORMANCES-"]),
    ("The score, well, moved me.", ["score | moved me | SCORE+"]),
    ("The twist is as old as the hills.", ["twist | as old as the hills | STORY-"]),
    ("It isn't much of a plot.", ["plot | much of a | STORY-"]),
    ("The same old stories.", ["stories | same old | STORY-"]),
    ("The film tends to drag.", ["film | tends to drag | PACING-"]),
    ("The jokes are few and far between.", ["jokes | few and far between | HUMOR-"]),
    ("The accents are a bit off.", ["accents | a bit off | PERFORMANCES-"]),
    ("The effects are on par with the cartoon.", ["effects | on par | EFFECTS+"]),
    ("The story is not worth the effort.", ["story | not worth the effort | STORY-"]),
    ("Where is the suspense?", ["suspense | Where is the | TONE-"]),
    ("The actors were reading the script.", ["actors | reading the script | PERFORMANCES-"]),
    ("The soundtrack was the bomb.", ["soundtrack | was the bomb | SCORE+"]),
    ("The film is not to be overlooked.", ["film | not to be overlooked | OVERALL+"]),
]

WORDS = [
    ("An oddball cast.", ["cast | oddball | PERFORMANCES+"]),
    ("A naff ending.", ["ending | naff | ENDING-"]),
    ("The camera is jiggly.", ["camera | jiggly | CINEMATOGRAPHY-"]),
    ("Cheesey effects.", ["effects | Cheesey | EFFECTS-"]),
    ("The director is trying to hard.", ["director | trying to hard | DIRECTION-"]),
    ("A bizarre ending.", ["ending | bizarre | ENDING-"]),
    ("A handsome production.", ["production | handsome | OVERALL+"]),
    ("The acting WASNT good.", ["acting | good | PERFORMANCES-"]),
    ("The acting was'nt good.", ["acting | good | PERFORMANCES-"]),
    ("A serene score.", ["score | serene | SCORE+"]),
    ("The music tells you how to feel.", ["music | tells you how to feel | SCORE-"]),
    ("The sub-plot belongs in another movie.", ["sub-plot | belongs in another movie | STORY-"]),
    ("The suspense slowly builds.", ["suspense | slowly builds | TONE+"]),
    ("A disturbing film.", ["film | disturbing | OVERALL-"]),
    ("The score is stolen from the first film.", ["score | stolen from | SCORE-"]),
    ("There is a fair amount of gunplay.", []),
    ("It is a shame the story ends so soon.", []),
    ("The film is shrewdly directed.", ["directed | shrewdly | DIRECTION+"]),
]


@pytest.mark.parametrize(("marked", "quads"), EFFECTS + VIEWERS + CRITICS + SET_PHRASES + WORDS)
def test_quadruples_of_a_term(constructions: Language, marked: str, quads: list[str]) -> None:
    doc = constructions(read_sentence(marked))

    assert write_quads(doc) == quads
    assert mark_entities(doc) == marked
