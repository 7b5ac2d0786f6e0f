"""The summary of one case: one child, all agencies, for the meeting and its evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.analysis.agreement import (
    Agreement,
    Contrast,
    Disagreement,
    agreement,
    disagreements,
)
from app.domain.audits import Case
from app.domain.meeting import Matter, Scope, agreed_grade, agreed_scale
from app.domain.returns import Form
from app.reports.audit.case_tables import returns_of
from app.reports.audit.cases import at_a_glance, closing_texts, grid_of, nil_notes
from app.reports.audit.shown import may_be_told
from app.reports.content import AuditReport, Comment
from app.reports.document import (
    Box,
    Cell,
    Document,
    Heading,
    Paragraph,
    Piece,
    Run,
    Table,
    Voice,
)
from app.reports.short_parts import case_name, document, front, narrowed, notes_table, said
from app.reports.wording import listed, percent, plural, question_title, sentence

TITLE = "{case}: case summary"
_WORDS = {
    Contrast.OPPOSED: "Good against bad",
    Contrast.DIFFERENT: "Different",
    Contrast.GRADE: "Another grade",
}


def case_summary(report: AuditReport, case: Case) -> Document:
    """The summary of a case."""
    made = document(report, TITLE.format(case=case_name(case)))
    return replace(made, pieces=lambda: _pieces(report, case))


def _pieces(report: AuditReport, case: Case) -> Iterator[Piece]:
    own = narrowed(report, uin=case.uin)
    answered, asked = report.tracker.in_of_case(case.uin)
    facts = (f"Unique number {case.uin}", f"{answered} of {plural(asked, 'return')} in")
    yield from front(report, TITLE.format(case=case_name(case)), facts)
    if case.pen_picture.strip():
        yield Paragraph(case.pen_picture, Voice.LEAD)
    else:
        yield Paragraph("No pen picture has been written for this case yet.", Voice.NOTE)
    yield from _agreed(report, case)
    yield Heading("Returns and judgements", 2, room=110)
    yield returns_of(report, case)
    yield Heading("What the meeting noted", 2, room=110)
    yield notes_table(report, Matter(Scope.CASE, case.uin), empty=_no_notes(case))
    yield from _differences(own, case)
    yield Heading("Answers side by side", 2, room=150)
    glance = tuple(at_a_glance(own, case, grid_of(report)))
    if glance:
        yield from (piece for piece in glance if not isinstance(piece, Heading))
    else:
        yield Paragraph("No full return on this case is in yet.", Voice.NOTE)
    yield from _comments(own)
    closing = (*closing_texts(own, case), *nil_notes(own, case))
    if closing:
        yield Heading("In closing", 2, room=110)
        yield from closing


def _no_notes(case: Case) -> str:
    return (
        f"Nothing has been noted on {case_name(case)} yet. "
        "The notes of the multi-agency meeting stand here."
    )


def _agreed(report: AuditReport, case: Case) -> Iterator[Piece]:
    """The judgement of the partnership on a case, why, and who saw it otherwise."""
    if agreed_scale(report.audit.tool) is None:
        return
    grade = agreed_grade(report.audit.tool, report.meeting, case.uin)
    agreed = report.meeting.agreed_on(case.uin)
    words = grade.label if grade else "no judgement yet"
    inside: list[Piece] = [
        Paragraph((Run("Agreed by the partnership: ", quiet=True), Run(words, bold=True)))
    ]
    if agreed is not None and agreed.reason.strip():
        inside.append(Paragraph(agreed.reason.strip()))
    if agreed is not None and agreed.dissent.strip():
        seen = Run("Seen otherwise: ", bold=True)
        inside.append(Paragraph((seen, Run(agreed.dissent.strip()))))
    yield Box(tuple(inside))


def _differences(own: AuditReport, case: Case) -> Iterator[Piece]:
    """What the agencies answered differently, the most opposed first."""
    tool = own.audit.tool
    forms = {agency_id: form for (uin, agency_id), form in own.forms.items() if uin == case.uin}
    found = [one for one in disagreements(tool, forms) if may_be_told(own, one.question)]
    yield Heading("Where the agencies differ", 2, room=110)
    yield Paragraph(_how_far(agreement(tool, forms), found, forms), Voice.NOTE)
    if not found:
        return
    rows = tuple(_difference(own, one) for one in found)
    heads = ("Question", "What they answered", "How far apart")
    yield Table(heads, rows, (3.2, 4.2, 1.6), alt="What the agencies answered differently")


def _how_far(whole: Agreement, found: list[Disagreement], forms: Mapping[str, Form]) -> str:
    if len(forms) < 2:
        return "Fewer than two returns on this case are in, so there is nothing to compare yet."
    if not whole.of:
        return "No two agencies answered the same question on this case."
    differ = f"{plural(len(found), 'question')} answered differently" if found else "None differs"
    return (
        f"Of {plural(whole.of, 'pair')} of agencies that answered the same question, "
        f"{whole.n} gave an answer at the same end of its scale "
        f"({percent(whole.n, whole.of)}, {whole.n} of {whole.of}). {sentence(differ)}."
    )


def _difference(own: AuditReport, one: Disagreement) -> tuple[Cell, ...]:
    names = {agency.id: agency.name for agency in own.audit.agencies}
    answers: list[Run] = []
    for option, agencies in one.options:
        start = "\n" if answers else ""
        who = listed(names.get(each, each) for each in agencies)
        answers += [Run(f"{start}{option.label}: ", bold=True), Run(who)]
    if one.outside:
        who = listed(names.get(each.agency_id, each.agency_id) for each in one.outside)
        answers.append(Run(f"\nNot applicable: {who}", quiet=True))
    name = one.place.name if one.place.part else question_title(one.question, one.question.name)
    opposed = one.contrast is Contrast.OPPOSED
    return (Cell(name), Cell(tuple(answers)), Cell(_WORDS[one.contrast], bold=opposed))


def _comments(own: AuditReport) -> Iterator[Piece]:
    """What the agencies wrote beside their answers, by question."""
    begun = False
    for question in own.audit.tool.questions.values():
        if question.id in own.parents or question.retired:
            continue
        comments = [comment for group in own.comments(question) for comment in group.comments]
        if not comments:
            continue
        if not begun:
            yield Heading("What the agencies wrote", 2, room=130)
            begun = True
        yield Heading(question_title(question, question.name), 3, room=50)
        told = {one.id: may_be_told(own, one) for one in (question, *question.follow_ups)}
        for comment in comments:
            yield said(_told(comment, told), comment.agency.name)


def _told(comment: Comment, told: Mapping[str, bool]) -> Comment:
    if told.get(comment.question.id, True):
        return comment
    return replace(comment, answer="", weak=False)
