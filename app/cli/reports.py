"""Commands that write reports, publish them, and list what was published."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.cli.workspaces import open_named
from app.domain.reporting import Published, ReportKind
from app.errors import FlowError
from app.services.before_publication import Severity
from app.services.context import Context
from app.services.define_audit import find_audit
from app.services.publish_report import (
    PUBLISHABLE,
    NotLookedAtError,
    publish_report,
    published,
    version_words,
    write_published,
)
from app.services.write_report import write_report
from app.storage import Desk

KINDS = {
    "audit": ReportKind.AUDIT,
    "guide": ReportKind.GUIDE,
    "case": ReportKind.CASE,
    "feedback": ReportKind.FEEDBACK,
    "plan": ReportKind.PLAN,
    "tracker": ReportKind.TRACKER,
}
_MOST_SHOWN = 20


class AboutWhomError(FlowError):
    """A report about one case or agency was asked for without saying which."""

    def __init__(self, kind: ReportKind) -> None:
        which = "case: --about UIN" if kind is ReportKind.CASE else "agency: --about AGENCY"
        super().__init__(
            f"The {kind.value} is about one {which}. Nothing was written. Say which one."
        )


def report(
    context: Context,
    audit: str,
    to: Path,
    kind: str = "audit",
    about: str = "",
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Write a report as PDF."""
    which = _kind(kind, about)
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        written = write_report(desk, audit, to, clock=context.clock, kind=which, about=about)
    pages = "1 page" if written.pages == 1 else f"{written.pages} pages"
    print(f"{written.path.name}: {pages}")
    return 0


def publish(
    context: Context,
    audit: str,
    to: Path,
    by: str,
    kind: str = "audit",
    about: str = "",
    reason: str = "",
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Publish a report and write it. What stops it is listed; then the exit code is 1."""
    which = _kind(kind, about)
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        try:
            kept, _ = publish_report(
                desk, audit, which, about, by=by, reason=reason, clock=context.clock
            )
        except NotLookedAtError as error:
            _print_points(error)
            raise
        write_published(desk, kept.number, to)
        print(f"{to.name}: {_line(kept)}")
    return 0


def list_published(
    context: Context,
    audit: str,
    number: int | None = None,
    to: Path | None = None,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """List what was published of an audit, or write one version again."""
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        if number is not None and to is not None:
            print(write_published(desk, number, to).name)
            return 0
        found = published(desk, audit, clock=context.clock)
        name = find_audit(desk, audit).title
    if not found:
        print(f"Nothing has been published of “{name}” yet.")
    for version in found:
        print(f"{version.published.number}: {_line(version.published)}")
        for more in (version.published.note, version.changed_since):
            if more:
                print(f"   {more}")
    return 0


def add_commands(
    add: Callable[[str, str, Callable[..., int]], argparse.ArgumentParser],
    add_workspace: Callable[[argparse.ArgumentParser], None],
) -> None:
    """The three commands and what they take."""
    command = add("report", "a report of an audit as PDF", report)
    command.add_argument("audit", metavar="AUDIT")
    _add_kind(command, tuple(KINDS))
    command.add_argument("--to", type=Path, required=True, metavar="FILE.pdf")
    add_workspace(command)

    command = add("publish", "publish a report: it is frozen as it goes out", publish)
    command.add_argument("audit", metavar="AUDIT")
    _add_kind(command, tuple(name for name, kind in KINDS.items() if kind in PUBLISHABLE))
    command.add_argument("--by", required=True, metavar="NAME", help="who publishes it")
    command.add_argument(
        "--reason",
        default="",
        metavar="TEXT",
        help="why what may identify somebody may stay; it is kept with the version",
    )
    command.add_argument("--to", type=Path, required=True, metavar="FILE.pdf")
    add_workspace(command)

    command = add("published", "what was published of an audit", list_published)
    command.add_argument("audit", metavar="AUDIT")
    command.add_argument("--number", type=int, metavar="N", help="write this version again")
    command.add_argument("--to", type=Path, metavar="FILE.pdf", help="where it is written to")
    add_workspace(command)


def _add_kind(command: argparse.ArgumentParser, names: tuple[str, ...]) -> None:
    command.add_argument("--kind", choices=names, default="audit", help="which report")
    command.add_argument(
        "--about",
        default="",
        metavar="UIN|AGENCY",
        help="the case of a case summary, or the agency that gets feedback",
    )


def _kind(name: str, about: str) -> ReportKind:
    kind = KINDS[name]
    if kind in {ReportKind.CASE, ReportKind.FEEDBACK} and not about:
        raise AboutWhomError(kind)
    return kind


def _line(found: Published) -> str:
    about = f", {found.about}" if found.about else ""
    return f"{found.kind.value}{about}, {version_words(found)}, by {found.by}"


def _print_points(error: NotLookedAtError) -> None:
    stops = error.checked.of(Severity.STOPS)
    for point in stops[:_MOST_SHOWN]:
        print(f"- {point.sentence}")
    if len(stops) > _MOST_SHOWN:
        print(f"- and {len(stops) - _MOST_SHOWN} more")
