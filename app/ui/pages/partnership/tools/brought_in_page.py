"""What became of a file from which a tool was brought in, and what of it could not be held."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reports.wording import plural
from app.services.tool_library import BroughtIn
from app.toolfiles import NotCarried
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button
from app.ui.widgets.labels import body_text, caption, hint, section_title
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, button_row

_MOST = 200


class BroughtInPage(Room):
    """``open_asked`` to go on in the editor."""

    open_asked = Signal()

    def __init__(self, floor: Floor, brought: BroughtIn) -> None:
        tool, lost = brought.tool, brought.not_carried
        super().__init__(floor, f"“{tool.title}” is in the library", back="Audit tools")
        asked = plural(len(tool.questions), "question")
        scales = plural(len(tool.scales), "scale")
        self.sentence.setText(
            f"From {brought.file_name}: version {tool.version}, "
            f"{plural(len(tool.sections), 'section')}, {asked}, {scales}."
        )
        if brought.was_here:
            self.add(
                Banner(
                    Tone.ACCENT,
                    "It was in the library already.",
                    "The file holds the same tool, so nothing was changed.",
                )
            )
        elif not lost:
            self.add(Banner(Tone.GOOD, "Everything in the file was carried over."))
        self.open = primary_button("Open it")
        self.open.clicked.connect(self.open_asked)
        if lost:
            count = plural(len(lost), "thing")
            self.add(
                Banner(
                    Tone.ATTENTION,
                    f"{count} could not be carried over.",
                    "The rest is in. Look through the list: what matters can be written anew in "
                    "the editor.",
                )
            )
            self.add(section_title("What could not be carried over"), gap_before=Space.S)
            card = Card(padding=Space.M)
            for at, each in enumerate(lost[:_MOST]):
                if at:
                    card.body.addWidget(Rule())
                card.body.addWidget(_line(each))
            self.add(card)
            if len(lost) > _MOST:
                self.add(hint(f"And {len(lost) - _MOST} more of the same kinds."))
        self.add(button_row(self.open, right=False), gap_before=Space.S)
        self.end()
        self.say(f"From {brought.file_name}", "Alt+Left goes back")

    def focus_first(self) -> None:
        self.open.setFocus()


def _line(lost: NotCarried) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, Space.XS, 0, Space.XS)
    column.setSpacing(0)
    column.addWidget(caption(lost.place))
    column.addWidget(body_text(lost.what))
    column.addWidget(hint(f"{lost.why}."))
    return line
