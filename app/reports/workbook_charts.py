"""Charts of the workbook: Excel's own, in one hue that prints in grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
)

from app.analysis.shares import Share, Spread
from app.reports.content import AuditReport
from app.reports.palette import ChartPalette, ramp
from app.reports.published_figures import hides_counts, hides_grades
from app.reports.text import legible
from app.reports.wording import best_first, has_number, needs_label

_FONT = "Segoe UI"
_MOST_BARS = 30
_NAME = 60


@dataclass(frozen=True)
class Figures:
    """The figures of one chart: a row for each bar, a column for each part of it.

    An empty fill is a hatching: those to whom a question was not put.
    """

    title: str
    series: tuple[str, ...]
    fills: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def figures(report: AuditReport, palette: ChartPalette) -> Iterator[Figures]:
    """The figures of each chart: the shares of each section, then the judgements."""
    for section in report.audit.tool.sections:
        shares = [
            share
            for share in report.findings.shares
            if share.section.id == section.id
            and share.part is None
            and share.reported is not None
            and share.question.id not in report.parents
            and not share.question.retired
            and not hides_counts(report, share)
        ]
        for start in range(0, len(shares), _MOST_BARS):
            yield _shares(section.title, shares[start : start + _MOST_BARS], palette)
    by_scale: dict[str, list[Spread]] = {}
    for spread in report.findings.judgements:
        if hides_grades(report, spread):
            continue
        by_scale.setdefault(spread.scale.id, []).append(spread)
    for spreads in by_scale.values():
        yield _judgements(spreads, palette)


def _shares(title: str, shares: Sequence[Share], palette: ChartPalette) -> Figures:
    rows = []
    for share in shares:
        name = _short(share.question.name)
        if has_number(share.question):
            name = f"{share.question.id}  {name}"
        if needs_label(share) and share.reported:
            name = f"{name} ({share.reported.label})"
        outside = share.not_applicable + share.not_asked
        rows.append((name, (share.n, share.of - share.n, outside)))
    return Figures(
        title,
        ("Answer counted", "Other answers", "Not applicable or not asked"),
        (palette.good, palette.bad, ""),
        tuple(rows),
    )


def _judgements(spreads: Sequence[Spread], palette: ChartPalette) -> Figures:
    options = best_first(spreads[0].scale)
    counted = [option for option in options if option.in_denominator]
    fills = ramp(palette.grades[0], palette.grades[-1], len(counted))
    if len(counted) == len(palette.grades):
        fills = palette.grades
    by_option = dict(zip((option.id for option in counted), fills, strict=True))
    return Figures(
        "Judgements of the agencies",
        tuple(option.label for option in options),
        tuple(by_option.get(option.id, "") for option in options),
        tuple(
            (_short(spread.question.name), tuple(spread.counts[option.id] for option in options))
            for spread in spreads
        ),
    )


def _short(name: str) -> str:
    line = " ".join(legible(name).split())
    return line if len(line) <= _NAME else f"{line[: _NAME - 1].rstrip()}…"


def stacked(sheet: Any, found: Figures, head: int, palette: ChartPalette) -> BarChart:
    """A chart of figures that stand in a sheet with their heads in row ``head``, from column A."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    last = head + len(found.rows)
    data = Reference(sheet, min_col=2, max_col=1 + len(found.series), min_row=head, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=head + 1, max_row=last))
    chart.title = legible(found.title)
    title: Any = chart.title
    title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1200, palette.text, True))
    title.overlay = chart.legend.overlay = False
    chart.roundedCorners = False
    chart.legend.position = "b"
    chart.legend.txPr = _rich(900, palette.secondary)
    chart.x_axis.scaling.orientation = "maxMin"  # the first question at the top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format, chart.y_axis.majorTickMark = "0", "none"
    chart.y_axis.txPr, chart.x_axis.txPr = _rich(800, palette.secondary), _rich(900, palette.text)
    for series, fill in zip(chart.series, found.fills, strict=True):
        series.graphicalProperties = _fill(fill, palette)
        series.dLbls = DataLabelList(showVal=True)
        for unwanted in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, unwanted, False)
        series.dLbls.numFmt = "0;;"  # a nought says nothing within a bar
        ink = palette.surface if fill in {palette.good, palette.grades[0]} else palette.text
        series.dLbls.txPr = _rich(800, ink)
    chart.width, chart.height = 24, 4.5 + 0.75 * len(found.rows)
    return chart


def _fill(fill: str, palette: ChartPalette) -> GraphicalProperties:
    line = LineProperties(solidFill=palette.hairline.lstrip("#"))
    if fill:
        return GraphicalProperties(solidFill=fill.lstrip("#"), ln=line)
    pattern = PatternFillProperties(prst="ltUpDiag")
    pattern.foreground = _colour(palette.hatch)
    pattern.background = _colour(palette.surface)
    return GraphicalProperties(pattFill=pattern, ln=line)


def _colour(colour: str) -> Any:
    code: Any = colour.lstrip("#")
    return ColorChoice(srgbClr=code)


def _letters(size: int, colour: str, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(
        sz=size, b=bold, solidFill=colour.lstrip("#"), latin=Font(typeface=_FONT)
    )


def _rich(size: int, colour: str) -> RichText:
    properties = ParagraphProperties(defRPr=_letters(size, colour))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties())])
