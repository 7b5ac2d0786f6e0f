"""How a report is made: which small counts are not shown, and which chapters are left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from app.domain.reporting import ReportKind, ReportOptions
from app.reports.audit.outline import CHAPTERS
from app.ui.theme.tokens import Space
from app.ui.widgets.fields import ChoiceField, check_box
from app.ui.widgets.labels import hint, section_title, strong_text
from app.ui.widgets.surfaces import Card

_BELOW = (
    ("0", "Show every count"),
    ("3", "Do not show counts below 3"),
    ("5", "Do not show counts below 5"),
    ("10", "Do not show counts below 10"),
)
_WITH_COUNTS = {ReportKind.AUDIT, ReportKind.GUIDE, ReportKind.FEEDBACK}


class OptionsCard(Card):
    """``edited(ReportOptions)`` when something was chosen otherwise."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._options = ReportOptions()
        self.body.addWidget(section_title("What the report shows"))
        self.below = ChoiceField(
            "Small numbers",
            list(_BELOW),
            hint="A count of one or two can tell who somebody is. A draft shows every count.",
        )
        self.below.chosen.connect(self._changed)
        self.body.addWidget(self.below)
        self.body.addSpacing(Space.S)
        self.chapters_title = strong_text("Chapters")
        self.chapters_about = hint("One without its tick is left out.")
        self.body.addWidget(self.chapters_title)
        self.body.addWidget(self.chapters_about)
        self.boxes: dict[str, QCheckBox] = {}
        for key, title in CHAPTERS.items():
            box = check_box(title, checked=True)
            box.clicked.connect(self._changed)
            self.boxes[key] = box
            self.body.addWidget(box)

    def show_options(self, options: ReportOptions, kind: ReportKind) -> None:
        """Show how the reports are made, as far as it concerns one kind."""
        self._options = options
        known = {key for key, _words in _BELOW}
        below = str(options.suppress_below)
        if below not in known and self.below.box.findData(below) < 0:
            self.below.box.addItem(f"Do not show counts below {below}", below)
        self.below.set_value(below)
        for key, box in self.boxes.items():
            box.setChecked(key not in options.left_out)
        self.setVisible(kind in _WITH_COUNTS)
        whole = kind is ReportKind.AUDIT
        for part in (self.chapters_title, self.chapters_about, *self.boxes.values()):
            part.setVisible(whole)

    def focus_counts(self) -> None:
        """Put the keyboard on the counts that are not shown."""
        self.below.box.setFocus()

    def _changed(self, *_: object) -> None:
        left_out = tuple(key for key, box in self.boxes.items() if not box.isChecked())
        chosen = ReportOptions(int(self.below.value() or 0), left_out)
        if chosen != self._options:
            self._options = chosen
            self.edited.emit(chosen)
