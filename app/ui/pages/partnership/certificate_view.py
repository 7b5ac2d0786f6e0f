"""What is left of an audit that was destroyed: its certificate, and the letter to its agencies."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.days import long_day
from app.domain.reporting import Published
from app.reports.certificate import THEIRS, how, moment, numbers_words, stays
from app.reports.wording import listed, sentence
from app.services.destroy_audit import Certificate, ToDestroy, certified, letter_to_agencies
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import body_text, hint, section_title, strong_text
from app.ui.widgets.surfaces import Card


class CertificateView(QWidget):
    """``save_asked`` for the PDF; ``clear_asked`` where the files are not cleared yet;
    ``report_asked(Published)`` for a report that was published and stays.
    """

    save_asked = Signal()
    report_asked = Signal(object)
    clear_asked = Signal()

    def __init__(self, found: ToDestroy, kept: Certificate) -> None:
        super().__init__()
        self._letter = letter_to_agencies(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self._state(kept))
        column.addWidget(_facts(kept))
        self.save = primary_button("Save the certificate", icon="document")
        self.save.clicked.connect(self.save_asked)
        column.addLayout(_row(self.save))
        self.reports: list[Button] = []
        if found.published:
            self._add_reports(column, found.published)
        column.addSpacing(Space.L)
        column.addWidget(section_title("Ask the agencies to destroy theirs"))
        names = listed([agency.name for agency in found.audit.agencies])
        column.addWidget(
            body_text(f"Send this to {names}." if names else "Send this to the agencies.")
        )
        card = Card()
        card.body.addWidget(strong_text(self._letter.subject))
        card.body.addWidget(body_text(self._letter.text.strip(), selectable=True))
        column.addWidget(card)
        self.copy = secondary_button("Copy the letter", icon="copy")
        self.copy.clicked.connect(self._copy)
        column.addLayout(_row(self.copy))

    def _add_reports(self, column: QVBoxLayout, published: tuple[Published, ...]) -> None:
        column.addSpacing(Space.L)
        column.addWidget(section_title("Published reports that stay"))
        row = FlowLayout(gap=Space.M)
        for each in published:
            name = f"{sentence(each.kind.value)}, version {each.version}"
            button = secondary_button(name, icon="download")
            button.setAccessibleName(f"Save: {name}")
            button.clicked.connect(partial(self.report_asked.emit, each))
            self.reports.append(button)
            row.addWidget(button)
        column.addLayout(row)

    def _state(self, kept: Certificate) -> Banner:
        day = long_day(kept.at.astimezone().date())
        if kept.cleared is not None:
            return Banner(
                Tone.GOOD,
                f"This audit was destroyed on {day}.",
                "Its name, its recommendations and this certificate remain.",
            )
        banner = Banner(
            Tone.PROBLEM,
            "The entries are destroyed, but the files are not cleared yet.",
            "There was no room for it. Free some space on the drive, then clear the files.",
            action="Clear the files",
        )
        banner.acted.connect(self.clear_asked)
        return banner

    def _copy(self) -> None:
        QApplication.clipboard().setText(f"{self._letter.subject}\n\n{self._letter.text}")
        self.copy.set_text("The letter is copied")


def _row(button: QWidget) -> FlowLayout:
    row = FlowLayout(gap=Space.M)
    row.addWidget(button)
    return row


def _facts(kept: Certificate) -> Card:
    found, card = certified(kept), Card()
    facts = (
        ("Destroyed", f"{moment(found.at)}, by {found.by or 'somebody who is not named'}"),
        ("Why", found.reason or "Not stated"),
        ("What was destroyed", f"{listed(numbers_words(found.numbers))}."),
        ("What stays", stays(found)),
        ("How", how(found)),
        ("Not destroyed by this", THEIRS),
        ("End of the history after it", f"{found.end[:32]} {found.end[32:]}"),
    )
    for name, words in facts:
        card.body.addWidget(hint(name))
        card.body.addWidget(body_text(words))
        card.body.addSpacing(Space.XS)
    return card
