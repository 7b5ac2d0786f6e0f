"""Forms as PDF: where one goes, its writing, and what can be done with it then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.audits import Audit, Case
from app.errors import PartnershipAuditError
from app.handover.files import form_file_name
from app.services.print_form import Printed, print_blank_form, print_form
from app.ui.frame import MainWindow
from app.ui.messages import Sheet, show_error
from app.ui.outside import show_outside
from app.ui.pages.agency.sealing import documents_folder
from app.ui.session import Session
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


class PrintedSheet(FileSheet):
    """Tells that a form is written, and that nothing protects it any more."""

    def __init__(self, parent: QWidget | None, printed: Printed) -> None:
        where = where_words(printed.path, printed.pages)
        if printed.blank:
            text = f"{where} Nobody has written in it. To print it, open it."
        else:
            text = (
                f"{where} Whoever can open the file can read it. Keep it as you keep other case "
                "papers, and delete it when you need it no more. To print it, open it."
            )
        tone, icon = (Tone.GOOD, "check") if printed.blank else (Tone.ATTENTION, "attention")
        sentence = "The form is saved as a PDF"
        sentence += "." if printed.blank else " that is not encrypted."
        super().__init__(parent, printed.path, sentence, text, icon=icon, tone=tone)


class Printing(QObject):
    """Asks where a form goes, and writes it there."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self._folder = documents_folder()

    def print_case(self, audit: Audit, case: Case, revision: int | None = None) -> None:
        """The form of a case, as it is in the workspace when everything before is saved; or an
        earlier revision of it.
        """
        path = self._ask("Save the form as a PDF, not encrypted", form_file_name(audit, case))
        if path is not None:
            self._write(
                partial(
                    print_form,
                    self._session.workspace,
                    audit.id,
                    case.uin,
                    path,
                    clock=self._session.context.clock,
                    revision=revision,
                )
            )

    def print_blank(self, audit: Audit) -> None:
        """The form to be filled in by hand."""
        path = self._ask("Save the blank form as a PDF", form_file_name(audit, None))
        if path is not None:
            self._write(partial(print_blank_form, self._session.workspace, audit.id, path))

    def _ask(self, title: str, name: str) -> Path | None:
        path = ask_for_pdf(self._window, title, self._folder / name)
        if path is not None:
            self._folder = path.parent
        return path

    def _write(self, write: Callable[[], Printed]) -> None:
        # On the database's worker, behind the answers that are still being saved.
        self._session.read(write, self._written, failed=self._failed, owner=self)

    def _written(self, printed: Printed) -> None:
        PrintedSheet(self._window, printed).tell()

    def _failed(self, error: PartnershipAuditError) -> None:
        show_error(self._window, error)
