"""Where a portable copy of the program keeps a desk: beside it, or on this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.portable import KeptIn, Place
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.labels import body_text
from app.ui.widgets.option_card import Choice

_WORDS = {
    Place.BESIDE: (
        "In the folder of this copy, beside the program",
        "It goes wherever this copy goes. Nothing of it stays on this computer.",
    ),
    Place.PROFILE: (
        "On this computer, in your profile",
        "It stays here when this copy is taken away.",
    ),
}
_IS_THERE = "Your desk is there already, and will be opened."


class KeptInChoice(QWidget):
    """``changed()`` when another place was chosen."""

    changed = Signal()

    def __init__(self, places: tuple[KeptIn, ...]) -> None:
        super().__init__()
        self._places = {each.place.value: each for each in places}
        self.cards = ChoiceCards(
            [_card(each) for each in places], "Where it is kept", vertical=True
        )
        self.path = body_text("", selectable=True, tone=Tone.SECONDARY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.cards)
        column.addWidget(self.path)
        self.cards.set_value(places[0].place.value)
        self.cards.chosen.connect(self._chosen)
        self.setFocusProxy(self.cards)
        self._show_path()

    def value(self) -> KeptIn:
        """The place that is chosen."""
        return self._places[str(self.cards.value())]

    def _chosen(self, place: str) -> None:
        if not place:  # taken back by Delete: one of the two it has to be
            self.cards.set_value(Place.BESIDE.value)
        self._show_path()
        self.changed.emit()

    def _show_path(self) -> None:
        self.path.setText(str(self.value().folder))


def _card(kept: KeptIn) -> Choice:
    label, definition = _WORDS[kept.place]
    return Choice(kept.place.value, label, _IS_THERE if kept.desk_is_there else definition)


def words_for(place: Place) -> str:
    """Where a portable copy keeps a desk, where there is nothing to choose."""
    return f"{_WORDS[place][0]}. {_WORDS[place][1]}"
