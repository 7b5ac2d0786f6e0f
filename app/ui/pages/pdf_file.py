"""A PDF that was written: where it goes, and what can be done with it then."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.messages import Sheet
from app.ui.outside import show_outside
from app.ui.theme.tokens import Tone
from app.ui.widgets.buttons import Kind

_SUFFIX = ".pdf"


class FileSheet(Sheet):
    """Tells that a file is written, and offers to open it or to show where it is."""

    def __init__(
        self, parent: QWidget | None, path: Path, sentence: str, text: str, *, icon: str, tone: Tone
    ) -> None:
        super().__init__(parent, sentence, text, icon=icon, tone=tone)
        self.add_button("Close").clicked.connect(self.accept)
        self.folder = self.add_button("Show in folder")
        self.folder.clicked.connect(partial(show_outside, path.parent, self))
        self.read = self.add_button("Open", Kind.PRIMARY, default=True)
        self.read.clicked.connect(partial(show_outside, path, self))

    def tell(self) -> None:
        """Show it, and wait until it is closed."""
        self.fit()
        self.exec()
        self.deleteLater()


def where_words(path: Path, pages: int) -> str:
    """ "“form.pdf”, 7 pages, is in Documents." """
    count = "1 page" if pages == 1 else f"{pages} pages"
    return f"“{path.name}”, {count}, is in {path.parent}."


def ask_for_pdf(parent: QWidget | None, title: str, path: Path) -> Path | None:
    """Where a PDF goes; None where it was left."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(path), "PDF (*.pdf)")
    if not chosen:
        return None
    found = Path(chosen)
    named = found.with_name(found.name + _SUFFIX)
    # Some systems leave the ending to the program; what is there already was not agreed to.
    return found if found.suffix.lower() == _SUFFIX or named.exists() else named
