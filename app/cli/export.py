"""The command that exports an audit for other programs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.cli.workspaces import open_named
from app.services.context import Context
from app.services.export_data import Export, export_data
from app.storage import Desk


def export(
    context: Context,
    audit: str,
    to: Path,
    xlsx: bool = False,
    csv: bool = False,
    docx: bool = False,
    as_json: bool = False,
    no_comments: bool = False,
    no_small_numbers: bool = False,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Write an audit's data and report into a folder; without a choice, all kinds of files."""
    asked = {Export.XLSX: xlsx, Export.CSV: csv, Export.DOCX: docx, Export.JSON: as_json}
    kinds = {kind for kind, wanted in asked.items() if wanted} or set(Export)
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        written = export_data(
            desk,
            audit,
            to,
            kinds,
            clock=context.clock,
            comments=not no_comments,
            small=not no_small_numbers,
        )
    for path in written.paths:
        print(path.name)
    return 0


def add_command(
    add: Callable[[str, str, Callable[..., int]], argparse.ArgumentParser],
    add_workspace: Callable[[argparse.ArgumentParser], None],
) -> None:
    """The command and what it takes."""
    command = add("export", "an audit's data and report for Excel, Word and other programs", export)
    command.add_argument("audit", metavar="AUDIT")
    command.add_argument("--to", type=Path, required=True, metavar="DIR")
    command.add_argument("--xlsx", action="store_true", help="a workbook with data and charts")
    command.add_argument("--csv", action="store_true", help="CSV files and what is in them")
    command.add_argument("--docx", action="store_true", help="the audit report for Word")
    command.add_argument("--json", action="store_true", dest="as_json", help="the findings")
    command.add_argument(
        "--no-comments",
        action="store_true",
        help="leave out of the data what the agencies wrote in their own words",
    )
    command.add_argument(
        "--no-small-numbers",
        action="store_true",
        help="leave out of the data what is too small to be published",
    )
    add_workspace(command)
