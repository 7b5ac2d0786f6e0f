"""What is still wrong, at the top of a page; every entry leads to its place. After GOV.UK."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Size, Space, Tone
from app.ui.widgets.banner import ToneFrame
from app.ui.widgets.icon_view import IconView
from app.ui.widgets.labels import section_title
from app.ui.widgets.plain import button_text, one_line, visible
from app.ui.widgets.text_layout import UNBOUNDED, lay_out, text_width


@dataclass(frozen=True)
class Entry:
    """One thing to mend: the key of its place, and the sentence."""

    key: str
    text: str


class LinkLine(QAbstractButton):
    """A sentence that is a link, wrapping where it must."""

    def __init__(self, text: str, tone: Tone = Tone.ACCENT) -> None:
        super().__init__()
        self._shown = visible(text)
        self._tone = tone
        self.setText(button_text(text))
        self.setAccessibleName(one_line(text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_changes().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        laid = lay_out(self._shown, theme().font(), UNBOUNDED)
        return QSize(laid.width + 2, laid.height + theme().px(4))

    def minimumSizeHint(self) -> QSize:
        longest = max(self._shown.split(), key=len, default="")
        width = min(text_width(longest, theme().font()), theme().px(200))
        return QSize(width, lay_out("", theme().font()).height + theme().px(4))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return lay_out(self._shown, theme().font(), width).height + theme().px(4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        laid = lay_out(self._shown, theme().font(), self.width())
        colour = theme().color(self._tone)
        laid.draw(painter, QPointF(0, 2), colour)
        painter.setPen(QPen(colour, 2 if self.underMouse() else 1))
        for row in range(laid.layout.lineCount()):
            line = laid.layout.lineAt(row)
            y = round(2 + line.y() + line.ascent() + theme().px(3))
            painter.drawLine(QPointF(0, y), QPointF(line.naturalTextWidth(), y))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class ErrorSummary(ToneFrame):
    """ "There is a problem", and the entries as links. Give it the focus when you show it.

    ``entry_chosen(key)`` when an entry is followed.
    """

    entry_chosen = Signal(str)

    def __init__(
        self,
        entries: Sequence[Entry] = (),
        *,
        title: str = "There is a problem",
        tone: Tone = Tone.PROBLEM,
    ) -> None:
        super().__init__(tone)
        self._title = title
        self._entries: tuple[Entry, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL - 2, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        icon = "problem" if tone is Tone.PROBLEM else "attention"
        head.addWidget(IconView(icon, tone, line=Size.LEAD))
        head.addWidget(section_title(title), 1)
        column.addLayout(head)
        self._links = QVBoxLayout()
        self._links.setContentsMargins(theme().px(20) + Space.M, 0, 0, 0)
        self._links.setSpacing(Space.XS)
        column.addLayout(self._links)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries; with none, the summary hides."""
        if tuple(entries) == self._entries:
            return  # the keyboard may be on one of them
        self._entries = tuple(entries)
        while (item := self._links.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        before: QWidget = self
        for entry in entries:
            link = LinkLine(entry.text, self._tone)
            link.clicked.connect(partial(self.entry_chosen.emit, entry.key))
            self._links.addWidget(link)
            QWidget.setTabOrder(before, link)  # made later than what follows on the page
            before = link
        sentences = " ".join(one_line(entry.text) for entry in entries)
        self.setAccessibleName(f"{self._title}. {sentences}")
        self.setVisible(bool(entries))

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt's group box hands the focus on to what is in it; this one is read out as a whole.
        QWidget.focusInEvent(self, event)

    def links(self) -> list[LinkLine]:
        """The links in their order."""
        items = (self._links.itemAt(at) for at in range(self._links.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, LinkLine)]
