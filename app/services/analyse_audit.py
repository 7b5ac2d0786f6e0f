"""Analyse what is in: shares with their n of N, and the spread of the judgements."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from app.analysis.shares import Findings, Share, findings
from app.domain.audits import Audit
from app.reports.formula_safe import formula_safe
from app.services.set_up_desk import require_desk
from app.services.track_audit import tracker_of
from app.storage import Clock, CommentRow, Desk, Work, Workspace


@dataclass(frozen=True)
class Analysed:
    """An audit with its findings."""

    audit: Audit
    findings: Findings


def analyse_audit(workspace: Workspace, audit_name: str, *, clock: Clock) -> Analysed:
    """Count an audit.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        return Analysed(audit, findings_of(work, audit, clock))


def findings_of(work: Work, audit: Audit, clock: Clock) -> Findings:
    """The findings of an audit within a unit of work."""
    return findings(
        audit.tool, work.queries.option_counts(audit.id), tracker_of(work, audit, clock).returns
    )


def comments_on(workspace: Workspace, audit_id: str, question_id: str) -> tuple[CommentRow, ...]:
    """What the agencies wrote on one question."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        return work.queries.comments(audit_id, question_id)


def findings_document(analysed: Analysed) -> dict[str, Any]:
    """The findings for other programs. The shape is fixed; see the README."""
    found, audit = analysed.findings, analysed.audit
    return {
        "audit": {"id": audit.id, "reference": audit.reference, "title": audit.title},
        "returns": {
            "full": found.returns.full,
            "nil": found.returns.nil,
            "missing": found.returns.missing,
        },
        "questions": [
            {
                "id": _id(share),
                "text": share.part.text if share.part else share.question.text,
                "counts": dict(share.counts),
                "reported": share.reported.id if share.reported else None,
                "n": share.n,
                "of": share.of,
                "percent": share.percent,
            }
            for share in found.shares
        ],
        "judgements": [
            {"id": spread.question.id, "counts": dict(spread.counts)} for spread in found.judgements
        ],
    }


def findings_csv(analysed: Analysed) -> str:
    """The findings as a table, a row for each option of each question."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(["question", "text", "option", "count", "reported", "n", "of", "percent"])
    for share in analysed.findings.shares:
        for option in share.scale.options:
            percent = "" if share.percent is None else f"{share.percent:.3f}"
            row = [
                _id(share),
                share.part.text if share.part else share.question.text,
                option.label,
                share.counts[option.id],
                share.reported.label if share.reported else "",
                share.n,
                share.of,
                percent,
            ]
            writer.writerow([formula_safe(cell) for cell in row])
    return table.getvalue()


def _id(share: Share) -> str:
    return f"{share.question.id}.{share.part.id}" if share.part else share.question.id
