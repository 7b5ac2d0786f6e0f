"""One look for the whole program: tokens, the style sheet made of them, icons and focus."""

from app.ui.theme.apply import apply_theme
from app.ui.theme.current import Theme, theme, theme_changes
from app.ui.theme.icons import draw_icon, icon
from app.ui.theme.tokens import Palette, Scheme, Size, Space, Tone, Weight

__all__ = [
    "Palette",
    "Scheme",
    "Size",
    "Space",
    "Theme",
    "Tone",
    "Weight",
    "apply_theme",
    "draw_icon",
    "icon",
    "theme",
    "theme_changes",
]
