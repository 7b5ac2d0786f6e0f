"""Recommendations: written, put in order, followed up, carried on, taken over from the meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from app.domain.audits import Audit
from app.domain.changes import NO_CHANGES, Topic
from app.domain.evidence import of_answer, of_note, of_question
from app.domain.meeting import THE_AUDIT, THE_PROCESS, Matter, MeetingNote, NoteHeading, Scope
from app.domain.recommendations import Recommendation, RecommendationState
from app.errors import FileWriteError, NotFoundError, WrongDeskError
from app.reports.plan_lines import PlanLine
from app.services.action_plan import Plan, action_plan, one_recommendation, overdue_count
from app.services.define_audit import define_audit
from app.services.follow_up import (
    GoesOnError,
    NotOpenError,
    carry_recommendations,
    close_recommendation,
    reopen_recommendation,
    report_progress,
)
from app.services.plan_evidence import evidence_of, evidence_offered
from app.services.plan_from_meeting import recommend_to_dos, to_dos
from app.services.recommend import (
    bring_back,
    drop_recommendation,
    keep_evidence,
    move_recommendation,
    new_recommendation,
    write_recommendation,
)
from app.services.write_plan import write_plan_calendar, write_plan_workbook
from tests.builders import full_form, nil_form
from tests.flow.desks import Round, agency_desk, define, package_from

TODAY = date(2018, 6, 12)
DONE, WITHDRAWN = RecommendationState.DONE, RecommendationState.WITHDRAWN
CARRIED, OPEN = RecommendationState.CARRIED, RecommendationState.OPEN


def clock() -> datetime:
    return datetime(2018, 6, 12, 10, 30, tzinfo=UTC)


def write(round_: Round, action: str, audit: Audit | None = None, **fields: object) -> str:
    found = new_recommendation((audit or round_.audit).id)
    found = replace(found, finding=f"Found: {action}", action=action, **fields)  # type: ignore[arg-type]
    write_recommendation(round_.partnership, found)
    return found.id


def plan(round_: Round, audit: Audit | None = None) -> Plan:
    return action_plan(round_.partnership, (audit or round_.audit).id, clock=clock)


def line(round_: Round, key: str) -> PlanLine:
    return next(each for each in plan(round_).lines if each.recommendation.id == key)


def kept(round_: Round, key: str) -> Recommendation:
    with round_.partnership.work() as work:
        return work.recommendations.get(key)


def actions(round_: Round) -> list[str]:
    return [each.recommendation.action for each in plan(round_).here]


def later_audit(round_: Round, reference: str, *, without: str = "") -> Audit:
    """An audit of the same tool, a year after the last one."""
    definition, tools = define(round_.folder, reference)
    text = definition.read_text(encoding="utf-8")
    year = int(reference[-4:])
    text = text.replace("opened = 2018", f"opened = {year}").replace("due = 2018", f"due = {year}")
    if without:
        text = text.replace(f'id = "{without}"', 'id = "housing"').replace('"Police"', '"Housing"')
    definition.write_text(text, encoding="utf-8")
    return define_audit(round_.partnership, definition, tools).audit


# --- writing --------------------------------------------------------------------------------------


def test_what_is_written_is_kept_and_told(started: Round) -> None:
    found = replace(new_recommendation(started.audit.id), finding="Minutes came late.")
    changes = write_recommendation(started.partnership, found)
    assert changes.touches(Topic.RECOMMENDATIONS)
    assert changes.audit_id == started.audit.id
    assert write_recommendation(started.partnership, found) == NO_CHANGES
    whole = replace(
        found,
        action="Send minutes within a week.",
        agency_ids=("police",),
        lead="Chair",
        due=date(2018, 9, 1),
        outcome="Seen in the next audit.",
    )
    write_recommendation(started.partnership, whole)
    assert kept(started, found.id) == whole
    assert line(started, found.id).for_whom == "Police"
    assert line(started, found.id).reference == "T-2018, no. 1"


def test_writing_leaves_state_and_evidence_alone(started: Round) -> None:
    key = write(started, "Do it")
    before = kept(started, key)
    keep_evidence(started.partnership, before, [of_question("Q1"), of_question("Q1")])
    close_recommendation(started.partnership, key, DONE, TODAY, "It is done.")
    write_recommendation(started.partnership, replace(before, action="Do it well"))
    after = kept(started, key)
    assert (after.action, after.state, after.result) == ("Do it well", DONE, "It is done.")
    assert after.evidence == (of_question("Q1"),)


def test_those_for_the_same_agencies_stand_together(started: Round) -> None:
    write(started, "health", agency_ids=("health-visiting",))
    write(started, "all 1")
    second = write(started, "police 1", agency_ids=("police",))
    third = write(started, "all 2")
    fourth = write(started, "police 2", agency_ids=("police",))
    assert actions(started) == ["all 1", "all 2", "police 1", "police 2", "health"]
    assert [each.number for each in plan(started).here] == [1, 2, 3, 4, 5]
    assert move_recommendation(started.partnership, third, -1).topics
    assert actions(started)[:2] == ["all 2", "all 1"]
    assert move_recommendation(started.partnership, third, -1) == NO_CHANGES
    assert move_recommendation(started.partnership, second, -1) == NO_CHANGES
    assert move_recommendation(started.partnership, fourth, 1) == NO_CHANGES
    assert move_recommendation(started.partnership, second, 1).topics
    assert actions(started)[2:] == ["police 2", "police 1", "health"]


def test_what_was_taken_away_comes_back_to_its_place(started: Round) -> None:
    keys = [write(started, name) for name in ("one", "two", "three")]
    report_progress(started.partnership, keys[1], TODAY, "Police", "Begun.")
    before = line(started, keys[1])
    dropped = drop_recommendation(started.partnership, keys[1])
    assert actions(started) == ["one", "three"]
    with pytest.raises(NotFoundError):
        drop_recommendation(started.partnership, keys[1])
    write(started, "four")
    bring_back(started.partnership, dropped)
    assert actions(started) == ["one", "two", "three", "four"]
    assert line(started, keys[1]) == before
    assert bring_back(started.partnership, dropped) == NO_CHANGES


def test_what_comes_back_stands_with_its_group_whatever_was_written_meanwhile(
    started: Round,
) -> None:
    write(started, "all 1")
    police = write(started, "police", agency_ids=("police",))
    dropped = drop_recommendation(started.partnership, police)
    write(started, "all 2")
    bring_back(started.partnership, dropped)
    assert actions(started) == ["all 1", "all 2", "police"]


def test_only_the_partnership_recommends(tmp_path: Path) -> None:
    desk = agency_desk(tmp_path / "police")
    with pytest.raises(WrongDeskError):
        write_recommendation(desk, new_recommendation("x"))
    desk.close()


# --- follow-up ------------------------------------------------------------------------------------


def test_overdue_and_due_soon(started: Round) -> None:
    late = write(started, "late", due=TODAY - timedelta(days=12))
    later = write(started, "later", due=TODAY - timedelta(days=1))
    write(started, "today", due=TODAY)
    write(started, "soon", due=TODAY + timedelta(days=30))
    write(started, "far", due=TODAY + timedelta(days=31))
    write(started, "open")
    found = plan(started)
    assert [each.recommendation.id for each in found.overdue] == [late, later]
    words = {each.recommendation.action: each.state_words(TODAY) for each in found.lines}
    assert words == {
        "late": "overdue 12 days",
        "later": "overdue 1 day",
        "today": "due today",
        "soon": "due in 30 days",
        "far": "open",
        "open": "open",
    }
    assert overdue_count(started.partnership, clock=clock) == 2
    close_recommendation(started.partnership, late, WITHDRAWN, TODAY, "No longer needed.")
    assert overdue_count(started.partnership, clock=clock) == 1


def test_done_reopened_and_done_again_is_told_in_order(started: Round) -> None:
    key = write(started, "Do it")
    report_progress(started.partnership, key, date(2018, 4, 1), " Police ", " Begun. ")
    assert report_progress(started.partnership, key, TODAY, "Police", "  ") == NO_CHANGES
    close_recommendation(started.partnership, key, DONE, date(2018, 5, 1), " All trained. ")
    found = kept(started, key)
    assert (found.state, found.closed, found.result) == (DONE, date(2018, 5, 1), "All trained.")
    with pytest.raises(NotOpenError) as refused:
        close_recommendation(started.partnership, key, WITHDRAWN, TODAY, "No.")
    assert "done already" in refused.value.sentence
    reopen_recommendation(started.partnership, key)
    assert reopen_recommendation(started.partnership, key) == NO_CHANGES
    assert kept(started, key).closed is None
    with started.partnership.work() as work:
        today = work.today()
    said = {(note.on, note.by, note.text) for note in line(started, key).progress}
    assert said == {
        (date(2018, 4, 1), "Police", "Begun."),
        (today, "", "Opened again. It was done on 1 May 2018: All trained."),
    }


def test_carried_on_over_years(started: Round) -> None:
    key = write(
        started,
        "Do it",
        agency_ids=("police", "health-visiting"),
        lead="Chair",
        due=date(2018, 9, 1),
    )
    evidence = [of_question("Q1"), of_answer("T-1", "police", "Q1"), of_question("gone")]
    keep_evidence(started.partnership, kept(started, key), evidence)
    second = later_audit(started, "T-2019")
    assert [each.recommendation.id for each in plan(started, second).can_carry] == [key]
    assert plan(started).can_carry == ()
    carry_recommendations(started.partnership, second.id, [key])
    assert kept(started, key).state is CARRIED
    (new,) = plan(started, second).here
    assert new.chain == "carried from T-2018"
    assert new.recommendation.evidence == (of_question("Q1"),)
    assert new.recommendation.due == date(2018, 9, 1)
    assert line(started, key).state_words(TODAY) == "carried into T-2019"
    with pytest.raises(GoesOnError) as refused:
        reopen_recommendation(started.partnership, key)
    assert "T-2019" in refused.value.sentence
    third = later_audit(started, "T-2020", without="police")
    carry_recommendations(started.partnership, third.id, [new.recommendation.id])
    (newest,) = plan(started, third).here
    assert newest.chain == "carried from T-2018, twice"
    assert newest.agencies == ("Health Visiting",)
    with pytest.raises(NotOpenError):
        carry_recommendations(started.partnership, third.id, [new.recommendation.id])
    assert len(plan(started, third).here) == 1


def test_what_was_carried_opens_again_where_it_came_from(started: Round) -> None:
    key = write(started, "Do it")
    second = later_audit(started, "T-2019")
    carry_recommendations(started.partnership, second.id, [key])
    before = kept(started, key)
    new = plan(started, second).here[0].recommendation.id
    dropped = drop_recommendation(started.partnership, new)
    assert dropped.changes.audit_id == ""
    assert (kept(started, key).state, kept(started, key).closed) == (OPEN, None)
    bring_back(started.partnership, dropped)
    assert kept(started, key) == before
    assert line(started, new).chain == "carried from T-2018"


def test_for_whom_it_was_is_not_lost_when_the_agency_is_not_asked(started: Round) -> None:
    key = write(started, "Do it", agency_ids=("police",))
    second = later_audit(started, "T-2019", without="police")
    carry_recommendations(started.partnership, second.id, [key])
    (new,) = plan(started, second).here
    assert (new.agencies, new.recommendation.lead) == ((), "Police")


# --- from the meeting, and evidence ---------------------------------------------------------------


def note(round_: Round, key: str, matter: Matter, text: str, heading: NoteHeading) -> None:
    with round_.partnership.work() as work:
        behind = (of_answer("T-1", "police", "Q1"),) if matter.uin == "T-1" else ()
        work.meetings.keep_note(round_.audit.id, MeetingNote(key, matter, heading, text, behind))
        work.commit()


@pytest.fixture
def noted(started: Round) -> Round:
    quorate = "Strategy meetings are quorate."
    first, second = Matter(Scope.CASE, "T-1"), Matter(Scope.CASE, "T-2")
    note(started, "n1", first, quorate, NoteHeading.TO_DO)
    note(started, "n2", second, " strategy  MEETINGS\nare quorate ", NoteHeading.TO_DO)
    note(started, "n3", THE_AUDIT, quorate, NoteHeading.TO_DO)
    note(started, "n4", second, "Review the policy.", NoteHeading.TO_DO)
    note(started, "n5", THE_PROCESS, "Take half a day.", NoteHeading.TO_DO)
    note(started, "n6", first, "Minutes came late.", NoteHeading.WORRIED)
    return started


def test_the_same_to_do_of_several_cases_is_one_with_all_its_notes(noted: Round) -> None:
    found = to_dos(noted.partnership, noted.audit.id)
    assert [each.text for each in found] == ["Strategy meetings are quorate.", "Review the policy."]
    assert found[0].where == "the audit as a whole and cases A and B"
    assert found[1].where == "case B"
    assert plan(noted).to_dos == 2
    recommend_to_dos(noted.partnership, noted.audit.id, [found[0].key])
    (new,) = plan(noted).here
    assert new.recommendation.action == "Strategy meetings are quorate."
    assert new.recommendation.evidence == (
        of_note("n1"),
        of_note("n2"),
        of_note("n3"),
        of_answer("T-1", "police", "Q1"),
    )
    assert [each.taken for each in to_dos(noted.partnership, noted.audit.id)] == [True, False]
    assert plan(noted).to_dos == 1
    again = recommend_to_dos(noted.partnership, noted.audit.id, [found[0].key, "nothing"])
    assert again == NO_CHANGES


def test_evidence_says_what_it_points_to_and_what_is_gone(noted: Round) -> None:
    forms = [("T-1", full_form("Nobody asked the school.")), ("T-2", nil_form())]
    noted.bring_in(package_from(noted, "Police", "police", forms))
    evidence = [
        of_answer("T-1", "police", "Q1"),
        of_question("Q1"),
        of_note("n6"),
        of_note("never"),
        of_answer("T-2", "police", "Q1"),
        of_question("Q99"),
    ]
    key = write(noted, "Do it")
    keep_evidence(noted.partnership, kept(noted, key), evidence)
    behind = evidence_of(noted.partnership, kept(noted, key), clock=clock)
    assert [each.gone for each in behind] == [False, False, False, True, True, True]
    assert behind[0].title == "Case A · Police · Q1 Was it done?"
    assert behind[0].text == "Yes\nNobody asked the school."
    assert behind[1].text == "100% (1 of 1)"
    assert behind[2].text == "Minutes came late."
    one = one_recommendation(noted.partnership, kept(noted, key), clock=clock)
    assert one.behind == behind
    assert one.leads == ("Police", "Health Visiting")


def test_what_is_offered_as_evidence(noted: Round) -> None:
    poor = full_form("Nobody asked the school.")
    weak = poor.with_answer("Q1", replace(poor.answer("Q1"), options=("no",)))
    noted.bring_in(package_from(noted, "Police", "police", [("T-1", weak), ("T-2", poor)]))
    offered = evidence_offered(noted.partnership, noted.audit.id, clock=clock)
    assert offered.questions[0].text == "50% (1 of 2)"
    assert len(offered.notes) == 6
    assert [each.title for each in offered.comments] == ["Case A · Police · Q1 Was it done?"]


# --- files ----------------------------------------------------------------------------------------


def test_the_plan_goes_into_a_calendar_without_the_number_of_a_child(
    started: Round, tmp_path: Path
) -> None:
    key = write(started, "Ask about T-1 again", lead="Police", due=date(2018, 9, 1))
    write(started, "No date")
    closed = write(started, "Done", due=date(2018, 9, 1))
    close_recommendation(started.partnership, closed, DONE, TODAY, "Done.")
    out = tmp_path / "out" / "plan.ics"
    written = write_plan_calendar(started.partnership, started.audit.id, out, clock=clock)
    assert written.count == 1
    (event,) = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert event["summary"] == "Due: Ask about [case A] again"
    assert str(event["uid"]).startswith(key)
    assert b"T-1 " not in out.read_bytes()


def test_the_plan_of_all_audits_as_a_spreadsheet(started: Round, tmp_path: Path) -> None:
    key = write(started, "One", due=date(2018, 5, 1))
    second = later_audit(started, "T-2019")
    other = write(started, "Two", second)
    out = tmp_path / "plan.xlsx"
    written = write_plan_workbook(started.partnership, None, out, clock=clock, only=[key, other])
    assert written.count == 2
    sheet = load_workbook(out)["Action plan"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["T-2018", "T-2019"]
    with pytest.raises(FileWriteError):
        write_plan_workbook(started.partnership, None, out / "no" / "x.xlsx", clock=clock)


def test_an_agency_that_the_audit_does_not_have_is_named_as_it_is(started: Round) -> None:
    assert line(started, write(started, "Do it", agency_ids=("housing",))).agencies == ("housing",)
