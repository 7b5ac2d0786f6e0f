"""Edits of an audit tool: what each does, what it refuses, and that nothing unsound comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.tool import (
    AnswerKind,
    AuditTool,
    CommentRule,
    Condition,
    Meaning,
    Option,
    Part,
    Question,
    Section,
)
from app.domain.tool_answers import (
    YES_NO,
    add_option,
    add_part,
    add_scale,
    answer_on,
    answer_with,
    change_option,
    change_part,
    make_judgement,
    name_scale,
    remove_option,
    remove_part,
    remove_scale,
    step_option,
    step_part,
)
from app.domain.tool_edit import (
    EditRefusedError,
    add_follow_up,
    add_question,
    add_section,
    ask_when,
    change_question,
    change_section,
    change_tool,
    move_question,
    move_section,
    remove_question,
    remove_section,
    retire_question,
    retire_section,
    section_when,
    step_question,
    step_section,
)
from app.domain.tool_history import EditHistory
from app.domain.tool_ids import (
    ids_in,
    new_follow_up_id,
    new_option_id,
    new_part_id,
    new_question_id,
    new_scale_id,
    new_section_id,
    tool_id_from,
)
from app.domain.tool_sound import unsound
from app.toolfiles.checks import tool_faults
from tests.builders import small_tool
from tests.domain.strategies import tools

Edit = Callable[[AuditTool], AuditTool]


def three() -> AuditTool:
    """Two sections: Q1, Q2 with Q2a, Q3 only if Q1 is no; then Q4 only if Q2 is yes."""
    ask = Question("Q1", "Was it done?", scale="yes_no")
    sections = (
        Section(
            "one",
            "One",
            questions=(
                ask,
                replace(
                    ask,
                    id="Q2",
                    follow_ups=(replace(ask, id="Q2a", when=Condition("Q2", ("no",))),),
                ),
                replace(ask, id="Q3", when=Condition("Q1", ("no",))),
            ),
        ),
        Section("two", "Two", questions=(replace(ask, id="Q4", when=Condition("Q2", ("yes",))),)),
    )
    return replace(small_tool(), sections=sections)


def order(tool: AuditTool) -> str:
    """The questions as they are asked."""
    return " ".join(tool.questions)


def refused(edit: Callable[[], AuditTool]) -> str:
    """Why an edit is refused."""
    with pytest.raises(EditRefusedError) as found:
        edit()
    assert found.value.sentence == f"{found.value.why} Nothing was changed."
    return found.value.why


# --- order ----------------------------------------------------------------------------------------


def test_a_question_moves_up_and_down_and_from_section_to_section() -> None:
    tool = three()
    assert order(step_question(tool, "Q2", -1)) == "Q2 Q2a Q1 Q3 Q4"
    assert order(step_question(tool, "Q1", -1)) == "Q1 Q2 Q2a Q3 Q4"
    moved = step_question(tool, "Q3", 1)
    assert [len(section.questions) for section in moved.sections] == [2, 2]
    assert order(moved) == "Q1 Q2 Q2a Q3 Q4"
    assert order(step_question(moved, "Q3", 1)) == "Q1 Q2 Q2a Q4 Q3"
    assert order(move_question(tool, "Q3", "one", "Q2")) == "Q1 Q3 Q2 Q2a Q4"


def test_a_question_stays_behind_what_it_depends_on() -> None:
    tool = three()
    assert refused(lambda: move_question(tool, "Q3", "one", "Q1")) == (
        "Q3 depends on Q1, so Q1 must come before it."
    )
    assert refused(lambda: step_question(step_question(tool, "Q3", -1), "Q3", -1)) == (
        "Q3 depends on Q1, so Q1 must come before it."
    )
    assert refused(lambda: move_section(tool, "two", "one")) == (
        "Q4 depends on Q2, so Q2 must come before it."
    )


def test_a_section_is_not_emptied() -> None:
    assert refused(lambda: move_question(three(), "Q4", "one")) == (
        "The section “Two” needs at least one question."
    )


def test_follow_ups_stay_with_their_question() -> None:
    assert refused(lambda: move_question(three(), "Q2a", "two")) == (
        "Q2a is a follow-up: it stays with its question."
    )
    assert refused(lambda: add_follow_up(three(), "Q2a", Question("Q9", "And?"))) == (
        "Q2a is a follow-up itself. Add this one to the question above it."
    )
    assert refused(lambda: ask_when(three(), "Q2a", Condition("Q1", ("yes",)))) == (
        "Q2a follows Q2 up, so it can depend on that question only."
    )


# --- retiring -------------------------------------------------------------------------------------


def test_a_retired_question_stays_with_its_id_and_comes_back() -> None:
    tool = three()
    gone = retire_question(tool, "Q3")
    assert gone.questions["Q3"].retired
    assert order(gone) == order(tool)
    assert retire_question(gone, "Q3", retired=False) == tool


def test_a_question_that_others_depend_on_is_not_retired() -> None:
    assert refused(lambda: retire_question(three(), "Q1")) == (
        "Q3 depends on Q1, which would not be asked any more. Change first when Q3 is asked."
    )


def test_follow_ups_rest_with_their_retired_question() -> None:
    tool = ask_when(three(), "Q4", None)
    gone = retire_question(tool, "Q2")
    assert gone.questions["Q2a"].retired
    assert list(tool_faults(gone)) == []
    assert retire_question(gone, "Q2", retired=False) == tool


def test_a_section_is_retired_as_a_whole() -> None:
    tool = three()
    gone = retire_section(tool, "two")
    assert all(question.retired for question in gone.sections[1].questions)
    assert retire_section(gone, "two", retired=False) == tool


def test_what_was_never_asked_can_be_removed() -> None:
    tool = three()
    assert order(remove_question(tool, "Q3")) == "Q1 Q2 Q2a Q4"
    assert order(remove_section(tool, "two")) == "Q1 Q2 Q2a Q3"
    assert refused(lambda: remove_question(tool, "Q1")) == (
        "Q3 depends on a question that would be gone. Change first when Q3 is asked."
    )


# --- words ----------------------------------------------------------------------------------------


def test_words_are_needed_where_a_tool_has_them() -> None:
    tool = three()
    assert refused(lambda: change_question(tool, "Q1", text=" ")) == "A question needs its words."
    assert refused(lambda: change_tool(tool, title="")) == "The audit tool needs a title."
    assert refused(lambda: change_section(tool, "one", title="")) == "A section needs a title."
    assert refused(lambda: name_scale(tool, "yes_no", "")) == "A scale needs a name."
    assert refused(lambda: change_question(tool, "Q1", short="x" * 301)) == (
        "The short name is one line of at most 300 characters."
    )


def test_rewording_keeps_the_id() -> None:
    after = change_question(three(), "Q2a", text="Was it challenged?", short="Challenge")
    assert after.questions["Q2a"].name == "Challenge"
    assert order(after) == order(three())


# --- answers --------------------------------------------------------------------------------------


def test_another_kind_of_answer_leaves_behind_what_it_has_no_room_for() -> None:
    tool = small_tool()
    tool = change_question(tool, "Q1", reported="no", comment=CommentRule.REQUIRED)
    tool = make_judgement(tool, "Q1", judgement=True)
    asked = answer_with(tool, "Q1", AnswerKind.LONG_TEXT).questions["Q1"]
    assert (asked.scale, asked.reported, asked.judgement) == ("", "", False)
    assert asked.comment is CommentRule.EXPECTED
    parts = answer_with(tool, "Q1", AnswerKind.MATRIX).questions["Q1"].parts
    assert [part.text for part in parts] == ["First part"]


def test_a_question_that_others_depend_on_stays_a_choice() -> None:
    assert refused(lambda: answer_with(three(), "Q1", AnswerKind.DATE)) == (
        "Q3 depends on the choice made in Q1. Change first when Q3 is asked."
    )
    assert refused(lambda: answer_on(three(), "Q1", "grades")) == (
        "Q3 depends on an answer to Q1 that would be gone. Change first when Q3 is asked."
    )
    assert refused(lambda: change_question(three(), "Q1", per_person=True)) == (
        "Q3 depends on Q1, so Q1 can’t be asked about each person."
    )


def test_a_tool_without_scales_gets_yes_and_no() -> None:
    text = Question("Q1", "What?", answer=AnswerKind.LONG_TEXT)
    tool = replace(three(), scales=(), sections=(Section("one", "One", questions=(text,)),))
    assert answer_with(tool, "Q1", AnswerKind.CHOICE).scales == (YES_NO,)


def test_an_option_that_something_rests_on_stays() -> None:
    tool = change_question(three(), "Q2", reported="na")
    assert refused(lambda: remove_option(tool, "yes_no", "no")).startswith("Q2a depends on")
    assert refused(lambda: remove_option(tool, "yes_no", "na")) == (
        "Q2 reports the share of an option that its scale would not have."
    )
    assert refused(lambda: remove_scale(tool, "yes_no")) == (
        "Q1, Q2, Q2a, Q3 and 1 more are answered on this scale. Choose another scale there first."
    )
    assert "grades" not in {scale.id for scale in remove_scale(tool, "grades").scales}
    assert refused(lambda: change_option(tool, "yes_no", "no", key="y")) == (
        "The key Y belongs to another option of this scale."
    )


# --- ids ------------------------------------------------------------------------------------------


def test_new_ids_were_never_used() -> None:
    taken = ids_in(three()) | {"Q7", "Q2b", "section_1"}
    assert new_question_id(taken) == "Q8"
    assert new_follow_up_id("Q2", taken) == "Q2c"
    assert new_section_id(taken) == "section_2"
    assert new_option_id("yes_no", taken) == "option_1"
    assert tool_id_from("Neglect, 2026", {"neglect-2026"}) == "neglect-2026-2"
    assert tool_id_from("2026", set()) == "tool-2026"


# --- there and back -------------------------------------------------------------------------------


def test_typing_is_one_step() -> None:
    first = three()
    history = EditHistory(first)
    for words in ("W", "Wa", "Was it?"):
        after = change_question(history.tool, "Q1", text=words)
        history = history.edited(after, "reword Q1", "Q1", merging="Q1.text")
    second = retire_question(history.tool, "Q3")
    history = history.edited(second, "retire Q3", "Q3")
    assert len(history.done) == 2
    assert history.back().back().tool == first
    assert not history.back().back().can_undo
    assert history.back().back().forward().forward().tool == second
    assert not history.back().edited(first, "other", "Q1").can_redo


def test_coming_back_to_a_text_is_another_step() -> None:
    history = EditHistory(three())
    history = history.edited(change_question(three(), "Q1", text="A?"), "", "", merging="Q1.text")
    history = history.settled()
    history = history.edited(change_question(three(), "Q1", text="B?"), "", "", merging="Q1.text")
    assert history.back().tool.questions["Q1"].text == "A?"


# --- whatever is done -----------------------------------------------------------------------------


def _some_edit(draw: st.DrawFn, tool: AuditTool, taken: frozenset[str]) -> Edit:
    """One of the edits, on something that the tool has; a tool without scales gets one first."""
    if not tool.scales:
        given_back = replace(small_tool().scales[0], id=new_scale_id(taken))
        return lambda t: add_scale(t, given_back)
    question = draw(st.sampled_from(list(tool.questions)))
    other = draw(st.sampled_from(list(tool.questions)))
    section = draw(st.sampled_from([each.id for each in tool.sections]))
    scale = draw(st.sampled_from(tool.scales))
    option = draw(st.sampled_from([each.id for each in scale.options]))
    part = draw(st.sampled_from([p.id for p in tool.questions[question].parts] or ["none"]))
    way = draw(st.sampled_from([-1, 1]))
    on = draw(st.booleans())
    words = draw(st.sampled_from(["", "Other words", "x" * 301]))
    condition = draw(st.sampled_from([None, Condition(other, (option,))]))
    fresh = Question(new_question_id(taken), "New?", scale=scale.id, when=condition)
    follow = Question(new_follow_up_id(question, taken), "And?", scale=scale.id)
    edits: list[Edit] = [
        lambda t: change_tool(t, title=words),
        lambda t: change_section(t, section, title=words),
        lambda t: section_when(t, section, condition),
        lambda t: add_section(t, Section(new_section_id(taken), "New", questions=(fresh,))),
        lambda t: move_section(t, section, draw(st.sampled_from([s.id for s in t.sections]))),
        lambda t: step_section(t, section, way),
        lambda t: retire_section(t, section, retired=on),
        lambda t: remove_section(t, section),
        lambda t: change_question(t, question, text=words, per_person=on),
        lambda t: change_question(t, question, reported=option),
        lambda t: ask_when(t, question, condition),
        lambda t: add_question(t, section, fresh, after=other),
        lambda t: add_follow_up(t, question, follow),
        lambda t: move_question(t, question, section, other),
        lambda t: step_question(t, question, way),
        lambda t: retire_question(t, question, retired=on),
        lambda t: remove_question(t, question),
        lambda t: answer_with(t, question, draw(st.sampled_from(AnswerKind))),
        lambda t: answer_on(t, question, scale.id),
        lambda t: make_judgement(t, question, judgement=on),
        lambda t: add_part(t, question, Part(new_part_id(question, taken), "A part")),
        lambda t: change_part(t, question, part, text=words),
        lambda t: step_part(t, question, part, way),
        lambda t: remove_part(t, question, part),
        lambda t: add_scale(t, replace(scale, id=new_scale_id(taken))),
        lambda t: name_scale(t, scale.id, words),
        lambda t: remove_scale(t, scale.id),
        lambda t: add_option(t, scale.id, Option(new_option_id(scale.id, taken), "New")),
        lambda t: change_option(t, scale.id, option, label=words, key=draw(st.sampled_from("YN"))),
        lambda t: change_option(t, scale.id, option, means=draw(st.sampled_from(Meaning))),
        lambda t: step_option(t, scale.id, option, way),
        lambda t: remove_option(t, scale.id, option),
    ]
    return draw(st.sampled_from(edits))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_row_of_edits_leaves_what_is_no_audit_tool(data: Any) -> None:
    tool = data.draw(st.sampled_from([three(), small_tool()]) | tools())
    history, taken = EditHistory(tool), ids_in(tool)
    seen = [tool]
    for _ in range(data.draw(st.integers(1, 12))):
        before = history.tool
        try:
            after = data.draw(st.composite(_some_edit)(before, taken))(before)
        except EditRefusedError as error:
            assert error.why
            continue
        assert unsound(after) == ""
        assert list(tool_faults(after)) == []
        assert not (ids_in(after) - ids_in(before)) & taken
        taken |= ids_in(after)
        history = history.edited(after, "", "")
        if after != before:
            seen.append(after)
    for earlier in reversed(seen[:-1]):
        history = history.back()
        assert history.tool == earlier


@settings(max_examples=100, deadline=None)
@given(tool=tools())
def test_what_the_file_checks_accept_can_be_edited(tool: AuditTool) -> None:
    assert list(tool_faults(tool)) == []
    assert unsound(tool) == ""
