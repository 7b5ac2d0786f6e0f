"""Two tools, or two versions of one, side by side: what has changed, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.tool import AuditTool
from app.domain.tool_compare import ChangeKind, ToolChange, Where, compare_tools
from app.reports.wording import plural
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption, hint, section_title
from app.ui.widgets.small import Pills, Rule
from app.ui.widgets.surfaces import Card, stack_when_narrow

_ICONS = {
    ChangeKind.ADDED: "plus",
    ChangeKind.REMOVED: "bin",
    ChangeKind.RETIRED: "close",
    ChangeKind.BACK: "undo",
    ChangeKind.MOVED: "chevron-right",
    ChangeKind.CONDITION: "question",
}
_GROUPS = {
    Where.TOOL: "The tool",
    Where.SCALE: "Scales",
    Where.SECTION: "Sections",
    Where.QUESTION: "Questions",
}
_ALL = "all"
_SHORT = 24
_NOTHING = "Nothing"


class ComparePage(Room):
    """The list of changes from one tool to another."""

    def __init__(
        self, floor: Floor, old: AuditTool, new: AuditTool, *, back: str = "Audit tools"
    ) -> None:
        title = "What has changed" if old.id == new.id else "How they differ"
        super().__init__(floor, title, back=back)
        self.old, self.new = old, new
        self.changes = compare_tools(old, new)
        count = plural(len(self.changes), "change")
        self.sentence.setText(f"From {_named(old)} to {_named(new)}: {count}.")
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self.pills = Pills(self._kinds(), "Which changes are shown", current=_ALL)
        self.pills.chosen.connect(self._show)
        if self.changes:
            self.add(self.pills)
        else:
            self.add(IconLine("check", "They ask the same, in the same words.", Tone.GOOD))
        self.add(self._list)
        self.end()
        self._show(_ALL)
        self.say(count, "Alt+Left goes back")

    def focus_first(self) -> None:
        self.back.setFocus()

    def _kinds(self) -> list[tuple[str, str]]:
        found = [(_ALL, f"All {len(self.changes)}")]
        for where, name in _GROUPS.items():
            count = sum(change.where is where for change in self.changes)
            if count:
                found.append((where.value, f"{name} {count}"))
        return found

    def _show(self, kind: str) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for where, changes in groupby(self.changes, key=lambda change: change.where):
            if kind not in {_ALL, where.value}:
                continue
            heading = section_title(_GROUPS[where])
            heading.setContentsMargins(0, Space.S, 0, 0)
            self._column.addWidget(heading)
            card = Card(padding=Space.M)
            card.body.setSpacing(Space.M)
            for at, widget in enumerate(_lines(changes, self.old, self.new)):
                if at:
                    card.body.addWidget(Rule())
                card.body.addWidget(widget)
            self._column.addWidget(card)


def _lines(changes: Iterator[ToolChange], old: AuditTool, new: AuditTool) -> Iterator[QWidget]:
    for change in changes:
        yield _line(change, old, new)


def _line(change: ToolChange, old: AuditTool, new: AuditTool) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, Space.XS, 0, Space.XS)
    column.setSpacing(Space.S)
    icon = _ICONS.get(change.kind, "edit")
    column.addWidget(IconLine(icon, f"{change.sentence}.", Tone.TEXT))
    before, after = change.before.strip(), change.after.strip()
    if before == after:
        return line
    if change.kind in {ChangeKind.ADDED, ChangeKind.REMOVED}:
        column.addWidget(hint(after or before))
        return line
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(Space.XL)
    row.addWidget(_side(_side_name(old, new, first=True), before or _NOTHING), 1)
    row.addWidget(_side(_side_name(old, new, first=False), after or _NOTHING), 1)
    sides = QWidget()
    sides.setLayout(row)
    row.setContentsMargins(0, 0, 0, 0)
    if max(len(before), len(after)) > _SHORT:
        stack_when_narrow(sides, row, 440)
    column.addWidget(sides)
    return line


def _side(name: str, text: str) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(caption(name))
    column.addWidget(body_text(text, selectable=True))
    column.addStretch(1)
    return side


def _side_name(old: AuditTool, new: AuditTool, *, first: bool) -> str:
    if old.id == new.id:
        return f"Version {old.version if first else new.version}"
    return "Before" if first else "Now"


def _named(tool: AuditTool) -> str:
    return f"“{tool.title}”, version {tool.version}"
