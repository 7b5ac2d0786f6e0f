"""The colours of the charts. No drawing here, so that the window may name colours early."""

from __future__ import annotations

from dataclasses import dataclass


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
    a, b = _channels(first), _channels(last)
    return tuple(
        "#"
        + "".join(f"{round(x + (y - x) * n / (steps - 1)):02X}" for x, y in zip(a, b, strict=True))
        for n in range(steps)
    )


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, as WCAG defines it."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(fill: str, *candidates: str) -> str:
    """The candidate that stands out most against a fill."""

    def contrast(colour: str) -> float:
        light, dark = sorted((luminance(colour), luminance(fill)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    return max(candidates, key=contrast)


def _channels(colour: str) -> tuple[int, int, int]:
    value = int(colour.lstrip("#"), 16)
    return value >> 16 & 255, value >> 8 & 255, value & 255
