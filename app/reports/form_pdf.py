"""An audit form on paper: blank, to be filled in by hand, or as it was filled in.

A filled form is the agency's own paper: unlike the report, it names the auditor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus import BaseDocTemplate, Flowable, NextPageTemplate

from app.domain.audits import Agency, Audit, Case
from app.domain.returns import Form, ReturnKind
from app.reports import fonts
from app.reports.form_blank import blank_sections
from app.reports.form_filled import filled_sections
from app.reports.form_front import blank_front, filled_front, nil_page
from app.reports.form_words import DRAFT, Sheet, Standing, case_words
from app.reports.output import into
from app.reports.paper import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, SECONDARY, Paper, Setting
from app.reports.paper_canvas import PaperCanvas
from app.reports.text import one_line


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
    """Write a form as a PDF and say how many pages it has; without ``form`` it is blank.

    ``agency`` is whose form it is: the only one of the audit, where it is left out.

    Raises:
        FileWriteError: the file could not be written.
    """
    if agency is None and len(audit.agencies) == 1:
        agency = audit.agencies[0]
    sheet = Sheet(audit, agency, case, form, sealed, printed)
    return into(target, lambda file: _paper(file, sheet).write(_story(sheet)))


class _BlankPaper(Paper):
    """Every page has a place for the case number, so that loose sheets find back together."""

    def _dress(self, canvas: PaperCanvas, document: BaseDocTemplate) -> None:
        super()._dress(canvas, document)
        with canvas.artifact():
            canvas.setFont(fonts.REGULAR, 8)
            canvas.setFillColor(SECONDARY)
            canvas.setStrokeColor(SECONDARY)
            canvas.setLineWidth(0.5)
            right, base = PAGE_WIDTH - MARGIN, PAGE_HEIGHT - 62
            canvas.drawRightString(right - 104, base, "Case no (UIN)")
            canvas.line(right - 98, base - 2, right, base - 2)


def _paper(file: BinaryIO, sheet: Sheet) -> Paper:
    audit, case = sheet.audit, sheet.case
    blank = sheet.form is None
    whose = [f"UIN {case.uin}", case_words(case)] if case else ["Blank audit form", audit.title]
    by = [sheet.agency.name] if sheet.agency else []
    setting = Setting(
        title=one_line(" · ".join(whose)),
        author=one_line(" · ".join([*by, audit.reference])),
        marking=audit.body.marking,
        subject=one_line(f"Audit form, {audit.title}"),
        draft=not blank and not sheet.standing.sealed,
        foot="Blank form" if blank else sheet.standing.words,
    )
    return _BlankPaper(file, setting) if blank and case is None else Paper(file, setting)


def _story(sheet: Sheet) -> Iterator[Flowable]:
    yield NextPageTemplate("page")
    form = sheet.form
    if form is None:
        yield from blank_front(sheet)
        yield from blank_sections(sheet)
    elif form.kind is ReturnKind.NIL:
        yield from filled_front(sheet, form)
        yield from nil_page(sheet, form)
    else:
        yield from filled_front(sheet, form)
        yield from filled_sections(sheet, form)
