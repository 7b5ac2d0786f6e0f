"""What content lies on: the card, the reading column, the popover, an empty place, a number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import RADIUS, READING_WIDTH, Size, Space, Tone, Weight
from app.ui.widgets.buttons import Button
from app.ui.widgets.corners import cut_corners
from app.ui.widgets.icon_view import IconView
from app.ui.widgets.labels import TextLabel, hint, section_title


class Card(QFrame):
    """A quiet surface with a hairline. Use few: white space separates better. ``body`` holds it."""

    def __init__(self, *, padding: int = Space.L) -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding + 4, padding, padding + 4, padding)
        self.body.setSpacing(Space.S)


class _ColumnLayout(QVBoxLayout):
    """The column's content, which is not measured for widths that it does not get.

    Qt also asks for its height at the least width that it could have, and at the one that it would
    like: every text of the page would be broken into lines for each, which takes longer than all
    the rest.
    """

    def __init__(self, parent: QWidget, area: ReadingColumn) -> None:
        super().__init__(parent)
        self._area = area

    def heightForWidth(self, width: int) -> int:
        if width < self._area.least_width():
            return 0
        return super().heightForWidth(min(width, self._area.column.maximumWidth()))

    def minimumHeightForWidth(self, width: int) -> int:
        if width < self._area.least_width():
            return 0
        return super().minimumHeightForWidth(min(width, self._area.column.maximumWidth()))


class ReadingColumn(QScrollArea):
    """A page's scrolled content, at most 760 px wide (or ``wide``), scrolled to the focus.

    Add widgets with ``add``; ``body`` is the layout for anything else.
    """

    def __init__(self, *, wide: bool = False, gap: int = Space.L) -> None:
        super().__init__()
        self._wide = wide
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("reading")
        self._outer = QHBoxLayout(content)
        self._outer.setContentsMargins(QMargins(40, Space.XXL - 4, 40, Space.XXL))
        self.column = QWidget()
        self.body: QVBoxLayout = _ColumnLayout(self.column, self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(gap)
        self._outer.addWidget(self.column, 1)
        self._outer.addStretch(0)
        self.setWidget(content)
        self._restyle()
        theme_changes().changed.connect(self._restyle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def add(self, item: QWidget | QLayout, *, gap_before: int = 0) -> None:
        """Add content below what is there, with more room before it where it begins anew."""
        if gap_before:
            self.body.addSpacing(gap_before)
        if isinstance(item, QLayout):
            self.body.addLayout(item)
        else:
            self.body.addWidget(item)

    def end(self) -> None:
        """Say that nothing follows: what is there stays at the top."""
        self.body.addStretch(1)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until a widget is in sight, with some room around it."""
        content = self.widget()
        if content is None or not self.column.isAncestorOf(widget):
            return
        room = (self.viewport().height() - widget.height()) // 2
        if room <= 0:
            self.ensureWidgetVisible(widget, 0, Space.HUGE)
            return
        # Of a text, Qt's own way would bring only the line with the cursor into sight.
        middle = widget.mapTo(content, widget.rect().center())
        self.ensureVisible(middle.x(), middle.y(), 0, widget.height() // 2 + min(room, Space.HUGE))

    def least_width(self) -> int:
        """The least width that the column gets in the room that there is."""
        margins = self._outer.contentsMargins()
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.viewport().width() - margins.left() - margins.right() - bar
        return min(room, self.column.maximumWidth())

    def content_height(self, width: int) -> int:
        """How high everything is together in a width, for printing and for pictures."""
        return self._outer.heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(280), 160)

    def _restyle(self) -> None:
        limit = 16_777_215 if self._wide else theme().px(READING_WIDTH)
        self.column.setMaximumWidth(limit)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        # What is pressed is in sight, and would be missed if it moved from under the pointer.
        if new is not None and self.isVisible() and not QApplication.mouseButtons():
            self.show_widget(new)


class Page(QWidget):
    """A page: a ``column`` that scrolls, and its buttons, which stay in sight below it.

    ``set_buttons`` takes the secondary ones first and the primary one last. ``left`` stands at
    the other end of the row.
    """

    def __init__(self, *, wide: bool = False, gap: int = Space.L) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.column = ReadingColumn(wide=wide, gap=gap)
        outer.addWidget(self.column, 1)
        self._foot = QWidget()
        self._buttons = QHBoxLayout(self._foot)
        self._buttons.setContentsMargins(40, Space.M, 40, Space.XL)
        self._buttons.setSpacing(Space.M)
        self._foot.hide()
        outer.addWidget(self._foot)

    def add(self, item: QWidget | QLayout, *, gap_before: int = 0) -> None:
        """Add content to the column."""
        self.column.add(item, gap_before=gap_before)

    def end(self) -> None:
        """Say that nothing follows in the column."""
        self.column.end()

    def set_buttons(self, *buttons: QWidget, left: QWidget | None = None) -> None:
        """Show these buttons below the column."""
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old not in {*buttons, left}:
                old.hide()
                old.deleteLater()
        if left is not None:
            self._buttons.addWidget(left)
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button)
        self._foot.setVisible(bool(buttons) or left is not None)


class EmptyState(QWidget):
    """A place with nothing in it yet: what it is for, and what to do next."""

    def __init__(self, icon: str, title: str, text: str, action: Button | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XXL, 0, Space.XXL)
        column.setSpacing(Space.S)
        column.addWidget(IconView(icon, Tone.SECONDARY, edge=32))
        column.addSpacing(Space.XS)
        column.addWidget(section_title(title))
        column.addWidget(hint(text))
        if action is not None:
            column.addSpacing(Space.S)
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)


class Stat(QWidget):
    """A number that matters and the word for it."""

    def __init__(self, number: str, word: str, tone: Tone = Tone.TEXT) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._number = TextLabel(
            number,
            size=Size.PAGE,
            weight=Weight.STRONG,
            tone=tone,
            line_height=1.2,
            wrap=False,
            tabular=True,
        )
        self._word = TextLabel(word, tone=Tone.SECONDARY, wrap=False)
        column.addWidget(self._number)
        column.addWidget(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{number} {word}")

    def set(self, number: str, word: str, tone: Tone = Tone.TEXT) -> None:
        """Show another number."""
        self._number.setText(number)
        self._number.set_tone(tone)
        self._word.setText(word)
        self.setAccessibleName(f"{number} {word}")


class Popover(QFrame):
    """A small surface over the page, closed by Escape, by a click elsewhere or by its content."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        self.setAccessibleName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.body.setSpacing(Space.S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        # Qt's style sheets leave a window that may be seen through without a ground.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().palette.edge), 1))
        painter.setBrush(QColor(theme().palette.raised))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self)

    def open_at(self, point: QPoint) -> None:
        """Show it with its top left corner at a global point, kept on the screen."""
        width = min(theme().px(400), 720)
        self.setFixedWidth(width)
        high = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setFixedHeight(high)
        screen = self.screen().availableGeometry()
        left = min(max(point.x(), screen.left()), screen.right() - width)
        top = point.y() + 6
        if top + high > screen.bottom():
            top = max(point.y() - high - theme().px(28), screen.top())
        self.move(left, top)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class _RuleWatcher(QObject):
    """Turns a row into a column where the row is too narrow for it."""

    def __init__(self, widget: QWidget, box: QBoxLayout, needed: int) -> None:
        super().__init__(widget)
        self._box, self._needed = box, needed
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            narrow = watched.width() < theme().px(self._needed)
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            if self._box.direction() != way:
                self._box.setDirection(way)
        return False


def stack_when_narrow(widget: QWidget, box: QBoxLayout, needed: int) -> None:
    """Turn a row into a column while the widget is narrower than ``needed`` (at 100 %)."""
    _RuleWatcher(widget, box, needed)


def button_row(*buttons: QWidget, right: bool = True) -> QHBoxLayout:
    """Buttons side by side, at the right edge unless told otherwise."""
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    if right:
        row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    if not right:
        row.addStretch(1)
    return row
