"""The editor of an audit tool: outline, fields, and the auditor's page as it becomes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Topic
from app.domain.tool import AuditTool
from app.domain.tool_edit import (
    move_question,
    move_section,
    parent_of,
    step_question,
    step_section,
)
from app.services.tool_library import KeptTool, OpenTool
from app.ui.frame import MainWindow
from app.ui.pages.partnership.room import Floor, Room, Slot, flush_left
from app.ui.pages.partnership.tools.checks_form import Found, found_in
from app.ui.pages.partnership.tools.editor_words import frozen_banner, standing_words
from app.ui.pages.partnership.tools.form import ToolForm
from app.ui.pages.partnership.tools.forms import form_at
from app.ui.pages.partnership.tools.new_things import with_new_question, with_new_section
from app.ui.pages.partnership.tools.outline import OutlineView, drop_target, outline_rows
from app.ui.pages.partnership.tools.outline_menu import outline_menu
from app.ui.pages.partnership.tools.panes import Panes, pane_pills
from app.ui.pages.partnership.tools.places import (
    TOOL,
    at_question,
    at_section,
    question_at,
    section_at,
    stands,
)
from app.ui.pages.partnership.tools.preview import Preview
from app.ui.pages.partnership.tools.workbench import Edit, Workbench
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import icon_button, quiet_button
from app.ui.widgets.small import Rule

_CHECK_MS = 200


class ToolEditor(Room):
    """``version_asked`` for the next version of a frozen tool, or for a copy of a shipped one;
    ``compare_asked`` with the version before it.
    """

    concerns: ClassVar = frozenset[Topic]()
    version_asked = Signal()
    compare_asked = Signal()

    def __init__(self, floor: Floor, opened: OpenTool) -> None:
        super().__init__(floor, opened.tool.title, wide=True, gap=0)
        self.bench = Workbench(floor.session, opened)
        self.bench.setParent(self)
        self.place = TOOL
        self.found: tuple[Found, ...] = ()
        self.form: ToolForm | None = None
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._head()
        self._panes()
        self._keys()
        self._again = self._timer(0, self._make_form)
        self._check = self._timer(_CHECK_MS, self._look_through)
        self.bench.changed.connect(self._changed)
        self.bench.saved.connect(self._saved)
        self.bench.failed.connect(lambda sentence: self.say(sentence))
        self._look_through()
        self._make_form()
        self._say_standing()
        self.say(
            "It stays as it is" if self.bench.read_only else "What you change is saved by itself",
            "Alt+Left goes back",
        )

    def _timer(self, delay: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(act)
        return timer

    # --- building ---------------------------------------------------------------------------------

    def _head(self) -> None:
        item = self.body.itemAt(0)
        head = item.layout() if item is not None else None
        assert isinstance(head, QVBoxLayout)  # noqa: S101 - the room's own head
        head.setContentsMargins(40, Space.L, 40, Space.L)
        bar = QHBoxLayout()
        bar.setSpacing(Space.XS)
        self.back = quiet_button("Audit tools", icon="back")
        self.back.setToolTip("Alt+Left")
        self.back.clicked.connect(self.floor.back)
        flush_left(self.back)
        self.pills = pane_pills()
        self.undo = icon_button("Undo", "undo")
        self.undo.clicked.connect(self.take_back)
        self.redo = icon_button("Redo", "redo")
        self.redo.clicked.connect(self.do_again)
        self.compare = quiet_button(f"What has changed since version {self.bench.opened.before}")
        self.compare.clicked.connect(self.compare_asked)
        for widget in (self.back, self.compare, self.pills, self.undo, self.redo):
            bar.addWidget(widget)
        bar.insertStretch(1, 1)
        head.insertLayout(0, bar)
        self.notice = Slot(gap=0)
        self.notice.setContentsMargins(40, 0, 40, Space.L)
        self.add(self.notice)
        if self.bench.read_only:
            banner = frozen_banner(self.bench.opened)
            banner.acted.connect(self.version_asked)
            self.notice.put(banner)
            self.undo.hide()
            self.redo.hide()
        self.add(Rule())

    def _panes(self) -> None:
        self.outline = OutlineView()
        self.outline.chosen.connect(self.go)
        self.outline.entered.connect(lambda place: self.go(place, into=True))
        self.outline.stepped.connect(self.step)
        self.outline.dropped.connect(self._drop)
        self.outline.menu_asked.connect(self._menu)
        self._left = QFrame()
        self._left.setObjectName("side")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, Space.S, 1, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.outline, 1)
        adding = QHBoxLayout()
        adding.setContentsMargins(Space.L, 0, Space.S, 0)
        self.add_question = quiet_button("Question", icon="plus")
        self.add_question.setAccessibleName("Add a question after the one chosen")
        self.add_question.clicked.connect(self._add_question)
        self.add_section = quiet_button("Section", icon="plus")
        self.add_section.setAccessibleName("Add a section after the one chosen")
        self.add_section.clicked.connect(self._add_section)
        adding.addWidget(self.add_question)
        adding.addWidget(self.add_section)
        adding.addStretch(1)
        self._adding = QWidget()
        self._adding.setLayout(adding)
        column.addWidget(self._adding)
        self._adding.setVisible(not self.bench.read_only)
        self.forms = QStackedWidget()
        self.preview = Preview(self.bench.tool, self.session.context.clock().date())
        self.panes = Panes(self._left, self.forms, self.preview, self.pills)
        self.panes.fitted.connect(self._fitted)
        self.body.addWidget(self.panes, 1)

    def _keys(self) -> None:
        for keys, act in (
            ("Ctrl+Z", self.take_back),
            ("Ctrl+Y", self.do_again),
            ("Ctrl+Shift+Z", self.do_again),
            ("Alt+Up", lambda: self.step(self.place, -1)),
            ("Alt+Down", lambda: self.step(self.place, 1)),
            ("Alt+Left", self.floor.back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- going about ------------------------------------------------------------------------------

    def focus_first(self) -> None:
        self.outline.setFocus()

    def go(self, place: str, *, into: bool = False) -> None:
        """Show the fields of a place; ``place#field`` leads into one of them."""
        place, _, field = place.partition("#")
        self._flush()
        if not stands(self.bench.tool, place):
            place = TOOL
        if place != self.place or self.form is None or self.form.place != place:
            self.bench.settle()
            self.place = place
            self._make_form()
        self.outline.set_current_key(place)
        self.panes.show_form()
        if (into or field) and self.form is not None:
            target = self.form.fields.get(field) or self.form.first_field()
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self, place: str) -> None:
        """Where a button of the form leads: the keyboard goes with it."""
        self.go(place, into=True)

    def _make_form(self) -> None:
        """Show the fields of the place where one is, with what is in the tool now."""
        self._again.stop()
        if not stands(self.bench.tool, self.place):
            self.place = TOOL
        before = self.form
        same = before is not None and before.place == self.place
        name = before.named_focus() if before is not None else ""
        had_focus = before is not None and before.isAncestorOf(self.focusWidget() or self)
        top = before.verticalScrollBar().value() if same and before is not None else 0
        form = form_at(self.bench, self.place, self.found)
        form.warn([each.sentence for each in self.found if each.place == self.place])
        form.go.connect(self._go_on)
        self.form = form
        self.forms.addWidget(form)
        self.forms.setCurrentWidget(form)
        if had_focus:
            target = form.field_after(name) if same else None
            (target or form).setFocus(Qt.FocusReason.TabFocusReason)
        if before is not None:
            self.forms.removeWidget(before)
            before.hide()
            before.deleteLater()
        if top:
            QTimer.singleShot(0, form, partial(form.verticalScrollBar().setValue, top))
        self._show_outline()
        self.preview.show_place(self.bench.tool, self.place)

    def _show_outline(self) -> None:
        warned = {each.place for each in self.found}
        self.outline.set_rows(outline_rows(self.bench.tool, warned))
        self.outline.set_current_key(self.place)

    def _look_through(self) -> None:
        found = found_in(self.bench.tool)
        if found != self.found:
            self.found = found
            self._show_outline()
            self._say_standing()

    # --- editing ----------------------------------------------------------------------------------

    def _changed(self, _place: str, shape: bool) -> None:
        if shape:
            self._look_through()
            self._again.start()
        self._check.start()
        self._show_outline()
        self.preview.show_tool(self.bench.tool)
        self._say_standing()

    def change(self, edit: Edit, what: str) -> bool:
        """Do an edit at the place where one is; say why where it can't be done."""
        self._flush()
        why = self.bench.edit(edit, what, self.place)
        if why and self.form is not None:
            self.form.refuse(why)
        return not why

    def step(self, place: str, way: int) -> None:
        """Move a section or a question a place up or down."""
        words = "move up" if way < 0 else "move down"
        if section_id := section_at(place):
            self.change(lambda tool: step_section(tool, section_id, way), words)
        elif question_id := question_at(place):
            self.change(lambda tool: step_question(tool, question_id, way), words)

    def _drop(self, moved: str, onto: str, below: bool) -> None:
        target = drop_target(self.bench.tool, moved, onto, below=below)
        if target is None:
            return
        section_id, before = target
        own = section_at(moved) or question_at(moved)

        def edit(tool: AuditTool) -> AuditTool:
            if section_at(moved):
                return move_section(tool, own, before)
            return move_question(tool, own, section_id, before)

        self.go(moved)
        self.change(edit, "move")

    def _add_question(self) -> None:
        tool, new = self.bench.tool, list[str]()
        after = question_at(self.place)
        section_id = section_at(self.place) or (
            tool.section_of[after].id if after else tool.sections[-1].id
        )

        def edit(tool: AuditTool) -> AuditTool:
            tool, own = with_new_question(tool, self.bench.taken, section_id, after)
            new.append(own)
            return tool

        if self.change(edit, "add a question"):
            self._go_on(at_question(new[0]))

    def _add_section(self) -> None:
        tool, new = self.bench.tool, list[str]()
        question_id = question_at(self.place)
        after = tool.section_of[question_id].id if question_id else section_at(self.place)

        def edit(tool: AuditTool) -> AuditTool:
            tool, own = with_new_section(tool, self.bench.taken, after)
            new.append(own)
            return tool

        if self.change(edit, "add a section"):
            self._go_on(at_section(new[0]))

    def _menu(self, place: str, point: QPoint) -> None:
        self.go(place)
        menu = outline_menu(self, place)
        if menu is not None:
            menu.popup(point)

    def take_back(self) -> None:
        """Undo the last step, and show where it was made."""
        self._flush()
        self._went(self.bench.undo())

    def do_again(self) -> None:
        """Redo the step that was undone last."""
        self._flush()
        self._went(self.bench.redo())

    def _went(self, place: str) -> None:
        if not place:
            return
        if not stands(self.bench.tool, place):
            parent = parent_of(self.bench.tool, question_at(place))
            place = at_question(parent.id) if parent is not None else self.place
        self.go(place)

    def _flush(self) -> None:
        if self.form is not None:
            self.form.flush()

    # --- saying how it stands ---------------------------------------------------------------------

    def _saved(self, kept: KeptTool) -> None:
        if kept.new_version:
            self._say_standing()
        at = self.session.context.clock().astimezone()
        self.say(f"Saved {at:%H:%M} in the library", "Ctrl+Z takes a step back")

    def _say_standing(self) -> None:
        history = self.bench.history
        self.undo.setEnabled(history.can_undo)
        self.redo.setEnabled(history.can_redo)
        what = history.done[-1].what if history.can_undo else ""
        self.undo.setToolTip(f"Undo: {what} (Ctrl+Z)" if what else "Undo (Ctrl+Z)")
        again = history.undone[-1].what if history.can_redo else ""
        self.redo.setToolTip(f"Redo: {again} (Ctrl+Y)" if again else "Redo (Ctrl+Y)")
        if self.title.text() != history.tool.title:
            self.title.setText(history.tool.title)
        self.sentence.setText(standing_words(history.tool, self.bench.opened, len(self.found)))

    def _fitted(self, wide: bool) -> None:
        """Where there is little room, what is edited comes first."""
        self.sentence.setVisible(wide)
        self.compare.setVisible(wide and bool(self.bench.opened.before))

    # --- in the window ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._give_side(False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._give_side(True)

    def leave(self) -> None:
        self._flush()
        self.bench.save(last=True)

    def _give_side(self, shown: bool) -> None:
        """The outline takes the place of the rooms."""
        window = self.window()
        if isinstance(window, MainWindow):
            window.set_side_shown(shown)
