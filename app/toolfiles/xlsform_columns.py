"""The words of XLSForm files: sheets, columns, and how texts stand in their cells.

What an audit tool knows beyond the standard goes into columns whose names begin with
``audit_``; other XLSForm programs pass over them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.toolfiles.reading import hidden_character

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"

OWN = "audit_"
"""How the columns begin that only this program reads."""

FORMAT_COLUMN = "audit_format"


class Role(StrEnum):
    """What a row of the survey sheet is for, where its type does not tell."""

    GUIDANCE = "guidance"
    THANKS = "thanks"
    INTRODUCTION = "introduction"
    PROMPT = "prompt"
    FOLLOW_UP = "follow-up"
    PART = "part"
    COMMENT = "comment"
    MATRIX = "matrix"
    COLUMNS = "columns"
    PERSON = "person"
    ROLE = "role"


@dataclass(frozen=True)
class NotCarried:
    """Something in an XLSForm that has no place in an audit tool.

    ``row`` is the row of the sheet, or 0 where a whole sheet or column is meant.
    """

    sheet: str
    row: int
    what: str
    why: str

    @property
    def place(self) -> str:
        """Where it stands, as it is said to people."""
        return f"{self.sheet}, row {self.row}" if self.row else self.sheet


@dataclass(frozen=True)
class Row:
    """One row of a sheet: texts by the name of their column, without the empty ones."""

    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The text of a cell as it stands, or an empty one."""
        return self.cells.get(column, "")

    def word(self, column: str) -> str:
        """The text of a cell without space around it."""
        return self.text(column).strip()


# A character that no tool may hold, and that nobody sees. It keeps apart what other programs
# would take for a reference, and stands where they want a label and there is none.
_JOINER = "\u2060"
_REFERENCE = re.compile(r"\$(?=\{)")
# Excel's way to write a character that XML can't hold, and a text that looks like one.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_XML = re.compile("[\ufffe\uffff]")


def to_cell(text: str) -> str:
    """A text of a tool as it is written into a cell."""
    written = _REFERENCE.sub(f"${_JOINER}", text)
    if not written.strip():
        written += _JOINER
    written = _ESCAPED.sub(lambda found: f"_x005F{found.group()}", written)
    return _NOT_XML.sub(lambda found: f"_x{ord(found.group()):04X}_", written)


def from_cell(text: str) -> tuple[str, int]:
    """The text in a cell, and how many characters were left out because nobody can see them."""
    read = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    read = read.replace("\r\n", "\n").replace("\r", "\n").replace(_JOINER, "")
    read = read.replace("\u2028", "\n").replace("\u2029", "\n")
    if not hidden_character(read):
        return read, 0
    seen = "".join(ch for ch in read if not hidden_character(ch))
    return seen, len(read) - len(seen)
