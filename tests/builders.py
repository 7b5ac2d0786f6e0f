"""Small audits and forms to test with. All people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from app.domain.audits import Agency, Audit, Body, Case
from app.domain.returns import Answer, Auditor, Form, ReturnKind
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
    Subject,
)

NOW = datetime(2018, 2, 1, 9, 0, tzinfo=UTC)

YES_NO = Scale(
    "yes_no",
    "Yes or no",
    (
        Option("yes", "Yes", Meaning.GOOD, key="Y"),
        Option("no", "No", Meaning.BAD, key="N"),
        Option("na", "Not applicable", Meaning.NOT_APPLICABLE, asks=Asks.REASON, key="A"),
    ),
)
GRADES = Scale(
    "grades",
    "Grades",
    (
        Option("good", "Good", Meaning.GOOD, "Meets the standard"),
        Option("poor", "Poor", Meaning.BAD, "Fails the standard"),
    ),
)


def clock() -> datetime:
    """A clock that stands still."""
    return NOW


def small_tool() -> AuditTool:
    """A tool with one of each important thing."""
    return AuditTool(
        id="small",
        version=1,
        title="A small tool",
        theme="Testing",
        subject=Subject.CHILD,
        scales=(YES_NO, GRADES),
        sections=(
            Section(
                "quality",
                "Quality",
                questions=(
                    Question("Q1", "Was it done?", scale="yes_no"),
                    Question(
                        "Q2",
                        "Was the family involved?",
                        scale="yes_no",
                        parts=(Part("child", "Child"), Part("carers", "Carers", required=False)),
                        follow_ups=(
                            Question(
                                "Q2a",
                                "Was this challenged?",
                                scale="yes_no",
                                comment=CommentRule.NONE,
                                when=Condition("Q2", ("no",)),
                            ),
                        ),
                    ),
                    Question(
                        "J1",
                        "Judgement",
                        scale="grades",
                        judgement=True,
                        comment=CommentRule.REQUIRED,
                    ),
                ),
            ),
            Section(
                "closing",
                "Closing",
                questions=(
                    Question("C1", "Good practice", answer=AnswerKind.LONG_TEXT, required=False),
                ),
            ),
        ),
        look_back=LookBack(6),
    )


def small_audit(audit_id: str = "a1", reference: str = "T-2018") -> Audit:
    """Two cases and two agencies."""
    return Audit(
        id=audit_id,
        reference=reference,
        title="A small audit",
        body=Body("A Safeguarding Partnership", "ASP", "audit@example.org"),
        tool=small_tool(),
        opened=date(2018, 1, 22),
        due=date(2018, 2, 9),
        cases=(Case("T-1", "A", "JS"), Case("T-2", "B", "unborn baby")),
        agencies=(
            Agency("police", "Police", "police@example.org"),
            Agency("health-visiting", "Health Visiting"),
        ),
    )


def full_form(comment: str = "The records show that this was done in good time.") -> Form:
    """A form that can be sealed."""
    return Form(
        completed_by=Auditor("Invented Auditor", "Reviewing Officer"),
        last_involvement=date(2018, 1, 10),
        answers={
            "Q1": Answer(options=("yes",), comment=comment),
            "Q2": Answer(options=("yes",), comment=comment),
            "Q2.child": Answer(options=("yes",)),
            "J1": Answer(options=("good",), comment=comment),
            "C1": Answer(text="Good joint visits."),
        },
    )


def nil_form() -> Form:
    """A nil return."""
    return replace(
        Form(ReturnKind.NIL, Auditor("Invented Auditor", "Reviewing Officer")),
        note="Neither the child nor the parents are known to us.",
    )
