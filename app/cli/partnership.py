"""Commands of the partnership's desk."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

from app.analysis.tracking import Cell, CellState, Tracker
from app.cli.preview import show_preview
from app.cli.workspaces import folder_of, open_named, read_passphrase
from app.services.analyse_audit import analyse_audit, findings_csv, findings_document
from app.services.context import Context
from app.services.define_audit import define_audit
from app.services.import_returns import Imported, Outcome, import_returns
from app.services.issue_packs import issue_packs
from app.services.look_at_files import look_at_files
from app.services.open_desk import desk_exists
from app.services.record_meeting import record_meeting
from app.services.set_up_desk import set_up_partnership_desk, try_recovery_words
from app.services.track_audit import track_audit
from app.storage import Desk, Workspace


def define(
    context: Context,
    definition: Path,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Define an audit; the first time, make the workspace and print its recovery words."""
    with closing(_open_or_set_up(context, workspace, passphrase_file)) as desk:
        audit = define_audit(desk, definition, context.tools, policy=context.policy).audit
    print(
        f"{audit.reference}: {audit.title}, {len(audit.cases)} cases, "
        f"{len(audit.agencies)} agencies, due {audit.due:%d %B %Y}"
    )
    return 0


def issue(
    context: Context,
    audit: str,
    to: Path,
    lock_file: Path | None = None,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Write a pack for each agency."""
    lock = read_passphrase(lock_file) if lock_file else None
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        issued = issue_packs(desk, audit, to, clock=context.clock, lock=lock, policy=context.policy)
        for pack in issued.packs:
            print(pack.path.name)
    return 0


def bring_in(
    context: Context,
    files: list[Path],
    as_json: bool = False,
    accept_new_keys: bool = False,
    preview: bool = False,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Bring return packages in, or only look at them. Exit code 1 if any file was refused."""
    if preview:
        with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
            return show_preview(look_at_files(desk, files), as_json=as_json)
    results: list[Imported] = []
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        for result in import_returns(
            desk, files, clock=context.clock, accept_new_keys=accept_new_keys
        ):
            results.append(result)
            if not as_json:
                print(f"{result.outcome}: {result.file}: {result.reason}")
    if as_json:
        rows = [
            {
                "file": result.file,
                "outcome": result.outcome.value,
                "reason": result.reason,
                "returns": result.returns,
            }
            for result in results
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    return int(any(result.outcome is Outcome.REFUSED for result in results))


def track(
    context: Context,
    audit: str,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Print the grid of cases and agencies."""
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        print_tracker(track_audit(desk, audit, clock=context.clock))
    return 0


def print_tracker(tracker: Tracker) -> None:
    """Print the grid of cases and agencies as a table."""
    agencies = tracker.audit.agencies
    rows = [["Case", *(agency.name for agency in agencies), "In"]]
    for case in tracker.audit.cases:
        cells = [_cell_text(tracker.cell(case.uin, agency.id)) for agency in agencies]
        rows.append([f"{case.label} {case.uin}", *cells, _of(tracker.in_of_case(case.uin))])
    counts = tracker.returns
    totals = [_of(tracker.in_of_agency(agency.id)) for agency in agencies]
    rows.append(["In", *totals, _of((counts.full + counts.nil, counts.expected))])
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    print(f"{counts.full} full, {counts.nil} nil, {counts.missing} missing")


def record(
    context: Context,
    audit: str,
    file: Path,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Bring the notes of a meeting in from a file."""
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        recorded = record_meeting(desk, audit, file)
    print(
        f"{recorded.notes} notes, {recorded.agreed} agreed judgements, "
        f"{recorded.recommendations} recommendations"
    )
    return 0


def findings(
    context: Context,
    audit: str,
    form: str = "json",
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Print shares and judgements for other programs."""
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        analysed = analyse_audit(desk, audit, clock=context.clock)
    if form == "csv":
        sys.stdout.write(findings_csv(analysed))
    else:
        print(json.dumps(findings_document(analysed), ensure_ascii=False, indent=2))
    return 0


def _open_or_set_up(
    context: Context, workspace: Path | None, passphrase_file: Path | None
) -> Workspace:
    folder = folder_of(context, workspace, Desk.PARTNERSHIP)
    if desk_exists(folder):
        return open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    desk, sheet = set_up_partnership_desk(
        folder,
        passphrase=passphrase,
        keyring=passphrase is None,
        clock=context.clock,
        policy=context.policy,
    )
    try_recovery_words(desk, " ".join(sheet.words))
    print("A new workspace was made. Its recovery words, shown only now; keep them on paper:")
    for start in range(0, len(sheet.words), 6):
        row = enumerate(sheet.words[start : start + 6], start=start + 1)
        print("  " + "  ".join(f"{number:2} {word:<9}" for number, word in row).rstrip())
    return desk


def _cell_text(cell: Cell) -> str:
    if cell.state is CellState.OVERDUE:
        return f"{cell.days_late} {'day' if cell.days_late == 1 else 'days'} late"
    words = cell.stage.value
    return f"{words} rev {cell.revision}" if cell.revision > 1 else words


def _of(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]}"
