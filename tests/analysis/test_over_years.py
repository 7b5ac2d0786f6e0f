from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.analysis.over_years import Comparable, Counted, comparable, over_years, shared_questions
from app.analysis.shares import OptionCount, ReturnCounts, findings
from app.domain.tool import AuditTool, Meaning, Option, Question, Scale
from tests.analysis.builders import TOOL
from tests.reports.builders import YES_NO


def with_first(**changes: object) -> AuditTool:
    section = TOOL.sections[0]
    first, *rest = section.questions
    questions = (replace(first, **changes), *rest)  # type: ignore[arg-type]
    return replace(TOOL, sections=(replace(section, questions=questions), *TOOL.sections[1:]))


def counted(year: int, yes: int, no: int, tool: AuditTool = TOOL) -> Counted:
    rows = [OptionCount("Q1", ("yes",), yes), OptionCount("Q1", ("no",), no)]
    found = findings(tool, rows, ReturnCounts(yes + no, 0, 0))
    return Counted(f"a{year}", f"T-{year}", date(year, 2, 1), tool, found)


def test_the_change_is_in_percentage_points() -> None:
    first, *_ = over_years(counted(2018, 15, 5), [counted(2017, 12, 8)])

    assert first.share.question.id == "Q1"
    assert [then.change for then in first.then] == [15.0]
    assert first.last is first.then[0]


def test_several_audits_stand_in_their_order() -> None:
    earlier = [counted(2017, 10, 10), counted(2015, 5, 15)]
    first, *_ = over_years(counted(2018, 20, 0), earlier)

    assert [then.audit.reference for then in first.then] == ["T-2015", "T-2017"]
    assert [then.change for then in first.then] == [75.0, 50.0]


@pytest.mark.parametrize(
    ("then", "verdict"),
    [
        (with_first(text="was it DONE"), Comparable.YES),
        (with_first(text="Was the child seen by a doctor?"), Comparable.REWORDED),
        (with_first(scale="rag"), Comparable.SCALE),
        (with_first(reported="no"), Comparable.SCALE),
        (with_first(per_person=True), Comparable.SCALE),
        (with_first(id="Q1x"), Comparable.NOT_ASKED),
    ],
)
def test_what_has_changed_too_much_is_not_compared(then: AuditTool, verdict: Comparable) -> None:
    assert comparable(TOOL, then, "Q1") is verdict
    first, *_ = over_years(counted(2018, 20, 0), [counted(2017, 10, 10, then)])
    assert (first.then[0].change is None) == (verdict is not Comparable.YES)


def test_a_word_more_is_said_beside_the_change() -> None:
    long = "Is there evidence that the needs of the child and the family were considered"
    now, then = with_first(text=f"{long}?"), with_first(text=f"{long} well?")

    assert comparable(now, then, "Q1") is Comparable.NEARLY
    first, *_ = over_years(counted(2018, 20, 0, now), [counted(2017, 10, 10, then)])
    assert first.then[0].change == 50.0


def test_another_answer_on_the_scale_is_another_scale() -> None:
    partly = Option("partly", "Partly", Meaning.NEUTRAL)
    wider = Scale("yes-no", "Yes or no", (*YES_NO.options, partly))
    then = replace(TOOL, scales=(wider, *TOOL.scales[1:]))

    assert comparable(TOOL, then, "Q1") is Comparable.SCALE


def test_other_words_for_the_same_answers_are_the_same_scale() -> None:
    words = Scale("yes-no", "Y/N", tuple(replace(o, label=f"{o.label}!") for o in YES_NO.options))
    assert comparable(TOOL, replace(TOOL, scales=(words, *TOOL.scales[1:])), "Q1") is Comparable.YES


@pytest.mark.parametrize(("yes", "no"), [(2, 2), (4, 0)])
def test_a_few_answers_are_not_compared(yes: int, no: int) -> None:
    for now, then in (
        (counted(2018, yes, no), counted(2017, 10, 10)),
        (counted(2018, 10, 10), counted(2017, yes, no)),
    ):
        first, *_ = over_years(now, [then])
        assert first.then[0].comparable is Comparable.SMALL
        assert first.then[0].change is None


def test_a_part_is_compared_with_the_same_part() -> None:
    questions = {share.name for share in counted(2018, 1, 1).findings.shares}
    assert "Was it done?: Child" in questions
    gone = with_first(parts=())
    assert comparable(TOOL, gone, "Q1", "child") is Comparable.NOT_ASKED
    assert comparable(TOOL, TOOL, "Q1", "child") is Comparable.YES


def test_tools_share_the_questions_of_the_same_id() -> None:
    other = with_first(id="Q99")
    assert "Q1" not in shared_questions(TOOL, other)
    assert "Q2" in shared_questions(TOOL, other)
    assert shared_questions(TOOL, replace(TOOL, sections=())) == frozenset()
    assert isinstance(TOOL.questions["Q1"], Question)
