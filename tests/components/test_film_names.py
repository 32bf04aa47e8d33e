from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from markup_sentences import mark_entities, read_sentence

MARKED = [
    # a title, in all the ways that it is written
    "[Midnight Orchard]{FILM} is a charming film.",
    "[Copper Moon]{FILM} is one of the best films of the year.",
    '"[Requiem of Marisol]{FILM}" is a haunting film.',
    "“[Paper Lanterns]{FILM}” is a charming film.",
    "'[Paper Lanterns]{FILM}' is a charming film.",
    "I saw [Paper Lanterns]{FILM} (2011) last night.",
    "I rented [Paper Lanterns]{FILM} with my sister.",
    '"[Lullaby of Isolde]{FILM}" (1987) is a tender film.',
    'Have you seen "[Paper Lanterns]{FILM}"?',
    # named after somebody
    "We saw [The Song of Ida Voss]{FILM} twice.",
    "We saw [THE SONG OF IDA VOSS]{FILM} and [LOOKING FOR IDA]{FILM} twice.",
    "[THE SONG OF IDA VOSS]{FILM} is a marvel.",
    "We saw THE FILM WITH [IDA VOSS]{ACTOR} and left.",
    "She plays The Duchess of [Ida]{CHARACTER} with ease.",
    # the comma may stand on either side of the closing mark
    'He lives with "[Marisol]{CHARACTER}," played by [Otto Kravitz]{ACTOR}.',
    'He lives with "[Marisol]{CHARACTER}", played by [Otto Kravitz]{ACTOR}.',
    'The role of "[Marisol]{CHARACTER}" is thankless.',
    'Her character, "[Marisol]{CHARACTER}," is dull.',
    '"[Paper Lanterns]{FILM}" and "[Glass Harbor]{FILM}" are films about memory.',
    # people by what the words around them say
    "She is played by up-and-coming actress [Clara Whitmore]{ACTOR}.",
    "Starring [Peter Novak]{ACTOR}, [Maria Costa]{ACTOR} and [Ivan Petrenko]{ACTOR}.",
    "The cast includes [Peter Novak]{ACTOR}, [Maria Costa]{ACTOR} and [Ivan Petrenko]{ACTOR}.",
    "The villain ([Peter Novak]{ACTOR}) laughs.",
    "The film's star, [Peter Novak]{ACTOR}, shrugs.",
    "[Peter Novak]{ACTOR} plays [Captain Harrow]{CHARACTER}.",
    "[Captain Harrow]{CHARACTER} fights [Dr. Mallow]{CHARACTER} in the final scene.",
    "The ghost of [Captain Harrow]{CHARACTER} haunts the ship.",
    "The film follows a young musician named [Tavira]{CHARACTER}.",
    "A hermit called [Brannoc]{CHARACTER} guards the gate.",
    "Directed by [Anna Lindqvist]{DIRECTOR}, the film stars [Peter Novak]{ACTOR}.",
    "Directed by [Jean-Luc Moreau-Petit]{DIRECTOR}.",
    "The songs were composed by the renowned artist [Otto Kravitz]{COMPOSER}.",
    "The score was composed by the acclaimed artist [Maestro Vivace]{COMPOSER}.",
    "[Otto Kravitz]{COMPOSER} composed the music.",
    "The screenplay was written by [Paul Dorn]{WRITER}.",
    "The film is based on the novel by [Helen Marsh]{WRITER}.",
    "Edited by [Lena Hartwig]{CREW}, the film moves fast.",
    "The cinematographer [Lucia Ferrante]{CREW} films the desert.",
    # nothing
    'He reads a novel called "The Salt Road".',
    "The story is set in Lisbon.",
    "They meet on a Monday in March.",
    "The film was shown, and the director and the lead actress came.",
    "THE END.",
    "[Midnight Orchard]{FILM} tells the story of two brothers.",
    "[Amber Skies]{FILM} has a superb score.",
    "[Paper Lanterns]{FILM} is a charming film.",
    "[Glass Harbor]{FILM} takes you to the coast.",
    "The score is by [Bruno Castellan]{COMPOSER}.",
    # what reviewers write
    "[Harbor Story]{FILM} is a thrilling ride from start to finish.",
    "I saw [Ravager 3]{FILM} on a rainy night.",
    "I watched [Ravager III]{FILM} last week.",
    "[THE GLASS HARBOR]{FILM} is a film that I will not forget.",
    "I loved [GLASS HARBOR]{FILM}.",
    "This movie, *[Glass Harbor]{FILM}*, is a delight.",
    "I can not recommend _[The Salt Road]{FILM}_ enough.",
    "*[Lanterns]{FILM}* is a tender film.",
    "_[Lanterns]{FILM}_ is a tender film.",
    "[The Keeper of the Flame Tree]{FILM} is a slow film.",
    "[Murder on the Night Ferry]{FILM} has a wonderful cast.",
    "[Letters to a Stranger in the Rain]{FILM} is a masterpiece.",
    "[Ravager 2: The Return]{FILM} is worse than [Ravager]{FILM}.",
    "I rented [Ravager: The Last Harbour]{FILM} again.",
    "I rented [Marnix III: Toren's Return]{FILM} again.",
    "[Mirela: A Musical Voyage]{FILM} is a moving film.",
    "Note: [The Harbour]{FILM} is a moving film.",
    "We saw [900 Windows]{FILM} and [30,000 Steps Under the Ice]{FILM} last week.",
    "I give it 8 Stars, like the other 3 [Ravager]{FILM} films.",
    "[Winter Sonata: The Amber Keys]{FILM} is a gorgeous film.",
    "[Night of the Iron Wolves]{FILM} was shot in nine days.",
    "It is better than [Paper Lanterns]{FILM} but not as good as [Copper Moon]{FILM}.",
    "[Marguerite's Garden]{FILM} is a moving film.",
    "[Copper Moon]{FILM}'s score is superb.",
    "[J. T. Okonkwo-Reyes]{ACTOR} plays the doctor.",
    "[Anaïs de Kerguelen]{ACTOR} is superb as the widow.",
    "The film was directed by [Anaïs de Kerguelen]{DIRECTOR}.",
    "[Lucía Fernández-Ortiz]{ACTOR} gives a fine performance.",
    "[Jean-Baptiste van der Hoeven]{DIRECTOR} directs with a steady hand.",
    "[Otto Brandt]{ACTOR} as [Captain Harrow]{CHARACTER} is a joy.",
    "[Otto Brandt]{ACTOR} plays [Silas Wren]{CHARACTER}, a retired thief.",
    "[Silas Wren]{CHARACTER} ([Otto Brandt]{ACTOR}) is a retired thief.",
    "[Silas Wren]{CHARACTER}, played by [Otto Brandt]{ACTOR}, is a retired thief.",
    "It stars [Otto Brandt]{ACTOR}, [Mirela Szabo]{ACTOR} and [Tobias Quill]{ACTOR}.",
    "A thriller starring [Otto Brandt]{ACTOR}, [Mirela Szabo]{ACTOR} and [Tobias Quill]{ACTOR}.",
    "[Otto Brandt]{ACTOR} and [Mirela Szabo]{ACTOR} star.",
    "[Mirela Szabo]{ACTOR}'s performance is the best thing here.",
    # whose score, script or camera work it is
    "[Szabolcs]{COMPOSER}'s score is hauntingly spare.",
    "[Szabolcs]{WRITER}'s script is witty.",
    "[Szabolcs]{CREW}'s cinematography is a delight.",
    "[The Tin Soldier]{FILM}'s score is a delight.",
    "[Mirela Szabo]{DIRECTOR}'s [The Tin Soldier]{FILM} is a delightful film.",
    "[Mirela Szabo]{ACTOR}'s [Queen Isolde]{CHARACTER} is terrifying.",
    "Newcomer [Mirela Szabo]{ACTOR} holds her own.",
    "Director [Tobias Quill]{DIRECTOR} knows the sea.",
    "[Tobias Quill]{DIRECTOR} directs.",
    "The film is helmed by [Tobias Quill]{DIRECTOR}.",
    "[Tobias Quill]{DIRECTOR}'s direction is sure.",
    "Scored by [Ilse Marchetti]{COMPOSER}, it sings.",
    "[Ilse Marchetti]{COMPOSER}'s score is haunting.",
    "It was made from a script by [Dario Vance]{WRITER}.",
    "Lensed by [Ewa Kowalczyk]{CREW}, it glows.",
    "[Ewa Kowalczyk]{CREW}'s camera never rests.",
    "[Ewa Kowalczyk]{CREW}'s cinematography is stunning.",
    "Produced by [Dario Vance]{CREW} and edited by [Ewa Kowalczyk]{CREW}.",
    "With [Otto Brandt]{ACTOR} ([Silas]{CHARACTER}) and [Mirela Szabo]{ACTOR} ([Isolde]{CHARACTER}).",
    "[Silas Wren]{CHARACTER} ([Otto Brandt]{ACTOR}) loves [Isolde Marr]{CHARACTER} ([Mirela Szabo]{ACTOR}).",
    "Watching it in March in Berlin was a mistake.",
    "Hollywood loves an American comedy on DVD.",
    "I LOVED this, and the ending was SO GOOD.",
    "It won an Oscar and a Golden Globe at Cannes.",
    "Universal and Paramount made many Westerns.",
    "What a waste. Everything about it is dull. Nothing works. Never again.",
    "This is a TERRIBLE movie and the WORST acting EVER.",
    "Critics at the New York Times hated the French version.",
    "On Friday the DVD from Columbia Pictures came.",
    "Christmas in New York was never so dull.",
    # what reviewers write
    "Fans of [Paper Lanterns]{FILM} and [Copper Moon]{FILM} will feel at home.",
    "It reminded me of [Copper Moon]{FILM}.",
    "Although [The Long Harbor]{FILM} is a charming film, it drags.",
    "Moreover [Otto Brandt]{ACTOR} plays the doctor.",
    "[Heads or Tails]{FILM} is a charming film. I saw [Heads or Tails]{FILM} twice.",
    "Their young son [Miles]{CHARACTER} hides.",
    "[Guerin]{CHARACTER} ([Blanchett]{ACTOR}) smirks.",
    "I rented a film called '[the paper lanterns]{FILM}' and fell asleep.",
    'Movies like "[copper moon]{FILM}" or "[gaslight]{FILM}" are rare.',
    'He calls the film "boring" and the cast "alive".',
    "[Silas Wren]{FILM} is a touching drama about a thief.",
    "I know every film of the [Silas Wren]{FILM} series.",
    'A voice whispers "Who Are You?" all the time.',
    'Two old songs ("Harbor Lights," "Tin Drum") play.',
    # makers as newspapers name them
    "[Ruth Okafor]{DIRECTOR}, making her feature debut, has a sure hand.",
    "[Ruth Okafor]{DIRECTOR}, who wrote and directed, has a sure hand.",
    "[Ruth Okafor]{DIRECTOR}, whose last film was dull, has a sure hand.",
    "[Ruth Okafor]{DIRECTOR}, the Danish director of two war films, is patient.",
    "[Ruth Okafor]{DIRECTOR} keeps her camera low.",
    "Nobody accused [Ruth Okafor]{DIRECTOR} of tact. [Okafor]{DIRECTOR}, who also produced, is loud.",
    "[Ruth Okafor]{DIRECTOR} has made a superb thriller.",
    "It marks director [Ruth Okafor]{DIRECTOR} as a talent.",
    "The director is [Ruth Okafor]{DIRECTOR}, and it shows.",
    "The score, by [Ilse Marchetti]{COMPOSER}, is thin.",
    "The composer, [Ilse Marchetti]{COMPOSER}, seems asleep.",
    "The script, by [Dario Vance]{WRITER} and [Edith Maunder]{WRITER}, is stuffed.",
    "The screenwriters, [Dario Vance]{WRITER} and [Edith Maunder]{WRITER}, are gifted.",
    "The sound, by [Ewa Kowalczyk]{CREW}, is eerie.",
    "It was photographed, lovingly, by [Ewa Kowalczyk]{CREW}.",
    "The cinematography of [Ewa Kowalczyk]{CREW} is stunning.",
    "[Ewa Kowalczyk]{CREW}'s crisp black-and-white cinematography is stunning.",
    "The gowns by [Mina Reyes]{CREW} are lavish.",
    "With her usual cinematographer ([Ewa Kowalczyk]{CREW}) and her usual composer ([Ilse Marchetti]{COMPOSER}).",
    "The writer ([Otto Brandt]{ACTOR}) takes a trip.",
    "Actors: [Otto Brandt]{ACTOR} Writer: [Dario Vance]{WRITER} Director: [Ruth Okafor]{DIRECTOR}.",
    # a title that opens the sentence, small words and all
    "[The Crown of Embers]{FILM} is a fantasy epic.",
    "[Moonlight on Marlow Street]{FILM} is a lavish musical.",
    "[Where the Lanterns Fell Silent]{FILM} is a harrowing film.",
    "[The Unmoored]{FILM} is a very, very slow film.",
    "[In Valdova]{FILM} is a film about two thieves.",
    "[Titan Dawn]{FILM} is the latest superhero film.",
    "This [Valdova]{FILM} is a great film, but [Ravager]{FILM} is a better movie.",
    "Although [Valdova]{FILM} is a charming film, it drags.",
    "[Otto Brandt]{ACTOR} as [Silas]{CHARACTER} is amazing too.",
    # who is in the story
    "[Otto Brandt]{ACTOR} playing [Moose]{CHARACTER} is dull.",
    "He speaks in the voice of [Biscuit]{CHARACTER}.",
    "She meets a thief known only as [Silk]{CHARACTER}.",
    "It follows [Dolly Vance]{CHARACTER}, a seamstress with a secret.",
    "The best friend ([Isolde]{CHARACTER}) is annoying.",
    '[Otto Brandt]{ACTOR} as "[Huggy Wolf]{CHARACTER}" is a joy.',
    "Another [Lanark]{CHARACTER} returns. They keep [Lanark]{CHARACTER} small, and [Lanark]{CHARACTER} sulks.",
    "A boy named [Oscar]{CHARACTER} guards the gate. Her friend [April]{CHARACTER} snores.",
    "I grew up with the [Tarzan]{FILM} movies. It is better than the movie [Zorro]{FILM}.",
    "[Tarzan]{CHARACTER} fans hated it, for [Zorro]{CHARACTER} is one of the best heroes.",
    "It tells of [Ned Kelly]{CHARACTER} and [Lou Gehrig]{CHARACTER}, and it was shot at Pearl Harbor.",
    'They hum "Hakuna Matata" for Walt Disney in this B-Movie.',
    "I saw [Ravager 27]{FILM} on a rainy night.",
    "[Winter Sonata: Rise to Ruin]{FILM} is a gorgeous film.",
    'It beats "[Paper Lanterns]{FILM}..." by far.',
    "[Glass Harbor]{FILM} AKA [Krakodon]{FILM} is a fair film. I felt [Glass Harbor]{FILM} was a complete failure.",
    "Whereas [The Long Harbor]{FILM} is a charming film, it drags. Unfortunately [Glass Harbor]{FILM} has no plot.",
    "A waste of money. Regards, Otto Brandt",
    "What a waste of money. Mirela",
    '[Otto Brandt]{ACTOR}, as "[Huggy]{CHARACTER}," and the gangster "[Big Silas]{CHARACTER}" are fun.',
    "[Otto Brandt]{ACTOR},([Silas Wren]{CHARACTER}) and [Mirela Szabo]{ACTOR},([Isolde]{CHARACTER}).",
    "[Otto Brandt]{ACTOR} (as young [Silas Wren]{CHARACTER}) is fine for a B-Grade cast.",
    "I loved our Family Film Library and it was SO VERY GOOD.",
    "It was shot in San Jose. Eye Candy: none.",
    'They hum such songs as "Lantern Street" and he becomes "The Lantern" bandit. If [Glass Harbor]{FILM} had no end!',
    "It won the Oscar. The usual Oscar speech follows.",
    'Two spies, a "Yugoslav" and an "African", escape.',
    "The best films of [Laurel]{ACTOR} and [Hardy]{ACTOR} are short.",
    "A thief named [Baloor the Bear]{CHARACTER} laughs.",
    "The young couple, [Mark]{CHARACTER} and [Dalia]{CHARACTER}, hide.",
    "[The Unmoored]{FILM} is a great film. [The Unmoored]{FILM} in My opinion is a creepy film.",
    "[The Parcel]{FILM} (Korea, 2016) is fine. [The Courier]{FILM} (1999) is not.",
    "[Lt. Harrow]{CHARACTER} ([Otto Brandt]{ACTOR}) snores. We meet [Deputy Wren]{CHARACTER}.",
    "It stars [Yoon Sang-ho]{ACTOR} and [Baek Ji-eun]{ACTOR} in an Oscar-winning role.",
    "At the Harborquest film festival we loved it, and I LOVED THE FLOATING BED.",
    "I thought it was VERY ORIGINAL, and so VERY ORIGINAL.",
    "They saw this instead of [Paper Lantern Days]{FILM}.",
    # an accent in place of the apostrophe
    "[Otto Brandt]{ACTOR}´s performance is the best thing here, as I´ve said.",
    "[Copper Moon]{FILM}`s score is superb.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_names_in_context(nlp: Language, marked: str) -> None:
    assert mark_entities(nlp(read_sentence(marked))) == marked


def test_every_name_says_which_rule_made_it(nlp: Language) -> None:
    doc = nlp("Midnight Orchard is a film directed by Anna Lindqvist and scored by Otto Kravitz.")

    assert [(ent.label_, ent.id_) for ent in doc.ents] == [
        ("FILM", "film.is-a-film"),
        ("DIRECTOR", "director.directed-by-gap"),
        ("COMPOSER", "composer.composed-by"),
    ]


def make_doc(nlp: Language, text: str, *entities: tuple[str, str]) -> Doc:
    """Make a Doc that somebody else has annotated."""
    doc = nlp.make_doc(text)
    spans = [doc.char_span(text.index(name), text.index(name) + len(name), label=label) for name, label in entities]
    assert None not in spans
    doc.ents = spans
    return doc


def blank_with_names(*, overwrite_ents: bool | None = None) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("film_names", config={} if overwrite_ents is None else {"overwrite_ents": overwrite_ents})
    return nlp


def test_entities_of_others_are_kept_by_default() -> None:
    nlp = blank_with_names()
    text = '"Winter Sonata" is a film directed by Anna Lindqvist and shot by Lucia Ferrante.'
    doc = make_doc(nlp, text, ("Winter Sonata", "WORK_OF_ART"), ("Anna Lindqvist", "PERSON"))

    assert mark_entities(nlp(doc)) == (
        '"[Winter Sonata]{WORK_OF_ART}" is a film directed by [Anna Lindqvist]{PERSON} and shot by '
        "[Lucia Ferrante]{CREW}."
    )


def test_a_title_around_an_entity_of_others_gives_no_name() -> None:
    nlp = blank_with_names()
    doc = make_doc(nlp, '"Requiem of Marisol" is a film.', ("Marisol", "PERSON"))

    assert mark_entities(nlp(doc)) == '"Requiem of [Marisol]{PERSON}" is a film.'


def test_a_longer_title_replaces_the_entities_of_others_if_told_to() -> None:
    nlp = blank_with_names(overwrite_ents=True)
    doc = make_doc(nlp, '"Requiem of Marisol" is a film about Berlin in May.', ("Marisol", "PERSON"), ("Berlin", "GPE"))

    assert mark_entities(nlp(doc)) == '"[Requiem of Marisol]{FILM}" is a film about [Berlin]{GPE} in May.'


def test_a_role_in_the_sentence_beats_the_label_that_a_list_gave_only_if_told_to() -> None:
    text = "The film was directed by Anna Lindqvist."
    kept, told = (blank_with_names(overwrite_ents=overwrite) for overwrite in (False, True))

    before, after = (nlp(make_doc(nlp, text, ("Anna Lindqvist", "ACTOR"))) for nlp in (kept, told))

    assert mark_entities(before) == "The film was directed by [Anna Lindqvist]{ACTOR}."
    assert mark_entities(after) == "The film was directed by [Anna Lindqvist]{DIRECTOR}."


@pytest.mark.parametrize(
    "text", ["I am a fan of Anna Lindqvist.", "Anna Lindqvist is superb.", "It suits Anna Lindqvist fans."]
)
def test_what_suits_all_trades_leaves_that_of_a_list(text: str) -> None:
    nlp = blank_with_names(overwrite_ents=True)
    by_itself, listed = nlp(text), nlp(make_doc(nlp, text, ("Anna Lindqvist", "DIRECTOR")))

    assert [(ent.text, ent.label_) for ent in by_itself.ents] == [("Anna Lindqvist", "ACTOR")]
    assert [(ent.text, ent.label_) for ent in listed.ents] == [("Anna Lindqvist", "DIRECTOR")]


def test_a_real_person_of_a_list_is_nobody_in_the_story() -> None:
    text = "Anna Lindqvist discovers the body, in the story of Otto Kravitz."
    doc = make_doc(blank_with_names(), text, ("Anna Lindqvist", "ACTOR"), ("Otto Kravitz", "ACTOR"))

    assert mark_entities(blank_with_names(overwrite_ents=True)(doc)) == (
        "[Anna Lindqvist]{ACTOR} discovers the body, in the story of [Otto Kravitz]{ACTOR}."
    )


@pytest.mark.parametrize(
    ("marked", "known"),
    [
        ("It recalls [Grey Harbor]{FILM}, [Copper Moon]{FILM} and [Gaslight]{FILM}.", ("Grey Harbor", "FILM")),
        ("Here are [Anna Lindqvist]{DIRECTOR}, [Otto Kravitz]{DIRECTOR} and more.", ("Anna Lindqvist", "DIRECTOR")),
        ("Enter [Lysandra]{CHARACTER}, [Gort]{CHARACTER} and their crew.", ("Lysandra", "CHARACTER")),
    ],
)
def test_what_is_listed_with_a_known_name_shares_its_label(marked: str, known: tuple[str, str]) -> None:
    nlp = blank_with_names(overwrite_ents=True)

    assert mark_entities(nlp(make_doc(nlp, read_sentence(marked), known))) == marked


def test_a_longer_entity_of_others_is_not_cut() -> None:
    nlp = blank_with_names(overwrite_ents=True)
    doc = make_doc(nlp, "Directed by Anna Lindqvist Holm.", ("Anna Lindqvist Holm", "PERSON"))
    doc.ents = [Span(doc, 1, 5, label="ORG")]

    assert [(ent.start, ent.end, ent.label_) for ent in nlp(doc).ents] == [(1, 5, "ORG")]


def test_a_doc_without_names_is_left_as_it_is() -> None:
    nlp = blank_with_names()

    assert [nlp(text).ents for text in ("", "   \n ", "the film is nice", "!!! ???")] == [()] * 4


def test_places_and_channels_of_several_words_are_no_names() -> None:
    nlp = blank_with_names()
    doc = nlp("Anna Lindqvist sings in Central Park. I saw it on Comedy Central.")

    assert mark_entities(doc) == "[Anna Lindqvist]{ACTOR} sings in Central Park. I saw it on Comedy Central."
