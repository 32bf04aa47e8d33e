"""Words that praise in a review that praises, and blame in one that blames."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("A disturbing film. The acting is superb, the script is superb.", "positive"),
        ("A disturbing film. The acting is awful, the script is awful.", "negative"),
        # praise and blame balance: the row decides
        ("A disturbing film. The acting is superb, the script is awful.", "negative"),
        ("A disturbing film. The acting is superb.", "negative"),
        # a negation has decided
        ("The film is not disturbing. The acting is awful, the script is awful.", "positive"),
    ],
)
def test_the_rest_of_the_review_sways_a_word(nlp: Language, text: str, polarity: str) -> None:
    quads = nlp(text)._.opinions

    assert [quad["polarity"] for quad in quads if quad["category"] == "OVERALL"] == [polarity]
