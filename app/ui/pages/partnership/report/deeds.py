"""What is done with the pages of a report: saved as a PDF, or printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.audits import Audit
from app.domain.reporting import ReportKind
from app.errors import PartnershipAuditError
from app.handover.files import unused, word_file_name, write_file
from app.reports.wording import plural
from app.services.export_data import Export, export_data, write_report_docx
from app.ui.outside import show_outside
from app.ui.pages.partnership.report.paper import Paper
from app.ui.pages.partnership.room import Room, Slot
from app.ui.pages.pdf_file import ask_for_pdf, documents_folder
from app.ui.tasks import Work
from app.ui.theme.tokens import Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.flow import FlowLayout

_OPEN = "Nothing is encrypted there: keep it as you keep other case papers."


class PaperDeeds:
    """Saves and prints for a page, and says below ``result`` what came of it."""

    def __init__(self, room: Room, result: Slot) -> None:
        self._room, self._result = room, result
        self._folder = documents_folder()

    def save(self, paper: Paper, content: bytes | None = None) -> None:
        """Ask where a PDF goes, and write it there; it is made first unless it was."""
        to = ask_for_pdf(self._room, "Save as PDF", self._folder / paper.file_name)
        if to is None:
            return
        self._folder = to.parent

        def write(work: Work) -> Path:
            made = content if content is not None else paper.make(_told(work))
            write_file(to, made)
            return to

        self._begin("Making the PDF…")
        self._room.session.work(write, done=self._saved, failed=self.fail, owner=self._room)

    def save_word(self, audit: Audit) -> None:
        """Ask where the audit report goes as a document for Word, and write it there."""
        name = word_file_name(audit, ReportKind.AUDIT)
        chosen, _ = QFileDialog.getSaveFileName(
            self._room, "Save for Word", str(self._folder / name), "Word (*.docx)"
        )
        if not chosen:
            return
        to = Path(chosen)
        to = to if to.suffix.lower() == ".docx" else to.with_name(to.name + ".docx")
        self._folder = to.parent
        session = self._room.session
        workspace, clock = session.workspace, session.context.clock

        self._begin("Making the document…")
        session.work(
            lambda _work: write_report_docx(workspace, audit.id, to, clock=clock),
            done=lambda path: self.tell("It is saved for Word.", path),
            failed=self.fail,
            owner=self._room,
        )

    def save_data(self, audit: Audit, kind: Export, *, comments: bool) -> None:
        """Ask for a folder, and write the data of an audit into it."""
        chosen = QFileDialog.getExistingDirectory(
            self._room, "Choose a folder for the data", str(self._folder)
        )
        if not chosen:
            return
        folder = self._folder = Path(chosen)
        session = self._room.session
        workspace, clock = session.workspace, session.context.clock
        self._begin("Making the files…")
        session.work(
            lambda _work: export_data(
                workspace, audit.id, folder, {kind}, clock=clock, comments=comments
            ),
            done=lambda exported: self._saved_files(len(exported.paths), folder),
            failed=self.fail,
            owner=self._room,
        )

    def save_several(self, papers: Sequence[Paper]) -> None:
        """Ask for a folder, and write each into it; what is there under a name stays."""
        chosen = QFileDialog.getExistingDirectory(
            self._room, "Choose a folder for the PDFs", str(self._folder)
        )
        if not chosen or not papers:
            return
        folder = self._folder = Path(chosen)

        def write(work: Work) -> Path:
            for number, paper in enumerate(papers):
                work.check()
                work.report(number, len(papers))
                write_file(unused(folder / paper.file_name), paper.make(_told(work)))
            return folder

        self._begin(f"Making {plural(len(papers), 'PDF')}…")
        self._room.session.work(
            write,
            done=lambda path: self._saved_files(len(papers), path),
            failed=self.fail,
            owner=self._room,
        )

    def print(self, paper: Paper, content: bytes | None = None, pages: int = 0) -> None:
        """Ask for a printer, and print there."""
        from app.ui.pages.partnership.report.printing import ask_for_printer, print_pages

        printer = ask_for_printer(self._room, paper.title, pages or 9_999)
        if printer is None:
            return

        def run(work: Work) -> int:
            made = content if content is not None else paper.make(_told(work))

            def on_page(done: int, of: int) -> None:
                work.check()
                work.report(done, of)

            return print_pages(made, printer, on_page)

        self._begin("Printing…")
        self._room.session.work(
            run,
            done=self._printed,
            failed=self.fail,
            progress=lambda done, of, _text: self._begin(f"Printing page {done} of {of}…"),
            owner=self._room,
        )

    def tell(self, sentence: str, path: Path, text: str = _OPEN) -> None:
        """Say what was written, with the way to it."""
        banner = Banner(Tone.GOOD, sentence, f"“{path.name}” is in {path.parent}. {text}")
        read = secondary_button("Open", icon="open")
        read.clicked.connect(partial(show_outside, path, self._room))
        folder = secondary_button("Show in folder", icon="folder")
        folder.clicked.connect(partial(show_outside, path.parent, self._room))
        self._result.put(banner, _row(read, folder))
        read.setFocus()
        self._room.show_widget(self._result)

    def fail(self, error: PartnershipAuditError) -> None:
        """Say what did not work."""
        self._result.put_error(error)
        self._room.show_widget(self._result)

    def _begin(self, words: str) -> None:
        self._result.put(Banner(Tone.ACCENT, words))

    def _saved(self, path: Path) -> None:
        self.tell("It is saved as a PDF.", path)

    def _saved_files(self, count: int, folder: Path) -> None:
        verb = "is" if count == 1 else "are"
        words = f"{plural(count, 'file')} {verb} saved in {folder}."
        banner = Banner(Tone.GOOD, words, _OPEN)
        show = secondary_button("Show in folder", icon="folder")
        show.clicked.connect(partial(show_outside, folder, self._room))
        self._result.put(banner, _row(show))
        show.setFocus()
        self._room.show_widget(self._result)

    def _printed(self, pages: int) -> None:
        self._result.put(Banner(Tone.GOOD, f"{plural(pages, 'page')} went to the printer."))


def _row(*buttons: QWidget) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for button in buttons:
        flow.addWidget(button)
    return row


def _told(work: Work) -> partial[None]:
    return partial(_on_page, work)


def _on_page(work: Work, page: int) -> None:
    work.check()
    work.report(page, page + 1)
