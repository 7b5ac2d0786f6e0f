"""What a later audit pack changes for its agency, in sentences that tell nothing about a child."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.audits import Audit, Case
from app.domain.days import long_day

_MOST_NAMED = 6


def pack_changes(before: Audit, after: Audit, agency_id: str) -> tuple[str, ...]:
    """What changed for an agency between two states of its audit, most important first.

    Its own contact is left out: the agency knows it.
    """
    return (
        *_of_the_cases(before.cases_of(agency_id), after.cases_of(agency_id)),
        *_of_the_dates(before, after),
        *_of_the_tool(before, after),
        *_of_the_words(before, after, agency_id),
    )


def _of_the_cases(before: Sequence[Case], after: Sequence[Case]) -> Iterator[str]:
    was, now = {case.uin: case for case in before}, {case.uin: case for case in after}
    added = [case.label for case in after if case.uin not in was]
    gone = [case.label for case in before if case.uin not in now]
    if added:
        yield f"{_cases(added)} {_was(added)} added."
    if gone:
        yield f"{_cases(gone)} {_was(gone)} taken away."
    both = [(was[uin], case) for uin, case in now.items() if uin in was]
    for old, new in both:
        if old.label != new.label:
            yield f"Case {old.label} is called case {new.label} now."
    named = [new.label for old, new in both if old.initials != new.initials]
    if named:
        yield f"The initials of {_cases(named, 'case')} were corrected."
    if [case.uin for case in before if case.uin in now] != [new.uin for _, new in both]:
        yield "The cases are in another order."


def _cases(labels: Sequence[str], case: str = "Case") -> str:
    if len(labels) == 1:
        return f"{case} {labels[0]}"
    if len(labels) > _MOST_NAMED:
        return f"{len(labels)} {case.lower()}s"
    return f"{case}s {', '.join(labels[:-1])} and {labels[-1]}"


def _was(labels: Sequence[str]) -> str:
    return "was" if len(labels) == 1 else "were"


def _of_the_dates(before: Audit, after: Audit) -> Iterator[str]:
    for what, old, new in (
        ("The due date", before.due, after.due),
        ("The meeting", before.meeting, after.meeting),
        ("The day from which you look back", before.opened, after.opened),
    ):
        if old != new:
            yield _moved(what, old, new)


def _moved(what: str, old: date | None, new: date | None) -> str:
    if old and new:
        return f"{what} moved from {long_day(old)} to {long_day(new)}."
    return f"{what} is on {long_day(new)}." if new else f"{what} has no day any more."


def _of_the_tool(before: Audit, after: Audit) -> Iterator[str]:
    old, new = before.tool, after.tool
    if old == new:
        return
    if old.id != new.id:
        yield f"The audit tool is another one: “{new.title}”."
    elif old.version != new.version:
        yield f"The audit tool is version {new.version} instead of version {old.version}."
    else:
        yield "The wording of the audit tool was changed."


def _of_the_words(before: Audit, after: Audit, agency_id: str) -> Iterator[str]:
    old, new = before.body, after.body
    if old.reply_address != new.reply_address:
        yield f"Returns go to {new.reply_address} now."
    if before.title != after.title:
        yield f"The audit is called “{after.title}” now."
    if before.reference != after.reference:
        yield f"Its reference is {after.reference} now."
    if (old.name, old.short_name) != (new.name, new.short_name):
        yield f"The partnership is called {new.name} now."
    if old.marking != new.marking:
        yield f"It is marked “{new.marking}” now." if new.marking else "It has no marking any more."
    mine, mine_now = before.agency(agency_id), after.agency(agency_id)
    if mine and mine_now and mine.name != mine_now.name:
        yield f"Your agency is called {mine_now.name} now."
    if mine and mine_now and mine.proxy != mine_now.proxy:
        who = mine_now.proxy or "the agency itself"
        yield f"The forms are filled in by {who} now."
