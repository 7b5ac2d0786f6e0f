"""My audits: what is to be done, by when, and where a new pack is opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.ui.pages.agency.audit_card import AuditCard
from app.ui.pages.agency.next_step import next_step
from app.ui.pages.agency.overview import AuditView
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.drop_zone import DropZone
from app.ui.widgets.labels import body_text, hint, page_title
from app.ui.widgets.surfaces import ReadingColumn, button_row


class HomePage(ReadingColumn):
    """``files_given(list[Path])`` for packs that were dropped or chosen. Of an audit's card:
    ``audit_chosen(id)``, ``case_chosen(id, uin, step)``, ``seal_asked(id)``, and ``compared(id)``
    when its sender's words were compared. ``keys_asked`` for what opens the desk.
    """

    files_given = Signal(list)
    audit_chosen = Signal(str)
    case_chosen = Signal(str, str, str)
    seal_asked = Signal(str)
    compared = Signal(str)
    keys_asked = Signal()

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self._policy = policy
        self.add(page_title("My audits"))
        self.body.setSpacing(Space.S)
        self.sentence = body_text("")
        self.add(self.sentence)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(Space.L)
        self.add(self._cards, gap_before=Space.M)
        self.cards: dict[str, AuditCard] = {}
        self.zone = DropZone(
            "Drop an audit pack, a query or a receipt here",
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
        self.keys = quiet_button("Keys and lock", icon="lock")
        self.keys.clicked.connect(self.keys_asked)
        self.add(button_row(self.keys, right=False), gap_before=Space.M)
        self.end()

    def show_audits(self, views: Sequence[AuditView], today: date) -> None:
        """Show these audits; the same ones again change in place and keep the focus."""
        self.sentence.setText(_sentence(views))
        self.then.setVisible(not views)
        # The page has one loud button: what is next in the first audit that waits.
        loud = next((view.audit.id for view in views if next_step(view).waits), "")
        shown = [(view.audit.id, view.audit.id == loud) for view in views]
        if shown == [(audit_id, card.is_loud) for audit_id, card in self.cards.items()]:
            for view in views:
                self.cards[view.audit.id].set(view, today)
        else:
            self._make_cards(views, today, loud)
        before: QWidget | None = None
        for card in self.cards.values():
            for after in card.controls():
                _in_order(before, after)
                before = after
        _in_order(before, self.zone.button)  # the cards are made later than the zone

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return next((card.next for card in self.cards.values()), self.zone.button)

    def _make_cards(self, views: Sequence[AuditView], today: date, loud: str) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.cards = {}
        for view in views:
            audit_id = view.audit.id
            card = AuditCard(view, today, self._policy, loud=audit_id == loud)
            self.cards[audit_id] = card
            card.seal_asked.connect(partial(self.seal_asked.emit, audit_id))
            card.case_asked.connect(partial(self.case_chosen.emit, audit_id))
            card.cases_asked.connect(partial(self.audit_chosen.emit, audit_id))
            card.compared.connect(partial(self.compared.emit, audit_id))
            self._cards.addWidget(card)


def _in_order(before: QWidget | None, after: QWidget) -> None:
    if before is not None:
        QWidget.setTabOrder(before, after)


def _sentence(views: Sequence[AuditView]) -> str:
    if not views:
        return "No audit is open here yet. Begin with the pack that you were sent."
    waiting = sum(len(view.here) - view.sealed + len(view.queried) for view in views)
    if not waiting:
        if any(len(view.here) < len(view.lines) for view in views):
            return "Every case is sealed or with a colleague. Nothing waits for you here."
        return "Everything is sealed. Nothing waits for you here."
    cases = "1 case waits" if waiting == 1 else f"{waiting} cases wait"
    return f"{cases} for your answers or for sealing."
