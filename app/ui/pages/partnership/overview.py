"""The overview: the audit as a list of things to do, each leading to its room."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from app.domain.changes import Topic
from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.services.define_audit import define_audit
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.pages.partnership.wording import brought_in, short_day, where_it_stands
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import body_text, hint, section_title
from app.ui.widgets.surfaces import Card, Stat, button_row
from app.ui.widgets.task_list import Task, TaskList


class OverviewRoom(Room):
    """Where the audit stands; or, without one, how an audit comes onto the desk."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.PACKS, Topic.RETURNS, Topic.KEYS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Overview")
        self.stats = FlowLayout(gap=36, row_gap=8)
        self.failure = Slot()
        self.tasks = TaskList([], "The audit, step by step")
        self.tasks.opened.connect(self._go)
        self._standing: Standing | None = None
        self.define = Card(padding=Space.XL)
        self.define.body.addWidget(section_title("Define an audit"))
        self.define.body.addWidget(
            body_text(
                "An audit definition is a file that names the theme, the audit tool, the cases, "
                "the agencies and the dates. Children are in it by number and initials only."
            )
        )
        self.choose = primary_button("Choose a definition file", icon="folder")
        self.choose.clicked.connect(self._choose)
        self.sample = secondary_button("Use the sample audit")
        self.sample.clicked.connect(self._use_sample)
        buttons = FlowLayout(gap=Space.M)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.sample)
        self.define.body.addSpacing(Space.S)
        self.define.body.addLayout(buttons)
        self.define.body.addWidget(
            hint("The sample has five invented cases and shows the whole way to the report.")
        )
        self.add(self.stats)
        self.add(self.failure)
        self.add(self.tasks, gap_before=Space.XS)
        self.add(self.define)
        self.another = quiet_button("Define another audit", icon="plus")
        flush_left(self.another)
        self.another.clicked.connect(self._choose)
        self.add(button_row(self.another, right=False))
        self.end()
        for part in (self.tasks, self.define, self.another):
            part.hide()

    def focus_first(self) -> None:
        """The first thing to do."""
        (self.choose if self.define.isVisible() else self.tasks.row("sheet")).setFocus()

    def look(self) -> None:
        super().look()
        if self.floor.audit_id:
            self.read_standing(self._show)
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.sentence.setText("There is no audit on this desk yet.")
        self.define.show()
        self.say("Nothing about a child leaves this computer unsealed")

    def _go(self, task: str) -> None:
        if self._standing is not None:
            self.floor.go(room_of(task, self._standing))

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.failure.put()
        self.define.hide()
        self.sentence.setText(where_it_stands(standing))
        self._show_stats(standing)
        self.tasks.set_tasks(tasks_of(standing))
        self.tasks.show()
        self.another.show()
        self.say(brought_in(standing), standing.audit.reference)

    def _show_stats(self, standing: Standing) -> None:
        while (item := self.stats.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        audit, today = standing.audit, standing.today
        dates = [(audit.opened, "look back from"), (audit.due, "returns due")]
        if audit.meeting:
            dates.append((audit.meeting, "meeting"))
        for when, word in dates:
            stat = Stat(short_day(when, today), word)
            self.stats.addWidget(stat)
            stat.show()

    # --- defining --------------------------------------------------------------------------------

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Choose an audit definition", str(Path.home()), "Audit definitions (*.toml)"
        )
        if name:
            self._define(Path(name))

    def _use_sample(self) -> None:
        self._define(self.session.context.sample / "audit.toml")

    def _define(self, path: Path) -> None:
        self._set_busy(True)
        workspace, tools = self.session.workspace, self.session.context.tools
        self.session.write(
            lambda: define_audit(workspace, path, tools),
            lambda _defined: self._set_busy(False),
            failed=self._not_defined,
            owner=self,
        )

    def _not_defined(self, error: PartnershipAuditError) -> None:
        self._set_busy(False)
        self.failure.put_error(error)
        self.show_widget(self.failure)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.choose, self.sample, self.another):
            button.setEnabled(not busy)


def tasks_of(standing: Standing) -> list[Task]:
    """The six steps of an audit, each with its state."""
    audit, counts = standing.audit, standing.tracker.returns
    cases, agencies = len(audit.cases), len(audit.agencies)
    made_of = f"{plural(cases, 'case')}, {plural(agencies, 'agency', 'agencies')}"
    figures = plural(counts.full, "full return") if counts.full else "Waits for returns"
    return [
        _task(
            "sheet",
            "Try the recovery sheet",
            "The only other way to the returns if this computer is lost",
            "Tried" if standing.sheet_tried else "To do",
            done=standing.sheet_tried,
        ),
        _task("audit", "Define the audit", f"{made_of}: {audit.tool.title}", "Defined", done=True),
        _issue_task(standing),
        _returns_task(standing),
        _task(
            "findings",
            "Read the findings",
            "Shares of answers, judgements, and the comments behind them",
            figures,
        ),
        _task(
            "report",
            "Write the report",
            "A PDF with the cases, the findings, the comments and the tool",
            "Can be written" if counts.full else "Waits for returns",
        ),
    ]


def room_of(task: str, standing: Standing) -> str:
    """The room in which a step is done; where returns are late, the one that shows whose."""
    if task == "returns":
        counts = standing.tracker.returns
        late = bool(standing.tracker.overdue()) or not counts.missing
        return "tracker" if standing.issued and late else "inbox"
    rooms = {"sheet": "settings", "audit": "cases", "packs": "cases", "report": "reports"}
    return rooms.get(task, task)


def _task(key: str, title: str, text: str, status: str, *, done: bool = False) -> Task:
    if done:
        return Task(key, title, text, status, Tone.GOOD, "check")
    return Task(key, title, text, status)


def _issue_task(standing: Standing) -> Task:
    issued = sum(agency.id in standing.issued for agency in standing.to_issue)
    text = "One file for each agency, with the tool and its case list"
    if standing.all_issued:
        return _task("packs", "Issue the packs", text, f"{issued} issued", done=True)
    waits = not standing.sheet_tried
    status = "Waits for the sheet" if waits else f"{issued} of {len(standing.to_issue)} issued"
    return _task("packs", "Issue the packs", text, status)


def _returns_task(standing: Standing) -> Task:
    counts = standing.tracker.returns
    answered = counts.full + counts.nil
    title, text = "Bring the returns in", "The files that agencies send, many at once"
    status = f"{answered} of {counts.expected} in"
    if standing.tracker.overdue() and standing.issued:
        return Task("returns", title, text, status, Tone.ATTENTION, "attention")
    return _task("returns", title, text, status, done=not counts.missing)
