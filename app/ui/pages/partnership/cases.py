"""Cases and agencies: who is asked about whom, and whether the packs are out."""

from __future__ import annotations

from typing import ClassVar

from app.domain.audits import Agency, Case
from app.domain.changes import Topic
from app.domain.days import long_day
from app.reports.wording import listed, plural
from app.services.issue_packs import PackState
from app.ui.pages.partnership.case_page import AgencyPage, CasePage
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.reading import Standing
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import brought_in, case_title, short_day
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.labels import section_title
from app.ui.widgets.task_list import Task, TaskList


class CasesRoom(Room):
    """The two lists, and the way to the packs."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.PACKS, Topic.RETURNS, Topic.KEYS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "Cases and agencies")
        self.standing: Standing | None = None
        self.packs = Slot()
        self.add(self.packs)
        self.add(section_title("Cases"), gap_before=Space.S)
        self.cases = TaskList([], "Cases")
        self.cases.opened.connect(self._open_case)
        self.add(self.cases)
        self.add(section_title("Agencies"), gap_before=Space.S)
        self.agencies = TaskList([], "Agencies")
        self.agencies.opened.connect(self._open_agency)
        self.add(self.agencies)
        self.end()

    def focus_first(self) -> None:
        banner = self.packs.first()
        if isinstance(banner, Banner) and banner.button is not None:
            banner.button.setFocus()

    def look(self) -> None:
        super().look()
        self.read_standing(self._show)

    def _show(self, standing: Standing) -> None:
        self.standing = standing
        audit = standing.audit
        asked = standing.tracker.returns.expected
        self.sentence.setText(
            f"{plural(len(audit.cases), 'case')} and "
            f"{plural(len(audit.agencies), 'agency', 'agencies')}: "
            f"{plural(asked, 'return')} asked for. "
            f"Agencies look back from {short_day(audit.opened, standing.today)}."
        )
        banner = _packs_banner(standing)
        banner.acted.connect(self.issue)
        self.packs.put(banner)
        self.cases.set_tasks([_case_row(standing, case) for case in audit.cases])
        self.agencies.set_tasks([_agency_row(standing, agency) for agency in audit.agencies])
        self.say(brought_in(standing))

    def issue(self) -> None:
        """Open the page that issues the packs."""
        if self.standing is not None:
            self.floor.open(IssuePage(self.floor, self.standing))

    def _open_case(self, uin: str) -> None:
        case = self.standing.audit.case(uin) if self.standing else None
        if case is not None:
            self.floor.open(CasePage(self.floor, case))

    def _open_agency(self, agency_id: str) -> None:
        agency = self.standing.audit.agency(agency_id) if self.standing else None
        if agency is not None:
            self.floor.open(AgencyPage(self.floor, agency))


def _packs_banner(standing: Standing) -> Banner:
    names = [a.name for a in standing.to_issue if a.id not in standing.issued]
    if not standing.issued:
        return Banner(
            Tone.ACCENT,
            "The packs have not been issued yet.",
            "Each agency gets one file with the audit tool and its own case list.",
            action="Issue packs",
        )
    if names:
        return Banner(
            Tone.ATTENTION,
            f"{plural(len(names), 'pack')} not issued yet.",
            f"Still without: {listed(names)}.",
            action="Issue packs",
        )
    stale = [each.agency.name for each in standing.packs if each.state is PackState.OUT_OF_DATE]
    if stale:
        are = "pack is" if len(stale) == 1 else "packs are"
        return Banner(
            Tone.ATTENTION,
            f"{len(stale)} {are} out of date.",
            f"The audit was changed since. Issue again to: {listed(stale)}. What they have "
            "answered so far stays.",
            action="Issue packs again",
        )
    count = len(standing.to_issue)
    last = long_day(max(standing.issued.values()).date())
    return Banner(
        Tone.GOOD,
        f"All {count} packs are issued." if count > 1 else "The pack is issued.",
        f"Last on {last}. Issued again, they keep what agencies have answered so far.",
        action="Issue packs again",
    )


def _case_row(standing: Standing, case: Case) -> Task:
    answered, asked = standing.tracker.in_of_case(case.uin)
    picture = " ".join(case.pen_picture.split())
    whole = answered == asked
    return Task(
        case.uin,
        f"{case_title(case)} · {case.uin}",
        picture,
        f"{answered} of {asked} in",
        Tone.GOOD if whole else Tone.SECONDARY,
        "check" if whole else "",
    )


def _agency_row(standing: Standing, agency: Agency) -> Task:
    at = standing.issued.get(agency.id)
    words = [agency.email, agency.contact]
    if agency.proxy:
        words.append(f"filled in by {agency.proxy}")
    text = " · ".join(word for word in words if word.strip())
    if at is not None:
        when = short_day(at.date(), standing.today)
        if any(p.agency.id == agency.id and p.is_due for p in standing.packs):
            text = " · ".join(word for word in (text, f"pack of {when}") if word)
            return Task(agency.id, agency.name, text, "out of date", Tone.ATTENTION, "attention")
        return Task(agency.id, agency.name, text, f"Pack of {when}", Tone.GOOD, "check")
    asked = bool(standing.audit.cases_of(agency.id))
    return Task(agency.id, agency.name, text, "No pack yet" if asked else "Not asked")
