"""A comment with its label run in: who wrote it, beside which answer.

Nine tenths of a report are these, so they take ReportLab's short way: the label is drawn as the
paragraph's bullet, and the text as one piece that needs no markup parsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from xml.sax.saxutils import unescape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paraparser import ParaFrag

from app.reports import fonts
from app.reports.paper import TEXT, WIDTH, Para
from app.reports.text import one_line, plain

_MOST_LABEL = 0.7 * WIDTH
_MOST_LINES = 60

Label = Sequence[tuple[str, str]]


def labelled(label: Label, text: str, style: ParagraphStyle) -> list[Para]:
    """A comment that begins with a label: pairs of a text and its font.

    It is one paragraph, unless it has so many lines that ReportLab would take long to break it.
    """
    label = _joined(label)
    chunks = in_parts(text)
    if len(chunks) == 1:
        return [_first(label, text, style)]
    tight = ParagraphStyle("tight", parent=style, spaceAfter=0)
    rest = [Para(plain(chunk), tight) for chunk in chunks[1:]]
    return [_first(label, chunks[0], tight), *rest]


def in_parts(text: str, most: int = _MOST_LINES) -> list[str]:
    """A text of very many lines as several, which ReportLab breaks much faster than one."""
    lines = text.splitlines()
    if len(lines) <= most:
        return [text]
    starts = range(0, len(lines), most)
    return ["\n".join(lines[start : start + most]) for start in starts]


def _first(label: Label, text: str, style: ParagraphStyle) -> Para:
    markup = plain(text)
    width = sum(fonts.width(part, style.fontSize, font) for part, font in label)
    if "<" in markup or width > _MOST_LABEL:
        head = " ".join(f'<font name="{font}">{plain(part)}</font>' for part, font in label)
        return Para(f"{head} {markup}", style)
    frag = _frag(style.fontName, style.fontSize)
    bullet = [frag.clone(text=f"{one_line(part)}\u00a0", fontName=font) for part, font in label]
    # The text was made safe above; as a piece of its own it is never parsed as markup.
    return Para("", style, bulletText=bullet, frags=[frag.clone(text=unescape(markup))])


def _joined(label: Label) -> list[tuple[str, str]]:
    """Neighbours in the same font as one: each piece costs time to draw."""
    pieces: list[tuple[str, str]] = []
    for part, font in label:
        if pieces and pieces[-1][1] == font:
            pieces[-1] = (f"{pieces[-1][0]} {part}", font)
        else:
            pieces.append((part, font))
    return pieces


@lru_cache(maxsize=16)
def _frag(font: str, size: float) -> ParaFrag:
    """A piece of text as ReportLab's parser makes it, to be copied."""
    style = ParagraphStyle("piece", fontName=font, fontSize=size, textColor=TEXT)
    return Para("x", style).frags[0]
