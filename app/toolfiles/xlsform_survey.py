"""The survey sheet of an XLSForm as a tree: what kind each row is, and which group it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import ToolFileError
from app.toolfiles.reading import quoted
from app.toolfiles.xlsform_columns import SURVEY, NotCarried, Row

_MAX_DEPTH = 30


class Kind(StrEnum):
    """What a row of the survey sheet is."""

    GROUP = "group"
    REPEAT = "repeat"
    ONE = "one"
    SEVERAL = "several"
    WHOLE = "whole number"
    NUMBER = "number"
    RANGE = "range"
    DATE = "date"
    TEXT = "text"
    NOTE = "note"
    TICK = "tick"
    OTHER = "other"


@dataclass
class Node:
    """A row of the survey sheet, with the rows inside it where it opens a group."""

    row: Row
    kind: Kind
    choices: str = ""
    or_other: bool = False
    why: str = ""
    remark: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the row."""
        return self.row.word("name")

    def walk(self) -> Iterator[Node]:
        """The rows inside, and those inside these."""
        for child in self.children:
            yield child
            yield from child.walk()


def read_survey(rows: tuple[Row, ...], file: str) -> tuple[tuple[Node, ...], list[NotCarried]]:
    """The rows that stand in no group, with all others inside them."""
    lost: list[NotCarried] = []
    top: list[Node] = []
    open_groups: list[Node] = []
    for row in rows:
        given = " ".join(row.word("type").split())
        words = given.lower().replace("_", " ")
        if not given:
            lost.append(_lost(row, "A row without a type", "What it asks for is not said"))
        elif row.word("disabled").lower() in {"yes", "true"}:
            lost.append(_lost(row, f"The row {quoted(given)}", "It is switched off in the form"))
        elif begins := _BEGIN.fullmatch(words):
            kind = Kind.GROUP if begins["what"] == "group" else Kind.REPEAT
            node = Node(row, kind)
            (open_groups[-1].children if open_groups else top).append(node)
            open_groups.append(node)
            if len(open_groups) > _MAX_DEPTH:
                what = f"expected at most {_MAX_DEPTH} groups within each other"
                raise ToolFileError(file, f"sheet survey, row {row.number}", what)
        elif _END.fullmatch(words):
            if open_groups:
                open_groups.pop()
            else:
                lost.append(_lost(row, "An end of a group", "No group is open there"))
        else:
            (open_groups[-1].children if open_groups else top).append(_node(row, given))
    lost += [
        _lost(node.row, "A group without an end", "It was ended with the sheet")
        for node in open_groups
    ]
    return tuple(top), lost


_BEGIN = re.compile(r"begin (?P<what>group|repeat|lgroup|looped group|loop)(?: .*)?")
_END = re.compile(r"end (?:group|repeat|lgroup|looped group|loop)(?: .*)?")
_SELECT = re.compile(
    r"(?:add |q )?select(?P<one>1|[ _]one)?"
    r"(?P<several>[ _]multiple|[ _]all[ _]that[ _]apply)?(?:[ _]prompt)?"
    r"(?:[ _](?:from|using))?(?: (?P<list>[^ ]+))?(?P<other> or[ _](?:specify[ _])?other)?",
    re.IGNORECASE,
)

_SIMPLE = {
    "integer": Kind.WHOLE,
    "int": Kind.WHOLE,
    "decimal": Kind.NUMBER,
    "percentage": Kind.NUMBER,
    "range": Kind.RANGE,
    "date": Kind.DATE,
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "note": Kind.NOTE,
    "acknowledge": Kind.TICK,
    "trigger": Kind.TICK,
    "time": Kind.TEXT,
    "datetime": Kind.TEXT,
    "date time": Kind.TEXT,
}
_AS_TEXT = frozenset(("time", "datetime", "date time"))

_BY_MACHINE = "The device fills it in, not a person"
_FILE = "A return holds no pictures, sounds, scans or other files"
_PLACE = "A return holds no places on a map"
_OUTSIDE = "It rests on data outside the form"
_WHY = {
    **dict.fromkeys(("calculate", "hidden"), "It is worked out by the form, not asked"),
    **dict.fromkeys(
        (
            "start", "end", "today", "deviceid", "device id", "phonenumber", "phone number",
            "username", "email", "simserial", "sim id", "subscriberid", "subscriber id", "imei",
            "start time", "end time", "audit", "uri:deviceid", "uri:username", "uri:phonenumber",
            "uri:email", "uri:subscriberid", "uri:simserial",
        ),
        _BY_MACHINE,
    ),
    **dict.fromkeys(
        (
            "image", "photo", "picture", "audio", "background-audio", "video", "file", "barcode",
            "signature", "draw", "annotate",
        ),
        _FILE,
    ),
    **dict.fromkeys(
        (
            "geopoint", "geotrace", "geoshape", "location", "gps", "start-geopoint",
            "background-geopoint", "osm",
        ),
        _PLACE,
    ),
    **dict.fromkeys(("xml-external", "csv-external", "include"), _OUTSIDE),
    "rank": "An audit tool has no answers that are put in order",
}  # fmt: skip
_UNKNOWN = "An audit tool has no such kind of answer"


def _node(row: Row, given: str) -> Node:
    words = given.lower().replace("_", " ")
    words = re.sub(r"^(?:add|q|get) (.*?)(?: prompt)?$", r"\1", words)
    if words in _SIMPLE:
        as_text = "It is asked for as a short text" if words in _AS_TEXT else ""
        return Node(row, _SIMPLE[words], remark=as_text)
    first = words.split(" ")[0]
    for known in (words, first):
        if known in _WHY:
            return Node(row, Kind.OTHER, why=_WHY[known])
    select = _SELECT.fullmatch(given)
    if select and (select["one"] or select["several"]) and select["list"]:
        kind = Kind.SEVERAL if select["several"] else Kind.ONE
        if not select["list"].startswith("${"):
            return Node(row, kind, select["list"], bool(select["other"]))
    if first.startswith("select"):
        return Node(row, Kind.OTHER, why="Its choices are not on the choices sheet")
    return Node(row, Kind.OTHER, why=_UNKNOWN)


def _lost(row: Row, what: str, why: str) -> NotCarried:
    return NotCarried(SURVEY, row.number, what, why)
