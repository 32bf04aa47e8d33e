"""`film_ruler`: spaCy's entity ruler with the same rows, at a third of the cost of a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.attrs import LOWER, ORTH
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc, Span

from cinespan.components.finder_pipe import FinderPipe
from cinespan.doc_entities import tokens_of, write_ents
from cinespan.finders.text_matcher import Match, TextMatcher
from cinespan.garbage import garbage_kept


@Language.factory(
    "film_ruler",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "phrase_matcher_attr": None,
        "matcher_fuzzy_compare": {"@misc": "spacy.levenshtein_compare.v1"},
        "validate": False,
        "overwrite_ents": False,
        "scorer": {"@scorers": "spacy.entity_ruler_scorer.v1"},
    },
    default_score_weights={"ents_f": 0.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_film_ruler(
    nlp: Language,
    name: str,
    phrase_matcher_attr: int | str | None,
    matcher_fuzzy_compare: Callable[[str, str, int], bool],
    validate: bool,
    overwrite_ents: bool,
    scorer: Callable[..., dict[str, Any]] | None,
) -> FilmRuler:
    """Make the component that labels the names of a list, with the settings of spaCy's `future_entity_ruler`.

    Args:
        nlp: the pipeline.
        name: the component's name.
        phrase_matcher_attr: the token attribute that phrases are compared by; None for the text as it is.
        matcher_fuzzy_compare: how token patterns with FUZZY compare.
        validate: check token patterns as they are added.
        overwrite_ents: let a listed name replace the entities that it overlaps.
        scorer: what `nlp.evaluate` calls.
    """
    return FilmRuler(
        nlp,
        name,
        spans_key=None,
        annotate_ents=True,
        phrase_matcher_attr=phrase_matcher_attr,
        matcher_fuzzy_compare=matcher_fuzzy_compare,
        validate=validate,
        overwrite=overwrite_ents,
        scorer=scorer,
    )


class FilmRuler(FinderPipe[list[Match]], SpanRuler):
    """The stock ruler, whose rows and serialization it keeps; only the work around them is less.

    The stock one sets up a filter of warnings for every document, makes a `Span` of each match before it chooses, and
    assigns `doc.ents` anew. Here the longest match is chosen on tuples of ints, and the `Doc` is written once. Names
    that are compared by their text are found without a `PhraseMatcher`, see `TextMatcher`.
    """

    def clear(self) -> None:
        """Remove all rows."""
        super().clear()
        if self.phrase_matcher_attr in (None, "ORTH", ORTH):
            self.phrase_matcher: Any = TextMatcher(self.nlp)

    @garbage_kept()
    def add_patterns(self, patterns: Any) -> None:
        """Add rows; a phrase that is compared by its text alone needs none of the components before this one.

        Args:
            patterns: as `SpanRuler.add_patterns` takes them.
        """
        if isinstance(self.phrase_matcher, TextMatcher):
            self._add_texts(list(patterns))
        elif self.phrase_matcher_attr in ("LOWER", LOWER):
            with self.nlp.select_pipes(enable=[]):
                super().add_patterns(patterns)
        else:
            super().add_patterns(patterns)

    def _add_texts(self, rows: list[dict[str, Any]]) -> None:
        before = self._patterns
        super().add_patterns([row for row in rows if not isinstance(row["pattern"], str)])
        self._patterns = [*before, *rows]
        strings = self.nlp.vocab.strings
        for row in rows:
            if isinstance(row["pattern"], str):
                label, rule = row["label"], row.get("id", "")
                # the name of a row in the stock ruler's map, by which `remove` finds it
                key = repr((label, rule))
                self._match_label_id_map[strings.add(key)] = {"label": label, "id": rule}
                self.phrase_matcher.add(key, row["pattern"])

    def require_rules(self) -> None:
        """Warn where there are no rows."""
        self._require_patterns()

    def find_in(self, docs: Sequence[Doc]) -> list[list[Match]]:
        """Find the listed names of each document, overlaps included."""
        matcher, phrases = self.matcher, self.phrase_matcher
        found = phrases.match_all(docs) if isinstance(phrases, TextMatcher) else [phrases(doc) for doc in docs]
        if len(matcher):
            found = [[*of_doc, *matcher(doc)] for doc, of_doc in zip(docs, found, strict=True)]
        return found

    def write(self, doc: Doc, found: list[Match]) -> None:
        """Add the listed names to `doc.ents`: the longest first, of equals the leftmost."""
        ents = doc.ents
        taken = tokens_of(doc, () if self.overwrite else ents)
        names: list[Span] = []
        for key, start, end in sorted(found, key=lambda match: (match[1] - match[2], match[1])):
            if end > start and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                row = self._match_label_id_map[key]
                names.append(Span(doc, start, end, label=row["label"], span_id=row["id"]))
        if self.overwrite:
            ents = [ent for ent in ents if not any(taken[ent.start : ent.end])]
        write_ents(doc, [*ents, *names])
