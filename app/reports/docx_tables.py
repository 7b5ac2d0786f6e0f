"""Tables of a Word document: hairlines, heads repeated on every page, and grids of letters."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.reports import fonts
from app.reports.document import Cell, EmptyTable, LetterGrid, LetterRow, PartBars, Table, text_of
from app.reports.docx_pen import Pen, text_block
from app.reports.docx_xml import TWIPS, Node, keep_with_next, node, paragraph, set_on, val
from app.reports.text import legible, one_line
from app.reports.wording import share_count, share_percent, share_words

_LONG = 1_500  # letters of a row that may outgrow a page, and so may be broken
_UPRIGHT = 7
_SHORT = 14  # rows that a page need not part
_PADDING = 80
_EDGES = {"w:sz": 4, "w:space": 0, "w:val": "single"}


def table(pen: Pen, piece: Table) -> Node:
    """A table; without heads, one of facts, whose first column says what each is."""
    with_heads = any(piece.heads)
    widths = _parts(pen.width, piece.widths)
    made = _table(pen, widths, piece.alt, with_heads=with_heads)
    if with_heads:
        made.append(_head_row(pen, piece.heads, widths, piece.right))
    for number, cells in enumerate(piece.rows):
        below, above = number in piece.titles, number - 1 in piece.titles
        made.append(_row(pen, cells, widths, joined=below, title_above=above))
    if not piece.rows and not with_heads:
        made.append(_row(pen, (Cell(),), widths))
    return made


def empty_table(pen: Pen, piece: EmptyTable) -> Node:
    """The heads, and the sentence across all columns."""
    widths = _parts(pen.width, piece.widths)
    made = _table(pen, widths, piece.sentence, with_heads=any(piece.heads))
    if any(piece.heads):
        made.append(_head_row(pen, piece.heads, widths, frozenset()))
    made.append(_row(pen, (Cell(piece.sentence, quiet=True, span=len(widths)),), widths))
    return made


def part_bars(pen: Pen, piece: PartBars) -> Node:
    """The parts of a question with their texts in full, a row for each."""
    from app.reports.charts import share_bar
    from app.reports.raster import to_png

    bar = 0.28 * pen.width
    figures = [share_percent(share) if share.of else "–" for share in piece.shares]
    room = max((fonts.width(one_line(each), 9, fonts.BOLD) for each in figures), default=20.0)
    others = (bar, min(0.24 * pen.width, room + 14), 70.0)
    widths = (pen.width - sum(others), *others)
    made = _table(pen, widths, "The parts of the question", with_heads=False)
    for share, figure in zip(piece.shares, figures, strict=True):
        drawing = share_bar(share, pen.palette, bar - 8, 9)
        shown = pen.picture(to_png(drawing), bar - 8, 9, share_words(share))
        count = share_count(share) if share.of else "not answered"
        texts = (
            text_block("TableText", share.part.text if share.part else share.name, pen.palette),
            paragraph("TableText", shown),
            text_block("TableText", figure, pen.palette, bold=True),
            text_block("TableText", count, pen.palette, quiet=True),
        )
        row = [_cell([text], width) for text, width in zip(texts, widths, strict=True)]
        made.append(_tr(row, whole=True))
    if len(piece.shares) <= _SHORT:
        keep_rows(made)
    return made


def letter_grid(pen: Pen, piece: LetterGrid) -> Node:
    """Questions, or cases, by agency; the heads stand upright where there are many."""
    fonts.register()
    upright = len(piece.heads) > _UPRIGHT
    numbers = max((fonts.width(one_line(row.number), 8.5) for row in piece.rows), default=0.0)
    number = numbers + 10 if numbers else 0.0
    first = 168.0 if upright else 190.0
    room = (pen.width - first) / max(1, len(piece.heads))
    column = min(60.0, room)
    widths = [*((number,) if number else ()), first - number, *[column] * len(piece.heads)]
    made = _table(pen, widths, "Answers as letters", with_heads=True, rules="grid")
    lead = 2 if number else 1
    if piece.heads:
        made.append(_grid_heads(pen, piece.heads, widths, lead, upright=upright))
    for row in piece.rows:
        made.append(_grid_row(pen, row, widths, lead))
    if len(piece.rows) <= _SHORT:
        keep_rows(made)
    return made


def keep_rows(made: Node) -> None:
    """Let no page part a short table."""
    for row in list(made.iterchildren("{*}tr"))[:-1]:
        for each in row.iter("{*}p"):
            keep_with_next(each)


def _grid_heads(
    pen: Pen, heads: Sequence[str], widths: Sequence[float], lead: int, *, upright: bool
) -> Node:
    cells = [_cell([paragraph("GridHead")], width, head=pen) for width in widths[:lead]]
    for head, width in zip(heads, widths[lead:], strict=True):
        text = text_block("GridHead", one_line(head), pen.palette)
        settings = [val("w:textDirection", "btLr")] if upright else []
        if upright:
            set_on(text, val("w:jc", "left"))
        settings.append(val("w:vAlign", "center" if upright else "bottom"))
        cells.append(_cell([text], width, *settings, head=pen, tight=True))
    made = _tr(cells, head=True, whole=True)
    if upright:
        height = max(fonts.width(one_line(head), 7.5, fonts.BOLD) for head in heads) + 12
        rule = {"w:val": round(min(140.0, height) * TWIPS), "w:hRule": "exact"}
        made.find(made.tag.replace("}tr", "}trPr")).append(node("w:trHeight", rule))
    return made


def _grid_row(pen: Pen, row: LetterRow, widths: Sequence[float], lead: int) -> Node:
    if not row.cells:
        title = text_block("GridText", f"{row.number} {row.name}".strip(), pen.palette,
                           bold=True, quiet=True)  # fmt: skip
        keep_with_next(title)
        return _tr([_cell([title], sum(widths), span=len(widths))], whole=True)
    cells = []
    if lead > 1:
        number = text_block("GridText", row.number, pen.palette, quiet=True)
        cells.append(_cell([number], widths[0]))
    cells.append(_cell([text_block("GridText", row.name, pen.palette)], widths[lead - 1]))
    for one, width in zip(row.cells, widths[lead:], strict=False):
        text = text_block("GridCode", one.code, pen.palette, bold=one.marked, quiet=one.quiet)
        shade = [_shade(pen.tint)] if one.marked else []
        cells.append(_cell([text], width, *shade, tight=True))
    return _tr(cells, whole=True)


def _parts(width: float, parts: Sequence[float]) -> list[float]:
    whole = sum(parts) or 1.0
    return [width * part / whole for part in parts]


def _table(
    pen: Pen, widths: Sequence[float], alt: str, *, with_heads: bool, rules: str = "rows"
) -> Node:
    hairline = pen.palette.hairline.lstrip("#")
    inside = node("w:insideH", {**_EDGES, "w:color": hairline})
    below = node("w:bottom", {**_EDGES, "w:color": hairline})
    top, bottom = (60, 30) if rules == "grid" else (_PADDING, _PADDING + 10)
    margins = node(
        "w:tblCellMar",
        None,
        *(
            node(f"w:{side}", {"w:w": size, "w:type": "dxa"})
            for side, size in (("top", top), ("left", 0), ("bottom", bottom), ("right", 120))
        ),
    )
    look = {"w:firstRow": int(with_heads), "w:firstColumn": 1, "w:noHBand": 1, "w:noVBand": 1}
    said = " ".join(legible(alt).split())
    total = round(sum(widths) * TWIPS)
    properties = node(
        "w:tblPr",
        None,
        node("w:tblW", {"w:w": total, "w:type": "dxa"}),
        node("w:tblInd", {"w:w": 0, "w:type": "dxa"}),
        node("w:tblBorders", None, below, inside),
        node("w:tblLayout", {"w:type": "fixed"}),
        margins,
        node("w:tblLook", {"w:val": "04A0", **look, "w:lastRow": 0, "w:lastColumn": 0}),
        *([val("w:tblDescription", said[:1000])] if said else []),
    )
    grid = node(
        "w:tblGrid", None, *(node("w:gridCol", {"w:w": round(each * TWIPS)}) for each in widths)
    )
    return node("w:tbl", None, properties, grid)


def _head_row(
    pen: Pen, heads: Sequence[str], widths: Sequence[float], right: Collection[int]
) -> Node:
    cells = []
    for number, (head, width) in enumerate(zip(heads, widths, strict=True)):
        text = text_block("TableHead", head, pen.palette)
        if number in right:
            set_on(text, val("w:jc", "right"))
        cells.append(_cell([text], width, head=pen, last=number == len(heads) - 1))
    return _tr(cells, head=True, whole=True)


def _row(
    pen: Pen,
    cells: Sequence[Cell],
    widths: Sequence[float],
    *,
    joined: bool = False,
    title_above: bool = False,
) -> Node:
    """A row. One that is ``joined`` belongs to the row below: no line and no page parts them."""
    made, at = [], 0
    for number, one in enumerate(cells):
        span = max(1, min(one.span, len(widths) - at))
        width = sum(widths[at : at + span])
        at += span
        edges = [*(["top"] if title_above else []), *(["bottom"] if joined else [])]
        settings = [_no_line(edges)] if edges else []
        blocks = _blocks(pen, one)
        if joined:
            for block in blocks:
                keep_with_next(block)
        last = number == len(cells) - 1
        made.append(_cell(blocks, width, *settings, span=span, last=last))
    while at < len(widths):
        made.append(_cell([paragraph("TableText")], widths[at]))
        at += 1
    letters = sum(len(text_of(one.words)) + sum(len(text_of(p)) for p in one.points)
                  for one in cells)  # fmt: skip
    return _tr(made, whole=letters < _LONG)


def _blocks(pen: Pen, one: Cell) -> list[Node]:
    blocks = []
    if text_of(one.words) or not one.points:
        text = text_block("TableText", one.words, pen.palette, bold=one.bold, quiet=one.quiet)
        if one.right:
            set_on(text, val("w:jc", "right"))
        blocks.append(text)
    blocks.extend(text_block("TableBullet", point, pen.palette) for point in one.points)
    return blocks


def _cell(
    blocks: Sequence[Node],
    width: float,
    *settings: Node,
    span: int = 1,
    head: Pen | None = None,
    last: bool = False,
    tight: bool = False,
) -> Node:
    properties = [node("w:tcW", {"w:w": round(width * TWIPS), "w:type": "dxa"})]
    if span > 1:
        properties.append(val("w:gridSpan", span))
    if head:
        line = {**_EDGES, "w:sz": 6, "w:color": head.palette.secondary.lstrip("#")}
        properties.append(node("w:tcBorders", None, node("w:bottom", line)))
    first = [each for each in settings if each.tag.endswith(("}tcBorders", "}shd"))]
    rest = [each for each in settings if each not in first]
    properties.extend(first)
    if last or tight:
        edges, margin = (("left", "right"), 20) if tight else (("right",), 0)
        properties.append(
            node(
                "w:tcMar",
                None,
                *(node(f"w:{edge}", {"w:w": margin, "w:type": "dxa"}) for edge in edges),
            )
        )
    properties.extend(rest)
    return node("w:tc", None, node("w:tcPr", None, *properties), *blocks)


def _no_line(edges: Sequence[str]) -> Node:
    return node("w:tcBorders", None, *(node(f"w:{edge}", {"w:val": "nil"}) for edge in edges))


def _shade(colour: str) -> Node:
    return node("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour.lstrip("#")})


def _tr(cells: Sequence[Node], *, head: bool = False, whole: bool = False) -> Node:
    properties = node("w:trPr")
    if whole:
        properties.append(node("w:cantSplit"))
    if head:
        properties.append(node("w:tblHeader"))
    return node("w:tr", None, properties, *cells)
