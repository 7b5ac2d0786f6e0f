"""The audit tools that come with the program, the seed's own word for word."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app.domain.returns import Answer, Auditor, Form, Person
from app.domain.rules import asked_items, asked_sections, problems
from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    LookBack,
    Meaning,
    Subject,
    reported_option,
)
from app.domain.tool_checks import check_tool
from app.toolfiles import parse_tool, read_tool, tool_from_json, tool_to_json, write_tool

TOOLS = Path(__file__).parents[2] / "resources" / "tools"
NAMES = (
    "child-sexual-abuse-2018",
    "criminal-exploitation",
    "domestic-abuse",
    "neglect",
    "organisation-self-assessment",
    "practice-grading",
)


def shipped(name: str) -> AuditTool:
    return read_tool(TOOLS / f"{name}.toml")


@pytest.fixture(scope="module")
def seed() -> AuditTool:
    return shipped("child-sexual-abuse-2018")


def form(**options: str) -> Form:
    """A form with these options chosen; several are joined with +."""
    return Form(
        answers={key: Answer(options=tuple(chosen.split("+"))) for key, chosen in options.items()}
    )


def asked(tool: AuditTool, a_form: Form) -> list[str]:
    return [item.key for item in asked_items(tool, a_form)]


def test_the_folder_holds_these_tools() -> None:
    assert sorted(path.stem for path in TOOLS.glob("*.toml")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_reads_and_survives_both_forms(name: str) -> None:
    tool = shipped(name)
    assert parse_tool(write_tool(tool), "again.toml") == tool
    assert tool_from_json(tool_to_json(tool)) == tool
    assert tool_to_json(tool_from_json(tool_to_json(tool))) == tool_to_json(tool)


@pytest.mark.parametrize("name", NAMES)
def test_each_question_has_a_short_name(name: str) -> None:
    for question in shipped(name).questions.values():
        assert 2 <= len(question.short.split()) <= 7, question.id
        assert question.short[0].isupper()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_shipped_tool_is_doubtful(name: str) -> None:
    assert check_tool(shipped(name)) == ()


# --- the seed's tool ------------------------------------------------------------------------------

MAIN = tuple(f"Q{number}" for number in range(1, 21))
FOLLOW_UPS = {
    "Q9": ["Q9a"],
    "Q10": ["Q10a"],
    "Q12": ["Q12a", "Q12b"],
    "Q16": ["Q16a", "Q16b"],
}
EVERYONE = [
    *MAIN[:7],
    *("Q7.child", "Q7.parents", "Q7.partner", "Q8", "Q9"),
    *("Q9.child", "Q9.parents", "Q9.carers", "Q9a"),
    *MAIN[9:16],
    *("J1", "areas"),
]
CLOSING = ["J3", "C1", "C2", "C3", "C4"]


def test_the_seed_is_complete(seed: AuditTool) -> None:
    assert seed.id == "child-sexual-abuse"
    assert (seed.version, seed.subject, seed.look_back) == (1, Subject.CHILD, LookBack(6))
    assert "Cheshire East LSCB" in seed.source
    assert [section.id for section in seed.sections] == [
        *("quality", "areas", "interfamilial", "exploitation", "harmful_behaviour"),
        *("areas_judgement", "overall", "closing"),
    ]
    assert [own for own in seed.questions if re.fullmatch(r"Q\d+", own)] == list(MAIN)
    follow_ups = {
        question.id: [follow_up.id for follow_up in question.follow_ups]
        for question in seed.questions.values()
        if question.follow_ups
    }
    assert follow_ups == FOLLOW_UPS
    assert [question.id for question in seed.judgements] == ["J1", "J2", "J3"]
    assert len(seed.questions) == 20 + 6 + 1 + 3 + 4


def test_the_seed_guidance_is_whole(seed: AuditTool) -> None:
    assert len(seed.guidance) == 8
    whole = " ".join(seed.guidance)
    for words in (
        "how the work considered the child",
        "please use initials instead of names",
        "separate audit form for each child",
        "last 6 months of your agency involvement",
        "starting 9 months ago",
        "Please include what could have been done better.",
        "If you have answered ‘not applicable’ please explain why.",
        "Requires improvement – practice that is inconsistent in meeting the standards",
        "recognise and celebrate good practice",
    ):
        assert words in whole
    assert seed.thanks.startswith("Thank you for taking part in this audit.")


WORDS = {
    "Q1": "Was agency safeguarding processes followed prior to the referral?",
    "Q4": "Was the appropriate risk assessment/screening tool used? e.g. GCP, CSE screening tool, "
    "Brook Traffic Light Tool or the Simon Hackett Continuum etc.",
    "Q9a": "Are their views evidenced?",
    "Q10a": "If no, was this challenged by your agency or another agency?",
    "Q12a": "If not was there any challenge to the delay?",
    "Q12b": "If so by whom?",
    "Q16a": "If yes, what was your agency’s rationale for why risk was reduced?",
    "Q16b": "If No, did you agency challenge that recommendation and provide a rationale?",
    "Q18": "Have criminal proceedings had a significant impact of the management of the case?",
    "Q20": "Was the harmful sexual behaviour identified at the earliest possible stage, and were "
    "appropriate interventions put in place?",
    "C4": "Please provide a short statement summarising your agencies finding from this audit",
}


@pytest.mark.parametrize("own", WORDS)
def test_the_seed_is_word_for_word(seed: AuditTool, own: str) -> None:
    assert seed.questions[own].text == WORDS[own]


def test_the_seed_scales(seed: AuditTool) -> None:
    for own in MAIN:
        question = seed.questions[own]
        is_fact = own in {"Q16", "Q18"}
        assert question.scale == ("yes_no_fact" if is_fact else "yes_no")
        scale = seed.scale(question)
        assert [option.id for option in scale.options] == ["yes", "no", "na"]
        assert [option.key for option in scale.options] == ["Y", "N", "A"]
        not_applicable = scale.options[2]
        assert not_applicable.asks is Asks.REASON
        assert not_applicable.prompt == "Why is it not applicable?"
        assert not not_applicable.in_denominator
    assert [o.means for o in seed.scale(seed.questions["Q1"]).options] == [
        Meaning.GOOD,
        Meaning.BAD,
        Meaning.NOT_APPLICABLE,
    ]
    assert [o.means for o in seed.scale(seed.questions["Q18"]).options][:2] == [Meaning.NEUTRAL] * 2


def test_the_seed_reports_the_no_of_q18(seed: AuditTool) -> None:
    reported = {own: reported_option(seed, seed.questions[own]) for own in MAIN}
    assert {own for own, option in reported.items() if option and option.id == "no"} == {"Q18"}
    assert {own for own, option in reported.items() if option is None} == set()


def test_the_seed_judgements(seed: AuditTool) -> None:
    for question in seed.judgements:
        assert question.scale == "ofsted"
        assert question.comment is CommentRule.REQUIRED
        assert question.prompt == "Comment on why this judgement was made"
        options = seed.scale(question).options
        assert [option.id for option in options] == [
            *("outstanding", "good", "requires_improvement", "inadequate"),
        ]
        assert [option.means for option in options] == [Meaning.GOOD] * 2 + [Meaning.BAD] * 2
        assert all(option.definition.startswith("practice that ") for option in options)


def test_the_seed_closing_texts(seed: AuditTool) -> None:
    closing = seed.sections[-1].questions
    assert [question.id for question in closing] == ["C1", "C2", "C3", "C4"]
    assert {question.answer for question in closing} == {AnswerKind.LONG_TEXT}


@pytest.mark.parametrize(
    ("areas", "more"),
    [
        ("none", []),
        ("interfamilial", ["Q17", "Q18", "J2"]),
        ("exploitation", ["Q19", "J2"]),
        ("harmful_behaviour", ["Q20", "J2"]),
        ("interfamilial+harmful_behaviour", ["Q17", "Q18", "Q20", "J2"]),
        ("interfamilial+exploitation+harmful_behaviour", ["Q17", "Q18", "Q19", "Q20", "J2"]),
    ],
)
def test_the_areas_decide_what_is_asked(seed: AuditTool, areas: str, more: list[str]) -> None:
    assert asked(seed, form(areas=areas)) == [*EVERYONE, *more, *CLOSING]


def test_before_the_areas_are_chosen_none_is_asked(seed: AuditTool) -> None:
    assert asked(seed, Form()) == [*EVERYONE, *CLOSING]


def test_none_of_the_areas_goes_with_no_other(seed: AuditTool) -> None:
    both = form(areas="none+exploitation")
    assert "areas" in {problem.key for problem in problems(seed, both)}


@pytest.mark.parametrize(
    ("chosen", "more"),
    [
        ({"Q10": "no"}, {"Q10a"}),
        ({"Q10": "yes"}, set()),
        ({"Q12": "no"}, {"Q12a"}),
        ({"Q12": "no", "Q12a": "yes"}, {"Q12a", "Q12b"}),
        ({"Q12": "yes", "Q12a": "yes"}, set()),
        ({"Q16": "yes"}, {"Q16a"}),
        ({"Q16": "no"}, {"Q16b"}),
        ({"Q16": "na"}, set()),
    ],
)
def test_the_follow_ups_of_the_seed(
    seed: AuditTool, chosen: dict[str, str], more: set[str]
) -> None:
    assert set(asked(seed, form(**chosen))) - set(asked(seed, Form())) == more


def test_a_form_of_the_seed_can_be_finished(seed: AuditTool) -> None:
    detail = "The record shows this clearly"
    answers = {own: Answer(options=("yes",), comment=detail) for own in (*MAIN[:17], "Q18", "Q9a")}
    answers |= {
        own: Answer(options=("good",), comment="Consistent work in every contact")
        for own in ("J1", "J2", "J3")
    }
    answers["areas"] = Answer(options=("interfamilial",))
    answers |= {own: Answer(text="A text that says something") for own in ("Q16a", "C4")}
    finished = Form(
        completed_by=Auditor("A N Other", "Auditor"),
        last_involvement=date(2018, 1, 15),
        answers=answers,
    )
    assert problems(seed, finished) == ()


# --- the other tools ----------------------------------------------------------------------------


def test_the_self_assessment_is_of_an_organisation() -> None:
    tool = shipped("organisation-self-assessment")
    assert (tool.subject, tool.look_back) == (Subject.ORGANISATION, None)
    kinds = {question.answer for question in tool.questions.values()}
    assert kinds == set(AnswerKind)
    assert [f"S{number}" for number in range(1, 12)] == [
        own for own in tool.questions if re.fullmatch(r"S\d+", own)
    ]
    rag = next(scale for scale in tool.scales if scale.id == "rag")
    assert all(option.definition for option in rag.options)
    assert "people" not in {s.id for s in asked_sections(tool, form(workforce="nobody"))}
    assert "people" in {s.id for s in asked_sections(tool, form(workforce="volunteers"))}


def test_the_practice_tool_grades_sections_from_prompts() -> None:
    tool = shipped("practice-grading")
    assert (tool.subject, tool.theme) == (Subject.CHILD, "Neglect")
    assert len(tool.sections) == 5
    for section in tool.sections:
        assert len(section.prompts) >= 4
        assert sum(question.judgement for question in section.questions) == 1
    assert {question.scale for question in tool.judgements} == {"grades", "evidence"}
    assert {s.id: s.look_back for s in tool.sections if s.look_back} == {"drift": LookBack(24)}
    people = (Person("p1", "mum"), Person("p2", "mum’s partner"))
    assert [key for key in asked(tool, Form(people=people)) if key.startswith("P1")] == [
        "P1@p1",
        "P1@p2",
    ]


OWN = ("neglect", "domestic-abuse", "criminal-exploitation")


@pytest.mark.parametrize("name", OWN)
def test_the_tools_for_children_are_whole(name: str) -> None:
    tool = shipped(name)
    assert (tool.id, tool.version, tool.subject) == (name, 1, Subject.CHILD)
    assert tool.look_back is not None
    assert len(tool.guidance) >= 5
    assert tool.thanks
    asked = [question for section in tool.sections for question in section.questions]
    assert 24 <= len(asked) <= 32
    detailed = [
        one for one in asked if not one.judgement and one.answer is not AnswerKind.LONG_TEXT
    ]
    assert sum(bool(question.guidance) for question in detailed) >= len(detailed) * 0.8
    assert [question.id for question in tool.sections[-1].questions][-4:] == [
        "T1",
        "T2",
        "T3",
        "T4",
    ]
    assert len(tool.judgements) >= 2
    for question in tool.judgements:
        assert question.comment is CommentRule.REQUIRED
        assert all(option.definition for option in tool.scale(question).options)
    assert any(question.follow_ups for question in asked)


@pytest.mark.parametrize("name", OWN)
def test_every_question_of_them_can_be_asked(name: str) -> None:
    """With one answer after the other given, each question comes up in some form."""
    tool = shipped(name)
    seen: set[str] = set()
    most = max(len(scale.options) for scale in tool.scales)
    for place in range(most):
        answers = {
            question.id: Answer(options=(options[place % len(options)].id,))
            for question in tool.questions.values()
            if (options := tool.scale(question).options)
        }
        people = (Person("p1", "mum"),)
        seen |= {key.partition("@")[0].partition(".")[0]
                 for key in asked(tool, Form(people=people, answers=answers))}  # fmt: skip
    assert seen == set(tool.questions)


def test_domestic_abuse_asks_by_whom_the_agency_works_with() -> None:
    tool = shipped("domestic-abuse")
    parts = {"harmed", "harms"}
    for works_with, expected in (
        ("child", parts),
        ("harmed", {"harmed"}),
        ("harms", {"harms"}),
        ("incident", set()),
        ("harmed+harms", parts),
    ):
        sections = {section.id for section in asked_sections(tool, form(F1=works_with))}
        assert sections & parts == expected


def test_exploitation_asks_by_what_happened() -> None:
    tool = shipped("criminal-exploitation")
    parts = {"missing", "justice"}
    for answers, expected in (
        ({"F1": "missing"}, {"missing"}),
        ({"F1": "debt", "F4": "yes"}, {"justice"}),
        ({"F1": "school+arrest", "F4": "yes"}, parts),
        ({"F1": "none", "F4": "unknown"}, set()),
    ):
        assert {s.id for s in asked_sections(tool, form(**answers))} & parts == expected
    unknown = tool.scale(tool.questions["F4"]).option("unknown")
    assert unknown is not None and not unknown.in_denominator


def test_neglect_looks_further_back_for_drift() -> None:
    tool = shipped("neglect")
    assert tool.look_back == LookBack(12)
    assert {s.id: s.look_back for s in tool.sections if s.look_back} == {"change": LookBack(24)}
