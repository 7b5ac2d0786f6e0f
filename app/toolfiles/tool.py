"""Audit-tool files: TOML that people write and edit, and the JSON form inside packs.

Keys are the names of the fields of ``app.domain.tool``; the head says ``format = 1``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import msgspec
import tomli_w

from app.domain.tool import AuditTool
from app.toolfiles.checks import tool_faults
from app.toolfiles.reading import FORMAT, json_data, read_bytes, text_of, toml_data
from app.toolfiles.shapes import decode, error_at, plain, strict_schema

_IN_A_PACK = "audit tool"
_WIDTH = 96
_ONE_STRING = re.compile(r'(?P<before>(?:\w+ = |    ))"(?P<text>[^ \t].*)"(?P<after>,?)')
# Where a line may end: after a space that no other space or tab follows, which would be lost.
_BREAK = re.compile(r"(?<= )(?=[^ \t])")


def read_tool(path: Path) -> AuditTool:
    """The audit tool in a TOML file."""
    return parse_tool(text_of(read_bytes(path), path.name), path.name)


def parse_tool(text: str, file_name: str) -> AuditTool:
    """The audit tool in the text of a TOML file. The name is only for what is said of faults."""
    return _tool(toml_data(text, file_name), file_name)


def write_tool(tool: AuditTool) -> str:
    """An audit tool as the text of a TOML file, which reads back as the same tool."""
    return _folded(tomli_w.dumps(_file(tool), multiline_strings=True))


def _folded(toml: str) -> str:
    """The same TOML with its long texts on several lines, each but the last ended by a backslash.

    A text of several lines already is in triple quotation marks, and is left alone.
    """
    lines: list[str] = []
    inside = False
    for line in toml.split("\n"):
        whole = None if inside or len(line) <= _WIDTH else _ONE_STRING.fullmatch(line)
        inside = inside ^ bool(line.count('"""') % 2)
        if whole is None:
            lines.append(line)
            continue
        lines.append(f'{whole["before"]}"""\\')
        *parts, last = _rows(whole["text"])
        lines += [f"{part}\\" for part in parts]
        lines.append(f'{last}"""{whole["after"]}')
    return "\n".join(lines)


def _rows(text: str) -> list[str]:
    rows = [""]
    for word in _BREAK.split(text):
        if rows[-1] and len(rows[-1]) + len(word) > _WIDTH:
            rows.append("")
        rows[-1] += word
    return rows


def tool_from_json(data: bytes) -> AuditTool:
    """The audit tool in its JSON form, under the same checks as a file that people wrote."""
    return _tool(json_data(data, _IN_A_PACK), _IN_A_PACK)


def tool_to_json(tool: AuditTool) -> bytes:
    """The canonical JSON form of an audit tool: the same tool always gives the same bytes."""
    return msgspec.json.encode(_file(tool))


def tool_schema() -> dict[str, Any]:
    """The JSON Schema of audit-tool files, for editors that check while people type."""
    return strict_schema(AuditTool, FORMAT)


def checked(tool: AuditTool, file: str) -> AuditTool:
    """A tool that came by another way than a tool file, under the same checks."""
    return _tool(cast(dict[str, object], plain(tool)), file)


def _tool(data: dict[str, object], file: str) -> AuditTool:
    tool = decode(data, AuditTool, file)
    for fault in tool_faults(tool):
        raise error_at(fault, data, file)
    return tool


def _file(tool: AuditTool) -> dict[str, object]:
    return {"format": FORMAT, **cast(dict[str, object], plain(tool))}
