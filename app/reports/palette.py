"""The colours of the charts. No drawing here, so that the window may name colours early."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.audits import is_colour

_READABLE = 4.5  # WCAG AA for text
_STEPS = 40


@dataclass(frozen=True)
class ChartPalette:
    """Colours as "#RRGGBB".

    ``good`` fills the answer that is counted, ``bad`` is the light step for the other end,
    ``neutral`` what lies between. ``grades`` are four steps, best first: dark on light paper.
    Every step differs in lightness too, so that charts can be read in grey.
    """

    text: str
    secondary: str
    hairline: str
    surface: str
    good: str
    bad: str
    neutral: str
    hatch: str
    grades: tuple[str, str, str, str]


PRINT = ChartPalette(
    text="#14181D",
    secondary="#525C66",
    hairline="#D9DEE3",
    surface="#FFFFFF",
    good="#0B5D78",
    bad="#BAD3DC",
    neutral="#6BA0B3",
    hatch="#B4BDC5",
    grades=("#0B5D78", "#4A8AA2", "#94BDCC", "#D3E4EA"),
)


def ramp(first: str, last: str, steps: int) -> tuple[str, ...]:
    """Colours from the first to the last in equal steps."""
    if steps < 2:
        return (first,) * steps
    return tuple(mixed(first, last, n / (steps - 1)) for n in range(steps))


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, as WCAG defines it."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21, as WCAG defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_accent(accent: str) -> str:
    """A body's colour, darkened until text in it can be read on white."""
    for step in range(_STEPS + 1):
        shade = mixed(accent, "#000000", step / _STEPS)
        if contrast(shade, PRINT.surface) >= _READABLE:
            return shade
    return PRINT.text


def palette_of(accent: str) -> ChartPalette:
    """The colours of charts made from a body's colour; the program's own where it has none.

    The steps are placed by lightness, so that the charts of every colour can be read in grey.
    """
    if not is_colour(accent):
        return PRINT
    dark = readable_accent(accent)
    second, third, last = (_lightened(dark, part) for part in (0.16, 0.42, 0.73))
    return replace(
        PRINT,
        good=dark,
        neutral=_lightened(dark, 0.25),
        bad=_lightened(dark, 0.58),
        grades=(dark, second, third, last),
    )


def mixed(one: str, other: str, part: float) -> str:
    """A colour on the way from one to another."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * part):02X}" for x, y in pairs)


def _lightened(dark: str, part: float) -> str:
    """The colour so far towards white as its lightness says, which is not even in its channels."""
    wanted = luminance(dark) + (1 - luminance(dark)) * part
    return min(
        (mixed(dark, PRINT.surface, step / 100) for step in range(101)),
        key=lambda shade: abs(luminance(shade) - wanted),
    )


def readable_on(fill: str, *candidates: str) -> str:
    """The candidate that stands out most against a fill."""
    return max(candidates, key=lambda colour: contrast(colour, fill))


def _channels(colour: str) -> tuple[int, int, int]:
    value = int(colour.lstrip("#"), 16)
    return value >> 16 & 255, value >> 8 & 255, value & 255
