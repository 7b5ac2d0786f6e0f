"""Words of the content as paragraphs of a PDF: each text is escaped here, and nowhere unescaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from textwrap import wrap

from reportlab.lib.styles import ParagraphStyle

from app.reports.document import Run, Words
from app.reports.labelled import in_parts
from app.reports.palette import PRINT
from app.reports.paper import Para
from app.reports.text import plain

_SHARE = re.compile(r"(?<=\d)(?:%,? \(?| of )(?=\d)")  # "81% (21 of 26)", "81%, 21 of 26"
_LONG, _LETTERS_OF_A_CELL, _LINES_OF_A_CELL = 3000, 1200, 30


def markup(words: Words) -> str:
    """Words in ReportLab's markup; all that is typed is escaped."""
    made = plain(words) if isinstance(words, str) else "".join(_of_run(run) for run in words)
    return _SHARE.sub(_on_one_line, made)


def _on_one_line(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\N{NO-BREAK SPACE}")


def paras(words: Words, style: ParagraphStyle) -> Iterator[Para]:
    """Words as a paragraph, or as several where they have so many lines that one would be slow."""
    *first, last = _parts(words)
    if first:
        tight = ParagraphStyle("tight", parent=style, spaceAfter=0)
        yield from (Para(markup(part), tight) for part in first)
    yield Para(markup(last), style)


def short_parts(words: Words) -> list[Words]:
    """Words for a cell of a table: very long ones in parts, between which a page may end."""
    found: list[Words] = []
    for part in _parts(words, _LINES_OF_A_CELL):
        if isinstance(part, str) and len(part) > _LONG:
            found.extend(wrap(part, _LETTERS_OF_A_CELL, replace_whitespace=False))
        else:
            found.append(part)
    return found


def _parts(words: Words, most: int = 60) -> list[Words]:
    if isinstance(words, str):
        return list[Words](in_parts(words, most))
    parts: list[Words] = []
    begun: list[Run] = []
    for run in words:
        *first, last = in_parts(run.text, most)
        for text in first:
            parts.append((*begun, replace(run, text=text)))
            begun = []
        begun.append(replace(run, text=last) if first else run)
    return [*parts, tuple(begun)]


def _of_run(run: Run) -> str:
    text = plain(run.text)
    body = run.text.strip()
    start = run.text.find(body) if body else 0
    before, after = run.text[:start], run.text[start + len(body) :]
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    if run.quiet:
        text = f'<font color="{PRINT.secondary}">{text}</font>'
    return f"{_between(before)}{text}{_between(after)}"


def _between(space: str) -> str:
    """The space between two runs: ``plain`` trims a text's own ends."""
    return "<br/>" if "\n" in space else " " if space else ""
