"""Keys that nobody has taken for an agency's yet: six words each, to be compared by telephone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reports.wording import plural
from app.services.looked import Looked, Verdict
from app.ui.messages import confirm
from app.ui.theme.tokens import Space
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.option_card import Choice, TickCard

_MOST = 40


class KeyChoices(QWidget):
    """A box to tick for each key. ``changed`` after each; ``taken`` are the keys that are ticked.

    A key in place of a known one is ticked only after one more question.
    """

    changed = Signal()

    def __init__(self, waiting: Sequence[Looked]) -> None:
        super().__init__()
        self.cards: dict[bytes, TickCard] = {}
        files: dict[bytes, list[Looked]] = {}
        for each in waiting:
            files.setdefault(each.item.signed_by, []).append(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(section_title("Compare by telephone"))
        column.addWidget(
            hint(
                "Ring each agency on a number that you know. It reads its six words to you; tick "
                "the box if they are these. Files without a tick are left where they are."
            )
        )
        for key, of_key in list(files.items())[:_MOST]:
            card = TickCard(_choice(of_key))
            card.clicked.connect(partial(self._clicked, key, of_key[0]))
            self.cards[key] = card
            column.addWidget(card)
        if len(files) > _MOST:
            column.addWidget(hint(f"{plural(len(files) - _MOST, 'more key')} after these."))

    @property
    def taken(self) -> frozenset[bytes]:
        """The keys that are ticked."""
        return frozenset(key for key, card in self.cards.items() if card.isChecked())

    def tick(self, keys: frozenset[bytes]) -> None:
        """Tick these again, after the same files were looked at anew."""
        for key in keys & self.cards.keys():
            self.cards[key].setChecked(True)

    def _clicked(self, key: bytes, looked: Looked) -> None:
        card, is_new = self.cards[key], looked.verdict is Verdict.CHANGED_KEY
        if card.isChecked() and is_new and not self._telephoned(looked):
            card.setChecked(False)
        self.changed.emit()

    def _telephoned(self, looked: Looked) -> bool:
        return confirm(
            self.window(),
            f"Have you telephoned {looked.agency}?",
            f"Its files had other words so far: {looked.words_before}. Take the new key only if "
            "the agency says that it has a new computer or a new desk, and reads you the new "
            f"words: {looked.words}. The old key is not taken any more then.",
            action="Telephoned: take the new key",
            danger=True,
        )


def _choice(files: Sequence[Looked]) -> Choice:
    one = files[0]
    returns = sum(each.fresh for each in files)
    what = plural(returns, "return") if returns else plural(len(files), "test package")
    kind = "first file from this desk"
    if one.verdict is Verdict.CHANGED_KEY:
        kind = f"a new key in place of “{one.words_before}”"
    phone = f" Telephone in your list: {one.phone}." if one.phone else ""
    return Choice(
        one.item.signed_by.hex(),
        f"{one.agency}: {one.words}",
        f"{what}, {kind}.{phone}",
    )
