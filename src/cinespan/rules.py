"""The rules: rows of the JSONL files in `patterns/`, read in this one place and checked row by row.

A rule set is plain data, `{file stem: [row, …]}`, so that a component can save it, send it to a worker and load it
again. A folder of the user's own is laid over the shipped one: a row replaces the shipped row with the same id or
the same phrase, `{"id": "…", "drop": true}` takes a row out, and every other row is added.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from cinespan.errors import RuleError
from cinespan.rule_schemas import SCHEMAS, check_row

Row: TypeAlias = dict[str, Any]
RuleSet: TypeAlias = dict[str, list[Row]]


class _KnownRows(NamedTuple):
    """What a pattern file of a saved component held, and the labels that it was checked with."""

    text: str
    labels: dict[str, str]
    rows: list[Row]


_known_rows: dict[str, _KnownRows] = {}
"""The latest file of each name. Every component is saved with all files that it uses: what is the same in the folders
of six components is checked once, and its rows are shared."""

# not splitlines(): JSON strings may hold the other line breaks of Unicode
_LINE = "\n"


def read_rules(folder: Path | str | None = None, *, extend: bool = True) -> RuleSet:
    """Read and check the rules: the shipped ones, and a folder of the user's own over them.

    Args:
        folder: a folder with any of `labels.jsonl`, `entities.jsonl`, `context.jsonl`, `names.jsonl`,
            `grammar.jsonl`, `credits.jsonl`, `relations.jsonl`, `aspects.jsonl`, `opinions.jsonl`, `modifiers.jsonl`
            and `weights.jsonl`; None for the shipped rules alone.
        extend: lay the folder over the shipped rules; False takes each file that the folder has instead of the
            shipped file of that name. Weights were learned together, and are taken as a whole in any case.

    Returns:
        The rows by file stem, in file order. Treat them as read-only: they are shared.

    Raises:
        RuleError: the folder is missing or holds no pattern file, or a row is refused; the message names `file:line`.
    """
    if folder is None:
        return shipped_rules()
    folder = Path(folder)
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such folder of patterns; give a folder with files such as opinions.jsonl")
    paths = {name: folder / f"{name}.jsonl" for name in SCHEMAS if (folder / f"{name}.jsonl").is_file()}
    if not paths:
        raise RuleError(f"{folder}: no pattern file in it; name them {', '.join(f'{name}.jsonl' for name in SCHEMAS)}")
    return _rules_of(folder, tuple((name, _text_of(path)) for name, path in paths.items()), extend)


@lru_cache(maxsize=2)
def _rules_of(folder: Path, texts: tuple[tuple[str, str], ...], extend: bool) -> RuleSet:
    """Check the files of a folder and lay them over the shipped rules.

    Every component of a pipeline asks for the same folder: what has not changed since is not read anew.
    """
    rules = dict(shipped_rules())
    # labels come first in SCHEMAS, so that the other files may use what the folder declares
    for name, text in texts:
        base = rules[name] if extend and not SCHEMAS[name].whole else []
        labels = _labels_of(rules) if name != "labels" else {}
        rows = list(_checked_rows(name, text, str(folder / f"{name}.jsonl"), labels))
        rules[name] = _laid_over(name, base, rows)
        if name == "labels":
            _check_aspects(rules[name], rows)
    return rules


def read_saved_rules(folder: Path, names: Iterable[str]) -> RuleSet:
    """Read and check the pattern files that a component was saved with.

    Args:
        folder: the folder of the component.
        names: the stems of its files, `labels` first where it is among them.

    Raises:
        RuleError: a file can not be read or a row is refused; the message names `file:line`.
    """
    rules: RuleSet = {}
    for name in names:
        rules[name] = _saved_rows(name, folder / f"{name}.jsonl", _labels_of(rules))
    return rules


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as err:
        raise RuleError(f"{path}: can not be read as UTF-8 text: {err}") from err


def _saved_rows(name: str, path: Path, labels: dict[str, str]) -> list[Row]:
    """Read and check one pattern file of a saved component."""
    text = _text_of(path)
    known = _known_rows.get(name)
    if known is None or (known.text, known.labels) != (text, labels):
        rows = [row for _, row in _checked_rows(name, text, str(path), labels)]
        known = _known_rows[name] = _KnownRows(text, labels, rows)
    return known.rows


def _check_aspects(labels: list[Row], rows: list[tuple[str, Row]]) -> None:
    """Refuse an entity label that stands for a category which nobody declares."""
    categories = [row["label"] for row in labels if row["kind"] == "category"]
    for where, row in rows:
        if "aspect" in row and row["aspect"] not in categories:
            raise RuleError(f"{where}: unknown category {row['aspect']!r}; one of {', '.join(categories)}")


@cache
def shipped_rules() -> RuleSet:
    """Read the rules that come with the package, once a process.

    `check_shipped_rules` has seen them before they were shipped: to check them at every start would double its time.
    """
    return {name: json.loads(f"[{','.join(filter(str.strip, text.split(_LINE)))}]") for name, text in _shipped_texts()}


def check_shipped_rules() -> RuleSet:
    """Read the rules that come with the package, each row checked.

    Raises:
        RuleError: a row is refused; the message names `file:line`.
    """
    rules: RuleSet = {}
    for name, text in _shipped_texts():
        rules[name] = [row for _, row in _checked_rows(name, text, f"patterns/{name}.jsonl", _labels_of(rules))]
    return rules


def _shipped_texts() -> Iterator[tuple[str, str]]:
    folder = importlib.resources.files("cinespan.patterns")
    for name in SCHEMAS:
        yield name, folder.joinpath(f"{name}.jsonl").read_text(encoding="utf-8")


def fingerprint(rules: RuleSet) -> str:
    """Give a hash of rules, the same for the same rows wherever they were read.

    Returns:
        The SHA-256 of the rows as JSON, in hexadecimal.
    """
    return hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest()


def phrase_key(name: str, row: Row) -> str:
    """Tell what makes two rows of a file the same rule: the phrase, and where the file allows it also the label."""
    schema = SCHEMAS[name]
    fields = [row.get(key, "") for key in schema.phrase_keys]
    words = [text if isinstance(text, str) else json.dumps(text, sort_keys=True) for text in fields]
    return "\t".join(words if schema.case_sensitive else [text.lower() for text in words])


def _checked_rows(name: str, text: str, source: str, labels: dict[str, str]) -> Iterator[tuple[str, Row]]:
    """Parse and check one file; yields `(file:line, row)`."""
    ids: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for number, line in enumerate(text.split(_LINE), start=1):
        where = f"{source}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as err:
            raise RuleError(f"{where}: broken JSON ({err}); write one object a line") from err
        check_row(name, row, where, labels)
        if row["id"] in ids:
            raise RuleError(f"{where}: the id {row['id']!r} is already that of {ids[row['id']]}; ids are unique")
        ids[row["id"]] = where
        if not row.get("drop"):
            key = phrase_key(name, row)
            if key in phrases:
                shown = row.get("pattern", row["label"])
                raise RuleError(f"{where}: {shown!r} already stands at {phrases[key]}; keep one of the two rows")
            phrases[key] = where
        yield where, row


def _labels_of(declared: RuleSet) -> dict[str, str]:
    """Map each declared label to its kind, entity or category."""
    return {row["label"]: row["kind"] for row in declared.get("labels", ())}


def _laid_over(name: str, base: list[Row], rows: list[tuple[str, Row]]) -> list[Row]:
    """Lay a user's rows over others: same id or same phrase replaces, `drop` removes, the rest is added."""
    known = {row["id"] for row in base}
    for where, row in rows:
        if row.get("drop") and row["id"] not in known:
            raise RuleError(f"{where}: no rule has the id {row['id']!r}, so it can not be dropped")
    gone = {row["id"] for _, row in rows}
    kept = [row for _, row in rows if not row.get("drop")]
    phrases = {phrase_key(name, row) for row in kept}
    return [row for row in base if row["id"] not in gone and phrase_key(name, row) not in phrases] + kept
