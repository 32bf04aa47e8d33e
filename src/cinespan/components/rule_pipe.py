"""What the components share: rules from a folder, from `initialize`, from disk and from bytes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import srsly
from spacy import util
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.training import Example

from cinespan.garbage import garbage_kept
from cinespan.rules import Row, RuleSet, read_rules, read_saved_rules

MAX_BATCH = 128
"""Documents that a component takes at a time. On one after the other its code and its rules stay in the cache of the
processor: 32 make a pipeline a fifth faster, 128 another twentieth."""


class BatchPipe(Pipe):
    """A component that works through a stream batch by batch."""

    name: str

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = MAX_BATCH) -> Iterator[Doc]:
        """Apply the component to a stream of documents.

        Args:
            stream: the documents.
            batch_size: how many of them to read before the first is given back, at most `MAX_BATCH`.
        """
        handle_error = self.get_error_handler()
        for batch in util.minibatch(stream, min(batch_size, MAX_BATCH)):  # type: ignore[no-untyped-call]
            done: list[Doc] = []
            for doc in batch:
                try:
                    done.append(self(doc))
                except Exception as err:
                    handle_error(self.name, self, [doc], err)
            yield from done


class RulePipe(BatchPipe):
    """A component whose behaviour is rows of pattern files.

    Args:
        nlp: the pipeline, for its vocabulary and its tokenizer.
        name: the component's name in the pipeline.
        patterns: a folder of pattern files; None for the shipped rules. A folder that is not there is refused when
            the component is first used without rules, not before: a saved pipeline brings its rules with it, to
            machines that do not have the folder.
        extend: lay the folder over the shipped rules instead of taking its files in their place.
        scorer: what `nlp.evaluate` calls.
    """

    rule_files: ClassVar[tuple[str, ...]]
    """The stems of the pattern files that the component uses, and saves."""

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        patterns: str | None = None,
        extend: bool = True,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.nlp = nlp
        self.name = name
        self.scorer = scorer
        self._folder, self._extend = patterns, extend
        self._rules: RuleSet | None = None
        if patterns is None or Path(patterns).is_dir():
            self.set_rules(read_rules(patterns, extend=extend))

    @abstractmethod
    def compile_rules(self, rules: RuleSet) -> None:
        """Build what finds from the rows."""

    @property
    def rules(self) -> RuleSet:
        """The rows in use, by pattern file.

        Raises:
            RuleError: the folder of the config is missing and no rules came from elsewhere.
        """
        self.require_rules()
        assert self._rules is not None
        return self._rules

    def require_rules(self) -> None:
        """Make sure that there are rules, before the first document that needs them.

        Raises:
            RuleError: the folder of the config is missing and no rules came from elsewhere.
        """
        if self._rules is None:
            self.set_rules(read_rules(self._folder, extend=self._extend))

    def string_ids(self, rows: Iterable[Row]) -> dict[str, int]:
        """Give the ids of the labels and rule ids of rows: a `Span` takes them too, which spares hashing strings."""
        add = self.nlp.vocab.strings.add
        return {row[key]: add(row[key]) for row in rows for key in ("label", "id")}

    @garbage_kept()
    def set_rules(self, rules: RuleSet) -> None:
        """Use these rows from now on.

        Args:
            rules: rows by pattern file, as `cinespan.rules.read_rules` gives them.
        """
        self._rules = {name: rules[name] for name in self.rule_files}
        self.compile_rules(self._rules)

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        patterns: str | None = None,
        extend: bool = True,
    ) -> None:
        """Load rules at `nlp.initialize()`, from `[initialize.components.NAME]` of the config.

        Args:
            get_examples: not used; rules are written, not learned.
            nlp: not used.
            patterns: a folder of pattern files; None leaves the rules as they are.
            extend: lay the folder over the shipped rules.
        """
        if patterns is not None:
            self.set_rules(read_rules(patterns, extend=extend))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialize the rows."""
        return util.to_bytes({"rules": lambda: srsly.msgpack_dumps(self.rules)}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> RulePipe:
        """Load the rows of `to_bytes`."""
        util.from_bytes(data, {"rules": lambda b: self.set_rules(srsly.msgpack_loads(b))}, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the rows into a folder, as the pattern files that they came from."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in self.rules.items():
            srsly.write_jsonl(folder / f"{name}.jsonl", rows)

    @garbage_kept()
    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> RulePipe:
        """Read and check the rows of `to_disk`; a film person may have edited them since."""
        self.set_rules(read_saved_rules(Path(path), self.rule_files))
        return self
