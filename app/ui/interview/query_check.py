"""On the last page of a form: what the partnership asked, and what became of each point."""

from __future__ import annotations

from textwrap import shorten

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.interview import CHECK, path, step_of
from app.domain.letters import Query, QueryPoint
from app.domain.returns import Form
from app.domain.tool import AuditTool
from app.ui.interview.asked import Asked, asked_words, point_title
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.labels import body_text, caption, section_title
from app.ui.widgets.task_list import Task, TaskList

_LONGEST = 240  # characters; all of it stands beside the question


class QueryCheck(QWidget):
    """``chosen(step)`` for the page of a point."""

    chosen = Signal(str)

    def __init__(self, tool: AuditTool, asked: Asked) -> None:
        super().__init__()
        self._tool, self._asked = tool, asked
        self._steps: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(section_title("What the partnership asked"))
        self.lists: list[tuple[Query, TaskList]] = []
        for query in asked.queries:
            column.addWidget(caption(asked_words(query)))
            if query.text:
                column.addWidget(body_text(query.text, selectable=True))
            points = TaskList(name=asked_words(query))
            points.opened.connect(self._open)
            column.addWidget(points)
            if not query.points:
                points.hide()
            self.lists.append((query, points))

    def follow(self, form: Form) -> None:
        """Say of each point whether its answer is another now."""
        shown = {step.id for step in path(self._tool, form)}
        for at, (query, points) in enumerate(self.lists):
            points.set_tasks(
                [
                    self._task(f"{at}.{n}", query, point, form, shown)
                    for n, point in enumerate(query.points)
                ]
            )

    def _task(self, key: str, query: Query, point: QueryPoint, form: Form, shown: set[str]) -> Task:
        step = step_of(self._tool, point.key)
        self._steps[key] = step
        title = point_title(self._tool, point.key)
        text = shorten(point.text, _LONGEST, placeholder=" …")
        if step == CHECK or step not in shown:
            return Task(key, title, text, "not in this form", enabled=False)
        if self._asked.is_changed(self._tool, query, point, form):
            return Task(key, title, text, "answer changed", Tone.GOOD, "check")
        as_it_was = f"as in revision {query.revision}"
        return Task(key, title, text, as_it_was, Tone.ATTENTION, "question")

    def _open(self, key: str) -> None:
        self.chosen.emit(self._steps[key])
