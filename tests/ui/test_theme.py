"""Tokens that can be read in every scheme, a style sheet that scales, icons in their tone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, Tone, apply_theme, icon, theme, theme_changes
from app.ui.theme.apply import system_palette
from app.ui.theme.icons import icon_folder, icon_pixmap
from app.ui.theme.tokens import DARK, LIGHT, Palette, contrast

# Windows' four contrast themes, as their palettes come to Qt: window, text, highlight, on it, link.
_WINDOWS = {
    "Aquatic": ("#202020", "#FFFFFF", "#8EE3F0", "#263B50", "#75E9FC"),
    "Desert": ("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3", "#1C5E75"),
    "Dusk": ("#2D3236", "#FFFFFF", "#A1BFDE", "#212D3B", "#70EBDE"),
    "Night sky": ("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B", "#8080FF"),
    "a careless one": ("#FFFFFF", "#9A9A9A", "#FFFF00", "#FFFFFF", "#CCCCFF"),
}


def _high_contrast(name: str) -> Palette:
    window, text, highlight, on_it, link = _WINDOWS[name]
    system = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, window),
        (role.Base, window),
        (role.WindowText, text),
        (role.Highlight, highlight),
        (role.HighlightedText, on_it),
        (role.Link, link),
    ):
        system.setColor(which, QColor(colour))
    return system_palette(system)


def _palettes() -> list[tuple[str, Palette]]:
    made = [(name, _high_contrast(name)) for name in _WINDOWS]
    return [("light", LIGHT), ("dark", DARK), *made]


@pytest.mark.parametrize(("name", "p"), _palettes(), ids=lambda value: str(value)[:12])
def test_every_pair_of_text_and_ground_reaches_wcag_aa(name: str, p: Palette) -> None:
    grounds = (p.page, p.surface, p.raised, p.sunken, p.hover, p.accent_soft)
    pairs = [(ink, ground) for ground in grounds for ink in (p.text, p.secondary)]
    meanings = (p.accent, p.good, p.attention, p.problem)
    pairs += [(ink, ground) for ground in (p.page, p.surface, p.hover) for ink in meanings]
    pairs += [(p.tone(tone), p.soft(tone)) for tone in Tone if tone is not Tone.ON_ACCENT]
    pairs += [(p.on_accent, fill) for fill in (p.accent, p.accent_hover, p.accent_pressed)]
    for ink, ground in pairs:
        assert contrast(ink, ground) >= 4.5, (name, ink, ground, contrast(ink, ground))


@pytest.mark.parametrize(("name", "p"), _palettes(), ids=lambda value: str(value)[:12])
def test_the_rim_of_a_control_and_the_focus_ring_reach_three_to_one(name: str, p: Palette) -> None:
    for rim in (p.outline, p.accent):
        for ground in (p.page, p.surface):
            assert contrast(rim, ground) >= 3, (name, rim, ground)


@pytest.mark.parametrize("p", [LIGHT, DARK], ids=["light", "dark"])
def test_grades_run_in_one_direction_when_printed_in_grey(p: Palette) -> None:
    from app.ui.theme.tokens import luminance

    steps = [luminance(grade) for grade in p.grades]
    assert steps == sorted(steps, reverse=p.is_dark)
    assert all(abs(a - b) > 0.03 for a, b in pairwise(steps))


def test_applying_a_theme_again_changes_what_is_on_the_screen(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    label = QLabel("x")
    qtbot.addWidget(label)
    with qtbot.waitSignal(theme_changes().changed):
        apply_theme(app, Scheme.DARK, 1.5)
    assert theme().palette is DARK
    assert app.font().pixelSize() == 21
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.text)
    apply_theme(app, Scheme.DARK, 9.0)
    assert theme().scale == 2.0


def test_the_system_scheme_is_followed(light_theme: QApplication) -> None:
    apply_theme(light_theme, Scheme.SYSTEM)
    dark = light_theme.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme().palette is (DARK if dark else LIGHT)
    apply_theme(light_theme, Scheme.HIGH_CONTRAST)
    assert theme().palette.is_high_contrast


def test_every_icon_draws_in_its_tone() -> None:
    names = sorted(path.stem for path in icon_folder().glob("*.svg"))
    assert len(names) >= 24
    for name in names:
        image = icon_pixmap(name, "#FF0000", 20, 2.0).toImage()
        pixels = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
        solid = [pixel for pixel in pixels if pixel.alpha() > 200]
        assert solid, name
        assert all(pixel.red() > 240 and pixel.green() < 15 for pixel in solid), name
    assert not icon("check").isNull()


def test_the_tinted_copies_for_the_style_sheet_have_the_tokens_colours() -> None:
    for scheme, p in (("light", LIGHT), ("dark", DARK)):
        for name, colour in (
            ("chevron-down", p.secondary),
            ("chevron-up", p.secondary),
            ("chevron-right", p.secondary),
            ("check", p.on_accent),
            ("dot", p.on_accent),
        ):
            text = (icon_folder() / "qss" / f"{name}-{scheme}.svg").read_text(encoding="utf-8")
            assert colour in text, (name, scheme)
