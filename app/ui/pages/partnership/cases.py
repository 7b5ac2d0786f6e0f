"""Cases and agencies: who is asked about whom, and whether the packs are out."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from app.domain.audits import Case
from app.domain.changes import Topic
from app.reports.wording import day, listed, plural
from app.ui.models.table_model import KEY_ROLE, Row, TableModel
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import brought_in, short_day
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.grid_table import Cell, GridTable
from app.ui.widgets.labels import section_title

_PICTURE = 90


class CasesRoom(Room):
    """The two lists, and the way to the packs."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.PACKS, Topic.RETURNS, Topic.KEYS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Cases and agencies", wide=True, gap=Space.M)
        self._standing: Standing | None = None
        self.packs = Slot()
        self.add(self.packs, gap_before=Space.S)
        self.add(section_title("Cases"), gap_before=Space.S)
        self.cases = GridTable("Cases", row_headers=True, corner="Case", whole_rows=True)
        self.case_model = TableModel(("UIN", "Child", "In", "Pen picture"), self)
        self.cases.setModel(self.case_model)
        self.cases.opened.connect(self._open_case)
        self.add(self.cases)
        self.add(section_title("Agencies"), gap_before=Space.M)
        self.agencies = GridTable("Agencies", row_headers=True, corner="Agency", whole_rows=True)
        self.agency_model = TableModel(
            ("Pack", "In", "E-mail", "Contact", "Filled in by"), self
        )
        self.agencies.setModel(self.agency_model)
        self.agencies.opened.connect(self._copy_address)
        self.add(self.agencies)
        self.end()

    def focus_first(self) -> None:
        self.cases.setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(self._show)

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        audit = standing.audit
        asked = standing.tracker.returns.expected
        self.sentence.setText(
            f"{plural(len(audit.cases), 'case')} and "
            f"{plural(len(audit.agencies), 'agency', 'agencies')}: "
            f"{plural(asked, 'return')} asked for. "
            f"Agencies look back from {short_day(audit.opened, standing.today)}."
        )
        banner = _packs_banner(standing)
        banner.acted.connect(self._issue)
        self.packs.put(banner)
        self.case_model.set_rows([_case_row(standing, case) for case in audit.cases])
        self.agency_model.set_rows(_agency_rows(standing))
        self.say(brought_in(standing), "Return opens a case · on an agency it copies the address")

    def _issue(self) -> None:
        if self._standing is not None:
            self.floor.open(IssuePage(self.floor, self._standing))

    def _open_case(self, index: QModelIndex) -> None:
        if self._standing is not None:
            case = self._standing.audit.case(str(index.data(KEY_ROLE)))
            if case is not None:
                self.floor.open(CasePage(self.floor, case))

    def _copy_address(self, index: QModelIndex) -> None:
        if self._standing is None:
            return
        agency = self._standing.audit.agency(str(index.data(KEY_ROLE)))
        if agency is not None and agency.email:
            QApplication.clipboard().setText(agency.email)
            self.say(f"Copied the address of {agency.name}: {agency.email}")


def _packs_banner(standing: Standing) -> Banner:
    names = [a.name for a in standing.to_issue if a.id not in standing.issued]
    if not standing.issued:
        return Banner(
            Tone.ACCENT,
            "The packs have not been issued yet.",
            "Each agency gets one file with the audit tool and its own case list.",
            action="Issue packs",
        )
    last = day(max(standing.issued.values()).date())
    if names:
        return Banner(
            Tone.ATTENTION,
            f"{plural(len(names), 'pack')} not issued yet.",
            f"Still without: {listed(names)}.",
            action="Issue packs",
        )
    return Banner(
        Tone.GOOD,
        f"All {len(standing.to_issue)} packs are issued."
        if len(standing.to_issue) > 1
        else "The pack is issued.",
        f"Last on {last}. Issued again, they take in what has changed; answers given so far stay.",
        action="Issue packs again",
    )


def _case_row(standing: Standing, case: Case) -> Row:
    answered, asked = standing.tracker.in_of_case(case.uin)
    picture = " ".join(case.pen_picture.split())
    short = picture if len(picture) <= _PICTURE else f"{picture[:_PICTURE].rstrip()}…"
    cells = (
        Cell(case.uin),
        Cell(case.initials),
        Cell(f"{answered}/{asked}"),
        Cell(short, Tone.SECONDARY),
    )
    return Row(case.uin, Cell(case.label or case.uin, strong=True), cells)


def _agency_rows(standing: Standing) -> list[Row]:
    rows = []
    for agency in standing.audit.agencies:
        answered, asked = standing.tracker.in_of_agency(agency.id)
        at = standing.issued.get(agency.id)
        if at is not None:
            pack = Cell(short_day(at.date(), standing.today), Tone.GOOD, "check")
        else:
            pack = Cell("not yet" if asked else "not asked", Tone.SECONDARY, "dash")
        cells = (
            pack,
            Cell(f"{answered}/{asked}"),
            Cell(agency.email),
            Cell(agency.contact, Tone.SECONDARY),
            Cell(agency.proxy, Tone.SECONDARY),
        )
        rows.append(Row(agency.id, Cell(agency.name, strong=True), cells))
    return rows
