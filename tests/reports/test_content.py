"""The grouping behind the chapters."""

from __future__ import annotations

from dataclasses import replace

from app.domain.returns import Answer, Return
from app.reports.content import strongest, ticks, weakest
from tests.reports.builders import (
    AUDITOR,
    full_form,
    report_of,
    sample_report,
    small_audit,
    small_report,
)


def test_comments_stand_by_case_then_agency_with_follow_ups_after_their_question() -> None:
    report = small_report(cases=2, agencies=3)
    groups = report.comments(report.audit.tool.questions["Q2"])
    assert [group.case.label for group in groups] == ["A", "B"]
    assert [
        (comment.agency.id, comment.question.id, comment.answer, comment.weak)
        for comment in groups[0].comments
    ] == [
        ("agency0", "Q2", "No", True),
        ("agency0", "Q2a", "Yes", False),
        ("agency1", "Q2", "No", True),
        ("agency1", "Q2a", "Yes", False),
    ]


def test_comments_on_persons_name_their_role() -> None:
    report = small_report(cases=1, agencies=2)
    comments = report.comments(report.audit.tool.questions["Q5"])[0].comments
    assert [comment.about for comment in comments] == ["mum", "step-father"]


def test_numbers_are_listed_without_a_comment() -> None:
    report = small_report(cases=1, agencies=2)
    comments = report.comments(report.audit.tool.questions["visits"])[0].comments
    assert [(comment.answer, comment.text) for comment in comments] == [("4 times", "")]


def test_closing_texts_by_question_then_agency() -> None:
    report = small_report(cases=1, agencies=3)
    texts = report.closing_texts(report.audit.cases[0])
    assert [question.id for question, _ in texts] == ["good-practice", "issues", "learning"]
    assert [comment.text for comment in texts[0][1]] == ["Good notes.", "Good notes."]


def test_what_a_condition_hides_is_not_printed() -> None:
    audit = small_audit(1, 1)
    form = full_form(Q2=Answer(("yes",)))
    report = report_of(audit, {(audit.cases[0].uin, audit.agencies[0].id): form})
    assert report.comments(audit.tool.questions["Q2"]) == ()


def test_the_latest_revision_counts() -> None:
    report = small_report(cases=1, agencies=2)
    first: Return = report.returns[0]
    later = replace(
        first,
        ref=replace(first.ref, revision=2),
        form=full_form(Q1=Answer(("no",), comment="Corrected.")),
    )
    report = replace(report, returns=(later, *report.returns))
    groups = report.comments(report.audit.tool.questions["Q1"])
    assert [comment.text for comment in groups[0].comments] == ["Corrected."]


def test_no_place_for_an_auditor() -> None:
    report = small_report()
    for question in report.audit.tool.questions.values():
        assert AUDITOR.name not in repr(report.comments(question))


def test_the_sample_is_weakest_at_origin_and_culture() -> None:
    report = sample_report()
    assert [share.question.id for share in weakest(report)] == ["Q6", "Q4", "Q17", "Q19", "Q11"]
    assert [share.question.id for share in strongest(report)][:2] == ["Q13", "Q9"]


def test_ticks_of_a_question_with_several_answers() -> None:
    report = sample_report()
    several = next(q for q in report.audit.tool.questions.values() if q.answer == "several")
    counts = {option.label: count for option, count in ticks(report, several)}
    assert counts["Interfamilial adult perpetrator"] == 19
