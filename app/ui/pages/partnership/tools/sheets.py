"""The questions that the library asks: a title, which tool to compare with, which kind of file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from app.services.tool_library import OnShelf
from app.ui.messages import Sheet
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Kind
from app.ui.widgets.fields import ChoiceField, LineField


class NameSheet(Sheet):
    """Asks for the title of a tool, and with ``theme`` for what it is about."""

    def __init__(
        self, parent: QWidget | None, sentence: str, text: str, action: str, *, title: str = "",
        theme: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent, sentence, text, tone=Tone.ACCENT)
        self.name = LineField("Title", value=title, longest=300)
        self.theme = LineField("Theme", hint="For example, Neglect", longest=300)
        self.body.addSpacing(Space.S)
        self.body.addWidget(self.name)
        self._asks_theme = theme
        self.theme.setVisible(theme)
        if theme:
            self.body.addSpacing(Space.S)
        self.body.addWidget(self.theme)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.action = self.add_button(action, Kind.PRIMARY, default=True)
        self.action.clicked.connect(self._try)
        self.name.setFocus()
        self.name.box.selectAll()

    def _try(self) -> None:
        wanted = [(self.name, "Give the tool a title.")]
        if self._asks_theme:
            wanted.append((self.theme, "Say what the tool is about."))
        missing = [field for field, _ in wanted if not field.value().strip()]
        for field, sentence in wanted:
            field.set_error(sentence if field in missing else "")
        if missing:
            missing[0].setFocus()
            self.fit()
        else:
            self.accept()


class CompareSheet(Sheet):
    """Asks which tool, or version, one is compared with."""

    def __init__(self, parent: QWidget | None, shelf: OnShelf, others: Sequence[OnShelf]) -> None:
        super().__init__(
            parent,
            "Compare with which tool?",
            f"What has changed from the one you choose to “{shelf.title}”, version "
            f"{shelf.name.version}.",
            tone=Tone.ACCENT,
        )
        rows = [
            (str(at), f"{other.title}, version {other.name.version}")
            for at, other in enumerate(others)
        ]
        self.other = ChoiceField("Compare with", rows)
        self.other.box.setMinimumContentsLength(20)
        self.other.box.setSizeAdjustPolicy(
            self.other.box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._others = tuple(others)
        self.body.addSpacing(Space.S)
        self.body.addWidget(self.other)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.action = self.add_button("Compare", Kind.PRIMARY, default=True)
        self.action.clicked.connect(self.accept)
        self.other.setFocus()

    def chosen(self) -> OnShelf:
        """The tool that was chosen."""
        return self._others[int(self.other.value())]


def ask(sheet: Sheet) -> bool:
    """Show a sheet; whether it was agreed to."""
    sheet.fit()
    answer = sheet.exec() == QDialog.DialogCode.Accepted
    sheet.deleteLater()
    return answer


def nearest_first(shelf: OnShelf, all_of_them: Sequence[OnShelf]) -> list[OnShelf]:
    """The tools to compare one with: its other versions first, the latest before them all."""
    others = [each for each in all_of_them if each.name != shelf.name]
    return sorted(others, key=lambda each: (each.name.id != shelf.name.id, -each.name.version))
