"""My audits: what is to be done, by when, and where a new pack is opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.agency.overview import AuditView
from app.ui.pages.agency.sender import SenderWords
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, Kind
from app.ui.widgets.drop_zone import DropZone
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, hint, page_title, section_title
from app.ui.widgets.small import ProgressBar
from app.ui.widgets.surfaces import Card, ReadingColumn


class HomePage(ReadingColumn):
    """``files_given(list[Path])`` for packs that were dropped or chosen; ``audit_chosen(id)``."""

    files_given = Signal(list)
    audit_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.add(page_title("My audits"))
        self.body.setSpacing(Space.S)
        self.sentence = body_text("")
        self.add(self.sentence)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(Space.L)
        self.add(self._cards, gap_before=Space.M)
        self.buttons: dict[str, Button] = {}
        self.zone = DropZone(
            "Drop an audit pack here",
            "It came to you by e-mail: a file whose name ends in .paudit. "
            "Save it from the e-mail first.",
            button="Open pack",
        )
        self.zone.files_dropped.connect(self.files_given)
        self.add(self.zone, gap_before=Space.M)
        self.then = hint(
            "Then you see the cases, and fill in one form for each child from your agency’s "
            "records. Everything is saved as you write. At the end you seal the returns into one "
            "file and send it back by e-mail."
        )
        self.add(self.then)
        self.end()

    def show_audits(self, views: Sequence[AuditView], today: date) -> None:
        """Show these audits."""
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for at, view in enumerate(views):
            self._cards.addWidget(self._card(view, today, first=at == 0))
        before: QWidget | None = None
        for after in (*self.buttons.values(), self.zone.button):
            if before is not None:
                QWidget.setTabOrder(before, after)  # the cards are made later than the zone
            before = after
        self.sentence.setText(_sentence(views))
        self.then.setVisible(not views)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return next(iter(self.buttons.values()), self.zone.button)

    def _card(self, view: AuditView, today: date, *, first: bool) -> QWidget:
        audit = view.audit
        card = Card(padding=Space.L + 4)
        card.body.setSpacing(Space.XS)
        card.body.addWidget(section_title(audit.title))
        card.body.addWidget(hint(f"{audit.body.name} · for {view.agency.name}"))
        late = audit.due < today and view.sealed < len(view.lines)
        card.body.addSpacing(Space.S)
        due = view.due_words(today)
        tone, icon = (Tone.ATTENTION, "attention") if late else (Tone.TEXT, "clock")
        card.body.addWidget(IconLine(icon, due[0].upper() + due[1:], tone))
        card.body.addSpacing(Space.M)
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        bar = QVBoxLayout()
        bar.setSpacing(Space.XS + 2)
        bar.addStretch(1)
        bar.addWidget(ProgressBar("Cases ready", view.ready, len(view.lines)))
        bar.addWidget(caption(ready_words(view)))
        bar.addStretch(1)
        row.addLayout(bar, 1)
        kind = Kind.PRIMARY if first else Kind.SECONDARY
        button = Button("Open the cases", kind)
        button.setAccessibleName(f"Open the cases: {audit.title}")
        button.clicked.connect(partial(self.audit_chosen.emit, audit.id))
        self.buttons[audit.id] = button
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(row)
        card.body.addSpacing(Space.M)
        card.body.addWidget(SenderWords(audit.body, view.fingerprint))
        return card


def ready_words(view: AuditView) -> str:
    """ "3 of 5 cases ready", and how many of them are sealed."""
    total = len(view.lines)
    words = f"{view.ready} of {total} {'case' if total == 1 else 'cases'} ready"
    if view.sealed == total and total:
        return "All returns are sealed" if total > 1 else "The return is sealed"
    return f"{words}, {view.sealed} of them sealed" if view.sealed else words


def _sentence(views: Sequence[AuditView]) -> str:
    if not views:
        return "No audit is open here yet. Begin with the pack that you were sent."
    waiting = sum(len(view.lines) - view.sealed for view in views)
    if not waiting:
        return "Everything is sealed. Nothing waits for you here."
    cases = "1 case waits" if waiting == 1 else f"{waiting} cases wait"
    return f"{cases} for your answers or for sealing."
