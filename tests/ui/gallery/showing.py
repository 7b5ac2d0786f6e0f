"""How screens are shown to whoever wants to see them: pages, dialogs that would wait, popups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.ui.messages import Sheet

Visit = Callable[[str, QWidget], object]
"""Is given every screen with its name, while it is on the screen and has the keyboard."""


def present(visit: Visit, name: str, window: QWidget) -> None:
    """Put a window in front and show it to the visitor."""
    window.show()
    window.activateWindow()
    QTest.qWait(2)
    visit(name, window)


def crashed(error: BaseException) -> None:
    """What fails in a worker fails the gallery."""
    raise error


@contextmanager
def no_other_dialogs() -> Iterator[None]:
    """A dialog that nobody expects is cancelled and fails the tour; it would wait for ever."""
    seen: list[str] = []

    def instead(sheet: Sheet) -> int:
        seen.append(sheet.accessibleName())
        return int(QDialog.DialogCode.Rejected)

    with patch.object(Sheet, "exec", instead):
        yield
    if seen:
        raise AssertionError(f"unexpected: {seen}")


@contextmanager
def dialogs(visit: Visit, name: str) -> Iterator[None]:
    """Show each dialog that is opened in here instead of waiting for an answer; then cancel it."""
    seen: list[str] = []

    def instead(sheet: Sheet) -> int:
        seen.append(name if not seen else f"{name}-{len(seen) + 1}")
        present(visit, seen[-1], sheet)
        sheet.hide()
        return int(QDialog.DialogCode.Rejected)

    with patch.object(Sheet, "exec", instead):
        yield
    if not seen:
        raise AssertionError(f"no dialog for {name}")


def popup(visit: Visit, name: str) -> None:
    """Show the menu or the popover that is open, and close it."""
    QTest.qWait(2)
    shown = QApplication.activePopupWidget()
    if shown is None:
        raise AssertionError(f"no popup for {name}")
    visit(name, shown)
    shown.close()
