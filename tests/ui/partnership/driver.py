"""Drives an open desk as a person does: clicks, keys, and waiting until it is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.import_returns import import_returns
from app.services.looked import Verdict
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.inbox import InboxRoom
from tests.builders import clock
from tests.ui.partnership.scene import Scene

R = TypeVar("R", bound=QWidget)
_PATIENCE = 15_000


class Driver:
    """One open desk under test."""

    def __init__(self, qtbot: QtBot, scene: Scene, desk: PartnershipDesk) -> None:
        self.qtbot, self.scene, self.desk = qtbot, scene, desk

    def settle(self) -> None:
        """Wait until all that was given to the workers, and what followed from it, is shown.

        A worker takes one thing after the other: when an empty errand comes back, what was given
        before it is back too. What comes back may ask for more, so this goes round a few times.
        """
        tasks = self.scene.tasks
        assert tasks is not None
        for slow in (True, False) * 3:
            back: list[None] = []
            tasks.run(lambda _work: None, done=back.append, slow=slow)
            self.until(lambda back=back: bool(back))  # type: ignore[misc]

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(holds, timeout=_PATIENCE)

    def go(self, number: int, kind: type[R]) -> R:
        """Go to a room by its key."""
        self.desk.window.activateWindow()
        self.qtbot.waitActive(self.desk.window)
        self.qtbot.keyClick(
            self.desk.window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier
        )
        self.settle()
        return self.page(kind)

    def look_at(self, *paths: Path) -> InboxRoom:
        """Go to the inbox, and have it look at files."""
        room = self.go(3, InboxRoom)
        room.look_at(paths)
        self.settle()
        return room

    def bring_in(self, *paths: Path) -> InboxRoom:
        """Bring files in; keys that come for the first time are taken."""
        room = self.look_at(*paths)
        if room.summary.keys is not None:
            for looked in room.preview.looked:
                if looked.verdict is Verdict.FIRST_KEY:
                    room.summary.keys.cards[looked.item.signed_by].setChecked(True)
            room.summary.changed.emit()
        if room.summary.bring.isEnabled():
            self.click(room.summary.bring)
            self.settle()
        return room

    def hear_of(self, path: Path) -> None:
        """A file comes in without the inbox: what is shown hears of it and looks again."""
        scene = self.scene
        (result,) = import_returns(scene.workspace, [path], clock=clock)
        assert scene.session is not None
        scene.session.tell(result.changes)
        self.settle()

    def page(self, kind: type[R]) -> R:
        """The page that is shown."""
        page = self.desk.window.page()
        assert isinstance(page, kind)
        return page

    def click(self, widget: QWidget) -> None:
        """Click a button."""
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key in a widget."""
        self.qtbot.keyClick(widget, key)

    def words(self) -> str:
        """Every word that labels show on the page."""
        page = self.desk.window.page()
        assert page is not None
        labels = page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())
