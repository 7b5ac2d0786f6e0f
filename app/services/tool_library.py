"""The partnership's library of audit tools: copy, begin, keep, compare, bring in, write out.

A version that an audit uses is frozen: what is changed of it becomes the next version.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.set_up import ToolName
from app.domain.tool import AuditTool, Question, Section, Subject
from app.domain.tool_answers import YES_NO
from app.domain.tool_edit import sound
from app.domain.tool_ids import ids_in, tool_id_from
from app.errors import FlowError, NotFoundError
from app.handover.files import write_file
from app.services.choose_tool import SHIPPED, get_tool, shipped_tools
from app.services.set_up_desk import require_desk
from app.storage import Desk, LibraryTool, Work, Workspace
from app.toolfiles import NotCarried, read_tool_file, tool_file_bytes
from app.toolfiles.exchange import TOML, XLSFORM

_KNOWN = frozenset({TOML, XLSFORM, ".xls", ".xlsm", ".xltx", ".ods", ".csv"})
_BEGUN = "Begun here"


@dataclass(frozen=True)
class OnShelf:
    """A version of a tool in the library, or one that came with the program."""

    name: ToolName
    title: str
    theme: str
    questions: int
    origin: str
    audits: tuple[str, ...] = ()
    at: datetime | None = None
    shipped: bool = False

    @property
    def is_frozen(self) -> bool:
        """Whether it is read only: an audit uses it, or it is the program's."""
        return self.shipped or bool(self.audits)


@dataclass(frozen=True)
class OpenTool:
    """A tool to look at or to change. ``taken`` are the ids that it, or another version, uses;
    ``asked`` those of the versions before it: what has one was asked once, and is only retired.
    ``under_way`` is a later version that may still be changed, ``before`` the one before it; 0
    where there is none.
    """

    tool: AuditTool
    shelf: OnShelf
    taken: frozenset[str]
    asked: frozenset[str]
    next_version: int
    under_way: int = 0
    before: int = 0


@dataclass(frozen=True)
class KeptTool:
    """A tool that is now in the library. ``new_version`` where the one before it is frozen."""

    tool: AuditTool
    new_version: bool
    changes: Changes


@dataclass(frozen=True)
class BroughtIn:
    """A tool that was brought in from a file, and what of the file it can't hold."""

    tool: AuditTool
    file_name: str
    was_here: bool
    not_carried: tuple[NotCarried, ...]
    changes: Changes


class ToolInUseError(FlowError):
    """A tool was to be dropped that something asks with."""

    def __init__(self, title: str, users: tuple[str, ...]) -> None:
        names = ", ".join(users)
        super().__init__(
            f"“{title}” stays in the library: {names} {'asks' if len(users) == 1 else 'ask'} "
            "with it. Nothing was changed."
        )


class NotAToolFileError(FlowError):
    """A file was chosen that is no audit tool by its name."""

    sentence = (
        "This is not a file that an audit tool can be read from. Nothing was brought in from it. "
        "Choose one that ends in .xlsx (a spreadsheet form) or .toml (an audit tool)."
    )


def library_of(workspace: Workspace, tools: Path) -> tuple[OnShelf, ...]:
    """Every tool: the partnership's own by title, latest version first, then the program's."""
    with workspace.work() as work:
        lines = work.library.all()
        own = tuple(_on_shelf(work, line) for line in lines)
        shipped = tuple(_as_shipped(work, tool) for tool in shipped_tools(tools))
    names = {each.name for each in own}
    return (*own, *(each for each in shipped if each.name not in names))


def open_tool(workspace: Workspace, tools: Path, name: ToolName) -> OpenTool:
    """A version of a tool, with what is known of its other versions.

    Raises:
        NotFoundError: it is gone.
    """
    with workspace.work() as work:
        versions = [line for line in work.library.all() if line.id == name.id]
        line = next((each for each in versions if each.version == name.version), None)
        found = {each.version: work.library.find(name.id, each.version) for each in versions}
        tool = found.get(name.version)
        if line is not None and tool is not None:
            shelf = _on_shelf(work, line)
        else:
            tool = get_tool(workspace, tools, name)
            shelf = _as_shipped(work, tool)
    taken = frozenset[str]().union(*(ids_in(each) for each in found.values() if each), ids_in(tool))
    earlier = [each for version, each in found.items() if each and version < name.version]
    asked = frozenset[str]().union(*(ids_in(each) for each in earlier))
    latest = max((each.version for each in versions), default=name.version)
    later = (each.version for each in versions if each.version > name.version and not each.audits)
    before = max((each.version for each in earlier), default=0)
    return OpenTool(tool, shelf, taken, asked, latest + 1, max(later, default=0), before)


def begin_tool(workspace: Workspace, tools: Path, title: str, theme: str) -> KeptTool:
    """Begin a tool with one question to be reworded.

    Raises:
        EditRefusedError: the title or the theme is missing.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    question = Question("Q1", "Write the first question here.", scale=YES_NO.id)
    section = Section("section_1", "First section", questions=(question,))
    with workspace.work() as work:
        own = tool_id_from(title, _tool_ids(work, tools))
        tool = AuditTool(own, 1, title, theme, Subject.CHILD, (YES_NO,), (section,))
        return _kept(work, sound(tool), _BEGUN)


def copy_tool(workspace: Workspace, tools: Path, name: ToolName, title: str) -> KeptTool:
    """Copy a tool under another title. The copy's ids are the same, so that both can be compared.

    Raises:
        NotFoundError: there is no such tool.
        EditRefusedError: the title is missing.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    copied = get_tool(workspace, tools, name)
    with workspace.work() as work:
        own = tool_id_from(title, _tool_ids(work, tools))
        tool = sound(replace(copied, id=own, version=1, title=title))
        return _kept(work, tool, f"Copy of {copied.title}, version {copied.version}")


def change_as_version(workspace: Workspace, tools: Path, name: ToolName) -> KeptTool:
    """Make the next version of a tool that is frozen, the same as it to begin with.

    Raises:
        NotFoundError: there is no such tool.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    before = get_tool(workspace, tools, name)
    with workspace.work() as work:
        tool = replace(before, version=_next_version(work, before))
        return _kept(work, tool, f"From version {before.version}", new_version=True)


def keep_tool(workspace: Workspace, tool: AuditTool) -> KeptTool:
    """Keep a tool as it was changed: in place of itself, or as the next version if it is frozen.

    Raises:
        EditRefusedError: it is no audit tool.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        frozen = bool(work.library.users(tool.id, tool.version))
        lines = [each for each in work.library.all() if each.id == tool.id]
        origin = next((each.origin for each in lines if each.version == tool.version), _BEGUN)
        if frozen:
            origin = f"From version {tool.version}"
            tool = replace(tool, version=_next_version(work, tool))
        return _kept(work, sound(tool), origin, new_version=frozen)


def drop_tool(workspace: Workspace, name: ToolName) -> Changes:
    """Take a version that nothing uses out of the library.

    Raises:
        NotFoundError: it is not in the library.
        ToolInUseError: an audit, or one that is being set up, asks with it.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        tool = work.library.find(name.id, name.version)
        if tool is None:
            raise NotFoundError("audit tool", name.id)
        users = (*work.library.users(name.id, name.version), *_set_ups_with(work, name))
        if users:
            raise ToolInUseError(tool.title, users)
        work.library.drop(name.id, name.version)
        work.commit()
    return changed(Topic.TOOLS)


def bring_in_tool(workspace: Workspace, path: Path) -> BroughtIn:
    """Bring a tool in from a file. Another tool of the same id and version is not replaced: what
    is brought in becomes the next version.

    Raises:
        NotAToolFileError: the file is of neither kind.
        ToolFileError: the file says something that can't be understood.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    if path.suffix.casefold() not in _KNOWN:
        raise NotAToolFileError
    read = read_tool_file(path)
    tool, not_carried = read.tool, read.not_carried
    with workspace.work() as work:
        same = [line for line in work.library.all() if line.id == tool.id]
        for line in same:
            here = work.library.find(line.id, line.version)
            if here is not None and replace(tool, version=here.version) == here:
                return BroughtIn(here, path.name, True, not_carried, NO_CHANGES)
        if any(line.version == tool.version for line in same):
            tool = replace(tool, version=_next_version(work, tool))
        kept = _kept(work, tool, path.name)
    return BroughtIn(kept.tool, path.name, False, not_carried, kept.changes)


def write_out_tool(workspace: Workspace, tools: Path, name: ToolName, to: Path) -> Path:
    """Write a tool as a file: an XLSForm where the name ends in .xlsx, TOML where in .toml.

    Raises:
        NotFoundError: there is no such tool.
        ToolFileError: the name ends otherwise.
        FileWriteError: the file can't be written.
    """
    write_file(to, tool_file_bytes(get_tool(workspace, tools, name), to.name))
    return to


def _kept(work: Work, tool: AuditTool, origin: str, *, new_version: bool = False) -> KeptTool:
    work.library.keep(tool, origin)
    work.commit()
    return KeptTool(tool, new_version, changed(Topic.TOOLS))


def _on_shelf(work: Work, line: LibraryTool) -> OnShelf:
    name = ToolName(line.id, line.version)
    tool = work.library.find(line.id, line.version)
    asked = _asked(tool) if tool is not None else 0
    return OnShelf(name, line.title, line.theme, asked, line.origin, line.audits, line.at)


def _as_shipped(work: Work, tool: AuditTool) -> OnShelf:
    name = ToolName(tool.id, tool.version)
    users = work.library.users(tool.id, tool.version)
    return OnShelf(name, tool.title, tool.theme, _asked(tool), SHIPPED, users, shipped=True)


def _asked(tool: AuditTool) -> int:
    return sum(not question.retired for question in tool.questions.values())


def _tool_ids(work: Work, tools: Path) -> set[str]:
    return {line.id for line in work.library.all()} | {tool.id for tool in shipped_tools(tools)}


def _next_version(work: Work, tool: AuditTool) -> int:
    versions = (line.version for line in work.library.all() if line.id == tool.id)
    return max((tool.version, *versions)) + 1


def _set_ups_with(work: Work, name: ToolName) -> tuple[str, ...]:
    """The audits in the making that ask with a version, by title."""
    ids = (summary.id for summary in work.set_ups.all())
    found = (work.set_ups.find(each) for each in ids)
    return tuple(
        each.reference or each.title or "an audit that is being set up"
        for each in found
        if each is not None and each.tool == name
    )
