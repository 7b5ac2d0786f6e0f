"""The audit report of the sample after its meeting, beside the seed: every gap is closed."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from pypdf import PdfReader

from app.domain.meeting import (
    HEADINGS,
    NO_MEETING,
    THE_AUDIT,
    THE_PROCESS,
    Agreed,
    Attendance,
    Matter,
    Meeting,
    MeetingNote,
    NoteHeading,
    Scope,
    agreed_grade,
)
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.domain.reporting import Quote, ReportOptions, ReportText, TextPlace, section_place
from app.reports import AuditReport, write_audit_report
from app.reports.audit.missing import missing
from tests.reports.builders import sample_report, small_report
from tests.reports.test_audit_report import outline, text_of, written

HOSTILE = '<img src="file:///etc/passwd"/> & <b>x</b> =SUM(A1) \u202egnirts 😀'
PRINTED = '<img src="file:///etc/passwd"/> & <b>x</b> =SUM(A1) [U+202E]gnirts [grinning face]'
LONG = "word " * 10_000


@pytest.fixture(scope="module")
def sample() -> PdfReader:
    return written(sample_report())


@pytest.fixture(scope="module")
def text(sample: PdfReader) -> str:
    return squeezed(text_of(sample))


def squeezed(text: str) -> str:
    """Without spaces: cells break their lines, and columns their rows."""
    return re.sub(r"\s+", "", text)


@cache
def of_chapter(reader: PdfReader, title: str) -> str:
    """What stands from a chapter's first page to the next chapter's."""
    pages = outline(reader)
    start = pages[title]
    end = min((page for page in pages.values() if page > start), default=len(reader.pages) + 1)
    return squeezed(" ".join(page.extract_text() for page in reader.pages[start - 1 : end - 1]))


def met(report: AuditReport, text: str = "A point.") -> AuditReport:
    """A report with a text in every place that the meeting and the partnership write in."""
    cases = report.audit.cases
    matters = [*(Matter(Scope.CASE, case.uin) for case in cases), THE_AUDIT, THE_PROCESS]
    notes = tuple(
        MeetingNote(f"{matter}-{heading}", matter, heading, text)
        for matter in matters
        for heading in NoteHeading
    )
    agreed = tuple(Agreed(case.uin, "good", text, text) for case in cases)
    attendance = (
        Attendance(report.audit.agencies[0].id, text, note=text),
        Attendance(who=text, note=text),
    )
    one = Recommendation("r1", "a1", text, text, lead=text, set_by=text, outcome=text)
    other = replace(
        one,
        id="r2",
        agency_ids=(report.audit.agencies[0].id,),
        state=RecommendationState.DONE,
        closed=date(2018, 2, 1),
        result=text,
    )
    section = report.audit.tool.sections[0].id
    places = [*TextPlace, section_place(section)]
    return replace(
        report,
        meeting=Meeting(notes, agreed, attendance),
        recommendations=(one, other),
        progress=(ProgressNote("r1", date(2018, 2, 2), text, text),),
        texts={place: ReportText(place, text) for place in places},
        quotes=(Quote("q1", cases[0].uin, report.audit.agencies[0].id, "Q1.child@p1", text),),
    )


def test_every_note_of_the_meeting_has_its_place(sample: PdfReader, text: str) -> None:
    report = sample_report()
    places = {
        THE_AUDIT: "Executive summary",
        THE_PROCESS: "Learning about the audit process",
    }
    for note in report.meeting.notes:
        chapter = places.get(note.matter, "Appendix A: Pen pictures and summaries")
        # A long cell goes on on the next page, with the foot of the page in between.
        words = squeezed(note.text)
        assert words in of_chapter(sample, chapter) or words[-20:] in text
    heads = sum(text.count(squeezed(words)) for words in HEADINGS.values())
    assert heads >= 3 * (len(report.audit.cases) + 2)


def test_every_case_has_its_agreed_judgement_with_reason_and_dissent(text: str) -> None:
    report = sample_report()
    for case in report.audit.cases:
        grade = agreed_grade(report.audit.tool, report.meeting, case.uin)
        agreed = report.meeting.agreed_on(case.uin)
        assert grade is not None
        assert agreed is not None
        assert squeezed(f"{grade.label} – {agreed.reason}") in text
        assert not agreed.dissent or squeezed(f"Seen otherwise: {agreed.dissent}") in text
    assert squeezed("Agreed together: Good 2 · Requires improvement 3 (of 5 cases)") in text


def test_a_case_is_told_in_the_order_of_the_seed(text: str) -> None:
    start = text.index("UniquenumberCE-0412")
    order = ["Whatareweworriedabout?", "Agreedbytheagenciestogether", "Returnsandjudgements"]
    places = [text.index(words, start) for words in order]
    assert places == sorted(places)


def test_recommendations_have_lead_date_and_outcome(sample: PdfReader) -> None:
    report = sample_report()
    chapter = of_chapter(sample, "Recommendations")
    for each in report.recommendations:
        assert squeezed(each.finding) in chapter
        assert squeezed(each.action) in chapter
        assert squeezed(each.lead) in chapter
        assert squeezed(each.outcome) in chapter
    assert "Sub-grouptosettimescale" in chapter
    assert "29June2018" in chapter
    assert chapter.index("Allagencies") < chapter.index("Children’sSocialCareandPolice")


def test_who_took_part_is_told_by_agency_and_role(sample: PdfReader) -> None:
    chapter = of_chapter(sample, "Learning about the audit process")
    assert squeezed("Senior Probation Officer") in chapter
    assert squeezed("Part of it") in chapter


def test_the_sample_lacks_nothing() -> None:
    assert missing(sample_report()) == []
    report = sample_report(draft=False)
    assert "Stillmissing" not in squeezed(text_of(written(report)))


def test_what_lacks_is_named_one_by_one() -> None:
    report = met(small_report())
    notes = tuple(n for n in report.meeting.notes if n.matter.uin != "EX-0001")
    report = replace(
        report,
        audit=replace(report.audit, meeting=None, context=""),
        texts={},
        meeting=replace(report.meeting, notes=notes, agreed=(Agreed("EX-0000", "good"),)),
        recommendations=(replace(report.recommendations[0], lead="", set_by=""),),
    )
    assert missing(report) == [
        "The judgement of the partnership, agreed at the meeting, for Case B",
        "The meeting’s notes on Case B",
        "The date of the multi-agency meeting",
        "A lead for recommendation 1",
        "A date (or who sets it) for recommendation 1",
        "The context: why this audit was made",
    ]


def test_a_missing_lead_and_date_are_shown_as_such() -> None:
    report = small_report(draft=False)
    report = replace(report, recommendations=(Recommendation("r", "a1", "Found.", "Act."),))
    chapter = text_of(written(report))
    assert "No lead yet" in chapter
    assert "No date yet" in chapter
    assert "No outcome yet" in chapter
    assert "Still missing" not in chapter


def test_how_a_recommendation_went_stands_below_it() -> None:
    text = text_of(written(met(small_report(), "Pack sent.")))
    assert "Done on 1 February 2018" in text
    assert "Result: Pack sent." in text
    assert "2 February 2018, Pack sent.: Pack sent." in text


def test_what_was_written_goes_before_the_draft_and_quotes_name_who_and_where() -> None:
    report = met(small_report(), "In our own words.")
    text = text_of(written(report))
    assert "Two cases were audited." not in text
    assert text.count("In our own words.") >= len(TextPlace) - 3  # the guide's are not in it
    assert "“In our own words.” – Agency number 0, Case A" in text


def test_chapters_that_are_left_out_leave_no_gap_in_the_letters() -> None:
    report = replace(small_report(), options=ReportOptions(left_out=("cases", "context")))
    reader = written(report)
    titles = list(outline(reader))
    assert "Context" not in titles
    assert titles[-2:] == [
        "Appendix A: Comments behind the findings",
        "Appendix B: Audit guidance and tool",
    ]
    without = written(replace(report, options=ReportOptions(left_out=("comments",))))
    assert "Comments:" not in text_of(without)


def test_hostile_texts_are_printed_as_typed_in_every_place() -> None:
    text = squeezed(text_of(written(met(small_report(1, 2), HOSTILE))))
    # Notes 9, agreed 2, attendance 4, recommendations 10, progress 2, quote 1, and the texts.
    assert text.count(squeezed(PRINTED)) >= 9 + 2 + 4 + 10 + 2 + 1 + 7


@pytest.mark.parametrize("typed", [LONG, "x" * 50_000])
def test_fifty_thousand_characters_flow_in_every_place(typed: str) -> None:
    assert write_audit_report(met(small_report(1, 2), typed), io.BytesIO()) > 300


def test_ten_thousand_lines_flow_in_a_note() -> None:
    report = small_report(1, 1)
    note = MeetingNote("n", THE_AUDIT, NoteHeading.WORRIED, "line\n" * 10_000)
    meeting = replace(NO_MEETING, notes=(note,))
    assert write_audit_report(replace(report, meeting=meeting), io.BytesIO()) > 150


@pytest.mark.parametrize("words", range(60, 420, 40))
def test_a_table_of_three_columns_breaks_well_at_any_length(words: int) -> None:
    report = small_report(1, 1)
    notes = tuple(
        MeetingNote(f"{matter}-{heading}-{n}", matter, heading, "word " * (words // (n + 1)))
        for matter in (THE_AUDIT, THE_PROCESS, Matter(Scope.CASE, "EX-0000"))
        for heading in NoteHeading
        for n in range(6)
    )
    reader = written(replace(report, meeting=replace(NO_MEETING, notes=notes)))
    # 595 by 842 points: below a heading there is always something else than the foot.
    for page in reader.pages:
        assert page.extract_text().count("\n") > 6


def test_a_report_without_a_meeting_says_where_its_notes_will_stand() -> None:
    text = text_of(written(sample_report(met=False)))
    assert "The notes of the multi-agency meeting stand here" in text
    assert "Not yet agreed" in text
