"""Commands on what was changed at a desk, and on what was destroyed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.cli.workspaces import open_named
from app.reports.history_report import when
from app.services.context import Context
from app.services.destroy_audit import destroy_audit, write_certificate
from app.services.read_history import (
    ALL,
    HistoryFilter,
    audit_named,
    chain_of,
    chain_words,
    history_part,
    write_history_csv,
    write_history_pdf,
)
from app.storage import Desk, Workspace

_SHOWN = 50


def history(
    context: Context,
    audit: str = "",
    verify: bool = False,
    csv: Path | None = None,
    pdf: Path | None = None,
    every: bool = False,
    agency_desk: bool = False,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Print the newest lines of the history, or all; with ``verify``, whether it is whole."""
    desk = Desk.AGENCY if agency_desk else Desk.PARTNERSHIP
    with closing(open_named(context, workspace, passphrase_file, desk)) as opened:
        if verify:
            return _verify(opened)
        wanted = audit_named(opened, audit, HistoryFilter()) if audit else HistoryFilter()
        if csv is not None:
            written = write_history_csv(opened, csv, wanted)
            print(f"{written.path.name}: {written.lines} lines")
        if pdf is not None:
            written = write_history_pdf(opened, pdf, wanted, clock=context.clock)
            print(f"{written.path.name}: {written.lines} lines, {written.pages} pages")
        if csv is not None or pdf is not None:
            return 0
        part = history_part(opened, wanted, most=ALL if every else _SHOWN)
    for line in part.lines:
        about = f"  ({line.audit})" if line.audit else ""
        print(f"{line.number:>7}  {when(line.at)}  {line.words}{about}")
    if not part.is_all:
        print(f"{len(part.lines)} of {part.count} lines; --all prints every one")
    return 0


def _verify(desk: Workspace) -> int:
    chain = chain_of(desk)
    sentence, text = chain_words(chain)
    print(sentence)
    print(f"End of the chain: {chain.end}" if chain.is_whole else text)
    return 0 if chain.is_whole else 1


def destroy(
    context: Context,
    audit: str,
    typed: str,
    by: str,
    certificate: Path,
    reason: str = "",
    published: bool = False,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Destroy what an audit holds about children, and write the certificate."""
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        destroyed = destroy_audit(
            desk,
            audit,
            typed=typed,
            by=by,
            reason=reason,
            published=published,
            clock=context.clock,
        )
        write_certificate(desk, audit, certificate)
    gone = destroyed.certificate.gone
    print(f"{gone.cases} cases, {gone.returns} returns, {gone.answers} answers destroyed")
    print(certificate.name)
    return 0


def certificate(
    context: Context,
    audit: str,
    to: Path,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Write the certificate of an audit that was destroyed once more."""
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        print(write_certificate(desk, audit, to).name)
    return 0


def add_commands(
    add: Callable[[str, str, Callable[..., int]], argparse.ArgumentParser],
    add_workspace: Callable[[argparse.ArgumentParser], None],
) -> None:
    """The commands and what they take."""
    command = add("history", "what was changed at a desk, and whether it is whole", history)
    command.add_argument("--audit", default="", metavar="AUDIT", help="only this audit")
    command.add_argument("--verify", action="store_true", help="only say whether it is whole")
    command.add_argument("--csv", type=Path, metavar="FILE", help="write it for a spreadsheet")
    command.add_argument("--pdf", type=Path, metavar="FILE", help="write it as a PDF")
    command.add_argument("--all", action="store_true", dest="every", help="every line")
    command.add_argument(
        "--agency", action="store_true", dest="agency_desk", help="of the agency's desk"
    )
    add_workspace(command)

    command = add("destroy", "destroy what an audit holds about children", destroy)
    command.add_argument("audit", metavar="AUDIT")
    command.add_argument(
        "--typed", required=True, metavar="REFERENCE", help="its reference again, to confirm"
    )
    command.add_argument("--by", required=True, metavar="NAME", help="who destroys it")
    command.add_argument("--reason", default="", metavar="TEXT", help="why")
    command.add_argument(
        "--published", action="store_true", help="its published reports are destroyed too"
    )
    command.add_argument("--certificate", type=Path, required=True, metavar="FILE.pdf")
    add_workspace(command)

    command = add("certificate", "write the certificate of a destroyed audit again", certificate)
    command.add_argument("audit", metavar="AUDIT")
    command.add_argument("--to", type=Path, required=True, metavar="FILE.pdf")
    add_workspace(command)
