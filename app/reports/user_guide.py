"""The user guide: what Help says, with its pictures, on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate

from app import __version__
from app.domain.help_topics import HelpPart, HelpPicture, HelpTopic, by_chapter
from app.reports.blocks import WhereItFits, box, bullet, cell, gap, heading, table
from app.reports.document import ContentsEntry, place
from app.reports.guide import Guide
from app.reports.output import into
from app.reports.paper import (
    BODY,
    BULLET,
    CELL_BOLD,
    COVER_BODY,
    COVER_TITLE,
    H1,
    H2,
    H3,
    HAIRLINE,
    LEAD,
    NOTE,
    PAGE_HEIGHT,
    SMALL,
    WIDTH,
    ContentsLine,
    Paper,
    Para,
    Setting,
)
from app.reports.text import one_line, plain

_PICTURE_WIDTH = 0.7 * WIDTH
_AROUND_PICTURE = 42.0
_CONTENTS_ROOM = 500.0  # what the front leaves for the contents on its page
_LEADINGS = (1.75, 1.6, 1.5, 1.4, 1.3)
_THREE_LINES = 54.0  # of a paragraph: one of three is not parted
_SHORT_PART = 150.0  # goes to the next page as a whole with the box below it
_SUMMARY = ParagraphStyle("summary", LEAD, fontSize=11, leading=15.5)
_NUMBERED = ParagraphStyle("numbered", BULLET, leftIndent=20, bulletIndent=2)
_CAPTION = ParagraphStyle("caption", SMALL, spaceAfter=12)
_TIP = ParagraphStyle("tip", NOTE, rightIndent=0, spaceAfter=3)


def write_user_guide(guide: Guide, target: Path | BinaryIO) -> int:
    """Write the guide as a PDF and say how many pages it has.

    Raises:
        FileWriteError: the file could not be written.
    """
    setting = Setting(
        title=guide.title,
        author="Partnership Audit",
        marking="",
        subject=guide.subject,
        foot=f"Version {__version__}",
        continued=True,
    )
    return into(target, lambda file: Paper(file, setting).write(_story(guide)))


class Picture(Flowable):  # type: ignore[misc]
    """A picture of the program in a thin frame, with the words that say the same."""

    def __init__(self, path: Path, alt: str) -> None:
        super().__init__()
        self._image, self._alt = ImageReader(str(path)), alt
        wide, high = self._image.getSize()
        self._size = (_PICTURE_WIDTH, _PICTURE_WIDTH * high / wide)
        self.spaceBefore = 8

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As wide as every picture of the guide."""
        return self._size

    def draw(self) -> None:
        """Draw it as one figure."""
        canvas, (wide, high) = self.canv, self._size
        with canvas.mark("Figure", one_line(self._alt)):
            canvas.drawImage(self._image, 0, 0, wide, high)
        with canvas.artifact():
            canvas.setStrokeColor(HAIRLINE)
            canvas.setLineWidth(0.75)
            canvas.rect(0, 0, wide, high, stroke=1, fill=0)


def _story(guide: Guide) -> Iterator[Flowable]:
    yield from _front(guide)
    for name, topics in by_chapter(guide.topics):
        yield from heading(name, H1, key=place("chapter", name), room=160)
        for topic in topics:
            yield from _topic(guide, topic)


def _front(guide: Guide) -> Iterator[Flowable]:
    yield gap(40)
    yield Para("Partnership Audit", COVER_BODY)
    yield Para(guide.title, COVER_TITLE)
    yield Para(
        f"{guide.lead} The same texts are in the program, under Help: press F1 on any page.",
        LEAD,
    )
    yield gap(18)
    yield from _contents(guide)
    yield gap(14)
    if any(topic.picture for topic in guide.topics):
        yield Para(plain("The children, people and agencies in the pictures are invented."), SMALL)
    yield NextPageTemplate("page")
    yield CondPageBreak(10_000)


def _contents(guide: Guide) -> list[ContentsLine]:
    """The lines of the contents, as close as it takes to have them on one page."""
    entries: list[ContentsEntry] = []
    for name, topics in by_chapter(guide.topics):
        entries.append(ContentsEntry(name, place("chapter", name)))
        entries += [ContentsEntry(one.title, place("topic", one.id), 1) for one in topics]
    lines: list[ContentsLine] = []
    for leading in _LEADINGS:
        lines = [ContentsLine(entry, leading) for entry in entries]
        if _height(lines) <= _CONTENTS_ROOM:
            break
    return lines


def _topic(guide: Guide, topic: HelpTopic) -> Iterator[Flowable]:
    key = place("topic", topic.id)
    yield from heading(topic.title, H2, key=key, level=1, room=110)
    yield Para(plain(topic.summary), _SUMMARY)
    parts = [list(_part(part)) for part in topic.parts]
    if topic.id == guide.keyboard:
        parts.append(list(_keys(guide)))
    if topic.tips:
        tips = box([Para(plain(tip), _TIP) for tip in topic.tips])
        parts[-1] = _with_box(parts[-1], tips)
    first, *others = parts
    yield from first
    rest: list[Flowable] = [piece for part in others for piece in part]
    if topic.picture is None:
        yield from rest
    else:
        drawn = _illustration(guide, topic.picture)
        yield WhereItFits(drawn, drawn[0].wrap(0, 0)[1] + _AROUND_PICTURE, rest)


def _part(part: HelpPart) -> Iterator[Flowable]:
    steps = [
        Para(plain(step), _NUMBERED, bulletText=f"{number}.")
        for number, step in enumerate(part.steps, start=1)
    ]
    points = [bullet(plain(point)) for point in part.points]
    if part.title:
        first = [] if part.text else steps or points
        # Two points go along with a heading, and of three all of them.
        room = _height(first[: 3 if len(first) == 3 else 2])
        yield from heading(part.title, H3, level=2, room=max(_THREE_LINES, room))
    for text in part.text:
        yield Para(plain(text), BODY)
    yield from _list(steps)
    yield from _list(points)
    if part.steps or part.points:
        yield gap(4)


def _list(points: list[Para]) -> list[Flowable]:
    """Points of which the last does not stand alone on the next page."""
    if len(points) < 3:
        return list[Flowable](points)
    return [*points[:-2], CondPageBreak(_height(points[-2:])), *points[-2:]]


def _with_box(part: list[Flowable], below: Flowable) -> list[Flowable]:
    """A part and the box that ends its topic: never the box, or half of it, on a page alone."""
    whole = _height([*part, below])
    if whole <= _SHORT_PART:
        return [CondPageBreak(whole), *part, below]
    at = max(n for n, one in enumerate(part) if isinstance(one, Para))
    return [*part[:at], CondPageBreak(_height([*part[at:], below])), *part[at:], below]


def _height(pieces: Sequence[Flowable]) -> float:
    """About how high some pieces stand below one another."""
    heights = (
        one.getSpaceBefore() + one.wrap(WIDTH, PAGE_HEIGHT)[1] + one.getSpaceAfter()
        for one in pieces
        if not isinstance(one, CondPageBreak)
    )
    return float(sum(heights))


def _keys(guide: Guide) -> Iterator[Flowable]:
    for title, shortcuts in guide.shortcuts:
        rows: Sequence[Sequence[Flowable | str]] = [
            [cell(one.words, CELL_BOLD), cell(one.does)] for one in shortcuts
        ]
        listed = table(["Keys", "What they do"], rows, [35, 65])
        yield from heading(title, H3, room=listed.wrap(WIDTH, PAGE_HEIGHT)[1] + H3.spaceAfter)
        yield listed


def _illustration(guide: Guide, picture: HelpPicture) -> list[Flowable]:
    drawn = Picture(guide.pictures / picture.file, picture.alt)
    return [drawn, gap(4), Para(plain(picture.caption), _CAPTION)]
