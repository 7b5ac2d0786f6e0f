"""Where a file goes: the name of a folder, and a way to another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.policy import NO_POLICY, Policy
from app.ui.pages.ways_out import FROM_HERE, by_folder
from app.ui.theme.tokens import Space, Weight
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.preset import PresetLine
from app.ui.widgets.surfaces import button_row


class FolderChoice(QWidget):
    """``path`` is the folder that was chosen. Where files may leave by e-mail only, it stays."""

    def __init__(self, folder: Path, policy: Policy = NO_POLICY) -> None:
        super().__init__()
        self.place = TextLabel("", weight=Weight.STRONG, wrap=False)
        self.change = quiet_button("Choose another folder")
        self.change.clicked.connect(self._choose)
        row = button_row(self.place, self.change, right=False)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        if not by_folder(policy):
            self.change.hide()
            column.addWidget(PresetLine(FROM_HERE))
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
