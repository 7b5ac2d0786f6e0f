"""A page that leads to one thing: it is explained, chosen, and done with the loud button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.domain.returns import Auditor
from app.ui.pages.agency.folder_choice import FolderChoice
from app.ui.pages.agency.footed import Footed
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.labels import body_text, caption, page_title, section_title


class FilePage(Footed):
    """``asked`` by the loud button; ``left`` to go back."""

    asked = Signal()
    left = Signal()

    def __init__(self, place: str, title: str, text: str) -> None:
        super().__init__()
        self.column.add(caption(place))
        self.column.add(page_title(title))
        self.column.add(body_text(text))
        self.folder: FolderChoice | None = None

    def ask_where(self, folder: Path, policy: Policy) -> None:
        """Ask for the folder of the file."""
        self.column.add(section_title("Where the file goes"), gap_before=Space.L)
        self.folder = FolderChoice(folder, policy)
        self.column.add(self.folder)

    def finish(self, action: str, *, back: str = "Back") -> None:
        """Put the buttons under it."""
        self.failure = Banner(Tone.PROBLEM, "", " ")
        self.failure.hide()
        self.column.add(self.failure, gap_before=Space.S)
        self.go = primary_button(action)
        self.go.clicked.connect(self._ask)
        self.back = secondary_button(back, icon="back")
        self.back.clicked.connect(self.left)
        self.set_foot(self.back, self.go)
        self.column.end()

    def path(self) -> Path:
        """The folder that was chosen."""
        return self.folder.path if self.folder is not None else Path()

    def can_go(self) -> bool:
        """Whether everything is chosen; what is missing is said beside it."""
        return True

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.go if self.go.isEnabled() else self.back

    def fail(self, sentence: str, text: str) -> None:
        """Say what went wrong, and let it be tried again."""
        self.failure.set_text(sentence, text)
        self.failure.show()
        self.go.setEnabled(True)
        self.column.show_widget(self.failure)

    def _ask(self) -> None:
        self.failure.hide()
        if self.can_go():
            self.go.setEnabled(False)
            self.asked.emit()


class WhoFields(QWidget):
    """Name and job title of whoever sits here, with what is known already."""

    def __init__(self, known: Auditor) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        self.name = LineField("Your name", value=known.name, characters=36, longest=200)
        self.title = LineField("Your job title", value=known.title, characters=36, longest=200)
        column.addWidget(self.name)
        column.addWidget(self.title)

    def auditor(self) -> Auditor:
        """Who was entered."""
        return Auditor(self.name.value().strip(), self.title.value().strip())

    def first_empty(self) -> LineField | None:
        """The first field with nothing in it."""
        return next((f for f in (self.name, self.title) if not f.value().strip()), None)

    def check(self) -> bool:
        """Whether both are there; what is missing is said, and gets the keyboard."""
        who, empty = self.auditor(), self.first_empty()
        self.name.set_error("" if who.name else "Enter your name")
        self.title.set_error("" if who.title else "Enter your job title")
        if empty is not None:
            empty.setFocus()
        return empty is None
