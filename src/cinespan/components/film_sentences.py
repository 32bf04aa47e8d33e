"""`film_sentences`: sentence starts, at a third of the cost of a walk over the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from numpy import full, uint64
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from cinespan.components.finder_pipe import FinderPipe
from cinespan.components.rule_pipe import RulePipe
from cinespan.finders.sentences import find_sentence_starts
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import keep_view, view_all
from cinespan.rules import RuleSet

_NO = uint64(2**64 - 1)
"""-1, "starts no sentence", as `Doc.from_array` wants it."""


@Language.factory(
    "film_sentences",
    assigns=["token.is_sent_start", "doc.sents"],
    default_config={"patterns": None, "extend": True},
)
def make_film_sentences(nlp: Language, name: str, patterns: str | None, extend: bool) -> FilmSentences:
    """Make the component that sets sentence starts where nobody has.

    Args:
        nlp: the pipeline.
        name: the component's name.
        patterns: a folder of pattern files, or None for the shipped ones.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
    """
    return FilmSentences(nlp, name, patterns=patterns, extend=extend)


class FilmSentences(RulePipe, FinderPipe["list[int] | None"]):
    """Ends a sentence behind the TERMINAL marks of `grammar.jsonl`, and at line breaks.

    A line break or a mark that is PUNCTUATION as well, such as dots, ends none before a word in lower case; nor does a
    mark before a comma ("etc., and"), or before a closing one that a word in lower case follows ("(or is it?) and").
    It does what the stock `sentencizer` does, with the same lists that the components after it read, in one call of
    `Doc.from_array`. Sentence starts that a parser or a sentencizer has set stay as they are.
    """

    rule_files = ("names", "grammar")

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the word classes."""
        self._classes = read_word_classes([*rules["names"], *rules["grammar"]])

    def find_in(self, docs: Sequence[Doc]) -> list[list[int] | None]:
        """Find the sentence starts of each document; None where somebody has set them, or where there is no token."""
        open_docs = [doc for doc in docs if len(doc) and not doc.has_annotation("SENT_START")]
        views = iter(view_all(open_docs, self._classes))
        is_open = set(map(id, open_docs))
        return [find_sentence_starts(next(views)) if id(doc) in is_open else None for doc in docs]

    def write(self, doc: Doc, found: list[int] | None) -> None:
        """Set the sentence starts."""
        if found is not None:
            starts = full(len(doc), _NO)
            starts[found] = 1
            doc.from_array(SENT_START, starts)  # type: ignore[arg-type]  # the stubs know only two dimensions
            keep_view(doc)
