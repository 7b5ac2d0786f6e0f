"""What is done with the pages of a report: saved as a PDF, or printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app.domain.audits import Audit
from app.domain.reporting import ReportKind
from app.errors import PartnershipAuditError
from app.handover.files import unused, word_file_name, write_file
from app.reports.wording import plural
from app.services.export_data import Export, export_data, write_report_docx
from app.ui.outside import show_outside
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.report.making import MakingCard
from app.ui.pages.partnership.report.paper import Paper
from app.ui.pages.partnership.room import Room, Slot
from app.ui.pages.pdf_file import ask_for_pdf
from app.ui.tasks import Work
from app.ui.theme.tokens import Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.flow import FlowLayout

T = TypeVar("T")
_OPEN = "Nothing is encrypted there: keep it as you keep other case papers."


class PaperDeeds:
    """Saves and prints for a page, and says below ``result`` what came of it."""

    def __init__(self, room: Room, result: Slot) -> None:
        self._room, self._result = room, result
        self._folder = files_folder(room.session.context.policy)

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

        self._run("Making the PDF…", write, self._saved, _page_words)

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

        self._run(
            "Making the document…",
            lambda work: write_report_docx(
                workspace, audit.id, to, clock=clock, on_piece=_told(work)
            ),
            lambda path: self.tell("It is saved for Word.", path),
            lambda piece, _of: f"Making the document: {plural(piece, 'part')} written…",
        )

    def save_data(self, audit: Audit, kind: Export, *, comments: bool, small: bool) -> None:
        """Ask for a folder, and write the data of an audit into it."""
        chosen = QFileDialog.getExistingDirectory(
            self._room, "Choose a folder for the data", str(self._folder)
        )
        if not chosen:
            return
        folder = self._folder = Path(chosen)
        session = self._room.session
        workspace, clock = session.workspace, session.context.clock
        self._run(
            "Making the files…",
            lambda work: export_data(
                workspace,
                audit.id,
                folder,
                {kind},
                clock=clock,
                comments=comments,
                small=small,
                on_row=_told(work),
            ),
            lambda exported: self._saved_files(len(exported.paths), folder),
            lambda row, _of: f"Making the files: {row:,} {'row' if row == 1 else 'rows'} written…",
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
                content = paper.make(lambda _page: work.check())
                write_file(unused(folder / paper.file_name), content)
            return folder

        self._run(
            f"Making {plural(len(papers), 'PDF')}…",
            write,
            lambda path: self._saved_files(len(papers), path),
            lambda number, of: f"Making PDF {number + 1} of {of}…",
            "What was saved before that stays in its folder.",
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

        self._run(
            "Printing…",
            run,
            self._printed,
            lambda done, of: f"Printing page {done} of {of}…",
            "The printer may still print what had been sent to it.",
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

    def _run(
        self,
        words: str,
        fn: Callable[[Work], T],
        done: Callable[[T], object],
        say: Callable[[int, int], str],
        left: str = "Nothing was saved.",
    ) -> None:
        """Do it beside the window, with how far it is and the way to stop it."""
        card = MakingCard(words)
        self._result.put(card)
        task = self._room.session.work(
            fn,
            done=done,
            failed=self.fail,
            cancelled=lambda: self._result.put(
                Banner(Tone.ATTENTION, "Stopped before it was done.", left)
            ),
            progress=lambda number, of, _text: _say(card, say(number, of)),
            owner=self._room,
        )
        card.stopped.connect(task.cancel)
        self._room.show_widget(self._result)

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


def _say(card: MakingCard, words: str) -> None:
    if isValid(card):
        card.say(words)


def _page_words(page: int, _of: int) -> str:
    return f"Making page {page}…"


def _told(work: Work) -> partial[None]:
    return partial(_on_page, work)


def _on_page(work: Work, page: int) -> None:
    work.check()
    work.report(page, page + 1)
