"""The line below a bar: the figure, the counts behind it, and where its comments are."""

from __future__ import annotations

from reportlab.platypus import Flowable

from app.reports import fonts
from app.reports.look import LOOK, Look
from app.reports.paper import SECONDARY, SMALL, TEXT, Para
from app.reports.text import one_line, plain

_SIZE = 8.5
_LEAD_SIZE = 10.5
_LINK_ROOM = 92.0


class FigureLine(Flowable):  # type: ignore[misc]
    """ "70% (19 of 27)", the counts, and at the right "Comments: page 18", which leads there.

    Counts that don't fit beside the figure stand below it.
    """

    def __init__(self, lead: str, counts: str, key: str = "", look: Look = LOOK) -> None:
        super().__init__()
        self._accent = look.accent
        self._lead, self._key = one_line(lead), key
        self._counts = Para(plain(counts), SMALL)
        self.spaceAfter = 4

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """One line, or as many as the counts take below it."""
        self.width = available_width
        indent = fonts.width(self._lead, _LEAD_SIZE, fonts.BOLD) + 14 if self._lead else 0.0
        room = available_width - (_LINK_ROOM if self._key else 0.0)
        _, height = self._counts.wrap(max(1.0, room - indent), available_height)
        self._beside = height <= SMALL.leading and indent < room
        if not self._beside:
            indent = 0.0
            _, height = self._counts.wrap(available_width, available_height)
        self._indent = indent
        self.height = 16.0 if self._beside else 16.0 + height
        return self.width, self.height

    def draw(self) -> None:
        """Draw the three."""
        canvas, base = self.canv, self.height - 12.5
        if self._lead:
            with canvas.mark("P"):
                canvas.setFont(fonts.BOLD, _LEAD_SIZE)
                canvas.setFillColor(TEXT)
                canvas.drawString(0, base, self._lead)
        # A paragraph's first line has its base one type size below its top.
        bottom = base + _SIZE - self._counts.height if self._beside else 0.0
        self._counts.drawOn(canvas, self._indent, bottom)
        if self._key:
            self._draw_link(base)

    def _draw_link(self, base: float) -> None:
        canvas, words = self.canv, "Comments:"
        start = self.width - _LINK_ROOM + 12
        with canvas.mark("P"):
            canvas.setFont(fonts.REGULAR, _SIZE)
            canvas.setFillColor(self._accent)
            canvas.drawString(start, base, words)
            canvas.setFillColor(SECONDARY)
            canvas.draw_page_of(self._key, self.width, base, _SIZE)
        canvas.linkRect("", self._key, (start, base - 3, self.width, base + 9), relative=1)
