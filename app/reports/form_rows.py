"""The table of a form: number, question, answer; empty or filled in, it is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable

from app.reports import fonts
from app.reports.blocks import Hairlines
from app.reports.paper import CELL, CELL_HEAD, H2, HAIRLINE, SECONDARY, WIDTH, Heading, Para
from app.reports.text import plain

NUMBER_WIDTH, QUESTION_WIDTH = 32.0, 164.0
ANSWER_WIDTH = WIDTH - NUMBER_WIDTH - QUESTION_WIDTH
_GAP = 14.0
_PADDINGS = {0: 4.0, 1: _GAP, 2: 0.0}
_LONGEST_ROW = 420.0  # points; a longer one is broken inside
_MOST_ROOM = 300.0
_MOST_OF_A_PAGE = 640.0
_LONG = 3000  # characters; what is longer is not measured beforehand

NUMBER = ParagraphStyle("form number", parent=CELL, fontName=fonts.BOLD, textColor=SECONDARY)
QUESTION = ParagraphStyle("form question", parent=CELL, fontSize=9.5, leading=13.2)
INSET = ParagraphStyle("form part", parent=QUESTION, leftIndent=10)
ANSWER = ParagraphStyle("form answer", parent=CELL, fontSize=9.5, leading=13.6)
ANSWER_NOTE = ParagraphStyle("form note", parent=CELL, fontSize=8.5, leading=11.8, spaceAfter=2)
ANSWER_NOTE.textColor = SECONDARY
QUIET = ParagraphStyle("form quiet", parent=ANSWER, textColor=SECONDARY)


@dataclass(frozen=True)
class Row:
    """One row. ``joined`` to the next, no line parts them."""

    number: str
    question: Sequence[Flowable]
    answer: Sequence[Flowable]
    joined: bool = False

    @property
    def height(self) -> float:
        """How high it is; very long texts count as higher than a page without being laid out."""
        return 9 + max(
            _height(self.question, QUESTION_WIDTH - _GAP), _height(self.answer, ANSWER_WIDTH)
        )


def _height(pieces: Sequence[Flowable], width: float) -> float:
    if any(len(getattr(piece, "text", None) or "") > _LONG for piece in pieces):
        return 1e4
    return float(sum(piece.wrap(width, 1e5)[1] + piece.getSpaceAfter() for piece in pieces))


@dataclass
class Rows:
    """The rows of a section as they come; each group is a question with what belongs to it."""

    heads: tuple[str, str]
    most_together: float = 180.0  # points; a higher group may be broken between its rows
    groups: list[list[Row]] = field(default_factory=list)

    def add(self, rows: Iterable[Row]) -> None:
        """Add a question's rows; a line parts them from the next question only."""
        group = list(rows)
        if group:
            self.groups.append([*(replace(row, joined=True) for row in group[:-1]), group[-1]])

    def take(self) -> list[Flowable]:
        """The tables of what was added, and begin anew.

        Heads are repeated on each page, so rows are never broken inside below them; a question
        that is too long for that has a table of its own.
        """
        groups, self.groups = self.groups, []
        made: list[Flowable] = []
        short: list[list[Row]] = []
        heads = self.heads if len(groups) > 1 else None
        for group in groups:
            if max(row.height for row in group) <= _LONGEST_ROW:
                short.append(group)
                continue
            if short:
                made.append(self._table(heads, short))
            made.append(self._table(None if made else heads, [group], break_inside=True))
            short = []
        if short:
            made.append(self._table(heads, short))
        if made:
            made[-1].spaceAfter = 10
        return made

    def _table(
        self,
        heads: tuple[str, str] | None,
        groups: Sequence[Sequence[Row]],
        *,
        break_inside: bool = False,
    ) -> Hairlines:
        rows: list[list[object]] = []
        style: list[tuple[object, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            *(("RIGHTPADDING", (n, 0), (n, -1), room) for n, room in _PADDINGS.items()),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
        if heads:
            rows.append([Para(plain(head), CELL_HEAD) for head in ("", *heads)])
            style.append(("LINEBELOW", (0, 0), (-1, 0), 0.8, SECONDARY))
        first = 0.0
        for group in groups:
            heights = [row.height for row in group]
            start = len(rows)
            together = len(group) > 1 and sum(heights) <= self.most_together
            first = first or (sum(heights) if together else min(heights[0], _MOST_ROOM))
            if together:
                style.append(("NOSPLIT", (0, start), (-1, start + len(group) - 1)))
            for number, row in enumerate(group, start=start):
                rows.append(
                    [
                        Para(plain(row.number), NUMBER),
                        list(row.question) or "",
                        list(row.answer) or "",
                    ]
                )
                if row.joined:
                    style.append(("BOTTOMPADDING", (0, number), (-1, number), 1))
                else:
                    style.append(("LINEBELOW", (0, number), (-1, number), 0.5, HAIRLINE))
        made = Hairlines(
            rows,
            colWidths=[NUMBER_WIDTH, QUESTION_WIDTH, ANSWER_WIDTH],
            repeatRows=1 if heads else 0,
            splitInRow=1 if break_inside else 0,
            hAlign="LEFT",
            style=style,
        )
        made.room = (24 if heads else 0) + first
        return made


def columns(heads: Sequence[str], rows: Sequence[Sequence[Flowable | str]]) -> Hairlines:
    """Texts beside each other in equal columns. They are one text each: no lines part the rows."""
    made = Hairlines(
        [[Para(plain(head), CELL_HEAD) for head in heads], *rows],
        colWidths=[WIDTH / len(heads)] * len(heads),
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("LEFTPADDING", (1, 0), (-1, -1), 8),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, SECONDARY),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, HAIRLINE),
            ("LINEAFTER", (0, 1), (-2, -1), 0.5, HAIRLINE),
        ],
    )
    made.spaceAfter = 10
    made.room = 90.0
    return made


def begun(
    title: str, style: ParagraphStyle, pieces: Sequence[Flowable], *, key: str = ""
) -> Iterator[Flowable]:
    """A heading and what follows it, with room below for its beginning.

    Everything up to the first table's first row is kept together: what stands between is short.
    """
    room = style.spaceBefore + style.leading + style.spaceAfter
    for piece in pieces:
        own = getattr(piece, "room", None)
        if own is not None:
            room += own
            break
        room += min(_height([piece], WIDTH) + piece.getSpaceBefore(), _MOST_ROOM)
    yield CondPageBreak(min(room, _MOST_OF_A_PAGE))
    yield Heading(plain(title), style, key=key, title=title, level=0)
    yield from pieces


def section_begun(
    title: str, notes: Sequence[Flowable], first: Sequence[Flowable], *, key: str
) -> Iterator[Flowable]:
    """A section's heading with its notes and its first piece."""
    yield from begun(title, H2, [*notes, *first], key=key)
