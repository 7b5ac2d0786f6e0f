"""Look through everything that a report prints, before it goes out to readers.

The agencies' guard looked at each return before it was sealed. What they let pass, the pen
pictures, and the partnership's own texts are looked at here once more, as a report has more
readers than a meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.anonymity import (
    Confidence,
    Finding,
    InForm,
    RareCombination,
    context_for_report,
    context_of,
    rare_combination,
    scan,
    scan_form,
)
from app.domain.audits import Agency, Audit, Case
from app.domain.reporting import ReportKind
from app.domain.returns import Return
from app.reports import AuditReport
from app.services.report_content import report_content
from app.services.report_places import NOWHERE, Where, printed_cases, printed_returns, printed_texts
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace

Progress = Callable[[int, int], bool]
"""Told how many texts of how many are read; False stops."""


@dataclass(frozen=True)
class InText:
    """Something found in a text of the partnership: ``text`` names it ("The methodology")."""

    text: str
    finding: Finding
    where: Where = NOWHERE


@dataclass(frozen=True)
class InPenPicture:
    """What a pen picture tells too much of: words, or facts that are rare together."""

    case: Case
    findings: tuple[Finding, ...] = ()
    rare: RareCombination | None = None


@dataclass(frozen=True)
class InReturn:
    """What was found in one agency's return on a case."""

    case: Case
    agency: Agency
    found: tuple[InForm, ...]


@dataclass(frozen=True)
class Scanned:
    """What may identify somebody in an audit. ``whole`` is False where it was stopped."""

    texts: tuple[InText, ...]
    pictures: tuple[InPenPicture, ...]
    returns: tuple[InReturn, ...]
    whole: bool = True

    @property
    def count(self) -> int:
        """How many places there are."""
        pictures = sum(len(each.findings) + (each.rare is not None) for each in self.pictures)
        return len(self.texts) + pictures + sum(len(each.found) for each in self.returns)


def scan_audit(
    workspace: Workspace, audit_name: str, *, clock: Clock, progress: Progress | None = None
) -> Scanned:
    """Everything in an audit that is fairly sure to identify somebody.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        report = report_content(work, audit, clock)
    return scan_report(report, progress=progress)


def scan_report(
    report: AuditReport,
    kind: ReportKind | None = None,
    about: str = "",
    *,
    progress: Progress | None = None,
) -> Scanned:
    """The same of what one report prints; without a kind, of everything that any could."""
    received = printed_returns(report, kind, about)
    found: list[InReturn] = []
    whole = True
    for number, one in enumerate(received):
        if progress is not None and not progress(number, len(received)):
            whole = False
            break
        found.extend(_in_return(report.audit, one))
    cases = printed_cases(report, kind, about) if kind is not ReportKind.FEEDBACK else ()
    return Scanned(
        tuple(_in_texts(report, kind, about)),
        tuple(_in_pictures(report.audit, cases)),
        tuple(found),
        whole,
    )


def _in_texts(report: AuditReport, kind: ReportKind | None, about: str) -> Iterator[InText]:
    known = context_for_report(report.audit)
    for printed in printed_texts(report, kind, about):
        for finding in scan(printed.text, known):
            if finding.confidence >= Confidence.LIKELY:
                yield InText(printed.name, finding, printed.where)


def _in_pictures(audit: Audit, cases: tuple[Case, ...]) -> Iterator[InPenPicture]:
    known = context_for_report(audit)
    for case in cases:
        findings = tuple(
            finding
            for finding in scan(case.pen_picture, known)
            if finding.confidence >= Confidence.LIKELY
        )
        rare = rare_combination(case.pen_picture, known)
        if findings or rare:
            yield InPenPicture(case, findings, rare)


def _in_return(audit: Audit, one: Return) -> Iterator[InReturn]:
    case, agency = audit.case(one.ref.uin), audit.agency(one.ref.agency_id)
    if case is None or agency is None:
        return
    found = scan_form(one.form, context_of(audit, case, one.form), Confidence.LIKELY)
    if found:
        yield InReturn(case, agency, found)
