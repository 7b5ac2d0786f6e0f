"""What changed between two versions of a tool: everything that did, and nothing that did not."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tool import (
    AnswerKind,
    AuditTool,
    Condition,
    LookBack,
    Meaning,
    Option,
    Part,
    Question,
    Section,
    Subject,
)
from app.domain.tool_compare import ChangeKind, ToolChange, Where, compare_tools
from tests.builders import YES_NO, small_tool
from tests.domain.strategies import tools

K = ChangeKind
OLD = small_tool()


def with_questions(*questions: Question) -> AuditTool:
    first = replace(OLD.sections[0], questions=questions)
    return replace(OLD, sections=(first, *OLD.sections[1:]))


def with_first(**changes: Any) -> AuditTool:
    first, *rest = OLD.sections[0].questions
    return with_questions(replace(first, **changes), *rest)


def with_option(**changes: Any) -> AuditTool:
    first, *rest = YES_NO.options
    scale = replace(YES_NO, options=(replace(first, **changes), *rest))
    return replace(OLD, scales=(scale, *OLD.scales[1:]))


def only(new: AuditTool) -> ToolChange:
    (change,) = compare_tools(OLD, new)
    return change


@given(tools())
def test_a_tool_against_itself(tool: AuditTool) -> None:
    assert compare_tools(tool, tool) == ()


@given(tools(), tools())
def test_no_difference_is_passed_over(one: AuditTool, other: AuditTool) -> None:
    other = replace(other, id=one.id, version=one.version)
    changes = compare_tools(one, other)
    assert bool(changes) == (one != other)
    assert all(change.sentence and change.id for change in changes)


@given(tools(), st.data())
def test_the_fewest_moves_are_told(tool: AuditTool, draw: st.DataObject) -> None:
    order = draw.draw(st.permutations(tool.sections))
    moved = list(compare_tools(tool, replace(tool, sections=tuple(order))))
    assert len(moved) < max(2, 2 * len(order) * 10)
    sections = [change for change in moved if change.where is Where.SECTION]
    assert len(sections) <= max(0, len(order) - 1)
    assert bool(sections) == (tuple(order) != tool.sections)


def test_a_version_is_no_change() -> None:
    assert compare_tools(OLD, replace(OLD, version=2)) == ()


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("text", "Was it done well?", K.REWORDED),
        ("short", "Done", K.REWORDED),
        ("answer", AnswerKind.SEVERAL, K.SCALE),
        ("scale", "grades", K.SCALE),
        ("reported", "no", K.SCALE),
        ("guidance", "Look there", K.GUIDANCE),
        ("comment", "required", K.OTHER),
        ("prompt", "Why?", K.REWORDED),
        ("parts", (Part("a", "A"),), K.REWORDED),
        ("when", Condition("Q0", ("yes",)), K.CONDITION),
        ("per_person", True, K.OTHER),
        ("judgement", True, K.OTHER),
        ("required", False, K.OTHER),
        ("minimum", 0.0, K.OTHER),
        ("maximum", 9.5, K.OTHER),
        ("unit", "days", K.OTHER),
        ("retired", True, K.RETIRED),
    ],
)
def test_every_field_of_a_question(name: str, value: object, kind: ChangeKind) -> None:
    change = only(with_first(**{name: value}))
    assert (change.kind, change.where, change.id) == (kind, Where.QUESTION, "Q1")
    back = compare_tools(with_first(**{name: value}), OLD)
    assert len(back) == 1
    assert {field.name for field in fields(Question)} - {"id", "follow_ups"} >= {name}


def test_old_and_new_texts_lie_side_by_side() -> None:
    change = only(with_first(text="Was it done well?"))
    assert (change.before, change.after) == ("Was it done?", "Was it done well?")
    assert change.sentence == "Q1 “Was it done well?”: the question changed"
    change = only(with_first(parts=(Part("a", "A"), Part("b", "B", required=False))))
    assert (change.before, change.after) == ("", "A\nB (may be left out)")
    change = only(with_first(minimum=0.0))
    assert (change.before, change.after) == ("", "0")


def test_conditions_are_said_in_the_words_of_the_scale() -> None:
    first, second, last = OLD.sections[0].questions
    new = with_questions(first, replace(second, when=Condition("Q1", ("no", "na"))), last)
    assert only(new).after == "only if Q1 is answered “No” or “Not applicable”"


def test_questions_added_removed_retired_and_moved() -> None:
    first, second, last = OLD.sections[0].questions
    added = only(with_questions(first, second, last, Question("X", "New?", scale="yes_no")))
    assert (added.kind, added.sentence, added.after) == (
        K.ADDED,
        "X “New?” was added in “Quality”",
        "New?",
    )
    removed = only(with_questions(second, last))
    assert (removed.kind, removed.sentence) == (K.REMOVED, "Q1 “Was it done?” was removed")
    assert only(with_first(retired=True)).sentence == "Q1 “Was it done?” was retired"
    (again,) = compare_tools(with_first(retired=True), OLD)
    assert (again.kind, again.sentence) == (K.BACK, "Q1 “Was it done?” is asked again")
    moved = compare_tools(OLD, with_questions(second, first, last))
    assert {change.kind for change in moved} == {K.MOVED}
    (elsewhere,) = compare_tools(
        OLD,
        replace(
            OLD,
            sections=(
                replace(OLD.sections[0], questions=(second, last)),
                replace(OLD.sections[1], questions=(*OLD.sections[1].questions, first)),
            ),
        ),
    )
    assert (elsewhere.before, elsewhere.after) == ("in “Quality”, first", "in “Closing”, after C1")


def test_a_follow_up_that_becomes_a_question_was_moved() -> None:
    first, second, last = OLD.sections[0].questions
    (follow_up,) = second.follow_ups
    new = with_questions(first, replace(second, follow_ups=()), follow_up, last)
    change = only(new)
    assert (change.kind, change.id) == (K.MOVED, "Q2a")
    assert change.before == "in “Quality”, following up Q2"


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("label", "Yes, fully", K.REWORDED),
        ("means", Meaning.NEUTRAL, K.SCALE),
        ("definition", "All of it", K.GUIDANCE),
        ("asks", "comment", K.OTHER),
        ("prompt", "Where?", K.REWORDED),
        ("key", "J", K.OTHER),
        ("counts", False, K.SCALE),
        ("exclusive", True, K.OTHER),
    ],
)
def test_every_field_of_an_answer(name: str, value: object, kind: ChangeKind) -> None:
    change = only(with_option(**{name: value}))
    assert (change.kind, change.where, change.id) == (kind, Where.SCALE, "yes_no")
    assert {field.name for field in fields(Option)} - {"id"} >= {name}


def test_scales() -> None:
    more = replace(YES_NO, options=(*YES_NO.options, Option("partly", "Partly")))
    change = only(replace(OLD, scales=(more, OLD.scales[1])))
    assert change.sentence == "Scale “Yes or no”: the answer “Partly” was added"
    fewer = replace(YES_NO, options=YES_NO.options[:2])
    assert only(replace(OLD, scales=(fewer, OLD.scales[1]))).before == "Not applicable"
    turned = replace(YES_NO, options=YES_NO.options[::-1])
    assert "in another order" in only(replace(OLD, scales=(turned, OLD.scales[1]))).sentence
    renamed = replace(YES_NO, label="Y/N")
    assert only(replace(OLD, scales=(renamed, OLD.scales[1]))).before == "Yes or no"
    extra = replace(YES_NO, id="extra")
    assert only(replace(OLD, scales=(*OLD.scales, extra))).kind is K.ADDED
    assert only(replace(OLD, scales=OLD.scales[::-1])).kind is K.MOVED


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("title", "Better", K.REWORDED),
        ("introduction", "Read this", K.GUIDANCE),
        ("prompts", ("Think",), K.GUIDANCE),
        ("when", Condition("Q1", ("yes",)), K.CONDITION),
        ("look_back", LookBack(24), K.OTHER),
    ],
)
def test_every_field_of_a_section(name: str, value: object, kind: ChangeKind) -> None:
    last = replace(OLD.sections[1], **{name: value})  # type: ignore[arg-type]
    change = only(replace(OLD, sections=(OLD.sections[0], last)))
    assert (change.kind, change.where, change.id) == (kind, Where.SECTION, "closing")
    assert {field.name for field in fields(Section)} - {"id", "questions"} >= {name}


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("title", "Another", "Another"),
        ("theme", "Neglect", "Neglect"),
        ("subject", Subject.FAMILY, "family"),
        ("guidance", ("One", "Two"), "One\nTwo"),
        ("comment_prompt", "Why?", "Why?"),
        ("look_back", LookBack(12), "12 months"),
        ("source", "Ours", "Ours"),
        ("thanks", "Thanks", "Thanks"),
    ],
)
def test_every_field_of_a_tool(name: str, value: object, shown: str) -> None:
    change = only(replace(OLD, **{name: value}))  # type: ignore[arg-type]
    assert (change.where, change.after) == (Where.TOOL, shown)
    known = {field.name for field in fields(AuditTool)}
    assert known - {"id", "version", "scales", "sections"} >= {name}


def test_sections_added_removed_and_moved() -> None:
    extra = Section("extra", "Extra", questions=(Question("X", "X?", scale="yes_no"),))
    kinds = [c.kind for c in compare_tools(OLD, replace(OLD, sections=(*OLD.sections, extra)))]
    assert kinds == [K.ADDED, K.ADDED]
    kinds = [c.kind for c in compare_tools(replace(OLD, sections=(*OLD.sections, extra)), OLD)]
    assert kinds == [K.REMOVED, K.REMOVED]
