"""The charts of the report on the screen: the same drawings, in the colours of the theme."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.analysis.shares import Share
from app.reports import PRINT, ChartPalette, share_bar, to_svg
from app.ui.theme.current import theme, theme_changes, ui_family
from app.ui.theme.tokens import Palette

_FAMILY = re.compile(rb'font-family="[^"]*"')


class Drawing(Protocol):
    """A drawing of the reports, of which the window knows no more than its height."""

    height: float


def chart_palette(palette: Palette) -> ChartPalette:
    """The colours of a theme for the charts. Every step differs in lightness, too."""
    if palette.is_high_contrast:
        light, middle, dark = "#FFFFFF", "#A0A0A0", "#505050"
        steps = (light, middle, dark) if palette.is_dark else ("#101010", "#606060", "#B0B0B0")
        good, neutral, bad = steps
    elif palette.is_dark:
        good, neutral, bad = palette.accent, "#39788D", "#2E5161"
    else:
        good, neutral, bad = PRINT.good, PRINT.neutral, PRINT.bad
    return ChartPalette(
        text=palette.text,
        secondary=palette.secondary,
        hairline=palette.hairline,
        surface=palette.surface,
        good=good,
        bad=bad,
        neutral=neutral,
        hatch=palette.outline if palette.is_dark else PRINT.hatch,
        grades=palette.grades,
    )


def svg_of(drawing: Drawing) -> bytes:
    """A drawing as SVG in the very typeface of the window."""
    family = f'font-family="{ui_family()}"'.encode()
    return _FAMILY.sub(family, to_svg(drawing), count=1)


def bar_pixmap(share: Share, width: int, height: int, ratio: float) -> QPixmap:
    """The bar of a share, drawn once for each size and theme."""
    counts = tuple(share.counts.values())
    outside = (share.n, share.of, share.not_asked)
    key = (share.question.id, share.part.id if share.part else "", counts, outside)
    return _bar(_Keyed(key, share), width, height, ratio, theme().palette)


class _Keyed:
    """A share that is compared by what its bar shows."""

    def __init__(self, key: object, share: Share) -> None:
        self.key, self.share = key, share

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.key == self.key


@lru_cache(maxsize=512)
def _bar(keyed: _Keyed, width: int, height: int, ratio: float, palette: Palette) -> QPixmap:
    drawing = share_bar(keyed.share, chart_palette(palette), width, height)
    pixmap = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg_of(drawing))).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class ChartView(QWidget):
    """A drawing made for the width there is, so that its type keeps the size of the page's.

    ``draw(palette, width)`` makes it. Its name says in words what it shows.
    """

    def __init__(self, name: str, draw: Callable[[ChartPalette, float], Drawing]) -> None:
        super().__init__()
        self._draw = draw
        self._renderer = QSvgRenderer(self)
        self._made: tuple[int, Palette, float] | None = None
        self._height = 20
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_changes().changed.connect(self._restyle)

    def _make(self, width: int) -> int:
        now = theme()
        wanted = (max(width, 120), now.palette, now.scale)
        if wanted != self._made:
            drawing = self._draw(chart_palette(now.palette), wanted[0])
            self._renderer.load(QByteArray(svg_of(drawing)))
            self._made, self._height = wanted, round(float(drawing.height))
        return self._height

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(560), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), 10)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._make(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make(self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        high = self._make(self.width())
        painter = QPainter(self)
        self._renderer.render(painter, QRectF(0, 0, self.width(), high))
        painter.end()
