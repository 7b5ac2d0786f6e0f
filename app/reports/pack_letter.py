"""The letter that goes by post with an audit pack: one page with the words to compare."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, KeepInFrame

from app.domain.audits import Agency, Body
from app.domain.days import long_day
from app.reports import fonts
from app.reports.blocks import TaggedTable, gap
from app.reports.output import into
from app.reports.paper import (
    ACCENT,
    BODY,
    BOTTOM,
    COVER_BODY,
    HAIRLINE,
    NOTE,
    PAGE_HEIGHT,
    SECONDARY,
    TEXT,
    TOP,
    WIDTH,
    Paper,
    Para,
    Setting,
)
from app.reports.text import one_line, plain

_FILL_IN = (
    "Fill in the form of each case from your records. Where a family is not known to you, say so: "
    "that counts as an answer."
)
_LOGO_WIDTH, _LOGO_HEIGHT = 150.0, 46.0
_TITLE = ParagraphStyle(
    "letter title",
    fontName=fonts.BOLD,
    fontSize=16,
    leading=21,
    textColor=TEXT,
    spaceBefore=10,
    spaceAfter=8,
    tag="H1",
)
_HEAD = ParagraphStyle(
    "letter head",
    fontName=fonts.BOLD,
    fontSize=11,
    leading=15,
    textColor=TEXT,
    spaceBefore=8,
    spaceAfter=4,
    tag="H2",
)
_WORD = ParagraphStyle(
    "letter word", fontName=fonts.BOLD, fontSize=21, leading=27, textColor=TEXT, tag="P"
)
_NUMBER = ParagraphStyle(
    "letter number", fontName=fonts.REGULAR, fontSize=10, leading=12, textColor=SECONDARY, tag="P"
)
_STEP = ParagraphStyle(
    "letter step", parent=BODY, leftIndent=18, bulletIndent=2, spaceAfter=4, tag="LI"
)


@dataclass(frozen=True)
class PackLetter:
    """What a letter tells one agency. ``words`` are the six of the partnership's key."""

    body: Body
    agency: Agency
    title: str
    reference: str
    due: date
    written: date
    words: str
    file_name: str
    logo: bytes | None = None
    locked: bool = False


def write_pack_letter(letter: PackLetter, target: Path | BinaryIO) -> int:
    """Write the letter as a PDF of one page and return the number of pages.

    Raises:
        FileWriteError: the file could not be written.
    """
    setting = Setting(
        title=f"Letter to {one_line(letter.agency.name)}",
        author=one_line(letter.body.name),
        marking=one_line(letter.body.marking),
        subject="The words by which the audit pack is known",
        foot=one_line(letter.reference),
    )
    # However long the names are, it is one page: what it takes to fit is taken off its size.
    page = KeepInFrame(WIDTH, PAGE_HEIGHT - TOP - BOTTOM - 1, list(_story(letter)), mode="shrink")
    return into(target, lambda file: Paper(file, setting).write([page]))


def _story(letter: PackLetter) -> Iterator[Flowable]:
    body, agency = letter.body, letter.agency
    logo = _logo(letter)
    if logo is not None:
        yield logo
        yield gap(8)
    yield Para(plain(body.name), COVER_BODY)
    yield gap(8)
    yield Para("<br/>".join(plain(line) for line in (agency.contact, agency.name) if line), BODY)
    yield Para(plain(long_day(letter.written)), NOTE)
    yield Para(f"{plain(letter.title)}: your audit pack", _TITLE)
    yield Para(
        f"You will receive, or have received, an e-mail from us with the file "
        f"“{plain(letter.file_name)}”. It is the audit pack of {plain(agency.name)}. This letter "
        "comes apart from it, so that you can make sure that the pack is from us.",
        BODY,
    )
    yield Para("The words of our key", _HEAD)
    yield _words(letter.words)
    yield gap(4)
    yield Para(
        "When you have opened the pack, Partnership Audit shows you six words. Compare them with "
        "these, one by one and in this order, and then choose “I have compared them”. "
        "<b>If one of them differs, don’t answer.</b> Telephone us on a number that you know "
        "already, not on one from the e-mail.",
        BODY,
    )
    yield Para("What to do", _HEAD)
    reply, due = plain(body.reply_address), plain(_together(long_day(letter.due)))
    steps = [
        "Save the pack from the e-mail, and open it with Partnership Audit.",
        *(["Type the passphrase, which we tell you by telephone."] if letter.locked else []),
        "Compare the six words.",
        _FILL_IN,
        f"Seal the returns, and send the sealed file to <b>{reply}</b> by <b>{due}</b>.",
    ]
    for number, step in enumerate(steps, start=1):
        yield Para(step, _STEP, bulletText=f"{number}.")
    yield Para("Any questions", _HEAD)
    yield Para(
        f"Write to {plain(body.reply_address)}, without anything about a child, or telephone us. "
        "When your first returns come in, we may telephone you to compare the words of your own "
        "desk: the program shows them on the page of the audit.",
        BODY,
    )


def _together(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _words(words: str) -> TaggedTable:
    """Numbered, three in a row, as large as they can be read across a desk."""
    row: list[Flowable] = []
    rows: list[list[Flowable]] = [row]
    for number, word in enumerate(words.split(), start=1):
        if len(row) == 6:
            row = []
            rows.append(row)
        row.extend((Para(str(number), _NUMBER), Para(plain(word), _WORD)))
    column = WIDTH / 3
    return TaggedTable(
        rows,
        colWidths=[22, column - 22] * 3,
        hAlign="LEFT",
        spaceAfter=6,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 6),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, ACCENT),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
        ],
    )


class _Logo(Flowable):  # type: ignore[misc]
    def __init__(self, picture: ImageReader, alt: str) -> None:
        super().__init__()
        width, height = picture.getSize()
        by = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height, 1.0)
        self.width, self.height = width * by, height * by
        self.hAlign = "LEFT"
        self._picture, self._alt = picture, alt

    def draw(self) -> None:
        """Draw it as one figure."""
        with self.canv.mark("Figure", self._alt):
            self.canv.drawImage(self._picture, 0, 0, self.width, self.height, mask="auto")


def _logo(letter: PackLetter) -> _Logo | None:
    if letter.logo is None:
        return None
    try:
        picture = ImageReader(io.BytesIO(letter.logo))
    except Exception:  # whatever the library makes of a picture that it can't read
        return None
    return _Logo(picture, f"Logo of {one_line(letter.body.name)}")
