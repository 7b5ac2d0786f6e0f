"""Cells of a workbook: typed texts as texts, whatever they begin with and however long they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from app.reports.data_table import Value
from app.reports.formula_safe import runs_as_formula
from app.reports.palette import ChartPalette
from app.reports.text import legible

MOST_LETTERS = 32_767  # that Excel takes in a cell, counted in UTF-16
_PIECE = 16_000
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FONT = "Segoe UI"


@dataclass
class LongTexts:
    """The texts that no cell can hold, with what is left of each in pieces."""

    title: str = "Long texts"
    texts: list[tuple[str, ...]] = field(default_factory=list)

    def begin(self, text: str) -> str:
        """What stands in the cell: the beginning, and where the rest is."""
        pieces = tuple(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
        self.texts.append(pieces[1:])
        where = f"[continued on the sheet “{self.title}”, text {len(self.texts)}]"
        return f"{pieces[0]} {where}"


class Cells:
    """Makes the cells of a sheet."""

    def __init__(self, sheet: Any, palette: ChartPalette, long_texts: LongTexts) -> None:
        self._sheet, self._long = sheet, long_texts
        self._styles: dict[tuple[str, bool], Any] = {}
        self._palette = palette

    def text(self, typed: str, style: str = "text") -> Any:
        """A text as it was typed. It is no formula, and does not become one when edited."""
        shown = legible(typed)
        if too_long(shown):
            shown = self._long.begin(shown)
        cell = self._styled(style, quoted=runs_as_formula(shown))
        cell._value = _ESCAPE.sub("_x005F_", shown)
        cell.data_type = "s" if shown else "n"
        if not shown:
            cell._value = None
        return cell

    def value(self, value: Value, style: str = "text") -> Any:
        """A text, a number, a day, or an empty cell."""
        if isinstance(value, str):
            return self.text(value, style)
        if value is None:
            return None
        cell = self._styled("number" if isinstance(value, int | float) else "day")
        cell.value = value
        return cell

    def formula(self, formula: str) -> Any:
        """A share that the spreadsheet works out. The formula is ours, never typed by anybody."""
        cell = self._styled("share")
        cell.value = formula
        return cell

    def _styled(self, style: str, *, quoted: bool = False) -> Any:
        known = self._styles.get((style, quoted))
        cell: Any = WriteOnlyCell(self._sheet)
        if known is None:
            self._dress(cell, style)
            if quoted:
                cell.quotePrefix = True
            known = self._styles[style, quoted] = cell._style
        cell._style = known
        return cell

    def _dress(self, cell: Any, style: str) -> None:
        palette = self._palette
        bold = style in {"head", "title", "label"}
        size = 16 if style == "title" else 10
        colour = "FFFFFF" if style == "head" else palette.text.lstrip("#")
        cell.font = Font(name=_FONT, size=size, bold=bold, color=colour)
        wrap = style in {"wrapped", "head"}
        cell.alignment = Alignment(vertical="top", wrap_text=wrap)
        if style == "head":
            cell.fill = PatternFill("solid", fgColor=palette.good.lstrip("#"))
            cell.border = Border(bottom=Side("thin", color=palette.secondary.lstrip("#")))
        cell.number_format = {"share": "0%", "day": "d mmm yyyy"}.get(style, cell.number_format)


def too_long(text: str) -> bool:
    """Whether no cell can hold a text."""
    return 2 * len(text) > MOST_LETTERS and len(text.encode("utf-16-le")) // 2 > MOST_LETTERS
