"""The fields of an agency, on one card: for the address book and for setting an audit up."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal

from app.domain.audits import Agency
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import section_title
from app.ui.widgets.surfaces import Card

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FIELDS = (
    ("name", "Name of the agency", "", 0),
    (
        "email",
        "E-mail address",
        "Its pack goes there. Best a mailbox that several people read.",
        44,
    ),
    ("contact", "Contact", "A name or a role, for your own use and on the pack", 44),
    ("phone", "Telephone", "Where the words of its fingerprint are compared", 24),
    (
        "proxy",
        "Filled in by",
        "Only where somebody else answers for it: the education team for a school, say",
        44,
    ),
)


class AgencyForm(Card):
    """``agreed(Agency)`` when the form is kept, ``closed`` when it is left as it was.

    The agency that is agreed on has the id of the one that was shown: none for a new one.
    """

    agreed = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=Space.L)
        self.agency = Agency("", "")
        self.head = section_title("")
        self.body.setSpacing(Space.M)
        self.body.addWidget(self.head)
        self.lines: dict[str, LineField] = {}
        for name, label, about, characters in _FIELDS:
            line = LineField(label, hint=about, characters=characters, longest=200)
            line.entered.connect(lambda _text: self._agree())
            self.lines[name] = line
            self.body.addWidget(line)
        self.keep = primary_button("Add this agency")
        self.keep.clicked.connect(self._agree)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(self.closed)
        row = FlowLayout(gap=Space.M)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        self.body.addLayout(row)

    def show_agency(self, agency: Agency | None) -> None:
        """Ask for a new agency, or show one to be changed."""
        self.agency = agency or Agency("", "")
        self.head.setText(f"Change {agency.name}" if agency else "Add an agency")
        self.keep.set_text("Keep the changes" if agency else "Add this agency")
        for name, line in self.lines.items():
            line.set_error("")
            line.set_value(getattr(self.agency, name))

    def focus_line(self, name: str) -> None:
        """Put the keyboard into a field."""
        self.lines[name].box.setFocus()

    def _agree(self) -> None:
        typed = {name: " ".join(line.value().split()) for name, line in self.lines.items()}
        wrong = {}
        if not typed["name"]:
            wrong["name"] = "Give the agency a name."
        if typed["email"] and not _ADDRESS.fullmatch(typed["email"]):
            wrong["email"] = "This is no e-mail address: it needs an @ and a full stop after it."
        for name, line in self.lines.items():
            line.set_error(wrong.get(name, ""))
        if wrong:
            self.focus_line(next(iter(wrong)))
            return
        self.agreed.emit(replace(self.agency, **typed))


def contact_words(agency: Agency) -> str:
    """How an agency is reached, in one line."""
    words = [agency.email, agency.contact, agency.phone]
    if agency.proxy:
        words.append(f"filled in by {agency.proxy}")
    return " · ".join(word for word in words if word.strip())
