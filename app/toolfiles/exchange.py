"""Audit tools in files of either kind: TOML, or the spreadsheet standard XLSForm."""

from __future__ import annotations

from pathlib import Path

from app.domain.tool import AuditTool
from app.errors import ToolFileError
from app.toolfiles.reading import quoted
from app.toolfiles.tool import read_tool, write_tool
from app.toolfiles.xlsform_reading import ReadXlsForm, read_xlsform_file
from app.toolfiles.xlsform_writing import write_xlsform

TOML, XLSFORM = ".toml", ".xlsx"
_SHEETS = frozenset((".xls", ".xlsm", ".xltx", ".ods", ".csv"))


def read_tool_file(path: Path) -> ReadXlsForm:
    """The audit tool in a file, and what of it could not be carried over."""
    if path.suffix.lower() == XLSFORM:
        return read_xlsform_file(path)
    if path.suffix.lower() in _SHEETS:
        raise ToolFileError(
            path.name,
            "the file",
            "expected an audit tool (.toml) or an Excel workbook (.xlsx). Open the file in Excel, "
            "choose “Save as” and “Excel workbook (.xlsx)”, and take that file",
        )
    return ReadXlsForm(read_tool(path), ())


def tool_file_bytes(tool: AuditTool, name: str) -> bytes:
    """An audit tool as a file of the kind that its name ends in."""
    suffix = Path(name).suffix.lower()
    if suffix == TOML:
        return write_tool(tool).encode("utf-8")
    if suffix == XLSFORM:
        return write_xlsform(tool)
    expected = f"expected a name that ends in {TOML} or {XLSFORM}; found {quoted(suffix)}"
    raise ToolFileError(Path(name).name, "the name", expected)
