"""Sentences about queries and receipts. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.audits import Audit
from app.domain.days import long_day
from app.domain.letters import Receipt
from app.domain.returns import ReturnState
from app.ui.interview.wording import case_title
from app.ui.pages.agency.overview import AuditView, CaseLine, Stand
from app.ui.theme.tokens import Tone


@dataclass(frozen=True)
class Said:
    """Words with the icon and the tone that go with them."""

    words: str
    tone: Tone
    icon: str


def receipt_said(audit: Audit, receipt: Receipt, *, is_lost: bool = False) -> Said:
    """ "4 of 5 returns have arrived, by the receipt of 5 February 2018; missing: Case D."

    With ``is_lost`` something that was sealed and should be there is not.
    """
    came, missing = len(receipt.arrived), receipt.missing
    total = came + len(missing)
    by = f"by the receipt of {long_day(receipt.made_on)}"
    if not came:
        tone = Tone.ATTENTION if is_lost else Tone.TEXT
        return Said(f"No return has arrived yet, {by}.", tone, "clock")
    if missing:
        named = ", ".join(_case_name(audit, uin) for uin in missing)
        have = "has" if came == 1 else "have"
        words = f"{came} of {total} returns {have} arrived, {by}; missing: {named}."
        tone, icon = (Tone.ATTENTION, "attention") if is_lost else (Tone.TEXT, "check")
        return Said(words, tone, icon)
    what = "The return has" if total == 1 else f"All {total} returns have"
    return Said(f"{what} arrived, {by}.", Tone.GOOD, "check")


def arrival(line: CaseLine) -> str:
    """ "arrived at the partnership on 3 February 2018"; nothing without a receipt."""
    there = line.arrived
    if there is not None:
        what = f"arrived at the partnership on {long_day(there.on)}"
        if there.revision == line.form.ref.revision:
            return what
        not_yet = f", revision {line.form.ref.revision} not yet" if line.has_not_arrived else ""
        return f"revision {there.revision} {what}{not_yet}"
    if line.has_not_arrived and line.receipt is not None:
        return f"not in the receipt of {long_day(line.receipt.made_on)}"
    return ""


def query_said(view: AuditView) -> tuple[CaseLine, str, str] | None:
    """The case whose query is to be answered first, with a sentence and what to do."""
    lines = [line for line in view.lines if can_be_answered(line)]
    if not lines:
        return None
    line, others = lines[0], len(lines) - 1
    query = line.query
    asked = f"Asked on {long_day(query.asked_on)}." if query else ""
    more = {0: "", 1: " One more query waits."}.get(others, f" {others} more queries wait.")
    if line.stand is Stand.NIL:
        asked += (
            " If the case is not known to you after all, seal it once more; if it is, choose "
            "“It is known to us after all” under Options."
        )
    return line, f"The partnership asks about {case_title(line.form.case)}.", f"{asked}{more}"


def can_be_answered(line: CaseLine) -> bool:
    """Whether a query waits for an answer from this desk."""
    return line.query is not None and line.form.state is not ReturnState.HANDED_OVER


def _case_name(audit: Audit, uin: str) -> str:
    case = audit.case(uin)
    return f"Case {case.label}" if case is not None and case.label else uin
