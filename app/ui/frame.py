"""The window: top bar, side, page, status line. It shows what it is given and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.shortcuts import HELP, LOCK, SEARCH, Shortcut
from app.ui.theme.current import theme, theme_changes
from app.ui.theme.tokens import Size, Space, Tone, Weight
from app.ui.widgets.buttons import Button, Kind, icon_button
from app.ui.widgets.labels import TextLabel
from app.ui.widgets.plain import button_text, one_line
from app.ui.widgets.text_layout import text_width

if TYPE_CHECKING:
    from app.ui.widgets.navigation import Place, SideNav
    from app.ui.widgets.notice import Notice

PRODUCT = "Partnership Audit"
SMALLEST = QSize(900, 620)
DEFAULT = QSize(1320, 860)


class _Bar(QFrame):
    """A strip across the window."""

    def __init__(self, name: str, height: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self._height = height
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(Space.L + 4, 0, Space.L, 0)
        self.row.setSpacing(Space.S)
        self._restyle()
        theme_changes().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(self._height))


class _Elided(TextLabel):
    """One line that gives way: shortened with an ellipsis where there is no room for it."""

    def __init__(self, text: str = "", *, size: Size = Size.BODY) -> None:
        super().__init__("", size=size, tone=Tone.SECONDARY, wrap=False)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        self._whole = one_line(text)
        self.setAccessibleName(self._whole)
        self._shorten()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = text_width(self._whole, self.text_font()) if self._whole else 0
        return QSize(wide + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _restyle(self) -> None:
        super()._restyle()
        if hasattr(self, "_whole"):
            self._shorten()

    def _shorten(self) -> None:
        metrics = QFontMetrics(self.text_font())
        room = self.width() + 1
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole.replace("<", "‹") if shown != self._whole else "")


class _AuditButton(Button):
    """The audit's title with a menu; shortened with an ellipsis where there is no room for it."""

    def __init__(self) -> None:
        super().__init__("", Kind.BAR, icon="chevron-down", icon_after=True)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        self._whole = one_line(text)
        self.set_text(self._whole)
        self.setAccessibleName(f"Audit: {self._whole}")
        self.updateGeometry()
        self._shorten()

    def _around(self) -> int:
        """What is beside the text: padding, rim, and the icon with its gap."""
        return theme().px(8) * 2 + 2 + self.iconSize().width() + theme().px(6)

    def sizeHint(self) -> QSize:
        wide = text_width(self._whole, theme().font()) + self._around() + 2
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().px(110)), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        # The arrow is our own icon: no room is kept for the style's.
        super().initStyleOption(option)
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = self.width() - self._around()
        metrics = QFontMetrics(theme().font())
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if self.isVisible() and button_text(shown) != self.text():
            self.setText(button_text(shown))
        self.setToolTip(self._whole.replace("<", "‹") if shown != self._whole else "")


class MainWindow(QMainWindow):
    """The frame of both desks.

    ``place_chosen(key)`` comes from the rooms at the side; ``search_asked``, ``help_asked`` and
    ``lock_asked`` from the top bar or their keys (Ctrl+F, F1, Ctrl+L).
    """

    place_chosen = Signal(str)
    search_asked = Signal()
    help_asked = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(SMALLEST)
        self.resize(DEFAULT)
        self._pages = QStackedWidget()
        self._side = QFrame()
        self._side.setObjectName("side")
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 1, 0)
        self._side_widget: QWidget | None = None
        self._places: SideNav | None = None
        self._is_bare = False
        self._build()
        theme_changes().changed.connect(self._fit_side)

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        central = QWidget()
        central.setObjectName("page")
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top_bar())
        self._notice: Notice | None = None
        self._column = column
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side)
        middle.addWidget(self._pages, 1)
        column.addLayout(middle, 1)
        column.addWidget(self._status_line())
        self.setCentralWidget(central)
        self._side.hide()

    def _top_bar(self) -> QWidget:
        bar = self._bar = _Bar("topbar", 52)
        bar.row.addWidget(TextLabel(PRODUCT, weight=Weight.STRONG, wrap=False))
        bar.row.addSpacing(Space.S)
        self._audit = _AuditButton()
        self._audit.hide()
        bar.row.addWidget(self._audit)
        self._audit_label = _Elided()
        bar.row.addWidget(self._audit_label, 1)
        self._who = _Elided()
        bar.row.addWidget(self._who)
        bar.row.addSpacing(Space.S)
        self.search_button = self._tool("Search", "search", SEARCH, self.search_asked)
        self.help_button = self._tool("Help", "help", HELP, self.help_asked)
        self.lock_button = self._tool("Lock", "lock", LOCK, self.lock_asked)
        # Shown by what can search and help: no button that does nothing.
        self.search_button.hide()
        self.help_button.hide()
        return bar

    def _tool(self, name: str, icon: str, shortcut: Shortcut, signal: object) -> Button:
        (keys,) = shortcut.keys
        button = icon_button(name, icon)
        button.setToolTip(f"{name} ({keys})")
        action = QAction(name, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        button.clicked.connect(action.trigger)
        self.addAction(action)
        self._bar.row.addWidget(button)
        return button

    def _status_line(self) -> QWidget:
        line = self._status = _Bar("statusline", 31)
        self._status_left = _Elided(size=Size.CAPTION)
        self._status_right = _Elided(size=Size.CAPTION)
        line.row.setContentsMargins(Space.L + 4, 0, Space.L + 4, 0)
        line.row.addWidget(self._status_left, 1)
        line.row.addWidget(self._status_right)
        return line

    # --- what it shows ---------------------------------------------------------------------------

    def set_places(self, places: Sequence[Place], current: str = "") -> None:
        """Show the rooms of the desk at the side, or change their counts."""
        # Imported here: the entrance has no rooms, and the list's classes take long to load.
        from app.ui.widgets.navigation import SideNav

        if self._places is None:
            self._places = SideNav(places, current)
            self._places.chosen.connect(self.place_chosen)
        else:
            self._places.set_places(places)
            self._places.set_current(current)
        self.set_side(self._places)

    def set_current_place(self, key: str) -> None:
        """Say which room one is in."""
        if self._places is not None:
            self._places.set_current(key)

    def set_side(self, widget: QWidget | None) -> None:
        """Show a widget at the side, or none. The one that was there is kept, hidden.

        ``preferred_width`` of the widget, where it has one, is its width at 100 %.
        """
        if widget is None and self._places is not None:
            widget = self._places
        if widget is not self._side_widget:
            if self._side_widget is not None:
                self._side_widget.hide()
                self._side_column.removeWidget(self._side_widget)
            self._side_widget = widget
            if widget is not None:
                self._side_column.addWidget(widget)
                widget.show()
        self._side.setVisible(widget is not None and not self._is_bare)
        self._fit_side()

    def hide_side(self) -> None:
        """Give the whole width to the page, as when locked or at the very start."""
        self._side.hide()

    def set_side_shown(self, shown: bool) -> None:
        """Put the side away where the page needs the whole width, or bring it back."""
        self._side.setVisible(shown and self._side_widget is not None and not self._is_bare)

    def set_bare(self, bare: bool) -> None:
        """Show nothing but the page, as on a projector, or all the rest again."""
        self._is_bare = bare
        self._bar.setVisible(not bare)
        self._status.setVisible(not bare)
        self.set_side_shown(not bare)

    def show_page(self, page: QWidget) -> None:
        """Show a page. It is kept as it is when another is shown, until ``drop_page``."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Forget a page, when what it shows is gone."""
        self._pages.removeWidget(page)
        page.deleteLater()

    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def set_audit_title(self, title: str, menu: QMenu | None = None) -> None:
        """Name the audit in the top bar; with a menu, it can be changed there."""
        self._audit.setVisible(menu is not None and bool(title))
        self._audit.say(title)
        self._audit.setMenu(menu) if menu is not None else None
        self._audit_label.say(title if menu is None else "")
        self.setWindowTitle(f"{one_line(title)} – {PRODUCT}" if title else PRODUCT)

    def set_who(self, text: str) -> None:
        """Name the desk or the agency in the top bar."""
        self._who.say(text)

    def set_tools_enabled(self, enabled: bool) -> None:
        """Allow searching and locking; help is always there."""
        self.search_button.setEnabled(enabled)
        self.lock_button.setEnabled(enabled)

    def set_status(self, left: str, right: str = "") -> None:
        """Say quietly what was saved, and what can be done."""
        self._status_left.say(left)
        self._status_right.say(right)

    def show_notice(self, sentence: str, text: str = "") -> None:
        """Tell something above the page, until it is closed; an empty one takes it away."""
        if self._notice is not None:
            self._column.removeWidget(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if sentence:
            # Imported here: it is hardly ever needed, and never for the first page.
            from app.ui.widgets.notice import Notice

            self._notice = Notice(sentence, text)
            self._notice.closed.connect(partial(self.show_notice, ""))
            self._column.insertWidget(1, self._notice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()

    def _fit_side(self) -> None:
        wanted = getattr(self._side_widget, "preferred_width", 220)
        self._side.setFixedWidth(min(theme().px(wanted), round(self.width() * 0.36)))
