"""Somebody's list of cases: which column is what, and what comes of it, before it is brought in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.case_columns import SINGLE, Meaning
from app.domain.case_list import CaseRow, called, with_letters
from app.domain.tool import Subject
from app.errors import PartnershipAuditError, ToolFileError
from app.reports.wording import plural
from app.services.check_case_list import check_case_list
from app.services.read_case_list import (
    Proposal,
    ReadColumn,
    read_list_file,
    read_list_text,
    rows_from,
)
from app.ui.models.preview_model import PreviewModel
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.set_up.cases_page import not_read
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, secondary_button
from app.ui.widgets.drop_zone import DropZone
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid_table import GridTable
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import TextLabel, hint, section_title, strong_text
from app.ui.widgets.surfaces import stack_when_narrow

if TYPE_CHECKING:
    from app.ui.pages.partnership.set_up.cases_page import CasesPage

_KINDS = "Lists of cases (*.xlsx *.csv *.txt);;All files (*)"
_CHOICES = [
    (Meaning.UIN.value, "UIN"),
    (Meaning.INITIALS.value, "Initials"),
    (Meaning.PEN_PICTURE.value, "Pen picture"),
    (Meaning.LABEL.value, "Letter of the case"),
    (Meaning.GROUP.value, "A group to draw by"),
    (Meaning.IGNORED.value, "Leave out"),
]
_PREVIEWED = 5
_SAMPLES = 4
_LONG = 60


class ListPage(Room):
    """Reads a file or pasted cells, lets the columns be matched, and hands the rows on."""

    def __init__(
        self,
        floor: Floor,
        cases: CasesPage,
        found: Proposal | Path | None = None,
        *,
        drawing: bool = False,
    ) -> None:
        title = "Draw from a longer list" if drawing else "Import cases"
        super().__init__(floor, title, back="Cases", wide=True)
        self.cases, self.drawing = cases, drawing
        self.proposals: tuple[Proposal, ...] = ()
        self.proposal: Proposal | None = None
        self.meanings: dict[int, Meaning] = {}
        self.choices: dict[int, ChoiceField] = {}
        self.sentence.setText("A list from Excel, or from your case management system as CSV.")
        self.notice = Slot()
        self.add(self.notice)
        self.zone = DropZone(
            "Drop the list here",
            "Columns that may identify a child are left out before anything is shown.",
            button="Choose a file",
            kinds=_KINDS,
        )
        self.zone.files_dropped.connect(lambda paths: self.read_file(paths[0]))
        self.add(self.zone)
        self.clip = secondary_button("Paste cells copied in Excel", icon="copy")
        self.clip.clicked.connect(self._paste)
        self.add(_row(self.clip))
        self.matching = QWidget()
        self._build_matching()
        self.add(self.matching)
        self.matching.hide()
        self.end()
        if isinstance(found, Proposal):
            self._read((found,))
        elif found is not None:
            self.read_file(found)

    def _build_matching(self) -> None:
        column = QVBoxLayout(self.matching)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.sheet = ChoiceField("Sheet of the workbook", [])
        self.sheet.chosen.connect(lambda key: self._show(self.proposals[int(key)]))
        column.addWidget(self.sheet)
        column.addSpacing(Space.S)
        column.addWidget(section_title("What each column is"))
        self.columns = Slot(gap=Space.S)
        column.addWidget(self.columns)
        column.addSpacing(Space.S)
        column.addWidget(section_title("What comes of it"))
        self.outcome = TextLabel()
        column.addWidget(self.outcome)
        self.preview = PreviewModel(("Case", "UIN", "Initials", "Pen picture"), self)
        self.table = GridTable("The first cases", whole_rows=True)
        self.table.setModel(self.preview)
        column.addWidget(self.table)
        self.take = primary_button("")
        self.take.clicked.connect(self._take)
        self.to_draw = secondary_button("Draw some of them at random…")
        self.to_draw.clicked.connect(self.open_draw)
        self.other = secondary_button("Read another list")
        self.other.clicked.connect(self._again)
        column.addSpacing(Space.S)
        column.addLayout(_row(self.other, self.to_draw, self.take))

    def focus_first(self) -> None:
        if self.matching.isVisibleTo(self) and self.choices:
            next(iter(self.choices.values())).setFocus()
        else:
            self.zone.button.setFocus()

    # --- reading ---------------------------------------------------------------------------------

    def read_file(self, path: Path) -> None:
        """Read a file, and show what it offers."""
        self.session.read(
            lambda: read_list_file(path), self._read, failed=self._not_read, owner=self
        )

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.notice.put(
                Banner(
                    Tone.ATTENTION,
                    "There are no cells to paste.",
                    "Select the rows in Excel with their headings, copy them, and try again.",
                )
            )
            return
        try:
            self._read((read_list_text(text),))
        except PartnershipAuditError as error:
            self._not_read(error)

    def _not_read(self, error: PartnershipAuditError) -> None:
        expected = error.expected if isinstance(error, ToolFileError) else error.sentence
        sentence = "This list can’t be read. Nothing was brought in from it."
        text = f"{expected[:1].upper()}{expected[1:]}"
        self.notice.put(Banner(Tone.PROBLEM, sentence, text if text.endswith(".") else f"{text}."))

    def _read(self, proposals: tuple[Proposal, ...]) -> None:
        self.proposals = proposals
        self.sheet.setVisible(len(proposals) > 1)
        self.sheet.box.clear()
        for at, each in enumerate(proposals):
            self.sheet.box.addItem(f"{each.sheet} ({plural(each.rows, 'row')})", str(at))
        # The sheet with the numbers is more likely the list than the notes before it.
        best = max(proposals, key=lambda each: Meaning.UIN in each.meanings.values())
        self.sheet.set_value(str(proposals.index(best)))
        self._show(best)
        self.zone.hide()
        self.clip.hide()
        self.matching.show()
        self.focus_first()

    def _again(self) -> None:
        self.matching.hide()
        self.notice.put()
        self.zone.show()
        self.clip.show()
        self.zone.button.setFocus()

    # --- matching --------------------------------------------------------------------------------

    def _show(self, proposal: Proposal) -> None:
        self.proposal, self.meanings, self.choices = proposal, proposal.meanings, {}
        said = [
            plural(proposal.rows, "row") + (" was read." if proposal.rows == 1 else " were read.")
        ]
        if proposal.left_out:
            said.append(not_read(proposal.left_out))
        if proposal.unsaved:
            many = plural(proposal.unsaved, "formula")
            said.append(f"{many} had no saved result: save the file in Excel and read it again.")
        self.sentence.setText(" ".join(said))
        self.notice.put()
        self.columns.put(*map(self._column, proposal.columns))
        before: QWidget = self.sheet
        for choice in self.choices.values():  # made later than what follows them on the page
            QWidget.setTabOrder(before, choice)
            before = choice
        self._look_at_outcome()

    def _column(self, column: ReadColumn) -> QWidget:
        """What a column is called, what is in it, and what it is taken for."""
        holder = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        row.setContentsMargins(0, 0, 0, Space.XS)
        row.setSpacing(Space.S)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong_text(column.title))
        words.addWidget(_sample(column))
        if not column.guess.sure and column.guess.meaning is not Meaning.IGNORED:
            guessed = "Guessed from what is in it. Look whether it is right."
            words.addWidget(IconLine("attention", guessed, Tone.ATTENTION))
        row.addLayout(words, 1)
        row.addWidget(self._choice(column))
        stack_when_narrow(holder, row, 440)
        return holder

    def _choice(self, column: ReadColumn) -> ChoiceField:
        choice = ChoiceField(column.title, _CHOICES, value=self.meanings[column.at].value)
        choice.label.hide()  # its words stand at the left, with what is in the column
        choice.chosen.connect(partial(self._chosen, column.at))
        self.choices[column.at] = choice
        return choice

    def _chosen(self, at: int, key: str) -> None:
        meaning = Meaning(key)
        for other, choice in self.choices.items():
            if meaning in SINGLE and other != at and self.meanings[other] is meaning:
                # Only one column can be it: the one that was, is left out.
                self.meanings[other] = Meaning.IGNORED
                choice.set_value(Meaning.IGNORED.value)
        self.meanings[at] = meaning
        self._look_at_outcome()

    def rows(self) -> tuple[CaseRow, ...]:
        """The cases, as the columns are matched now."""
        return rows_from(self.proposal, self.meanings) if self.proposal is not None else ()

    def _look_at_outcome(self) -> None:
        rows = with_letters(self.rows())
        known = set(self.meanings.values())
        tool = self.cases.tool
        subject = tool.subject if tool is not None else Subject.CHILD
        faults = check_case_list(rows, self.cases.set_up.uin_format, subject)
        wrong = {fault.row for fault in faults}
        bad = len(wrong)
        if Meaning.UIN not in known:
            said = "Say which column holds the UIN: without it, nothing can be brought in."
        elif not bad:
            said = f"{plural(len(rows), 'case')}, and nothing to mend in them."
        else:
            need = "needs" if bad == 1 else "need"
            where, first = called(faults[0].row, rows[faults[0].row]), faults[0].sentence
            said = (
                f"{plural(len(rows), 'case')}. {bad} of them {need} mending on the list: for "
                f"example {where}, {first[:1].lower()}{first[1:]}."
            )
        if Meaning.GROUP in known:
            said += " The groups are used for a draw only, and are not kept."
        self.outcome.setText(said)
        unkept = {(f.row, f.column.value) for f in faults if f.unkept}
        shown = [
            tuple(
                "looks like a name" if (at, name) in unkept else str(getattr(row, name))
                for name in ("label", "uin", "initials", "pen_picture")
            )
            for at, row in enumerate(rows[:_PREVIEWED])
        ]
        self.preview.set_rows(shown)
        ready = Meaning.UIN in known and bool(rows)
        self.take.set_text(
            "Go on to the draw" if self.drawing else f"Bring in {plural(len(rows), 'case')}"
        )
        self.take.setEnabled(ready)
        self.to_draw.setVisible(not self.drawing)
        self.to_draw.setEnabled(ready and len(rows) > 1)

    # --- going on --------------------------------------------------------------------------------

    def _take(self) -> None:
        if self.drawing:
            self.open_draw()
            return
        rows = self.rows()
        left_out = self.proposal.left_out if self.proposal is not None else ()
        self.floor.back()
        self.cases.take(rows, left_out=left_out)

    def open_draw(self) -> None:
        """Open the page of the draw."""
        from app.ui.pages.partnership.set_up.draw_page import DrawPage

        if self.proposal is not None:
            self.floor.open(DrawPage(self.floor, self))


def _sample(column: ReadColumn) -> TextLabel:
    filled = list(dict.fromkeys(" ".join(cell.split()) for cell in column.cells if cell))
    most = 1 if max(map(len, filled), default=0) > _LONG else _SAMPLES
    shown = [text if len(text) <= _LONG else f"{text[:_LONG]}…" for text in filled[:most]]
    more = ", …" if len(filled) > most and most > 1 else ""
    return hint(f"{', '.join(shown)}{more}" if shown else "Nothing in it")


def _row(*widgets: QWidget) -> FlowLayout:
    row = FlowLayout(gap=Space.M)
    for widget in widgets:
        row.addWidget(widget)
    return row
