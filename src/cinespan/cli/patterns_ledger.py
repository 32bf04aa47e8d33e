"""`cinespan patterns ledger`: what each rule found and is worth."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from cinespan.ablation import evaluate_without
from cinespan.claims import ENTITY, ROLES
from cinespan.cli.messages import counting, make_table, printable, stdout, tell
from cinespan.cli.options import IdField, Inputs, Patterns, ReplacePatterns, TextField, load_pipeline
from cinespan.errors import InputError, OutputError
from cinespan.gold import GoldReview, make_gold
from cinespan.ledger import Ledger, LedgerRow, keep_ledger
from cinespan.readers import OnError, read_records
from cinespan.records import Record
from cinespan.rules import read_rules
from cinespan.scoring import ENTITIES, QUADRUPLES, Counts
from cinespan.writers import refuse_own_input, write_text


class Kind(str, Enum):
    """Which rules to show."""

    entities = "entities"
    opinions = "opinions"


def ledger_cli(
    inputs: Inputs,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Show the rules of one kind of findings alone.")] = None,
    min_hits: Annotated[
        int, typer.Option("--min-hits", metavar="N", min=0, help="Leave out rules with fewer hits.")
    ] = 1,
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", min=1, help="Show the first N rules.", show_default=False)
    ] = None,
    no_gold: Annotated[
        bool, typer.Option("--no-gold", help="Take no annotation for gold: count hits and conflicts alone.")
    ] = False,
    rerun: Annotated[
        list[str] | None,
        typer.Option("--rerun", metavar="ID", help="Run once more without this row, for the true F; repeatable."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the ledger as one JSON object.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the ledger to a .csv or .json file as well."),
    ] = None,
    text_field: TextField = "text",
    id_field: IdField = "id",
    patterns: Patterns = None,
    replace_patterns: ReplacePatterns = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first record that can not be read.")] = False,
) -> None:
    """Tell of each rule its hits, what of them is right, what it is worth, and its conflicts; the worst on top.

    INPUT is gold if its first record has `ents` and `quads`. Reviews without them give hits and conflicts.

    A finding counts for each rule that it names: an entity for one, a quadruple for those of its aspect term, its
    opinion term, the link between them and each modifier.

    \b
    hits       found + spurious, matched as evaluate does
    F without  the F without the findings that name the rule: counted, not run
    worth      what that costs; below zero, the rule does harm
    lost, won  where another rule's finding stood on its tokens, and where its
               own finding stood on those of another; agreement counts too

    --rerun runs without a row, since other rules may then find the same; it also weighs rows that keep others away.
    """
    if output is not None and output.suffix not in (".csv", ".json"):
        raise OutputError(f"{output}: can not tell what to write; end the name in .csv or .json")
    if output is not None:
        refuse_own_input(output, inputs)
    nlp = load_pipeline(patterns, replace_patterns)
    on_error: OnError | None = None if strict else lambda err: tell(f"skipped: {err}")
    records = read_records(inputs, text_field=text_field, id_field=id_field, on_error=on_error)
    first = next(records, None)
    if first is None:
        raise InputError("no record could be read, so there is no ledger; see the messages above")
    records = chain([first], records)
    has_gold = not no_gold and {"ents", "quads"} <= first.meta.keys()
    gold = list(_gold(records, patterns, replace_patterns)) if has_gold else []
    if rerun and not has_gold:
        raise typer.BadParameter("without gold there is no F; give a gold file", param_hint="--rerun")
    reviews: Iterable[Record | GoldReview] = gold if has_gold else records
    with counting("reviews") as count:
        counted = (count() or review for review in reviews)
        ledger = keep_ledger(counted, nlp, has_gold=has_gold, on_error=on_error)
    reruns = {rule: _f(evaluate_without(gold, nlp, rule)) for rule in rerun or ()}
    rows = [_rounded(row) for row in _chosen(ledger.rows(), kind, min_hits)[:top]]
    whole = _whole(ledger)
    figures = json.dumps({"f": whole, "rules": rows, **({"reruns": reruns} if reruns else {})}, ensure_ascii=False)
    if output is not None:
        write_text(output, figures + "\n" if output.suffix == ".json" else _csv(rows))
    if as_json:
        typer.echo(figures)
    else:
        _print(whole, rows)
        if whole and reruns:
            _print_reruns(whole, reruns)


def _gold(records: Iterator[Record], patterns: Path | None, replace: bool) -> Iterator[GoldReview]:
    labels = read_rules(patterns, extend=not replace)["labels"]
    known = ([row["label"] for row in labels if row["kind"] == kind] for kind in ("entity", "category"))
    entity_labels, categories = known
    for record in records:
        # a bad annotation ends it: figures on a part of the gold would mislead
        yield make_gold(record, entity_labels, categories)


def _chosen(rows: list[LedgerRow], kind: Kind | None, min_hits: int) -> list[LedgerRow]:
    roles = ROLES if kind is None else [role for role in ROLES if (role == ENTITY) == (kind is Kind.entities)]
    return [row for row in rows if row.role in roles and row.hits >= min_hits]


def _whole(ledger: Ledger) -> dict[str, float] | None:
    return _f({ENTITIES: ledger.entities, QUADRUPLES: ledger.quads}) if ledger.has_gold else None


def _f(counts: Counts) -> dict[str, float]:
    return {"entities": round(counts[ENTITIES].f1, 4), "quadruples": round(counts[QUADRUPLES].f1, 4)}


def _rounded(row: LedgerRow) -> dict[str, object]:
    # five places: in a big gold file one finding moves F by less than the fourth
    return {key: round(value, 5) if isinstance(value, float) else value for key, value in asdict(row).items()}


def _csv(rows: list[dict[str, object]]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, [field.name for field in fields(LedgerRow)], lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _print(whole: dict[str, float] | None, rows: list[dict[str, object]]) -> None:
    names, title = ["hits", "lost", "won"], "Rules"
    if whole is not None:
        names = ["hits", "found", "spurious", "precision", "f_without", "worth", "lost", "won"]
        title = f"Rules (F of entities {whole['entities']}, of quadruples {whole['quadruples']})"
    heads = [name.replace("f_", "F ") for name in names]
    table = make_table(title, "rule", "role", *heads, numbers=heads)
    for row in rows:
        table.add_row(printable(str(row["rule"])), str(row["role"]), *(_cell(name, row[name]) for name in names))
    stdout().print(table)


def _print_reruns(whole: dict[str, float], reruns: dict[str, dict[str, float]]) -> None:
    heads = [f"F of {kind}" for kind in whole]
    table = make_table("Run without", "rule", *heads, numbers=heads)
    for rule, figures in reruns.items():
        table.add_row(printable(rule), *(f"{f:.4f} ({f - whole[kind]:+.4f})" for kind, f in figures.items()))
    stdout().print(table)


def _cell(name: str, value: object) -> str:
    if isinstance(value, float):
        return f"{value:+.4f}" if name == "worth" else f"{value:.2f}" if name == "precision" else f"{value:.4f}"
    return f"{value:,}"
