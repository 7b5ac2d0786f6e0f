"""What the inbox says of files: rows, totals and sentences. Tested without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.reports.wording import plural
from app.services.import_returns import Imported, Outcome
from app.services.looked import CaseChange, Group, Looked, Preview, Verdict, in_all
from app.services.unpack_files import Found
from app.storage import Workspace
from app.ui.models.inbox_model import InboxRow, Kind, Section
from app.ui.pages.partnership.wording import clock_time, day_and_time
from app.ui.theme.tokens import Tone

_LOOKS = {
    Verdict.NEW: (Tone.GOOD, "download"),
    Verdict.NEWER: (Tone.GOOD, "forward"),
    Verdict.TEST: (Tone.GOOD, "mail"),
    Verdict.FIRST_KEY: (Tone.ATTENTION, "attention"),
    Verdict.CHANGED_KEY: (Tone.ATTENTION, "attention"),
    Verdict.IDENTICAL: (Tone.SECONDARY, "check"),
    Verdict.OLDER: (Tone.SECONDARY, "clock"),
    Verdict.TWICE: (Tone.SECONDARY, "copy"),
}
_REFUSED = (Tone.PROBLEM, "problem")
_WORDS = {Verdict.NEWER: "newer", Verdict.TEST: "test"}
_OUTCOMES = {
    Outcome.IMPORTED: ("in", Tone.GOOD, "check"),
    Outcome.REPLACED: ("replaced", Tone.GOOD, "check"),
    Outcome.TEST: ("test", Tone.GOOD, "mail"),
    Outcome.UNCHANGED: ("in already", Tone.SECONDARY, "check"),
    Outcome.OLDER: ("older", Tone.SECONDARY, "clock"),
    Outcome.REFUSED: ("refused", Tone.PROBLEM, "problem"),
}
BROUGHT_IN = frozenset({Outcome.IMPORTED, Outcome.REPLACED, Outcome.TEST})
_MOST_DETAILS = 60
Results = Mapping[Found, Imported]


@dataclass(frozen=True)
class Earlier:
    """A package that came in before. ``receipted`` is whether its agency was told since."""

    at: datetime
    agency: str
    returns: int
    file_name: str
    receipted: bool


def sections(preview: Preview, results: Results) -> list[Section]:
    """Every file of a preview, and what became of those that were brought in."""
    done, refused, nothing = [], [], []
    for each in preview.looked:
        result = results.get(each.item.found)
        if result is None:
            continue
        row = _outcome_row(each, result)
        if result.outcome in BROUGHT_IN:
            done.append(row)
        elif result.outcome is Outcome.REFUSED:
            refused.append(row)
        else:
            nothing.append(row)
    rows = {
        group: [looked_row(each) for each in preview.of(group) if each.item.found not in results]
        for group in Group
    }
    refused += rows[Group.REFUSED]
    nothing += rows[Group.NOTHING]
    return [
        _section("done", "Brought in", done),
        _section("ready", "Ready to bring in", rows[Group.READY]),
        _section("decide", "Needs your decision", rows[Group.DECIDE]),
        _section("refused", "Cannot be brought in", refused),
        _section("nothing", "Nothing to do", nothing, folded=True),
    ]


def earlier_section(earlier: Sequence[Earlier], today: date) -> Section:
    """The history of what came in, the latest first."""
    return Section(
        "earlier", "Earlier", [_earlier_row(*pair, today) for pair in enumerate(earlier)]
    )


def read_earlier(workspace: Workspace, audit_id: str) -> tuple[Earlier, ...]:
    """The packages of an audit that have come in, the latest first."""
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        packages = work.packages.all(audit_id)
        told = {
            agency.id: max(
                (receipt.made_on for receipt in work.letters.receipts(audit_id, agency.id)),
                default=date.min,
            )
            for agency in audit.agencies
        }
    names = {agency.id: agency.name for agency in audit.agencies}
    return tuple(
        Earlier(
            one.at,
            names.get(one.agency_id, one.agency_id),
            one.returns,
            one.file_name,
            told.get(one.agency_id, date.min) >= one.at.date(),
        )
        for one in reversed(packages)
        if one.direction == "received"
    )


def looked_row(looked: Looked) -> InboxRow:
    """A file that was looked at."""
    tone, icon = _LOOKS.get(looked.verdict, _REFUSED)
    count = sum(len(change.differences) for change in looked.changes)
    text = looked.sentence
    if looked.changes:
        differ = "differs" if count == 1 else "differ"
        same = "The answers are the same."
        text += f" {plural(count, 'place')} {differ}: unfold to see." if count else f" {same}"
    return InboxRow(
        _key(looked),
        icon=icon,
        tone=tone,
        word=_WORDS.get(looked.verdict, looked.verdict.value),
        title=looked.agency or looked.name,
        text=text,
        small=_where(looked),
        details=tuple(_details(looked.changes)),
    )


def ready_words(chosen: Sequence[Looked]) -> str:
    """The one button: "Bring 41 returns in"."""
    returns = sum(each.fresh for each in chosen)
    if not chosen:
        return "Bring returns in"
    if returns:
        return f"Bring {plural(returns, 'return')} in"
    return f"Bring {plural(len(chosen), 'test package')} in"


def preview_hint(preview: Preview, chosen: Sequence[Looked], *, begun: bool) -> str:
    """What the button would do, and that nothing has been done yet."""
    parts = []
    if preview.stopped:
        parts.append("You stopped: the other files were not looked at.")
    if preview.left_out:
        parts.append("These are as many files as can be looked at in one go: drop the rest after.")
    returns, tests = sum(each.fresh for each in chosen), _tests(chosen)
    if returns:
        parts.append(f"{plural(returns, 'return')} in {plural(len(chosen) - tests, 'file')}.")
    if tests:
        parts.append(f"{plural(tests, 'test package')} without returns.")
    if not chosen and not preview.of(Group.DECIDE):
        parts.append("There is nothing in these files to bring in.")
    elif begun:
        parts.append("The others are left where they are.")
    else:
        parts.append("Nothing has been brought in yet.")
    return " ".join(parts)


def result_words(results: Iterable[Imported], left: int) -> tuple[str, str]:
    """What was brought in, in a sentence, and what was not."""
    every = list(results)
    packages = [one for one in every if one.outcome in {Outcome.IMPORTED, Outcome.REPLACED}]
    returns = sum(one.brought_in for one in packages)
    tests = sum(one.outcome is Outcome.TEST for one in every)
    refused = sum(one.outcome is Outcome.REFUSED for one in every)
    sentence = f"{plural(returns, 'return')} in {plural(len(packages), 'package')} brought in."
    parts = []
    if tests and not packages:
        sentence = f"{plural(tests, 'test package')} opened: the way is good."
    elif tests:
        parts.append(f"{plural(tests, 'test package')} opened: the way is good.")
    elif not packages:
        sentence = "Nothing was brought in."
    if refused:
        parts.append(f"{plural(refused, 'file')} could not be brought in after all: see why below.")
    if left:
        parts.append(f"{plural(left, 'file')} still to be brought in.")
    return sentence, " ".join(parts)


def totals(preview: Preview, results: Results) -> str:
    """All the files in one line; the parts add up before and after they were brought in."""
    counts = preview.counts(frozenset(results))
    for result in results.values():
        if result.outcome is Outcome.REFUSED:
            counts[Group.REFUSED] += 1
        elif result.outcome not in BROUGHT_IN:
            counts[Group.NOTHING] += 1
    done = sum(result.outcome in BROUGHT_IN for result in results.values())
    return in_all(counts, done)


def _tests(chosen: Sequence[Looked]) -> int:
    return sum(Verdict.TEST in {each.verdict, each.then} for each in chosen)


def _section(key: str, title: str, rows: Sequence[InboxRow], *, folded: bool = False) -> Section:
    return Section(key, f"{title} ({len(rows)})", rows, folded)


def _outcome_row(looked: Looked, result: Imported) -> InboxRow:
    word, tone, icon = _OUTCOMES[result.outcome]
    return InboxRow(
        _key(looked),
        icon=icon,
        tone=tone,
        word=word,
        title=looked.agency or looked.name,
        text=result.reason,
        small=_where(looked),
    )


def _earlier_row(number: int, one: Earlier, today: date) -> InboxRow:
    when = day_and_time(one.at)
    if one.at.astimezone().date() == today:
        when = f"today, {clock_time(one.at)}"
    what = plural(one.returns, "return") if one.returns else "Test package"
    receipt = "" if one.receipted else " · no receipt written since"
    return InboxRow(
        f"earlier {number}",
        icon="check" if one.returns else "mail",
        tone=Tone.GOOD,
        word="in" if one.returns else "test",
        title=one.agency,
        text=f"{what}, {when}{receipt}",
        small=one.file_name,
    )


def _key(looked: Looked) -> str:
    found = looked.item.found
    return f"{found.path} {found.part}"


def _where(looked: Looked) -> str:
    name = looked.name if looked.agency else ""
    if not looked.mail or looked.mail == looked.name:
        return name or looked.mail
    return f"{name} · in the e-mail “{looked.mail}”" if name else f"In “{looked.mail}”"


def _details(changes: Sequence[CaseChange]) -> Iterable[InboxRow]:
    rows: list[InboxRow] = []
    for change in changes:
        why = f"Why it was reopened: {change.reason}" if change.reason else ""
        title = f"Case {change.case}: revision {change.before} becomes {change.after}"
        rows.append(InboxRow(title, Kind.DETAIL, word="changes", title=title, text=why))
        rows += [
            InboxRow(one.key, Kind.DETAIL, title=one.name, text=f"{one.before} → {one.after}")
            for one in change.differences
        ]
    if len(rows) > _MOST_DETAILS:
        left = len(rows) - _MOST_DETAILS
        rows = rows[:_MOST_DETAILS]
        rows.append(InboxRow("rest", Kind.DETAIL, title=f"And {plural(left, 'place')} more"))
    return rows
