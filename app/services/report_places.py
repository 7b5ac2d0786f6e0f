"""Which words a report prints, and where each of them is mended.

What a report does not print can't identify anybody in it, so it is not looked through either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.audits import Case
from app.domain.meeting import THE_AUDIT, THE_PROCESS, Matter, Scope
from app.domain.recommendations import Recommendation
from app.domain.reporting import ReportKind, TextPlace, section_place
from app.domain.returns import Return
from app.reports import AuditReport
from app.reports.short_parts import case_name
from app.reports.wording import listed, plural


class Spot(StrEnum):
    """Where in the window something is mended."""

    SET_UP = "set-up"
    REPORT_TEXT = "report text"
    CASE = "case"
    RETURN = "return"
    COMMENTS = "comments"
    MEETING = "meeting"
    ATTENDANCE = "attendance"
    RECOMMENDATION = "recommendation"
    TRACKER = "tracker"
    REPORT = "report"


@dataclass(frozen=True)
class Where:
    """A place that the window can lead to.

    ``key`` is what names it there: the place of a text or of an answer, the id of a
    recommendation, of a quotation or of a note. ``matter`` is what the meeting discussed.
    """

    spot: Spot = Spot.SET_UP
    uin: str = ""
    agency_id: str = ""
    key: str = ""
    matter: Matter | None = None


NOWHERE = Where()


@dataclass(frozen=True)
class PrintedText:
    """A text of the partnership that a report prints: ``name`` says which ("The context")."""

    name: str
    text: str
    where: Where


TEXTS = {
    TextPlace.SUMMARY: "The executive summary",
    TextPlace.CONTEXT: "The context",
    TextPlace.METHODOLOGY: "The methodology",
    TextPlace.PROCESS: "The text on the audit process",
    TextPlace.FINDINGS: "The text on the findings",
    TextPlace.RECOMMENDATIONS: "The text on the recommendations",
    TextPlace.GUIDE_WHY: "The guide’s text on why",
    TextPlace.GUIDE_FOUND: "The guide’s text on what was found",
    TextPlace.GUIDE_DO: "The guide’s text on what to do",
}
_GUIDE = (TextPlace.GUIDE_WHY, TextPlace.GUIDE_FOUND, TextPlace.GUIDE_DO)
_CASES_AND_COMMENTS = {"cases", "comments"}


def text_name(report: AuditReport, place: str) -> str:
    """How a place where the partnership writes is called."""
    for section in report.audit.tool.sections:
        if place == section_place(section.id):
            return f"The text on “{section.title}”"
    known = {str(each): name for each, name in TEXTS.items()}
    return known.get(place, "A text of the report")


def places_of(report: AuditReport, kind: ReportKind | None) -> tuple[str, ...]:
    """The places of texts that a report prints; all of them where no kind is named."""
    sections = [section_place(section.id) for section in report.audit.tool.sections]
    match kind:
        case None:
            return (*TEXTS, *sections)
        case ReportKind.AUDIT:
            own = [place for place in TEXTS if place not in _GUIDE]
            places = own if "findings" in report.options.left_out else [*own, *sections]
            return tuple(each for each in places if each not in report.options.left_out)
        case ReportKind.GUIDE:
            written = report.written(TextPlace.GUIDE_WHY)
            return _GUIDE if written else (*_GUIDE, TextPlace.CONTEXT)
        case _:
            return ()


def prints_cases(report: AuditReport, kind: ReportKind | None) -> bool:
    """Whether pen pictures and the notes on single cases are in a report."""
    if kind is ReportKind.AUDIT:
        return "cases" not in report.options.left_out
    return kind in {None, ReportKind.CASE, ReportKind.FEEDBACK}


def printed_cases(
    report: AuditReport, kind: ReportKind | None, about: str = ""
) -> tuple[Case, ...]:
    """The cases of which a report prints something."""
    if not prints_cases(report, kind):
        return ()
    if kind is ReportKind.CASE:
        return tuple(case for case in report.audit.cases if case.uin == about)
    if kind is ReportKind.FEEDBACK:
        known = {uin for uin, agency_id in report.forms if agency_id == about}
        return tuple(case for case in report.audit.cases if case.uin in known)
    return report.audit.cases


def printed_returns(
    report: AuditReport, kind: ReportKind | None, about: str = ""
) -> tuple[Return, ...]:
    """The returns whose words a report prints."""
    match kind:
        case ReportKind.CASE:
            return tuple(one for one in report.returns if one.ref.uin == about)
        case ReportKind.FEEDBACK:
            return tuple(one for one in report.returns if one.ref.agency_id == about)
        case ReportKind.AUDIT:
            left_out = _CASES_AND_COMMENTS.issubset(report.options.left_out)
            return () if left_out else report.returns
        case None:
            return report.returns
        case _:
            return ()


def printed_recommendations(
    report: AuditReport, kind: ReportKind | None, about: str = ""
) -> tuple[Recommendation, ...]:
    """The recommendations that a report prints."""
    if kind in {ReportKind.CASE, ReportKind.TRACKER}:
        return ()
    if kind is ReportKind.AUDIT and "recommendations" in report.options.left_out:
        return ()
    if kind is ReportKind.FEEDBACK:
        return tuple(
            each
            for each in report.recommendations
            if not each.agency_ids or about in each.agency_ids
        )
    return report.recommendations


def prints_attendance(report: AuditReport, kind: ReportKind | None) -> bool:
    """Whether a report prints who was at the meeting."""
    return kind is None or (kind is ReportKind.AUDIT and "process" not in report.options.left_out)


def printed_matters(
    report: AuditReport, kind: ReportKind | None, about: str = ""
) -> tuple[Matter, ...]:
    """What the meeting discussed, as far as a report prints it."""
    cases = [Matter(Scope.CASE, case.uin) for case in printed_cases(report, kind, about)]
    match kind:
        case None:
            return (*cases, THE_AUDIT, THE_PROCESS)
        case ReportKind.AUDIT:
            chapters = {"summary": THE_AUDIT, "process": THE_PROCESS}
            left_out = report.options.left_out
            whole = [matter for chapter, matter in chapters.items() if chapter not in left_out]
            return (*cases, *whole)
        case ReportKind.GUIDE:
            return (THE_AUDIT,)
        case _:
            return tuple(cases)


def printed_texts(
    report: AuditReport, kind: ReportKind | None, about: str = ""
) -> Iterator[PrintedText]:
    """Every text of the partnership that a report prints. None is empty."""
    for found in (
        *_of_audit(report, kind, about),
        *_of_meeting(report, kind, about),
        *_of_plan(report, kind, about),
    ):
        if found.text.strip():
            yield found


def _of_audit(report: AuditReport, kind: ReportKind | None, about: str) -> Iterator[PrintedText]:
    audit = report.audit
    yield PrintedText("The title", audit.title, Where(key="title"))
    if kind in {None, ReportKind.AUDIT, ReportKind.FEEDBACK}:
        for agency in audit.agencies:
            if kind is not ReportKind.FEEDBACK or agency.id == about:
                where = Where(agency_id=agency.id, key="proxy")
                yield PrintedText(f"Who fills in for {agency.name}", agency.proxy, where)
    places = places_of(report, kind)
    drafts = {TextPlace.CONTEXT: audit.context, TextPlace.METHODOLOGY: audit.methodology}
    for place in places:
        written = report.written(place)
        if written:
            where = Where(Spot.REPORT_TEXT, key=place)
            yield PrintedText(text_name(report, place), written, where)
    for place, text in drafts.items():
        if place in places and (kind is None or not report.written(place)):
            yield PrintedText(TEXTS[place], text, Where(key=place))
    if kind in {None, ReportKind.AUDIT}:
        yield PrintedText("How the cases were chosen", audit.selection, Where(key="selection"))
        yield PrintedText("What this audit is made from", audit.reconstruction, Where())
    if kind is None or (kind is ReportKind.AUDIT and "findings" not in report.options.left_out):
        for number, quote in enumerate(report.quotes, start=1):
            where = Where(Spot.COMMENTS, quote.uin, quote.agency_id, quote.id)
            yield PrintedText(f"Quotation {number}", quote.text, where)


def _of_meeting(report: AuditReport, kind: ReportKind | None, about: str) -> Iterator[PrintedText]:
    meeting = report.meeting
    for matter in printed_matters(report, kind, about):
        name = matter_name(report, matter)
        for note in meeting.notes_on(matter):
            where = Where(Spot.MEETING, matter.uin, key=note.id, matter=matter)
            yield PrintedText(f"The meeting’s notes on {name}", note.text, where)
        agreed = meeting.agreed_on(matter.uin) if matter.scope is Scope.CASE else None
        if agreed is not None:
            where = Where(Spot.MEETING, matter.uin, key="agreed", matter=matter)
            yield PrintedText(f"The reason of the judgement on {name}", agreed.reason, where)
            if kind is not ReportKind.FEEDBACK:
                yield PrintedText(f"Who saw {name} otherwise", agreed.dissent, where)
    if prints_attendance(report, kind):
        for number, each in enumerate(meeting.attendance):
            where = Where(Spot.ATTENDANCE, agency_id=each.agency_id, key=str(number))
            yield PrintedText("Who was at the meeting", f"{each.who}. {each.note}", where)


def _of_plan(report: AuditReport, kind: ReportKind | None, about: str) -> Iterator[PrintedText]:
    shown = printed_recommendations(report, kind, about)
    numbers = {each.id: number for number, each in enumerate(report.recommendations, start=1)}
    for each in shown:
        where = Where(Spot.RECOMMENDATION, key=each.id)
        name = f"Recommendation {numbers[each.id]}"
        for text in (each.finding, each.action, each.lead, each.set_by, each.outcome, each.result):
            yield PrintedText(name, text, where)
    if kind in {None, ReportKind.PLAN, ReportKind.AUDIT} and shown:
        for note in report.progress:
            if note.recommendation_id in numbers:
                where = Where(Spot.RECOMMENDATION, key=note.recommendation_id)
                name = f"The progress of recommendation {numbers[note.recommendation_id]}"
                yield PrintedText(name, f"{note.by}: {note.text}", where)


def matter_name(report: AuditReport, matter: Matter) -> str:
    """What the meeting discussed, within a sentence: "Case B", "the audit as a whole"."""
    if matter.scope is Scope.CASE:
        case = report.audit.case(matter.uin)
        return case_name(case) if case else matter.uin
    return "the audit as a whole" if matter.scope is Scope.AUDIT else "how the audit went"


def few(names: list[str], noun: str, most: int = 6) -> str:
    """Names in a list; of many only how many."""
    return listed(names) if len(names) <= most else plural(len(names), noun)
