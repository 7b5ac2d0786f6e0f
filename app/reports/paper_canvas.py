"""A canvas on which page numbers are promised first and filled in at the end."""

from __future__ import annotations

from reportlab.lib.colors import HexColor

from app.reports import fonts
from app.reports.palette import PRINT
from app.reports.structure import TaggedCanvas

SECONDARY = HexColor(PRINT.secondary)


class PaperCanvas(TaggedCanvas):
    """A canvas on which page numbers may be named before they are known."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._places: dict[str, int] = {}
        self._promised: dict[str, tuple[float, str]] = {}
        self._total: tuple[float, str] | None = None

    def note_heading(self, key: str, title: str, level: int) -> None:
        """The heading of that key is on this page; it becomes a bookmark."""
        self._places[key] = self.getPageNumber()
        # A bookmark can't be two levels below the one before it.
        level = min(level, self._doc.outline.currentlevel + 1)
        self.addOutlineEntry(title, key, level)

    def draw_page_of(self, key: str, x: float, y: float, size: float) -> None:
        """Draw the number of the page of a heading, ending at x."""
        self._promised[key] = (size, "page " if size < 9 else "")
        self._draw_form(f"page.{key}", x, y)

    def draw_total(self, x: float, y: float, size: float) -> None:
        """Draw the number of pages, beginning at x."""
        self._total = (size, fonts.REGULAR)
        self._draw_form("pages", x, y)

    def save(self) -> None:
        """Fill in what was promised, then write the document."""
        if self._code:
            self.showPage()
        total = self.getPageNumber() - 1
        for key, (size, before) in self._promised.items():
            number = self._places.get(key)
            text = f"{before}{number}" if number else "–"
            self._fill_form(f"page.{key}", text, size, to_the_right=False)
        if self._total:
            self._fill_form("pages", str(total), self._total[0], to_the_right=True)
        super().save()

    def _draw_form(self, name: str, x: float, y: float) -> None:
        self.saveState()
        self.translate(x, y)
        self.doForm(name)
        self.restoreState()

    def _fill_form(self, name: str, text: str, size: float, *, to_the_right: bool) -> None:
        room = 6 * size
        left, right = (0.0, room) if to_the_right else (-room, 0.0)
        self.beginForm(name, left, -0.4 * size, right, 1.2 * size)
        self.setFont(fonts.REGULAR, size)
        self.setFillColor(SECONDARY)
        if to_the_right:
            self.drawString(0, 0, text)
        else:
            self.drawRightString(0, 0, text)
        self.endForm()
