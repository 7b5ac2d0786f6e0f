"""The copies that there are, the latest first: each a row that leads to putting it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.keep_copies import KeptCopy
from app.ui.pages.copies.wording import moment_of, size_of, ways_of
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.labels import hint
from app.ui.widgets.task_list import Task, TaskList


class CopyList(QWidget):
    """``chosen(KeptCopy)``. A copy that nothing opens is shown, and can't be taken."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._shown: QWidget | None = None
        self.rows: TaskList | None = None
        self._kept: dict[str, KeptCopy] = {}

    def show_copies(self, copies: Sequence[KeptCopy], today: date) -> None:
        """Show these copies in place of those before."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._kept = {kept.copy.path.name: kept for kept in copies}
        tasks = [
            Task(
                key,
                moment_of(kept.copy.at, today),
                f"{size_of(kept.copy.size)} · {ways_of(kept.ways)}",
                status="" if kept.ways else "can’t be used",
                tone=Tone.SECONDARY if kept.ways else Tone.ATTENTION,
                icon="" if kept.ways else "attention",
                enabled=bool(kept.ways),
            )
            for key, kept in self._kept.items()
        ]
        self.rows = None
        if tasks:
            self.rows = TaskList(tasks, "Copies")
            self.rows.opened.connect(lambda key: self.chosen.emit(self._kept[key]))
            self._shown = self.rows
        else:
            self._shown = hint("There is no copy yet.")
        self._column.addWidget(self._shown)
        self._shown.show()

    def first(self) -> QWidget | None:
        """The first copy that can be put back."""
        if self.rows is None:
            return None
        usable = (key for key, kept in self._kept.items() if kept.ways)
        key = next(usable, None)
        return None if key is None else self.rows.row(key)
