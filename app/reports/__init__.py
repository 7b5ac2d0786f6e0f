"""The door to what is printed: the audit report, the audit form, the recovery
sheet, the user guide, and the charts.

ReportLab is loaded when the first document or chart is made, not when the program starts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.analysis.shares import Share, Spread
from app.domain.audits import Agency, Audit, Case
from app.domain.returns import Form
from app.reports.content import AuditReport
from app.reports.document import Document
from app.reports.form_words import DRAFT, Standing
from app.reports.guide import Guide
from app.reports.palette import PRINT, ChartPalette

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

__all__ = [
    "PRINT",
    "AuditReport",
    "ChartPalette",
    "Guide",
    "Standing",
    "grade_legend",
    "judgement_bars",
    "share_bar",
    "share_bars",
    "share_legend",
    "to_svg",
    "write_audit_report",
    "write_chaser_letter",
    "write_document",
    "write_docx",
    "write_form",
    "write_recovery_sheet",
    "write_user_guide",
    "write_workbook",
]


def write_audit_report(
    report: AuditReport,
    target: Path | BinaryIO,
    *,
    on_page: Callable[[int], None] | None = None,
) -> int:
    """Write the audit report as a PDF; see ``app.reports.audit_report``."""
    from app.reports import audit_report

    return audit_report.write_audit_report(report, target, on_page=on_page)


def write_document(
    document: Document,
    target: Path | BinaryIO,
    *,
    on_page: Callable[[int], None] | None = None,
) -> int:
    """Write a report as a PDF, piece by piece; see ``app.reports.pdf``."""
    from app.reports import pdf

    return pdf.write_document(document, target, on_page=on_page)


def write_docx(document: Document, target: Path | BinaryIO) -> None:
    """Write a report as a Word document; see ``app.reports.docx_file``."""
    from app.reports import docx_file

    docx_file.write_docx(document, target)


def write_workbook(report: AuditReport, target: Path | BinaryIO, *, comments: bool = True) -> None:
    """Write the data of an audit as an Excel workbook; see ``app.reports.workbook``."""
    from app.reports import workbook

    workbook.write_workbook(report, target, comments=comments)


def write_recovery_sheet(
    body_name: str,
    words: tuple[str, ...],
    identity: str,
    fingerprint: str,
    made: date,
    target: Path | BinaryIO,
) -> int:
    """Write the recovery sheet as a PDF; see ``app.reports.recovery_sheet``."""
    from app.reports import recovery_sheet

    return recovery_sheet.write_recovery_sheet(
        body_name, words, identity, fingerprint, made, target
    )


def write_chaser_letter(
    audit: Audit, agency: Agency, missing: Sequence[Case], today: date, target: Path | BinaryIO
) -> int:
    """Write the letter that reminds an agency; see ``app.reports.chaser_letter``."""
    from app.reports import chaser_letter

    return chaser_letter.write_chaser_letter(audit, agency, missing, today, target)


def share_bar(share: Share, palette: ChartPalette, width: float, height: float) -> Drawing:
    """The bar of one share alone."""
    from app.reports import charts

    return charts.share_bar(share, palette, width, height)


def share_bars(
    shares: Sequence[Share],
    palette: ChartPalette,
    width: float,
    *,
    short: bool = True,
    size: float = 8.5,
    alongside: Sequence[Share] = (),
) -> Drawing:
    """A row for each share: id, name, bar, percentage and n of N."""
    from app.reports import charts

    return charts.share_bars(shares, palette, width, short=short, size=size, alongside=alongside)


def judgement_bars(
    spreads: Sequence[Spread], palette: ChartPalette, width: float, *, size: float = 8.5
) -> Drawing:
    """A row for each judgement: how often each grade was given."""
    from app.reports import charts

    return charts.judgement_bars(spreads, palette, width, size=size)


def share_legend(
    shares: Sequence[Share], palette: ChartPalette, width: float, *, size: float = 8
) -> Drawing:
    """The legend for bars of shares."""
    from app.reports import charts

    return charts.share_legend(shares, palette, width, size=size)


def grade_legend(
    spreads: Sequence[Spread], palette: ChartPalette, width: float, *, size: float = 8
) -> Drawing:
    """The legend for the grades of judgements."""
    from app.reports import charts

    return charts.grade_legend(spreads, palette, width, size=size)


def to_svg(drawing: Drawing) -> bytes:
    """A chart as SVG for the screen, in the system's typeface."""
    from app.reports import svg

    return svg.to_svg(drawing)


def write_form(
    audit: Audit,
    case: Case | None,
    form: Form | None,
    target: Path | BinaryIO,
    *,
    sealed: Standing = DRAFT,
    agency: Agency | None = None,
    printed: date | None = None,
) -> int:
    """Write an audit form as a PDF, blank or filled in; see ``app.reports.form_pdf``."""
    from app.reports import form_pdf

    return form_pdf.write_form(
        audit, case, form, target, sealed=sealed, agency=agency, printed=printed
    )


def write_user_guide(guide: Guide, target: Path | BinaryIO) -> int:
    """Write the user guide of the auditor's desk as a PDF; see ``app.reports.user_guide``."""
    from app.reports import user_guide

    return user_guide.write_user_guide(guide, target)
