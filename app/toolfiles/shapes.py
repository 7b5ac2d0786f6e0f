"""From plain data to the domain's dataclasses, and from a path in the data to a place in words.

``msgspec`` decodes straight into the dataclasses. What it would let pass (unknown keys) or
say only in its own words is found beforehand, so that every fault reads the same way.
"""

from __future__ import annotations

import math
import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from app.errors import ToolFileError
from app.toolfiles.reading import (
    MAX_TEXT,
    Steps,
    hidden_character,
    kind_of,
    quiet,
    quoted,
    texts_in,
)

T = TypeVar("T")

ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
"""How ids are written. No dots and no @: those join ids into the place of an answer."""


@dataclass(frozen=True)
class Fault:
    """Something wrong at one place of a file, and what was expected there."""

    path: Steps
    expected: str


def decode(
    data: object, kind: type[T], file: str, *, at: Steps = (), dates_as_text: bool = False
) -> T:
    """What stands at a path of plain data as a dataclass of the domain, or its first fault.

    JSON has no dates, so that they are texts there; in TOML a date must be a date.
    """
    value = value_at(at, data)
    for fault in chain(_text_faults(value, at), _shape_faults(value, kind, at)):
        raise error_at(fault, data, file)
    try:
        return msgspec.convert(value, kind, builtin_types=() if dates_as_text else (date,))
    except msgspec.ValidationError as error:
        fault = _translated(str(error), value)
        raise error_at(Fault((*at, *fault.path), fault.expected), data, file) from error
    except (ValueError, OverflowError) as error:
        # A number of thousands of digits fails outside msgspec's own errors.
        raise ToolFileError(file, "the file", "expected numbers of an ordinary size") from error


def error_at(fault: Fault, data: object, file: str) -> ToolFileError:
    """The error of a fault, its place read out from the data."""
    return ToolFileError(file, place(fault.path, data), fault.expected)


# --- places ---------------------------------------------------------------------------------------

_ONE = {
    "questions": "question",
    "follow_ups": "follow-up",
    "parts": "part",
    "options": "option",
    "scales": "scale",
    "agencies": "agency",
}


def place(path: Steps, data: object) -> str:
    """A path as people say it: "sections 2 (“Quality assurance”), question Q7, scale"."""
    words: list[str] = []
    value = data
    for step in path:
        siblings, value = value, _inside(value, step)
        if isinstance(step, str):
            words.append(quiet(step))
        else:
            words[-1:] = [_listed(words[-1] if words else "", step, value, siblings)]
    return ", ".join(words) or "the head of the file"


def value_at(path: Steps, data: object) -> object:
    """What stands at a path, or None."""
    for step in path:
        data = _inside(data, step)
    return data


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        return value[step]
    return None


def _listed(name: str, index: int, item: object, siblings: object) -> str:
    if not isinstance(item, dict):
        return f"{name} {index + 1}"
    if name == "sections":
        title = item.get("title")
        named = isinstance(title, str) and title
        return f"sections {index + 1} ({quoted(title)})" if named else f"sections {index + 1}"
    own = item.get("id")
    if name in _ONE and isinstance(own, str) and ID.fullmatch(own):
        others = siblings if isinstance(siblings, list) else []
        if sum(isinstance(other, dict) and other.get("id") == own for other in others) == 1:
            return f"{_ONE[name]} {own}"
    return f"{name} {index + 1}"


# --- faults ---------------------------------------------------------------------------------------


def _text_faults(value: object, at: Steps) -> Iterator[Fault]:
    for path, text in texts_in(value, at):
        if len(text) > MAX_TEXT:
            yield Fault(path, f"expected at most {MAX_TEXT:,} characters; found {len(text):,}")
        if hidden := hidden_character(text):
            yield Fault(
                path,
                "expected characters that can be seen; "
                f"found U+{ord(hidden):04X} at character {text.index(hidden) + 1}",
            )


def _shape_faults(value: object, kind: object, path: Steps) -> Iterator[Fault]:
    """Unknown and missing keys, and words that are none of those allowed."""
    kind = _without_none(kind)
    origin = get_origin(kind)
    if isinstance(value, float) and not math.isfinite(value):
        yield Fault(path, "expected an ordinary number")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        if isinstance(value, str) and value not in list(kind):
            yield Fault(path, f"expected one of: {', '.join(kind)}; found {quoted(value)}")
    elif is_dataclass(kind) and isinstance(kind, type) and isinstance(value, dict):
        yield from _key_faults(value, kind, path)
        hints = _hints(kind)
        for key, inner in value.items():
            if key in hints:
                yield from _shape_faults(inner, hints[key], (*path, key))
    elif origin is tuple and isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _shape_faults(inner, get_args(kind)[0], (*path, index))
    elif origin in {dict, Mapping} and isinstance(value, dict):
        for key, inner in value.items():
            yield from _shape_faults(inner, get_args(kind)[1], (*path, key))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _key_faults(value: dict[str, object], kind: type, path: Steps) -> Iterator[Fault]:
    known = {field.name: field for field in fields(kind)}
    for key in value:
        if key not in known:
            names = ", ".join(known)
            yield Fault(path, f"expected one of the keys: {names}; found {quoted(key)}")
    for name, field in known.items():
        if name not in value and _is_required(field):
            yield Fault((*path, name), "expected a value; found nothing")


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _without_none(kind: object) -> object:
    if get_origin(kind) in {Union, types.UnionType}:
        return next(arg for arg in get_args(kind) if arg is not type(None))
    return kind


# --- msgspec's own errors -------------------------------------------------------------------------

_AT = re.compile(r"(?P<what>.*?)(?: - at `\$?(?P<path>.*)`)?", re.DOTALL)
_EXPECTED = re.compile(r"Expected `(?P<kinds>[^`]*)`.*", re.DOTALL)
_STEP = re.compile(r"\.(?P<key>[A-Za-z_]+)|\[(?P<index>\d+)\]|\[\.\.\.\]")
_WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
}


def _translated(message: str, data: object) -> Fault:
    """The fault that a message of msgspec tells of."""
    match = _AT.fullmatch(message)
    where, what = (match["path"] or "", match["what"]) if match else ("", message)
    path: Steps = tuple(
        step["key"] if step["key"] else int(step["index"])
        for step in _STEP.finditer(where)
        if step["key"] or step["index"]
    )
    expected = _EXPECTED.fullmatch(what)
    if expected is None:
        known = "a date, written like 2018-02-01" if "date" in what else "a value in range"
        return Fault(path, f"expected {known}")
    kinds = [_WORDS.get(kind, kind) for kind in expected["kinds"].split(" | ") if kind != "null"]
    return Fault(path, f"expected {' or '.join(kinds)}; found {kind_of(value_at(path, data))}")


# --- the way back ---------------------------------------------------------------------------------


def plain(value: object) -> object:
    """A value of the domain as plain data, without what is only a default.

    Left out, defaults keep a file short, and keep the canonical form of today's tools the
    same when a later version of the program knows more keys.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name))
            for field in fields(value)
            if _is_required(field) or getattr(value, field.name) != _default(field)
        }
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def strict_schema(kind: type, version: int) -> dict[str, Any]:
    """The JSON Schema of a file: the shape of a dataclass, with its format, and nothing else."""
    schema = msgspec.json.schema(kind)
    for name, shape in schema["$defs"].items():
        if "description" in shape:
            shape["description"] = " ".join(shape["description"].split())
        if shape.get("type") == "object":
            shape["additionalProperties"] = False
        if schema.get("$ref") == f"#/$defs/{name}":
            shape["properties"] = {"format": {"const": version}, **shape["properties"]}
            shape["required"] = ["format", *shape["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
