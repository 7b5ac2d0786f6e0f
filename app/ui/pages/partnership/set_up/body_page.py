"""Who holds the audit: its name, its address for returns, its marking, its colour, its logo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from app.domain.audits import Body
from app.domain.set_up import Step
from app.errors import PartnershipAuditError
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.room import Floor, Slot
from app.ui.pages.partnership.set_up.accent_field import AccentField
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.logo import KINDS, read_logo
from app.ui.pages.partnership.set_up.logo_view import LogoView
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.preset import lock_field
from app.ui.widgets.surfaces import button_row

_FIELDS = (
    ("name", "Name of the body", "As it stands on the report", 0),
    ("short_name", "Short name", "As it is said. For example: Cheshire East LSCB", 40),
    ("reply_address", "E-mail address for returns", "Agencies send their returns there.", 44),
    ("marking", "Protective marking", "It stands at the foot of every printed page.", 32),
)


class BodyPage(StepPage):
    """The second audit finds here what the first one had."""

    step: ClassVar = Step.BODY

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "Who holds the audit")
        self.sentence.setText("It is remembered for the next audit.")
        self.lines: dict[str, LineField] = {}
        for name, label, about, characters in _FIELDS:
            line = LineField(label, hint=about, characters=characters, longest=200)
            line.edited.connect(partial(self._edited, name))
            self.lines[name] = line
            self.add_field(name, line)
        if self.session.context.policy.reply_address:
            lock_field(self.lines["reply_address"])
        self.accent = AccentField()
        self.accent.edited.connect(partial(self._edited, "accent"))
        self.add(self.accent)
        self.add_part("Logo", "A PNG or JPEG picture. It stands small at the top of the report.")
        self.trouble = Slot()
        self.add(self.trouble)
        self.logo = LogoView()
        self.logo.hide()
        self.add(button_row(self.logo, right=False))
        self.choose = secondary_button("Choose a picture", icon="folder")
        self.choose.clicked.connect(self._choose)
        self.remove = secondary_button("Take the logo away", icon="bin")
        self.remove.clicked.connect(lambda: self._keep(None))
        buttons = FlowLayout(gap=Space.M)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        self.remove.hide()
        self.add(buttons)
        self.end_step()

    def show_set_up(self) -> None:
        body = self._with_preset()
        for name, line in self.lines.items():
            line.set_value(getattr(body, name))
        self.accent.set_value(body.accent)
        self._show_logo()

    def _with_preset(self) -> Body:
        """Who holds the audit; the organisation's own address takes the place of another."""
        body, preset = self.set_up.body, self.session.context.policy.reply_address
        if preset and body.reply_address != preset:
            body = replace(body, reply_address=preset)
            self.change(body=body)
        return body

    def _edited(self, name: str, text: str) -> None:
        self.change(body=replace(self.set_up.body, **{name: text}))

    # --- the logo --------------------------------------------------------------------------------

    def _choose(self) -> None:
        begin = str(files_folder(self.session.context.policy))
        name, _ = QFileDialog.getOpenFileName(self, "Choose a logo", begin, KINDS)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Read a picture and keep it."""
        self.choose.setEnabled(False)
        self.session.work(
            lambda _work: read_logo(path), done=self._keep, failed=self._not_read, owner=self
        )

    def _keep(self, logo: bytes | None) -> None:
        self.choose.setEnabled(True)
        self.trouble.put()
        self.hand.keep_logo(logo)
        self._show_logo()
        if logo is None:
            self.choose.setFocus()

    def _not_read(self, error: PartnershipAuditError) -> None:
        self.choose.setEnabled(True)
        self.trouble.put_error(error, Tone.ATTENTION)
        self.choose.setFocus()

    def _show_logo(self) -> None:
        logo = self.hand.logo
        if logo is not None:
            self.logo.show_logo(logo)
        self.logo.setVisible(logo is not None)
        self.remove.setVisible(logo is not None)
        self.choose.set_text("Choose a picture" if logo is None else "Choose another picture")
