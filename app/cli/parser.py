"""Which commands there are, and what they take."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from app import __version__
from app.cli import (
    agency,
    copies,
    demo,
    export,
    guide,
    history,
    inspect,
    letters,
    partnership,
    plan,
    policy,
    reports,
    scan,
    selftest,
    tools,
)
from app.cli.workspaces import read_passphrase
from app.handover.files import EXTENSION
from app.services.context import Context, WindowRequest

Command = Callable[[], int]
Add = Callable[[str, str, Callable[..., int]], argparse.ArgumentParser]
"""Adds a command by its name, what it does in words, and what runs."""


def parse(
    arguments: Sequence[str], context: Context, open_window: Callable[[WindowRequest], int]
) -> Command:
    """The command that the arguments ask for, ready to be called.

    Only names of travelling files, as a double click gives them, open the window on these.
    """
    files = tuple(Path(argument) for argument in arguments)
    if files and all(path.suffix == EXTENSION for path in files):
        return partial(open_window, WindowRequest(files=files))
    parser = argparse.ArgumentParser(
        prog="partnership-audit",
        description="Multi-agency audits for safeguarding partnerships. "
        "Without a command, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _add_workspace(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, text: str, run: Callable[..., int]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    command = add("demo", "run the whole loop on the sample audit into a folder", demo.run)
    command.add_argument("folder", type=Path, metavar="DIR")
    command.add_argument("--open", action="store_true", dest="then_open", help="then open it")
    command.set_defaults(open_window=open_window)

    _add_round(add)
    _add_letters(add)
    _add_meeting(add)
    reports.add_commands(add, _add_workspace)
    export.add_command(add, _add_workspace)
    history.add_commands(add, _add_workspace)
    copies.add_commands(add, _add_workspace)

    command = add("guide", "the auditor's user guide as PDF", guide.run)
    command.add_argument("--to", type=Path, required=True, metavar="FILE.pdf")

    _add_tool_commands(commands)

    command = add("scan", "find what may identify somebody in a text file", scan.run)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--format", choices=("json", "text"), default="text", dest="form")
    command.add_argument(
        "--watch-list", type=Path, metavar="FILE", help="what to look for, one entry a line"
    )

    add("policy", "what the organisation presets, from where, and what is wrong in it", policy.run)
    add("selftest", "try every part in a temporary folder", selftest.run)

    given = vars(parser.parse_args(arguments))
    run = given.pop("run", None)
    if run is None:
        return partial(_window, open_window, given)
    known = {name: value for name, value in given.items() if name in _parameters(run)}
    return partial(run, context, **known)


def _add_round(add: Add) -> None:
    command = add("define", "define an audit at the partnership", partnership.define)
    command.add_argument("definition", type=Path, metavar="AUDIT.toml")
    _add_workspace(command)

    command = add("issue", "write a pack for each agency", partnership.issue)
    command.add_argument("audit", metavar="AUDIT")
    command.add_argument("--to", type=Path, required=True, metavar="DIR")
    command.add_argument(
        "--lock-file", type=Path, metavar="FILE", help="lock the packs with the passphrase in FILE"
    )
    _add_workspace(command)

    command = add("inspect", "what a travelling file says of itself without a key", inspect.run)
    command.add_argument("file", type=Path, metavar="FILE")

    command = add("seal", "seal answers at an agency into a return package", agency.seal)
    command.add_argument("pack", type=Path, metavar="PACK")
    command.add_argument("answers", type=Path, nargs="+", metavar="ANSWERS.json")
    command.add_argument("--to", type=Path, required=True, metavar="DIR")
    command.add_argument(
        "--lock-file", type=Path, metavar="FILE", help="the passphrase of a locked pack is in FILE"
    )
    command.add_argument("--armor", action="store_true", help="as text, for strict mail gateways")
    command.add_argument(
        "--let-pass",
        default="",
        metavar="REASON",
        help="what the guard finds identifies nobody, for this reason",
    )
    _add_workspace(command)

    command = add(
        "import", "bring return packages in, also from folders and e-mails", partnership.bring_in
    )
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command.add_argument(
        "--preview", action="store_true", help="only say what each file is and would change"
    )
    command.add_argument("--json", action="store_true", dest="as_json")
    command.add_argument(
        "--accept-new-keys",
        action="store_true",
        help="agencies whose key has changed were telephoned",
    )
    _add_workspace(command)

    command = add("track", "which returns are in, missing or late", partnership.track)
    command.add_argument("audit", metavar="AUDIT")
    _add_workspace(command)


def _add_letters(add: Add) -> None:
    command = add("ask", "write a query to an agency about one of its returns", letters.ask)
    for name in ("audit", "agency", "uin"):
        command.add_argument(name, metavar=name.upper())
    command.add_argument(
        "--at",
        action="append",
        dest="points",
        metavar="QUESTION=TEXT",
        help="what is asked at which question; as often as needed",
    )
    command.add_argument("--text", default="", help="what is asked about the return as a whole")
    command.add_argument("--by", default="", dest="asked_by", metavar="NAME", help="who asks")
    command.add_argument("--to", type=Path, required=True, metavar="DIR")
    _add_workspace(command)

    command = add("receipt", "write an agency what has arrived from it", letters.receipt)
    for name in ("audit", "agency"):
        command.add_argument(name, metavar=name.upper())
    command.add_argument("--to", type=Path, required=True, metavar="DIR")
    _add_workspace(command)


def _add_meeting(add: Add) -> None:
    command = add(
        "recommendations", "what is recommended, and what is overdue", plan.recommendations
    )
    command.add_argument("audit", metavar="AUDIT")
    command.add_argument("--overdue", action="store_true", help="those of all audits that are late")
    command.add_argument(
        "--ics", type=Path, metavar="FILE.ics", help="write the dates as a calendar"
    )
    command.add_argument("--xlsx", type=Path, metavar="FILE.xlsx", help="write it as a spreadsheet")
    _add_workspace(command)

    command = add("record", "bring the notes of a meeting in from a file", partnership.record)
    command.add_argument("audit", metavar="AUDIT")
    command.add_argument("file", type=Path, metavar="FILE.toml")
    _add_workspace(command)

    command = add("findings", "shares and judgements", partnership.findings)
    command.add_argument("audit", metavar="AUDIT")
    command.add_argument("--format", choices=("json", "csv"), default="json", dest="form")
    _add_workspace(command)


def _add_tool_commands(commands: Any) -> None:
    tool = commands.add_parser("tool", help="audit tool files").add_subparsers(
        required=True, metavar="check|compare|schema"
    )
    check = tool.add_parser("check", help="read an audit tool file and say what is wrong with it")
    check.add_argument("file", type=Path, metavar="FILE.toml|FILE.xlsx")
    check.add_argument(
        "--export",
        type=Path,
        metavar="FILE.toml|FILE.xlsx",
        help="write it as TOML, or as an XLSForm that Excel, ODK and Kobo read",
    )
    check.set_defaults(run=tools.check)
    compare = tool.add_parser("compare", help="what changed between two versions of an audit tool")
    compare.add_argument("old", type=Path, metavar="OLD")
    compare.add_argument("new", type=Path, metavar="NEW")
    compare.set_defaults(run=tools.compare)
    tool.add_parser("schema", help="the JSON Schema of audit tools").set_defaults(
        run=tools.tool_schema_command
    )
    answers = commands.add_parser("answers", help="answers files").add_subparsers(
        required=True, metavar="schema"
    )
    answers.add_parser("schema", help="the JSON Schema of answers files").set_defaults(
        run=tools.answers_schema_command
    )


def _add_workspace(parser: argparse.ArgumentParser) -> None:
    # SUPPRESS keeps a command's unset option from hiding the one given before the command.
    parser.add_argument("--workspace", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", default=argparse.SUPPRESS)


def _window(open_window: Callable[[WindowRequest], int], given: dict[str, Any]) -> int:
    passphrase_file: Path | None = given.get("passphrase_file")
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    return open_window(WindowRequest(given.get("workspace"), passphrase))


def _parameters(function: Callable[..., int]) -> frozenset[str]:
    code = function.__code__
    return frozenset(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
