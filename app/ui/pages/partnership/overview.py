"""The overview: the audit as a list of things to do, each leading to its room."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from app.domain.changes import Topic
from app.domain.days import long_day
from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.services.define_audit import define_audit
from app.services.keep_audits import AllAudits, ListedAudit, all_audits, bring_back_audit
from app.storage import SetUpSummary
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.audits import AuditsPage
from app.ui.pages.partnership.reading import Standing, read_standing
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.pages.partnership.set_up import opening
from app.ui.pages.partnership.wording import (
    brought_in,
    day_and_time,
    short_day,
    where_it_stands,
)
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import body_text, hint, section_title
from app.ui.widgets.surfaces import Card, Stat
from app.ui.widgets.task_list import Task, TaskList


class OverviewRoom(Room):
    """Where the audit stands; or, without one, how an audit comes onto the desk."""

    concerns: ClassVar = frozenset(
        {Topic.AUDITS, Topic.PACKS, Topic.RETURNS, Topic.KEYS, Topic.SET_UPS}
    )

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Overview")
        self.stats = FlowLayout(gap=36, row_gap=8)
        self.failure = Slot()
        self.notes = Slot(gap=Space.M)
        self.tasks = TaskList([], "The audit, step by step")
        self.tasks.opened.connect(self._go)
        self._standing: Standing | None = None
        self.add(self.stats)
        self.add(self.failure)
        self.add(self.notes)
        self.add(self.tasks, gap_before=Space.XS)
        self._add_begun()
        self._add_define()
        self._add_ways()
        self.end()
        for part in (self.tasks, self.define, self.begun_title, self.begun):
            part.hide()

    def _add_begun(self) -> None:
        self.begun_title = section_title("Being set up")
        self.begun = TaskList([], "Audits that are being set up")
        self.begun.opened.connect(lambda key: opening.go_on(self, key))
        self.add(self.begun_title)
        self.add(self.begun)

    def _add_define(self) -> None:
        self.define = Card(padding=Space.XL)
        self.define.body.addWidget(section_title("Set up an audit"))
        self.define.body.addWidget(
            body_text(
                "Eight short steps: what it is about, the dates, the audit tool, the cases, the "
                "agencies. You can leave at any point and go on later. Children are in it by "
                "number and initials only."
            )
        )
        self.set_up = primary_button("Set up an audit", icon="plus")
        self.set_up.clicked.connect(lambda: opening.begin(self))
        self.sample = secondary_button("Use the sample audit")
        self.sample.clicked.connect(self._use_sample)
        self.choose = secondary_button("From a definition file", icon="folder")
        self.choose.clicked.connect(self._choose)
        buttons = FlowLayout(gap=Space.M)
        for button in (self.set_up, self.sample, self.choose):
            buttons.addWidget(button)
        self.define.body.addSpacing(Space.S)
        self.define.body.addLayout(buttons)
        self.define.body.addWidget(
            hint("The sample has five invented cases and shows the whole way to the report.")
        )
        self.add(self.define)

    def _add_ways(self) -> None:
        self.change = quiet_button("Change this audit", icon="edit")
        self.change.clicked.connect(lambda: opening.change(self, self.floor.audit_id))
        self.another = quiet_button("Set up another audit", icon="plus")
        self.another.clicked.connect(lambda: opening.begin(self))
        self.all = quiet_button("All audits", icon="folder")
        self.all.clicked.connect(lambda: self.floor.open(AuditsPage(self.floor)))
        self.ways = FlowLayout(gap=Space.L)
        for button in (self.change, self.another, self.all):
            flush_left(button)
            button.hide()
            self.ways.addWidget(button)
        self.add(self.ways)

    def focus_first(self) -> None:
        """The first thing to do."""
        if self.define.isVisible():
            self.set_up.setFocus()
        elif self._standing is not None:
            self.tasks.row("sheet").setFocus()
        else:
            self.setFocus()  # it is not read yet

    def look(self) -> None:
        super().look()
        workspace, clock = self.session.workspace, self.session.context.clock
        audit_id = self.floor.audit_id
        if audit_id:
            self.read(
                lambda: (read_standing(workspace, audit_id, clock), all_audits(workspace, clock)),
                lambda found: self._show(*found),
            )
        else:
            self.read(lambda: all_audits(workspace, clock), self._show_nothing)

    def _show_nothing(self, found: AllAudits) -> None:
        self.sentence.setText("There is no audit on this desk yet.")
        self.define.show()
        self._show_begun(found.set_ups)
        if found.audits:
            self.sentence.setText("Every audit of this desk was destroyed. Set up the next one.")
            self.all.show()
        self.say("Nothing about a child leaves this computer unsealed")

    def _show_begun(self, set_ups: tuple[SetUpSummary, ...]) -> None:
        self.begun.set_tasks([_begun_row(each) for each in set_ups])
        self.begun_title.setVisible(bool(set_ups))
        self.begun.setVisible(bool(set_ups))

    def _go(self, task: str) -> None:
        if self._standing is not None:
            self.floor.go(room_of(task, self._standing))

    def _show(self, standing: Standing, found: AllAudits) -> None:
        self._standing = standing
        self.failure.put()
        self.define.hide()
        self.sentence.setText(where_it_stands(standing))
        self._show_stats(standing)
        self._show_notes(found)
        self.tasks.set_tasks(tasks_of(standing))
        self.tasks.show()
        self._show_begun(found.set_ups)
        for button in (self.change, self.another, self.all):
            button.show()
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

    def _show_notes(self, found: AllAudits) -> None:
        here = next((line for line in found.audits if line.summary.id == self.floor.audit_id), None)
        banners = {**notes_on(here), **others_due(found, self.floor.audit_id)}
        for kind, banner in banners.items():
            if kind == "changing":
                banner.acted.connect(lambda: opening.change(self, self.floor.audit_id))
            elif kind == "archived":
                banner.acted.connect(self._bring_back)
            else:
                banner.acted.connect(lambda: self.floor.open(AuditsPage(self.floor)))
        self.notes.put(*banners.values())

    def _bring_back(self) -> None:
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        self.session.write(
            lambda: bring_back_audit(workspace, audit_id), failed=self.tell, owner=self
        )

    # --- defining --------------------------------------------------------------------------------

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            "Choose an audit definition",
            str(files_folder(self.session.context.policy)),
            "Audit definitions (*.toml)",
        )
        if name:
            self._define(Path(name))

    def _use_sample(self) -> None:
        self._define(self.session.context.sample / "audit.toml")

    def _define(self, path: Path) -> None:
        self._set_busy(True)
        workspace, context = self.session.workspace, self.session.context
        self.session.write(
            lambda: define_audit(workspace, path, context.tools, policy=context.policy),
            lambda _defined: self._set_busy(False),
            failed=self._not_defined,
            owner=self,
        )

    def _not_defined(self, error: PartnershipAuditError) -> None:
        self._set_busy(False)
        self.failure.put_error(error)
        self.show_widget(self.failure)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.set_up, self.choose, self.sample, self.another):
            button.setEnabled(not busy)


def notes_on(here: ListedAudit | None) -> dict[str, Banner]:
    """What is to be said of the audit on the desk besides how far it is."""
    notes: dict[str, Banner] = {}
    if here is None:
        return notes
    summary, days = here.summary, here.retention_days
    if here.changing:
        notes["changing"] = Banner(
            Tone.ACCENT,
            "This audit is being changed.",
            "What was changed counts once you check it and keep the changes.",
            action="Go on changing it",
        )
    if summary.archived is not None:
        notes["archived"] = Banner(
            Tone.ACCENT,
            f"This audit was archived on {long_day(summary.archived)}.",
            "It is not offered among the current ones. Everything of it is still here.",
            action="Bring it back",
        )
    if days is not None and here.is_retention_near and summary.retain_until is not None:
        day = long_day(summary.retain_until)
        when = f"was kept until {day}" if days < 0 else f"is kept until {day}"
        notes["retention"] = Banner(
            Tone.ATTENTION,
            f"This audit {when}.",
            "Destroy it, or keep it longer: nothing is destroyed by itself.",
            action="All audits",
        )
    return notes


def others_due(found: AllAudits, audit_id: str) -> dict[str, Banner]:
    """That other audits than the one on the desk have reached the end of their time."""
    others = [line for line in found.nearly_over if line.summary.id != audit_id]
    if not others:
        return {}
    first = min(others, key=lambda line: line.retention_days or 0).summary
    until = long_day(first.retain_until) if first.retain_until else ""
    more = f", and {plural(len(others) - 1, 'other audit')}" if len(others) > 1 else ""
    return {
        "others": Banner(
            Tone.ATTENTION,
            f"“{first.title}” is kept until {until}{more}.",
            "Destroy what is not needed any more, or keep it longer.",
            action="All audits",
        )
    }


def _begun_row(set_up: SetUpSummary) -> Task:
    title = set_up.title.strip() or "An audit without a title yet"
    return Task(set_up.id, title, f"Last saved {day_and_time(set_up.at)}", "Go on", Tone.ACCENT)


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
        _task("audit", "Set up the audit", f"{made_of}: {audit.tool.title}", "Set up", done=True),
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
