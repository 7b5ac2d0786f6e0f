"""Drafts made from the data: the sentences of the seed with their n of N, own words first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.shares import Share
from app.domain.meeting import (
    THE_PROCESS,
    Agreed,
    Meeting,
    MeetingNote,
    NoteHeading,
)
from app.domain.recommendations import Recommendation, RecommendationState
from app.domain.reporting import ReportOptions, ReportText, TextPlace, section_place
from app.domain.tool import Meaning, Option, Question, Scale, Section
from app.reports.drafts import draft_of, sections_with_figures, text_at
from app.reports.narrative import as_clause, found_sentence
from tests.reports.builders import YES_NO, sample_report, small_report

SEED = {
    "QA": (
        (
            "90% of audits (19 of 21) found that the referral was appropriate and it was made in a "
            "timely manner."
        ),
        (
            "67% of audits (18 of 27) found that there was evidence that the needs of the child/ "
            "young person due to their ethnic origin, religion and culture were considered."
        ),
        (
            "96% of audits (26 of 27) found that the impact of the risks for all family members "
            "and community was considered and recorded."
        ),
        "All 24 audits (100%, 24 of 24) found that the family was involved",
        "92% of audits (24 of 26) found that the quality of multi-agency working was effective.",
        "77% of audits (20 of 26) found that there was appropriate representation from all",
    ),
    "perpetrator": (
        "71% of audits (12 of 17) found that there was a thorough risk assessment",
        "61% of audits (11 of 18) answered “No” on “Impact of criminal proceedings”.",
    ),
    "behaviour": ("78% of audits (14 of 18) answered “Yes” on",),
}


def test_the_sections_of_the_sample_say_what_the_seed_says() -> None:
    report = sample_report()
    drafts = "\n".join(
        draft_of(report, section_place(section.id)) for section in sections_with_figures(report)
    )
    for sentences in SEED.values():
        for words in sentences:
            assert words in drafts
    assert "answered “Yes” on “Impact of criminal proceedings”" not in drafts
    assert "For “Overall for the agency”, 27 audits gave a grade" in drafts


def test_the_summary_names_what_is_strong_and_what_is_weak() -> None:
    words = draft_of(sample_report(), TextPlace.SUMMARY)
    assert words.startswith("Five cases were audited. Six agencies were asked for 30 returns")
    assert "weakest on “Origin, religion and culture” (67%, 18 of 27)" in words
    assert "strongest on “Case notes clear and up to date” (100%, 27 of 27)" in words


def test_every_place_has_a_draft_that_is_plain_text_even_without_any_return() -> None:
    empty = replace(small_report(), returns=())
    for place in (*TextPlace, section_place("quality"), section_place("gone"), "nowhere"):
        assert isinstance(draft_of(empty, place), str)
    assert draft_of(empty, section_place("gone")) == ""


def test_what_was_written_goes_before_the_draft() -> None:
    report = sample_report()
    place = TextPlace.SUMMARY
    assert text_at(report, place) == draft_of(report, place)
    mine = replace(report, texts={place: ReportText(place, " Mine. ", "older draft")})
    assert text_at(mine, place) == "Mine."
    empty = replace(report, texts={place: ReportText(place, "  ", "older draft")})
    assert text_at(empty, place) == draft_of(report, place)


def test_small_counts_are_in_no_draft_when_they_are_not_to_be_shown() -> None:
    report = replace(sample_report(), options=ReportOptions(suppress_below=5))
    drafts = "\n".join(
        draft_of(report, place)
        for place in (
            *TextPlace,
            *(section_place(section.id) for section in sections_with_figures(report)),
        )
    )
    assert "3 of 4" not in drafts
    assert "The figures on “Disruption techniques in the plan” are too small" in drafts
    assert "Too few audits gave a grade for" in drafts


def test_the_meeting_and_the_recommendations_are_told() -> None:
    report = sample_report()
    notes = (
        MeetingNote("1", THE_PROCESS, NoteHeading.WORRIED, "Police could only attend later."),
        MeetingNote("2", THE_PROCESS, NoteHeading.WELL, "It took less time."),
        MeetingNote("3", THE_PROCESS, NoteHeading.WELL, "A mix of agencies."),
    )
    made = (
        Recommendation("a", report.audit.id, "Finding", "Develop an information pack."),
        Recommendation("b", report.audit.id, "Finding", "Never mind."),
    )
    made = (made[0], replace(made[1], state=RecommendationState.WITHDRAWN))
    uin = report.audit.cases[0].uin
    told = replace(
        report,
        meeting=Meeting(notes=notes, agreed=(Agreed(uin, "good"),)),
        recommendations=made,
    )
    process = draft_of(told, TextPlace.PROCESS)
    assert process.endswith("noted one worry and two strengths.")
    plan = draft_of(told, TextPlace.RECOMMENDATIONS)
    assert plan == "One recommendation is made. One of them has no date for completion yet."
    assert draft_of(told, TextPlace.GUIDE_DO) == "Develop an information pack."
    assert "agreed its own judgement: “Good” in 1 case." in draft_of(told, TextPlace.SUMMARY)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Was the referral appropriate?", "the referral was appropriate"),
        ("Was your agency involved with this child?", "the agency was involved with this child"),
        ("Is there any evidence of oversight?", "there was evidence of oversight"),
        (
            "Were the minutes circulated to all agencies?",
            "the minutes were circulated to all agencies",
        ),
        (
            "Was the plan made in time and was it followed?",
            "the plan was made in time and it was followed",
        ),
        # What can't be said for certain is not said.
        ("Is the plan SMART and does the plan address risks?", ""),
        ("Does the plan say what good enough care is?", ""),
        ("How was the child heard?", ""),
        ("Was the tool used? e.g. GCP", ""),
        ("Were their views evidenced?", ""),
        ("Judgement on the work overall", ""),
        ("Was", ""),
        ("?", ""),
        ("", ""),
    ],
)
def test_a_question_becomes_what_was_found_only_where_that_is_certain(
    question: str, clause: str
) -> None:
    assert as_clause(question) == clause


@given(st.text(max_size=300))
def test_any_text_may_be_a_question(text: str) -> None:
    words = as_clause(text)
    assert "?" not in words
    assert as_clause(f"Was the {text}?").count("\n") == 0


def test_a_share_that_nobody_answered_or_that_reports_nothing_says_nothing() -> None:
    section = Section("s", "S")
    asked = Question("Q1", "Was the plan followed?", scale="yes-no")
    nobody = Share(asked, section, YES_NO, {"yes": 0, "no": 0, "na": 3}, YES_NO.options[0], 0, 0, 0)
    assert found_sentence(nobody) == ""
    fact = Scale("fact", "Fact", (Option("yes", "Yes"), Option("no", "No", Meaning.NEUTRAL)))
    assert found_sentence(replace(nobody, scale=fact, reported=None, of=3)) == ""
    none = replace(nobody, n=0, of=4)
    assert (
        found_sentence(none) == "None of the four audits (0%, 0 of 4) found that the plan was "
        "followed."
    )
