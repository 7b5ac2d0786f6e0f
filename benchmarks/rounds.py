"""Large rounds, generated: invented cases, agencies, returns."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.bootstrap import resources_folder
from app.domain.audits import Agency, Audit, Body, Case
from app.domain.returns import Answer, Auditor, Form, Return, ReturnRef, ReturnState
from app.domain.rules import asked_items, sealable
from app.domain.tool import AnswerKind, AuditTool
from app.toolfiles import read_tool

_WORDS = (
    "the records show that social worker visited family and plan was shared with school health "
    "visitor at core group minutes were late risk assessment considered views of child recorded "
    "supervision gave direction police update would have helped"
).split()


def clock() -> datetime:
    """A clock that stands still."""
    return datetime(2018, 2, 1, 9, 0, tzinfo=UTC)


def tool() -> AuditTool:
    """The audit tool of the sample."""
    return read_tool(resources_folder() / "tools" / "child-sexual-abuse-2018.toml")


def large_audit(cases: int, agencies: int) -> Audit:
    """An audit of any size."""
    return Audit(
        id="benchmark",
        reference="BENCH",
        title="A generated audit",
        body=Body("A Safeguarding Partnership", "ASP", "audit@example.org"),
        tool=tool(),
        opened=date(2018, 1, 22),
        due=date(2018, 2, 9),
        cases=tuple(
            Case(f"B-{n}", str(n), "AB", "A child of school age with two siblings.")
            for n in range(1, cases + 1)
        ),
        agencies=tuple(Agency(f"agency-{n}", f"Agency {n}") for n in range(1, agencies + 1)),
    )


def generated_form(audit_tool: AuditTool, rng: random.Random, words: int = 30) -> Form:
    """A full form whose answers are drawn at random."""
    form = Form(
        completed_by=Auditor("Invented Auditor", "Reviewing Officer"),
        last_involvement=date(2018, 1, 10),
    )
    # Twice over: the first answers decide which sections and follow-ups are asked.
    for _ in range(2):
        answers = {}
        for item in asked_items(audit_tool, form):
            text = " ".join(rng.choices(_WORDS, k=words)).capitalize() + "."
            options = [option.id for option in audit_tool.scale(item.question).options]
            if item.question.answer in {AnswerKind.LONG_TEXT, AnswerKind.SHORT_TEXT}:
                answers[item.key] = Answer(text=text)
            else:
                given = form.answer(item.key).options or (rng.choice(options),)
                answers[item.key] = Answer(given, comment="" if item.part else text)
        form = replace(form, answers=answers)
    return sealable(audit_tool, form)


def received(audit: Audit, case: Case, agency: Agency, form: Form) -> Return:
    """A form as a return that is in."""
    ref = ReturnRef(audit.id, agency.id, case.uin)
    return Return(ref, ReturnState.RECEIVED, form, date(2018, 2, 1))


def every_return(audit: Audit, seed: int = 1, words: int = 30) -> list[Return]:
    """A full return for each case and agency."""
    rng = random.Random(seed)  # noqa: S311  reproducible, and no secret
    return [
        received(audit, case, agency, generated_form(audit.tool, rng, words))
        for case, agency in audit.asked()
    ]


def folder(base: Path, name: str) -> Path:
    """An empty folder for one run."""
    path = base / name
    path.mkdir(parents=True)
    return path
