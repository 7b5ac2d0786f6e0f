"""Where files go that a page writes: one card, as on every page that writes some."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from app.domain.policy import Policy
from app.ui.pages.files_folder import files_folder
from app.ui.pages.ways_out import FROM_HERE, by_folder
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import hint, strong_text
from app.ui.widgets.preset import PresetLine
from app.ui.widgets.surfaces import Card, button_row


class FolderChoice(Card):
    """The folder, and the button that chooses one. ``chosen`` when one was.

    Where files may leave by e-mail only, it is the one that is preset.
    """

    chosen = Signal()

    def __init__(self, asks: str, before: str, policy: Policy) -> None:
        super().__init__(padding=Space.L)
        self._asks, self._begin = asks, files_folder(policy)
        self.folder: Path | None = None
        self.body.addWidget(strong_text("Where to"))
        self.where = hint(before)
        self.body.addWidget(self.where)
        self.choose = secondary_button("Choose a folder", icon="folder")
        self.choose.clicked.connect(self.ask)
        if by_folder(policy):
            self.body.addLayout(button_row(self.choose, right=False))
        else:
            self.choose.hide()
            self.set_folder(self._begin)
            self.body.addWidget(PresetLine(FROM_HERE))

    def ask(self) -> None:
        """Let a folder be chosen."""
        name = QFileDialog.getExistingDirectory(self, self._asks, str(self.folder or self._begin))
        if name:
            self.set_folder(Path(name))
            self.chosen.emit()

    def set_folder(self, folder: Path) -> None:
        """Take this folder."""
        self.folder = folder
        self.where.setText(str(folder))
        self.choose.set_text("Choose another folder")
