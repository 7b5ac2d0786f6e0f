"""Comments in which what identifies somebody is marked: {kind|text}."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\{([^|}]+)\|([^}]+)\}")


@dataclass(frozen=True)
class Marked:
    """A comment without its marks, and where they were."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def unmark(line: str) -> Marked:
    """A line's text and its marked spans."""
    text, last = "", 0
    spans: list[tuple[int, int, str]] = []
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        spans.append((len(text), len(text) + len(match.group(2)), match.group(1)))
        text += match.group(2)
        last = match.end()
    return Marked(text + line[last:], tuple(spans))


def comments(file: str) -> list[Marked]:
    """The comments of a file beside this one."""
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    return [unmark(line) for line in lines if line and not line.startswith("#")]
