"""All checks of one window, each in the sizes and looks in which it can find anything."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea, QWidget

from app.ui.frame import DEFAULT, SMALLEST
from app.ui.theme.current import theme
from tests.ui.accessibility.clipping import check_clipping
from tests.ui.accessibility.contrast import check_contrast
from tests.ui.accessibility.finding import Check, Finding
from tests.ui.accessibility.focus import check_focus
from tests.ui.accessibility.names import check_names
from tests.ui.accessibility.sizes import check_sizes

_HIGHEST = 8_000
_PATIENCE = 20


def check_window(window: QWidget, wanted: Container[Check] = frozenset(Check)) -> list[Finding]:
    """What is wrong with a window, in every size that it is to be used in."""
    found: list[Finding] = []
    if Check.NAME in wanted:
        found += check_names(window)
    if Check.CLIPPED in wanted or Check.SIZE in wanted:
        for _size in _sizes(window):
            found += check_clipping(window) + check_sizes(window)
    if Check.CONTRAST in wanted and theme().scale == 1.0:
        # At 200 % nearly all text is large, and what passes here passes there.
        with_all_in_sight(window, lambda: found.extend(check_contrast(window)))
    if Check.FOCUS in wanted:
        found += check_focus(window)
    return list(dict.fromkeys(found))


def _sizes(window: QWidget) -> Iterator[QSize]:
    """The smallest window and the usual one. A dialog or a popup has one size."""
    if not isinstance(window, QMainWindow):
        yield window.size()
        return
    for size in (SMALLEST, DEFAULT):
        resize(window, size)
        yield size


def resize(window: QWidget, size: QSize) -> None:
    """Give a window a size, and let everything in it find its place."""
    window.resize(size)
    calm = 0
    before: tuple[object, ...] = ()
    # A row that breaks makes the page higher, which may bring a scroll bar, which breaks a row.
    for _ in range(_PATIENCE):
        QApplication.sendPostedEvents()
        QTest.qWait(1)
        now = tuple(content.size().toTuple() for _area, content in _scrolled(window))
        calm = calm + 1 if now == before else 0
        if calm == 3:
            break
        before = now


def with_all_in_sight(window: QWidget, act: Callable[[], object]) -> None:
    """Do something while the window is so high that nothing needs to be scrolled."""
    before = window.size()
    missing = max(
        (content.height() - area.viewport().height() for area, content in _scrolled(window)),
        default=0,
    )
    if missing > 0 and isinstance(window, QMainWindow):
        resize(window, QSize(before.width(), min(before.height() + missing, _HIGHEST)))
    act()
    if window.size() != before:
        resize(window, before)


def _scrolled(window: QWidget) -> Iterator[tuple[QScrollArea, QWidget]]:
    """What is scrolled, each with what is in it."""
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content is not None:
            yield area, content
