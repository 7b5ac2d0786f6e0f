"""Commands on audit tool files and answers files."""

from __future__ import annotations

import json
from pathlib import Path

from app.services.context import Context
from app.toolfiles import answers_schema, read_tool, tool_schema


def check(context: Context, file: Path) -> int:  # noqa: ARG001  every command is given the context
    """Read an audit tool file; what is wrong is said as an error."""
    tool = read_tool(file)
    print(
        f"{file.name}: “{tool.title}”, version {tool.version}: {len(tool.sections)} sections, "
        f"{len(tool.questions)} questions, {len(tool.judgements)} judgements. Nothing is wrong."
    )
    return 0


def tool_schema_command(context: Context) -> int:  # noqa: ARG001
    """Print the JSON Schema of audit tools."""
    print(json.dumps(tool_schema(), ensure_ascii=False, indent=2))
    return 0


def answers_schema_command(context: Context) -> int:  # noqa: ARG001
    """Print the JSON Schema of answers files."""
    print(json.dumps(answers_schema(), ensure_ascii=False, indent=2))
    return 0
