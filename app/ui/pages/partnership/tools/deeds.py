"""What is done with a tool of the library, from the list of them and from the editor."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.domain.set_up import ToolName
from app.services.choose_tool import get_tool
from app.services.tool_library import (
    BroughtIn,
    KeptTool,
    OnShelf,
    OpenTool,
    begin_tool,
    bring_in_tool,
    change_as_version,
    copy_tool,
    drop_tool,
    library_of,
    open_tool,
    write_out_tool,
)
from app.toolfiles.exchange import TOML, XLSFORM
from app.ui.messages import confirm
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.room import Room
from app.ui.pages.partnership.tools.sheets import CompareSheet, NameSheet, ask, nearest_first

if TYPE_CHECKING:
    from app.ui.pages.partnership.tools.editor import ToolEditor

_OPENS = "Audit tools and spreadsheet forms (*.toml *.xlsx)"
_KINDS = {
    XLSFORM: "Spreadsheet form (XLSForm) (*.xlsx)",
    TOML: "Audit tool (*.toml)",
}


class ToolDeeds(QObject):
    """The deeds of one room; pages open over it."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._tools = room.session.context.tools

    # --- opening ----------------------------------------------------------------------------------

    def open(self, name: ToolName) -> None:
        """Open a tool in the editor."""
        workspace = self._room.session.workspace
        self._room.read(partial(open_tool, workspace, self._tools, name), self._show)

    def _show(self, opened: OpenTool) -> None:
        # Imported here, as the other pages: the desk opens sooner without them.
        from app.ui.pages.partnership.tools.editor import ToolEditor

        editor = ToolEditor(self._room.floor, opened)
        editor.version_asked.connect(partial(self._change_frozen, opened))
        editor.compare_asked.connect(partial(self._compare_with_before, editor))
        self._room.floor.open(editor)

    def _change_frozen(self, opened: OpenTool) -> None:
        if opened.shelf.shipped:
            self.copy(opened.shelf, over=True)
        elif opened.under_way:
            self._open_instead(ToolName(opened.tool.id, opened.under_way))
        else:
            self.change_as_version(opened.shelf.name, over=True)

    def change_as_version(self, name: ToolName, *, over: bool) -> None:
        """Make the next version of a tool that is read only, and open it; ``over`` a page that it
        takes the place of.
        """
        workspace = self._room.session.workspace
        self._write(partial(change_as_version, workspace, self._tools, name), over=over)

    # --- copies and new ones ----------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a tool."""
        sheet = NameSheet(
            self._room.window(),
            "A new audit tool",
            "It begins with one section and one question. To start from a tool that there is, "
            "copy that one instead.",
            "Begin",
            theme=True,
        )
        if ask(sheet):
            workspace = self._room.session.workspace
            title, theme = sheet.name.value().strip(), sheet.theme.value().strip()
            self._write(partial(begin_tool, workspace, self._tools, title, theme))

    def copy(self, shelf: OnShelf, *, over: bool = False) -> None:
        """Copy a tool under another title; ``over`` a page that it takes the place of."""
        sheet = NameSheet(
            self._room.window(),
            f"Copy “{shelf.title}”",
            "The questions keep their numbers, so that the copy can be compared with it.",
            "Copy",
            title=shelf.title if shelf.shipped else f"{shelf.title} (copy)",
        )
        if ask(sheet):
            workspace, title = self._room.session.workspace, sheet.name.value().strip()
            self._write(partial(copy_tool, workspace, self._tools, shelf.name, title), over=over)

    def _write(self, work: partial[KeptTool], *, over: bool = False) -> None:
        def done(kept: KeptTool) -> None:
            if over:
                self._room.floor.back()
            self.open(ToolName(kept.tool.id, kept.tool.version))

        self._room.session.write(work, done, failed=self._room.tell, owner=self)

    # --- comparing --------------------------------------------------------------------------------

    def compare(self, shelf: OnShelf, others: tuple[OnShelf, ...]) -> None:
        """Ask with which tool to compare one, and show what has changed."""
        sheet = CompareSheet(self._room.window(), shelf, nearest_first(shelf, others))
        if ask(sheet):
            self.show_changes(sheet.chosen(), shelf)

    def show_changes(self, old: OnShelf, new: OnShelf) -> None:
        """Show what has changed from one tool to another."""
        from app.ui.pages.partnership.tools.compare_page import ComparePage

        workspace = self._room.session.workspace
        self._room.read(
            lambda: (
                get_tool(workspace, self._tools, old.name),
                get_tool(workspace, self._tools, new.name),
            ),
            lambda both: self._room.floor.open(ComparePage(self._room.floor, *both)),
        )

    def _compare_with_before(self, editor: ToolEditor) -> None:
        """Show what has changed since the version before, as the tool stands in the editor."""
        from app.ui.pages.partnership.tools.compare_page import ComparePage

        floor, workspace = self._room.floor, self._room.session.workspace
        name = ToolName(editor.bench.tool.id, editor.bench.opened.before)
        self._room.read(
            partial(get_tool, workspace, self._tools, name),
            lambda old: floor.open(
                ComparePage(floor, old, editor.bench.tool, back=editor.bench.tool.title)
            ),
        )

    # --- files ------------------------------------------------------------------------------------

    def write_out(self, shelf: OnShelf, ending: str) -> None:
        """Ask where to write a tool as a file, and write it."""
        begin = files_folder(self._room.session.context.policy)
        start = str(begin / f"{shelf.name.id}-{shelf.name.version}{ending}")
        chosen, _filter = QFileDialog.getSaveFileName(
            self._room, "Where to put the file", start, _KINDS[ending]
        )
        if chosen:
            path = Path(chosen)
            known = path.suffix.casefold() in _KINDS
            self.write_to(shelf, path if known else path.with_name(path.name + ending))

    def write_to(self, shelf: OnShelf, path: Path) -> None:
        """Write a tool as a file."""
        workspace = self._room.session.workspace
        self._room.session.work(
            lambda _work: write_out_tool(workspace, self._tools, shelf.name, path),
            done=lambda written: self._room.say(f"“{shelf.title}” is written into {written.name}"),
            failed=self._room.tell,
            owner=self,
        )

    def bring_in(self) -> None:
        """Ask for a file and bring the tool in it into the library."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._room,
            "Bring an audit tool in",
            str(files_folder(self._room.session.context.policy)),
            _OPENS,
        )
        if chosen:
            self.bring_in_from(Path(chosen))

    def bring_in_from(self, path: Path) -> None:
        """Bring a tool in from a file, and tell what became of it."""
        workspace = self._room.session.workspace
        self._room.session.write(
            partial(bring_in_tool, workspace, path),
            self._brought_in,
            failed=self._room.tell,
            owner=self,
        )

    def _brought_in(self, brought: BroughtIn) -> None:
        from app.ui.pages.partnership.tools.brought_in_page import BroughtInPage

        page = BroughtInPage(self._room.floor, brought)
        name = ToolName(brought.tool.id, brought.tool.version)
        page.open_asked.connect(partial(self._open_instead, name))
        self._room.floor.open(page)

    def _open_instead(self, name: ToolName) -> None:
        self._room.floor.back()
        self.open(name)

    # --- dropping ---------------------------------------------------------------------------------

    def drop(self, shelf: OnShelf) -> None:
        """Ask, and take a version out of the library."""
        if confirm(
            self._room.window(),
            f"Remove “{shelf.title}”, version {shelf.name.version}?",
            "No audit asks with it. It can’t be brought back; to keep it, write it into a file "
            "first.",
            action="Remove",
            danger=True,
        ):
            self._room.session.write(
                partial(drop_tool, self._room.session.workspace, shelf.name),
                failed=self._room.tell,
                owner=self,
            )


def look_up(room: Room) -> tuple[OnShelf, ...]:
    """What is in the library now."""
    return library_of(room.session.workspace, room.session.context.tools)
