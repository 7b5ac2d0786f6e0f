"""The ring around whatever has the keyboard: 3 px wide, 2 px away, on every kind of control.

Style sheets can't draw outside a control, so one transparent widget per window follows the focus.
Widgets that show the focus on a part of themselves (a row, a cell) set the property ``ownFocus``
and draw the ring there with ``draw_ring``.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.ui.theme.current import theme
from app.ui.theme.tokens import FOCUS_GAP, FOCUS_RING, RADIUS

OWN_FOCUS = "ownFocus"
_BY_KEYBOARD = Qt.WidgetAttribute.WA_KeyboardFocusChange
_REACH = FOCUS_GAP + FOCUS_RING
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest}
_LEAVES = {QEvent.Type.Hide, QEvent.Type.Show, QEvent.Type.ParentChange}


def draw_ring(painter: QPainter, inner: QRectF, radius: float = RADIUS) -> None:
    """Draw the focus ring around a rectangle, outside it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme().palette.accent), FOCUS_RING))
    out = FOCUS_GAP + FOCUS_RING / 2
    painter.drawRoundedRect(inner.adjusted(-out, -out, out, out), radius + out, radius + out)
    painter.restore()


class FocusRing(QWidget):
    """The overlay. It takes no mouse, no keyboard and no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.host = parent
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.radius = float(RADIUS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        inner = QRectF(self.rect()).adjusted(_REACH, _REACH, -_REACH, -_REACH)
        draw_ring(painter, inner, self.radius)


class FocusFollower(QObject):
    """Keeps the ring on the focus widget, through scrolling, moving and resizing.

    A click on a button does not draw the ring; a field that is typed into always has it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring: FocusRing | None = None
        # No ring until the keyboard is used: a window that has just opened is calm.
        self._by_mouse = True
        app.focusChanged.connect(self._focus_changed)

    @property
    def ring(self) -> FocusRing | None:
        """The ring where it is shown now."""
        ring = self._ring
        return ring if ring is not None and isValid(ring) and ring.isVisible() else None

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._by_mouse = True
        elif new is not None and new.window().testAttribute(_BY_KEYBOARD):
            self._by_mouse = False
        self._let_go()
        if new is None or new.property(OWN_FOCUS) or new.isWindow():
            return
        self._target = new
        host = _host(new)
        step: QWidget | None = new
        while step is not None and step is not host:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._ring = FocusRing(host)
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOVES or kind in _LEAVES:
            self._place()
        elif watched is self._target and kind == QEvent.Type.KeyPress:
            self._by_mouse = False
            self._place()
        elif watched is self._target and kind == QEvent.Type.MouseButtonPress:
            self._by_mouse = True
            self._place()
        return False

    def _place(self) -> None:
        target, ring = self._target, self._ring
        if target is None or ring is None or not isValid(target) or not isValid(ring):
            return
        wanted = target.isVisible() and (_is_typed_into(target) or not self._by_mouse)
        if not wanted:
            ring.hide()
            return
        host = ring.host
        around = QRect(target.mapTo(host, QPoint(0, 0)), target.size())
        ring.radius = _radius(target)
        ring.setGeometry(around.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        ring.raise_()
        ring.show()


def _host(widget: QWidget) -> QWidget:
    """What the ring lives in: the scrolled surface the widget is on, so that it is cut with it."""
    step = widget.parentWidget()
    while step is not None and not step.isWindow():
        area = step.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is step:
            return step
        step = area
    return widget.window()


def _is_typed_into(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit)


def _radius(widget: QWidget) -> float:
    if isinstance(widget, QAbstractButton) and widget.property("kind") == "pill":
        return widget.height() / 2
    if isinstance(widget, QLineEdit | QTextEdit | QComboBox | QAbstractButton):
        return float(RADIUS)
    return float(widget.property("ringRadius") or RADIUS)
