"""What the pieces of a Word document share while it is written: pictures, bookmarks, numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.reports.document import Run, Words
from app.reports.docx_styles import space_before_of
from app.reports.docx_xml import (
    Node,
    is_field,
    is_paragraph,
    link,
    node,
    paragraph,
    picture,
    run,
    set_on,
    space_before,
    spacer,
)
from app.reports.palette import ChartPalette, mixed


@dataclass
class Pen:
    """Hands out what must be the only one of its kind in the file.

    ``width`` is how wide the text is, in points; ``places`` are the names of bookmarks by the
    keys of headings, ``reached`` those that a heading has.
    """

    part: Any
    palette: ChartPalette
    width: float
    places: dict[str, str] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    links: list[tuple[str, Node]] = field(default_factory=list)
    _numbers: int = 0

    @property
    def tint(self) -> str:
        """What marked cells of a grid stand on."""
        return mixed(self.palette.good, self.palette.surface, 0.84)

    @property
    def box(self) -> str:
        """What boxes stand on."""
        return mixed(self.palette.good, self.palette.surface, 0.94)

    def number(self) -> int:
        """A number that nothing else in the file has."""
        self._numbers += 1
        return self._numbers

    def place(self, key: str) -> str:
        """The name of a bookmark: keys may be longer, or hold signs, that Word does not take."""
        return self.places.setdefault(key, f"_Toc{len(self.places) + 1:08}")

    def picture(self, png: bytes, width: float, height: float, alt: str) -> Node:
        """A run with a picture that is as wide and high as said, in points."""
        image, _ = self.part.get_or_add_image(io.BytesIO(png))
        return picture(image, width, height, alt, self.number())

    def link(self, key: str, *content: Node) -> Node:
        """A link to the heading with that key; plain text if there turns out to be none."""
        made = link(self.place(key), *content)
        self.links.append((key, made))
        return made

    def unlink_what_leads_nowhere(self) -> None:
        """Leave the text of links whose heading never came; the link and its page go."""
        for key, made in self.links:
            if key in self.reached:
                continue
            parent = made.getparent()
            at = parent.index(made)
            for content in reversed(list(made)):
                if not is_field(content):
                    parent.insert(at, content)
            parent.remove(made)


class Stack:
    """Blocks in their order, with the space and the page breaks between them.

    Word joins tables that touch, and space belongs to a paragraph: so a space waits for the
    block below it.
    """

    def __init__(self, *, ends_with_paragraph: bool = True) -> None:
        self.blocks: list[Node] = []
        self._gap = 0.0
        self._break = False
        self._at_top = self._ends = ends_with_paragraph

    def gap(self, points: float) -> None:
        """Let there be space before what comes next."""
        self._gap += points

    def page_break(self) -> None:
        """Let what comes next begin on a new page."""
        self._break, self._gap = True, 0.0

    def add(self, block: Node) -> None:
        """Add a paragraph or a table."""
        touches = bool(self.blocks) and not is_paragraph(self.blocks[-1])
        if is_paragraph(block):
            own = space_before_of(style_of(block))
            if self._break or self._at_top:
                if own or self._gap:  # the top of a page needs no space of a heading
                    space_before(block, self._gap)
            elif self._gap:
                space_before(block, self._gap + own)
        elif self._break or self._gap or touches:
            self._add(spacer(max(1.0, self._gap)))
        self._add(block)
        self._gap = 0.0 if is_paragraph(block) else 8.0

    def _add(self, block: Node) -> None:
        if self._break and is_paragraph(block):
            set_on(block, node("w:pageBreakBefore"))
            self._break = False
        self.blocks.append(block)
        self._at_top = False

    def finished(self) -> Sequence[Node]:
        """All of them; where Word wants a paragraph at the end, there is one."""
        if self._ends and (not self.blocks or not is_paragraph(self.blocks[-1])):
            self.blocks.append(spacer(1))
        return self.blocks


def style_of(block: Node) -> str:
    """The style of a paragraph."""
    return str(block.pPr.pStyle.val)


def typed(
    words: Words, palette: ChartPalette, *, bold: bool = False, quiet: bool = False
) -> list[Node]:
    """Words as runs."""
    runs = (Run(words),) if isinstance(words, str) else words
    return [
        run(
            each.text,
            bold=bold or each.bold,
            italic=each.italic,
            colour=palette.secondary if quiet or each.quiet else "",
        )
        for each in runs
        if each.text
    ]


def text_block(style: str, words: Words, palette: ChartPalette, **settings: bool) -> Node:
    """Words as a paragraph."""
    return paragraph(style, *typed(words, palette, **settings))
