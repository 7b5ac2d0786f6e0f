"""The audit tools that a partnership may ask with: its own, and those of the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.domain.set_up import ToolName
from app.domain.tool import AuditTool, Subject
from app.errors import NotFoundError, ToolFileError
from app.storage import Work, Workspace
from app.toolfiles import read_tool

SHIPPED = "Comes with the program"


@dataclass(frozen=True)
class ToolChoice:
    """One version of a tool to choose. ``origin`` says where it is from."""

    name: ToolName
    title: str
    theme: str
    subject: Subject
    questions: int
    origin: str


def shipped_tools(tools: Path) -> tuple[AuditTool, ...]:
    """The tools that came with the program, by title. A file that can't be read is left out."""
    found = []
    for path in sorted(tools.glob("*.toml")):
        try:
            found.append(_read(path, path.stat().st_mtime_ns))
        except (ToolFileError, OSError):
            continue
    return tuple(sorted(found, key=lambda tool: (tool.title, tool.id)))


def tool_named(work: Work, tools: Path, name: ToolName) -> AuditTool | None:
    """A version of a tool: from the library, else of those that came with the program."""
    found = work.library.find(name.id, name.version)
    if found is not None:
        return found
    shipped = (tool for tool in shipped_tools(tools) if ToolName(tool.id, tool.version) == name)
    return next(shipped, None)


def tools_to_choose(workspace: Workspace, tools: Path) -> tuple[ToolChoice, ...]:
    """Every tool, the partnership's own first. Of the library, each tool's latest version."""
    with workspace.work() as work:
        latest: dict[str, tuple[int, str]] = {}
        for line in work.library.all():
            if line.version > latest.get(line.id, (0, ""))[0]:
                latest[line.id] = (line.version, line.origin)
        own = [
            (tool, origin)
            for tool_id, (version, origin) in latest.items()
            if (tool := work.library.find(tool_id, version)) is not None
        ]
    names = {ToolName(tool.id, tool.version) for tool, _ in own}
    mine = [choice_of(tool, origin) for tool, origin in own]
    others = [choice_of(tool, SHIPPED) for tool in shipped_tools(tools)]
    mine.sort(key=lambda choice: choice.title.casefold())
    return (*mine, *(choice for choice in others if choice.name not in names))


def choice_of(tool: AuditTool, origin: str) -> ToolChoice:
    """A tool as something to choose."""
    asked = [question for question in tool.questions.values() if not question.retired]
    name = ToolName(tool.id, tool.version)
    return ToolChoice(name, tool.title, tool.theme, tool.subject, len(asked), origin)


def get_tool(workspace: Workspace, tools: Path, name: ToolName) -> AuditTool:
    """A version of a tool, to look at.

    Raises:
        NotFoundError: it is gone.
    """
    with workspace.work() as work:
        found = tool_named(work, tools, name)
    if found is None:
        raise NotFoundError("audit tool", name.id)
    return found


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> AuditTool:  # noqa: ARG001 - a file that changed is read again
    return read_tool(path)
