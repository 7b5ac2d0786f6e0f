"""From the bytes of a hostile file to plain data: bounded, well-formed, without hidden characters.

Audit tools, audit definitions and answers files all come in by this way. Nothing is decoded
into the domain here; see ``shapes`` for that.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from app.errors import ToolFileError

FORMAT = 1
"""The version of the file formats that this program reads and writes."""

MAX_BYTES = 1_000_000
MAX_TEXT = 20_000
_MAX_DEPTH = 16

Steps = tuple[str | int, ...]
"""The way into a file's content: names of keys, and positions in lists from 0."""

_TOML_PLACE = re.compile(
    r"(?P<what>.*) \((?:at )?(?P<place>line \d+, column \d+|end of document)\)"
)
# The parser takes a hundred bytes for each digit of a number, before anybody looks at its size.
_LONG_NUMBER = re.compile(r"0x[0-9A-Fa-f_]{20000}|[0-9_]{20000}")
# Marks that turn the direction of the text around them: what is read is not what is stored.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Characters that can't be seen at all, or that break a line where no editor shows it.
_INVISIBLE = frozenset("\u200b\u2028\u2029\u2060\ufeff\ufff9\ufffa\ufffb")
_ALLOWED_CONTROLS = frozenset("\n\t")


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """The content of a file, read no further than the largest size that is accepted."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise ToolFileError(
            path.name, "the file", f"expected a file that can be read ({reason})"
        ) from error
    _check_size(len(data), path.name, most)
    return data


def text_of(data: bytes, file: str) -> str:
    """The text of a file. A byte order mark, as Notepad writes it, is passed over."""
    _check_size(len(data), file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ToolFileError(file, f"line {line}", "expected text in UTF-8") from error


def toml_data(text: str, file: str) -> dict[str, object]:
    """The content of a TOML file of the current format, without its ``format`` key."""
    _check_size(len(text), file)
    if long := _LONG_NUMBER.search(text):
        line = text.count("\n", 0, long.start()) + 1
        raise ToolFileError(file, f"line {line}", "expected numbers of an ordinary size")
    try:
        data: dict[str, object] = tomllib.loads(text)
    except RecursionError as error:
        raise _too_deep(file) from error
    except ValueError as error:
        # Not only TOMLDecodeError: a number of thousands of digits is a plain ValueError.
        known = _TOML_PLACE.fullmatch(str(error))
        place = known["place"] if known else "the file"
        if place == "end of document":
            place = f"line {text.count(chr(10)) + 1}"
        what = f": {known['what'][:1].lower()}{known['what'][1:]}" if known else ""
        raise ToolFileError(file, place, f"expected TOML{quiet(what)}") from error
    return _content(data, file)


def json_data(data: bytes, file: str) -> dict[str, object]:
    """The content of a JSON file of the current format, without its ``format`` key."""
    try:
        content = json.loads(
            text_of(data, file), object_pairs_hook=_unique_pairs, parse_constant=_no_constant
        )
    except RecursionError as error:
        raise _too_deep(file) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ToolFileError(file, place, f"expected JSON: {error.msg.lower()}") from error
    except _DuplicateKey as error:
        raise ToolFileError(
            file, "the file", f"expected each key once; found {quoted(error.key)} twice"
        ) from error
    except ValueError as error:
        raise ToolFileError(file, "the file", "expected numbers of an ordinary size") from error
    if not isinstance(content, dict):
        raise ToolFileError(file, "the file", "expected an object with named values")
    return _content(content, file)


def hidden_character(text: str) -> str:
    """The first character of a text that can't be seen or misleads the eye, or an empty string."""
    return next((ch for ch in text if _is_hidden(ch)), "")


def quoted(value: object) -> str:
    """A value from a file as it is put into a sentence: short, on one line, nothing hidden."""
    if isinstance(value, bool):
        return "“true”" if value else "“false”"
    if isinstance(value, int) and abs(value) >= 10**15:
        return "a very large number"
    return f"“{quiet(str(value))}”" if value != "" else "nothing"


def quiet(text: str, longest: int = 60) -> str:
    """A text cut short, with every character that can't be seen written as its number."""
    seen = "".join(f"U+{ord(ch):04X}" if _is_hidden(ch) else ch for ch in text[: longest + 1])
    seen = " ".join(seen.split()) if seen.strip() else seen
    return seen if len(text) <= longest else f"{seen[:longest]}…"


def texts_in(value: object, path: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Every text in plain data with its place; the keys of tables count as texts."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield path, key
            yield from texts_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts_in(inner, (*path, index))


def kind_of(value: object) -> str:
    """What a plain value is, in words for people."""
    for kinds, words in _KINDS:
        if isinstance(value, kinds):
            return words
    return "something else"


_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    (str, "text"),
    (int, "a whole number"),
    (float, "a number"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time"),
    (list, "a list"),
    (dict, "a table"),
    (type(None), "null"),
)


def _is_hidden(ch: str) -> bool:
    if ch in _ALLOWED_CONTROLS:
        return False
    return ch in _BIDI or ch in _INVISIBLE or unicodedata.category(ch) in {"Cc", "Cs"}


def _content(data: dict[str, object], file: str) -> dict[str, object]:
    if _depth(data) > _MAX_DEPTH:
        raise _too_deep(file)
    content = dict(data)
    version = content.pop("format", None)
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        raise ToolFileError(
            file,
            "format",
            f"expected {FORMAT}; found {quoted(version)}. This file was made for a newer version "
            "of Partnership Audit. Ask your IT department for it",
        )
    if isinstance(version, bool) or version != FORMAT:
        found = "nothing" if version is None else quoted(version)
        raise ToolFileError(file, "format", f"expected “format = {FORMAT}”; found {found}")
    return content


def _depth(value: object) -> int:
    """How deep lists and tables are nested. Without recursion, as the data may be hostile."""
    depth, level = 0, [value]
    while level:
        depth += 1
        deeper: list[object] = []
        for item in level:
            if isinstance(item, dict):
                deeper.extend(item.values())
            elif isinstance(item, list):
                deeper.extend(item)
        level = deeper
    return depth


def _check_size(size: int, file: str, most: int = MAX_BYTES) -> None:
    if size > most:
        raise ToolFileError(file, "the file", f"expected at most {most // 1_000_000} MB")


def _too_deep(file: str) -> ToolFileError:
    return ToolFileError(file, "the file", "expected lists and tables that are not nested so deep")


class _DuplicateKey(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__()


def _unique_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            # JSON readers differ in which of the two they keep: neither is safe to take.
            raise _DuplicateKey(key)
        found[key] = value
    return found


def _no_constant(name: str) -> object:
    raise ValueError(name)
