"""What a report says, before it is known whether it becomes a PDF, a DOCX or something else.

A report is made once, as pieces in their order; each writer (``pdf``, ``docx``) lays the same
pieces out in its own way. Every text in here is plain text as somebody typed it or as the program
words it: nothing is markup, and the writers escape it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from app.analysis.shares import Share, Spread


class Voice(StrEnum):
    """How a paragraph speaks."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    SMALL = "small"
    FOLLOW_UP = "follow-up"  # set in, below what it follows
    QUOTE = "quote"


@dataclass(frozen=True)
class Run:
    """A piece of text within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    quiet: bool = False


Words: TypeAlias = "str | tuple[Run, ...]"


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Gap:
    """Empty space, in points."""

    height: float


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (a chapter) to 4.

    With a ``key`` it is a bookmark to which lines of the contents and references lead. ``room``
    is how much must fit below it, in points, lest it stand alone at the foot of a page.
    """

    text: str
    level: int = 1
    key: str = ""
    room: float = 90.0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. A text of several lines keeps them."""

    words: Words
    voice: Voice = Voice.BODY


@dataclass(frozen=True)
class Bullets:
    """Points of a list."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table. ``points`` are set as a list below the words."""

    words: Words = ""
    bold: bool = False
    quiet: bool = False
    right: bool = False
    points: tuple[Words, ...] = ()
    span: int = 1


@dataclass(frozen=True)
class Table:
    """A table with hairlines. Heads are repeated on every page that it reaches.

    ``widths`` are parts of the whole. ``right`` are the columns whose head stands at the right.
    ``titles`` are the rows, counted from 0, that belong to the row below and are not parted from
    it. Empty heads make a table of facts, without a head. ``alt`` says what the table is, for
    those who hear it.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    right: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    alt: str = ""


@dataclass(frozen=True)
class EmptyTable:
    """A table in which nothing stands yet, and a sentence that says when that changes."""

    heads: tuple[str, ...]
    sentence: str
    widths: tuple[float, ...]


@dataclass(frozen=True)
class ShareBars:
    """A chart: a row for each share. ``alongside`` are shares whose columns it lines up with."""

    shares: tuple[Share, ...]
    alt: str
    alongside: tuple[Share, ...] = ()


@dataclass(frozen=True)
class OneBar:
    """The bar of one share, as wide as the text."""

    share: Share
    alt: str


@dataclass(frozen=True)
class PartBars:
    """The parts of a question: text, small bar, percentage, n of N."""

    shares: tuple[Share, ...]


@dataclass(frozen=True)
class JudgementBars:
    """A chart: a row for each judgement, how often each grade was given."""

    spreads: tuple[Spread, ...]
    alt: str


@dataclass(frozen=True)
class ShareLegend:
    """What the fills of bars of shares mean."""

    shares: tuple[Share, ...]


@dataclass(frozen=True)
class GradeLegend:
    """What the fills of grades mean."""

    spreads: tuple[Spread, ...]


@dataclass(frozen=True)
class FigureLine:
    """A figure, the counts behind it, and the page where its comments are (``key``)."""

    lead: str
    counts: str
    key: str = ""


@dataclass(frozen=True)
class LetterCell:
    """A short code in a grid; marked ones stand out, quiet ones step back."""

    code: str
    marked: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class LetterRow:
    """A row of a grid; without cells it is the title of those that follow."""

    number: str
    name: str
    cells: tuple[LetterCell, ...] = ()


@dataclass(frozen=True)
class LetterGrid:
    """Questions, or cases, by agency, as letters."""

    heads: tuple[str, ...]
    rows: tuple[LetterRow, ...]


class Remark(StrEnum):
    """Where a remark stands, which says how it is set."""

    COMMENT = "comment"
    FOLLOW_UP = "follow-up"
    CLOSING = "closing"


@dataclass(frozen=True)
class Labelled:
    """A comment with its label run in: who wrote it, beside which answer."""

    label: tuple[Run, ...]
    text: str
    place: Remark = Remark.COMMENT


@dataclass(frozen=True)
class Box:
    """Pieces that stand out from the text around them."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Together:
    """Pieces that are not parted by a page, if they fit on one."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class WhereItFits:
    """Pieces that stand here if there is room on the page, and otherwise after ``following``."""

    pieces: tuple[Piece, ...]
    following: tuple[Piece, ...]


@dataclass(frozen=True)
class Logo:
    """The picture of the body's logo, as PNG or JPEG."""

    content: bytes
    alt: str
    height: float = 48.0


@dataclass(frozen=True)
class CoverTitle:
    """What stands on a cover: the body, the title, what kind of document, and facts."""

    body: str
    title: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    logo: Logo | None = None


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents: a heading's title, its key, and how deep it is set."""

    title: str
    key: str
    level: int = 0


@dataclass(frozen=True)
class Contents:
    """The contents, with the page of each heading."""

    entries: tuple[ContentsEntry, ...]


Piece: TypeAlias = (
    PageBreak
    | Gap
    | Heading
    | Paragraph
    | Bullets
    | Table
    | EmptyTable
    | ShareBars
    | OneBar
    | PartBars
    | JudgementBars
    | ShareLegend
    | GradeLegend
    | FigureLine
    | LetterGrid
    | Labelled
    | Box
    | Together
    | WhereItFits
    | Logo
    | CoverTitle
    | Contents
)


@dataclass(frozen=True)
class Document:
    """A whole report.

    ``pieces`` makes them anew at each call, one by one: a report of 300 cases is never whole in
    memory. ``foot`` stands at the foot of every page beside "page x of y" and the marking;
    ``accent`` is "#RRGGBB", empty for the program's own. With a ``cover`` the first page has no
    header.
    """

    title: str
    author: str
    subject: str
    marking: str
    foot: str
    pieces: Callable[[], Iterator[Piece]] = field(repr=False)
    draft: bool = True
    cover: bool = True
    accent: str = ""
    landscape: bool = False


def place(chapter: str, own_id: str) -> str:
    """The key of a place in a chapter. Ids come from files: as digits they can do no harm."""
    return f"{chapter}-{own_id.encode('utf-8', 'replace').hex()}"


def bold(text: str) -> tuple[Run, ...]:
    """A text in bold."""
    return (Run(text, bold=True),)


def text_of(words: Words) -> str:
    """The words without how they are set."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


def cells(texts: Iterable[str]) -> tuple[Cell, ...]:
    """A row of plain cells."""
    return tuple(Cell(text) for text in texts)


def paragraphs(text: str, voice: Voice = Voice.BODY) -> Iterator[Paragraph]:
    """A typed text of several paragraphs, set apart where the writer left a line empty."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            yield Paragraph(part.strip(), voice)


def three_columns(
    heads: Sequence[str], columns: Sequence[Sequence[str]], empty: str
) -> Table | EmptyTable:
    """Worries, strengths and steps in equal columns, as lists; a sentence where there are none."""
    widths = (1.0,) * len(heads)
    if not any(columns):
        return EmptyTable(tuple(heads), empty, widths)
    row = tuple(
        Cell(points=tuple(points)) if points else Cell("–", quiet=True) for points in columns
    )
    return Table(tuple(heads), (row,), widths)
