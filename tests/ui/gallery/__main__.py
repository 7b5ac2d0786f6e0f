"""Draws every screen and writes the report: ``python -m tests.ui.gallery DIR [LOOK [TOUR]]``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(time, "tzset"):
    os.environ["TZ"] = "Europe/London"  # the pictures are the same wherever they are drawn
    time.tzset()

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.theme import apply_theme
from tests.ui.accessibility.checks import check_window
from tests.ui.gallery.looks import LOOKS, Look
from tests.ui.gallery.report import Report
from tests.ui.gallery.scenes import TOURS, Studio


def draw(app: QApplication, folder: Path, only_look: str = "", only_tour: str = "") -> Report:
    """Draw the looks and tours whose names begin so; all of them by default."""
    folder.mkdir(parents=True, exist_ok=True)
    report = Report()
    with tempfile.TemporaryDirectory() as temporary:
        studio = Studio(Path(temporary))
        for one in LOOKS:
            if not one.name.startswith(only_look):
                continue
            apply_theme(app, one.scheme, one.scale)

            def visit(name: str, window: QWidget, one: Look = one) -> None:
                window.grab().save(str(folder / f"{name}.{one.name}.png"))
                report.add(one.name, name, window, check_window(window))

            for tour in TOURS:
                if tour.startswith(only_tour):
                    studio.tour(tour, visit)
        studio.close()
    report.write(folder)
    return report


def main() -> int:
    """Draw into the folder that is named; 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.gallery", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go")
    parser.add_argument("look", nargs="?", default="", help="how the names of the looks begin")
    parser.add_argument("tour", nargs="?", default="", help="how the names of the tours begin")
    asked = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    report = draw(app, asked.folder, asked.look, asked.tour)
    sys.stdout.write(
        f"{len(report.screens)} screens, {report.pictures} pictures, {report.widgets} controls, "
        f"{report.count()} findings\n"
    )
    return 1 if report.count() else 0


if __name__ == "__main__":
    sys.exit(main())
