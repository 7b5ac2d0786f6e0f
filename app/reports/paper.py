"""The paper: page, header and footer, type, headings with bookmarks, contents.

The document is laid out once. What is known only at the end (how many pages there are, on which
page a chapter begins) is drawn as a reference to a small form that is filled in at the end, so
that long reports are not built twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from app.reports import fonts
from app.reports.document import ContentsEntry
from app.reports.palette import PRINT
from app.reports.paper_canvas import PaperCanvas
from app.reports.text import one_line

fonts.register()
# ReportLab's text armour for streams, and its comments on objects, only make files larger.
rl_config.useA85 = 0
rl_config.pdfComments = 0

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 62.0
TOP, BOTTOM = 74.0, 64.0
WIDTH = PAGE_WIDTH - 2 * MARGIN

TEXT = HexColor(PRINT.text)
SECONDARY = HexColor(PRINT.secondary)
HAIRLINE = HexColor(PRINT.hairline)
ACCENT = HexColor(PRINT.good)
_WATERMARK = HexColor("#F5F6F8")
_DEEPEST_CONTINUED = 2  # a question and its case: more would not fit in a line


def _style(
    name: str, size: float, leading: float, font: str = fonts.REGULAR, **more: object
) -> ParagraphStyle:
    settings: dict[str, object] = {
        "textColor": TEXT,
        "allowWidows": 0,
        "tag": "P",
        "bulletFontName": fonts.REGULAR,
        "bulletFontSize": size,
        **more,
    }
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **settings)


# Running text stops short of the full width: 60 to 75 characters are read most easily.
BODY = _style("body", 10.5, 15.4, spaceAfter=8, rightIndent=36)
LEAD = _style("lead", 12, 17, spaceAfter=7, rightIndent=36)
BULLET = _style(
    "bullet",
    10.5,
    15.4,
    spaceAfter=4,
    rightIndent=36,
    leftIndent=14,
    bulletIndent=2,
    tag="LI",
    allowWidows=1,
)
SMALL = _style("small", 8.5, 12, textColor=SECONDARY, spaceAfter=4)
NOTE = _style("note", 9.5, 14, textColor=SECONDARY, spaceAfter=8, rightIndent=36)
# A bullet's own size only sets the space after it: these bring theirs along as a character.
COMMENT = _style(
    "comment",
    9.5,
    13.8,
    spaceAfter=5,
    leftIndent=14,
    bulletIndent=14,
    bulletFontSize=1,
    rightIndent=10,
)
CLOSING = _style(
    "closing",
    9.1,
    12.2,
    spaceAfter=2.5,
    leftIndent=0,
    bulletIndent=0,
    bulletFontSize=1,
    rightIndent=0,
)
FOLLOW_UP = _style(
    "follow-up",
    9.5,
    13.8,
    spaceAfter=5,
    leftIndent=28,
    bulletIndent=28,
    bulletFontSize=1,
    rightIndent=10,
)
QUOTE = _style(
    "quote",
    9.8,
    14.4,
    fonts.ITALIC,
    spaceBefore=2,
    spaceAfter=5,
    leftIndent=18,
    rightIndent=36,
    tag="BlockQuote",
)
H1 = _style("h1", 20, 26, fonts.BOLD, spaceBefore=22, spaceAfter=12, tag="H1")
H2 = _style("h2", 14, 19, fonts.BOLD, spaceBefore=18, spaceAfter=7, tag="H2")
H3 = _style("h3", 11, 15.5, fonts.BOLD, spaceBefore=11, spaceAfter=4, rightIndent=36, tag="H3")
H4 = _style("h4", 9.5, 13, fonts.BOLD, spaceBefore=7, spaceAfter=3, textColor=ACCENT, tag="H4")
CELL = _style("cell", 9, 12.5)
CELL_BOLD = _style("cell bold", 9, 12.5, fonts.BOLD)
CELL_QUIET = _style("cell quiet", 9, 12.5, textColor=SECONDARY)
CELL_POINT = _style("cell point", 9, 12.5, leftIndent=9, spaceAfter=2.5, tag="LI")
CELL_HEAD = _style("cell head", 8.5, 11.5, fonts.BOLD, textColor=SECONDARY)
CELL_RIGHT = _style("cell right", 9, 12.5, alignment=2)
CELL_HEAD_RIGHT = _style("cell head right", 8.5, 11.5, fonts.BOLD, textColor=SECONDARY, alignment=2)
COVER_TITLE = _style("cover title", 30, 37, fonts.BOLD, spaceAfter=14, tag="H1")
COVER_BODY = _style("cover body", 13, 18, fonts.BOLD, textColor=ACCENT, spaceAfter=10)


class Para(Paragraph):  # type: ignore[misc]
    """A paragraph that is tagged as its style says."""

    def draw(self) -> None:
        """Draw it as one element of the document's structure."""
        canvas = self.canv
        if canvas.begin_mark(self.style.tag):
            super().draw()
            canvas.end_mark()
        else:
            super().draw()


class Heading(Para):
    """A heading that is a bookmark, an entry of the outline, and a place with a page number."""

    def __init__(
        self,
        text: str,
        style: ParagraphStyle,
        *,
        key: str = "",
        title: str = "",
        level: int = 0,
        **more: object,
    ) -> None:
        super().__init__(text, style, **more)
        self._key, self.title, self.level = key, title, level

    def draw(self) -> None:
        """Draw it and note where it stands."""
        if self._key:
            self.canv.bookmarkHorizontal(self._key, 0, self.height + 12)
            self.canv.note_heading(self._key, one_line(self.title), self.level)
        super().draw()


class ContentsLine(Flowable):  # type: ignore[misc]
    """A line of the contents that leads to its heading."""

    def __init__(self, entry: ContentsEntry, leading: float = 1.75) -> None:
        super().__init__()
        self._entry, self._leading = entry, leading
        self._size = 10.5 if entry.level == 0 else 9.5
        self.spaceBefore = 7 if entry.level == 0 else 0

    def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
        """As wide as the page, one line high."""
        self.width, self.height = available_width, self._size * self._leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw title, line and page number, and make all of it a link."""
        entry, canvas, size = self._entry, self.canv, self._size
        left = 16.0 * entry.level
        font = fonts.BOLD if entry.level == 0 else fonts.REGULAR
        title = fonts.fitted(one_line(entry.title), size, self.width - left - 50, font)
        with canvas.mark("TOCI"):
            canvas.setFont(font, size)
            canvas.setFillColor(TEXT)
            canvas.drawString(left, 5, title)
            canvas.draw_page_of(entry.key, self.width, 5, 10)
        with canvas.artifact():
            canvas.setStrokeColor(HAIRLINE)
            canvas.setLineWidth(0.5)
            start = left + fonts.width(title, size, font) + 8
            canvas.line(start, 7.5, self.width - 26, 7.5)
        canvas.linkRect("", entry.key, (0, 0, self.width, self.height), relative=1)


@dataclass(frozen=True)
class Setting:
    """What stands on every page, and what the file says about itself."""

    title: str
    author: str
    marking: str
    subject: str = ""
    draft: bool = False
    foot: str = ""
    cover: bool = True
    landscape: bool = False
    continued: bool = False


class Paper(BaseDocTemplate):  # type: ignore[misc]
    """A4 with a quiet header and footer; a cover is the first page, without a header."""

    def __init__(
        self,
        target: BinaryIO,
        setting: Setting,
        on_page: Callable[[int], None] | None = None,
    ) -> None:
        size = landscape(A4) if setting.landscape else A4
        super().__init__(
            target,
            pagesize=size,
            title=setting.title,
            author=setting.author,
            subject=setting.subject,
            creator="Partnership Audit",
            lang="en-GB",
            pageCompression=1,
            allowSplitting=1,
        )
        self._draft = setting.draft
        self._on_page = on_page
        self._across, self._down = size
        width = self._across - 2 * MARGIN
        half, third = width / 2 - 10, width / 3
        self._author = fonts.fitted(one_line(setting.author), 8, half)
        beside = width - fonts.width(self._author, 8) - 20  # a short name leaves the title more
        self._heading = fonts.fitted(one_line(setting.title), 8, beside)
        self._foot = fonts.fitted(one_line(setting.foot), 8, third)
        self._marking = fonts.fitted(one_line(setting.marking), 8, third, fonts.BOLD)
        frame = Frame(
            MARGIN,
            BOTTOM,
            width,
            self._down - TOP - BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
            id="text",
        )
        self._continued = setting.continued
        self._headings: list[Heading] = []
        self._above: list[Heading] | None = None
        templates = [PageTemplate("page", [frame], onPage=self._dress, onPageEnd=self._go_on)]
        if setting.cover:
            cover = PageTemplate(
                "cover", [frame], onPage=self._dress_cover, autoNextPageTemplate="page"
            )
            templates.insert(0, cover)
        self.addPageTemplates(templates)

    def write(self, story: Iterable[Flowable]) -> int:
        """Lay out a story piece by piece, as it is made, and say how many pages it took."""
        self._startBuild(None, PaperCanvas)
        canvas = self.canv
        canvas._doctemplate = self
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        waiting: list[Flowable] = []
        for piece in story:
            waiting.append(piece)
            while waiting:
                self.clean_hanging()
                self.handle_flowable(waiting)
        self._endBuild()
        return int(canvas.getPageNumber()) - 1

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        """Keep in mind below which headings the page began."""
        if isinstance(flowable, (ActionFlowable, PageBreak, Spacer)):
            return  # nothing to be read; of a break, it is told when the next page is begun
        if isinstance(flowable, Heading):
            self._headings = [one for one in self._headings if one.level < flowable.level]
        if self._above is None:
            self._above = list(self._headings)
        if isinstance(flowable, Heading):
            self._headings.append(flowable)

    def _go_on(self, canvas: PaperCanvas, _document: BaseDocTemplate) -> None:
        """Say above a page what goes on there from the page before."""
        above = [one.title for one in self._above or () if one.level]
        self._above = None
        if not self._continued or not above:
            return
        words = one_line(f"{'  ·  '.join(above[-_DEEPEST_CONTINUED:])}, continued")
        with canvas.artifact():
            canvas.setFillColor(SECONDARY)
            canvas.setFont(fonts.REGULAR, 8)
            room = self._across - 2 * MARGIN
            canvas.drawString(MARGIN, self._down - 60, fonts.fitted(words, 8, room))

    def _dress_cover(self, canvas: PaperCanvas, _document: BaseDocTemplate) -> None:
        with canvas.artifact():
            self._watermark(canvas)
            self._footer(canvas)

    def _dress(self, canvas: PaperCanvas, _document: BaseDocTemplate) -> None:
        with canvas.artifact():
            self._watermark(canvas)
            canvas.setFillColor(SECONDARY)
            canvas.setFont(fonts.REGULAR, 8)
            top = self._down - 44
            canvas.drawString(MARGIN, top, self._author)
            canvas.drawRightString(self._across - MARGIN, top, self._heading)
            self._footer(canvas)
        if self._on_page:
            self._on_page(canvas.getPageNumber())

    def _footer(self, canvas: PaperCanvas) -> None:
        base = 36.0
        canvas.setFillColor(SECONDARY)
        canvas.setFont(fonts.REGULAR, 8)
        page = f"Page {canvas.getPageNumber()} of "
        canvas.drawString(MARGIN, base, page)
        canvas.draw_total(MARGIN + fonts.width(page, 8), base, 8)
        canvas.setFillColor(SECONDARY)
        canvas.drawRightString(self._across - MARGIN, base, self._foot)
        canvas.setFont(fonts.BOLD, 8)
        canvas.drawCentredString(self._across / 2, base, self._marking)

    def _watermark(self, canvas: PaperCanvas) -> None:
        if not self._draft:
            return
        canvas.saveState()
        canvas.translate(self._across / 2, self._down / 2)
        canvas.rotate(50)
        canvas.setFillColor(_WATERMARK)
        canvas.setFont(fonts.BOLD, 140)
        canvas.drawCentredString(0, -48, "DRAFT")
        canvas.restoreState()
