"""Sent: the packages that were sealed here, and a copy of one that was lost on its way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.days import long_day
from app.services.sent_returns import SentPackage
from app.ui.interview.wording import case_title
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, primary_button, quiet_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, hint, page_title, strong_text
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, EmptyState, ReadingColumn


class SentPage(ReadingColumn):
    """``copy_asked(SentPackage)`` to write a package once more, ``read_asked(SentPackage,
    SentReturn)`` to read what was sealed; ``audits_asked`` from the empty place.
    """

    copy_asked = Signal(object)
    read_asked = Signal(object, object)
    audits_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(Space.S)
        self.add(page_title("Sent"))
        self.sentence = body_text("")
        self.add(self.sentence)
        self._place = QVBoxLayout()
        self.add(self._place, gap_before=Space.M)
        self.buttons: list[Button] = []
        self.end()

    def show_packages(self, packages: Sequence[SentPackage]) -> None:
        """Show these packages."""
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons = []
        self.sentence.setVisible(bool(packages))
        self.sentence.setText(
            "The files that you sealed. Whether one has arrived, only the partnership can say."
        )
        if not packages:
            action = primary_button("My audits")
            action.clicked.connect(self.audits_asked)
            self.buttons.append(action)
            text = "When you seal returns, the file is listed here, with its date."
            self._place.addWidget(EmptyState("mail", "Nothing was sealed yet", text, action))
            return
        card = Card(padding=Space.S)
        card.body.setSpacing(Space.XS)
        for package in packages:
            if card.body.count():
                card.body.addWidget(Rule())
            card.body.addWidget(self._row(package))
        self._place.addWidget(card)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.buttons[0] if self.buttons else self

    def _row(self, package: SentPackage) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.setSpacing(Space.L)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong_text(package.file_name))
        at = package.at.astimezone()
        count = {0: "a test package", 1: "1 return"}.get(package.count, f"{package.count} returns")
        words.addWidget(hint(f"{long_day(at.date())}, {at:%H:%M} · {count}"))
        words.addWidget(caption(package.audit_title))
        said = _arrival(package)
        if said is not None:
            words.addSpacing(Space.XS)
            words.addWidget(said)
        if package.returns:
            words.addSpacing(Space.XS)
            words.addWidget(self._returns(package))
        row.addLayout(words, 1)
        copy = quiet_button("Save a copy", icon="download")
        copy.setAccessibleName(f"Save a copy of {package.file_name}")
        copy.clicked.connect(partial(self.copy_asked.emit, package))
        self.buttons.append(copy)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return widget

    def _returns(self, package: SentPackage) -> QWidget:
        """Each return in a package, to be read."""
        place = QWidget()
        flow = FlowLayout(place, gap=Space.XS)
        for ret in package.returns:
            name = case_title(ret.case)
            again = f", revision {ret.revision}" if ret.revision > 1 else ""
            read = quiet_button(f"{name}{again}", icon="document")
            read.setAccessibleName(f"Read {name}, revision {ret.revision}")
            read.clicked.connect(partial(self.read_asked.emit, package, ret))
            self.buttons.append(read)
            flow.addWidget(read)
        return place


def _arrival(package: SentPackage) -> IconLine | None:
    """Whether its returns have arrived, by the latest receipt."""
    if package.arrived is None or package.receipt_on is None:
        return None
    total, came = max(package.count, 1), package.arrived
    by = f"by the receipt of {long_day(package.receipt_on)}"
    if came == total:
        return IconLine("check", f"Arrived at the partnership, {by}", Tone.GOOD)
    if came:
        return IconLine("attention", f"{came} of {total} returns arrived, {by}", Tone.ATTENTION)
    return IconLine("clock", f"Not arrived yet, {by}", Tone.ATTENTION)
