"""Check a report and publish it: what stops it, what is missing, how it is made, who publishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from app.domain.audits import Audit
from app.domain.changes import Changes
from app.domain.reporting import Published, ReportKind, ReportOptions
from app.errors import PartnershipAuditError
from app.services.before_publication import Checked, Point, Severity, before_publication
from app.services.officer import officer_of
from app.services.publish_report import PUBLISHABLE, Version, publish_report, published
from app.services.report_texts import keep_report_options, report_texts
from app.storage import Clock, Workspace
from app.ui.pages.partnership.inbox_summary import WorkCard
from app.ui.pages.partnership.report.choice import ReportChoice
from app.ui.pages.partnership.report.deeds import PaperDeeds
from app.ui.pages.partnership.report.mending import mend
from app.ui.pages.partnership.report.options_card import OptionsCard
from app.ui.pages.partnership.report.paper import MADE_FROM, Paper
from app.ui.pages.partnership.report.papers import (
    published_paper,
    published_title,
    report_paper,
)
from app.ui.pages.partnership.report.points import PointsView, verdict
from app.ui.pages.partnership.report.published_list import published_card
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.tasks import Task, Work
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import hint, section_title

_BACK = "Check and publish"


@dataclass(frozen=True)
class _Seen:
    audit: Audit
    options: ReportOptions
    officer: str
    versions: tuple[Version, ...]


def _read(workspace: Workspace, audit_id: str, clock: Clock) -> _Seen:
    texts = report_texts(workspace, audit_id, clock=clock)
    versions = published(workspace, audit_id, clock=clock)
    return _Seen(texts.audit, texts.options, officer_of(workspace), versions)


class PublishPage(Room):
    """Looks through the report when it is opened, and again when something in it has changed."""

    concerns: ClassVar = MADE_FROM

    def __init__(
        self,
        floor: Floor,
        kind: ReportKind,
        about: str,
        *,
        open_paper: Callable[[Paper], object],
        back: str = "Reports",
    ) -> None:
        super().__init__(floor, "Check and publish", back=back)
        self._open_paper = open_paper
        self._task: Task[Checked] | None = None
        self._seen: _Seen | None = None
        self.checked: Checked | None = None
        self.sentence.setText(
            "What is published is frozen as it goes out: a version with its day and its name. "
            "Nothing is sent anywhere."
        )
        self.choice = ReportChoice(kind, about, PUBLISHABLE)
        self.choice.chosen.connect(self._other_report)
        self.add(self.choice)
        self.result = Slot(gap=Space.M)
        self.deeds = PaperDeeds(self, self.result)
        self.add(self.result)
        self.work = WorkCard()
        self.work.stop.clicked.connect(self._stop)
        self.add(self.work)
        self.found = Slot(gap=Space.XL)
        self.add(self.found)
        self.options = OptionsCard()
        self.options.edited.connect(self._keep_options)
        self.add(self.options)
        self._add_publishing()
        self.before_title = section_title("Published versions of this report")
        self.add(self.before_title, gap_before=Space.S)
        self.before = Slot()
        self.add(self.before)
        self.none_yet = hint("This report has not been published yet.")
        self.add(self.none_yet)
        self.end()

    def _add_publishing(self) -> None:
        self.who = LineField(
            "Who publishes it",
            hint="Your name or role. It is kept with the version, and is not printed.",
            characters=36,
            longest=200,
        )
        self.reason = GrowingText(
            "Why it may stay",
            hint="What was looked at, and why it identifies nobody. It is kept with the version.",
            least_lines=3,
        )
        self.reason.hide()
        self.preview = secondary_button("Preview", icon="document")
        self.preview.clicked.connect(self._preview)
        self.publish = primary_button("Publish", icon="check")
        self.publish.clicked.connect(self._publish)
        self.publish.setEnabled(False)
        buttons = FlowLayout(gap=Space.M)
        buttons.addWidget(self.preview)
        buttons.addWidget(self.publish)
        self.add(section_title("Publish"), gap_before=Space.S)
        self.add(self.who)
        self.add(self.reason)
        self.add(buttons)

    def focus_first(self) -> None:
        self.back.setFocus()

    def leave(self) -> None:
        self._stop()

    # --- looking through it ---------------------------------------------------------------------

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.read(lambda: _read(workspace, audit_id, clock), self._show)
        self._check()

    def _check(self) -> None:
        if self._task is not None:
            self._task.cancel()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock, kind, about = self.session.context.clock, self.choice.kind, self.choice.about

        def read(work: Work) -> Checked:
            def on(done: int, total: int) -> bool:
                work.report(done, total)
                return not work.cancelled

            return before_publication(workspace, audit_id, kind, about, clock=clock, progress=on)

        self.publish.setEnabled(False)
        if self.choice.is_whole:
            self.work.begin("Looking through return", 0)
            task = self.session.work(
                read,
                done=lambda checked: self._checked(task, checked),
                failed=self._failed,
                cancelled=lambda: self._stopped(task),
                progress=lambda done, total, _text: self.work.say(done, total),
                owner=self,
            )
            self._task = task

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _stopped(self, task: object) -> None:
        if task is self._task:
            self._task = None
            self.work.hide()
            again = Banner(
                Tone.ATTENTION,
                "Stopped before everything was looked through.",
                "A report is published after it was looked through whole.",
                action="Look again",
            )
            again.acted.connect(self._check)
            self.found.put(again)

    def _failed(self, error: PartnershipAuditError) -> None:
        self._task = None
        self.work.hide()
        self.found.put_error(error)

    def _checked(self, task: object, checked: Checked) -> None:
        if task is not self._task:
            return
        if not checked.whole:
            self._stopped(task)
            return
        self._task = None
        self.show_checked(checked)

    def show_checked(self, checked: Checked) -> None:
        """Show what was found: what stops first."""
        self.checked = checked
        self.work.hide()
        groups = [
            PointsView(severity, points, self._mend)
            for severity in Severity
            if (points := checked.of(severity))
        ]
        self.found.put(verdict(checked), *groups)
        self.reason.setVisible(checked.stops)
        self.publish.setEnabled(True)
        self.say("Nothing was changed", "Alt+Left goes back")

    def _mend(self, point: Point) -> None:
        if self._seen is None:
            return
        if not mend(self, self._seen.audit, point.where, _BACK):
            self.options.focus_counts()

    # --- what it is made of ---------------------------------------------------------------------

    def _show(self, seen: _Seen) -> None:
        first = self._seen is None
        self._seen = seen
        whole = self.choice.is_whole
        self.choice.fill(seen.audit)
        self.options.show_options(seen.options, self.choice.kind)
        if first and not self.who.value():
            self.who.set_value(seen.officer)
        self._show_versions()
        if not whole and self.choice.is_whole:
            self._check()

    def _show_versions(self) -> None:
        if self._seen is None:
            return
        mine = [
            version
            for version in self._seen.versions
            if version.published.kind is self.choice.kind
            and version.published.about == self.choice.about
        ]
        self.none_yet.setVisible(not mine)
        card = published_card(self._seen.audit, mine, self._open_version, self._save_version)
        self.before.put(*([card] if mine else []))

    def _other_report(self) -> None:
        self.result.put()
        self.found.put()
        self.checked = None
        if self._seen is not None:
            self.options.show_options(self._seen.options, self.choice.kind)
        self._show_versions()
        self._check()

    def _keep_options(self, options: object) -> None:
        if isinstance(options, ReportOptions):
            workspace, audit_id = self.session.workspace, self.floor.audit_id
            self.session.write(
                lambda: keep_report_options(workspace, audit_id, options),
                failed=self.tell,
                owner=self,
            )

    # --- publishing -----------------------------------------------------------------------------

    def _publish(self) -> None:
        by, reason = self.who.value().strip(), self.reason.value().strip()
        stops = self.checked is not None and self.checked.stops
        self.who.set_error("" if by else "Say who publishes it.")
        missing = stops and not reason
        self.reason.set_error("Say why what was found may stay, or mend it." if missing else "")
        if not by or missing:
            (self.reason.box if by else self.who.box).setFocus()
            return
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock, kind, about = self.session.context.clock, self.choice.kind, self.choice.about

        def run(work: Work) -> tuple[Published, Changes]:
            def on_page(page: int) -> None:
                work.check()
                work.report(page, page + 1)

            return publish_report(
                workspace,
                audit_id,
                kind,
                about,
                by=by,
                clock=clock,
                reason=reason if stops else "",
                on_page=on_page,
            )

        self.publish.setEnabled(False)
        self.publish.set_text("Publishing…")
        self.session.work(run, done=self._published, failed=self._not_published, owner=self)

    def _not_published(self, error: PartnershipAuditError) -> None:
        self._ready()
        self.deeds.fail(error)

    def _published(self, made: tuple[Published, Changes]) -> None:
        one, changes = made
        self._ready()
        audit = self._seen.audit if self._seen is not None else None
        title = published_title(audit, one) if audit is not None else "The report"
        banner = Banner(
            Tone.GOOD,
            f"{title}, is published.",
            "It is kept here as it is, whatever changes. Save it as a PDF to pass it on.",
            action="Save as PDF",
        )
        banner.acted.connect(partial(self._save_version, one))
        self.result.put(banner)
        self.reason.set_value("")
        if banner.button is not None:
            banner.button.setFocus()
        self.show_widget(self.result)
        self.session.tell(changes)

    def _ready(self) -> None:
        self.publish.setEnabled(True)
        self.publish.set_text("Publish")

    def _paper_of(self, one: Published) -> Paper | None:
        if self._seen is None:
            return None
        return published_paper(self.session.workspace, self._seen.audit, one)

    def _open_version(self, one: Published) -> None:
        paper = self._paper_of(one)
        if paper is not None:
            self._open_paper(paper)

    def _save_version(self, one: Published) -> None:
        paper = self._paper_of(one)
        if paper is not None:
            self.deeds.save(paper)

    def _preview(self) -> None:
        if self._seen is not None and self.choice.is_whole:
            session = self.session
            paper = report_paper(
                session.workspace,
                self._seen.audit,
                self.choice.kind,
                self.choice.about,
                session.context.clock,
            )
            self._open_paper(paper)
