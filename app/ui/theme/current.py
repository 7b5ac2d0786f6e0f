"""The theme that is in force: tokens, text scale and fonts, and a signal when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo

from app.ui.theme.tokens import LIGHT, Palette, Size, Tone, Weight

# Where a desktop names no font of its own, fontconfig's stand-in is wide and coarse; the first
# of these that is installed is taken instead. Nothing is bundled.
_GENERIC = {"DejaVu Sans", "Sans Serif", "Sans", ""}
_BETTER = ("Inter", "Segoe UI", "Noto Sans", "Cantarell", "Ubuntu", "Liberation Sans", "Arimo")


@dataclass(frozen=True)
class Theme:
    """What widgets draw with."""

    palette: Palette = LIGHT
    scale: float = 1.0

    def px(self, pixels: float) -> int:
        """A length that grows with the text: icons, row heights, widths measured in letters."""
        return round(pixels * self.scale)

    def font(
        self,
        size: Size | int = Size.BODY,
        weight: Weight = Weight.REGULAR,
        *,
        tabular: bool = False,
    ) -> QFont:
        """A font of the type scale; ``tabular`` gives every numeral the same width."""
        font = QFont(ui_family())
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(int(weight)))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def color(self, tone: Tone) -> QColor:
        """The colour of a meaning."""
        return QColor(self.palette.tone(tone))


class ThemeChanges(QObject):
    """Tells the widgets that draw themselves when the theme has changed."""

    changed = Signal()


class _State:
    theme = Theme()


def theme() -> Theme:
    """The theme in force; the light one before any was applied."""
    return _State.theme


def use_theme(new: Theme) -> None:
    """Put a theme in force. Called by ``apply_theme`` only."""
    _State.theme = new


@lru_cache(maxsize=1)
def theme_changes() -> ThemeChanges:
    """The one object whose signal is sent after a theme was applied."""
    return ThemeChanges()


@lru_cache(maxsize=1)
def ui_family() -> str:
    """The family of the system's interface font."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    family = QFontInfo(system).family()
    if family not in _GENERIC:
        return family
    return next((name for name in _BETTER if QFontDatabase.hasFamily(name)), family)
