"""Print an audit tool as a blank form, before there is an audit that uses it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from app.domain.audits import Agency, Audit, Body
from app.domain.tool import AuditTool
from app.handover.files import write_file
from app.reports import write_form


def print_tool(tool: AuditTool, body: Body, due: date, to: Path) -> Path:
    """Write the form that an agency would get, as a PDF; ``due`` stands on it.

    Raises:
        FileWriteError: the file can't be written.
    """
    nobody = Agency("", "")
    audit = Audit("", "preview", tool.title, body, tool, due, due, (), (nobody,))
    content = io.BytesIO()
    write_form(audit, None, None, content)
    write_file(to, content.getvalue())
    return to
