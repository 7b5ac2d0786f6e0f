"""Look through everything that a report quotes, before it goes out to readers.

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
from app.domain.returns import Return, ReturnState
from app.services.set_up_desk import require_desk
from app.storage import Desk, Workspace

Progress = Callable[[int, int], bool]
"""Told how many texts of how many are read; False stops."""


@dataclass(frozen=True)
class InText:
    """Something found in a text of the audit itself: ``text`` names it ("The methodology")."""

    text: str
    finding: Finding


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
    workspace: Workspace, audit_name: str, *, progress: Progress | None = None
) -> Scanned:
    """Everything in an audit that is fairly sure to identify somebody.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        received = work.returns.all(audit.id, states=(ReturnState.RECEIVED,))
    found: list[InReturn] = []
    whole = True
    for number, one in enumerate(received):
        if progress is not None and not progress(number, len(received)):
            whole = False
            break
        found.extend(_in_return(audit, one))
    return Scanned(tuple(_in_texts(audit)), tuple(_in_pictures(audit)), tuple(found), whole)


def _in_texts(audit: Audit) -> Iterator[InText]:
    known = context_for_report(audit)
    texts = {
        "The title": audit.title,
        "The context": audit.context,
        "The methodology": audit.methodology,
        "How the cases were chosen": audit.selection,
    }
    for name, text in texts.items():
        for finding in scan(text, known):
            if finding.confidence >= Confidence.LIKELY:
                yield InText(name, finding)


def _in_pictures(audit: Audit) -> Iterator[InPenPicture]:
    known = context_for_report(audit)
    for case in audit.cases:
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
