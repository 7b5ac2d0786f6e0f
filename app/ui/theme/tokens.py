"""Every colour, size and distance of the product, in one place and without Qt.

The values are those of the design; what the design leaves open (hover, soft fills, the outline
of a field) is derived here once, so that no widget invents a colour of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Scheme(StrEnum):
    """What a person may choose in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high contrast"


class Tone(StrEnum):
    """What a colour means. Never alone: an icon and a word go with it."""

    TEXT = "text"
    SECONDARY = "secondary"
    ACCENT = "accent"
    GOOD = "good"
    ATTENTION = "attention"
    PROBLEM = "problem"
    ON_ACCENT = "on accent"


class Size(IntEnum):
    """The type scale, in pixels at 100 %."""

    CAPTION = 12
    BODY = 14
    LEAD = 16
    SECTION = 20
    PAGE = 26


class Weight(IntEnum):
    """The two weights."""

    REGULAR = 400
    STRONG = 600


class Space(IntEnum):
    """The spacing scale, in pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32
    HUGE = 48


RADIUS = 6
CONTROL_HEIGHT = 36
CHOICE_HEIGHT = 44
READING_WIDTH = 760
FOCUS_RING = 3
FOCUS_GAP = 2
ICON = 20
LINE_HEIGHT = 1.45


@dataclass(frozen=True)
class Palette:
    """The colours of one scheme, as ``#RRGGBB``.

    ``hairline`` separates; ``edge`` is the quiet rim of cards and buttons, whose word or dot makes
    them known; ``outline`` bounds what can be typed into or ticked, and reaches 3:1 as WCAG
    asks. ``grades`` runs from outstanding to inadequate.
    """

    page: str
    surface: str
    raised: str
    sunken: str
    hover: str
    text: str
    secondary: str
    hairline: str
    edge: str
    outline: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    attention: str
    attention_soft: str
    problem: str
    problem_soft: str
    grades: tuple[str, str, str, str]
    is_dark: bool
    is_high_contrast: bool = False

    def tone(self, tone: Tone) -> str:
        """The colour of a meaning."""
        return {
            Tone.TEXT: self.text,
            Tone.SECONDARY: self.secondary,
            Tone.ACCENT: self.accent,
            Tone.GOOD: self.good,
            Tone.ATTENTION: self.attention,
            Tone.PROBLEM: self.problem,
            Tone.ON_ACCENT: self.on_accent,
        }[tone]

    def soft(self, tone: Tone) -> str:
        """The quiet fill behind text of that meaning."""
        return {
            Tone.ACCENT: self.accent_soft,
            Tone.GOOD: self.good_soft,
            Tone.ATTENTION: self.attention_soft,
            Tone.PROBLEM: self.problem_soft,
        }.get(tone, self.sunken)


LIGHT = Palette(
    page="#F6F7F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F0F2F4",
    hover="#F0F3F5",
    text="#14181D",
    secondary="#525C66",
    hairline="#D9DEE3",
    edge="#BEC7CE",
    outline="#7F8A94",
    accent="#0B5D78",
    accent_hover="#0A506A",
    accent_pressed="#084257",
    accent_soft="#E3EFF3",
    on_accent="#FFFFFF",
    good="#1F6F43",
    good_soft="#E6F2EA",
    attention="#8A5A00",
    attention_soft="#FBF1DC",
    problem="#A6262B",
    problem_soft="#FBE9E9",
    grades=("#0B5D78", "#4B8DA4", "#8FBACA", "#CBE0E8"),
    is_dark=False,
)

DARK = Palette(
    page="#15181C",
    surface="#1C2026",
    raised="#242930",
    sunken="#181C21",
    hover="#262C34",
    text="#EEF1F4",
    secondary="#A9B3BD",
    hairline="#343B44",
    edge="#454E58",
    outline="#78838E",
    accent="#5CB8D6",
    accent_hover="#77C6E0",
    accent_pressed="#8FD2E8",
    accent_soft="#1B3642",
    on_accent="#0B1A20",
    good="#63C08D",
    good_soft="#1B3226",
    attention="#E0B04A",
    attention_soft="#372D17",
    problem="#F08A8C",
    problem_soft="#3D2325",
    grades=("#A9DDEE", "#5CB8D6", "#39788D", "#254A57"),
    is_dark=True,
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours after WCAG 2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of ``#RRGGBB`` after WCAG 2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def high_contrast(
    window: str, base: str, text: str, highlight: str, highlighted_text: str, link: str
) -> Palette:
    """A palette of the system's own colours only.

    Meanings lose their hue here: icon and word carry them. A system colour that can't be read
    on the background gives way to the text colour.
    """
    ink = text if contrast(text, window) >= 7 else max(("#000000", "#FFFFFF"), key=_against(window))
    accent = link if min(contrast(link, window), contrast(link, base)) >= 4.5 else ink
    on_accent = max((base, ink, highlighted_text, "#000000", "#FFFFFF"), key=_against(accent))
    chosen = (
        highlight
        if contrast(ink, highlight) >= 4.5 and contrast(accent, highlight) >= 4.5
        else base
    )
    dark = luminance(window) < 0.5
    steps = ("#FFFFFF", "#C0C0C0", "#808080", "#404040")
    return Palette(
        page=window,
        surface=base,
        raised=base,
        sunken=base,
        hover=base,
        text=ink,
        secondary=ink,
        hairline=ink,
        edge=ink,
        outline=ink,
        accent=accent,
        accent_hover=accent,
        accent_pressed=accent,
        accent_soft=chosen,
        on_accent=on_accent,
        good=ink,
        good_soft=base,
        attention=ink,
        attention_soft=base,
        problem=ink,
        problem_soft=base,
        grades=steps if dark else (steps[3], steps[2], steps[1], steps[0]),
        is_dark=dark,
        is_high_contrast=True,
    )


def _against(colour: str) -> Callable[[str], float]:
    return lambda other: contrast(colour, other)
