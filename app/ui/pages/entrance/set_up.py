"""Set a desk up: where its workspace is, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from app.storage import Desk
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.fields import LineField
from app.ui.widgets.labels import body_text, hint, page_title, section_title
from app.ui.widgets.option_card import Choice
from app.ui.widgets.surfaces import ReadingColumn, button_row

LEAST_CHARACTERS = 12
_BY_ITSELF, _PASSPHRASE = "by itself", "passphrase"


@dataclass(frozen=True)
class SetUp:
    """What was chosen. Without a passphrase, this computer's store keeps the key."""

    desk: Desk
    folder: Path
    passphrase: str | None = field(repr=False)


class SetUpPage(ReadingColumn):
    """``asked(SetUp)`` when all is chosen, ``left`` to go back."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, folder: Path, *, secure_store: bool) -> None:
        super().__init__()
        self._desk, self._folder = desk, folder
        whose = "agency’s" if desk is Desk.AGENCY else "partnership’s"
        self.add(page_title(f"Set up the {whose} desk"))
        self.add(body_text("Case data is kept encrypted. Choose what opens it on this computer."))
        self.way = ChoiceCards(
            [
                Choice(
                    _BY_ITSELF,
                    "By itself, when you are signed in to this computer",
                ),
                Choice(_PASSPHRASE, "With a passphrase that you type each time"),
            ],
            "What opens it",
            vertical=True,
        )
        self.way.chosen.connect(lambda _way: self._show_way())
        self.add(self.way, gap_before=Space.S)
        if not secure_store:
            self.way.card(_BY_ITSELF).setEnabled(False)
            self.add(hint("This computer has no secure store for keys, so a passphrase is needed."))
        self.first = LineField(
            "Passphrase",
            hint=f"{LEAST_CHARACTERS} characters or more. Three or four words are good.",
            secret=True,
            longest=500,
        )
        self.second = LineField("The same again", secret=True, longest=500)
        self.second.entered.connect(lambda _text: self._finish())
        self.add(self.first)
        self.add(self.second)
        self.add(section_title("Where it is kept"), gap_before=Space.S)
        self.place = body_text(str(folder), selectable=True)
        self.add(self.place)
        self.change = quiet_button("Choose another folder")
        self.change.clicked.connect(self._choose_folder)
        self.add(button_row(self.change, right=False))
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        self.add(self.failure)
        self.done = primary_button("Set up this desk")
        self.done.clicked.connect(self._finish)
        back = secondary_button("Back", icon="back")
        back.clicked.connect(self.left)
        self.add(button_row(back, self.done), gap_before=Space.M)
        self.end()
        self.way.set_value(_BY_ITSELF if secure_store else _PASSPHRASE)
        self._show_way()
        self.setFocusProxy(self.way)

    def fail(self, sentence: str, text: str) -> None:
        """Say what went wrong, and let it be tried again."""
        self.failure.set_text(sentence, text)
        self.failure.show()
        self.done.setEnabled(True)

    def _show_way(self) -> None:
        typed = self.way.value() == _PASSPHRASE
        self.first.setVisible(typed)
        self.second.setVisible(typed)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where it is kept", str(Path.home()))
        if chosen:
            self._folder = Path(chosen) / "Partnership Audit" / self._desk.value
            self.place.setText(str(self._folder))

    def _finish(self) -> None:
        passphrase: str | None = None
        if self.way.value() == _PASSPHRASE:
            passphrase = self.first.value()
            short = len(passphrase) < LEAST_CHARACTERS
            differs = not short and passphrase != self.second.value()
            self.first.set_error(f"Make it {LEAST_CHARACTERS} characters or more." if short else "")
            self.second.set_error("This is not the same as above." if differs else "")
            if short or differs:
                (self.first if short else self.second).setFocus()
                return
        self.failure.hide()
        self.done.setEnabled(False)
        self.asked.emit(SetUp(self._desk, self._folder, passphrase))
