"""Read the history: who changed what and when, and whether anybody tampered with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from app.domain.days import long_day
from app.errors import NotFoundError
from app.handover.files import write_file
from app.reports.history_report import HistoryLine, HistoryReport, history_csv
from app.services.history_words import (
    GROUP_WORDS,
    GROUPS,
    EventGroup,
    Names,
    audit_words,
    words_of,
)
from app.storage import Chain, Clock, HistoryEntry, HistoryEvent, Work, Workspace

ALL = 10_000_000


@dataclass(frozen=True)
class HistoryFilter:
    """What is looked for. Empty fields let everything pass; days are inclusive.

    ``words`` must all stand in the sentence or in the reference of the audit.
    """

    audit_id: str = ""
    agency_id: str = ""
    uin: str = ""
    events: frozenset[HistoryEvent] = frozenset()
    first: date | None = None
    last: date | None = None
    group: EventGroup | None = None
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anything out."""
        return self != HistoryFilter()


@dataclass(frozen=True)
class HistoryRead:
    """Lines, newest first; how many there are in all that fit; and the state of the chain."""

    entries: tuple[HistoryEntry, ...]
    count: int
    chain: Chain


@dataclass(frozen=True)
class HistoryPart:
    """The newest lines that fit, in sentences, and how many fit in all."""

    lines: tuple[HistoryLine, ...]
    count: int
    wanted: HistoryFilter = field(default_factory=HistoryFilter)

    @property
    def is_all(self) -> bool:
        """Whether there are no more."""
        return len(self.lines) >= self.count


@dataclass(frozen=True)
class WrittenHistory:
    """The file, and how many lines are in it; ``pages`` of a PDF."""

    path: Path
    lines: int
    pages: int = 0


def read_history(
    workspace: Workspace, wanted: HistoryFilter | None = None, *, most: int = 1000
) -> HistoryRead:
    """The newest lines that fit, ``most`` at most, and the state of the whole chain."""
    with workspace.work() as work:
        entries, count = _fitting(work, wanted or HistoryFilter(), most)
        return HistoryRead(entries, count, work.history.chain())


def chain_of(workspace: Workspace) -> Chain:
    """Whether the whole history is as it was written."""
    with workspace.work() as work:
        return work.history.chain()


def history_part(
    workspace: Workspace, wanted: HistoryFilter | None = None, *, most: int = 500
) -> HistoryPart:
    """The newest lines that fit, as sentences; quick, for it does not follow the chain."""
    wanted = wanted or HistoryFilter()
    with workspace.work() as work:
        words = wanted.words.casefold().split()
        entries, count = _fitting(work, wanted, ALL if words else most)
        names = names_in(work)
    lines = tuple(_line(entry, names) for entry in entries)
    if words:
        lines = tuple(line for line in lines if _holds(line, words))
        return HistoryPart(lines[:most], len(lines), wanted)
    return HistoryPart(lines, count, wanted)


def names_in(work: Work) -> Names:
    """What audits, agencies and cases are called."""
    audits, agencies, cases = {}, {}, {}
    for summary in work.audits.all():
        audits[summary.id] = summary.reference
        audit = work.audits.get(summary.id)
        agencies.update({(audit.id, each.id): each.name for each in audit.agencies})
        cases.update({(audit.id, each.uin): each.label for each in audit.cases})
    book = {own_id: name for (_, own_id), name in agencies.items()}
    book.update({entry.agency.id: entry.agency.name for entry in work.address_book.all()})
    return Names(audits, agencies, cases, book)


def names_of(workspace: Workspace) -> Names:
    """The same, for the choices of a window."""
    with workspace.work() as work:
        return names_in(work)


def history_report(
    workspace: Workspace, wanted: HistoryFilter | None = None, *, clock: Clock
) -> HistoryReport:
    """Everything that a printed history says."""
    part = history_part(workspace, wanted, most=ALL)
    chain = chain_of(workspace)
    with workspace.work() as work:
        audits = work.audits.all()
        body = work.audits.get(audits[0].id).body.name if audits else ""
        names = names_in(work)
    return HistoryReport(
        part.lines, _narrowed(part.wanted, names), chain_words(chain), chain.end, clock(), body
    )


def write_history_pdf(
    workspace: Workspace,
    to: Path,
    wanted: HistoryFilter | None = None,
    *,
    clock: Clock,
    on_page: Callable[[int], None] | None = None,
) -> WrittenHistory:
    """Write the lines that fit as a PDF, with the end of the chain on it.

    Raises:
        FileWriteError: the file can't be written.
    """
    return print_history(history_report(workspace, wanted, clock=clock), to, on_page=on_page)


def print_history(
    report: HistoryReport, to: Path, *, on_page: Callable[[int], None] | None = None
) -> WrittenHistory:
    """Write what was read before as a PDF; this needs no workspace.

    Raises:
        FileWriteError: the file can't be written.
    """
    from app.reports.history_report import history_document
    from app.reports.pdf import write_document

    pages = write_document(history_document(report), to, on_page=on_page)
    return WrittenHistory(to, len(report.lines), pages)


def write_history_csv(
    workspace: Workspace, to: Path, wanted: HistoryFilter | None = None
) -> WrittenHistory:
    """Write the lines that fit for a spreadsheet.

    Raises:
        FileWriteError: the file can't be written.
    """
    part = history_part(workspace, wanted, most=ALL)
    write_file(to, history_csv(part.lines))
    return WrittenHistory(to, len(part.lines))


def chain_words(chain: Chain) -> tuple[str, str]:
    """The state of the chain: a sentence, and what it means or what to do."""
    lines = f"{chain.lines:,} line{'' if chain.lines == 1 else 's'}"
    if chain.is_whole:
        return (
            f"The history is whole: {lines}, end {chain.end[:8]}…",
            "Each line carries a check number made from the one before it. All of them fit.",
        )
    what_to_do = (
        "Somebody may have changed this desk’s file with other means than this program, or the "
        "file is damaged. Leave everything as it is, save this as PDF, and tell your IT and your "
        "data protection officer. A copy from before may still be whole."
    )
    if chain.broken_at is not None:
        where = f"line {chain.broken_at:,} of {lines} does not fit the one before it"
        return f"The history was changed: {where}.", what_to_do
    return (f"The history was cut: lines are missing after the last of {lines}.", what_to_do)


def audit_named(workspace: Workspace, name: str, wanted: HistoryFilter) -> HistoryFilter:
    """The filter narrowed to an audit, named by its id or reference.

    Raises:
        NotFoundError: there is no such audit.
    """
    with workspace.work() as work:
        for summary in work.audits.all():
            if name in {summary.id, summary.reference}:
                return replace(wanted, audit_id=summary.id)
    raise NotFoundError("audit", name)


def _fitting(work: Work, wanted: HistoryFilter, most: int) -> tuple[tuple[HistoryEntry, ...], int]:
    events = wanted.events or (GROUPS[wanted.group] if wanted.group else frozenset())
    return work.history.fitting(
        most,
        audit_id=wanted.audit_id,
        agency_id=wanted.agency_id,
        uin=wanted.uin,
        events=events,
        first=wanted.first,
        last=wanted.last,
    )


def _line(entry: HistoryEntry, names: Names) -> HistoryLine:
    return HistoryLine(entry.id, entry.at, words_of(entry, names), audit_words(entry, names))


def _holds(line: HistoryLine, words: list[str]) -> bool:
    said = f"{line.words} {line.audit}".casefold()
    return all(word in said for word in words)


def _narrowed(wanted: HistoryFilter, names: Names) -> tuple[str, ...]:
    """What the lines were narrowed to, in words."""
    said = []
    if wanted.audit_id:
        said.append(f"Audit {names.audit(wanted.audit_id)}")
    if wanted.agency_id:
        said.append(names.agency(wanted.audit_id, wanted.agency_id))
    if wanted.uin:
        case = names.case(wanted.audit_id, wanted.uin)
        said.append(f"{case[:1].upper()}{case[1:]}")
    if wanted.group:
        said.append(GROUP_WORDS[wanted.group])
    if wanted.first:
        said.append(f"from {long_day(wanted.first)}")
    if wanted.last:
        said.append(f"to {long_day(wanted.last)}")
    if wanted.words.strip():
        said.append(f"with “{wanted.words.strip()}”")
    return tuple(said)
