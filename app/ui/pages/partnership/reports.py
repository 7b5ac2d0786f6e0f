"""The reports: each is previewed, printed and saved from here, and published when it is ready."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from app.domain.audits import Audit
from app.domain.changes import Topic
from app.domain.reporting import Published, ReportKind
from app.reports.wording import plural
from app.services.export_data import Export
from app.ui.pages.partnership.report import opening
from app.ui.pages.partnership.report.data_card import DataCard
from app.ui.pages.partnership.report.deeds import PaperDeeds
from app.ui.pages.partnership.report.list_rows import Deed, ReportRow
from app.ui.pages.partnership.report.paper import Paper
from app.ui.pages.partnership.report.papers import (
    FOR_WHOM,
    NAMES,
    blank_paper,
    filled_paper,
    published_paper,
    report_paper,
)
from app.ui.pages.partnership.report.published_list import published_card
from app.ui.pages.partnership.report.seen import ReportsSeen, read_reports
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.scan_page import ScanPage
from app.ui.pages.partnership.wording import brought_in, case_title, where_it_stands
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card

_ABOUT_ONE = {ReportKind.CASE: "Which case", ReportKind.FEEDBACK: "Which agency"}


class ReportsRoom(Room):
    """The list of reports, the way to their texts and their publication, and what went out."""

    concerns: ClassVar = frozenset(
        {
            Topic.AUDITS,
            Topic.RETURNS,
            Topic.PACKS,
            Topic.REPORTS,
            Topic.MEETING,
            Topic.RECOMMENDATIONS,
        }
    )

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Reports")
        self.seen: ReportsSeen | None = None
        self.result = Slot(gap=Space.M)
        self.deeds = PaperDeeds(self, self.result)
        self.attention = Slot()
        self._add_ways()
        self.add(self.result)
        self.add(self.attention)
        self._add_reports()
        self._add_forms()
        self.add(section_title("Data"), gap_before=Space.S)
        self.data = DataCard()
        self.data.asked.connect(self._save_data)
        self.add(self.data)
        self.published_title = section_title("Published")
        self.add(self.published_title, gap_before=Space.S)
        self.published = Slot()
        self.add(self.published)
        self.none_yet = hint("Nothing has been published yet. What is published is kept as it is.")
        self.add(self.none_yet)
        self.end()

    def _add_ways(self) -> None:
        self.texts = secondary_button("Edit texts", icon="edit")
        self.texts.clicked.connect(lambda: opening.open_texts(self.floor))
        self.names = secondary_button("Look for names", icon="search")
        self.names.clicked.connect(lambda: self.floor.open(ScanPage(self.floor)))
        self.check = primary_button("Check and publish", icon="check")
        self.check.clicked.connect(lambda: opening.open_check(self.floor))
        buttons = FlowLayout(gap=Space.M)
        for button in (self.texts, self.names, self.check):
            buttons.addWidget(button)
        self.add(buttons)

    def _add_reports(self) -> None:
        card = Card(padding=Space.M)
        card.body.setSpacing(Space.M)
        self.rows: dict[ReportKind, ReportRow] = {}
        for kind in ReportKind:
            if card.body.count():
                card.body.addWidget(Rule())
            row = ReportRow(
                NAMES[kind],
                FOR_WHOM[kind],
                partial(self._preview, kind),
                self._deeds_of(kind),
                choose=_ABOUT_ONE.get(kind, ""),
            )
            self.rows[kind] = row
            card.body.addWidget(row)
        self.add(card)
        self.add(
            hint(
                "Each is made in this window and carries no name of an auditor. Saved, it is no "
                "longer encrypted: keep it as you keep other case papers."
            )
        )

    def _deeds_of(self, kind: ReportKind) -> list[Deed]:
        deeds: list[Deed] = [
            ("Save as PDF", "download", partial(self._save, kind)),
            ("Print", "print", partial(self._print, kind)),
        ]
        if kind is ReportKind.AUDIT:
            deeds.insert(1, ("Save for Word", "document", self._save_word))
        if kind is ReportKind.FEEDBACK:
            deeds.append(("Save for every agency", "folder", self._save_all))
        if kind is ReportKind.CASE:
            deeds.append(("Save for every case", "folder", self._save_every_case))
        return deeds

    def _add_forms(self) -> None:
        self.add(section_title("Forms"), gap_before=Space.S)
        card = Card(padding=Space.M)
        card.body.setSpacing(Space.M)
        self.filled = ReportRow(
            "A return, filled in",
            "For your file: the form as the agency answered it.",
            lambda key: self._open(self._filled(key)),
            [
                ("Save as PDF", "download", lambda key: self._save_paper(self._filled(key))),
                ("Print", "print", lambda key: self._print_paper(self._filled(key))),
            ],
            choose="Which case of the returns",
            then="Which agency of the returns",
        )
        self.blank = ReportRow(
            "The audit tool, blank",
            "For auditors who write by hand, and as an appendix.",
            lambda _key: self._open(self._blank()),
            [
                ("Save as PDF", "download", lambda _key: self._save_paper(self._blank())),
                ("Print", "print", lambda _key: self._print_paper(self._blank())),
            ],
        )
        card.body.addWidget(self.filled)
        card.body.addWidget(Rule())
        card.body.addWidget(self.blank)
        self.add(card)

    def focus_first(self) -> None:
        self.rows[ReportKind.AUDIT].open.setFocus()

    # --- what is there --------------------------------------------------------------------------

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock
        self.read(lambda: read_reports(workspace, audit_id, clock), self._show)

    def _show(self, seen: ReportsSeen) -> None:
        self.seen = seen
        audit = seen.standing.audit
        self.sentence.setText(where_it_stands(seen.standing))
        cases = [(case.uin, case_title(case)) for case in audit.cases]
        self.rows[ReportKind.CASE].set_choices(cases)
        agencies = [(agency.id, agency.name) for agency in audit.agencies]
        self.rows[ReportKind.FEEDBACK].set_choices(agencies)
        self.filled.set_choices_of(
            [
                (
                    (case.uin, case_title(case)),
                    [(a.id, a.name) for a in audit.agencies if (case.uin, a.id) in seen.returns],
                )
                for case in audit.cases
                if any(uin == case.uin for uin, _agency in seen.returns)
            ]
        )
        self._show_outdated(seen.outdated)
        self.none_yet.setVisible(not seen.published)
        self.published.put(
            *(
                [
                    published_card(
                        audit,
                        seen.published,
                        lambda one: self._open(self._published(one)),
                        lambda one: self._save_paper(self._published(one)),
                    )
                ]
                if seen.published
                else []
            )
        )
        self.say(brought_in(seen.standing))

    def _show_outdated(self, titles: tuple[str, ...]) -> None:
        if not titles:
            self.attention.put()
            return
        verb = "was" if len(titles) == 1 else "were"
        banner = Banner(
            Tone.ATTENTION,
            f"The figures have changed since {plural(len(titles), 'text')} {verb} written.",
            ", ".join(titles),
            action="Look at the texts",
        )
        banner.acted.connect(lambda: opening.open_texts(self.floor))
        self.attention.put(banner)

    # --- what is done ---------------------------------------------------------------------------

    def _audit(self) -> Audit | None:
        return self.seen.standing.audit if self.seen is not None else None

    def _with(self, make: Callable[[Audit], Paper]) -> Paper | None:
        audit = self._audit()
        return make(audit) if audit is not None else None

    def _paper(self, kind: ReportKind, about: str) -> Paper | None:
        workspace, clock = self.session.workspace, self.session.context.clock
        return self._with(lambda audit: report_paper(workspace, audit, kind, about, clock))

    def _published(self, one: Published) -> Paper | None:
        return self._with(lambda audit: published_paper(self.session.workspace, audit, one))

    def _blank(self) -> Paper | None:
        return self._with(lambda audit: blank_paper(self.session.workspace, audit))

    def _filled(self, key: str) -> Paper | None:
        audit = self._audit()
        uin, _, agency_id = key.partition(" ")
        case, agency = (audit.case(uin), audit.agency(agency_id)) if audit else (None, None)
        if audit is None or case is None or agency is None:
            return None
        clock = self.session.context.clock
        return filled_paper(self.session.workspace, audit, case, agency, clock)

    def _preview(self, kind: ReportKind, about: str) -> None:
        self._open(self._paper(kind, about))

    def _open(self, paper: Paper | None) -> None:
        if paper is not None:
            opening.open_paper(self.floor, paper)

    def _save(self, kind: ReportKind, about: str) -> None:
        self._save_paper(self._paper(kind, about))

    def _print(self, kind: ReportKind, about: str) -> None:
        self._print_paper(self._paper(kind, about))

    def _save_paper(self, paper: Paper | None) -> None:
        if paper is not None:
            self.deeds.save(paper)

    def _print_paper(self, paper: Paper | None) -> None:
        if paper is not None:
            self.deeds.print(paper)

    def _save_word(self, _about: str) -> None:
        audit = self._audit()
        if audit is not None:
            self.deeds.save_word(audit)

    def _save_data(self, kind: object, comments: bool, small: bool) -> None:
        audit = self._audit()
        if audit is not None and isinstance(kind, Export):
            self.deeds.save_data(audit, kind, comments=comments, small=small)

    def _save_all(self, _about: str) -> None:
        audit = self._audit()
        if audit is not None:
            self._save_several(ReportKind.FEEDBACK, [agency.id for agency in audit.agencies])

    def _save_every_case(self, _about: str) -> None:
        audit = self._audit()
        if audit is not None:
            self._save_several(ReportKind.CASE, [case.uin for case in audit.cases])

    def _save_several(self, kind: ReportKind, abouts: list[str]) -> None:
        papers = [paper for about in abouts if (paper := self._paper(kind, about))]
        self.deeds.save_several(papers)
