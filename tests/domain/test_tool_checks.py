"""Warnings for whoever edits a tool: each doubtful thing is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    Meaning,
    Option,
    Question,
    Scale,
    Section,
)
from app.domain.tool_checks import check_tool
from tests.builders import GRADES, YES_NO, small_tool
from tests.domain.strategies import tools

FACT = Scale("fact", "A fact", (Option("yes", "Yes"), Option("no", "No")))
KINDS = Scale("kinds", "Kinds", (Option("a", "A"), Option("b", "B")))


def tool(*questions: Question, when: Condition | None = None, **changes: object) -> AuditTool:
    """The small tool with a section of these questions at its end."""
    base = small_tool()
    section = Section("more", "More", questions=questions, when=when)
    whole = replace(base, sections=(*base.sections, section))
    return replace(whole, **changes)  # type: ignore[arg-type]


def sentences(a_tool: AuditTool) -> list[str]:
    return [warning.sentence for warning in check_tool(a_tool)]


def only(a_tool: AuditTool, *words: str) -> None:
    """There is just one warning, and it has these words."""
    (sentence,) = sentences(a_tool)
    for word in words:
        assert word in sentence


def test_a_good_tool_has_none() -> None:
    assert check_tool(tool(Question("X", "What is it?", scale="yes_no"))) == ()


def asked(own: str = "X", **given: object) -> Question:
    return Question(own, "Was it seen?", scale="yes_no", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (Condition("gone", ("yes",)), "rests on the question “gone”, which is gone"),
        (Condition("X", ("yes",)), "which is asked later"),
        (Condition("Y", ("yes",)), "which is asked later"),
        (Condition("C1", ("yes",)), "whose answer is not a choice"),
        (Condition("P", ("yes",)), "asked for each person"),
        (Condition("R", ("yes",)), "which is retired"),
        (Condition("Q1", ("maybe",)), "an answer to Q1 (“Was it done?”) that is not on offer"),
        (Condition("Q1", ()), "that is not on offer"),
    ],
)
def test_a_condition_that_never_holds(when: Condition, words: str) -> None:
    before = (asked("P", per_person=True), asked("R", retired=True))
    only(tool(*before, asked(when=when), asked("Y")), "X (“Was it seen?”) is never asked", words)


def test_a_section_that_is_never_asked() -> None:
    only(tool(asked(), when=Condition("gone", ("yes",))), "The section “More” is never asked")


def test_a_condition_against_the_one_around_it() -> None:
    hidden = asked(when=Condition("Q1", ("no",)))
    only(tool(hidden, when=Condition("Q1", ("yes",))), "under which it is hidden")
    assert sentences(tool(hidden, when=Condition("Q1", ("yes", "no")))) == []


def test_several_ticks_can_hold_both() -> None:
    several = Question("S", "Which?", answer=AnswerKind.SEVERAL, scale="kinds")
    first = replace(small_tool().sections[0], id="zero", questions=(several,))
    whole = tool(asked(when=Condition("S", ("a",))), when=Condition("S", ("b",)))
    scales = (*whole.scales, KINDS)
    assert sentences(replace(whole, scales=scales, sections=(first, *whole.sections))) == []


def test_follow_ups() -> None:
    gone = asked("Xa", when=Condition("gone", ("no",)))
    only(tool(asked(follow_ups=(gone,))), "Xa (“Was it seen?”) is never asked")
    under = asked("Xa", when=Condition("X", ("no",)))
    only(tool(asked(follow_ups=(under,), retired=True), asked("Z")), "follows up X", "retired")
    assert sentences(tool(asked(follow_ups=(under,)))) == []
    both = (asked(follow_ups=(replace(under, retired=True),), retired=True), asked("Z"))
    assert sentences(tool(*both)) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((Option("a", "A", Meaning.GOOD), Option("b", "B")), "“Odd” has no bad end"),
        ((Option("a", "A", Meaning.BAD), Option("b", "B")), "“Odd” has no good end"),
        ((Option("a", "Yes"), Option("b", "No")), "whether it is good or bad"),
        ((Option("a", "A", counts=False),), "No answer of “Odd” counts"),
    ],
)
def test_a_scale_without_ends(options: tuple[Option, ...], words: str) -> None:
    odd = Scale("odd", "Odd", options)
    scales = (*small_tool().scales, odd)
    only(tool(Question("X", "Is it?", scale="odd"), scales=scales), words)
    # A share that is not printed needs no end; nor does one whose answer is named.
    several = Question("X", "Is it?", scale="odd", answer=AnswerKind.SEVERAL)
    assert sentences(tool(several, scales=scales)) == []
    named = Question("X", "Is it?", scale="odd", reported="a")
    assert sentences(tool(named, scales=scales)) == []
    assert sentences(tool(replace(named, reported="", retired=True), asked(), scales=scales)) == []


def test_kinds_that_are_facts_need_no_ends() -> None:
    scales = (*small_tool().scales, KINDS)
    assert sentences(tool(Question("X", "Which?", scale="kinds"), scales=scales)) == []


def test_keys_and_reasons() -> None:
    clash = replace(FACT, options=(Option("a", "A", key="y"), Option("b", "B", key="Y")))
    scales = (*small_tool().scales, clash)
    only(tool(asked(), scales=scales), "the key Y chooses both “A” and “B”")
    silent = replace(YES_NO.options[2], asks=Asks.NOTHING)
    scales = (replace(YES_NO, options=(*YES_NO.options[:2], silent)), GRADES)
    only(tool(asked(), scales=scales), "“Not applicable”", "asks for no reason")


def test_judgements() -> None:
    bare = replace(GRADES, options=(GRADES.options[0], replace(GRADES.options[1], definition=" ")))
    only(tool(asked(), scales=(YES_NO, bare)), "nothing says what “Poor” means")
    silent = Question("J9", "Grade", scale="grades", judgement=True, comment=CommentRule.NONE)
    only(tool(silent), "J9 (“Grade”) is a judgement without room")


def test_names_sections_and_shares() -> None:
    long = Question("X", "Was it " + "very " * 20 + "good?", scale="yes_no")
    only(tool(long), "X (“Was it very", "has no short name", "(112 characters)")
    assert sentences(tool(replace(long, short="Very good"))) == []
    assert sentences(tool(replace(long, retired=True), asked("Y"))) == []
    only(tool(), "“More” has neither questions nor prompts")
    only(tool(asked(retired=True)), "“More” has only retired questions")
    prompted = Section("more", "More", prompts=("Think",))
    only(replace(tool(), sections=(*small_tool().sections, prompted)), "no question in which")
    only(tool(asked(reported="gone")), "reports the share of “gone”")


def test_the_place_of_a_warning_is_said() -> None:
    (warning,) = check_tool(tool(asked(reported="gone")))
    assert (warning.section, warning.question, warning.field) == ("more", "X", "reported")
    clash = replace(FACT, options=(Option("a", "A", key="y"), Option("b", "B", key="Y")))
    (warning,) = check_tool(tool(asked(), scales=(*small_tool().scales, clash)))
    assert (warning.scale, warning.option, warning.field) == ("fact", "b", "key")
    (warning,) = check_tool(tool())
    assert (warning.section, warning.question) == ("more", "")


@given(tools())
def test_any_tool_can_be_checked(a_tool: AuditTool) -> None:
    for warning in check_tool(a_tool):
        assert warning.sentence.endswith(".")
        assert warning.scale or warning.section
        # What a file may hold does not rest on what is gone.
        assert "which is gone" not in warning.sentence
        assert "asked later" not in warning.sentence
