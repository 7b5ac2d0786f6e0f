"""What can be done about a place that may identify someone: a small menu beside the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget, QWidgetAction

from app.anonymity import Confidence, Finding, Kind
from app.ui.theme.current import theme
from app.ui.widgets.labels import hint, strong_text
from app.ui.widgets.menus import Menu
from app.ui.widgets.plain import one_line

USUAL_ROLES = (
    "mum", "dad", "step-father", "grandmother", "social worker", "health visitor", "teacher",
    "police officer", "GP", "school nurse", "foster carer",
)  # fmt: skip
REASONS = (
    "It is an ordinary word here, not a name", "It is a service, a project or a tool",
    "It is a public person, place or number", "It says no more than the return may say",
)  # fmt: skip
_MOST_ROLES = 12  # more would not fit on a small screen with large text
STOPS = "It stops the sealing until it is replaced or said to identify nobody."
_OF_PEOPLE = (Kind.NAME, Kind.INITIALS, Kind.WATCH_LIST)
_WIDTH, _PAD_X, _PAD_Y = 320, 12, 8


class GuardMenu(Menu):
    """``chosen(words)`` are written here, ``chosen_everywhere(words)`` wherever the same stands;
    ``waved(reason)`` when the auditor says that it identifies nobody, and why.
    """

    chosen = Signal(str)
    chosen_everywhere = Signal(str)
    waved = Signal(str)

    def __init__(
        self, parent: QWidget, finding: Finding, people: Sequence[str], places: int
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"“{one_line(finding.text)}”. {one_line(finding.why)}")
        self._say(finding)
        suggested, roles = suggestion_of(finding), roles_for(finding, people)
        if suggested:
            self.add(f"Write “{suggested}” instead", partial(self.chosen.emit, suggested))
        if roles:
            title = "Write another role" if suggested else "Write a role instead"
            self._offer(title, roles, self.chosen.emit)
        if places > 1:
            title = f"Replace everywhere in this return ({places} places)"
            words = (suggested, *roles) if suggested else roles
            self._offer(title, words, self.chosen_everywhere.emit)
        self.addSeparator()
        self._offer("Not identifying", REASONS, self.waved.emit)

    def open_at(self, point: QPoint) -> None:
        """Open at a global point, with the keyboard on the first entry."""
        self.popup(point)
        # As a person would: made active by the program, an entry opens what is behind it.
        nothing = Qt.KeyboardModifier.NoModifier
        self.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, nothing))

    def _say(self, finding: Finding) -> None:
        """What was found and why, above what can be done."""
        head = QWidget()
        column = QVBoxLayout(head)
        x, y = theme().px(_PAD_X), theme().px(_PAD_Y)
        column.setContentsMargins(x, y, x, y)
        column.setSpacing(theme().px(2))
        labels = [strong_text(f"“{one_line(finding.text)}”"), hint(finding.why)]
        if finding.confidence is Confidence.STRONG:
            labels.append(hint(STOPS))
        for label in labels:
            label.setFixedWidth(theme().px(_WIDTH))
            label.setFixedHeight(label.heightForWidth(label.width()))
            column.addWidget(label)
        said = QWidgetAction(self)
        said.setText(self.accessibleName())
        said.setDefaultWidget(head)
        said.setEnabled(False)  # it is read, not chosen: the arrows pass it
        head.setEnabled(True)
        self.addAction(said)
        self.addSeparator()

    def _offer(self, title: str, words: Sequence[str], chosen: Callable[[str], object]) -> None:
        inner = Menu(self)
        inner.setTitle(title)
        for each in words:
            inner.add(each, partial(chosen, each))
        self.addMenu(inner)


def suggestion_of(finding: Finding) -> str:
    """The words to write instead; nothing where the guard can't tell which role it is."""
    from app.anonymity.suggestions import ANY_ROLE

    return "" if finding.suggestion == ANY_ROLE else one_line(finding.suggestion)


def roles_for(finding: Finding, people: Sequence[str]) -> tuple[str, ...]:
    """The roles to choose from: the form's people first. None for a number or an address."""
    if finding.kind not in _OF_PEOPLE:
        return ()
    suggested = suggestion_of(finding).casefold()
    roles: dict[str, str] = {}
    for role in (*map(one_line, people), *USUAL_ROLES):
        if role.strip() and role.casefold() != suggested:
            roles.setdefault(role.casefold(), role)
    return tuple(roles.values())[:_MOST_ROLES]
