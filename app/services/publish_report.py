"""Publish a report: it is frozen as it goes out, with its hash and the data it was made from."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.audits import Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.days import long_day
from app.domain.reporting import Published, ReportKind
from app.errors import FlowError
from app.handover.files import write_file
from app.reports import AuditReport, write_document
from app.reports.kinds import document_of
from app.services.before_publication import Checked, check_report
from app.services.make_report import report_name
from app.services.officer import remember_officer
from app.services.published_data import canonical, data_of, digest_of, what_changed
from app.services.report_content import report_content
from app.services.scan_audit import Progress
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Work, Workspace

PUBLISHABLE = tuple(kind for kind in ReportKind if kind is not ReportKind.TRACKER)
"""The tracker is for the officer alone, and true for a day."""


class NotPublishableError(FlowError):
    """A report was to be published that nobody outside reads."""

    sentence = (
        "The tracker says where the returns stand today, so it is not published. "
        "Nothing was changed. Write or print it instead."
    )


class WhoPublishesError(FlowError):
    """Nobody said who publishes."""

    sentence = (
        "Nobody said who publishes this report, so it was not published. "
        "Give a name or a role: it is kept with the version."
    )


class NotLookedAtError(FlowError):
    """There are words that may identify somebody, and no reason why they may stay."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        super().__init__(
            f"Before this report can go out there is something to look at: {checked.words}. "
            "Nothing was published. Mend what should not be read by everybody, or say why it may "
            "stay: the reason is kept with the version."
        )


class NotLookedThroughError(FlowError):
    """The look for identifying words was stopped before its end."""

    sentence = (
        "The look for words that may identify somebody was stopped, so nothing was published. "
        "Start it again when there is time to let it finish."
    )


class DamagedVersionError(FlowError):
    """A published version is not any more what was published."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Published version no. {number} in this workspace is damaged: it is not what was "
            "published, so it was not written. Nothing else was changed. "
            "Take it from a backup, or from where it was published."
        )


@dataclass(frozen=True)
class Version:
    """A version that went out, and whether what it was made from is otherwise today.

    ``changed_since`` is a sentence, empty where nothing is.
    """

    published: Published
    changed_since: str = ""


def publish_report(
    workspace: Workspace,
    audit_name: str,
    kind: ReportKind = ReportKind.AUDIT,
    about: str = "",
    *,
    by: str,
    clock: Clock,
    reason: str = "",
    progress: Progress | None = None,
    on_page: Callable[[int], None] | None = None,
) -> tuple[Published, Changes]:
    """Make a report without its draft mark and keep it as it goes out.

    ``reason`` says why what stops may stay; it is kept with what was passed over. ``progress`` is
    told of the returns that are looked through and may stop it, ``on_page`` of the pages; either
    may leave by raising.

    Raises:
        NotFoundError: there is no such audit, case or agency.
        NotPublishableError: it is a report that is not published.
        WhoPublishesError: nobody said who publishes it.
        NotLookedThroughError: ``progress`` stopped the look through the returns.
        NotLookedAtError: something stops it, and no reason was given.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    if kind not in PUBLISHABLE:
        raise NotPublishableError
    if not by.strip():
        raise WhoPublishesError
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        report_name(audit, kind, about)
        report = report_content(work, audit, clock, draft=False)
        version = _next_version(work, audit, kind, about)
    report = replace(report, version=version)
    checked = check_report(report, kind, about, progress=progress)
    if not checked.whole:
        raise NotLookedThroughError
    if checked.stops and not reason.strip():
        raise NotLookedAtError(checked)
    content = _pdf(report, kind, about, on_page)
    data = canonical(data_of(report, kind, about))
    wanted = Published(
        number=0,
        audit_id=audit.id,
        kind=kind,
        about=about,
        version=version,
        at=report.made,
        by=by.strip(),
        note=_note(checked, reason),
        digest=digest_of(content),
        data_digest=digest_of(data.encode()),
    )
    with workspace.work() as work:
        kept = work.reports.publish(wanted, content, data)
        remember_officer(work, by)
        work.commit()
    return kept, changed(Topic.REPORTS, Topic.SETTINGS, audit_id=audit.id)


def published(workspace: Workspace, audit_name: str, *, clock: Clock) -> tuple[Version, ...]:
    """What was published of an audit, the latest first, with what has changed since.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        versions = work.reports.published(audit.id)
        if not versions:
            return ()
        report = report_content(work, audit, clock)
        now = {
            (kind, about): data_of(report, kind, about)
            for kind, about in {(each.kind, each.about) for each in versions}
        }
        return tuple(
            Version(each, _changed_since(work, each, now[each.kind, each.about]))
            for each in versions
        )


def write_published(workspace: Workspace, number: int, to: Path) -> Path:
    """Write a version exactly as it was published.

    Raises:
        NotFoundError: nothing of that number was published.
        DamagedVersionError: it is not any more what was published.
        FileWriteError: the file can't be written.
    """
    write_file(to, published_content(workspace, number))
    return to


def published_content(workspace: Workspace, number: int) -> bytes:
    """The PDF of a version, exactly as it was published.

    Raises:
        NotFoundError: nothing of that number was published.
        DamagedVersionError: it is not any more what was published.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        content, _ = work.reports.content(number)
        known = next(
            each
            for summary in work.audits.all()
            for each in work.reports.published(summary.id)
            if each.number == number
        )
    if digest_of(content) != known.digest:
        raise DamagedVersionError(number)
    return content


def version_words(found: Published) -> str:
    """How a version is called: "Version 2 of 3 March 2026"."""
    return f"Version {found.version} of {long_day(found.at.date())}"


def _changed_since(work: Work, each: Published, now: Mapping[str, Any]) -> str:
    if digest_of(canonical(now).encode()) == each.data_digest:
        return ""
    # The content is large: it is read only where there is something to say.
    return what_changed(work.reports.content(each.number)[1], now)


def _next_version(work: Work, audit: Audit, kind: ReportKind, about: str) -> int:
    before = [
        each.version
        for each in work.reports.published(audit.id)
        if each.kind is kind and each.about == about
    ]
    return max(before, default=0) + 1


def _pdf(
    report: AuditReport, kind: ReportKind, about: str, on_page: Callable[[int], None] | None
) -> bytes:
    content = io.BytesIO()
    write_document(document_of(report, kind, about), content, on_page=on_page)
    return content.getvalue()


def _note(checked: Checked, reason: str) -> str:
    """What was passed over, and why, for the record."""
    why = reason.strip()
    if why and why[-1].isalnum():
        why += "."
    over = f"Passed over: {checked.words}." if checked.points else ""
    return " ".join(each for each in (why, over) if each)
