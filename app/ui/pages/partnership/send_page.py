"""A letter to an agency that was written: the file, and the e-mail that takes it there."""

from __future__ import annotations

from pathlib import Path

from app.handover.email_draft import EmailText
from app.ui.pages.outgoing import Outgoing
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Space
from app.ui.widgets.surfaces import button_row


class SendPage(Room):
    """Shows what is sent, and prepares its e-mail."""

    def __init__(
        self, floor: Floor, title: str, sentence: str, path: Path, email: EmailText, *, back: str
    ) -> None:
        super().__init__(floor, title, back=back)
        self.sentence.setText(sentence)
        self.outgoing = Outgoing(self.session, path, email)
        self.outgoing.told.connect(self.show_widget)
        self.add(self.outgoing)
        self.email = self.outgoing.way_on()
        self.add(button_row(self.email), gap_before=Space.M)
        self.end()
        self.say("The file is written, and not sent yet", "Alt+Left goes back")

    def focus_first(self) -> None:
        self.email.setFocus()
