"""A file that is on its way out: where it lies, and the e-mail that takes it on.

Both desks use it, so that sending a file is the same everywhere.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import PartnershipAuditError
from app.handover.email_draft import EmailText, draft_file
from app.handover.files import read_file, write_file
from app.ui.messages import first_sentence
from app.ui.outside import not_opened, open_outside
from app.ui.pages import ways_out
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone, Weight
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, primary_button, quiet_button, secondary_button
from app.ui.widgets.labels import TextLabel, body_text, caption, hint, section_title
from app.ui.widgets.preset import PresetLine
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, button_row

_YOURS = "Put in the address yourself"


class Outgoing(QWidget):
    """The file with its folder, the parts of its e-mail to copy, and what became of the draft.

    ``prepare`` writes the draft beside the file and hands it to the mail program; the page puts
    that on its one loud button, ``way_on``. ``told(widget)`` when something is said that is to be
    seen.
    """

    told = Signal(object)

    def __init__(self, session: Session, path: Path, email: EmailText, *, numbered: bool = True):
        super().__init__()
        self._session, self._path, self._email = session, path, email
        policy = session.context.policy
        by_folder, self.by_email = ways_out.by_folder(policy), ways_out.by_email(policy)
        first, second = ("1. ", "2. ") if numbered and self.by_email else ("", "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(section_title(f"{first}The file"))
        self._column.addWidget(self._file())
        self.folder = secondary_button("Show in folder", icon="folder")
        self.folder.clicked.connect(self.show_folder)
        self._column.addSpacing(Space.XS)
        self._column.addLayout(button_row(self.folder, right=False))
        self.folder.setVisible(by_folder)
        if not (by_folder and self.by_email):
            only = ways_out.NO_FOLDER if self.by_email else ways_out.NO_EMAIL
            self._column.addWidget(PresetLine(only))
        self.copies: dict[str, Button] = {}
        if self.by_email:
            self._column.addSpacing(Space.L)
            self._column.addWidget(section_title(f"{second}The e-mail"))
            self._column.addWidget(hint(_how(email)))
            self._column.addWidget(self._parts())
        self.notice = Banner(Tone.GOOD, "", " ")
        self.failure = Banner(Tone.PROBLEM, "", " ")
        self._said = QWidget()
        said = QVBoxLayout(self._said)
        said.setContentsMargins(0, Space.M, 0, 0)
        for banner in (self.notice, self.failure):
            banner.hide()
            said.addWidget(banner)
        self._said.hide()
        self._column.addWidget(self._said)

    def way_on(self) -> Button:
        """The loud button of the page: it prepares the e-mail, or else leads to the file."""
        if self.by_email:
            button = primary_button("Prepare e-mail")
            button.clicked.connect(self.prepare)
            return button
        self.folder.hide()
        button = primary_button("Show in folder", icon="folder")
        button.clicked.connect(self.show_folder)
        return button

    def prepare(self) -> None:
        """Write the draft beside the file, on the worker, and hand it to the mail program."""
        path, email = self._path, self._email
        draft = path.with_name(f"{path.stem} e-mail.eml")

        def write() -> Path:
            write_file(draft, draft_file(email, path.name, read_file(path)))
            return draft

        self._session.read(write, self._prepared, failed=self._failed, owner=self)

    def show_folder(self) -> None:
        """Show where the file is."""
        folder = self._path.parent
        if not open_outside(folder):
            self._say(self.failure, *not_opened(folder))

    def _prepared(self, draft: Path) -> None:
        address = "" if self._email.recipient else f"{_YOURS}, look"
        look = address or "Look"
        if open_outside(draft):
            self._say(
                self.notice,
                "The draft is handed to your mail program.",
                f"{look} it through and send it. It is also beside the file: “{draft.name}”.",
            )
        else:
            self._say(
                self.notice,
                f"The draft is beside the file: “{draft.name}”.",
                "No mail program took it. Open it from the folder, or copy the parts above.",
            )

    def _failed(self, error: PartnershipAuditError) -> None:
        self._say(self.failure, *first_sentence(error.sentence))

    def _say(self, banner: Banner, sentence: str, text: str) -> None:
        for each in (self.notice, self.failure):
            each.setVisible(each is banner)
        self._said.show()
        banner.set_text(sentence, text)
        # After the layout: what is not yet placed can't be scrolled to.
        QTimer.singleShot(0, banner, partial(self.told.emit, banner))

    # --- the parts -------------------------------------------------------------------------------

    def _file(self) -> Card:
        card = Card(padding=Space.M)
        self.file = TextLabel(self._path.name, weight=Weight.STRONG, selectable=True)
        self.place = caption(f"in {self._path.parent}")
        card.body.addWidget(self.file)
        card.body.addWidget(self.place)
        return card

    def _parts(self) -> Card:
        card = Card(padding=Space.M)
        card.body.setSpacing(Space.S)
        email = self._email
        parts = (("To", email.recipient), ("Subject", email.subject), ("Text", email.text))
        for name, text in parts:
            if card.body.count():
                card.body.addWidget(Rule())
            card.body.addLayout(self._line(name, text))
        return card

    def _line(self, name: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(caption(name))
        words.addWidget(body_text(text.strip(), selectable=True) if text else hint(_YOURS))
        row.addLayout(words, 1)
        if text:
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


def _how(email: EmailText) -> str:
    begin = (
        "Prepare e-mail opens a draft with everything in it. If your mail program does not open "
        "it, begin an e-mail yourself, copy these into it, and attach the file."
    )
    return begin if email.recipient else f"{begin} To whom it goes, you know: no address is in it."
