"""A desk on which the findings can be seen: the sample, two audits before it, and a large one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.audits import Agency, Audit, Case
from app.domain.returns import Answer, Form, Return, ReturnKind, ReturnRef, ReturnState
from app.domain.tool import AuditTool, Meaning
from app.storage import Work
from tests.ui.partnership.scene import Scene, round_scene

LARGE = "large"
BEFORE, LONG_BEFORE = "csa-2017", "csa-2016"


def findings_scene(folder: Path, *, cases: int = 40, agencies: int = 12) -> tuple[Scene, Audit]:
    """The sample audit with every return, two earlier ones, and a large one after it."""
    scene, audit = round_scene(folder, finished=True)
    with scene.workspace.work() as work:
        forms = work.returns.all(audit.id, states=(ReturnState.RECEIVED,))
        _add_earlier(work, audit, forms, BEFORE, 2017, 3)
        _add_earlier(work, audit, forms, LONG_BEFORE, 2016, 4)
        add_large(work, audit, cases, agencies)
        work.commit()
    return scene, audit


def _add_earlier(
    work: Work, audit: Audit, forms: tuple[Return, ...], own: str, year: int, seed: int
) -> None:
    """As if it had been done the year before, with one question in other words."""
    opened = date(year, 1, 22)
    earlier = replace(
        audit,
        id=own,
        reference=f"CSA-{year}",
        title=f"Child Sexual Abuse audit {year}",
        opened=opened,
        due=date(year, 2, 9),
        meeting=None,
        tool=_older(audit.tool),
    )
    work.audits.add(earlier)
    rng = random.Random(seed)  # noqa: S311  reproducible, and no secret
    for one in forms:
        ref = replace(one.ref, audit_id=own, revision=1)
        work.returns.save(replace(one, ref=ref, form=turned(audit.tool, one.form, rng)))


def _older(tool: AuditTool) -> AuditTool:
    """The tool with another question in the place of Q5."""
    first, *rest = tool.sections
    questions = tuple(
        replace(each, text="Was the family told who would visit them?") if each.id == "Q5" else each
        for each in first.questions
    )
    return replace(tool, sections=(replace(first, questions=questions), *rest))


def turned(tool: AuditTool, form: Form, rng: random.Random, chance: float = 0.25) -> Form:
    """A form some of whose yeses and noes are the other way round."""
    answers = dict(form.answers)
    for key, answer in form.answers.items():
        question = tool.questions.get(key.partition("@")[0].partition(".")[0])
        if question is None or question.judgement or len(answer.options) != 1:
            continue
        sides = [o.id for o in tool.scale(question).options if o.in_denominator]
        if answer.option in sides and rng.random() < chance:
            answers[key] = replace(answer, options=(rng.choice(sides),))
    return replace(form, answers=answers)


def add_large(work: Work, audit: Audit, cases: int, agencies: int) -> Audit:
    """An audit with the sample's tool and so many cases and agencies, answered at random."""
    large = replace(
        audit,
        id=LARGE,
        reference="CSA-2019",
        title="Child Sexual Abuse audit, all localities 2019",
        opened=date(2019, 1, 21),
        due=date(2019, 2, 8),
        meeting=None,
        cases=tuple(Case(f"L-{n:03}", str(n), "AB") for n in range(1, cases + 1)),
        agencies=tuple(
            Agency(f"agency-{n}", f"{_KINDS[n % len(_KINDS)]} {n}") for n in range(1, agencies + 1)
        ),
        not_asked=frozenset({("L-001", "agency-2")}),
    )
    work.audits.add(large)
    rng = random.Random(7)  # noqa: S311  reproducible, and no secret
    for case, agency in large.asked():
        ref = ReturnRef(large.id, agency.id, case.uin)
        form = drawn(audit.tool, rng) if rng.random() > 0.1 else Form(ReturnKind.NIL, note="No")
        work.returns.save(Return(ref, ReturnState.RECEIVED, form, date(2019, 2, 1)))
    return large


_KINDS = ("Police", "Health Visiting", "Children’s Social Care", "Education and Schools")


def drawn(tool: AuditTool, rng: random.Random) -> Form:
    """A form whose choices are drawn at random, mostly good."""
    answers = {}
    for question in tool.questions.values():
        options = tool.scale(question).options
        if not options or question.parts:
            continue
        weights = [6 if option.means is Meaning.GOOD else 2 for option in options]
        chosen = rng.choices(options, weights)[0]
        answers[question.id] = Answer((chosen.id,), comment="Seen in the records.")
    return Form(answers=answers)
