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
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from cinespan.errors import RuleError
from cinespan.rule_schemas import SCHEMAS, check_row

Row: TypeAlias = dict[str, Any]
RuleSet: TypeAlias = dict[str, list[Row]]

# not splitlines(): JSON strings may hold the other line breaks of Unicode
_LINE = "\n"


def read_rules(folder: Path | str | None = None, *, extend: bool = True) -> RuleSet:
    """Read and check the rules: the shipped ones, and a folder of the user's own over them.

    Args:
        folder: a folder with any of `labels.jsonl`, `entities.jsonl`, `context.jsonl`, `names.jsonl`,
            `grammar.jsonl`, `credits.jsonl`, `relations.jsonl`, `aspects.jsonl`, `opinions.jsonl` and
            `modifiers.jsonl`; None for the shipped rules alone.
        extend: lay the folder over the shipped rules; False takes each file that the folder has instead of the
            shipped file of that name.

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
    texts = {name: folder / f"{name}.jsonl" for name in SCHEMAS if (folder / f"{name}.jsonl").is_file()}
    if not texts:
        raise RuleError(f"{folder}: no pattern file in it; name them {', '.join(f'{name}.jsonl' for name in SCHEMAS)}")
    rules = dict(shipped_rules())
    # labels come first in SCHEMAS, so that the other files may use what the folder declares
    for name, path in texts.items():
        base = rules[name] if extend else []
        rows = _read_rows(name, path, rules)
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
        rules[name] = [row for _, row in _read_rows(name, folder / f"{name}.jsonl", rules)]
    return rules


def _read_rows(name: str, path: Path, declared: RuleSet) -> list[tuple[str, Row]]:
    """Read and check one pattern file of a folder; gives `(file:line, row)`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as err:
        raise RuleError(f"{path}: can not be read as UTF-8 text: {err}") from err
    return list(_checked_rows(name, text, str(path), declared if name != "labels" else None))


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
        rules[name] = [row for _, row in _checked_rows(name, text, f"patterns/{name}.jsonl", rules)]
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


def entity_rows(rules: RuleSet) -> list[Row]:
    """Give the rows of `entities.jsonl` as spaCy's `entity_ruler` takes them."""
    return [{key: row[key] for key in ("label", "pattern", "id")} for row in rules["entities"]]


def phrase_key(name: str, row: Row) -> str:
    """Tell what makes two rows of a file the same rule: the phrase, and where the file allows it also the label."""
    schema = SCHEMAS[name]
    fields = [row.get(key, "") for key in schema.phrase_keys]
    words = [text if isinstance(text, str) else json.dumps(text, sort_keys=True) for text in fields]
    return "\t".join(words if schema.case_sensitive else [text.lower() for text in words])


def _checked_rows(name: str, text: str, source: str, declared: RuleSet | None) -> Iterator[tuple[str, Row]]:
    """Parse and check one file; yields `(file:line, row)`."""
    labels = _labels_of(declared)
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


def _labels_of(declared: RuleSet | None) -> dict[str, str]:
    """Map each declared label to its kind, entity or category."""
    return {row["label"]: row["kind"] for row in (declared or {}).get("labels", ())}


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
