"""The floor for turning pages: as many pages as a form has, of plain widgets."""

from __future__ import annotations

from app.domain.returns import Form
from app.domain.tool import AuditTool


class BareForm:
    """As many pages as the form has, each of plain widgets and with as long a comment."""

    def __init__(self, form: Form, tool: AuditTool, width: int, height: int) -> None:
        from PySide6.QtWidgets import QStackedWidget

        self.texts = [
            (question, form.answer(question.id).comment or form.answer(question.id).text)
            for section in tool.sections
            for question in section.questions
        ]
        self._tool = tool
        self.at = -1
        self.stack = QStackedWidget()
        self.stack.resize(width, height)
        self.stack.show()

    def turn(self) -> None:
        """Make the next page, and show it."""
        from PySide6.QtWidgets import (
            QLabel,
            QPlainTextEdit,
            QRadioButton,
            QScrollArea,
            QVBoxLayout,
            QWidget,
        )

        self.at += 1
        if self.at >= self.stack.count():
            question, text = self.texts[self.at]
            page, content = QScrollArea(), QWidget()
            page.setWidgetResizable(True)
            column = QVBoxLayout(content)
            for words in (question.text, question.guidance, *(p.text for p in question.parts)):
                label = QLabel(words)
                label.setWordWrap(True)
                column.addWidget(label)
            for option in self._tool.scale(question).options:
                column.addWidget(QRadioButton(option.label))
            box = QPlainTextEdit(text)
            box.setMinimumHeight(self.stack.height())
            column.addWidget(box)
            page.setWidget(content)
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(self.at)
