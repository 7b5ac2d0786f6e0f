"""The charts, drawn once: ReportLab drawings for the PDF, turned into SVG for the screen.

A bar shows every full return: those who gave the answer that is counted (dark), the others
(lighter), and hatched those to whom the question did not apply or was not put. So a bar's dark
part and the percentage beside it differ on purpose where the hatching is long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from app.analysis.shares import Share, Spread
from app.domain.tool import Option, Scale
from app.reports import fonts
from app.reports.bars import Segment, draw_bar, rule, string
from app.reports.palette import PRINT, ChartPalette, ramp
from app.reports.svg import to_svg
from app.reports.text import one_line
from app.reports.wording import (
    best_first,
    has_number,
    needs_label,
    share_count,
    share_percent,
)

__all__ = [
    "PRINT",
    "ChartPalette",
    "LegendEntry",
    "grade_legend",
    "judgement_bars",
    "legend",
    "share_bar",
    "share_bars",
    "share_legend",
    "to_svg",
]

OUTSIDE = "Not applicable or not asked"


@dataclass(frozen=True)
class LegendEntry:
    """One sample of a legend: its colour, or hatched where ``fill`` is empty."""

    label: str
    fill: str


def share_bar(share: Share, palette: ChartPalette, width: float, height: float) -> Drawing:
    """The bar of one share alone."""
    drawing = Drawing(width, height)
    draw_bar(drawing, _segments(share, palette), palette, 0.5, 0.5, width - 1, height - 1)
    return drawing


def share_bars(
    shares: Sequence[Share],
    palette: ChartPalette,
    width: float,
    *,
    short: bool = True,
    size: float = 8.5,
    alongside: Sequence[Share] = (),
) -> Drawing:
    """A row for each share: its id and name, its bar, its percentage and its n of N.

    ``size`` is the size of the type; rows grow with it. ``short`` takes the short name of a
    question, otherwise its text, cut to the room there is. ``alongside`` are the shares of
    other charts on the page, with whose columns these must line up.
    """
    fonts.register()
    row, bar, gap = 2.45 * size, 1.1 * size, 1.6 * size
    drawing = Drawing(width, row * len(shares))
    everything = (*shares, *alongside)
    ids = [_shown_id(share, short) for share in shares]
    figures = [one_line(share_percent(share)) for share in shares]
    counts = [_shown_count(share) for share in shares]
    figure_room = min(
        0.2 * width, _widest([one_line(share_percent(s)) for s in everything], size, fonts.BOLD)
    )
    # A little more than our own type takes: on the screen it is the system's.
    count_room = 1.06 * _widest([_shown_count(share) for share in everything], size)
    id_width = _widest([_shown_id(share, short) for share in everything], size)
    id_room = id_width + gap * 0.7 if id_width else 0.0
    bar_end = width - gap * 1.5 - figure_room - count_room
    name_room = min(0.42 * width, bar_end * 0.6) - id_room
    bar_start = id_room + name_room + gap * 0.5
    for number, share in enumerate(shares):
        bottom = drawing.height - row * (number + 1)
        base = bottom + (row - size * 0.72) / 2
        name = one_line(_shown_name(share, short))
        name = fonts.fitted(name, size, name_room)
        _text_at(drawing, ids[number], 0, base, size, palette.secondary)
        _text_at(drawing, name, id_room, base, size, palette.text)
        draw_bar(
            drawing,
            _segments(share, palette),
            palette,
            bar_start,
            bottom + (row - bar) / 2,
            bar_end - bar_start,
            bar,
        )
        figure = fonts.fitted(figures[number], size, figure_room, fonts.BOLD)
        x = bar_end + gap * 0.8
        _text_at(drawing, figure, x, base, size, palette.text, fonts.BOLD)
        x += figure_room + gap * 0.5
        _text_at(drawing, counts[number], x, base, size, palette.secondary)
        if number + 1 < len(shares):
            drawing.add(rule(0, bottom, width, bottom, palette.hairline))
    return drawing


def judgement_bars(
    spreads: Sequence[Spread], palette: ChartPalette, width: float, *, size: float = 8.5
) -> Drawing:
    """A row for each judgement: how often each grade was given, best first, counts inside."""
    fonts.register()
    row, bar, gap = 3.2 * size, 1.9 * size, 1.6 * size
    drawing = Drawing(width, row * len(spreads))
    totals = [f"{spread.of} returns" if spread.of != 1 else "1 return" for spread in spreads]
    total_room = 1.06 * _widest(totals, size)
    name_room = 0.36 * width
    bar_start, bar_end = name_room + gap * 0.5, width - total_room - gap * 0.8
    for number, spread in enumerate(spreads):
        bottom = drawing.height - row * (number + 1)
        base = bottom + (row - size * 0.72) / 2
        name = fonts.fitted(one_line(spread.question.name), size, name_room)
        _text_at(drawing, name, 0, base, size, palette.text)
        fills = _grade_fills(spread.scale, palette)
        segments = [
            Segment(spread.counts[option.id], fill, str(spread.counts[option.id]))
            for option, fill in fills
        ]
        draw_bar(
            drawing,
            segments,
            palette,
            bar_start,
            bottom + (row - bar) / 2,
            bar_end - bar_start,
            bar,
            size,
        )
        _text_at(drawing, totals[number], bar_end + gap * 0.8, base, size, palette.secondary)
        if number + 1 < len(spreads):
            drawing.add(rule(0, bottom, width, bottom, palette.hairline))
    return drawing


def legend(
    entries: Sequence[LegendEntry], palette: ChartPalette, width: float, *, size: float = 8
) -> Drawing:
    """Samples with their labels, on as many lines as they need."""
    fonts.register()
    line, box, gap = 1.9 * size, 1.1 * size, 2.2 * size
    lines: list[list[tuple[float, LegendEntry, str]]] = [[]]
    x = 0.0
    for entry in entries:
        label = fonts.fitted(one_line(entry.label), size, width - 2 * box)
        needed = box * 1.5 + fonts.width(label, size)
        if x and x + needed > width:
            lines.append([])
            x = 0.0
        lines[-1].append((x, entry, label))
        x += needed + gap
    drawing = Drawing(width, line * len(lines))
    for number, placed in enumerate(lines):
        bottom = drawing.height - line * (number + 1) + (line - box) / 2
        for x, entry, label in placed:
            segment = Segment(1, entry.fill, "")
            draw_bar(drawing, [segment], palette, x, bottom, box, box)
            _text_at(drawing, label, x + box * 1.5, bottom + box * 0.18, size, palette.secondary)
    return drawing


def share_legend(
    shares: Sequence[Share], palette: ChartPalette, width: float, *, size: float = 8
) -> Drawing:
    """The legend for bars of shares; each shade with the answers that it stands for."""
    labels: dict[str, list[str]] = {}
    hatched = False
    for share in shares:
        for segment in _segments(share, palette):
            if not segment.fill:
                hatched = hatched or segment.count > 0
            elif segment.label not in labels.setdefault(segment.fill, []):
                labels[segment.fill].append(segment.label)
    everything = [label for some in labels.values() for label in some]
    if len(everything) != len(set(everything)):
        labels = _words_for_mixed(labels, shares, palette)
    entries = [LegendEntry(", ".join(some), fill) for fill, some in labels.items()]
    if hatched:
        entries.append(LegendEntry(OUTSIDE, ""))
    return legend(entries, palette, width, size=size)


def grade_legend(
    spreads: Sequence[Spread], palette: ChartPalette, width: float, *, size: float = 8
) -> Drawing:
    """The legend for the grades of all judgements."""
    entries: dict[LegendEntry, None] = {}
    for spread in spreads:
        for option, fill in _grade_fills(spread.scale, palette):
            entries[LegendEntry(option.label, fill)] = None
    return legend(tuple(entries), palette, width, size=size)


def _words_for_mixed(
    labels: dict[str, list[str]], shares: Sequence[Share], palette: ChartPalette
) -> dict[str, list[str]]:
    """The same answer is dark in one bar and light in another: name the shades by their role."""
    usual = next((s.reported.label for s in shares if s.reported and not needs_label(s)), "")
    counted = f"{usual}, or the answer named beside the figure" if usual else "Answer counted"
    words = {fill: [", ".join(some)] for fill, some in labels.items()}
    words[palette.good] = [counted]
    if palette.bad in words:
        words[palette.bad] = ["Other answers"]
    return words


def _segments(share: Share, palette: ChartPalette) -> list[Segment]:
    """The parts of a bar: the answer that is counted, the other answers, and who is outside."""
    counted = [option for option in best_first(share.scale) if option.in_denominator]
    if share.reported in counted and (len(counted) < 3 or share.question.reported):
        counted.remove(share.reported)
        counted.insert(0, share.reported)
    fills = _fills(counted, palette)
    segments = [
        Segment(share.counts[option.id], fill, option.label)
        for option, fill in zip(counted, fills, strict=True)
    ]
    segments.append(Segment(share.not_applicable + share.not_asked, "", OUTSIDE))
    return segments


def _fills(options: Sequence[Option], palette: ChartPalette) -> Sequence[str]:
    if len(options) == 3:
        return palette.good, palette.neutral, palette.bad
    return ramp(palette.good, palette.bad, len(options))


def _grade_fills(scale: Scale, palette: ChartPalette) -> list[tuple[Option, str]]:
    options = [option for option in best_first(scale) if option.in_denominator]
    fills = (
        palette.grades
        if len(options) == len(palette.grades)
        else ramp(palette.grades[0], palette.grades[-1], len(options))
    )
    graded = list(zip(options, fills, strict=True))
    graded.extend((option, "") for option in scale.options if not option.in_denominator)
    return graded


def _shown_name(share: Share, short: bool) -> str:
    if short:
        return share.name
    return share.part.text if share.part else share.question.text


def _shown_id(share: Share, short: bool) -> str:
    """An id of the kind "Q6" that people know; a part under its question needs none."""
    known = has_number(share.question) and (short or share.part is None)
    return share.question.id if known else ""


def _shown_count(share: Share) -> str:
    return share_count(share) if share.of else "not answered"


def _widest(texts: Sequence[str], size: float, font: str = fonts.REGULAR) -> float:
    return max((fonts.width(text, size, font) for text in texts), default=0.0)


def _text_at(
    drawing: Drawing,
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    font: str = fonts.REGULAR,
) -> None:
    if text:
        drawing.add(string(text, x, y, size, colour, font))
