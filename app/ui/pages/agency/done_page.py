"""After sealing: the file, and the e-mail that takes it to the partnership."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.handover.email_draft import EmailText
from app.ui.pages.agency.footed import Footed
from app.ui.theme.tokens import Space, Tone, Weight
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, primary_button, quiet_button, secondary_button
from app.ui.widgets.labels import TextLabel, body_text, caption, hint, page_title, section_title
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, button_row


class DonePage(Footed):
    """``email_asked``, ``folder_asked``, ``left`` (back to the cases)."""

    email_asked = Signal()
    folder_asked = Signal()
    left = Signal()

    def __init__(self, title: str, path: Path, email: EmailText, returns: str) -> None:
        super().__init__()
        self.column.add(caption(title))
        self.column.add(page_title("The returns are sealed"))
        self.column.add(
            body_text(f"{returns}. They are not sent yet: one more step, and that one is yours.")
        )
        self.column.add(section_title("1. The file"), gap_before=Space.L)
        card = Card(padding=Space.M)
        self.file = TextLabel(path.name, weight=Weight.STRONG, selectable=True)
        card.body.addWidget(self.file)
        self.place = caption(f"in {path.parent}")
        card.body.addWidget(self.place)
        self.column.add(card)
        self.folder = secondary_button("Show in folder", icon="folder")
        self.folder.clicked.connect(self.folder_asked)
        self.column.add(button_row(self.folder, right=False), gap_before=Space.XS)
        self.column.add(section_title("2. The e-mail"), gap_before=Space.L)
        self.column.add(
            hint(
                "Prepare e-mail opens a draft with everything in it. If your mail program does "
                "not open it, begin an e-mail yourself, copy these into it, and attach the file."
            )
        )
        card = Card(padding=Space.M)
        card.body.setSpacing(Space.S)
        self.copies: dict[str, Button] = {}
        for name, text in (
            ("To", email.recipient),
            ("Subject", email.subject),
            ("Text", email.text),
        ):
            if card.body.count():
                card.body.addWidget(Rule())
            card.body.addLayout(self._line(name, text))
        self.column.add(card)
        self.notice = Banner(Tone.GOOD, "", " ")
        self.notice.hide()
        self.failure = Banner(Tone.PROBLEM, "", " ")
        self.failure.hide()
        self.column.add(self.notice)
        self.column.add(self.failure)
        self.email = primary_button("Prepare e-mail")
        self.email.clicked.connect(self.email_asked)
        back = secondary_button("Back to the cases", icon="back")
        back.clicked.connect(self.left)
        self.set_foot(back, self.email)
        self.column.end()

    def _line(self, name: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(caption(name))
        words.addWidget(body_text(text.strip(), selectable=True))
        row.addLayout(words, 1)
        copy = quiet_button("Copy", icon="copy")
        copy.setAccessibleName(f"Copy: {name}")
        copy.clicked.connect(partial(self._copy, name, text))
        self.copies[name] = copy
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _copy(self, name: str, text: str) -> None:
        QApplication.clipboard().setText(text)
        for each, button in self.copies.items():
            button.set_text("Copied" if each == name else "Copy")
            button.setAccessibleName(f"{'Copied' if each == name else 'Copy'}: {each}")

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.email

    def tell(self, sentence: str, text: str) -> None:
        """Say what was done."""
        self.failure.hide()
        self._say(self.notice, sentence, text)

    def fail(self, sentence: str, text: str) -> None:
        """Say what went wrong."""
        self.notice.hide()
        self._say(self.failure, sentence, text)

    def _say(self, banner: Banner, sentence: str, text: str) -> None:
        banner.set_text(sentence, text)
        banner.show()
        self._show_later(banner)

    def _show_later(self, widget: QWidget) -> None:
        QTimer.singleShot(0, widget, partial(self.column.show_widget, widget))
