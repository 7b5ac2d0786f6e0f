"""The action plan on the command line: what is recommended, what is overdue, and its files."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.cli.workspaces import open_named
from app.reports.plan_lines import PlanLine
from app.reports.wording import plural
from app.services.action_plan import Plan, action_plan
from app.services.context import Context
from app.services.write_plan import write_plan_calendar, write_plan_workbook
from app.storage import Desk


def recommendations(
    context: Context,
    audit: str,
    overdue: bool = False,
    ics: Path | None = None,
    xlsx: Path | None = None,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Print the recommendations of an audit; with ``overdue`` those of all audits that are late."""
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        plan = action_plan(desk, audit, clock=context.clock)
        lines = plan.overdue if overdue else plan.here
        which = None if overdue else audit
        only = [line.recommendation.id for line in lines]
        clock = context.clock
        if ics is not None:
            dates = write_plan_calendar(desk, which, ics, clock=clock, only=only)
        if xlsx is not None:
            sheet = write_plan_workbook(desk, which, xlsx, clock=clock, only=only)
    _show(plan, lines)
    if ics is not None:
        print(f"{dates.path.name}: {plural(dates.count, 'date')}")
    if xlsx is not None:
        print(f"{sheet.path.name}: {plural(sheet.count, 'recommendation')}")
    return 0


def _show(plan: Plan, lines: tuple[PlanLine, ...]) -> None:
    for line in lines:
        found = line.recommendation
        print(f"{line.reference}: {found.action or found.finding or 'nothing written yet'}")
        facts = [line.for_whom, found.lead, line.when, line.state_words(plan.today), line.chain]
        print(f"  {'; '.join(fact for fact in facts if fact)}")
        if found.lacks:
            print(f"  still missing: {', '.join(found.lacks)}")
    late = sum(bool(line.days_late(plan.today)) for line in plan.lines)
    print(f"{plural(len(lines), 'recommendation')}; {late} overdue in all audits")
