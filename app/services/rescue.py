"""Rescue what can be read of a damaged workspace, and say what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.domain.days import long_day
from app.domain.returns import ReturnRef
from app.errors import PartnershipAuditError
from app.handover.files import write_file
from app.reports.wording import plural
from app.services.import_returns import import_returns
from app.services.open_desk import open_desk, secret_of
from app.storage import (
    Clock,
    Desk,
    HistoryEntry,
    HistoryEvent,
    PackageSummary,
    Rescue,
    RescuedTable,
    Work,
    Workspace,
    rescue_workspace,
)

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Audits": ("audits", "logos"),
    "Cases and agencies": ("cases", "agencies", "not_asked"),
    "Returns": ("returns", "people"),
    "Answers": ("answers",),
    "Notes and judgements of meetings": (
        "meeting_notes",
        "agreed_judgements",
        "attendance",
        "discussions",
    ),
    "Recommendations": ("recommendations", "progress_notes"),
    "Themes and quotations": ("comment_tags", "quotes"),
    "Texts and editions of reports": ("report_texts", "report_options", "publications"),
    "Packs": ("packs",),
    "Sealed files": ("packages", "package_returns"),
    "Queries and receipts": ("letters", "chasers", "acceptances", "marked"),
    "Hand-overs": ("authors", "hand_overs"),
    "Watch lists": ("watch_entries", "waved_through"),
    "Audit tools": ("tools", "library"),
    "Audits that are being set up": ("set_ups",),
    "Address book": ("address_book",),
    "Keys": ("own_keys", "known_keys"),
    "Settings": ("settings",),
    "Lines of the history": ("history",),
}
"""What the tables hold, in the words of the people whose audits these are."""

_IN_RETURNS: Final = frozenset({"Returns", "Answers"})
_AS_WAS: Final = ("workspace",)
_MOST_LINES: Final = 100_000
_TAKEN_AWAY: Final = "not begun"  # what the history says of a form that was taken away again


@dataclass(frozen=True)
class RescuedKind:
    """How much of one kind was read, and in how many places some of it was lost."""

    name: str
    read: int
    gaps: int


@dataclass(frozen=True)
class NamedReturn:
    """A return, as people name it."""

    audit: str
    agency: str
    uin: str


@dataclass(frozen=True)
class RescueReport:
    """What came of it.

    ``without_owner`` was read, but what it belonged to was lost, so it went too. ``lost`` names
    the returns that are missing as far as the history knows. ``incomplete`` names those of which
    a part is lost; ``all_named``: no other is. ``reopened``: the desk opens again.
    """

    kinds: tuple[RescuedKind, ...]
    without_owner: int
    history_is_whole: bool
    lost: tuple[NamedReturn, ...]
    reopened: bool
    aside: Path
    incomplete: tuple[NamedReturn, ...] = ()
    all_named: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost."""
        return self.without_owner == 0 and all(kind.gaps == 0 for kind in self.kinds)


def rescue(
    folder: Path,
    *,
    passphrase: str | None = None,
    words: str | None = None,
    clock: Clock,
) -> RescueReport:
    """Put a sound workspace with all that could be read in place of a damaged one.

    The damaged files are set aside first, and can be gone back to.

    Raises:
        WrongPassphraseError, WrongRecoveryWordsError, KeyringUnavailableError: it does not open
            with this.
        DamagedWorkspaceError: nothing can be read from it; only a copy helps. Nothing was changed.
        FileWriteError: there is no room. Nothing was changed.
        WorkspaceInUseError: somebody has it open.
    """
    recovery = None if words is None else secret_of(words)
    rescued = rescue_workspace(folder, passphrase=passphrase, recovery=recovery, clock=clock)
    try:
        opened = open_desk(folder, passphrase=passphrase, words=words, clock=clock)
        with closing(opened):
            _bring_in_again(opened, clock)
            with opened.work() as work:
                lost, incomplete = _lost_returns(work), _incomplete(work, rescued.incomplete)
                work.history.note(HistoryEvent.RESCUED)
                # After that line: only then it shows whether the history's own count was lost.
                whole = work.history.chain().is_whole
                work.commit()
    except PartnershipAuditError:  # even what says whose it is may be lost
        return _report(rescued, history_is_whole=False, reopened=False)
    report = _report(rescued, history_is_whole=whole, reopened=True)
    return replace(report, lost=lost, incomplete=incomplete)


def write_rescue_report(report: RescueReport, to: Path, *, clock: Clock) -> Path:
    """Write the report as a text file. No case data is in it: kinds and numbers only.

    Raises:
        FileWriteError: it could not be written.
    """
    write_file(to, rescue_text(report, clock=clock).encode())
    return to


def rescue_text(report: RescueReport, *, clock: Clock) -> str:
    """The report as lines of text."""
    wide = max(len(kind.name) for kind in report.kinds)
    lines = [
        "Partnership Audit: what could be read of a damaged workspace",
        long_day(clock().date()),
        "",
        f"{'':{wide}}  {'read':>8}  lost",
        *(f"{kind.name:{wide}}  {kind.read:>8}  {lost_words(kind)}" for kind in report.kinds),
        "",
        *outcome(report),
        f"The damaged files are set aside in the folder “{report.aside.name}”.",
    ]
    return "\n".join(lines) + "\n"


def lost_words(kind: RescuedKind) -> str:
    """What is to be said about what was lost of one kind."""
    if not kind.gaps:
        return "nothing"
    return "some, in 1 place" if kind.gaps == 1 else f"some, in {kind.gaps} places"


def outcome(report: RescueReport) -> tuple[str, ...]:
    """A few sentences about what is left, for the window and for the file."""
    said = []
    if report.is_whole:
        said.append("Everything was read. Nothing was lost.")
    else:
        said.append("What stood on damaged places is lost. Everything else was read.")
    if report.lost:
        are = "is" if len(report.lost) == 1 else "are"
        said.append(f"{plural(len(report.lost), 'whole return')} {are} missing.")
    if any(kind.name in _IN_RETURNS and kind.gaps for kind in report.kinds):
        said.append(
            f"{_of_returns(report)}: to put a copy back is surer, if there is a recent one."
        )
    if report.without_owner:
        said.append(
            f"{plural(report.without_owner, 'entry', 'entries')} more could be read, but not what "
            "they belong to: these were left out."
        )
    said.append(
        "The history is whole."
        if report.history_is_whole
        else "The history has a gap: it can’t show any more that nothing was changed."
    )
    if not report.reopened:
        said.append("What is left does not open as a desk. Put a copy back instead.")
    return tuple(said)


def _of_returns(report: RescueReport) -> str:
    count = len(report.incomplete)
    if not count:
        return "Answers in returns may be missing"
    if report.all_named:
        return f"A part of {plural(count, 'return')} is lost"
    return f"A part of {plural(count, 'return')} is lost, and perhaps of others"


def _report(rescued: Rescue, *, history_is_whole: bool, reopened: bool) -> RescueReport:
    found = {table.name: table for table in rescued.tables}
    kinds = []
    for name, tables in KINDS.items():
        of_kind = [found[table] for table in tables if table in found]
        if of_kind:
            kinds.append(_kind(name, of_kind))
    other = [each for name, each in found.items() if each.gaps and name in _AS_WAS]
    if other:
        kinds.append(_kind("The desk itself", other))
    return RescueReport(
        tuple(kinds),
        rescued.orphans,
        history_is_whole,
        lost=(),
        reopened=reopened,
        aside=rescued.aside,
        all_named=rescued.all_named,
    )


def _kind(name: str, tables: list[RescuedTable]) -> RescuedKind:
    main = tables[0]  # the one that is counted; the others belong to it
    return RescuedKind(name, main.rows, sum(table.gaps for table in tables))


def _bring_in_again(workspace: Workspace, clock: Clock) -> None:
    """The files of returns that were lost may still be kept here, sealed: they are brought in."""
    if workspace.desk is not Desk.PARTNERSHIP:
        return
    with workspace.work() as work:
        lost = {(each.audit, each.agency) for each in _lost_returns(work)}
        kept = [
            package.digest
            for summary in work.audits.all()
            for package in work.packages.all(summary.id)
            if not package.is_test and _names(work, package) in lost
        ]
    for digest in kept:
        _bring_in_package(workspace, digest, clock)


def _bring_in_package(workspace: Workspace, digest: str, clock: Clock) -> None:
    with workspace.work() as work:
        package = work.packages.by_digest(digest)
        if package is None:
            return
        work.packages.take_out(digest)
        work.commit()
    try:
        with TemporaryDirectory(prefix=".try-", dir=workspace.folder) as name:
            path = Path(name) / "return.paudit"
            path.write_bytes(package.content)  # sealed, as it came
            for _each in import_returns(workspace, [path], clock=clock):
                pass
    finally:
        with workspace.work() as work:
            if work.packages.by_digest(digest) is None:
                work.packages.add(package)
                work.commit()


def _names(work: Work, package: PackageSummary) -> tuple[str, str]:
    audit = work.audits.get(package.audit_id)
    agency = audit.agency(package.agency_id)
    return audit.reference, "" if agency is None else agency.name


def _incomplete(work: Work, found: tuple[ReturnRef, ...]) -> tuple[NamedReturn, ...]:
    named = set()
    for ref in found:
        audit = work.audits.get(ref.audit_id)
        agency = audit.agency(ref.agency_id)
        name = ref.agency_id if agency is None else agency.name
        named.add(NamedReturn(audit.reference, name, ref.uin))
    return tuple(sorted(named, key=_order))


def _order(each: NamedReturn) -> tuple[str, str, str]:
    return each.audit, each.uin, each.agency


def _lost_returns(work: Work) -> tuple[NamedReturn, ...]:
    """Returns of which the history says that they were saved, and which are not there."""
    events = frozenset({HistoryEvent.RETURN_SAVED, HistoryEvent.RETURN_MOVED})
    lines, _ = work.history.fitting(_MOST_LINES, events=events)
    last: dict[tuple[str, str, str], HistoryEntry] = {}
    for line in lines:  # the newest first
        last.setdefault((line.audit_id, line.agency_id, line.uin), line)
    lost = []
    for summary in work.audits.all():
        audit = work.audits.get(summary.id)
        names = {agency.id: agency.name for agency in audit.agencies}
        there = {(mark.ref.agency_id, mark.ref.uin) for mark in work.returns.marks(audit.id)}
        lost += [
            NamedReturn(audit.reference, names.get(agency_id, agency_id), uin)
            for (audit_id, agency_id, uin), line in last.items()
            if audit_id == audit.id and (agency_id, uin) not in there and line.detail != _TAKEN_AWAY
        ]
    return tuple(sorted(lost, key=_order))
