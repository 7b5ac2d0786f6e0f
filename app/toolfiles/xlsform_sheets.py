"""From the rows of a workbook to those of an XLSForm: which column is which, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.errors import ToolFileError
from app.toolfiles.reading import quiet
from app.toolfiles.spreadsheet import Line, read_spreadsheet
from app.toolfiles.xlsform_columns import (
    CHOICES,
    FORMAT_COLUMN,
    OWN,
    SETTINGS,
    SURVEY,
    NotCarried,
    Row,
    from_cell,
)

_SHEETS = (SURVEY, CHOICES, SETTINGS)
_TRANSLATED = frozenset(
    ("label", "hint", "guidance_hint", "constraint_message", "required_message")
)
_PREFIXES = frozenset(("bind", "body", "control", "media", "instance"))
_BINDS = frozenset(("relevant", "required", "constraint", "calculate", "readonly"))
_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "list": "list_name",
    "listname": "list_name",
    "relevance": "relevant",
    "skip_logic": "relevant",
    "constraining_message": "constraint_message",
    "constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "calculate": "calculation",
    "readonly": "read_only",
    "count": "repeat_count",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}


@dataclass(frozen=True)
class Sheets:
    """The three sheets of an XLSForm in one language, and what could not be read of them."""

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: Row
    not_carried: tuple[NotCarried, ...]

    @property
    def own(self) -> bool:
        """Whether this program wrote the file."""
        return bool(self.settings.word(FORMAT_COLUMN))


def read_sheets(data: bytes, file: str) -> Sheets:
    """The sheets in the bytes of a workbook. One without a survey sheet is refused."""
    lost: list[NotCarried] = []
    found: dict[str, tuple[Line, ...]] = {}
    for name, lines in read_spreadsheet(data, file).items():
        known = name.strip().lower()
        if known in _SHEETS and known not in found:
            found[known] = lines
        elif lines:
            why = "Only the sheets survey, choices and settings are read"
            lost.append(NotCarried(quiet(name, 40), 0, "The whole sheet", why))
    if SURVEY not in found:
        raise ToolFileError(file, "the workbook", "expected a sheet named “survey”")
    settings_rows = _rows(SETTINGS, found.get(SETTINGS, ()), "", lost)
    settings = settings_rows[0] if settings_rows else Row(2, {})
    lost += [
        NotCarried(SETTINGS, row.number, "A second row of settings", "One form has one")
        for row in settings_rows[1:]
    ]
    language = settings.word("default_language").lower()
    survey = _rows(SURVEY, found[SURVEY], language, lost)
    if not survey:
        raise ToolFileError(file, "sheet survey", "expected questions; found none")
    if "type" not in {column for row in survey for column in row.cells}:
        raise ToolFileError(file, "sheet survey", "expected a column named “type”")
    choices = _rows(CHOICES, found.get(CHOICES, ()), language, lost)
    return Sheets(survey, choices, settings, tuple(lost))


@dataclass(frozen=True)
class _Column:
    name: str
    language: str = ""


def _column(heading: str) -> _Column:
    """What a heading means: "label::English (en)" is the label in English."""
    plain = heading.strip().removeprefix("jr:").replace("::", ":")
    parts = [part.strip() for part in plain.split(":")]
    words = "_".join(parts[0].lower().split())
    if words in _PREFIXES and len(parts) > 1:
        inner = "_".join(parts[-1 if words == "bind" else 1].lower().split())
        if words == "bind" and inner in _BINDS | {"constraintmsg", "requiredmsg"}:
            return _Column(_ALIASES.get(inner, inner))
        language = parts[2].lower() if words == "media" and len(parts) > 2 else ""
        return _Column(inner if words == "media" else f"{words}::{inner}", language)
    if words == "audit" and len(parts) > 1:
        return _Column(OWN + "_".join(parts[1].lower().split()))
    name = _ALIASES.get(words, words)
    language = parts[1].lower() if len(parts) > 1 else ""
    if language and name not in _TRANSLATED | {"image", "audio", "video", "big-image"}:
        return _Column(":".join((name, language)))
    return _Column(name, language)


def _rows(
    sheet: str, lines: tuple[Line, ...], language: str, lost: list[NotCarried]
) -> tuple[Row, ...]:
    if not lines:
        return ()
    columns = [_column(from_cell(heading)[0]) for heading in lines[0].cells]
    places = _places(columns, language)
    _list_languages(sheet, columns, lines[1:], places, lost)
    headed = frozenset(index for index, column in enumerate(columns) if column.name)
    outside = [line.number for line in lines[1:] if _is_outside(line, headed)]
    if outside:
        what = f"Cells in a column without a heading ({len(outside)} rows)"
        lost.append(NotCarried(sheet, outside[0], what, "It is not said what they mean"))
    rows = []
    for line in lines[1:]:
        for index in line.unsaved:
            name = columns[index].name if index < len(columns) else f"column {index + 1}"
            lost.append(
                NotCarried(
                    sheet,
                    line.number,
                    f"The formula under “{quiet(name, 30)}”",
                    "It has no saved result. Open the file in Excel, save it, and read it again",
                )
            )
        cells = _cells(sheet, line, places, lost)
        if any(text.strip() for text in cells.values()):
            rows.append(Row(line.number, cells))
    return tuple(rows)


def _places(columns: list[_Column], language: str) -> Mapping[str, tuple[int, ...]]:
    """The places of each column, the wanted language first, then the one without a language."""
    found: dict[str, list[int]] = {}
    for index, column in enumerate(columns):
        if column.name:
            found.setdefault(column.name, []).append(index)

    def rank(index: int) -> tuple[bool, bool, int]:
        own = columns[index].language
        return (not (language and _same(own, language)), bool(own), index)

    return {name: tuple(sorted(places, key=rank)) for name, places in found.items()}


def _same(one: str, other: str) -> bool:
    """Whether two names of languages are one: "English (en)", "English" and "en" are."""
    names = [
        {name.strip(" ()"), *name.replace("(", " ").replace(")", " ").split()}
        for name in (one, other)
    ]
    return bool(names[0] & names[1])


def _list_languages(
    sheet: str,
    columns: list[_Column],
    lines: Iterable[Line],
    places: Mapping[str, tuple[int, ...]],
    lost: list[NotCarried],
) -> None:
    first = places.get("label", ())
    main = columns[first[0]].language if first else ""
    used = {
        column.language
        for line in lines
        for column, text in zip(columns, line.cells, strict=False)
        if text.strip() and column.language and column.language != main
    }
    for name, indexes in places.items():
        twice = [index for index in indexes if not columns[index].language]
        if len(twice) > 1 and _both_filled(lines, twice):
            what = f"A second column for “{quiet(name, 30)}”"
            lost.append(NotCarried(sheet, 0, what, "The first one that is filled in was read"))
    for other in sorted(used):
        why = "An audit tool is in one language; a text that is missing in it was taken from here"
        lost.append(NotCarried(sheet, 0, f"The texts in “{quiet(other, 30)}”", why))


def _is_outside(line: Line, headed: frozenset[int]) -> bool:
    return any(text.strip() for index, text in enumerate(line.cells) if index not in headed)


def _both_filled(lines: Iterable[Line], places: list[int]) -> bool:
    return any(
        sum(bool(line.cells[place].strip()) for place in places if place < len(line.cells)) > 1
        for line in lines
    )


def _cells(
    sheet: str, line: Line, places: Mapping[str, tuple[int, ...]], lost: list[NotCarried]
) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, indexes in places.items():
        for index in indexes:
            raw = line.cells[index] if index < len(line.cells) else ""
            if not raw:
                continue
            text, hidden = from_cell(raw)
            if hidden:
                what = f"{hidden} characters under “{quiet(name, 30)}”"
                lost.append(NotCarried(sheet, line.number, what, "Nobody can see them"))
            if text.strip() or len(indexes) == 1:
                cells[name] = text
                break
    return cells
