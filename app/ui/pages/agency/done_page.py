"""After a file was written: where it is, and the e-mail that takes it to whom it is for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover.email_draft import EmailText
from app.ui.pages.agency.footed import Footed
from app.ui.pages.outgoing import Outgoing
from app.ui.session import Session
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import body_text, caption, page_title


@dataclass(frozen=True)
class Done:
    """What was written, in words, and what is sent with it. ``title`` is the audit's."""

    audit_id: str
    title: str
    heading: str
    sentence: str
    path: Path
    email: EmailText


class DonePage(Footed):
    """``left`` (back to the cases). ``words`` stand between what was done and the file."""

    left = Signal()

    def __init__(self, session: Session, done: Done, *words: QWidget) -> None:
        super().__init__()
        self.done = done
        self.column.add(caption(done.title))
        self.column.add(page_title(done.heading))
        self.column.add(body_text(done.sentence))
        for widget in words:
            self.column.add(widget, gap_before=Space.L)
        parts = self.outgoing = Outgoing(session, done.path, done.email)
        parts.told.connect(self.column.show_widget)
        self.column.add(parts, gap_before=Space.L)
        self.file, self.folder, self.copies = parts.file, parts.folder, parts.copies
        self.notice, self.failure = parts.notice, parts.failure
        self.email = parts.way_on()
        back = secondary_button("Back to the cases", icon="back")
        back.clicked.connect(self.left)
        self.set_foot(back, self.email)
        self.column.end()

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.email
