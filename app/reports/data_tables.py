"""What an audit holds, as flat tables for spreadsheets: each row one fact, each column explained.

No table has the name of an auditor, or a child's initials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.analysis.shares import Share
from app.domain.audits import Agency, Case
from app.domain.meeting import HEADINGS, Matter, Scope, agreed_grade, agreed_question
from app.domain.recommendations import Recommendation
from app.domain.returns import Answer, ReturnKind
from app.domain.rules import Item, asked_items
from app.domain.tool import LONG_TEXTS, AnswerKind, Option, reported_option
from app.reports.content import AuditReport, answer_words
from app.reports.data_table import Column, DataTable, Value, counted
from app.reports.published_figures import hides_answers, hides_counts, hides_share

PARTNERSHIP = "The partnership, at its meeting"
PERCENT = "percent"
_TEXTS = LONG_TEXTS | {AnswerKind.SHORT_TEXT}
_COUNTED = {AnswerKind.CHOICE, AnswerKind.MATRIX}


_AUDIT = Column("audit", "The audit’s reference.")
_CASE = Column("case", "The letter of the case in this audit.", 8)
_UIN = Column("uin", "The unique number of the case. Only the partnership knows whose it is.", 12)
_AGENCY = Column("agency", "The agency whose work is audited.", 26)
_SECTION = Column("section", "The part of the audit tool in which the question stands.", 26)
_QUESTION_ID = Column("question id", "The question’s id, which stays the same over years.", 12)
_QUESTION = Column("question", "The question as it was asked.", 50)


def tables(
    report: AuditReport, *, comments: bool = True, on_row: Callable[[int], None] | None = None
) -> tuple[DataTable, ...]:
    """All tables of an audit. Without ``comments``, what the agencies wrote is left out.

    ``on_row`` is told how many rows of all of them are made, and may leave by raising.
    """
    found = _tables(report, comments=comments)
    return found if on_row is None else counted(found, on_row)


def _tables(report: AuditReport, *, comments: bool) -> tuple[DataTable, ...]:
    return (
        answers(report, comments=comments),
        returns(report, comments=comments),
        findings(report),
        judgements(report, comments=comments),
        recommendations(report),
        notes(report),
    )


def answers(report: AuditReport, *, comments: bool = True) -> DataTable:
    """A row for each place of a form that was answered: the table to begin a pivot table on."""
    columns = [
        *(_AUDIT, _CASE, _UIN, _AGENCY, _SECTION, _QUESTION_ID, _QUESTION),
        Column("part", "The part of the question, where it has parts.", 22),
        Column("person", "The person around the child, by role, where it is asked of each.", 18),
        Column("answer", "The answer in words; empty for texts.", 22),
        Column(
            "means", "Where the answer stands on its scale: good, bad, neutral, not applicable.", 14
        ),
        Column("counted", "Yes if the answer is among the N of “n of N”.", 9),
        Column("reported", "Yes if it is the answer whose share is given, the n of “n of N”.", 9),
    ]
    if comments:
        columns.append(Column("comment", "What the agency wrote, as it wrote it.", 70))

    def rows() -> Iterator[tuple[Value, ...]]:
        hidden = _hidden(report)
        for case, agency in report.audit.asked():
            form = report.forms.get((case.uin, agency.id))
            if form is None or form.kind is ReturnKind.NIL:
                continue
            for item in asked_items(report.audit.tool, form):
                answer = form.answer(item.key)
                if not answer.is_empty and item.question.id not in hidden:
                    yield _answer_row(report, (case, agency), item, answer)[: len(columns)]

    about = "One row for each answer: case × agency × question, part and person."
    return DataTable("answers", "Answers", about, tuple(columns), rows)


def _answer_row(
    report: AuditReport, place: tuple[Case, Agency], item: Item, answer: Answer
) -> tuple[Value, ...]:
    tool, question = report.audit.tool, item.question
    is_text = question.answer in _TEXTS
    option = None
    if question.answer in _COUNTED:
        option = tool.scale(question).option(answer.option)
    wanted = None if question.judgement else reported_option(tool, question)
    comment = "\n".join(text for text in (answer.text if is_text else "", answer.comment) if text)
    return (
        *_place(report, *place),
        item.section.title,
        question.id,
        question.text,
        item.part.text if item.part else "",
        item.person.role if item.person else "",
        "" if is_text else answer_words(tool, question, answer),
        option.means.value if option else "",
        _yes(option.in_denominator) if option else "",
        _yes(option == wanted) if option and wanted else "",
        comment,
    )


def _place(report: AuditReport, case: Case, agency: Agency) -> tuple[str, str, str, str]:
    return report.audit.reference, case.label, case.uin, agency.name


def _hidden(report: AuditReport) -> frozenset[str]:
    """The questions whose single answers are left out."""
    every = report.audit.tool.questions.values()
    return frozenset(each.id for each in every if hides_answers(report, each))


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def returns(report: AuditReport, *, comments: bool = True) -> DataTable:
    """A row for each return that is expected, with what became of it."""
    tool = report.audit.tool
    columns = [
        *(_AUDIT, _CASE, _UIN, _AGENCY),
        Column("state", "Whether the return is in: received, nil, expected or overdue.", 12),
        Column("kind", "Full, or nil: not known to the agency. Empty while it is missing.", 8),
        Column("stage", "How far the partnership is with it.", 16),
        Column("revision", "How often it was sent; 0 while it is missing.", 9),
        Column("days late", "Days since it was due, while it is missing.", 10),
        Column("filled in for it by", "Who fills in the agency’s forms, if another does.", 24),
        *(
            Column(name, "The agency’s own judgement.", 22)
            for name in _distinct([f"judgement: {question.name}" for question in tool.judgements])
        ),
        Column("agreed", "The judgement of the partnership on the case, agreed together.", 22),
    ]
    if comments:
        columns.append(Column("note", "What the agency wrote beside a nil return.", 50))

    def rows() -> Iterator[tuple[Value, ...]]:
        hidden = _hidden(report)
        for case, agency in report.audit.asked():
            cell = report.tracker.cell(case.uin, agency.id)
            form = report.forms.get((case.uin, agency.id))
            grades = [
                None if question.id in hidden else report.grade(case, agency, question)
                for question in tool.judgements
            ]
            row: tuple[Value, ...] = (
                *_place(report, case, agency),
                cell.state.value,
                form.kind.value if form else "",
                cell.stage.value,
                cell.revision,
                cell.days_late,
                agency.proxy,
                *(grade.label if grade else "" for grade in grades),
                _label(agreed_grade(tool, report.meeting, case.uin)),
                form.note if form else "",
            )
            yield row[: len(columns)]

    about = "One row for each return that was asked for, whether it is in or not."
    return DataTable("returns", "Returns", about, tuple(columns), rows)


def _label(option: Option | None) -> str:
    return option.label if option else ""


def findings(report: AuditReport) -> DataTable:
    """A row for each question and each part of one, with its counts and its share."""
    shares = report.findings.shares
    labels = list(dict.fromkeys(option.label for share in shares for option in share.scale.options))
    counts = _distinct([f"count: {label}" for label in labels])
    columns = (
        *(_AUDIT, _SECTION, _QUESTION_ID, _QUESTION),
        Column("part", "The part of the question, where it has parts.", 22),
        *(Column(name, "How many full returns gave this answer.", 12) for name in counts),
        Column("not asked", "Full returns to which it was not put, or that left it out.", 10),
        Column("reported answer", "The answer whose share is given.", 16),
        Column("n", "How many gave that answer.", 8),
        Column("of", "How many are counted: not applicable and not asked are not.", 8),
        Column(PERCENT, "n of N in percent.", 10),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for share in shares:
            no_counts, no_share = hides_counts(report, share), hides_share(report, share)
            yield (
                report.audit.reference,
                share.section.title,
                share.question.id,
                share.question.text,
                share.part.text if share.part else "",
                *([None] * len(labels) if no_counts else _counts(share, labels)),
                None if no_counts else share.not_asked,
                _label(share.reported),
                None if no_share else share.n,
                None if no_share else share.of,
                None if no_share or share.reported is None else share.percent,
            )

    about = f"One row for each question. They count {report.findings.returns.full} full returns."
    return DataTable("findings", "Findings", about, columns, rows)


def _counts(share: Share, labels: Iterable[str]) -> list[int | None]:
    """The count of each label; empty where the question's scale has no such answer."""
    found: dict[str, int] = {}
    for option in share.scale.options:
        found[option.label] = found.get(option.label, 0) + share.counts[option.id]
    return [found.get(label) for label in labels]


def judgements(report: AuditReport, *, comments: bool = True) -> DataTable:
    """A row for each grade that was given, and for each that was agreed."""
    columns = [
        *(_AUDIT, _CASE, _UIN),
        Column("by", f"The agency that judged its own work, or “{PARTNERSHIP}”.", 30),
        Column("judgement", "What was judged.", 34),
        Column("grade", "The grade.", 22),
        Column("means", "Which end of the scale the grade stands at.", 10),
    ]
    if comments:
        columns.append(Column("comment", "What the grade rests on; dissent, if there was any.", 70))

    def rows() -> Iterator[tuple[Value, ...]]:
        tool, hidden = report.audit.tool, _hidden(report)
        overall = agreed_question(tool)
        for case in report.audit.cases:
            start = (report.audit.reference, case.label, case.uin)
            for agency in report.audit.agencies:
                for question in tool.judgements:
                    grade = report.grade(case, agency, question)
                    if grade and question.id not in hidden:
                        text = report.forms[case.uin, agency.id].answer(question.id).comment
                        row = (*start, agency.name, question.name, grade.label, grade.means.value)
                        yield (*row, text)[: len(columns)]
            agreed, grade = report.meeting.agreed_on(case.uin), None
            if overall and agreed:
                grade = agreed_grade(tool, report.meeting, case.uin)
            if overall and agreed and grade:
                texts = [text for text in (agreed.reason, agreed.dissent) if text.strip()]
                row = (*start, PARTNERSHIP, overall.name, grade.label, grade.means.value)
                yield (*row, "\n".join(texts))[: len(columns)]

    about = "One row for each grade: those of the agencies, and those agreed together."
    return DataTable("judgements", "Judgements", about, tuple(columns), rows)


def recommendations(report: AuditReport) -> DataTable:
    """A row for each recommendation, with how far it is."""
    columns = (
        _AUDIT,
        Column("number", "Its place in the action plan.", 8),
        Column("finding", "What was found.", 44),
        Column("action", "What is to be done.", 44),
        Column("for", "The agencies that it is for.", 26),
        Column("lead", "Who leads.", 22),
        Column("date for completion", "When it is to be done.", 14),
        Column("date set by", "Who sets the date, where there is none yet.", 20),
        Column("outcome", "What should come of it, and how that is seen.", 40),
        Column("state", "Open, done, withdrawn, or carried into a later audit.", 12),
        Column("overdue", "Yes if it is open after its date.", 9),
        Column("closed", "When it was closed.", 12),
        Column("result", "What came of it.", 40),
        Column("progress", "What was reported on it, by day.", 60),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        names = {agency.id: agency.name for agency in report.audit.agencies}
        for number, each in enumerate(report.recommendations, start=1):
            yield (
                *(report.audit.reference, number, each.finding, each.action),
                ", ".join(names.get(one, one) for one in each.agency_ids) or "All agencies",
                *(each.lead, each.due, each.set_by, each.outcome, each.state.value),
                _yes(each.is_overdue(report.made.date())),
                *(each.closed, each.result, _progress(report, each)),
            )

    about = "One row for each recommendation of the audit."
    return DataTable("recommendations", "Recommendations", about, columns, rows)


def _progress(report: AuditReport, found: Recommendation) -> str:
    reported = [note for note in report.progress if note.recommendation_id == found.id]
    return "\n".join(f"{note.on.isoformat()}, {note.by}: {note.text}" for note in reported)


_SCOPES = {
    Scope.CASE: "a case",
    Scope.AUDIT: "the audit as a whole",
    Scope.PROCESS: "how the audit went",
}


def notes(report: AuditReport) -> DataTable:
    """A row for each point that the meeting noted."""
    columns = (
        _AUDIT,
        Column("about", "A case, the audit as a whole, or how the audit went.", 20),
        *(_CASE, _UIN),
        Column("heading", "Under which of the three headings it was noted.", 28),
        Column("note", "What was noted.", 80),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for note in report.meeting.notes:
            yield (
                report.audit.reference,
                _SCOPES[note.matter.scope],
                _letter(report, note.matter),
                note.matter.uin,
                HEADINGS[note.heading],
                note.text,
            )

    about = "One row for each point noted at the multi-agency meeting."
    return DataTable("notes", "Notes", about, columns, rows)


def _letter(report: AuditReport, matter: Matter) -> str:
    case = report.audit.case(matter.uin) if matter.uin else None
    return case.label if case else ""


def _distinct(names: Iterable[str]) -> list[str]:
    """Heads of columns must differ, also where only capitals do."""
    found: list[str] = []
    for name in names:
        head, number = " ".join(name.split())[:200] or "–", 1
        taken = {each.casefold() for each in found}
        while head.casefold() in taken:
            number += 1
            head = f"{' '.join(name.split())[:200]} ({number})"
        found.append(head)
    return found
