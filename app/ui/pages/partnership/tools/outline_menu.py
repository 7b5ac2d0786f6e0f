"""What can be done with a row of the outline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.tool import AuditTool
from app.domain.tool_edit import retire_question, retire_section, section_of
from app.domain.tool_sound import is_gone
from app.ui.pages.partnership.tools.places import question_at, section_at
from app.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from app.ui.pages.partnership.tools.editor import ToolEditor


def outline_menu(editor: ToolEditor, place: str) -> Menu | None:
    """The menu of a section or a question; None where there is nothing to do."""
    section_id, question_id = section_at(place), question_at(place)
    if editor.bench.read_only or not (section_id or question_id):
        return None
    menu = Menu(editor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.add("Move up", partial(editor.step, place, -1), icon="chevron-up")
    menu.add("Move down", partial(editor.step, place, 1), icon="chevron-down")
    menu.add("Add a question", editor.add_question.click, icon="plus")
    menu.add("Add a section", editor.add_section.click, icon="plus")
    tool = editor.bench.tool
    gone = (
        is_gone(section_of(tool, section_id)) if section_id else tool.questions[question_id].retired
    )

    def edit(tool: AuditTool) -> AuditTool:
        if section_id:
            return retire_section(tool, section_id, retired=not gone)
        return retire_question(tool, question_id, retired=not gone)

    words = "Bring back" if gone else "Retire"
    menu.add(words, partial(editor.change, edit, words.lower()), icon="" if gone else "close")
    return menu
