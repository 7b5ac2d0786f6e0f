"""What there is to look at before a report goes out: words that identify, gaps, and changes.

The list of gaps is what the seed's report left blank (DOMAIN.md): the agreed judgements, leads and
dates, the n of each share. Nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.analysis.small_numbers import SMALL, is_small, is_suppressed
from app.domain.meeting import THE_AUDIT, Matter, Scope, agreed_grade, agreed_scale
from app.domain.quoting import still_says
from app.domain.recommendations import RecommendationState
from app.domain.reporting import Quote, ReportKind, TextPlace
from app.reports import AuditReport
from app.reports.content import main_shares
from app.reports.drafts import draft_of
from app.reports.one_minute_guide import longer_than_a_page
from app.reports.short_parts import case_name
from app.reports.wording import listed, plural, sentence
from app.services.report_content import report_content
from app.services.report_places import (
    TEXTS,
    Spot,
    Where,
    few,
    places_of,
    printed_cases,
    printed_matters,
    printed_recommendations,
    prints_attendance,
    text_name,
)
from app.services.scan_audit import Progress, Scanned, scan_report
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace


class Severity(StrEnum):
    """How much a point asks for.

    One that stops lets nothing out until it is mended, or somebody says that it was looked at and
    why it may stay. One that asks is a gap that readers will find. A note is good to know.
    """

    STOPS = "stops"
    ASKS = "asks"
    NOTE = "note"


@dataclass(frozen=True)
class Point:
    """Something to look at: a sentence, how much it asks for, and where it is mended."""

    sentence: str
    severity: Severity
    where: Where
    identifies: bool = False


@dataclass(frozen=True)
class Checked:
    """Everything there is to look at, what stops first. ``whole`` is False where it was stopped."""

    points: tuple[Point, ...]
    whole: bool = True

    def of(self, severity: Severity) -> tuple[Point, ...]:
        """The points that ask for so much."""
        return tuple(point for point in self.points if point.severity is severity)

    @property
    def stops(self) -> bool:
        """Whether it goes out only with a reason."""
        return bool(self.of(Severity.STOPS))

    @property
    def words(self) -> str:
        """How many points of each weight there are, for the record: "2 gaps, 1 note"."""
        names = sum(point.identifies for point in self.points)
        other = len(self.of(Severity.STOPS)) - names
        asks, notes = len(self.of(Severity.ASKS)), len(self.of(Severity.NOTE))
        counts = (
            (names, "place that may identify somebody", "places that may identify somebody"),
            (other, "quotation that nobody wrote so", "quotations that nobody wrote so"),
            (asks, "gap", "gaps"),
            (notes, "note", "notes"),
        )
        return listed(plural(count, one, many) for count, one, many in counts if count)


def before_publication(
    workspace: Workspace,
    audit_name: str,
    kind: ReportKind = ReportKind.AUDIT,
    about: str = "",
    *,
    clock: Clock,
    progress: Progress | None = None,
) -> Checked:
    """What to look at before a report of an audit goes out.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        report = report_content(work, audit, clock, draft=False)
    return check_report(report, kind, about, progress=progress)


def check_report(
    report: AuditReport, kind: ReportKind, about: str = "", *, progress: Progress | None = None
) -> Checked:
    """The same for a report whose content was read."""
    scanned = scan_report(report, kind, about, progress=progress)
    points = [
        *_identifying(scanned),
        *_quotes(report, kind),
        *_missing_returns(report, kind, about),
        *_meeting(report, kind, about),
        *_recommendations(report, kind, about),
        *_texts(report, kind),
        *_pictures(report, kind, about),
        *_figures(report, kind),
    ]
    order = list(Severity)
    points.sort(key=lambda point: order.index(point.severity))
    return Checked(tuple(points), scanned.whole)


def _identifying(scanned: Scanned) -> Iterator[Point]:
    for text in scanned.texts:
        words = f"{text.text}: “{text.finding.text}” may identify somebody. {text.finding.why}"
        yield Point(words, Severity.STOPS, text.where, identifies=True)
    for picture in scanned.pictures:
        where = Where(Spot.CASE, picture.case.uin, key="pen picture")
        name = f"The pen picture of {case_name(picture.case)}"
        for finding in picture.findings:
            words = f"{name}: “{finding.text}” may identify somebody. {finding.why}"
            yield Point(words, Severity.STOPS, where, identifies=True)
        if picture.rare is not None:
            yield Point(f"{name}: {picture.rare.why}", Severity.STOPS, where, identifies=True)
    for one in scanned.returns:
        for found in one.found:
            where = Where(Spot.RETURN, one.case.uin, one.agency.id, found.place)
            name = f"{one.agency.name} on {case_name(one.case)}"
            words = f"{name}: “{found.finding.text}” may identify somebody. {found.finding.why}"
            yield Point(words, Severity.STOPS, where, identifies=True)


def _quotes(report: AuditReport, kind: ReportKind) -> Iterator[Point]:
    if kind is not ReportKind.AUDIT:
        return
    for number, quote in enumerate(report.quotes, start=1):
        if not _still_says(report, quote):
            agency = report.audit.agency(quote.agency_id)
            who = agency.name if agency else quote.agency_id
            yield Point(
                f"Quotation {number} is no longer what {who} wrote: its answer has changed since.",
                Severity.STOPS,
                Where(Spot.COMMENTS, quote.uin, quote.agency_id, quote.id),
            )


def _still_says(report: AuditReport, quote: Quote) -> bool:
    form = report.forms.get((quote.uin, quote.agency_id))
    if form is None:
        return False
    answer = form.answer(quote.key)
    return any(still_says(text, quote.text) for text in (answer.text, answer.comment))


def _missing_returns(report: AuditReport, kind: ReportKind, about: str) -> Iterator[Point]:
    if kind is ReportKind.PLAN:
        return
    for one in report.tracker.missing():
        cases = [case for case in one.cases if kind is not ReportKind.CASE or case.uin == about]
        if not cases or (kind is ReportKind.FEEDBACK and one.agency.id != about):
            continue
        late = f", overdue {plural(one.days, 'day')}" if one.days else ""
        names = few([case_name(case) for case in cases], "case")
        words = f"{plural(len(cases), 'return')} from {one.agency.name} not in yet ({names}){late}."
        where = Where(Spot.TRACKER, cases[0].uin if len(cases) == 1 else "", one.agency.id)
        yield Point(words, Severity.ASKS, where)


def _meeting(report: AuditReport, kind: ReportKind, about: str) -> Iterator[Point]:
    cases = printed_cases(report, kind, about)
    tool, meeting = report.audit.tool, report.meeting
    if agreed_scale(tool) is not None and cases:
        open_ones = [case for case in cases if agreed_grade(tool, meeting, case.uin) is None]
        if open_ones:
            names = few([case_name(case) for case in open_ones], "case")
            matter = Matter(Scope.CASE, open_ones[0].uin)
            yield Point(
                f"No judgement of the partnership is agreed on {names}.",
                Severity.ASKS,
                Where(Spot.MEETING, open_ones[0].uin, key="agreed", matter=matter),
            )
    matters = printed_matters(report, kind, about)
    silent = [matter for matter in matters if not meeting.notes_on(matter)]
    without = [each.uin for each in silent if each.scope is Scope.CASE]
    if without:
        names = few([case_name(case) for case in cases if case.uin in without], "case")
        matter = Matter(Scope.CASE, without[0])
        where = Where(Spot.MEETING, without[0], matter=matter)
        yield Point(f"The meeting noted nothing on {names}.", Severity.ASKS, where)
    for matter in silent:
        if matter.scope is not Scope.CASE:
            what = "the audit as a whole" if matter == THE_AUDIT else "how the audit itself went"
            where = Where(Spot.MEETING, matter=matter)
            yield Point(f"The meeting noted nothing on {what}.", Severity.ASKS, where)
    if prints_attendance(report, kind) and not meeting.attendance:
        words = "Nobody has recorded who was at the multi-agency meeting."
        yield Point(words, Severity.ASKS, Where(Spot.ATTENDANCE))
    if kind is ReportKind.AUDIT and report.audit.meeting is None:
        words = "The date of the multi-agency meeting is not known."
        yield Point(words, Severity.ASKS, Where(key="meeting"))


def _recommendations(report: AuditReport, kind: ReportKind, about: str) -> Iterator[Point]:
    if kind in {ReportKind.CASE, ReportKind.TRACKER}:
        return
    if kind is ReportKind.AUDIT and "recommendations" in report.options.left_out:
        return
    if not report.recommendations:
        yield Point("Nothing is recommended yet.", Severity.ASKS, Where(Spot.RECOMMENDATION))
        return
    numbers = {each.id: number for number, each in enumerate(report.recommendations, start=1)}
    for each in printed_recommendations(report, kind, about):
        if each.state is not RecommendationState.OPEN or not each.lacks:
            continue
        # A guide prints the action alone.
        if kind is ReportKind.GUIDE and each.action.strip():
            continue
        words = f"Recommendation {numbers[each.id]} still lacks {'; '.join(each.lacks)}."
        yield Point(words, Severity.ASKS, Where(Spot.RECOMMENDATION, key=each.id))


def _texts(report: AuditReport, kind: ReportKind) -> Iterator[Point]:
    places = places_of(report, kind)
    for own in (TextPlace.CONTEXT, TextPlace.METHODOLOGY):
        in_report = kind is ReportKind.AUDIT and own in places
        if in_report and not report.written(own) and not draft_of(report, own).strip():
            where = Where(Spot.REPORT_TEXT, key=own)
            yield Point(f"{TEXTS[own]} is not written yet.", Severity.ASKS, where)
    for place in places:
        text = report.texts.get(place)
        if text is None or not text.text.strip() or not text.draft.strip():
            continue
        if text.draft.strip() != draft_of(report, place).strip():
            words = f"{text_name(report, place)} was written on other figures: they changed since."
            yield Point(words, Severity.ASKS, Where(Spot.REPORT_TEXT, key=place))
    if kind is ReportKind.GUIDE:
        for long in longer_than_a_page(report):
            words = f"{text_name(report, long)} is longer than its page, which shows the beginning."
            yield Point(words, Severity.ASKS, Where(Spot.REPORT_TEXT, key=long))


def _pictures(report: AuditReport, kind: ReportKind, about: str) -> Iterator[Point]:
    if kind is ReportKind.FEEDBACK:
        return
    for case in printed_cases(report, kind, about):
        if not case.pen_picture.strip():
            where = Where(Spot.CASE, case.uin, key="pen picture")
            yield Point(f"{case_name(case)} has no pen picture.", Severity.ASKS, where)


def _figures(report: AuditReport, kind: ReportKind) -> Iterator[Point]:
    if kind not in {ReportKind.AUDIT, ReportKind.GUIDE, ReportKind.FEEDBACK}:
        return
    shares = main_shares(report)
    small = [share.question.id for share in shares if is_small(share.of)]
    if small:
        names = few(small, "question", 8)
        words = f"Fewer than {SMALL} returns stand behind the share of {names}: it says little."
        yield Point(words, Severity.NOTE, Where(Spot.REPORT))
    below = report.options.suppress_below
    hidden = [s.question.id for s in shares if is_suppressed(s.n, s.of, below)]
    if hidden:
        names = few(hidden, "question", 8)
        words = f"Counts below {below} are not shown: {names}."
        yield Point(sentence(words), Severity.NOTE, Where(Spot.REPORT))
