"""Buttons: one primary on a page, secondary ones beside it, quiet ones that read like links."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui.theme.current import theme, theme_changes
from app.ui.theme.icons import icon as themed_icon
from app.ui.theme.tokens import ICON, Size, Tone, Weight
from app.ui.widgets.plain import button_text
from app.ui.widgets.text_layout import text_width


class Kind(StrEnum):
    """How loud a button is. The style sheet draws each."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"
    ICON = "icon"
    BAR = "bar"
    PILL = "pill"
    TAB = "tab"


_ICON_TONES = {
    Kind.PRIMARY: Tone.ON_ACCENT,
    Kind.QUIET: Tone.ACCENT,
    Kind.ICON: Tone.SECONDARY,
    Kind.BAR: Tone.SECONDARY,
}


class Button(QPushButton):
    """A button of one kind, with an icon that follows the theme."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        icon_after: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(button_text(text), parent)
        self._kind = kind
        self._icon_name = icon
        self.setProperty("kind", kind.value)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if icon_after:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._restyle()
        theme_changes().changed.connect(self._restyle)

    def set_text(self, text: str) -> None:
        """Say something else, to the eye and to a screen reader."""
        self.setText(button_text(text))
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._kind in {Kind.PILL, Kind.TAB}:
            # As wide as in the strong weight of the one that is on, so that nothing moves.
            words = self.text().replace("&&", "&")
            size, pad = (13, 14) if self._kind is Kind.PILL else (Size.BODY, 2)
            wide = text_width(words, theme().font(size, Weight.STRONG)) + 2 * theme().px(pad) + 4
            hint.setWidth(max(hint.width(), wide))
        return hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Return presses the button that has the keyboard, as it does everywhere on Windows; Qt
        # by itself gives it to the default button of a dialog only.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        self._icon_name = icon
        self._restyle()

    def _restyle(self) -> None:
        if self._icon_name:
            tone = _ICON_TONES.get(self._kind, Tone.TEXT)
            self.setIcon(themed_icon(self._icon_name, tone))
            edge = theme().px(ICON - 2)
            self.setIconSize(QSize(edge, edge))


def primary_button(text: str, *, icon: str = "") -> Button:
    """The one thing that a page is for."""
    return Button(text, Kind.PRIMARY, icon=icon)


def secondary_button(text: str, *, icon: str = "") -> Button:
    """Another thing that may be done here."""
    return Button(text, Kind.SECONDARY, icon=icon)


def danger_button(text: str, *, icon: str = "") -> Button:
    """Something that can't be taken back."""
    return Button(text, Kind.DANGER, icon=icon)


def quiet_button(text: str, *, icon: str = "") -> Button:
    """An action that reads like a link."""
    return Button(text, Kind.QUIET, icon=icon)


def icon_button(name: str, icon: str) -> Button:
    """A square button that shows an icon only; its name is spoken, and is its tool tip."""
    button = Button("", Kind.ICON, icon=icon)
    button.setAccessibleName(name)
    button.setToolTip(button_text(name).replace("&&", "&"))
    return button
