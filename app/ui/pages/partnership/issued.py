"""After packs were written: the files of each agency, and what is told by telephone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.policy import Policy
from app.services.pack_covers import Cover
from app.ui.outside import show_outside
from app.ui.pages.ways_out import NO_EMAIL, NO_FOLDER, by_email, by_folder
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import Button, primary_button, quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, section_title
from app.ui.widgets.preset import PresetLine
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card


@dataclass(frozen=True)
class Written:
    """What was written where, the words of the partnership's key, and the passphrase if any."""

    folder: Path
    covers: tuple[Cover, ...]
    words: str
    passphrase: str = ""


def written_parts(
    written: Written, back: Callable[[], object], policy: Policy
) -> tuple[QWidget, ...]:
    """What is shown of it, from top to bottom; only what the organisation allows."""
    drafts, folders = by_email(policy), by_folder(policy)
    buttons = _buttons(written, back, folders=folders)
    only = () if drafts and folders else (PresetLine(NO_FOLDER if drafts else NO_EMAIL),)
    return buttons, *only, _files(written, drafts=drafts), _what_to_tell(written)


def _buttons(written: Written, back: Callable[[], object], *, folders: bool) -> QWidget:
    row = QWidget()
    show = primary_button("Show in folder", icon="folder")
    show.clicked.connect(partial(show_outside, written.folder, row))
    copy = secondary_button("Copy the words", icon="copy")
    copy.clicked.connect(lambda: QApplication.clipboard().setText(written.words))
    done = quiet_button("Back to cases and agencies")
    done.clicked.connect(back)
    flow = FlowLayout(row, gap=Space.M)
    for button in (show, copy, done):
        flow.addWidget(button)
    show.setVisible(folders)
    return row


def _files(written: Written, *, drafts: bool) -> Card:
    card = Card()
    card.body.setSpacing(0)
    how = "Send each by e-mail" if drafts else "Hand each over"
    card.body.addWidget(section_title(f"{how}, and send its letter by post"))
    for cover in written.covers:
        card.body.addSpacing(Space.M)
        if cover is not written.covers[0]:
            card.body.addWidget(Rule())
            card.body.addSpacing(Space.M)
        line = IconLine("check", cover.pack.path.name, Tone.TEXT)
        line.icon.set_icon("check", Tone.GOOD)
        card.body.addWidget(line)
        agency = cover.pack.agency
        to = agency.email or "no e-mail address on the list: put it in yourself"
        address = hint(f"to {agency.name}, {to}")
        address.setContentsMargins(_inset(), 0, 0, 0)
        card.body.addWidget(address)
        card.body.addWidget(_open_buttons(cover, drafts=drafts))
    return card


def _open_buttons(cover: Cover, *, drafts: bool) -> QWidget:
    row = QWidget()
    row.setContentsMargins(_inset() - Space.M, 0, 0, 0)
    flow = FlowLayout(row, gap=Space.XS)
    files = [("Open the letter to print", "print", cover.letter)]
    if drafts and cover.draft is not None:
        files.insert(0, ("Open the e-mail draft", "mail", cover.draft))
    for words, icon, path in files:
        button: Button = quiet_button(words, icon=icon)
        button.setAccessibleName(f"{words}: {cover.pack.agency.name}")
        button.clicked.connect(partial(show_outside, path, row))
        flow.addWidget(button)
    return row


def _inset() -> int:
    return theme().px(18) + Space.XS + 2


def _what_to_tell(written: Written) -> Card:
    card = Card()
    card.body.addWidget(
        section_title("Told by telephone" if written.passphrase else "In each letter")
    )
    if written.passphrase:
        card.body.addWidget(hint("The passphrase that opens these packs; no letter has it:"))
        card.body.addWidget(body_text(written.passphrase, selectable=True))
        card.body.addSpacing(Space.S)
    card.body.addWidget(hint("The words by which they know that the pack comes from you:"))
    card.body.addWidget(body_text(written.words, selectable=True))
    return card
