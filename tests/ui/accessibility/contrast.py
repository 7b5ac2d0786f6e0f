"""Text can be read: 4.5 to 1 against what is behind it, 3 to 1 where it is large (WCAG AA).

That the tokens' pairs reach this is tested with the theme. Here it is seen that no widget pairs
them otherwise, in a picture of the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QImage, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QTextEdit,
    QWidget,
)

from app.ui.pages.partnership.findings_list import FindingsList
from app.ui.theme.current import theme
from app.ui.widgets.grid_table import CELL_ROLE, Cell
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.option_card import RadioCard, TickCard
from app.ui.widgets.small import KeyHint, StatusTag
from tests.ui.accessibility.controls import cells
from tests.ui.accessibility.finding import Check, Finding, called, text_of
from tests.ui.accessibility.pixels import Ink, inks

NORMAL, LARGE = 4.5, 3.0
_ZOOM = 4
_SWATCH_ROOM = 30  # what a swatch and the space around it take of a cell
_SEEN: dict[bytes, tuple[Ink, ...]] = {}


@dataclass(frozen=True)
class _Region:
    """A part of a widget that text is in."""

    widget: QWidget
    rect: QRect
    least: float = NORMAL
    icons: bool = False


def check_contrast(window: QWidget) -> list[Finding]:
    """Text of enabled widgets that is too faint for what is behind it."""
    picture = _picture(window, window.rect(), 1)
    found = []
    for region in _regions(window):
        rect = _in_sight(region, window)
        if rect.width() < 4 or rect.height() < 4:
            continue
        if not _faint(region, _inks_of(picture.copy(rect), 1)):
            continue
        # Soft edges of thin letters look faint: measured again in a large picture.
        faint = _faint(region, tuple(inks(_picture(window, rect, _ZOOM), _ZOOM)))
        if faint:
            worst = min(faint, key=lambda one: one.ratio)
            says = (
                f"{worst.ink} on {worst.ground} is {worst.ratio:.2f} to 1; "
                f"{region.least:g} are needed"
            )
            found.append(Finding(Check.CONTRAST, called(region.widget), says))
    return found


def _faint(region: _Region, seen: tuple[Ink, ...]) -> list[Ink]:
    # An icon, the dot of a radio button, a swatch: not text, and 3 to 1 is what is asked of it.
    return [
        one
        for one in seen
        if one.ratio < (LARGE if region.icons and one.like_an_icon else region.least)
    ]


def _inks_of(image: QImage, zoom: int) -> tuple[Ink, ...]:
    # The same bar and the same rooms are on every screen; they are measured once.
    key = bytes(image.constBits()) + image.width().to_bytes(4, "little")
    if key not in _SEEN:
        if len(_SEEN) > 5_000:
            _SEEN.clear()
        _SEEN[key] = tuple(inks(image, zoom))
    return _SEEN[key]


def _picture(window: QWidget, rect: QRect, zoom: int) -> QImage:
    image = QImage(rect.size() * zoom, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(zoom)
    image.fill(window.palette().window().color())
    window.render(image, QPoint(0, 0), QRegion(rect))
    image.setDevicePixelRatio(1)
    return image


def _in_sight(region: _Region, window: QWidget) -> QRect:
    shown = region.widget.visibleRegion().boundingRect()
    rect = region.rect.intersected(shown)
    return QRect(region.widget.mapTo(window, rect.topLeft()), rect.size())


def _regions(window: QWidget) -> Iterator[_Region]:
    """Where text is, of everything that is visible and enabled."""
    if isinstance(window, QMenu):
        for action in window.actions():
            if action.isEnabled() and not action.isSeparator():
                yield _Region(window, window.actionGeometry(action), icons=True)
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or not widget.isEnabled():
            continue
        if isinstance(widget, TextLabel):
            if widget.text():
                yield _Region(widget, widget.lines_rect(), _least(widget.text_font()))
        elif isinstance(widget, QLabel):
            yield _Region(widget, widget.rect(), _least(widget.font()))
        elif isinstance(widget, QAbstractItemView):
            yield from _rows(widget)
        elif isinstance(widget, QHeaderView):
            yield _Region(widget, widget.rect())
        else:
            rect = _inner(widget)
            if rect is not None:
                yield _Region(widget, rect, icons=not isinstance(widget, QLineEdit | QTextEdit))


def _inner(widget: QWidget) -> QRect | None:
    """The part of a control that is within its rim."""
    inset = widget.rect().adjusted(4, 4, -4, -4)
    if isinstance(widget, RadioCard | TickCard):
        return inset
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        return _label_of(widget) if text_of(widget) else None
    if isinstance(widget, QAbstractButton | StatusTag | KeyHint | QLineEdit | QComboBox):
        return inset
    if isinstance(widget.parentWidget(), QTextEdit):
        return widget.rect() if _is_viewport(widget) else None
    return None


def _label_of(button: QAbstractButton) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(button)
    element = QStyle.SubElement.SE_PushButtonContents
    if isinstance(button, QCheckBox | QRadioButton):
        tick = isinstance(button, QCheckBox)
        sub = QStyle.SubElement
        element = sub.SE_CheckBoxContents if tick else sub.SE_RadioButtonContents
    return button.style().subElementRect(element, option, button)


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _rows(view: QAbstractItemView) -> Iterator[_Region]:
    port = view.viewport()
    for index in cells(view):
        rect = view.visualRect(index)
        if not rect.isEmpty() and rect.intersects(port.rect()):
            cell = index.data(CELL_ROLE)
            if isinstance(cell, Cell) and cell.grade >= 0:
                # Of a cell that is cut off at the edge, its swatch alone may be in sight.
                rect.setLeft(rect.left() + theme().px(_SWATCH_ROOM))
            for part in _without_bars(view, rect, index.row()):
                yield _Region(port, part.adjusted(3, 3, -3, -3), icons=True)


def _without_bars(view: QAbstractItemView, rect: QRect, row: int) -> list[QRect]:
    """A row of findings without its bar: a drawing is not text, and its hatching is not ink."""
    if not isinstance(view, FindingsList):
        return [rect]
    finding = view._findings.rows[row]
    at = view._delegate.columns(finding)
    if finding.is_title or finding.share is None or at.narrow:
        return [rect] if finding.is_title else []
    left = QRect(rect)
    left.setRight(at.bar - 2)
    right = QRect(rect)
    right.setLeft(at.figure - 2)
    return [left, right]


def _least(font: QFont) -> float:
    """Large text is 24 px, or 18.7 px and bold."""
    size, bold = font.pixelSize(), font.weight() >= QFont.Weight.DemiBold
    return LARGE if size >= 24 or (bold and size >= 18.7) else NORMAL
