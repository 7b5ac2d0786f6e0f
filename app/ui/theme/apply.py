"""Puts a theme in force over the whole application, and follows the system when asked to."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.theme.current import Theme, theme_changes, use_theme
from app.ui.theme.focus_ring import FocusFollower
from app.ui.theme.stylesheet import stylesheet
from app.ui.theme.tokens import DARK, LIGHT, Palette, Scheme, high_contrast

SMALLEST_TEXT = 1.0
LARGEST_TEXT = 2.0


def apply_theme(app: QApplication, scheme: Scheme, text_scale: float = 1.0) -> None:
    """Show the program in a scheme, with text at 100 to 200 %.

    May be called again at any time: what is on the screen changes in place.
    """
    director = app.findChild(_Director, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if director is None:
        director = _Director(app)
    director.use(scheme, min(max(text_scale, SMALLEST_TEXT), LARGEST_TEXT))


class _Director(QObject):
    """Remembers what was chosen, and applies it again when the system changes its mind."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = Scheme.SYSTEM
        self._scale = 1.0
        app.setStyle("Fusion")
        # The system's own colours, before any of ours hides them: high contrast is made of them.
        self._system = QPalette(app.palette())
        self._follower = FocusFollower(app)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    def use(self, scheme: Scheme, scale: float) -> None:
        self._scheme = scheme
        self._scale = scale
        self._tell_the_window_frame()
        self._apply()

    def _follow(self, *_: object) -> None:
        if self._scheme in {Scheme.SYSTEM, Scheme.HIGH_CONTRAST}:
            self._apply()

    def _tell_the_window_frame(self) -> None:
        """Let title bars and the system's file dialogs have the scheme that was chosen."""
        hints = self._app.styleHints()
        with QSignalBlocker(hints):
            if self._scheme is Scheme.DARK:
                hints.setColorScheme(Qt.ColorScheme.Dark)
            elif self._scheme is Scheme.LIGHT:
                hints.setColorScheme(Qt.ColorScheme.Light)
            else:
                hints.unsetColorScheme()

    def _apply(self) -> None:
        new = Theme(self._palette(), self._scale)
        use_theme(new)
        self._app.setPalette(qt_palette(new.palette))
        self._app.setFont(new.font())
        self._app.setStyleSheet(stylesheet(new))
        theme_changes().changed.emit()

    def _palette(self) -> Palette:
        hints = self._app.styleHints()
        wants = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        if self._scheme is Scheme.HIGH_CONTRAST or (self._scheme is Scheme.SYSTEM and wants):
            return system_palette(self._system)
        if self._scheme is Scheme.SYSTEM:
            return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT


def system_palette(system: QPalette) -> Palette:
    """The high contrast palette made of the system's colours."""

    def name(role: QPalette.ColorRole) -> str:
        return system.color(QPalette.ColorGroup.Active, role).name().upper()

    role = QPalette.ColorRole
    return high_contrast(
        window=name(role.Window),
        base=name(role.Base),
        text=name(role.WindowText),
        highlight=name(role.Highlight),
        highlighted_text=name(role.HighlightedText),
        link=name(role.Link),
    )


def qt_palette(palette: Palette) -> QPalette:
    """The tokens as Qt's palette, for what Fusion draws without the style sheet."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, palette.page),
        (role.WindowText, palette.text),
        (role.Base, palette.surface),
        (role.AlternateBase, palette.sunken),
        (role.Text, palette.text),
        (role.PlaceholderText, palette.secondary),
        (role.Button, palette.surface),
        (role.ButtonText, palette.text),
        (role.BrightText, palette.problem),
        (role.ToolTipBase, palette.raised),
        (role.ToolTipText, palette.text),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.on_accent),
        (role.Accent, palette.accent),
        (role.Link, palette.accent),
        (role.LinkVisited, palette.accent),
        (role.Light, palette.surface),
        (role.Midlight, palette.hover),
        (role.Mid, palette.hairline),
        (role.Dark, palette.outline),
        (role.Shadow, palette.outline),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(palette.secondary))
    return made
