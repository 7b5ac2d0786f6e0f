"""Everything that a report quotes is looked through before it goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.audits import Audit
from app.domain.meeting import (
    THE_PROCESS,
    Agreed,
    Attendance,
    Matter,
    MeetingNote,
    NoteHeading,
    Scope,
)
from app.domain.recommendations import ProgressNote, Recommendation
from app.domain.reporting import Quote, ReportKind, ReportOptions, ReportText, TextPlace
from app.domain.returns import Answer, Form, Return, ReturnKind, ReturnRef, ReturnState
from app.services.report_content import report_content
from app.services.report_places import Spot, Where
from app.services.scan_audit import Scanned, scan_audit, scan_report
from app.services.set_up_desk import set_up_partnership_desk
from app.storage import Workspace
from tests.builders import NOW, clock
from tests.flow.desks import CHEAP, PASSPHRASE
from tests.storage.builders import an_audit

TELLING = (
    "A Sikh girl of 14 who speaks Punjabi, one of seven siblings, is deaf and lives in Audlem."
)


@pytest.fixture
def partnership(tmp_path: Path) -> Iterator[Workspace]:
    made, _sheet = set_up_partnership_desk(
        tmp_path / "partnership", passphrase=PASSPHRASE, clock=lambda: NOW, cost=CHEAP
    )
    yield made
    made.close()


def _put(workspace: Workspace, audit: Audit, *returns: Return) -> None:
    with workspace.work() as work:
        work.audits.add(audit)
        for one in returns:
            work.returns.add(one)
        work.commit()


def _return(audit: Audit, **comments: str) -> Return:
    ref = ReturnRef(audit.id, audit.agencies[0].id, audit.cases[0].uin)
    answers = {key: Answer(comment=text) for key, text in comments.items()}
    return Return(ref, ReturnState.RECEIVED, Form(ReturnKind.FULL, answers=answers))


def test_an_audit_without_names_passes(partnership: Workspace) -> None:
    audit = an_audit()
    _put(partnership, audit, _return(audit, Q1="Mum told the social worker on Monday."))
    scanned = scan_audit(partnership, audit.id, clock=clock)
    assert scanned.count == 0
    assert scanned.whole


def test_every_sort_of_text_is_looked_through(partnership: Workspace) -> None:
    audit = an_audit()
    first = replace(audit.cases[0], pen_picture=TELLING)
    audit = replace(
        audit,
        methodology="The audit was led by Mrs Aldersley of the council.",
        cases=(first, *audit.cases[1:]),
    )
    _put(partnership, audit, _return(audit, Q1="Mrs Brindlehurst said that she would ring."))
    scanned = scan_audit(partnership, audit.id, clock=clock)
    assert [each.text for each in scanned.texts] == ["The methodology"]
    (picture,) = scanned.pictures
    assert picture.case == first
    assert picture.rare is not None
    (found,) = scanned.returns
    assert (found.case.uin, found.agency.id) == (first.uin, audit.agencies[0].id)
    assert "Brindlehurst" in found.found[0].finding.text
    assert scanned.count >= 3


def test_it_can_be_stopped_between_returns(partnership: Workspace) -> None:
    audit = an_audit()
    one = _return(audit, Q1="Mrs Brindlehurst said that she would ring.")
    other = replace(one, ref=replace(one.ref, uin=audit.cases[1].uin))
    _put(partnership, audit, one, other)
    told: list[tuple[int, int]] = []

    def once(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 1

    scanned = scan_audit(partnership, audit.id, clock=clock, progress=once)
    assert told == [(0, 2), (1, 2)]
    assert not scanned.whole
    assert len(scanned.returns) == 1


def _everywhere(workspace: Workspace) -> Audit:
    """An audit with a name, each another, in every text of the partnership."""
    audit = an_audit()
    case = audit.cases[0]
    on_case = Matter(Scope.CASE, case.uin)
    plan = Recommendation("r1", audit.id, "Mrs Aldersley was not asked", "Ask", lead="Mr Brindle")
    _put(workspace, audit, _return(audit, Q1="Mrs Brindlehurst said that she would ring."))
    with workspace.work() as work:
        note = MeetingNote("n1", on_case, NoteHeading.WORRIED, "Mrs Calderbank saw it.")
        work.meetings.keep_note(audit.id, note)
        note = MeetingNote("n2", THE_PROCESS, NoteHeading.WELL, "Mrs Dunstan took notes.")
        work.meetings.keep_note(audit.id, note)
        agreed = Agreed(case.uin, "", "Mr Eccleston was heard.", "Mr Fairclough saw it otherwise.")
        work.meetings.keep_agreed(audit.id, agreed)
        work.meetings.keep_attendance(audit.id, (Attendance(who="Mrs Grimshaw, chair"),))
        work.recommendations.keep(plan)
        work.recommendations.report(
            plan, ProgressNote("r1", NOW.date(), "Chair", "Mrs Hathersage has begun.")
        )
        work.reports.keep_text(audit.id, ReportText(TextPlace.SUMMARY, "Led by Mrs Inglewood."))
        work.reports.keep_text(audit.id, ReportText(TextPlace.GUIDE_WHY, "Mr Jolliffe asked."))
        quote = Quote("q1", case.uin, audit.agencies[0].id, "Q1", "Mrs Brindlehurst said")
        work.comments.keep_quote(audit.id, quote)
        work.commit()
    return audit


def _of(workspace: Workspace, audit: Audit, kind: ReportKind, about: str = "") -> Scanned:
    with workspace.work() as work:
        report = report_content(work, work.audits.get(audit.id), clock)
    return scan_report(report, kind, about)


def test_the_meeting_the_plan_and_the_texts_are_looked_through(partnership: Workspace) -> None:
    audit = _everywhere(partnership)
    case = audit.cases[0]
    scanned = scan_audit(partnership, audit.id, clock=clock)
    found = {(each.text, each.finding.text.split()[-1].strip(".,")) for each in scanned.texts}
    name = f"Case {case.label}"
    assert found >= {
        (f"The meeting’s notes on {name}", "Calderbank"),
        ("The meeting’s notes on how the audit went", "Dunstan"),
        (f"The reason of the judgement on {name}", "Eccleston"),
        (f"Who saw {name} otherwise", "Fairclough"),
        ("Who was at the meeting", "Grimshaw"),
        ("Recommendation 1", "Aldersley"),
        ("Recommendation 1", "Brindle"),
        ("The progress of recommendation 1", "Hathersage"),
        ("The executive summary", "Inglewood"),
        ("The guide’s text on why", "Jolliffe"),
        ("Quotation 1", "Brindlehurst"),
    }
    places = {each.text: each.where for each in scanned.texts}
    assert places["Recommendation 1"] == Where(Spot.RECOMMENDATION, key="r1")
    assert places["The executive summary"] == Where(Spot.REPORT_TEXT, key=TextPlace.SUMMARY)
    assert places["Quotation 1"].spot is Spot.COMMENTS
    notes = places[f"The meeting’s notes on {name}"]
    assert (notes.spot, notes.uin, notes.key) == (Spot.MEETING, case.uin, "n1")


def test_only_what_a_report_prints_is_looked_through(partnership: Workspace) -> None:
    audit = _everywhere(partnership)
    case, other = audit.cases[:2]
    guide = _of(partnership, audit, ReportKind.GUIDE)
    assert {each.text for each in guide.texts} == {"The guide’s text on why", "Recommendation 1"}
    assert not guide.returns
    plan = _of(partnership, audit, ReportKind.PLAN)
    assert {each.text for each in plan.texts} == {
        "Recommendation 1",
        "The progress of recommendation 1",
    }
    assert _of(partnership, audit, ReportKind.CASE, case.uin).returns
    assert _of(partnership, audit, ReportKind.CASE, other.uin).count == 0
    feedback = _of(partnership, audit, ReportKind.FEEDBACK, audit.agencies[0].id)
    assert not any(each.text.startswith("Who saw") for each in feedback.texts)
    assert feedback.returns
    assert not _of(partnership, audit, ReportKind.FEEDBACK, audit.agencies[1].id).returns


def test_who_fills_in_for_an_agency_is_an_agency(partnership: Workspace) -> None:
    audit = an_audit()
    first, *others = audit.agencies
    proxied = replace(first, proxy="Mrs Aldersley")
    audit = replace(audit, agencies=(proxied, *others))
    _put(partnership, audit)
    (found,) = _of(partnership, audit, ReportKind.FEEDBACK, first.id).texts
    assert found.text == f"Who fills in for {first.name}"
    assert not _of(partnership, audit, ReportKind.FEEDBACK, others[0].id).texts


def test_chapters_that_are_left_out_are_not_looked_through(partnership: Workspace) -> None:
    audit = _everywhere(partnership)
    left_out = ("process", "recommendations", "cases", "comments", "findings")
    with partnership.work() as work:
        work.reports.keep_options(audit.id, ReportOptions(left_out=left_out))
        work.commit()
    scanned = _of(partnership, audit, ReportKind.AUDIT)
    assert {each.text for each in scanned.texts} == {"The executive summary"}
    assert not scanned.returns
