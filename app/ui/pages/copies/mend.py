"""A desk that is damaged: put a copy back, or rescue what can be read; and what came of that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.keep_copies import KeptCopy
from app.services.rescue import NamedReturn, RescueReport, lost_words, outcome
from app.storage import SlotKind
from app.ui.pages.copies.copy_list import CopyList
from app.ui.pages.copies.opening import Opening
from app.ui.pages.copies.putting_back import AskPage
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, page_title, section_title, strong_text
from app.ui.widgets.surfaces import Card, ReadingColumn

_MOST_NAMED = 40


class MendPage(ReadingColumn):
    """``copy_chosen(KeptCopy)``, ``rescue_asked``, or ``left`` to another desk."""

    copy_chosen = Signal(object)
    rescue_asked = Signal()
    left = Signal()

    def __init__(self, copies: Sequence[KeptCopy], today: date, *, can_rescue: bool) -> None:
        super().__init__()
        self.add(page_title("This desk is damaged"))
        self.add(
            Banner(
                Tone.PROBLEM,
                "Its files are not what the program wrote, so it was not opened.",
                "Nothing was changed. A drive or a program that copies files may have done this.",
            )
        )
        self.add(section_title("Put a copy back"), gap_before=Space.M)
        self.add(
            hint(
                "The surest way: all is as it was when the copy was made. Choose the latest first. "
                "It is tried before anything is changed."
            )
        )
        self.copies = CopyList()
        self.copies.show_copies(copies, today)
        self.copies.chosen.connect(self.copy_chosen)
        self.add(self.copies)
        self.add(section_title("Rescue what can be read"), gap_before=Space.M)
        self.add(
            hint(
                "Keeps what was done since the latest copy, but for what stood on the damaged "
                "places. The damaged files are set aside, so that a copy can still be put back."
                if can_rescue
                else "This can’t be done here: what leads to the desk’s key is missing or damaged."
            )
        )
        self.rescue = secondary_button("Rescue what can be read")
        self.rescue.clicked.connect(self.rescue_asked)
        self.rescue.setVisible(can_rescue)
        self.another = secondary_button("Another desk")
        self.another.clicked.connect(self.left)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.rescue)
        row.addWidget(self.another)
        self.add(row)
        self.end()
        first = self.copies.first()
        self.setFocusProxy(first or (self.rescue if can_rescue else self.another))


class RescuePage(AskPage):
    """Asks for what opens the damaged desk."""

    def __init__(self, ways: Collection[SlotKind]) -> None:
        super().__init__(
            "Rescue what can be read",
            Opening(ways, "Passphrase"),
            "Rescue what can be read",
            "Back",
            "The desk is read, page by page. This can take some minutes.",
        )
        self.add(
            hint(
                "Every page of the desk is read. What can be read is put into a sound one, and you "
                "are told of what kind something is lost. The damaged files are set aside first."
            )
        )
        self.finish()


class RescuedPage(ReadingColumn):
    """What was read and what was lost. ``opened``, ``save_asked``, and ``copies_asked``."""

    opened = Signal()
    save_asked = Signal()
    copies_asked = Signal()

    def __init__(self, report: RescueReport) -> None:
        super().__init__()
        self.add(page_title("What could be read"))
        first, *more = outcome(report)
        tone = Tone.GOOD if report.is_whole and report.reopened else Tone.ATTENTION
        self.add(Banner(tone, first, " ".join(more)))
        self._add_buttons(report)
        self._name(
            "Returns that are missing",
            "The history knows of them, and their sealed files could not be brought in again. "
            "Bring the files in from the e-mails, or ask the agency for them.",
            report.lost,
        )
        self._name(
            "Returns of which a part is lost",
            "Some of their answers stood on damaged places. Look through them, or put a copy back. "
            "Note which they are: the saved report names none.",
            report.incomplete,
        )
        self.add(section_title("What was read, and what was lost"), gap_before=Space.M)
        self.add(_kinds(report))
        self.add(hint("The damaged files are set aside, still encrypted, in:"), gap_before=Space.S)
        self.add(body_text(str(report.aside), selectable=True))
        self.end()
        self.setFocusProxy(self.open if report.reopened else self.copies)

    def _name(self, title: str, about: str, returns: Sequence[NamedReturn]) -> None:
        if not returns:
            return
        self.add(section_title(title), gap_before=Space.M)
        self.add(hint(about))
        names = [f"{each.uin} · {each.agency} · {each.audit}" for each in returns[:_MOST_NAMED]]
        if len(returns) > _MOST_NAMED:
            names.append(f"and {len(returns) - _MOST_NAMED} more")
        self.add(body_text("\n".join(names), selectable=True))

    def _add_buttons(self, report: RescueReport) -> None:
        self.open = primary_button("Open the desk")
        self.open.clicked.connect(self.opened)
        self.open.setVisible(report.reopened)
        self.copies = secondary_button("Put a copy back")
        self.copies.clicked.connect(self.copies_asked)
        self.save = secondary_button("Save this report")
        self.save.clicked.connect(self.save_asked)
        row = FlowLayout(gap=Space.M)
        for button in (self.open, self.copies, self.save):
            row.addWidget(button)
        self.add(row)
        self.saved = IconLine("check", "", Tone.GOOD)
        self.saved.hide()
        self.add(self.saved)

    def say_saved(self, name: str) -> None:
        """Say that the report is written."""
        self.saved.set_text(f"The report is in “{name}”. No case data is in it.")
        self.saved.show()


def _kinds(report: RescueReport) -> QWidget:
    card = Card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.XL)
    grid.setVerticalSpacing(Space.S)
    for column, text in enumerate(("", "Read", "Lost")):
        grid.addWidget(strong_text(text), 0, column)
    for row, kind in enumerate(report.kinds, start=1):
        grid.addWidget(body_text(kind.name), row, 0)
        grid.addWidget(body_text(f"{kind.read:,}"), row, 1)
        lost = lost_words(kind)
        if kind.gaps:
            grid.addWidget(IconLine("attention", lost, Tone.ATTENTION), row, 2)
        else:
            grid.addWidget(hint(lost), row, 2)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 2)
    card.body.addLayout(grid)
    return card
