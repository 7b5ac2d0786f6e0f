"""The outline of a tool: everything that can be edited, in the order in which it is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication

from app.domain.tool import AuditTool, Question
from app.domain.tool_edit import parent_of
from app.domain.tool_sound import is_gone
from app.ui.interview.wording import lead
from app.ui.pages.partnership.tools.places import (
    CHECKS,
    GUIDANCE,
    SCALES,
    TOOL,
    at_question,
    at_scale,
    at_section,
    question_at,
    section_at,
)
from app.ui.pages.partnership.tools.wording import scale_names
from app.ui.theme.current import theme
from app.ui.theme.tokens import Tone
from app.ui.widgets.nav_view import NavRow, NavView

_STEP_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def outline_rows(tool: AuditTool, warned: Collection[str]) -> tuple[NavRow, ...]:
    """The rows of a tool; ``warned`` are the places where the checks found something."""
    return tuple(_rows(tool, warned))


def _rows(tool: AuditTool, warned: Collection[str]) -> Iterator[NavRow]:
    yield _row(TOOL, "Title and theme", warned)
    yield _row(GUIDANCE, "Guidance notes", warned)
    for section in tool.sections:
        place = at_section(section.id)
        note = "retired" if is_gone(section) else ""
        yield _row(place, section.title, warned, note=note, strong=True, gap=12)
        for question in section.questions:
            yield _question_row(question, warned, 10)
            for follow_up in question.follow_ups:
                yield _question_row(follow_up, warned, 24)
    yield _row(SCALES, "Scales", warned, strong=True, gap=12)
    for scale_id, name in scale_names(tool):
        yield _row(at_scale(scale_id), name, warned, indent=10)
    count = str(len(warned)) if warned else ""
    spoken = f"Checks, {len(warned)} to look at" if warned else "Checks, nothing found"
    icon = "" if warned else "check"
    yield NavRow(
        CHECKS, "Checks", note=count, icon=icon, tone=Tone.GOOD, spoken=spoken, gap_before=12,
        strong=True,
    )  # fmt: skip


def _question_row(question: Question, warned: Collection[str], indent: int) -> NavRow:
    number = lead(question)
    note = "retired" if question.retired else ""
    place = at_question(question.id)
    text = question.name
    if question.judgement and "judgement" not in text.casefold():
        text = f"Judgement: {text}"
    return _row(place, _short(text), warned, lead=number, note=note, indent=indent)


def _row(
    place: str,
    text: str,
    warned: Collection[str],
    *,
    lead: str = "",
    note: str = "",
    strong: bool = False,
    indent: int = 0,
    gap: int = 0,
) -> NavRow:
    found = place in warned
    spoken = ", ".join(
        word for word in (f"{lead} {text}".strip(), note, "needs a look" if found else "") if word
    )
    icon = "exclamation" if found and not note else ""
    return NavRow(
        place, text, lead, note, icon=icon, tone=Tone.ATTENTION, spoken=spoken, strong=strong,
        indent=indent, gap_before=gap,
    )  # fmt: skip


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 48 else words[:46].rsplit(" ", 1)[0] + " …"


class OutlineView(NavView):
    """``chosen(place)`` by a click, ``entered(place)`` by Return; ``stepped(place, way)`` by
    Alt+Up and Alt+Down; ``dropped(place, onto, below)`` by dragging; ``menu_asked(place, point)``.
    """

    entered = Signal(str)
    stepped = Signal(str, int)
    dropped = Signal(str, str, bool)
    menu_asked = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__("Outline of the audit tool")
        self._pressed = ""
        self._from = QPoint()
        self._dragging = False
        self._onto: tuple[str, bool] | None = None

    # --- keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self._place_of(self.currentIndex().row())
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _STEP_KEYS:
            self.stepped.emit(place, _STEP_KEYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(place)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            point = event.globalPos()
        else:
            index = self.currentIndex()
            point = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        if index.isValid():
            self.menu_asked.emit(self._place_of(index.row()), point)

    # --- dragging ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = self._place_of(self.indexAt(event.position().toPoint()).row())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = place if left and (section_at(place) or question_at(place)) else ""
        self._from, self._dragging = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        far = (point - self._from).manhattanLength() >= QApplication.startDragDistance()
        if self._pressed and event.buttons() & Qt.MouseButton.LeftButton and far:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._onto = self._target(point)
            self.viewport().update()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moved, onto, dragging = self._pressed, self._onto, self._dragging
        self._pressed, self._onto, self._dragging = "", None, False
        self.unsetCursor()
        self.viewport().update()
        if not dragging:
            super().mouseReleaseEvent(event)
        elif onto is not None and onto[0] != moved:
            self.dropped.emit(moved, *onto)

    def _target(self, point: QPoint) -> tuple[str, bool] | None:
        """The row where it would be dropped, and whether below it."""
        index = self.indexAt(point)
        place = self._place_of(index.row())
        if section_at(self._pressed) and not section_at(place):
            return None
        if not (section_at(place) or question_at(place)):
            return None
        return place, point.y() > self.visualRect(index).center().y()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._onto is None:
            return
        rect = self.visualRect(self.index_of(self._onto[0]))
        y = rect.bottom() if self._onto[1] else rect.top() + 1
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(theme().palette.accent), 3))
        painter.drawLine(rect.left() + 12, y, rect.right() - 12, y)
        painter.end()

    def _place_of(self, row: int) -> str:
        rows = self.rows()
        return rows[row].key if 0 <= row < len(rows) else ""


def drop_target(tool: AuditTool, moved: str, onto: str, *, below: bool) -> tuple[str, str] | None:
    """Where what is dropped comes to stand: the section, and before which of its questions; for a
    section, before which section. Nothing where it can't be dropped.
    """
    if section_at(moved):
        ids = [section.id for section in tool.sections]
        at = ids.index(section_at(onto)) + (1 if below else 0)
        return "", ids[at] if at < len(ids) else ""
    if section_id := section_at(onto):
        section = next(each for each in tool.sections if each.id == section_id)
        return section_id, section.questions[0].id if section.questions else ""
    question_id = question_at(onto)
    parent = parent_of(tool, question_id)
    section = tool.section_of[question_id]
    own = parent.id if parent is not None else question_id
    ids = [question.id for question in section.questions]
    at = ids.index(own) + (1 if below or parent is not None else 0)
    return section.id, ids[at] if at < len(ids) else ""
