"""The reports: what goes into the audit report, what is still missing, and writing it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from app.domain.changes import Topic
from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.services.write_report import Written, write_report
from app.ui.messages import first_sentence
from app.ui.outside import show_outside
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.pages.partnership.scan_page import ScanPage
from app.ui.pages.partnership.wording import brought_in, where_it_stands
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint, section_title


class ReportsRoom(Room):
    """The audit report as a PDF."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.RETURNS, Topic.PACKS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Reports")
        self._standing: Standing | None = None
        self.result = Slot()
        self.add(self.result)
        self.contents = Slot(gap=Space.M)
        self.add(self.contents)
        self.missing = Slot(gap=Space.M)
        self.add(self.missing, gap_before=Space.S)
        self.names = secondary_button("Look for names", icon="search")
        self.names.clicked.connect(lambda: self.floor.open(ScanPage(self.floor)))
        self.write = primary_button("Write report", icon="document")
        self.write.clicked.connect(self._write)
        self.note = hint(
            "It is marked as a draft, and carries no name of an auditor. It is written to where "
            "you say and is then no longer encrypted: keep it as you keep other case papers."
        )
        self.add(self.note, gap_before=Space.S)
        buttons = FlowLayout(gap=Space.M)
        buttons.addWidget(self.names)
        buttons.addWidget(self.write)
        self.add(buttons)
        self.end()

    def focus_first(self) -> None:
        self.write.setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(self._show)

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.sentence.setText(where_it_stands(standing))
        self.contents.put(
            section_title("The audit report contains"),
            *(_plain_line("check", text, Tone.GOOD) for text in contents_of(standing)),
        )
        missing = missing_from(standing)
        self.missing.put(
            section_title("Still missing from it"),
            *(_plain_line("attention", text, Tone.ATTENTION) for text in missing),
        )
        self.say(brought_in(standing))

    def _write(self) -> None:
        if self._standing is None:
            return
        name = f"{self._standing.audit.reference} audit report.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Write the report", str(Path.home() / name), "PDF (*.pdf)"
        )
        if not chosen:
            return
        path = Path(chosen)
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self._set_busy(True)
        self.session.work(
            lambda _work: write_report(workspace, audit_id, path, clock=clock),
            done=self._written,
            failed=self._failed,
            owner=self,
        )

    def _set_busy(self, busy: bool) -> None:
        self.write.setEnabled(not busy)
        self.write.set_text("Writing the report…" if busy else "Write report")

    def _failed(self, error: PartnershipAuditError) -> None:
        self._set_busy(False)
        self.result.put(Banner(Tone.PROBLEM, *first_sentence(error.sentence)))
        self.show_widget(self.result)

    def _written(self, written: Written) -> None:
        self._set_busy(False)
        banner = Banner(
            Tone.GOOD,
            f"The report is written: {plural(written.pages, 'page')}.",
            f"It is in “{written.path.name}”.",
            action="Open report",
        )
        banner.acted.connect(lambda: show_outside(written.path, self))
        folder = quiet_button("Show in folder", icon="folder")
        flush_left(folder)
        folder.clicked.connect(lambda: show_outside(written.path.parent, self))
        self.result.put(banner, folder)
        if banner.button is not None:
            banner.button.setFocus()
        self.show_widget(self.result)


def contents_of(standing: Standing) -> list[str]:
    """What the report is made of, with what is in now."""
    audit, counts = standing.audit, standing.tracker.returns
    judgements = len(audit.tool.judgements)
    lines = [
        "Front page, summary, context and methodology",
        f"Findings from {plural(counts.full, 'full return')}: each share with its bar and n of N",
    ]
    if judgements:
        lines.append(f"The spread of {plural(judgements, 'judgement')}, by case and agency")
    lines += [
        "The comments behind each question, by case and agency",
        f"A pen picture and summary for each of {plural(len(audit.cases), 'case')}",
        f"The audit tool as an appendix: {audit.tool.title}",
    ]
    return lines


def missing_from(standing: Standing) -> list[str]:
    """What a reader will look for and not find, said before it goes out."""
    audit, counts = standing.audit, standing.tracker.returns
    lines = []
    if counts.missing:
        lines.append(f"{plural(counts.missing, 'return')} of {counts.expected} not in yet")
    if not audit.context.strip():
        lines.append("The context of the audit: its definition gives none")
    if not audit.methodology.strip():
        lines.append("The methodology: the definition gives none")
    lines.append("The partnership’s agreed judgement for each case, from the meeting")
    lines.append("Recommendations with action, lead, date and outcome")
    return lines


def _plain_line(icon: str, text: str, tone: Tone) -> IconLine:
    """A sentence in the colour of text after an icon in its tone."""
    line = IconLine(icon, text, tone)
    line.label.set_tone(Tone.TEXT)
    return line
