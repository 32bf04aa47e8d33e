"""`film_sentences`: sentence starts, at a third of the cost of a walk over the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from numpy import full, uint64
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from cinespan.components.rule_pipe import RulePipe
from cinespan.finders.sentences import find_sentence_starts
from cinespan.finders.tokens import read_word_classes
from cinespan.finders.views import view_batch, view_tokens
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


class FilmSentences(RulePipe):
    """Ends a sentence behind the TERMINAL marks of `grammar.jsonl`, any number of dots included, and at line breaks.

    It does what the stock `sentencizer` does, with the same lists that the components after it read, in one call of
    `Doc.from_array`. Sentence starts that a parser or a sentencizer has set stay as they are.
    """

    rule_files = ("names", "grammar")

    def compile_rules(self, rules: RuleSet) -> None:
        """Build the word classes."""
        self._classes = read_word_classes([*rules["names"], *rules["grammar"]])

    def read_ahead(self, docs: Sequence[Doc]) -> None:
        """View the documents of a batch in one pass; the components behind find the views."""
        whole = [doc for doc in docs if len(doc) and doc.vocab is self.nlp.vocab]
        if whole and self._rules is not None:
            view_batch(whole, self._classes)

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence starts."""
        self.require_rules()
        if len(doc) and not doc.has_annotation("SENT_START"):
            starts = full(len(doc), _NO)
            starts[find_sentence_starts(view_tokens(doc, self._classes))] = 1
            doc.from_array(SENT_START, starts)  # type: ignore[arg-type]  # the stubs know only two dimensions
        return doc
