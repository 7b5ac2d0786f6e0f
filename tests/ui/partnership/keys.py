"""Drives a window by its keys only, wherever the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.partnership.driver import Driver

_PATIENCE = 120


class Keys:
    """The keyboard of an open desk."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        driver.desk.window.activateWindow()
        driver.qtbot.waitActive(driver.desk.window)

    def here(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key) -> None:
        """Press a key, and wait for what follows."""
        self.driver.qtbot.keyClick(self.here(), key)
        self.driver.settle()

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of that name has the keyboard."""
        for _ in range(_PATIENCE):
            if self.here().accessibleName() == name:
                return
            self.driver.qtbot.keyClick(self.here(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach “{name}”")

    def write(self, text: str) -> None:
        """Write over what stands in the field; what no key stands for is pasted."""
        widget = self.here()
        self.driver.qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text.isascii() and "\n" not in text and text:
            self.driver.qtbot.keyClicks(widget, text)
        elif text:
            QApplication.clipboard().setText(text)
            self.driver.qtbot.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            self.driver.qtbot.keyClick(widget, Qt.Key.Key_Delete)

    def fill(self, name: str, text: str) -> None:
        """Go to a field and write into it."""
        self.tab_to(name)
        self.write(text)

    def push(self, name: str) -> None:
        """Go to a button and press it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Return)
