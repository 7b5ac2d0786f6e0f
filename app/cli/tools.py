"""Commands on audit tool files and answers files."""

from __future__ import annotations

import json
from pathlib import Path

from app.domain.tool_checks import check_tool
from app.domain.tool_compare import compare_tools
from app.handover.files import write_file
from app.services.context import Context
from app.toolfiles import answers_schema, read_tool_file, tool_file_bytes, tool_schema


def check(context: Context, file: Path, export: Path | None = None) -> int:  # noqa: ARG001
    """Read an audit tool file; what is wrong is said as an error, what is doubtful as a list."""
    read = read_tool_file(file)
    tool = read.tool
    written = tool_file_bytes(tool, export.name) if export else b""
    warnings = check_tool(tool)
    print(
        f"{file.name}: “{tool.title}”, version {tool.version}: {len(tool.sections)} sections, "
        f"{len(tool.questions)} questions, {len(tool.judgements)} judgements."
        f"{'' if warnings or read.not_carried else ' Nothing is wrong.'}"
    )
    for one in read.not_carried:
        print(f"Not carried over: {one.place}: {one.what}. {one.why}.")
    for warning in warnings:
        print(f"Look again: {warning.sentence}")
    if export:
        write_file(export, written)
        print(f"Written: {export}")
    return 0


def compare(context: Context, old: Path, new: Path) -> int:  # noqa: ARG001
    """What changed between two versions of an audit tool, a line for each change."""
    changes = compare_tools(read_tool_file(old).tool, read_tool_file(new).tool)
    for change in changes:
        print(f"{change.sentence}.")
        for sign, text in (("-", change.before), ("+", change.after)):
            for line in text.splitlines():
                print(f"    {sign} {line}")
    if not changes:
        print("Nothing changed.")
    return 0


def tool_schema_command(context: Context) -> int:  # noqa: ARG001
    """Print the JSON Schema of audit tools."""
    print(json.dumps(tool_schema(), ensure_ascii=False, indent=2))
    return 0


def answers_schema_command(context: Context) -> int:  # noqa: ARG001
    """Print the JSON Schema of answers files."""
    print(json.dumps(answers_schema(), ensure_ascii=False, indent=2))
    return 0
