"""Letters that were written for several agencies: each with its draft, ready to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.policy import Policy
from app.ui.outside import show_outside
from app.ui.pages.ways_out import NO_EMAIL, NO_FOLDER, by_email, by_folder
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint
from app.ui.widgets.preset import PresetLine
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card


@dataclass(frozen=True)
class WrittenFiles:
    """What was written for one agency. ``others`` are a button's words with the file it opens.

    ``draft`` is None where none was written.
    """

    agency: str
    email: str
    draft: Path | None
    others: tuple[tuple[str, Path], ...] = ()


def written_parts(
    folder: Path, written: Sequence[WrittenFiles], page: QWidget, policy: Policy
) -> tuple[QWidget, ...]:
    """The way to the folder, and what was written; only what the organisation allows."""
    drafts, folders = by_email(policy), by_folder(policy)
    card = _card(written, page, drafts=drafts)
    if drafts and folders:
        return _folder_row(folder, page), card
    only = PresetLine(NO_FOLDER if drafts else NO_EMAIL)
    return (_folder_row(folder, page), only, card) if folders else (only, card)


def _card(written: Sequence[WrittenFiles], page: QWidget, *, drafts: bool) -> Card:
    """One row for each agency: to whom, and a button for each file."""
    card = Card(padding=Space.L)
    card.body.setSpacing(Space.S)
    for each in written:
        if card.body.count():
            card.body.addWidget(Rule())
        line = IconLine("check", each.agency, Tone.TEXT)
        line.icon.set_icon("check", Tone.GOOD)
        card.body.addWidget(line)
        card.body.addWidget(hint(f"to {each.email}" if each.email else "no e-mail address known"))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=Space.S)
        draft = [("Open draft", each.draft, "mail")] if drafts and each.draft else []
        others = [(words, path, "document") for words, path in each.others]
        for words, path, icon in (*draft, *others):
            make = secondary_button(words, icon=icon)
            make.setAccessibleName(f"{words}: {each.agency}")
            make.clicked.connect(partial(_open, path, page))
            flow.addWidget(make)
        if flow.count():
            card.body.addWidget(buttons)
    return card


def _folder_row(folder: Path, page: QWidget) -> QWidget:
    """The way to the folder in which everything is."""
    row = QWidget()
    flow = FlowLayout(row, gap=Space.M)
    show = primary_button("Show in folder", icon="folder")
    show.clicked.connect(partial(_open, folder, page))
    flow.addWidget(show)
    return row


def _open(path: Path, page: QWidget, _checked: bool = False) -> None:
    show_outside(path, page)
