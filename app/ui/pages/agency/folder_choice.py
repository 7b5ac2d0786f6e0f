"""Where a file goes: the name of a folder, and a way to another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.theme.tokens import Space, Weight
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.surfaces import button_row


class FolderChoice(QWidget):
    """``path`` is the folder that was chosen."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.place = TextLabel("", weight=Weight.STRONG, wrap=False)
        self.change = quiet_button("Choose another folder")
        self.change.clicked.connect(self._choose)
        row = button_row(self.place, self.change, right=False)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.setLayout(row)
        self.set_path(folder)

    def set_path(self, folder: Path) -> None:
        """Say where the file goes."""
        self.path = folder
        self.place.setText(folder.name or str(folder))
        self.place.setToolTip(str(folder).replace("<", "‹"))
        self.place.setAccessibleDescription(str(folder))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where the file goes", str(self.path))
        if chosen:
            self.set_path(Path(chosen))
