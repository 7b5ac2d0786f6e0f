"""The beginning of a form: what it is, whose it is, and who filled it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from app.domain.days import long_day
from app.domain.returns import Form, ReturnKind
from app.domain.tool import Subject
from app.reports.blocks import Hairlines, bullet, cell, gap, heading
from app.reports.form_filled import paragraphs
from app.reports.form_rows import ANSWER
from app.reports.form_words import (
    Sheet,
    asks_people,
    case_words,
    looks_back,
    not_known,
    window_words,
)
from app.reports.form_writing import BOX, Lines
from app.reports.paper import (
    BODY,
    CELL_BOLD,
    CELL_QUIET,
    COVER_BODY,
    H1,
    H2,
    HAIRLINE,
    LEAD,
    WIDTH,
    Para,
)
from app.reports.text import plain

_NAME = ParagraphStyle("form name", parent=CELL_QUIET, fontSize=9.5, leading=13.5)
_FACT = ParagraphStyle("form fact", parent=CELL_BOLD, fontSize=10, leading=13.5)
_KIND = ParagraphStyle("form kind", parent=COVER_BODY, fontSize=10.5, leading=14, spaceAfter=2)
_TITLE = ParagraphStyle("form title", parent=H1, spaceBefore=0, spaceAfter=6)
_NAMES_WIDTH = 172.0
_ROOM = 17.0  # points; the line of the row is written on
_NOT_ENTERED = "Not entered"


def filled_front(sheet: Sheet, form: Form) -> Iterator[Flowable]:
    """The audit, whether the form is sealed, and about whom, by whom, and when."""
    yield from _title(sheet)
    yield Para(plain(sheet.standing.words), LEAD)
    yield gap(4)
    rows = [[cell(name, _NAME), cell(value, _FACT)] for name, value in _facts(sheet, form)]
    yield _facts_table(rows)
    if form.kind is ReturnKind.FULL and form.note.strip():
        yield from heading("Note", H2, room=40)
        yield from paragraphs(form.note)
    yield gap(6)


def _title(sheet: Sheet) -> Iterator[Flowable]:
    audit = sheet.audit
    yield Para(plain(f"{audit.body.name} · {audit.reference}"), _KIND)
    yield from heading(audit.title, _TITLE)


def _facts(sheet: Sheet, form: Form) -> Iterator[tuple[str, str]]:
    audit, tool = sheet.audit, sheet.tool
    if sheet.case:
        yield "Case", case_words(sheet.case)
        yield "Case no (UIN)", sheet.case.uin
    if sheet.agency:
        yield "Agency completing the audit", sheet.agency.name
        if sheet.agency.proxy:
            yield "Completed for it by", sheet.agency.proxy
    if form.on_behalf_of.strip():
        yield "On behalf of", form.on_behalf_of
    who = [form.completed_by.name.strip(), form.completed_by.title.strip()]
    yield "Audit completed by", ", ".join(filter(None, who)) or _NOT_ENTERED
    if sheet.standing.reason.strip():
        yield f"Why revision {sheet.standing.revision}", sheet.standing.reason
    if form.kind is ReturnKind.FULL:
        if looks_back(tool):
            involved = form.last_involvement
            yield "Last involvement", long_day(involved) if involved else _NOT_ENTERED
        if tool.look_back:
            yield "Looked at", window_words(tool.look_back, audit, form.last_involvement)
        if asks_people(tool):
            roles = ", ".join(person.role for person in form.people)
            yield "People around the child", roles or "Nobody was listed"
    if sheet.printed:
        yield "Printed", long_day(sheet.printed)


def nil_page(sheet: Sheet, form: Form) -> Iterator[Flowable]:
    """A nil return: an answer by itself."""
    yield gap(4)
    yield from heading("Not known to us", H2, room=60)
    words = not_known(sheet.tool.subject)
    yield Para(plain(f"{words} This nil return is the agency’s answer for this case."), BODY)
    if form.note.strip():
        yield from paragraphs(form.note)


def blank_front(sheet: Sheet) -> Iterator[Flowable]:
    """The guidance notes, then the fields that name the case and the auditor."""
    yield from _title(sheet)
    yield Para(plain(f"Audit form · due {long_day(sheet.audit.due)}"), LEAD)
    if sheet.tool.guidance:
        yield from heading("Guidance notes", H2, room=80)
        for note in sheet.tool.guidance:
            yield bullet(plain(note))
    if sheet.tool.thanks:
        yield Para(plain(sheet.tool.thanks), BODY)
    fields = _facts_table(list(_fields(sheet)))
    fields.wrap(WIDTH, 1e5)
    yield from heading(_about(sheet), H2, room=min(sum(fields._rowHeights), 500))
    yield fields
    yield gap(6)
    if _has_case(sheet):
        words = plain(not_known(sheet.tool.subject))
        nil = f"{BOX}\u00a0<b>Not known to us.</b> {words} Then nothing else needs an answer."
        yield Para(nil, ANSWER)


def _has_case(sheet: Sheet) -> bool:
    """Whether a form is about a child or a family, and not about an organisation."""
    return sheet.tool.subject is not Subject.ORGANISATION


def _about(sheet: Sheet) -> str:
    return "About this case" if _has_case(sheet) else "About this form"


def _fields(sheet: Sheet) -> Iterator[Sequence[Flowable]]:
    """Names of fields with what is known already, or a line to write on."""
    case, agency = sheet.case, sheet.agency
    known = [
        ("Case no (UIN)", case.uin if case else ""),
        *([("Case and initials", case_words(case) if case else "")] if _has_case(sheet) else []),
        ("Agency completing the audit", agency.name if agency else ""),
        ("Audit completed by (name and title)", ""),
        ("On behalf of (if for another agency)", ""),
    ]
    if looks_back(sheet.tool):
        known.append(("Last involvement of the agency", ""))
    if sheet.tool.look_back:
        known.append(("Looked at: from – to", ""))
    for name, value in known:
        yield [cell(name, _NAME), cell(value, _FACT) if value else gap(_ROOM)]
    if asks_people(sheet.tool):
        yield [
            cell("People around the child, by role or relationship", _NAME),
            [Lines(2), gap(_ROOM)],
        ]


def _facts_table(rows: Sequence[Sequence[Flowable]]) -> Hairlines:
    made = Hairlines(
        rows,
        colWidths=[_NAMES_WIDTH, WIDTH - _NAMES_WIDTH],
        hAlign="LEFT",
        splitInRow=1,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, HAIRLINE),
        ],
    )
    made.spaceAfter = 6
    return made
