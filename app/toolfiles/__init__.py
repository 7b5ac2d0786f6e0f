"""Files that people and other programs write, to and from the domain.

Audit tools and audit definitions are TOML, answers files are JSON. Every fault in one is a
``ToolFileError`` that names the file, the place and what was expected there.
"""

from app.toolfiles.answers import (
    answers_schema,
    answers_to_json,
    check_answers,
    misfits,
    parse_answers,
)
from app.toolfiles.definition import read_definition
from app.toolfiles.exchange import read_tool_file, tool_file_bytes
from app.toolfiles.meeting_file import MeetingFile, read_meeting
from app.toolfiles.tool import (
    parse_tool,
    read_tool,
    tool_from_json,
    tool_schema,
    tool_to_json,
    write_tool,
)
from app.toolfiles.xlsform_columns import NotCarried
from app.toolfiles.xlsform_reading import ReadXlsForm, read_xlsform
from app.toolfiles.xlsform_writing import write_xlsform

__all__ = [
    "MeetingFile",
    "NotCarried",
    "ReadXlsForm",
    "answers_schema",
    "answers_to_json",
    "check_answers",
    "misfits",
    "parse_answers",
    "parse_tool",
    "read_definition",
    "read_meeting",
    "read_tool",
    "read_tool_file",
    "read_xlsform",
    "tool_file_bytes",
    "tool_from_json",
    "tool_schema",
    "tool_to_json",
    "write_tool",
    "write_xlsform",
]
