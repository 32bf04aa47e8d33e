"""One review as it came in, and the check that makes it one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cinespan.credits import Credits
from cinespan.errors import InputError
from cinespan.given_credits import make_credits


@dataclass(frozen=True)
class Record:
    """A review with all that it came with."""

    id: str | int
    text: str
    source: str = ""
    """Where it was read, `file` or `file:line`."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """The other fields, in their order."""
    credits: Credits | None = None
    """What is known of the film that the review is about."""


@dataclass(frozen=True)
class FieldNames:
    """Which field of a record holds what."""

    text: str = "text"
    id: str = "id"


def make_record(fields: Any, names: FieldNames, source: str, default_id: str) -> Record:
    """Check the fields of a record and make one of them.

    Args:
        fields: what was read, a mapping if all is well.
        names: which field is the text and which the id.
        source: `file:line`, the begin of a message.
        default_id: the id where the record has none.

    Returns:
        The record; its `meta` holds every field but the text and the id. The fields `film` and `credits`, where it
        has them, are read as well: the film by its id or title, and an object as `Credits.from_dict` takes it.

    Raises:
        InputError: it is no mapping, the text is missing, empty or no string, the id or the film is neither string nor
            number, or the credits are none.
    """
    if not isinstance(fields, dict):
        raise InputError(f"{source}: a record is a JSON object, not {_kind(fields)}; write one object a line")
    if names.text not in fields:
        raise InputError(
            f"{source}: there is no field {names.text!r} but {_listed(fields)}; name the field with --text-field"
        )
    text = fields[names.text]
    if not isinstance(text, str):
        raise InputError(f"{source}: the field {names.text!r} is {_kind(text)}; give a string")
    if not text.strip():
        raise InputError(f"{source}: the text is empty; leave the record out or fill it in")
    record_id = fields.get(names.id)
    if record_id is None or record_id == "":
        record_id = default_id
    if isinstance(record_id, bool) or not isinstance(record_id, str | int):
        raise InputError(f"{source}: the field {names.id!r} is {_kind(record_id)}; give a string or a whole number")
    meta = {key: value for key, value in fields.items() if key not in (names.text, names.id)}
    return Record(record_id, text, source, meta, _credits_of(fields, source))


def _credits_of(fields: Mapping[str, Any], source: str) -> Credits | None:
    """Read the fields `film` and `credits`."""
    given = fields.get("credits")
    if isinstance(given, str) and given:
        # a cell of a table
        try:
            given = parse_json_record(given)
        except ValueError as err:
            raise InputError(f"{source}: the field 'credits' is no JSON ({err}); give an object") from err
    return make_credits(fields.get("film"), given, source)


def parse_json_record(line: str) -> Any:
    """Parse a line of JSONL into what every output can hold.

    NaN and infinities become None, as JSON has no such numbers; whole numbers beyond 64 bits become strings, as
    spaCy's binary format has none. Half a surrogate pair is refused, as no file can hold it.

    Raises:
        ValueError: broken JSON; the message says where.
    """
    try:
        value = json.loads(line, parse_constant=_no_number, parse_float=_finite, parse_int=_whole)
    except RecursionError as err:
        raise ValueError("nested too deeply") from err
    except json.JSONDecodeError as err:
        # a line has no lines: that of the file is told by whoever reads it
        raise ValueError(f"{err.msg} at column {err.pos + 1}") from err
    if "\\ud" in line.lower():
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as err:
            raise ValueError("half a surrogate pair, which is no character") from err
    return value


def _no_number(_: str) -> None:
    return None


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if abs(number) != float("inf") else None


def _whole(digits: str) -> int | str:
    # 64 bits have at most 20 digits; int() itself refuses strings of thousands
    if len(digits) > 20:
        return digits
    number = int(digits)
    return number if -(2**63) <= number < 2**64 else digits


def _listed(fields: Mapping[Any, Any]) -> str:
    names = [repr(str(name)) for name in fields]
    shown = names if len(names) <= 8 else [*names[:8], "…"]
    return ", ".join(shown) or "nothing"


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "an object")
