"""The pages of a report below one another, as they will be printed; drawn when they are seen.

Paper stays white in the dark. Only what is in sight is drawn, beside the window, and sharp for
the screen that it is on; pages further off give their pictures back.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.errors import PartnershipAuditError
from app.reports.page_pictures import PagePicture, PagePictures, PageSize
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Space
from app.ui.widgets.choices import Group
from app.ui.widgets.plain import one_line

PER_POINT = 96 / 72  # pixels of the screen to a point, at 100 %
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_KEPT = 4  # pages on either side of what is seen that keep their picture
_GAP = 16
_SAID = 4_000  # letters of a page that are its description


class Fit(StrEnum):
    """How large pages are shown, where they follow the window."""

    WIDTH = "width"
    PAGE = "page"


class PageView(Group):
    """One page. Its name is its number, its description what is printed on it."""

    def __init__(self, number: int, of: int, size: PageSize) -> None:
        super().__init__(f"Page {number} of {of}")
        self.page_size = size
        self.image: QImage | None = None
        self._drawn_for = 0
        self.said = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def zoom(self, factor: float) -> None:
        """Take the room that the page needs at a size."""
        wide = max(round(self.page_size.width * PER_POINT * factor), 20)
        high = max(round(wide * self.page_size.height / self.page_size.width), 20)
        self.setFixedSize(wide, high)

    def pixels(self) -> int:
        """How wide its picture must be to be sharp here."""
        return round(self.width() * self.devicePixelRatioF())

    @property
    def is_sharp(self) -> bool:
        """Whether its picture was drawn for the size in which it is shown."""
        return self.image is not None and self._drawn_for == self.pixels()

    def show_picture(self, picture: PagePicture, drawn_for: int, words: str) -> None:
        """Show how it looks, and say what is on it."""
        self.image, self._drawn_for = image_of(picture), drawn_for
        self.said = one_line(words)
        self.setAccessibleDescription(self.said[:_SAID])
        self.update()

    def drop_picture(self) -> None:
        """Give the picture back; the words stay."""
        self.image = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=not self.is_sharp)
            painter.drawImage(QRectF(self.rect()), self.image, QRectF(self.image.rect()))
        painter.setPen(QPen(QColor(theme().palette.edge), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class _Area(QScrollArea):
    """The scrolled pages. ``turned(bool)`` when the wheel asks for larger or smaller ones."""

    turned = Signal(bool)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turned.emit(event.angleDelta().y() > 0)
            event.accept()
        else:
            super().wheelEvent(event)


class PagesView(Group):
    """Scrolls through the pages of a report.

    ``page_changed(int)`` (from 1) when another page is the one that is read; ``zoomed`` when they
    are shown in another size; ``failed`` when a page can't be drawn.
    """

    page_changed = Signal(int)
    zoomed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("The pages of the report")
        self._session = session
        self._pages: PagePictures | None = None
        self._task: Task[tuple[PagePicture, str]] | None = None
        self.views: list[PageView] = []
        self.fit: Fit | None = Fit.WIDTH
        self.factor = 1.0
        self.current = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.area = _Area()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.turned.connect(self._turn)
        self.bar = self.area.verticalScrollBar()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._sheet = QWidget()
        self._sheet.setObjectName("reading")
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(Space.M, Space.XS, Space.M, Space.M)
        self._column.setSpacing(_GAP)
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.area.setWidget(self._sheet)
        self.bar.valueChanged.connect(self._moved)
        theme_changes().changed.connect(self._fit_again)

    # --- the document ---------------------------------------------------------------------------

    def show_pages(self, pages: PagePictures) -> None:
        """Show a document in place of the one before; the reader stays on the same page."""
        before, at = self._pages, self.current
        self._pages = pages
        if before is not None:
            before.close()
        for view in self.views:
            view.hide()
            self._column.removeWidget(view)
            view.deleteLater()
        count = len(pages)
        self.views = [PageView(n, count, size) for n, size in enumerate(pages.sizes, start=1)]
        for view in self.views:
            self._column.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
            view.show()  # a layout has no room for what is still to be shown: all would be on top
        self._zoom_views()
        self.go_to(min(at, count))
        self._moved()

    def close_pages(self) -> None:
        """Let go of the document."""
        pages, self._pages = self._pages, None
        if self._task is not None:
            self._task.cancel()
        if pages is not None:
            pages.close()

    # --- where one is ---------------------------------------------------------------------------

    def go_to(self, number: int) -> None:
        """Show a page from its top."""
        if not 1 <= number <= len(self.views):
            return
        self._settle()
        top = self.views[number - 1].y() - self._column.contentsMargins().top()
        self.bar.setValue(top)
        self._moved()

    def in_sight(self) -> list[int]:
        """The pages of which something is seen, from 0."""
        top = self.bar.value()
        bottom = top + self.area.viewport().height()
        return [
            at
            for at, view in enumerate(self.views)
            if view.y() < bottom and view.y() + view.height() > top
        ]

    def _moved(self, *_: object) -> None:
        if not self.views:
            return
        middle = self.bar.value() + self.area.viewport().height() // 3
        number = 1 + max((at for at, v in enumerate(self.views) if v.y() <= middle), default=0)
        if number != self.current:
            self.current = number
            self.page_changed.emit(number)
        self._draw_next()

    # --- how large ------------------------------------------------------------------------------

    def zoom(self, factor: float) -> None:
        """Show the pages at a size, 1.0 as they are on paper."""
        self.fit = None
        self._zoom_to(factor)

    def zoom_in(self) -> None:
        """The next larger size."""
        self.zoom(next((step for step in STEPS if step > self.factor + 0.01), STEPS[-1]))

    def zoom_out(self) -> None:
        """The next smaller size."""
        smaller = [step for step in STEPS if step < self.factor - 0.01]
        self.zoom(smaller[-1] if smaller else STEPS[0])

    def fit_to(self, fit: Fit) -> None:
        """Let the pages follow the window."""
        self.fit = fit
        self._fit_again()

    def _fit_again(self) -> None:
        if self.fit is None or not self.views:
            return
        margins = self._column.contentsMargins()
        wide = self.area.viewport().width() - margins.left() - margins.right() - 2
        largest = max(view.page_size.width for view in self.views)
        factor = wide / (largest * PER_POINT)
        if self.fit is Fit.PAGE:
            high = self.area.viewport().height() - margins.top() - margins.bottom()
            tallest = max(view.page_size.height for view in self.views)
            factor = min(factor, high / (tallest * PER_POINT))
        else:
            factor = min(factor, theme().px(900) / (largest * PER_POINT))
        self._zoom_to(factor)

    def _zoom_to(self, factor: float) -> None:
        factor = min(max(factor, 0.1), STEPS[-1])
        if abs(factor - self.factor) < 0.002:
            self._draw_next()
            return
        at, bar = self.current, self.bar
        view = self.views[at - 1] if self.views else None
        inside = (bar.value() - view.y()) / max(view.height(), 1) if view else 0.0
        self.factor = factor
        self._zoom_views()
        if view is not None:
            bar.setValue(round(view.y() + inside * view.height()))
        self.zoomed.emit()
        self._draw_next()

    def _zoom_views(self) -> None:
        for view in self.views:
            view.zoom(self.factor)
        self._settle()

    def _settle(self) -> None:
        """Lay the pages out now, and not when the window is next drawn."""
        self._column.activate()
        self._sheet.adjustSize()

    # --- drawing --------------------------------------------------------------------------------

    def _draw_next(self) -> None:
        """Have the first page that is seen and not sharp drawn beside the window."""
        if self._pages is None or self._task is not None or not self.isVisible():
            return
        seen = self.in_sight()
        self._drop_far(seen)
        at = next((each for each in seen if not self.views[each].is_sharp), None)
        if at is None:
            return
        pages, width = self._pages, self.views[at].pixels()
        self._task = self._session.work(
            lambda _work: (pages.picture(at, width), pages.text(at)),
            done=lambda drawn: self._drawn(pages, at, width, *drawn),
            failed=self._not_drawn,
            cancelled=self._left,
            owner=self,
        )

    def _drawn(
        self, pages: PagePictures, at: int, width: int, picture: PagePicture, words: str
    ) -> None:
        self._task = None
        if pages is self._pages:
            self.views[at].show_picture(picture, width, words)
        self._draw_next()

    def _not_drawn(self, error: PartnershipAuditError) -> None:
        self._task = None
        if self._pages is not None:
            self.failed.emit(error)

    def _left(self) -> None:
        self._task = None

    def _drop_far(self, seen: Sequence[int]) -> None:
        if not seen:
            return
        for at, view in enumerate(self.views):
            if view.image is not None and not seen[0] - _KEPT <= at <= seen[-1] + _KEPT:
                view.drop_picture()

    # --- keyboard, wheel and size ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.bar
        page = self.area.viewport().height() - theme().px(40)
        steps = {
            Qt.Key.Key_PageDown: bar.value() + page,
            Qt.Key.Key_Space: bar.value() + page,
            Qt.Key.Key_PageUp: bar.value() - page,
            Qt.Key.Key_Down: bar.value() + theme().px(60),
            Qt.Key.Key_Up: bar.value() - theme().px(60),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        to = steps.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
            return
        bar.setValue(to)

    def _turn(self, larger: bool) -> None:
        (self.zoom_in if larger else self.zoom_out)()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._column.activate()
        self._fit_again()
        self._moved()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_next()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(220))


def image_of(picture: PagePicture) -> QImage:
    """A page's pixels as Qt draws them; they are copied, so that the bytes may go."""
    shape = QImage.Format.Format_RGBX8888
    return QImage(picture.pixels, picture.width, picture.height, 4 * picture.width, shape).copy()
