"""Links within the document that name the page they lead to."""

from __future__ import annotations

from reportlab.platypus import Flowable

from app.reports import fonts
from app.reports.paper import ACCENT, SECONDARY


class PageLink(Flowable):  # type: ignore[misc]
    """A short line such as "Comments on this question: page 18", which leads there."""

    _size = 8.5

    def __init__(self, words: str, key: str) -> None:
        super().__init__()
        self._words, self._key = words, key
        self.spaceAfter = 6

    def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
        """One line."""
        self.width, self.height = available_width, self._size * 1.5
        return self.width, self.height

    def draw(self) -> None:
        """Draw the words and the page, which is filled in at the end."""
        canvas, size = self.canv, self._size
        end = fonts.width(self._words, size) + 36
        with canvas.mark("P"):
            canvas.setFont(fonts.REGULAR, size)
            canvas.setFillColor(ACCENT)
            canvas.drawString(0, 3, self._words)
            canvas.setFillColor(SECONDARY)
            canvas.draw_page_of(self._key, end, 3, size)
        canvas.linkRect("", self._key, (0, 0, end, self.height), relative=1)
