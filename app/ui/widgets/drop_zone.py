"""A place to drop files on, with a button for those who would rather choose them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QVBoxLayout, QWidget

from app.ui.theme.current import theme
from app.ui.theme.tokens import RADIUS, Space, Tone, Weight
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.icon_view import IconView
from app.ui.widgets.labels import TextLabel, hint
from app.ui.widgets.plain import one_line
from app.ui.widgets.surfaces import stack_when_narrow


class DropZone(QWidget):
    """``files_dropped(list[Path])`` for files dropped or chosen, and for folders where ``folders``.

    ``set_small`` leaves only the words and the buttons, where something else matters more.
    """

    files_dropped = Signal(list)

    def __init__(
        self,
        sentence: str,
        text: str = "",
        *,
        button: str = "Choose files",
        kinds: str = "Partnership Audit files (*.paudit *.txt);;All files (*)",
        folders: bool = False,
    ) -> None:
        super().__init__()
        self._folders = folders
        self._begin: Path | None = None
        self._over = False
        self._title, self._kinds = button, kinds
        self.setAcceptDrops(True)
        self.setAccessibleName(one_line(sentence))
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.S)
        self._picture = IconView("download", Tone.ACCENT, edge=28)
        column.addWidget(self._picture, 0, middle)
        column.addWidget(TextLabel(sentence, weight=Weight.STRONG, align=middle))
        self._below = hint(text)
        self._below.set_align(middle)
        column.addWidget(self._below)
        self._below.setVisible(bool(text))
        self.button = secondary_button(button, icon="document" if folders else "folder")
        self.button.clicked.connect(self._choose)
        self.folder_button = secondary_button("Choose a folder", icon="folder")
        self.folder_button.clicked.connect(self._choose_folder)
        column.addSpacing(Space.XS)
        buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(Space.M)
        buttons.addStretch(1)
        buttons.addWidget(self.button, 0, middle)
        buttons.addWidget(self.folder_button, 0, middle)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.folder_button.setVisible(folders)
        stack_when_narrow(self, buttons, 360)
        self._column = column

    def set_small(self, small: bool) -> None:
        """Take less room, or all of it again."""
        self._picture.setVisible(not small)
        self._below.setVisible(not small and bool(self._below.text()))
        edge = Space.M if small else Space.XL
        self._column.setContentsMargins(Space.XL, edge, Space.XL, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(p.accent if self._over else p.outline), 2 if self._over else 1)
        if not self._over:
            pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(p.accent_soft if self._over else p.surface))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData(), folders=self._folders):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._set_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        paths = _paths(event.mimeData(), folders=self._folders)
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.files_dropped.emit(paths)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def _choose(self) -> None:
        begin = str(self._begin or _downloads())
        names, _kind = QFileDialog.getOpenFileNames(self, self._title, begin, self._kinds)
        if names:
            self._begin = Path(names[0]).parent
            self.files_dropped.emit([Path(name) for name in names])

    def _choose_folder(self) -> None:
        begin = str(self._begin or _downloads())
        name = QFileDialog.getExistingDirectory(self, self.folder_button.text(), begin)
        if name:
            self._begin = Path(name)
            self.files_dropped.emit([Path(name)])


def _downloads() -> Path:
    """Where a file mostly is that was saved from an e-mail."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def _paths(data: QMimeData, *, folders: bool) -> list[Path]:
    found: list[Path] = []
    for url in data.urls():
        path = Path(url.toLocalFile()) if url.isLocalFile() else None
        if path is not None and (path.is_file() or (folders and path.is_dir())):
            found.append(path)
    return found
