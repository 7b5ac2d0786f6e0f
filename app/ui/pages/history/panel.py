"""The history: whether it is whole, its lines, and the ways to take it along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.errors import PartnershipAuditError
from app.reports.history_report import HistoryReport
from app.reports.wording import plural
from app.services.read_history import (
    HistoryPart,
    WrittenHistory,
    chain_of,
    chain_words,
    history_part,
    history_report,
    names_of,
    print_history,
    write_history_csv,
)
from app.storage import Chain
from app.ui.messages import show_error
from app.ui.models.history_model import HistoryModel
from app.ui.outside import show_outside
from app.ui.pages.files_folder import files_folder
from app.ui.pages.history.filters import HistoryFilters
from app.ui.pages.pdf_file import ask_for_pdf
from app.ui.pages.slot import Slot
from app.ui.session import Session
from app.ui.tasks import Work
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid_table import GridTable
from app.ui.widgets.labels import hint

T = TypeVar("T")
SENTENCE = (
    "Every change at this desk: what, where and when. Answers and names of children are not in it."
)
FIRST = 500
_MOST_ROWS = 11


class _Table(GridTable):
    """As high as a few rows; it scrolls inside itself when there are more."""

    def __init__(self) -> None:
        super().__init__("History", whole_rows=True)
        self.horizontalHeader().setResizeContentsPrecision(60)

    def sizeHint(self) -> QSize:
        now, wanted = theme(), super().sizeHint()
        return QSize(wanted.width(), min(wanted.height(), now.px(44) + _MOST_ROWS * now.px(46)))


class HistoryPanel(QWidget):
    """``said(QWidget)`` when something new is to be looked at."""

    said = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._turn = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        self.state = Slot()
        self.note = Slot()
        self.filters = HistoryFilters()
        self.filters.narrowed.connect(self._read_lines)
        self.count = hint("")
        self.model = HistoryModel(self)
        self.model.more_wanted.connect(self._read_more)
        self.table = _Table()
        self.table.setModel(self.model)
        self.pdf = secondary_button("Save as PDF", icon="document")
        self.pdf.clicked.connect(self._ask_pdf)
        self.csv = secondary_button("Save for a spreadsheet", icon="download")
        self.csv.clicked.connect(self._ask_csv)
        deeds = FlowLayout(gap=Space.M)
        deeds.addWidget(self.pdf)
        deeds.addWidget(self.csv)
        column.addWidget(self.state)
        column.addWidget(self.filters)
        column.addLayout(deeds)
        column.addWidget(self.note)
        column.addWidget(self.count)
        column.addWidget(self.table, 100)
        column.addStretch(1)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self.filters.words.box

    def look(self) -> None:
        """Read what is shown: the lines at once, then whether the whole of it is sound."""
        workspace = self.session.workspace
        self._read_lines()
        self._read(lambda: names_of(workspace), self.filters.set_names)
        self._read(lambda: chain_of(workspace), self._show_chain)

    def _show_chain(self, chain: Chain) -> None:
        sentence, text = chain_words(chain)
        self.state.put(Banner(Tone.GOOD if chain.is_whole else Tone.PROBLEM, sentence, text))

    # --- the lines -------------------------------------------------------------------------------

    def _read_lines(self, most: int = FIRST) -> None:
        self._turn += 1
        turn, workspace, wanted = self._turn, self.session.workspace, self.filters.wanted
        self._read(
            lambda: history_part(workspace, wanted, most=most), partial(self._show_lines, turn)
        )

    def _read_more(self) -> None:
        self._read_lines(2 * max(len(self.model.part.lines), FIRST))

    def _show_lines(self, turn: int, part: HistoryPart) -> None:
        if turn != self._turn:
            return
        self.model.show_part(part)
        self.table.setVisible(bool(part.lines))
        narrow = part.wanted.is_narrow
        count = f"{part.count:,} {'line' if part.count == 1 else 'lines'}"
        if not part.lines:
            self.count.setText("No line fits what is looked for." if narrow else "")
        else:
            self.count.setText(f"{count}{' found' if narrow else ''}, newest first")
        for button in (self.pdf, self.csv):
            button.setEnabled(bool(part.lines))

    # --- taking it along -------------------------------------------------------------------------

    def _begin(self) -> Path:
        return files_folder(self.session.context.policy)

    def _ask_pdf(self) -> None:
        path = ask_for_pdf(self, "Save the history", self._begin() / "History.pdf")
        if path is not None:
            self.write_pdf(path)

    def write_pdf(self, path: Path) -> None:
        """Write what is shown, all of it, as a PDF."""
        workspace, clock = self.session.workspace, self.session.context.clock
        wanted = self.filters.wanted
        self.pdf.setEnabled(False)

        self._read(
            lambda: history_report(workspace, wanted, clock=clock), partial(self._print, path)
        )

    def _print(self, path: Path, report: HistoryReport) -> None:
        words = f"Writing {len(report.lines):,} lines. One can go on meanwhile."
        self.note.put(Banner(Tone.ACCENT, words))

        def write(work: Work) -> WrittenHistory:
            return print_history(report, path, on_page=lambda _page: work.check())

        self.session.work(write, done=self._written, failed=self._failed, owner=self)

    def _ask_csv(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Save the history",
            str(self._begin() / "History.csv"),
            "Spreadsheet, comma-separated (*.csv)",
        )
        if chosen:
            self.write_csv(Path(chosen))

    def write_csv(self, path: Path) -> None:
        """Write what is shown, all of it, for a spreadsheet."""
        workspace, wanted = self.session.workspace, self.filters.wanted
        self._read(lambda: write_history_csv(workspace, path, wanted), self._written)

    def _written(self, written: WrittenHistory) -> None:
        self.pdf.setEnabled(True)
        pages = f", {plural(written.pages, 'page')}" if written.pages else ""
        banner = Banner(
            Tone.GOOD,
            f"“{written.path.name}” is written.",
            f"{written.lines:,} {'line' if written.lines == 1 else 'lines'}{pages}, in "
            f"{written.path.parent}.",
            action="Open",
        )
        banner.acted.connect(partial(show_outside, written.path, self))
        self.note.put(banner)
        self.said.emit(self.note)

    def _failed(self, error: PartnershipAuditError) -> None:
        self.note.put()
        self.pdf.setEnabled(True)
        show_error(self.window(), error)

    def _read(self, fn: Callable[[], T], done: Callable[[T], object]) -> None:
        self.session.read(fn, done, failed=self._failed, owner=self)
