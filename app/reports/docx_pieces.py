"""Each piece of a report as blocks of a Word document."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import singledispatch

from reportlab.graphics.shapes import Drawing

from app.reports import charts
from app.reports.document import (
    Box,
    Bullets,
    Cell,
    Contents,
    CoverTitle,
    EmptyTable,
    FigureLine,
    Gap,
    GradeLegend,
    Heading,
    JudgementBars,
    Labelled,
    LetterGrid,
    Logo,
    OneBar,
    PageBreak,
    Paragraph,
    PartBars,
    Piece,
    ShareBars,
    ShareLegend,
    Table,
    Together,
    WhereItFits,
    text_of,
)
from app.reports.docx_pen import Pen, Stack, style_of, text_block, typed
from app.reports.docx_styles import REMARKS, VOICES, indent_of
from app.reports.docx_tables import empty_table, keep_rows, letter_grid, part_bars, table
from app.reports.docx_xml import (
    TWIPS,
    Node,
    bookmarked,
    field,
    field_begin,
    field_end,
    is_paragraph,
    keep_with_next,
    node,
    paragraph,
    run,
    set_on,
    tab,
)
from app.reports.raster import to_png

_UPDATE = "Page numbers: click into the contents with the right button, then “Update field”."
_GAP_OF_COMMENTS = "\u2003"
_LONGEST_TOGETHER = 40


def put(pen: Pen, stack: Stack, pieces: Iterable[Piece]) -> None:
    """Put pieces onto a stack. A heading over the contents is not one of their lines."""
    waiting: Heading | None = None
    for piece in pieces:
        if waiting is not None:
            title = isinstance(piece, Contents)
            stack.add(_heading(pen, waiting, "TOCHeading" if title else ""))
            waiting = None
        if isinstance(piece, Heading):
            waiting = piece
        else:
            put_piece(piece, pen, stack)
    if waiting is not None:
        stack.add(_heading(pen, waiting))


@singledispatch
def put_piece(piece: Piece, _pen: Pen, _stack: Stack) -> None:
    """Put one piece onto a stack."""
    raise TypeError(type(piece).__name__)


@put_piece.register
def _page_break(_piece: PageBreak, _pen: Pen, stack: Stack) -> None:
    stack.page_break()


@put_piece.register
def _gap(piece: Gap, _pen: Pen, stack: Stack) -> None:
    stack.gap(piece.height)


@put_piece.register
def _put_heading(piece: Heading, pen: Pen, stack: Stack) -> None:
    stack.add(_heading(pen, piece))


def _heading(pen: Pen, piece: Heading, style: str = "") -> Node:
    content = typed(piece.text, pen.palette)
    if piece.key:
        pen.reached.add(piece.key)
        content = bookmarked(content, pen.place(piece.key), pen.number())
    return paragraph(style or f"Heading{min(4, max(1, piece.level))}", *content)


@put_piece.register
def _paragraph(piece: Paragraph, pen: Pen, stack: Stack) -> None:
    stack.add(text_block(VOICES[piece.voice], piece.words, pen.palette))


@put_piece.register
def _bullets(piece: Bullets, pen: Pen, stack: Stack) -> None:
    for item in piece.items:
        stack.add(text_block("ListBullet", item, pen.palette))


@put_piece.register
def _table(piece: Table, pen: Pen, stack: Stack) -> None:
    stack.add(table(pen, piece))


@put_piece.register
def _empty_table(piece: EmptyTable, pen: Pen, stack: Stack) -> None:
    stack.add(empty_table(pen, piece))


@put_piece.register
def _share_bars(piece: ShareBars, pen: Pen, stack: Stack) -> None:
    drawing = charts.share_bars(piece.shares, pen.palette, pen.width, alongside=piece.alongside)
    _figure(drawing, piece.alt, pen, stack)


@put_piece.register
def _one_bar(piece: OneBar, pen: Pen, stack: Stack) -> None:
    drawing = charts.share_bar(piece.share, pen.palette, pen.width, 10)
    _figure(drawing, piece.alt, pen, stack, kept=True)


@put_piece.register
def _part_bars(piece: PartBars, pen: Pen, stack: Stack) -> None:
    if piece.shares:  # Word takes a table without rows for a damaged file
        stack.add(part_bars(pen, piece))


@put_piece.register
def _judgement_bars(piece: JudgementBars, pen: Pen, stack: Stack) -> None:
    drawing = charts.judgement_bars(piece.spreads, pen.palette, pen.width)
    _figure(drawing, piece.alt, pen, stack)


@put_piece.register
def _share_legend(piece: ShareLegend, pen: Pen, stack: Stack) -> None:
    drawing = charts.share_legend(piece.shares, pen.palette, pen.width)
    _legend(drawing, "Legend of the bars", pen, stack)


@put_piece.register
def _grade_legend(piece: GradeLegend, pen: Pen, stack: Stack) -> None:
    drawing = charts.grade_legend(piece.spreads, pen.palette, pen.width)
    _legend(drawing, "Legend of the grades", pen, stack)


def _legend(drawing: Drawing, alt: str, pen: Pen, stack: Stack) -> None:
    """A legend, on the page of the chart above it."""
    before = stack.blocks[-1] if stack.blocks else None
    if before is not None and is_paragraph(before) and style_of(before) == "Figure":
        keep_with_next(before)
    _figure(drawing, alt, pen, stack)


def _figure(drawing: Drawing, alt: str, pen: Pen, stack: Stack, *, kept: bool = False) -> None:
    """A chart. One that is ``kept`` stays with what stands below it."""
    if not drawing.height:
        return
    shown = pen.picture(to_png(drawing), drawing.width, drawing.height, alt)
    block = paragraph("Figure", shown)
    if kept:
        keep_with_next(block)
    stack.add(block)


@put_piece.register
def _figure_line(piece: FigureLine, pen: Pen, stack: Stack) -> None:
    content = typed(piece.lead, pen.palette, bold=True)
    if piece.counts:
        before = _GAP_OF_COMMENTS if piece.lead else ""
        counts = run(before + piece.counts, colour=pen.palette.secondary, size=8.5)
        content.append(counts)
    if piece.key:
        content.append(tab())
        content.append(pen.link(piece.key, run("Comments", size=8.5, style="Hyperlink")))
    stack.add(paragraph("FigureLine", *content))


@put_piece.register
def _letter_grid(piece: LetterGrid, pen: Pen, stack: Stack) -> None:
    if piece.heads or piece.rows:
        stack.add(letter_grid(pen, piece))


@put_piece.register
def _labelled(piece: Labelled, pen: Pen, stack: Stack) -> None:
    label: list[Node] = []
    for number, each in enumerate(piece.label):
        before = " " if number else ""
        colour = pen.palette.secondary if each.quiet else ""
        label.append(run(before + each.text, bold=each.bold, italic=each.italic, colour=colour))
    text = run((" " if label else "") + piece.text)
    stack.add(paragraph(REMARKS[piece.place], *label, text))


@put_piece.register
def _box(piece: Box, pen: Pen, stack: Stack) -> None:
    inner = Stack(ends_with_paragraph=False)
    put(pen, inner, piece.pieces)
    stack.gap(4)
    for block in inner.finished():
        if is_paragraph(block):
            _shade(block, pen)
        stack.add(block)
    stack.gap(6)


def _shade(block: Node, pen: Pen) -> None:
    """Paragraphs that follow one another with the same bar and ground become one box."""
    ground, bar = pen.box.lstrip("#"), pen.palette.good.lstrip("#")
    edges = (("top", ground, 4, 6), ("left", bar, 20, 10), ("bottom", ground, 4, 6))
    borders = [
        node(f"w:{side}", {"w:val": "single", "w:sz": size, "w:space": space, "w:color": colour})
        for side, colour, size, space in (*edges, ("right", ground, 4, 6))
    ]
    left, _right, hanging = indent_of(style_of(block))
    indent = {"w:left": round((14 + left) * TWIPS), "w:right": 8 * TWIPS}
    if hanging:
        indent["w:hanging"] = round(hanging * TWIPS)
    set_on(
        block,
        node("w:pBdr", None, *borders),
        node("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": ground}),
        node("w:ind", indent),
    )


@put_piece.register
def _together(piece: Together, pen: Pen, stack: Stack) -> None:
    inner = Stack(ends_with_paragraph=False)
    put(pen, inner, piece.pieces)
    blocks = inner.finished()
    if len(blocks) <= _LONGEST_TOGETHER:
        for block in blocks[:-1]:
            for each in [block] if is_paragraph(block) else block.iter("{*}p"):
                keep_with_next(each)
        if blocks and not is_paragraph(blocks[-1]):
            keep_rows(blocks[-1])
    for block in blocks:
        stack.add(block)


@put_piece.register
def _where_it_fits(piece: WhereItFits, pen: Pen, stack: Stack) -> None:
    put(pen, stack, (*piece.pieces, *piece.following))


@put_piece.register
def _logo(piece: Logo, pen: Pen, stack: Stack) -> None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(piece.content), formats=("PNG", "JPEG")) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return
    shown_height = min(piece.height, piece.height * pen.width / (piece.height * width / height))
    shown = pen.picture(piece.content, shown_height * width / height, shown_height, piece.alt)
    stack.add(paragraph("Figure", shown))


@put_piece.register
def _cover_title(piece: CoverTitle, pen: Pen, stack: Stack) -> None:
    if piece.logo:
        _logo(piece.logo, pen, stack)
    stack.gap(60 if piece.logo else 120)
    stack.add(text_block("CoverBody", piece.body, pen.palette))
    stack.add(text_block("Title", piece.title, pen.palette))
    stack.add(text_block("Lead", piece.kind, pen.palette))
    if piece.facts:
        stack.gap(30)
        rows = tuple(
            (Cell(name, quiet=True), Cell(value, bold=True)) for name, value in piece.facts
        )
        facts = Table(("", ""), rows, (1.0, 2.0), alt="About this document")
        stack.add(table(pen, facts))


@put_piece.register
def _contents(piece: Contents, pen: Pen, stack: Stack) -> None:
    """Word's own table of contents, whose lines stand already.

    Which page each is on, Word knows once it has laid the document out: a line within the field
    says how to ask for it, and goes when that is done.
    """
    deepest = max((entry.level for entry in piece.entries), default=0) + 1
    begin = field_begin(f'TOC \\o "1-{deepest}" \\h \\z \\u')
    for entry in piece.entries:
        style = f"TOC{min(3, entry.level + 1)}"
        title = " ".join(text_of(entry.title).split())
        page = field(f"PAGEREF {pen.place(entry.key)} \\h", "")
        line = pen.link(entry.key, run(title), tab(), *page)
        stack.add(paragraph(style, *begin, line))
        begin = []
    stack.add(paragraph("Small", *begin, run(_UPDATE), field_end()))
