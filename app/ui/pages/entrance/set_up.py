"""Set a desk up: where its workspace is, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.policy import SET_BY_ORGANISATION
from app.services.portable import KeptIn, Place
from app.storage import Desk
from app.ui.pages.entrance.choose_desk import DESK_WORDS
from app.ui.pages.entrance.kept_in import KeptInChoice, words_for
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.fields import LineField
from app.ui.widgets.labels import body_text, hint, page_title, section_title
from app.ui.widgets.option_card import Choice
from app.ui.widgets.preset import PresetLine
from app.ui.widgets.surfaces import ReadingColumn, button_row

LEAST_CHARACTERS = 12
_BY_ITSELF, _PASSPHRASE = "by itself", "passphrase"
_NEEDED = "This computer has no secure store for keys, so a passphrase is needed."
_NEEDED_ON_THE_WAY = (
    "What goes from computer to computer is not opened by one of them, so a passphrase is needed."
)


@dataclass(frozen=True)
class SetUp:
    """What was chosen. Without a passphrase, this computer's store keeps the key.

    A portable copy keeps everything in a ``place``.
    """

    desk: Desk
    folder: Path
    passphrase: str | None = field(repr=False)
    place: Place | None = None


class SetUpPage(ReadingColumn):
    """``asked(SetUp)`` when all is chosen, ``left`` to go back."""

    asked = Signal(object)
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        folder: Path,
        *,
        secure_store: bool,
        is_preset: bool = False,
        keeps_folder: bool = False,
        places: tuple[KeptIn, ...] = (),
    ) -> None:
        super().__init__()
        self._desk, self._folder, self._places = desk, folder, places
        self._secure_store = secure_store
        whose = "agency’s" if desk is Desk.AGENCY else "partnership’s"
        self.add(page_title(f"Set up the {whose} desk"))
        if is_preset:
            self.add(PresetLine(f"this computer has {DESK_WORDS[desk]}."))
        wanted = "where, and what opens it" if len(places) > 1 else "what opens it on this computer"
        self.add(body_text(f"Case data is kept encrypted. Choose {wanted}."))
        self.kept_in = KeptInChoice(places) if len(places) > 1 else None
        self._opening: list[QWidget] = []  # not shown for a desk that is there already
        if self.kept_in is not None:
            self.kept_in.changed.connect(self._place_chosen)
            self.add(section_title("Where it is kept"), gap_before=Space.S)
            self.add(self.kept_in)
            self._opening.append(section_title("What opens it"))
            self.add(self._opening[0], gap_before=Space.S)
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
        self._opening.append(self.way)
        self.needed = hint(_NEEDED)
        self.add(self.needed)
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
        if self.kept_in is None:
            self._add_folder(keeps_folder)
        self.failure = Banner(Tone.PROBLEM, "")
        self.failure.hide()
        self.add(self.failure)
        self.done = primary_button("Set up this desk")
        self.done.clicked.connect(self._finish)
        self.back = secondary_button("Back", icon="back")
        self.back.clicked.connect(self.left)
        self.add(button_row(self.back, self.done), gap_before=Space.M)
        self.end()
        self._place_chosen()
        self.setFocusProxy(self.kept_in or self.way)

    def fail(self, sentence: str, text: str) -> None:
        """Say what went wrong, and let it be tried again."""
        self.failure.set_text(sentence, text)
        self.failure.show()
        self.done.setEnabled(True)

    def _add_folder(self, keeps_folder: bool) -> None:
        self.add(section_title("Where it is kept"), gap_before=Space.S)
        self.place = body_text(str(self._folder), selectable=True)
        self.add(self.place)
        if self._places:
            self.add(hint(words_for(self._places[0].place)))
            return
        self.change = quiet_button("Choose another folder")
        self.change.clicked.connect(self._choose_folder)
        if keeps_folder:
            self.change.hide()
            self.place.setAccessibleDescription(SET_BY_ORGANISATION)
            self.add(PresetLine())
        else:
            self.add(button_row(self.change, right=False))

    def _place(self) -> KeptIn | None:
        """Where a portable copy is to keep the desk."""
        if self.kept_in is not None:
            return self.kept_in.value()
        return self._places[0] if self._places else None

    def _place_chosen(self) -> None:
        """What is carried from computer to computer can't count on the store of one of them."""
        place = self._place()
        carried = place is not None and place.place is Place.BESIDE
        if place is not None:
            self._folder = place.folder
        by_itself = self._secure_store and not carried
        self.way.card(_BY_ITSELF).setEnabled(by_itself)
        self.needed.setText(_NEEDED_ON_THE_WAY if carried else _NEEDED)
        self.way.set_value(_BY_ITSELF if by_itself else _PASSPHRASE)
        is_there = self._is_there()
        for part in self._opening:
            part.setVisible(not is_there)
        self.needed.setVisible(not by_itself and not is_there)
        self.done.set_text("Open this desk" if is_there else "Set up this desk")
        self._show_way()

    def _is_there(self) -> bool:
        place = self._place()
        return place is not None and place.desk_is_there

    def _types_passphrase(self) -> bool:
        return not self._is_there() and self.way.value() != _BY_ITSELF

    def _show_way(self) -> None:
        typed = self._types_passphrase()
        self.first.setVisible(typed)
        self.second.setVisible(typed)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where it is kept", str(Path.home()))
        if chosen:
            self._folder = Path(chosen) / "Partnership Audit" / self._desk.value
            self.place.setText(str(self._folder))

    def _finish(self) -> None:
        passphrase: str | None = None
        if self._types_passphrase():
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
        place = self._place()
        self.asked.emit(SetUp(self._desk, self._folder, passphrase, place.place if place else None))
