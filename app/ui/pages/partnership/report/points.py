"""What was found before publication, by how much it asks for; each row leads to its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reports.wording import plural
from app.services.before_publication import Checked, Point, Severity
from app.ui.pages.partnership.report.mending import WORDS
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.surfaces import button_row
from app.ui.widgets.task_list import Task, TaskList

_AT_ONCE = 12
_GROUPS: dict[Severity, tuple[str, str, str, Tone, str]] = {
    Severity.STOPS: (
        "Mend these, or say why they may stay",
        "Words that may identify somebody, and quotations that are not what was written.",
        "Stops",
        Tone.PROBLEM,
        "problem",
    ),
    Severity.ASKS: (
        "Gaps that readers will find",
        "The report can go out with them. It will say what is missing.",
        "Gap",
        Tone.ATTENTION,
        "attention",
    ),
    Severity.NOTE: ("Good to know", "", "Note", Tone.SECONDARY, "info"),
}


class PointsView(QWidget):
    """One group of points. ``mend(point)`` is called for the one that is opened."""

    def __init__(
        self, severity: Severity, points: tuple[Point, ...], mend: Callable[[Point], object]
    ) -> None:
        super().__init__()
        title, about, *_ = _GROUPS[severity]
        self._severity, self.points, self._mend = severity, points, mend
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(section_title(f"{title} ({len(points)})"))
        if about:
            column.addWidget(hint(about))
        self.rows = TaskList([], title)
        self.rows.opened.connect(self._open)
        column.addWidget(self.rows)
        self.more = secondary_button("")
        self.more.clicked.connect(self._show_all)
        column.addLayout(button_row(self.more, right=False))
        self._fill(_AT_ONCE)

    def _fill(self, most: int) -> None:
        _, _, status, tone, icon = _GROUPS[self._severity]
        self.rows.set_tasks(
            [
                Task(str(at), point.sentence, WORDS[point.where.spot], status, tone, icon)
                for at, point in enumerate(self.points[:most])
            ]
        )
        left = len(self.points) - most
        self.more.setVisible(left > 0)
        if left > 0:
            self.more.set_text(f"Show {left} more")

    def _show_all(self) -> None:
        self._fill(len(self.points))
        self.rows.row(str(_AT_ONCE)).setFocus()

    def _open(self, key: str) -> None:
        self._mend(self.points[int(key)])


def verdict(checked: Checked) -> Banner:
    """What the check came to, in one sentence."""
    if not checked.whole:
        return Banner(Tone.ATTENTION, "Stopped before everything was looked through.")
    stops, asks = len(checked.of(Severity.STOPS)), len(checked.of(Severity.ASKS))
    if stops:
        verb = "stops" if stops == 1 else "stop"
        return Banner(
            Tone.PROBLEM,
            f"{plural(stops, 'place')} {verb} this report.",
            "Mend each, or look at it and say below why it may stay.",
        )
    if asks:
        return Banner(
            Tone.ATTENTION,
            f"Nothing stops this report. {plural(asks, 'gap')} may be asked about.",
            "It can be published as it is.",
        )
    return Banner(
        Tone.GOOD,
        "Nothing stops this report, and no gap was found.",
        "The guard knows names, numbers and places, not everything: read the report as well.",
    )
