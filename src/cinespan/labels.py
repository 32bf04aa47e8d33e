"""Names that stand in a `Doc`, in the pattern files and in the outputs.

The entity labels and the aspect categories are not here: they are rows of `patterns/labels.jsonl`,
so that a user adds one of their own without code.
"""

from __future__ import annotations

from typing import Final

POSITIVE: Final = "positive"
NEGATIVE: Final = "negative"
NEUTRAL: Final = "neutral"
POLARITIES: Final = (POSITIVE, NEGATIVE, NEUTRAL)

ASPECTS_KEY: Final = "aspects"
"""`doc.spans["aspects"]`: the aspect terms that are judged; a span's label is its category."""
OPINIONS_KEY: Final = "opinions"
"""`doc.spans["opinions"]`: the opinion terms; a span's label is its polarity in context."""

FILM: Final = "FILM"
CHARACTER: Final = "CHARACTER"
ACTOR: Final = "ACTOR"
DIRECTOR: Final = "DIRECTOR"
COMPOSER: Final = "COMPOSER"
WRITER: Final = "WRITER"
CREW: Final = "CREW"

OVERALL: Final = "OVERALL"
"""The aspect category of the film as a whole, which the document scores leave out."""

OUTSIDE: Final = "O"
"""The label of a context rule that keeps a run from being a name."""

PERSON_SHAPES: Final = ("HONORIFIC", "FULL_NAME", "GIVEN_NAME", "SURNAME", "WORDS", "WORD")
LISTED: Final = "LISTED"
QUOTED_SHAPES: Final = ("QUOTED", "LOWER")
NAME_SHAPES: Final = (*QUOTED_SHAPES, "TITLE", *PERSON_SHAPES, "COMMON", "CAPS", "DOUBTFUL", LISTED)
"""How a run of capitalised words looks by itself; the `pattern` of a context rule names one or several, and PERSON
stands for all that a person's name can have: "Captain Kirk", "Emma Stone", "Emma", "Stone", "Gort Klaatu", "Gort".
LOWER is quoted and in lower case, COMMON is a word of the language, CAPS is written in capitals throughout, DOUBTFUL
has a word in it that is no name elsewhere ("American Pie"). LISTED is any of them in a list with a name that is known:
"Star Wars, Copper Moon and"."""
