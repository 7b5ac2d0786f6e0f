"""Letters that were written for several agencies: each with its draft, ready to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.outside import show_outside
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card


@dataclass(frozen=True)
class WrittenFiles:
    """What was written for one agency. ``others`` are a button's words with the file it opens."""

    agency: str
    email: str
    draft: Path
    others: tuple[tuple[str, Path], ...] = ()


def written_card(written: Sequence[WrittenFiles], page: QWidget) -> Card:
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
        for number, (words, path) in enumerate((("Open draft", each.draft), *each.others)):
            make = secondary_button(words, icon="mail" if number == 0 else "document")
            make.setAccessibleName(f"{words}: {each.agency}")
            make.clicked.connect(partial(_open, path, page))
            flow.addWidget(make)
        card.body.addWidget(buttons)
    return card


def folder_row(folder: Path, page: QWidget) -> QWidget:
    """The way to the folder in which everything is."""
    row = QWidget()
    flow = FlowLayout(row, gap=Space.M)
    show = primary_button("Show in folder", icon="folder")
    show.clicked.connect(partial(_open, folder, page))
    flow.addWidget(show)
    return row


def _open(path: Path, page: QWidget, _checked: bool = False) -> None:
    show_outside(path, page)
