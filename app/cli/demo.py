"""The whole loop on the sample audit, both sides, through the real parts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.cli.partnership import print_tracker
from app.domain.audits import Audit
from app.domain.reporting import ReportKind
from app.errors import FlowError
from app.handover.files import read_file, write_file
from app.reports import write_recovery_sheet
from app.services.analyse_audit import analyse_audit, findings_document
from app.services.answer_case import answer_whole
from app.services.context import Context, WindowRequest
from app.services.define_audit import define_audit
from app.services.export_data import Export, export_data
from app.services.import_returns import Outcome, import_returns
from app.services.issue_packs import IssuedPack, issue_packs
from app.services.open_pack import open_pack
from app.services.record_meeting import record_meeting
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import (
    RecoverySheet,
    new_passphrase,
    set_up_agency_desk,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.services.track_audit import track_audit
from app.services.write_plan import write_plan_calendar
from app.services.write_report import write_report
from app.storage import Workspace
from app.toolfiles import parse_answers

_NOTE = "about-this-demo.txt"
_ABOUT = """This folder was made by the demo command of Partnership Audit.

Its audit is a reconstruction: no real child, agency auditor or return is in it.
Made anew, it replaces what the demo wrote here before.

packs/             one audit pack for each agency
returns/           one sealed return package from each agency
workspace/         the partnership's encrypted workspace
agencies/          each agency's encrypted workspace
passphrase.txt     opens all of these workspaces; a real passphrase is never in a file
recovery-sheet.pdf the partnership's recovery sheet; a real one is printed and not kept
report.pdf         the audit report
findings.json      the findings for other programs
reports/           the other reports, the report for Word, the data as Excel and CSV
"""
_FOLDERS = ("packs", "returns", "workspace", "agencies", "reports")

_ISSUED = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)
_SEALED = datetime(2018, 2, 8, 15, 30, tzinfo=UTC)
_BROUGHT_IN = datetime(2018, 2, 22, 13, 40, tzinfo=UTC)


def run(
    context: Context,
    folder: Path,
    then_open: bool,
    open_window: Callable[[WindowRequest], int],
) -> int:
    """Run the loop into a folder; ``then_open`` shows the partnership's desk on it."""
    _make_room(folder)
    passphrase = new_passphrase()
    write_file(folder / _NOTE, _ABOUT.encode())
    write_file(folder / "passphrase.txt", f"{passphrase}\n".encode())

    partnership, sheet = set_up_partnership_desk(
        folder / "workspace", passphrase=passphrase, clock=lambda: _ISSUED
    )
    with closing(partnership):
        try_recovery_words(partnership, " ".join(sheet.words))
        audit = define_audit(partnership, context.sample / "audit.toml", context.tools).audit
        _print_sheet(folder, audit.body.name, sheet)
        print(f"{audit.title} ({audit.reference})\n{audit.reconstruction}\n")
        packs = issue_packs(partnership, audit.id, folder / "packs", clock=lambda: _ISSUED).packs
        print(f"Issued {len(packs)} packs")
        for pack in packs:
            _fill_in(context, folder, pack, passphrase)
        _bring_in(partnership, folder)
        print_tracker(track_audit(partnership, audit.id, clock=lambda: _BROUGHT_IN))
        recorded = record_meeting(partnership, audit.id, context.sample / "meeting.toml")
        print(
            f"\nThe meeting: {recorded.notes} notes, {recorded.agreed} agreed judgements, "
            f"{recorded.recommendations} recommendations"
        )
        analysed = analyse_audit(partnership, audit.id, clock=lambda: _BROUGHT_IN)
        document = json.dumps(findings_document(analysed), ensure_ascii=False, indent=2)
        write_file(folder / "findings.json", f"{document}\n".encode())
        written = write_report(
            partnership, audit.id, folder / "report.pdf", clock=lambda: _BROUGHT_IN
        )
        print(f"\nFindings in findings.json; report.pdf has {written.pages} pages")
        _write_the_rest(partnership, audit, folder / "reports")
    if then_open:
        return open_window(WindowRequest(folder / "workspace", passphrase))
    return 0


def _make_room(folder: Path) -> None:
    """Replace an earlier demo; touch nothing that the demo did not write."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / _NOTE).exists():
        raise FlowError(
            f"“{folder.name}” has other files in it, so the demo did not write there. "
            "Nothing was changed. Name an empty folder."
        )
    for name in _FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)


def _print_sheet(folder: Path, body: str, sheet: RecoverySheet) -> None:
    write_recovery_sheet(
        body_name=body,
        words=sheet.words,
        identity=sheet.identity,
        fingerprint=sheet.fingerprint,
        made=_ISSUED.date(),
        target=folder / "recovery-sheet.pdf",
    )


def _fill_in(context: Context, folder: Path, pack: IssuedPack, passphrase: str) -> None:
    """One agency: open the pack, answer for each case, seal."""
    agency = set_up_agency_desk(
        folder / "agencies" / pack.agency.id, passphrase=passphrase, clock=lambda: _ISSUED
    )
    with closing(agency):
        audit = open_pack(agency, read_file(pack.path), clock=lambda: _ISSUED).audit
        for case in audit.cases:
            path = context.sample / "returns" / pack.agency.id / f"{case.uin}.json"
            uin, form = parse_answers(read_file(path), path.name)
            answer_whole(agency, audit.id, uin, form)
        sealed = seal_returns(
            agency,
            audit.id,
            [case.uin for case in audit.cases],
            folder / "returns",
            clock=lambda: _SEALED,
        )
    print(f"{pack.agency.name}: {sealed.full} full and {sealed.nil} nil returns sealed")


def _write_the_rest(partnership: Workspace, audit: Audit, to: Path) -> None:
    """The other reports, for Word, as data, and as dates for a calendar."""

    def clock() -> datetime:
        return _BROUGHT_IN

    to.mkdir()
    for name, kind, about in (
        ("one-minute-guide.pdf", ReportKind.GUIDE, ""),
        ("case-summary-A.pdf", ReportKind.CASE, audit.cases[0].uin),
        ("agency-feedback-police.pdf", ReportKind.FEEDBACK, "police"),
        ("action-plan.pdf", ReportKind.PLAN, ""),
        ("tracker.pdf", ReportKind.TRACKER, ""),
    ):
        write_report(partnership, audit.id, to / name, clock=clock, kind=kind, about=about)
    data = (Export.XLSX, Export.CSV, Export.DOCX)
    export_data(partnership, audit.id, to, data, clock=clock)
    write_plan_calendar(partnership, audit.id, to / "action-plan.ics", clock=clock)
    print(f"{len(list(to.iterdir()))} more files in reports: other reports, Word, Excel, CSV")


def _bring_in(partnership: Workspace, folder: Path) -> None:
    files = sorted((folder / "returns").iterdir())
    print()
    for result in import_returns(partnership, files, clock=lambda: _BROUGHT_IN):
        print(f"{result.outcome}: {result.reason}")
        if result.outcome is Outcome.REFUSED:
            raise FlowError(result.reason)
    print()
