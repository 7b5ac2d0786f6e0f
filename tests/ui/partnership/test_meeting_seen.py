"""What the meeting looks at: covered, the disagreements first, for tools of any kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.analysis.shares import ReturnCounts, findings
from app.analysis.tracking import track
from app.domain.audits import Agency, Audit, Case
from app.domain.meeting import (
    THE_AUDIT,
    THE_PROCESS,
    Discussion,
    Matter,
    Meeting,
    MeetingNote,
    NoteHeading,
    Scope,
)
from app.domain.reporting import CommentTag
from app.domain.returns import Answer, Form, Person, Return, ReturnKind, ReturnRef, ReturnState
from app.domain.tool import (
    AnswerKind,
    AuditTool,
    Meaning,
    Option,
    Part,
    Question,
    Scale,
    Section,
    Subject,
)
from app.reports import AuditReport
from app.services.hold_meeting import MeetingInHand
from app.ui.pages.partnership.meeting.rows_list import Columns
from app.ui.pages.partnership.meeting.seen import (
    RowKind,
    comments_behind,
    covered,
    heading_of,
    matter_name,
    points_of,
    seen_on,
)
from app.ui.pages.partnership.meeting.words import matter_hint, standing, time_left, to_go
from tests.builders import NOW, small_audit, small_tool

CASE = Matter(Scope.CASE, "T-1")


def in_hand(audit: Audit, forms: dict[tuple[str, str], Form], **more: object) -> MeetingInHand:
    """A meeting with these forms in."""
    returns = tuple(
        Return(ReturnRef(audit.id, agency, uin), ReturnState.RECEIVED, form)
        for (uin, agency), form in forms.items()
    )
    found = findings(audit.tool, (), ReturnCounts(len(returns), 0, 0))
    tracker = track(audit, {}, NOW.date())
    report = AuditReport(audit, found, tracker, returns, NOW)
    return MeetingInHand(report, **more)  # type: ignore[arg-type]


def answered(**answers: Answer) -> Form:
    return Form(answers=answers)


def test_what_was_answered_differently_comes_first() -> None:
    audit = small_audit()
    forms = {
        ("T-1", "police"): answered(Q1=Answer(("yes",)), Q2=Answer(("yes",), comment="JS came")),
        ("T-1", "health-visiting"): answered(Q1=Answer(("yes",)), Q2=Answer(("no",))),
    }
    seen = seen_on(in_hand(audit, forms), CASE)
    assert [(row.kind, row.lead, row.differs) for row in seen.answers] == [
        (RowKind.TITLE, "1", False),
        (RowKind.ANSWERS, "Q2", True),
        (RowKind.TITLE, "1", False),
        (RowKind.ANSWERS, "Q1", False),
    ]
    row = seen.answers[1]
    assert [(one.agency.name, one.words, one.means) for one in row.given] == [
        ("Police", "Yes", Meaning.GOOD),
        ("Health Visiting", "No", Meaning.BAD),
    ]
    (comment,) = comments_behind("T-1", row)
    assert comment.text == "the child came"
    assert comment.by == "Police: Yes"
    assert comment.heading is NoteHeading.WELL
    assert comment.evidence[0].agency_id == "police"


def test_who_is_nil_and_who_is_missing() -> None:
    forms = {("T-1", "police"): Form(ReturnKind.NIL)}
    seen = seen_on(in_hand(small_audit(), forms), CASE)
    assert [agency.id for agency in seen.nil] == ["police"]
    assert [agency.id for agency in seen.missing] == ["health-visiting"]
    assert seen.answers == ()


def test_closing_texts_come_point_by_point_and_what_was_tagged_first() -> None:
    form = answered(
        Q1=Answer(("no",), comment="It was late."),
        C1=Answer(text="• Prompt work\n\n- JS was seen alone"),
    )
    tags = (CommentTag("T-1", "police", "Q1", NoteHeading.TO_DO.value), CommentTag(
        "T-1", "police", "Q1", "a theme of our own"
    ))  # fmt: skip
    hand = in_hand(small_audit(), {("T-1", "police"): form}, tags=tags)
    words = seen_on(hand, CASE).words
    assert [(row.kind, row.text or row.name) for row in words] == [
        (RowKind.TITLE, "Marked for the meeting"),
        (RowKind.WORDS, "It was late."),
        (RowKind.TITLE, "Good practice"),
        (RowKind.WORDS, "Prompt work"),
        (RowKind.WORDS, "the child was seen alone"),
    ]
    assert words[1].heading is NoteHeading.TO_DO
    assert words[3].heading is NoteHeading.WELL


def test_the_to_dos_of_several_cases_are_one() -> None:
    audit = small_audit()
    notes = (
        MeetingNote("1", CASE, NoteHeading.TO_DO, "Share the minutes."),
        MeetingNote("2", Matter(Scope.CASE, "T-2"), NoteHeading.TO_DO, "share the  minutes"),
        MeetingNote("3", CASE, NoteHeading.WORRIED, "Not this"),
    )
    hand = in_hand(audit, {})
    hand = replace(hand, content=replace(hand.content, meeting=Meeting(notes)))
    title, row = seen_on(hand, THE_AUDIT).words
    assert title.kind is RowKind.TITLE
    assert (row.text, row.by) == ("Share the minutes.", "Case A and Case B")
    assert [one.note_id for one in row.evidence] == ["1", "2"]
    assert seen_on(hand, THE_PROCESS).words == ()


def test_initials_and_uins_are_covered_everywhere() -> None:
    audit = replace(
        small_audit(),
        cases=(Case("T-1", "JS", "JS"), Case("T-2", "T-2", "A"), Case("T-3", "", "unborn baby")),
    )
    names = [matter_name(audit, Matter(Scope.CASE, case.uin)) for case in audit.cases]
    assert names == ["Case 1", "Case 2", "Case 3"]
    text = "JS and T-2: JSA, A plan, T-22, unborn baby"
    assert covered(audit, text) == "the child and Case 2: JSA, A plan, T-22, unborn baby"


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Any areas of good practice identified", NoteHeading.WELL),
        ("Any areas of improvement identified", NoteHeading.TO_DO),
        ("Any issues identified", NoteHeading.WORRIED),
        ("A short statement", None),
    ],
)
def test_which_column_a_closing_question_belongs_into(
    name: str, heading: NoteHeading | None
) -> None:
    assert heading_of(Question("C1", name)) is heading


def test_points_of_a_hostile_text() -> None:
    assert points_of("\n • \n=1+1\n<b>x</b>\n") == ("=1+1", "<b>x</b>")
    assert points_of("x" * 50_000) == ("x" * 50_000,)


# --- other tools ----------------------------------------------------------------------------------

RAG = Scale(
    "rag",
    "RAG",
    (
        Option("green", "Green: embedded across the organisation", Meaning.GOOD),
        Option("amber", "Amber: under way", Meaning.NEUTRAL),
        Option("red", "Red: not begun", Meaning.BAD),
    ),
)


def family_tool() -> AuditTool:
    """No judgement; a matrix, a question per person, a number, several ticks; 60 questions."""
    parts = (Part("mum", "Mum"), Part("dad", "Dad"))
    asked = [Question(f"Q{at}", f"Question {at}", scale="rag") for at in range(1, 57)]
    asked += [
        Question("M1", "A matrix", answer=AnswerKind.MATRIX, scale="rag", parts=parts),
        Question("P1", "Each person", scale="rag", per_person=True),
        Question("N1", "How many visits", answer=AnswerKind.NUMBER, unit="visits"),
        Question("S1", "Which plans", answer=AnswerKind.SEVERAL, scale="rag"),
    ]
    section = Section("all", "All", questions=tuple(asked))
    return replace(
        small_tool(), subject=Subject.FAMILY, scales=(RAG,), sections=(section,), look_back=None
    )


def test_twelve_agencies_and_sixty_questions_of_another_kind() -> None:
    agencies = tuple(Agency(f"a{at}", f"Agency {at}") for at in range(12))
    audit = replace(small_audit(), tool=family_tool(), agencies=agencies)
    people = (Person("p1", "grandmother"), Person("p2", "uncle"))
    form = Form(
        people=people,
        answers={
            **{f"Q{at}": Answer(("green",)) for at in range(1, 57)},
            "M1.mum": Answer(("amber",)),
            "M1.dad": Answer(("red",)),
            "P1@p1": Answer(("green",)),
            "P1@p2": Answer(("red",), comment="not asked"),
            "N1": Answer(number=3),
            "S1": Answer(("green", "amber")),
        },
    )
    forms = {("T-1", agency.id): form for agency in agencies}
    forms["T-1", "a3"] = form.with_answer("Q7", Answer(("red",)))
    hand = in_hand(audit, forms)
    seen = seen_on(hand, CASE)
    rows = {row.key: row for row in seen.answers}
    assert len(seen.answers) == 2 + 61
    assert seen.answers[1].key == "Q7"
    assert all(len(row.given) == 12 for row in rows.values() if row.kind is RowKind.ANSWERS)
    assert rows["M1.dad"].name == "A matrix: Dad"
    assert rows["P1"].given[0].words == (
        "grandmother: Green: embedded across the organisation, uncle: Red: not begun"
    )
    assert rows["P1"].given[0].means is Meaning.BAD
    assert rows["N1"].given[0].words == "3 visits"
    assert rows["N1"].given[0].means is None
    assert rows["S1"].given[0].words.endswith("Amber: under way")


def test_a_dozen_agencies_stand_below_each_other_and_a_few_side_by_side() -> None:
    assert not Columns(1_000, 12).side_by_side
    wide = Columns(1_700, 6)
    assert wide.side_by_side
    assert wide.first + 6 * wide.each <= wide.right
    assert not Columns(1_700, 0).side_by_side


# --- words ----------------------------------------------------------------------------------------


def test_what_is_left_in_words() -> None:
    matters = (CASE, Matter(Scope.CASE, "T-2"), THE_AUDIT)
    assert to_go(matters) == "2 cases and 1 point"
    assert time_left(30, 12 * 60, matters) == "18 min left for 2 cases and 1 point"
    assert time_left(30, 31 * 60, (THE_AUDIT,)) == "1 point to go, 1 min over the plan"
    assert time_left(0, 31 * 60, matters[:1]) == "1 case to go"
    assert time_left(30, 12 * 60, ()) == "Everything was discussed"


def test_where_the_meeting_stands_in_words() -> None:
    audit, nothing = replace(small_audit(), meeting=date(2018, 2, 28)), Meeting()
    on = date(2018, 2, 22)
    assert standing(audit, nothing, on) == (
        "The meeting is in 6 days, on 28 February. On its agenda: 2 cases and 2 points."
    )
    assert standing(audit, nothing, date(2018, 3, 2)) == (
        "The meeting was to be on 28 February. Nothing is noted of it yet."
    )
    assert standing(small_audit(), nothing, on).startswith("The meeting has no date yet.")
    begun = Meeting(discussions=(Discussion(CASE, done=True, seconds=61),))
    assert standing(audit, begun, on) == (
        "1 of 4 matters discussed; still to go: 1 case and 2 points."
    )
    assert matter_hint(audit, begun, CASE) == "1 min · no judgement agreed yet"
    assert matter_hint(audit, nothing, CASE) == "Nothing noted yet"
