"""Draws every widget in light and dark at 100 % and 200 %: ``python -m tests.ui.gallery DIR``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.messages import PassphraseSheet, Sheet
from app.ui.theme import Scheme, Tone, apply_theme
from app.ui.widgets.buttons import Kind
from app.ui.widgets.choices import ChoiceCards
from app.ui.widgets.surfaces import ReadingColumn
from tests.ui import specimens

_LOOKS = (
    ("light", Scheme.LIGHT, 1.0),
    ("dark", Scheme.DARK, 1.0),
    ("light-200", Scheme.LIGHT, 2.0),
    ("dark-200", Scheme.DARK, 2.0),
    ("contrast", Scheme.HIGH_CONTRAST, 1.0),
)


def draw(app: QApplication, folder: Path, only: str = "") -> None:
    """Write the pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scheme, scale in _LOOKS:
        if only and only != name:
            continue
        apply_theme(app, scheme, scale)
        for title, widget in _widgets(scale):
            widget.show()
            widget.activateWindow()
            QTest.qWait(30)
            cards = widget.findChild(ChoiceCards)
            if title == "question" and cards is not None:
                cards.card("no").setFocus(Qt.FocusReason.TabFocusReason)
                QTest.keyClick(cards.card("no"), Qt.Key.Key_Shift)
            QTest.qWait(60)
            widget.grab().save(str(folder / f"{title}-{name}.png"))
            widget.close()
            widget.deleteLater()


def _widgets(scale: float) -> list[tuple[str, QWidget]]:
    found: list[tuple[str, QWidget]] = [
        ("question", specimens.question_window()),
        ("tracker", specimens.tracker_window()),
    ]
    for title, make in (
        ("fields", specimens.fields_sheet),
        ("choices", specimens.choices_sheet),
        ("lists", specimens.lists_sheet),
    ):
        content = make()
        page = specimens.as_page(content)
        width = round(840 * min(scale, 1.6))
        page.resize(QSize(width, 800))
        page.ensurePolished()
        if isinstance(content, ReadingColumn):
            page.resize(QSize(width, max(content.content_height(width), 400)))
        found.append((title, page))
    sheet = Sheet(
        None,
        "Delete the whole audit?",
        "The returns, the report and the history are destroyed, on this computer and in its "
        "backups. You get a certificate of destruction. This can’t be taken back.",
        icon="attention",
        tone=Tone.PROBLEM,
    )
    sheet.add_button("Cancel")
    sheet.add_button("Delete for good", Kind.DANGER)
    sheet.fit()
    found.append(("dialog", sheet))
    asks = PassphraseSheet(
        None, "Open this pack", "It is locked with a passphrase.", "Open pack", new=False, least=12
    )
    asks.first.set_error("That passphrase does not open it. Check for capital letters.")
    asks.fit()
    found.append(("passphrase", asks))
    return found


def main() -> int:
    """Draw into the folder that is named."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "gallery")
    draw(app, folder, sys.argv[2] if len(sys.argv) > 2 else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
