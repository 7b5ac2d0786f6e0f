"""Forms as PDF: where one goes, its writing, and what can be done with it then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.audits import Audit, Case
from app.errors import PartnershipAuditError
from app.handover.files import form_file_name
from app.services.print_form import Printed, print_blank_form, print_form
from app.ui.frame import MainWindow
from app.ui.messages import show_error
from app.ui.pages.files_folder import files_folder
from app.ui.pages.pdf_file import FileSheet, ask_for_pdf, where_words
from app.ui.session import Session
from app.ui.theme.tokens import Tone


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
        self._folder = files_folder(session.context.policy)

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
