"""How each piece of content is set on paper."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reportlab import platypus
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from app.reports import document as content
from app.reports import fonts
from app.reports.blocks import Figure, WhereItFits, box, bullet, empty_table, gap
from app.reports.charts import grade_legend, judgement_bars, share_bar, share_bars, share_legend
from app.reports.document import Piece, Remark, Voice
from app.reports.grid import Grid
from app.reports.labelled import labelled
from app.reports.linked import FigureLine
from app.reports.look import Look
from app.reports.paper import (
    BODY,
    CLOSING,
    COMMENT,
    COVER_TITLE,
    FOLLOW_UP,
    H1,
    H2,
    H3,
    LEAD,
    NOTE,
    QUOTE,
    SMALL,
    ContentsLine,
    Heading,
    Para,
)
from app.reports.pdf_tables import part_bars, set_table
from app.reports.pdf_words import markup, paras
from app.reports.text import one_line, plain

_VOICES = {
    Voice.BODY: BODY,
    Voice.LEAD: LEAD,
    Voice.NOTE: NOTE,
    Voice.SMALL: SMALL,
    Voice.FOLLOW_UP: FOLLOW_UP,
    Voice.QUOTE: QUOTE,
}
_REMARKS = {Remark.COMMENT: COMMENT, Remark.FOLLOW_UP: FOLLOW_UP, Remark.CLOSING: CLOSING}
_PAGE_OF_ROWS = 520.0
_LEGEND = 40.0  # the lines below a grid that say what its letters mean
_COVER_FACTS = (1.0, 2.0)


def story(pieces: Iterable[Piece], look: Look) -> Iterator[Flowable]:
    """The pieces on paper, one by one. A heading goes along with the whole of a grid below it."""
    waiting: Piece | None = None
    for piece in pieces:
        if isinstance(waiting, content.Heading):
            yield from _heading(waiting, look, piece)
        waiting = piece
        if not isinstance(piece, content.Heading):
            yield from _SETTERS[type(piece)](piece, look)
    if isinstance(waiting, content.Heading):
        yield from _heading(waiting, look)


def _heading(piece: content.Heading, look: Look, below: Piece | None = None) -> Iterator[Flowable]:
    """A heading with room below it for the beginning of what follows.

    Asking for room is what keeps it from standing alone at the foot of a page; it costs
    nothing, while measuring what follows would lay out long comments twice.
    """
    style = _heading_style(piece, look)
    room = piece.room
    if isinstance(below, content.LetterGrid):
        room = min(Grid(below.heads, below.rows, look).whole_height, _PAGE_OF_ROWS) + _LEGEND
    yield CondPageBreak(style.spaceBefore + style.leading + room)
    yield _heading_line(piece, look)


def _heading_line(piece: content.Heading, look: Look) -> Heading:
    style = _heading_style(piece, look)
    level = piece.level - 1
    return Heading(plain(piece.text), style, key=piece.key, title=piece.text, level=level)


def _heading_style(piece: content.Heading, look: Look) -> ParagraphStyle:
    return (H1, H2, H3, look.small_heading)[min(piece.level, 4) - 1]


def _kept(pieces: Iterable[Piece], look: Look) -> list[Flowable]:
    """Pieces for a box or for being kept together: headings ask for no room there."""
    made: list[Flowable] = []
    for piece in pieces:
        if isinstance(piece, content.Heading):
            made.append(_heading_line(piece, look))
        else:
            made.extend(_SETTERS[type(piece)](piece, look))
    return made


def _page_break(_piece: content.PageBreak, _look: Look) -> Iterator[Flowable]:
    yield platypus.PageBreak()


def _gap(piece: content.Gap, _look: Look) -> Iterator[Flowable]:
    yield gap(piece.height)


def _paragraph(piece: content.Paragraph, _look: Look) -> Iterator[Flowable]:
    yield from paras(piece.words, _VOICES[piece.voice])


def _bullets(piece: content.Bullets, _look: Look) -> Iterator[Flowable]:
    for item in piece.items:
        yield bullet(markup(item))


def _table(piece: content.Table, look: Look) -> Iterator[Flowable]:
    yield set_table(piece, look)


def _empty_table(piece: content.EmptyTable, look: Look) -> Iterator[Flowable]:
    yield empty_table(piece.heads, piece.sentence, piece.widths, width=look.width)


def _share_bars(piece: content.ShareBars, look: Look) -> Iterator[Flowable]:
    drawing = share_bars(piece.shares, look.charts, look.width, alongside=piece.alongside)
    yield Figure(drawing, piece.alt, after=0)


def _one_bar(piece: content.OneBar, look: Look) -> Iterator[Flowable]:
    yield Figure(share_bar(piece.share, look.charts, look.width, 10), piece.alt, after=1)


def _part_bars(piece: content.PartBars, look: Look) -> Iterator[Flowable]:
    yield part_bars(piece, look)


def _judgement_bars(piece: content.JudgementBars, look: Look) -> Iterator[Flowable]:
    yield Figure(judgement_bars(piece.spreads, look.charts, look.width), piece.alt)


def _share_legend(piece: content.ShareLegend, look: Look) -> Iterator[Flowable]:
    yield gap(4)
    yield Figure(share_legend(piece.shares, look.charts, look.width), "Legend of the bars")


def _grade_legend(piece: content.GradeLegend, look: Look) -> Iterator[Flowable]:
    drawing = grade_legend(piece.spreads, look.charts, look.width)
    yield Figure(drawing, "Legend of the grades", after=10)


def _figure_line(piece: content.FigureLine, look: Look) -> Iterator[Flowable]:
    yield FigureLine(piece.lead, piece.counts, piece.key, look)


def _letter_grid(piece: content.LetterGrid, look: Look) -> Iterator[Flowable]:
    yield Grid(piece.heads, piece.rows, look)


def _labelled(piece: content.Labelled, _look: Look) -> Iterator[Flowable]:
    label = [
        (run.text, fonts.BOLD if run.bold else fonts.ITALIC if run.italic else fonts.REGULAR)
        for run in piece.label
    ]
    yield from labelled(label, piece.text, _REMARKS[piece.place])


def _box(piece: content.Box, look: Look) -> Iterator[Flowable]:
    inside = _kept(piece.pieces, look)
    if inside:
        yield box(inside, width=look.width, accent=look.accent, fill=look.box)


def _together(piece: content.Together, look: Look) -> Iterator[Flowable]:
    yield KeepTogether(_kept(piece.pieces, look))


def _where_it_fits(piece: content.WhereItFits, look: Look) -> Iterator[Flowable]:
    made = list(story(piece.pieces, look))
    room = sum(_height(one, look) for one in made)
    yield WhereItFits(made, room, list(story(piece.following, look)))


def _height(made: Flowable, look: Look) -> float:
    """About how high something is; what may be broken asks for a page at most."""
    if isinstance(made, CondPageBreak):
        return 0.0
    if isinstance(made, KeepTogether):
        return sum(_height(one, look) for one in made._content)
    _, height = made.wrap(look.width, _PAGE_OF_ROWS)
    return float(made.getSpaceBefore() + min(height, _PAGE_OF_ROWS) + made.getSpaceAfter())


class _Picture(platypus.Image):  # type: ignore[misc]
    """A picture, tagged with the words for those who can't see it."""

    def __init__(self, piece: content.Logo, width: float, height: float) -> None:
        super().__init__(io.BytesIO(piece.content), width, height, mask="auto")
        self._alt = one_line(piece.alt)
        self.hAlign = "LEFT"

    def draw(self) -> None:
        with self.canv.mark("Figure", self._alt):
            super().draw()


def _logo(piece: content.Logo, look: Look) -> Iterator[Flowable]:
    try:
        width, height = ImageReader(io.BytesIO(piece.content)).getSize()
    except OSError:  # no picture, or a broken one: the name stands beside it in words
        return
    scale = min(piece.height / height, 0.5 * look.width / width)
    yield _Picture(piece, width * scale, height * scale)


def _cover_title(piece: content.CoverTitle, look: Look) -> Iterator[Flowable]:
    logo = list(_logo(piece.logo, look)) if piece.logo else []
    yield gap(120 - (piece.logo.height + 24 if piece.logo and logo else 0))
    if logo:
        yield from logo
        yield gap(24)
    yield Para(plain(piece.body), look.cover_body)
    yield Para(plain(piece.title), COVER_TITLE)
    yield Para(plain(piece.kind), LEAD)
    if piece.facts:
        yield gap(30)
        rows = tuple(
            (content.Cell(name, quiet=True), content.Cell(value, bold=True))
            for name, value in piece.facts
            if value
        )
        yield set_table(content.Table(("", ""), rows, _COVER_FACTS), look)


def _contents(piece: content.Contents, _look: Look) -> Iterator[Flowable]:
    for entry in piece.entries:
        yield ContentsLine(entry)


_SETTERS: dict[type, Callable[[Any, Look], Iterator[Flowable]]] = {
    content.PageBreak: _page_break,
    content.Gap: _gap,
    content.Paragraph: _paragraph,
    content.Bullets: _bullets,
    content.Table: _table,
    content.EmptyTable: _empty_table,
    content.ShareBars: _share_bars,
    content.OneBar: _one_bar,
    content.PartBars: _part_bars,
    content.JudgementBars: _judgement_bars,
    content.ShareLegend: _share_legend,
    content.GradeLegend: _grade_legend,
    content.FigureLine: _figure_line,
    content.LetterGrid: _letter_grid,
    content.Labelled: _labelled,
    content.Box: _box,
    content.Together: _together,
    content.WhereItFits: _where_it_fits,
    content.Logo: _logo,
    content.CoverTitle: _cover_title,
    content.Contents: _contents,
}
