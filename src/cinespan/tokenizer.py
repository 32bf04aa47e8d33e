"""spaCy's English tokenizer with the splits that hurried reviews need.

People write "great film!The cast", "a witch (Billie Halliday)who" and "<br />": the stock tokenizer leaves those words
glued to each other. The stock rules stay; a few marks are added to its prefixes, suffixes and infixes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy import util
from spacy.attrs import ORTH
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.language import Language
from spacy.tokenizer import Tokenizer

MAX_CHUNKS = 200_000
"""Chunks between white space whose tokens are remembered, at 13 MB for 9,000 reviews. The stock 10,000 are used up
after 230 reviews, and no word that comes later is remembered: texts take nearly twice as long to cut."""
_TAG_PIECES = (r"<br", r"<p>", r"</p>", r"</?i>", r"</?b>", r"/>")
# the dashes, dots and quotation marks of Windows that a wrong decoding leaves in many reviews
_STRAY_MARKS = r"[\x84\x85\x91-\x97]"
_DASHES = r"--+"
# a dash or a slash with a space on one side: "the movie- and", "director/ writer"
_HANGING = (r"(?<=[A-Za-z]{2})[-/]",)
_LEADING = (r"(?:--+|[-/.])(?=[A-Za-z]{2})",)
# an accent in place of the apostrophe
_POSSESSIVES = (r"(?<=\w)[´`][sS]",)
# ranks whose stop the stock exceptions cut off, so that a sentence would begin with the name behind them
_RANKS = ("Capt.", "Cmdr.", "Col.", "Cpl.", "Det.", "Insp.", "Lt.", "Maj.", "Mlle.", "Mme.", "Pvt.", "Sgt.")
# the stock pattern takes "film.the" for an address, since any word may be a domain
_DOMAINS = r"(?:com|net|org|edu|gov|info|tv|html?|php|co\.uk|org\.uk|com\.au|ca|de|fr|nl)"
_IS_ADDRESS = re.compile(rf"(?=\S*(?:://|www\.|@|\.{_DOMAINS}(?:[/?#:]|$))){URL_PATTERN}")
_INFIXES = (
    *_TAG_PIECES,
    _STRAY_MARKS,
    # a bracket or a mark between letters, with the space forgotten: "Lane)once", "film!The", "acting;the"
    r"(?<=[\w,.!?\"”])[(\[{](?=[\w.])",
    r"[)\]}\"”](?=[\w.,;:!?])",
    r"(?<=[)\]}\"”])[.,;:!?]+(?=\w)",
    r"(?<=\w)[\"”](?=[(\[])",
    r"(?<=\w),(?=[\"“(])",
    r"(?<=[a-z]{2})[.!?]+(?=\()",
    r"(?<=[a-z]),,+(?=\w)",
    r"(?<=\w)[\"”](?=-)",
    r"(?<=[\"”])-+(?=\w)",
    # "a good film.the cast", "on DVD.The cast", "1.The cast"
    r"(?<=[a-z]{2})(?<!mr)(?<!ms)(?<!dr)(?<!st)(?<!vs)\.(?=[a-z]{2})",
    r"(?<=[A-Z]{3})\.(?=[A-Z][a-z])",
    r"(?<=\d)\.(?=[A-Z][a-z])",
    r"(?<=[A-Za-z])[!?;*\"“”|]+(?=[A-Za-z])",
    r"(?<=[a-z]{2}):(?=[A-Za-z])",
    r"(?<=[a-z])/(?=[a-z])",
)


@util.registry.tokenizers("cinespan.review_tokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy has no types here
def make_review_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make the function that builds the tokenizer for a pipeline, as `[nlp.tokenizer]` wants it."""
    return build_review_tokenizer


def build_review_tokenizer(nlp: Language) -> Tokenizer:
    """Build the tokenizer from the language's own rules and the added marks.

    Args:
        nlp: the pipeline whose defaults are extended and whose vocabulary is used.

    Returns:
        A stock `Tokenizer`: it serializes as any other.
    """
    defaults = nlp.Defaults
    exceptions = defaults.tokenizer_exceptions
    prefixes = util.compile_prefix_regex([*_TAG_PIECES, _STRAY_MARKS, *_LEADING, *(defaults.prefixes or [])])
    suffixes = util.compile_suffix_regex(
        [*_TAG_PIECES, _STRAY_MARKS, _DASHES, *_HANGING, *_POSSESSIVES, *(defaults.suffixes or [])]
    )
    infixes = util.compile_infix_regex([*_INFIXES, *(defaults.infixes or [])])
    return Tokenizer(
        nlp.vocab,
        rules={
            **exceptions,
            **_shouted(exceptions),
            **_accented(exceptions),
            **{rank: [{ORTH: rank}] for rank in _RANKS},
        },
        prefix_search=prefixes.search,
        suffix_search=suffixes.search,
        infix_finditer=infixes.finditer,
        token_match=defaults.token_match,
        url_match=_IS_ADDRESS.match,
        max_cache_size=MAX_CHUNKS,
    )


def _shouted(exceptions: dict[str, list[dict[int, str]]]) -> dict[str, list[dict[int, str]]]:
    """Give the contractions with "n't" in capitals, which the stock exceptions leave out: "ISN'T", "DIDNT"."""
    return {
        text.upper(): [{ORTH: token[ORTH].upper()} for token in tokens]
        for text, tokens in exceptions.items()
        if text.endswith(("n't", "n’t", "nt"))
    }


def _accented(exceptions: dict[str, list[dict[int, str]]]) -> dict[str, list[dict[int, str]]]:
    """Give the contractions with an acute or a grave accent in place of the apostrophe."""
    return {
        text.replace("'", mark): [{ORTH: token[ORTH].replace("'", mark)} for token in tokens]
        for text, tokens in exceptions.items()
        if "'" in text[1:-1] and text[0].isalpha()
        for mark in "´`"
    }
