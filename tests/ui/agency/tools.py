"""Tools with one question of every kind of answer."""

from __future__ import annotations

from dataclasses import replace

from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    LookBack,
    Meaning,
    Option,
    Part,
    Question,
    Scale,
    Section,
)
from tests.builders import GRADES, YES_NO, small_tool

AREAS = Scale(
    "areas",
    "Areas",
    (Option("home", "At home"), Option("online", "Online"), Option("none", "None", exclusive=True)),
)
EVIDENCE = Scale(
    "evidence",
    "Evidence",
    (
        Option("s0", "0", Meaning.BAD, "Nothing", asks=Asks.COMMENT, prompt="Where did you look?"),
        Option("s1", "1", Meaning.GOOD, "Something", key="1"),
    ),
)
_NONE = CommentRule.NONE


def every_kind() -> AuditTool:
    """Every answer kind, a person's question, prompts, a section of its own look-back."""
    return replace(
        small_tool(),
        scales=(YES_NO, GRADES, AREAS, EVIDENCE),
        guidance=("Use <b>roles</b>, not names.",),
        sections=(
            Section(
                "facts",
                "Facts",
                introduction="A few facts first.",
                questions=(
                    Question("K1", "Choose one", scale="yes_no", comment=CommentRule.OPTIONAL),
                    Question("K2", "Tick some", answer=AnswerKind.SEVERAL, scale="areas"),
                    Question(
                        "K3",
                        "Each line",
                        answer=AnswerKind.MATRIX,
                        scale="yes_no",
                        parts=(Part("one", "The first"), Part("two", "The second")),
                    ),
                    Question(
                        "K4",
                        "How many visits?",
                        answer=AnswerKind.NUMBER,
                        minimum=0,
                        maximum=30,
                        unit="visits",
                        comment=_NONE,
                    ),
                    Question("K5", "Since when?", answer=AnswerKind.DATE, comment=_NONE),
                    Question("K6", "Which role?", answer=AnswerKind.SHORT_TEXT, comment=_NONE),
                    Question("K7", "Tell it", answer=AnswerKind.LONG_TEXT, comment=_NONE),
                    Question(
                        "K8",
                        "Plan",
                        answer=AnswerKind.COLUMNS,
                        parts=(Part("what", "What"), Part("who", "By whom")),
                        comment=_NONE,
                    ),
                    Question("K9", "How well seen?", scale="evidence", per_person=True),
                ),
                look_back=LookBack(24),
            ),
            Section(
                "graded",
                "Graded",
                prompts=("Was the child seen alone?", "Who knew?"),
                questions=(Question("G1", "The grade", scale="grades", judgement=True),),
            ),
            Section(
                "more",
                "More",
                questions=(Question("M1", "More?", scale="yes_no"),),
                when=Condition("K2", ("home",)),
            ),
        ),
    )
