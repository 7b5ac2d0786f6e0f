"""The short reports as PDF, read back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.analysis.tracking import Arrived, track
from app.domain.meeting import (
    THE_AUDIT,
    Agreed,
    Matter,
    Meeting,
    MeetingNote,
    NoteHeading,
    Scope,
)
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.domain.reporting import ReportKind, ReportOptions, ReportText, TextPlace
from app.domain.returns import Answer, Form
from app.errors import NotFoundError
from app.reports import AuditReport
from app.reports.kinds import document_of
from app.reports.pdf import write_document
from tests.pdf import text_of
from tests.reports.builders import (
    AUDITOR,
    full_form,
    nil_form,
    report_of,
    sample_report,
    small_audit,
    small_report,
)
from tests.reports.docx_scene import logo

HOSTILE = '<font color="red">x</font> =HYPERLINK("a") \u202eabc \U0001f600 & < >'
CASE = Matter(Scope.CASE, "EX-0000")


def written(report: AuditReport, kind: ReportKind, about: str = "") -> PdfReader:
    """The report, written and opened."""
    file = io.BytesIO()
    pages = write_document(document_of(report, kind, about), file)
    reader = PdfReader(file)
    assert len(reader.pages) == pages
    return reader


def words(report: AuditReport, kind: ReportKind, about: str = "") -> str:
    """What the report says."""
    return text_of(written(report, kind, about))


def notes(matter: Matter, *texts: str, start: int = 0) -> tuple[MeetingNote, ...]:
    """Each text under each heading."""
    return tuple(
        MeetingNote(f"n{start}-{number}-{heading}", matter, heading, text)
        for heading in NoteHeading
        for number, text in enumerate(texts)
    )


def recommendation(number: int, **more: object) -> Recommendation:
    """One with everything that it needs."""
    made = Recommendation(
        f"r{number}",
        "a1",
        f"Finding {number}",
        f"Action {number}",
        lead=f"Lead {number}",
        due=date(2018, 9, 28),
        outcome=f"Outcome {number}",
    )
    return replace(made, **more)  # type: ignore[arg-type]


@cache
def sample() -> AuditReport:
    return sample_report()


def discussed() -> AuditReport:
    """Two cases, three agencies that see things differently, a meeting and a plan."""
    audit = small_audit(2, 3)
    first, second = audit.cases
    forms: dict[tuple[str, str], Form] = {
        (first.uin, "agency0"): full_form(Q2=Answer(("yes",), comment="We met weekly.")),
        (first.uin, "agency1"): full_form(),
        (first.uin, "agency2"): nil_form("Neither is known here."),
        (second.uin, "agency0"): full_form(),
    }
    meeting = Meeting(
        notes=(
            *notes(CASE, "Minutes are late."),
            *notes(THE_AUDIT, "Plans are clear.", start=1),
        ),
        agreed=(Agreed(first.uin, "ri", "Too slow.", "Agency number 1 graded it Good."),),
    )
    plan = (
        recommendation(1, due=date(2018, 2, 10)),
        recommendation(2, agency_ids=("agency1",), lead="", due=None),
        recommendation(
            3,
            state=RecommendationState.DONE,
            closed=date(2018, 2, 20),
            result="Minutes come in time.",
        ),
    )
    progress = (ProgressNote("r1", date(2018, 2, 15), "Chair", "A form of words is agreed."),)
    report = report_of(audit, forms)
    return replace(report, meeting=meeting, recommendations=plan, progress=progress)


# --- the one-minute guide ---------------------------------------------------------------------


def test_the_guide_of_the_sample_has_its_figures_on_one_page() -> None:
    reader = written(sample(), ReportKind.GUIDE)
    assert len(reader.pages) == 1
    text = text_of(reader)
    for share in ("18 of 27", "19 of 27", "12 of 17", "27 of 27"):
        assert share in text
    for heading in ("Why we did this audit", "What we found", "What this means for you"):
        assert heading in text


def test_the_guide_tells_nothing_of_a_single_child() -> None:
    report = discussed()
    text = words(report, ReportKind.GUIDE)
    assert "Plans are clear." in text
    assert "Minutes are late." not in text
    assert "EX-0000" not in text
    assert "A child of" not in text
    assert "Too slow." not in text


def test_what_the_partnership_wrote_goes_before_drafts() -> None:
    texts = {
        TextPlace.GUIDE_WHY: "Because the board asked.",
        TextPlace.GUIDE_FOUND: "Plans are clear, visits are not.",
        TextPlace.GUIDE_DO: "- Write visits down.\n\n• Ask dad.",
    }
    kept = {str(place): ReportText(place, text) for place, text in texts.items()}
    text = words(replace(discussed(), texts=kept), ReportKind.GUIDE)
    for own in ("Because the board asked.", "visits are not.", "Write visits down.", "Ask dad."):
        assert own in text
    assert "Action 1" not in text
    assert "Why we looked." not in text


@settings(max_examples=12, deadline=None)
@given(
    count=st.integers(0, 60),
    length=st.integers(1, 700),
    written_words=st.integers(0, 2000),
    agencies=st.integers(1, 4),
)
def test_the_guide_is_one_page_whatever_there_is(
    count: int, length: int, written_words: int, agencies: int
) -> None:
    point = ("Somebody should have asked. " * 30)[:length]
    long = " ".join(["Sentence number one."] * written_words)
    report = replace(
        small_report(1, agencies),
        meeting=Meeting(notes=notes(THE_AUDIT, *[point] * count)),
        recommendations=tuple(recommendation(n, action=point) for n in range(count)),
        texts={place: ReportText(place, long) for place in (TextPlace.GUIDE_WHY,) if long},
    )
    assert len(written(report, ReportKind.GUIDE).pages) == 1


def test_the_guide_says_how_much_more_there_is_and_cuts_no_sentence() -> None:
    points = [f"Point {n} says that minutes should come within two days." for n in range(40)]
    why = " ".join(f"This is sentence {n} of many." for n in range(400))
    report = replace(
        discussed(),
        meeting=Meeting(notes=notes(THE_AUDIT, *points)),
        texts={TextPlace.GUIDE_WHY: ReportText(TextPlace.GUIDE_WHY, why)},
    )
    reader = written(report, ReportKind.GUIDE)
    assert len(reader.pages) == 1
    text = text_of(reader)
    shown = text.count("says that minutes should come within two days.")
    assert shown % 3 == 0
    assert text.count(f"… and {40 - shown // 3} more in the report") == 3
    sentences = text.count("This is sentence")
    assert sentences
    assert text.count("of many.") == sentences
    left = 6 * (400 - sentences)
    assert f"The rest of this text, {left} words, is longer than this page." in text


@pytest.mark.parametrize("text", ["x" * 50_000, HOSTILE * 900, "word " * 10_000])
def test_a_text_without_an_end_leaves_the_guide_one_page(text: str) -> None:
    audit = small_audit(1, 2)
    audit = replace(audit, title=f"Audit of {text[:400]}")
    report = replace(
        report_of(audit, {(audit.cases[0].uin, "agency0"): full_form()}),
        meeting=Meeting(notes=notes(THE_AUDIT, text, "Short.")),
        recommendations=(recommendation(1, action=text),),
        texts={place: ReportText(place, text) for place in TextPlace},
    )
    assert len(written(report, ReportKind.GUIDE).pages) == 1


# --- the case summary -------------------------------------------------------------------------


def test_a_case_summary_has_all_agencies_and_one_child() -> None:
    text = words(discussed(), ReportKind.CASE, "EX-0000")
    assert "Case A: case summary" in text
    assert "Unique number EX-0000" in text
    assert "Agreed by the partnership: Requires improvement" in text
    assert "Too slow." in text
    assert "Seen otherwise: Agency number 1 graded it Good." in text
    assert "Minutes are late." in text
    assert "We met weekly." in text
    assert "Nobody called back." in text
    assert "Neither is known here." in text
    assert "Good notes." in text
    assert "EX-0001" not in text
    assert "Case B" not in text
    assert AUDITOR.name not in text


def test_disagreements_are_listed_with_who_said_what() -> None:
    text = words(discussed(), ReportKind.CASE, "EX-0000")
    listed = text[text.index("Where the agencies differ") : text.index("Answers side by side")]
    assert "Yes: Agency number 0" in listed
    assert "No: Agency number 1" in listed
    assert "Good against bad" in listed
    assert "1 question answered differently" in listed
    one = words(discussed(), ReportKind.CASE, "EX-0001")
    assert "there is nothing to compare yet" in one


def test_a_case_of_which_nothing_is_known_says_so() -> None:
    audit = small_audit(1, 2)
    report = report_of(replace(audit, cases=(replace(audit.cases[0], pen_picture=""),)), {})
    text = words(report, ReportKind.CASE, "EX-0000")
    assert "No pen picture has been written" in text
    assert "no judgement yet" in text
    assert "Nothing has been noted on Case A yet." in text
    assert "No full return on this case is in yet." in text


# --- feedback to an agency --------------------------------------------------------------------


def test_feedback_has_own_answers_beside_the_others() -> None:
    text = words(discussed(), ReportKind.FEEDBACK, "agency0")
    assert "sent 2 full returns." in text
    assert "50% (1 of 2) 0% (0 of 1) 33% (1 of 3)" in text
    assert "We met weekly." in text
    assert "Agreed: Requires improvement. Too slow." in text


def test_feedback_has_no_words_of_others_and_names_none() -> None:
    report = discussed()
    own = words(report, ReportKind.FEEDBACK, "agency1")
    assert "We met weekly." not in own
    assert "Agency number 0" not in own
    assert "Agency number 2" not in own
    assert AUDITOR.name not in own
    assert "Seen otherwise" not in own


def test_feedback_has_its_recommendations_and_those_for_all() -> None:
    mine = words(discussed(), ReportKind.FEEDBACK, "agency1")
    assert "Action 1" in mine
    assert "Action 2" in mine
    assert "Action 2" not in words(discussed(), ReportKind.FEEDBACK, "agency0")


def test_feedback_says_what_is_still_missing() -> None:
    text = words(discussed(), ReportKind.FEEDBACK, "agency1")
    assert "Still to come from you: Case B (EX-0001)." in text
    report = discussed()
    arrived = {place: Arrived(form.kind, 1) for place, form in report.forms.items()}
    late = replace(report, tracker=track(report.audit, arrived, date(2018, 2, 17)))
    assert "overdue 8 days" in words(late, ReportKind.FEEDBACK, "agency1")


def test_feedback_to_an_agency_that_sent_nothing_or_only_nil_returns() -> None:
    audit = small_audit(1, 2)
    text = words(report_of(audit, {}), ReportKind.FEEDBACK, "agency0")
    assert "No return has come yet." in text
    nil = report_of(audit, {("EX-0000", "agency0"): nil_form()})
    assert "1 nil return (“not known to us”)" in words(nil, ReportKind.FEEDBACK, "agency0")


def test_small_counts_of_others_are_hidden_in_what_is_published() -> None:
    report = replace(discussed(), options=ReportOptions(suppress_below=5))
    assert "too few to show" not in words(report, ReportKind.FEEDBACK, "agency0")
    out = words(replace(report, draft=False), ReportKind.FEEDBACK, "agency0")
    assert "too few to show" in out
    assert "33% (1 of 3)" not in out
    assert "50% (1 of 2)" in out, "its own answers are its own"


def test_feedback_of_the_sample_adds_up() -> None:
    for agency in sample().audit.agencies:
        text = words(sample(), ReportKind.FEEDBACK, agency.id)
        assert "67% (18 of 27)" in text


# --- the action plan --------------------------------------------------------------------------


def test_the_plan_begins_with_what_is_overdue_and_ends_with_what_is_closed() -> None:
    reader = written(discussed(), ReportKind.PLAN)
    page = reader.pages[0].mediabox
    assert page.width > page.height
    text = text_of(reader)
    places = [text.index(each) for each in ("Overdue", "Action 1", "Open ", "Action 2", "Closed")]
    assert places == sorted(places)
    assert text.index("Action 3") > places[-1]
    assert "Overdue 12 days" in text
    assert "15 February 2018, Chair: A form of words is agreed." in text
    assert "Done on 20 February 2018" in text
    assert "Result: Minutes come in time." in text
    assert "3 recommendations, 2 open, 1 overdue, 1 closed on 22 February 2018" in text


def test_the_plan_says_what_it_lacks() -> None:
    text = words(discussed(), ReportKind.PLAN)
    assert "No lead yet" in text
    assert "No date yet" in text
    assert "No. 2 still lacks a lead; a date (or who sets it)." in text
    empty = replace(discussed(), recommendations=(), progress=())
    assert "None has been recorded yet." in words(empty, ReportKind.PLAN)


# --- the tracker ------------------------------------------------------------------------------


def test_the_tracker_has_a_word_in_each_square_and_totals_at_both_edges() -> None:
    report = discussed()
    report = replace(report, reminded={"agency1": (date(2018, 2, 12), date(2018, 2, 19))})
    text = words(report, ReportKind.TRACKER)
    assert "4 of 6 returns in" in text
    assert "Case A EX-0000 received received nil 3 of 3" in text
    assert "Case B EX-0001 received expected expected 1 of 3" in text
    assert "In 2 of 2 1 of 2 1 of 2 4 of 6" in text
    assert "Agency number 1 1 of 2 not yet due Case B 19 February 2018 and 1 time before" in text
    assert "Not reminded" in text


def test_a_tracker_of_many_agencies_is_parted_and_loses_none() -> None:
    text = words(small_report(40, 12), ReportKind.TRACKER)
    assert "part 1 of 2" in text
    assert "part 2 of 2" in text
    assert all(f"EX-{n:04}" in text for n in range(40))
    assert text.count("12 of 12") == 40
    assert "480 of 480" in text


# --- all of them ------------------------------------------------------------------------------

ABOUT = {ReportKind.CASE: "EX-0000", ReportKind.FEEDBACK: "agency0"}


@pytest.mark.parametrize("kind", ReportKind)
def test_typed_texts_are_printed_as_typed(kind: ReportKind) -> None:
    report = small_report(1, 2, Q2=Answer(("no",), comment=HOSTILE))
    report = replace(
        report,
        meeting=Meeting(notes=(*notes(THE_AUDIT, HOSTILE), *notes(CASE, HOSTILE, start=1))),
        recommendations=(recommendation(1, action=HOSTILE, lead=HOSTILE),),
    )
    text = words(report, kind, ABOUT.get(kind, ""))
    if kind is not ReportKind.TRACKER:
        assert '<font color="red">x</font> =HYPERLINK("a") [U+202E]abc [grinning face]' in text


@pytest.mark.parametrize("kind", ReportKind)
def test_a_text_of_fifty_thousand_characters_is_printed(kind: ReportKind) -> None:
    long = "word " * 10_000
    report = small_report(1, 2, Q2=Answer(("no",), comment=long))
    report = replace(
        report,
        meeting=Meeting(notes=notes(CASE, long), agreed=(Agreed("EX-0000", "ri", long, long),)),
        recommendations=(recommendation(1, action=long, outcome=long),),
        progress=(ProgressNote("r1", date(2018, 2, 15), "Chair", long),),
    )
    assert written(report, kind, ABOUT.get(kind, "")).pages


@pytest.mark.parametrize("kind", ReportKind)
def test_every_page_says_whether_it_is_a_draft_or_which_version(kind: ReportKind) -> None:
    about = ABOUT.get(kind, "")
    draft = words(small_report(1, 2), kind, about)
    assert "Draft of 22 February 2018" in draft
    out = replace(small_report(1, 2), draft=False, version=2)
    text = words(out, kind, about)
    assert "Version 2 of 22 February 2018" in text
    assert "Draft" not in text
    assert "DRAFT" not in text


@pytest.mark.parametrize("kind", ReportKind)
def test_the_body_s_logo_stands_on_each(kind: ReportKind) -> None:
    report = replace(small_report(1, 2), logo=logo())
    first = written(report, kind, ABOUT.get(kind, "")).pages[0]
    assert first.images


def test_a_report_about_nobody_is_refused() -> None:
    with pytest.raises(NotFoundError, match="EX-0000"):
        document_of(small_report(1, 2), ReportKind.CASE, "EX-9")
    with pytest.raises(NotFoundError, match="agency0"):
        document_of(small_report(1, 2), ReportKind.FEEDBACK, "")
