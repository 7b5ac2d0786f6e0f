"""The papers of an audit: its reports, its forms, and what was published of it."""

from __future__ import annotations

from functools import partial

from app.domain.audits import Agency, Audit, Case
from app.domain.days import long_day
from app.domain.reporting import Published, ReportKind
from app.handover.files import form_file_name, return_form_name
from app.reports.wording import sentence
from app.services.make_report import make_report, report_name
from app.services.print_return import blank_form, return_as_form
from app.services.publish_report import published_content
from app.storage import Clock, Workspace
from app.ui.pages.partnership.report.paper import OnPage, Paper
from app.ui.pages.partnership.wording import case_title

NAMES: dict[ReportKind, str] = {
    ReportKind.AUDIT: "Partnership audit report",
    ReportKind.GUIDE: "One-minute guide",
    ReportKind.CASE: "Case summary",
    ReportKind.FEEDBACK: "Agency feedback",
    ReportKind.PLAN: "Action plan",
    ReportKind.TRACKER: "Tracker",
}
FOR_WHOM: dict[ReportKind, str] = {
    ReportKind.AUDIT: "For the board, and for publication: every finding with its n of N.",
    ReportKind.GUIDE: "For practitioners: one page to pin up.",
    ReportKind.CASE: "For the meeting: one child, all agencies side by side.",
    ReportKind.FEEDBACK: "For one agency: its own answers beside the partnership’s.",
    ReportKind.PLAN: "For the sub-groups: who does what by when, and how far it is.",
    ReportKind.TRACKER: "For your team: what is in, what is late.",
}
DRAFT_NOTE = "A draft, made from what is in now."


def title_of(audit: Audit, kind: ReportKind, about: str = "") -> str:
    """What a report is called, with the case or the agency that it is about."""
    case, agency = audit.case(about), audit.agency(about)
    if kind is ReportKind.CASE and case is not None:
        return f"{NAMES[kind]}: {case_title(case)}"
    if kind is ReportKind.FEEDBACK and agency is not None:
        return f"{NAMES[kind]}: {agency.name}"
    return NAMES[kind]


def report_paper(
    workspace: Workspace, audit: Audit, kind: ReportKind, about: str, clock: Clock
) -> Paper:
    """A report as it would be now."""

    def make(on_page: OnPage) -> bytes:
        made = make_report(workspace, audit.id, kind, about, clock=clock, on_page=on_page)
        return made.content

    return Paper(
        title_of(audit, kind, about),
        report_name(audit, kind, about),
        make,
        kind,
        about,
        note=DRAFT_NOTE,
    )


def published_paper(workspace: Workspace, audit: Audit, one: Published) -> Paper:
    """A report exactly as it went out."""
    name = report_name(audit, one.kind, one.about).removesuffix(".pdf")
    return Paper(
        published_title(audit, one),
        f"{name}, version {one.version}.pdf",
        lambda _on_page: published_content(workspace, one.number),
        one.kind,
        one.about,
        note=f"Exactly as it was published on {long_day(one.at.date())} by {one.by}.",
        frozen=True,
    )


def published_title(audit: Audit, one: Published) -> str:
    """ "Partnership audit report, version 2"."""
    return f"{sentence(title_of(audit, one.kind, one.about))}, version {one.version}"


def filled_paper(
    workspace: Workspace, audit: Audit, case: Case, agency: Agency, clock: Clock
) -> Paper:
    """A return as the form that the agency filled in."""
    make = partial(return_as_form, workspace, audit.id, case.uin, agency.id, clock=clock)
    return Paper(
        f"{agency.name} on {case_title(case)}",
        return_form_name(audit, case, agency),
        lambda _on_page: make(),
        note="The return as it came in.",
    )


def blank_paper(workspace: Workspace, audit: Audit) -> Paper:
    """The form with nothing in it."""
    return Paper(
        f"Blank form: {audit.tool.title}",
        form_file_name(audit, None),
        lambda _on_page: blank_form(workspace, audit.id),
        note="The audit tool as a form, to be filled in by hand.",
    )
