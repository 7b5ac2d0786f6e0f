"""Every screen of both desks can be used by everyone: no check finds anything on any of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.theme import apply_theme
from tests.ui.accessibility.checks import check_window
from tests.ui.accessibility.finding import Check
from tests.ui.gallery.looks import look
from tests.ui.gallery.scenes import TOURS, Studio

# Each check in the looks in which it can find something that it has not found in another.
CHECKS = {
    "light-100": frozenset(Check),
    "light-200": frozenset({Check.CLIPPED, Check.SIZE}),
    "dark-100": frozenset({Check.CONTRAST}),
}
# All colours come from one place: these tours meet every widget. ``tests.ui.gallery`` draws all.
IN_THE_DARK = frozenset({"widgets", "entrance", "agency", "all in", "setting up"})


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = Studio(tmp_path_factory.mktemp("studio"))
    yield studio
    studio.close()


def test_the_tours_in_the_dark_are_there() -> None:
    assert set(TOURS) >= IN_THE_DARK


@pytest.mark.parametrize("tour", TOURS)
def test_every_screen(qapp: QApplication, studio: Studio, tour: str) -> None:
    found: list[str] = []
    for name, checks in CHECKS.items():
        if name.startswith("dark") and tour not in IN_THE_DARK:
            continue
        seen: list[str] = []

        def visit(
            screen: str,
            window: QWidget,
            name: str = name,
            checks: frozenset[Check] = checks,
            seen: list[str] = seen,
        ) -> None:
            seen.append(screen)
            found.extend(f"{screen} ({name}): {one}" for one in check_window(window, checks))

        apply_theme(qapp, look(name).scheme, look(name).scale)
        studio.tour(tour, visit)
        assert seen
        assert len(seen) == len(set(seen)), "two screens of one name"
    assert found == [], "\n".join(found)
