"""The recovery sheet: one page to be printed and put into a safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from app.domain.days import long_day
from app.reports import fonts
from app.reports.blocks import TaggedTable, bullet, gap
from app.reports.output import into
from app.reports.paper import (
    BODY,
    COVER_BODY,
    H1,
    H3,
    HAIRLINE,
    NOTE,
    SECONDARY,
    SMALL,
    TEXT,
    WIDTH,
    Paper,
    Para,
    Setting,
)
from app.reports.text import one_line, plain

_PARTNERSHIP = (
    "The words on this sheet open the partnership’s desk when its passphrase is forgotten or its "
    "computer is lost. They also open the returns that agencies sent, when the desk itself is no "
    "longer there. <b>Whoever holds this sheet can read every return.</b>"
)
_AGENCY = (
    "The words on this sheet open this agency’s desk when its passphrase is forgotten or its "
    "computer is lost. <b>Whoever holds this sheet and the desk’s folder can read all that is "
    "written in it.</b>"
)
_COLUMNS = 3
_KEY_LINE = 48
_WORD = ParagraphStyle(
    "word", fontName=fonts.MONO, fontSize=12, leading=16, textColor=TEXT, tag="P"
)
_NUMBER = ParagraphStyle(
    "number",
    fontName=fonts.REGULAR,
    fontSize=12,
    leading=16,
    textColor=SECONDARY,
    alignment=2,
    tag="P",
)
_KEY = ParagraphStyle(
    "key",
    fontName=fonts.MONO,
    fontSize=11,
    leading=18,
    textColor=TEXT,
    spaceAfter=6,
    splitLongWords=1,
    tag="P",
)


def write_recovery_sheet(
    body_name: str,
    words: tuple[str, ...],
    identity: str,
    fingerprint: str,
    made: date,
    target: Path | BinaryIO,
) -> int:
    """Write the sheet as a PDF of one page and return the number of pages.

    Without an ``identity`` it is an agency's: its words open the workspace and nothing else.

    Raises:
        FileWriteError: the file could not be written.
    """
    setting = Setting(
        title="Recovery sheet",
        author=one_line(body_name),
        marking="Keep in a safe",
        subject="Recovery words and recovery key" if identity else "Recovery words",
        foot=long_day(made),
    )
    story = _story(body_name, words, identity, fingerprint, made)
    return into(target, lambda file: Paper(file, setting).write(story))


def _story(
    body_name: str, words: Sequence[str], identity: str, fingerprint: str, made: date
) -> Iterator[Flowable]:
    yield Para(plain(body_name), COVER_BODY)
    yield Para("Recovery sheet", H1)
    yield Para(_PARTNERSHIP if identity else _AGENCY, BODY)
    yield bullet("Print it, check that every word can be read, and put it into a safe.")
    yield bullet("Don’t photograph it, scan it, or keep it as a file on a computer.")
    yield bullet("If somebody else may have seen it, tell your IT department and make new keys.")
    yield Para("If the desk does not open any more", H3)
    yield Para(
        "Start Partnership Audit, choose “Use the recovery words”, and type the words below. On "
        "another computer, the desk’s folder or a copy of it is needed as well.",
        BODY,
    )
    yield Para(f"The {len(words)} recovery words", H3)
    yield Para("Type them in this order, one column after the other. Capitals don’t matter.", NOTE)
    yield _word_table(words)
    if identity:
        yield Para("The recovery key", H3)
        yield Para(
            "The same key as in the words, for any program that reads the age format with "
            "post-quantum keys: it opens return packages without Partnership Audit. Type it as one "
            "line.",
            NOTE,
        )
        yield Para("<br/>".join(plain(line) for line in _lines(identity)), _KEY)
    yield gap(6)
    yield Para(plain(f"Fingerprint: {fingerprint}"), BODY)
    until = "It opens the desk until a newer sheet is made."
    yield Para(plain(f"Made on {long_day(made)}. {until}"), SMALL)


def _lines(identity: str) -> list[str]:
    """The key in lines of equal length, so that the eye finds its place again."""
    count = -(-len(identity) // _KEY_LINE) or 1
    length = -(-len(identity) // count) or 1
    return [identity[start : start + length] for start in range(0, len(identity), length)]


def _word_table(words: Sequence[str]) -> TaggedTable:
    """Numbered words, reading down each column: so they are copied with the fewest slips."""
    deep = -(-len(words) // _COLUMNS)
    rows: list[list[Flowable | str]] = []
    for row in range(deep):
        cells: list[Flowable | str] = []
        for column in range(_COLUMNS):
            index = column * deep + row
            if index < len(words):
                cells.append(Para(str(index + 1), _NUMBER))
                cells.append(Para(plain(words[index]), _WORD))
            else:
                cells.extend(["", ""])
        rows.append(cells)
    column = WIDTH / _COLUMNS
    return TaggedTable(
        rows,
        colWidths=[24, column - 24] * _COLUMNS,
        hAlign="LEFT",
        spaceAfter=6,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
        ],
    )
