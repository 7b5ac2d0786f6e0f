"""The list of ways to open a desk, each with what it means and a button that takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.storage import SlotKind, WayIn
from app.ui.pages.keys.wording import EXPLAINED, ICONS, KINDS, added_words
from app.ui.theme.tokens import Size, Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, secondary_button
from app.ui.widgets.choices import Group
from app.ui.widgets.icon_view import IconView
from app.ui.widgets.labels import caption, hint, strong_text
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import stack_when_narrow


class WaysList(QWidget):
    """``remove_asked(WayIn)``. The last way has no button: without it nobody could open it."""

    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self.ways: tuple[WayIn, ...] = ()
        self.rows: list[WayRow] = []

    def show_ways(self, ways: Sequence[WayIn]) -> None:
        """Show these; the same again stay as they are."""
        if self.ways == tuple(ways):
            return
        self.ways, self.rows = tuple(ways), []
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for way in self.ways:
            if self.rows:
                self._column.addWidget(Rule())
            row = WayRow(way, last=len(self.ways) == 1)
            if row.remove is not None:
                row.remove.clicked.connect(partial(self.remove_asked.emit, way))
            self.rows.append(row)
            self._column.addWidget(row)
        if {way.kind for way in self.ways} == {SlotKind.KEYRING}:
            self._column.addWidget(
                Banner(
                    Tone.ATTENTION,
                    "Only this computer opens the desk.",
                    "If it is lost or its user account is made anew, nobody can read what is in "
                    "the desk. Add a passphrase, or make a recovery sheet.",
                )
            )


class WayRow(Group):
    """One way: its kind, what it means, since when."""

    def __init__(self, way: WayIn, *, last: bool) -> None:
        super().__init__(KINDS[way.kind])
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        left = QWidget()
        inner = QBoxLayout(QBoxLayout.Direction.LeftToRight, left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.M)
        picture = IconView(ICONS[way.kind], Tone.SECONDARY, line=Size.BODY)
        inner.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong_text(KINDS[way.kind]))
        words.addWidget(hint(EXPLAINED[way.kind]))
        words.addWidget(caption(added_words(way.made)))
        if last:
            words.addWidget(
                caption("It is the last way, so it can’t be taken away. Add another first.")
            )
        inner.addLayout(words, 1)
        row.addWidget(left, 1)
        self.remove: Button | None = None
        if not last:
            self.remove = secondary_button("Take away")
            self.remove.setAccessibleName(f"Take away: {KINDS[way.kind]}. {added_words(way.made)}")
            row.addWidget(self.remove)
            stack_when_narrow(self, row, 420)
