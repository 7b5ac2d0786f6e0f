"""Audits for the tests of reports: a small one by hand, and the sample that ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from pathlib import Path

from app.analysis.shares import OptionCount, findings
from app.analysis.tracking import Arrived, track
from app.domain.audits import Agency, Audit, Body, Case
from app.domain.returns import (
    Answer,
    Auditor,
    Form,
    Person,
    Return,
    ReturnKind,
    ReturnRef,
    ReturnState,
)
from app.domain.tool import (
    AnswerKind,
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
from app.reports import AuditReport
from app.toolfiles import parse_answers, read_definition, read_meeting

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
AUDITOR = Auditor("Marmaduke Featherstonehaugh", "Principal Quokka Officer")
MADE = datetime(2018, 2, 22, 14, 2)  # noqa: DTZ001 - printed as the date that people wrote

YES_NO = Scale(
    "yes-no",
    "Yes or no",
    (
        Option("yes", "Yes", Meaning.GOOD),
        Option("no", "No", Meaning.BAD),
        Option("na", "Not applicable", Meaning.NOT_APPLICABLE),
    ),
)
FACT = Scale("fact", "A fact", (Option("yes", "Yes"), Option("no", "No")))
RAG = Scale(
    "rag",
    "Rating",
    (
        Option("red", "Red", Meaning.BAD),
        Option("amber", "Amber", Meaning.NEUTRAL),
        Option("green", "Green", Meaning.GOOD),
    ),
)
GRADES = Scale(
    "grades",
    "Ofsted grades",
    (
        Option("outstanding", "Outstanding", Meaning.GOOD, "significantly above the standards"),
        Option("good", "Good", Meaning.GOOD, "consistently meets the standards"),
        Option("ri", "Requires improvement", Meaning.BAD, "inconsistent in meeting the standards"),
        Option("inadequate", "Inadequate", Meaning.BAD, "fails to meet the standards"),
    ),
)


def small_tool() -> AuditTool:
    """Every kind of question that the report treats in its own way."""
    follow_up = Question(
        "Q2a",
        "Was this challenged?",
        "Challenged",
        scale="yes-no",
        when=Condition("Q2", ("no",)),
    )
    quality = Section(
        "quality",
        "Quality assurance",
        questions=(
            Question(
                "Q1",
                "Was the referral appropriate and timely?",
                "Referral in time",
                scale="yes-no",
                parts=(Part("child", "Child and siblings"), Part("parents", "Parents")),
                guidance="Look at the first contact.",
            ),
            Question(
                "Q2",
                "Was multi-agency working effective?",
                "Working together",
                scale="yes-no",
                follow_ups=(follow_up,),
            ),
            Question("Q3", "Did proceedings have an impact?", scale="fact", reported="no"),
            Question("Q4", "How clear was the plan?", "Clarity of the plan", scale="rag"),
            Question(
                "Q5", "Were their views heard?", "Views heard", scale="yes-no", per_person=True
            ),
            Question(
                "visits", "How often was the child seen?", answer=AnswerKind.NUMBER, unit="times"
            ),
            Question("grade", "Judgement", "Overall judgement", scale="grades", judgement=True),
        ),
    )
    closing = Section(
        "closing",
        "Closing statements",
        questions=(
            Question(
                "good-practice",
                "Any areas of good practice identified",
                "Good practice",
                AnswerKind.LONG_TEXT,
                comment=CommentRule.NONE,
            ),
            Question(
                "issues",
                "Any issues identified",
                "Issues",
                AnswerKind.LONG_TEXT,
                comment=CommentRule.NONE,
            ),
            Question(
                "learning",
                "What should the partnership learn?",
                "Learning",
                AnswerKind.COLUMNS,
                comment=CommentRule.NONE,
                parts=(Part("worried", "What are we worried about?"), Part("do", "What to do?")),
            ),
        ),
    )
    return AuditTool(
        id="small",
        version=3,
        title="A small audit tool",
        theme="Neglect",
        subject=Subject.CHILD,
        scales=(YES_NO, FACT, RAG, GRADES),
        sections=(quality, closing),
        guidance=("Review how the work considered the child.",),
        look_back=LookBack(6),
    )


def small_audit(cases: int = 2, agencies: int = 3, tool: AuditTool | None = None) -> Audit:
    """So many cases and agencies."""
    return Audit(
        id="a1",
        reference="EX-2018",
        title="Neglect audit, February 2018",
        body=Body("Example Safeguarding Partnership", "Example", "audit@example.org"),
        tool=tool or small_tool(),
        opened=date(2018, 1, 22),
        due=date(2018, 2, 9),
        cases=tuple(
            Case(f"EX-{n:04}", label(n), "AB", f"A child of {n % 17} years.") for n in range(cases)
        ),
        agencies=tuple(Agency(f"agency{n}", f"Agency number {n}") for n in range(agencies)),
        meeting=date(2018, 2, 28),
        context="Why we looked.",
        methodology="How we looked.",
    )


def label(number: int) -> str:
    """A letter, then two: A … Z, AA …"""
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else label(number // 26 - 1) + letter


def full_form(**answers: Answer) -> Form:
    """A form with some answers, on top of a full one."""
    base = {
        "Q1": Answer(("yes",), comment="The referral came the same day."),
        "Q1.child": Answer(("yes",)),
        "Q1.parents": Answer(("no",)),
        "Q2": Answer(("no",), comment="Nobody called back."),
        "Q2a": Answer(("yes",), comment="The health visitor asked twice."),
        "Q3": Answer(("no",), comment="No impact was seen."),
        "Q4": Answer(("amber",), comment="Clear in parts."),
        "Q5@p1": Answer(("yes",), comment="Mum was heard."),
        "Q5@p2": Answer(("no",), comment="Dad was not."),
        "visits": Answer(number=4),
        "grade": Answer(("good",), comment="Steady work."),
        "good-practice": Answer(text="Good notes."),
        "issues": Answer(text="Late minutes."),
        "learning.worried": Answer(text="Minutes come late."),
        "learning.do": Answer(text="Share them in two days."),
    }
    return Form(
        completed_by=AUDITOR,
        last_involvement=date(2018, 1, 3),
        people=(Person("p1", "mum"), Person("p2", "step-father")),
        answers={**base, **{key.replace("_", "-"): answer for key, answer in answers.items()}},
    )


def nil_form(note: str = "") -> Form:
    """ "Not known to us"."""
    return Form(ReturnKind.NIL, AUDITOR, note=note)


def report_of(
    audit: Audit, forms: Mapping[tuple[str, str], Form], *, draft: bool = True
) -> AuditReport:
    """A report with everything counted as the program counts it."""
    returns = tuple(
        Return(ReturnRef(audit.id, agency, uin), ReturnState.RECEIVED, form)
        for (uin, agency), form in forms.items()
    )
    arrived = {place: Arrived(form.kind, 1) for place, form in forms.items()}
    tracker = track(audit, arrived, audit.due)
    counts = tuple(option_counts(forms.values()))
    return AuditReport(
        audit, findings(audit.tool, counts, tracker.returns), tracker, returns, MADE, draft
    )


def option_counts(forms: Iterable[Form]) -> Iterable[OptionCount]:
    """How often each answer was given."""
    tally = Counter(
        (key, answer.options)
        for form in forms
        for key, answer in form.answers.items()
        if answer.options
    )
    return (OptionCount(key, options, n) for (key, options), n in tally.items())


def small_report(
    cases: int = 2, agencies: int = 3, *, draft: bool = True, **answers: Answer
) -> AuditReport:
    """All agencies know all cases, but the last one knows none of them."""
    audit = small_audit(cases, agencies)
    last = audit.agencies[-1].id
    forms = {
        (case.uin, agency.id): nil_form() if agency.id == last else full_form(**answers)
        for case in audit.cases
        for agency in audit.agencies
    }
    return report_of(audit, forms, draft=draft)


def sample_report(*, draft: bool = True, met: bool = True) -> AuditReport:
    """The sample audit that comes with the program, after its meeting or before."""
    audit = read_definition(
        RESOURCES / "sample" / "audit.toml", tools=RESOURCES / "tools", audit_id="sample"
    )
    forms = {}
    for path in sorted((RESOURCES / "sample" / "returns").glob("*/*.json")):
        uin, form = parse_answers(path.read_bytes(), path.name)
        forms[uin, path.parent.name] = form
    report = report_of(audit, forms, draft=draft)
    if not met:
        return report
    numbers = count(1)
    path = RESOURCES / "sample" / "meeting.toml"
    found = read_meeting(path, audit, lambda: f"id-{next(numbers)}")
    return replace(report, meeting=found.meeting, recommendations=found.recommendations)
