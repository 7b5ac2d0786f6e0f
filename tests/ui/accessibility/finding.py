"""What a check has found, and how widgets are named in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTextEdit, QWidget


class Check(StrEnum):
    """The kinds of faults."""

    NAME = "name"
    FOCUS = "focus"
    CONTRAST = "contrast"
    CLIPPED = "clipped"
    SIZE = "size"


@dataclass(frozen=True)
class Finding:
    """One fault: which check, where, and what is wrong in a sentence."""

    check: Check
    widget: str
    says: str

    def __str__(self) -> str:
        return f"{self.check}: {self.widget}: {self.says}"


def text_of(widget: QWidget) -> str:
    """The words that a widget shows, as far as it keeps them."""
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&&", "&")
    if isinstance(widget, QLabel):
        return widget.text()
    if isinstance(widget, QLineEdit):
        # What is typed into a password box is not for a report.
        return widget.displayText() or widget.placeholderText()
    if isinstance(widget, QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return ""


def called(widget: QWidget) -> str:
    """The kind of a widget and a few of its words, to find it again."""
    words = " ".join((widget.accessibleName() or text_of(widget)).split())
    short = f"{words[:57]}…" if len(words) > 58 else words
    return f"{type(widget).__name__} “{short}”" if short else type(widget).__name__
