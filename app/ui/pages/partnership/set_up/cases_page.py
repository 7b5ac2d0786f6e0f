"""The cases: typed into a table, pasted, brought in from a file, or drawn from a longer list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.domain.case_columns import Meaning
from app.domain.case_list import (
    CaseColumn,
    CaseRow,
    CellFault,
    called,
    cases_of,
    learned_format,
    rows_of,
)
from app.domain.set_up import Missing, Step
from app.domain.tool import Subject
from app.errors import PartnershipAuditError
from app.reports.wording import listed, plural, sentence
from app.services.check_case_list import (
    cases_with_returns,
    check_case_list,
    check_pictures,
    picture_faults,
)
from app.services.read_case_list import Proposal, read_list_text, rows_from
from app.ui.models.case_list_model import COLUMNS, TITLES, CaseListModel
from app.ui.pages.partnership.room import Floor, Slot, flush_left
from app.ui.pages.partnership.set_up.case_table import CaseTable
from app.ui.pages.partnership.set_up.hand import Hand
from app.ui.pages.partnership.set_up.step_page import StepPage
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.error_summary import Entry
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint

_MOST_NAMED = 3
_MOST_LISTED = 12


class CasesPage(StepPage):
    """The table of the cases. What looks like a name stays in its cell until one leaves, unkept."""

    step: ClassVar = Step.CASES

    def __init__(self, floor: Floor, hand: Hand) -> None:
        super().__init__(floor, hand, "Cases", wide=True)
        self.sentence.setText(
            "Children are in an audit by number and initials, never by name. What looks like a "
            "name is not kept."
        )
        self.setAcceptDrops(True)
        self._warnings: dict[str, str] = {}
        self._checked: set[str] = set()
        self._drawn = ("", 0, "")  # what a draw wrote, how many cases and what there were before
        self.model = CaseListModel(self)
        self.notice = Slot()
        self.add(self.notice)
        self._build_ways()
        self.table = CaseTable(self.model)
        self.add(self.table)
        self._build_deeds()
        self._build_fields()
        self.model.edited.connect(self._edited)
        self.table.pasted.connect(self.paste)
        self.table.remove_asked.connect(self.remove_rows)
        self.table.undone.connect(self._undone)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._fit_deeds())
        self.table.selectionModel().currentChanged.connect(self._show_cell)
        self.end_step()

    def _build_ways(self) -> None:
        self.bring = secondary_button("Import from Excel or CSV…", icon="document")
        self.bring.clicked.connect(lambda: self.open_list())
        self.draw = secondary_button("Draw from a longer list…", icon="people")
        self.draw.clicked.connect(lambda: self.open_list(drawing=True))
        ways = FlowLayout(gap=Space.M)
        ways.addWidget(self.bring)
        ways.addWidget(self.draw)
        self.add(ways)
        self.add(
            hint(
                "Or type into the table, or paste cells copied in Excel with Ctrl+V. Tab and "
                "Return move on, Escape leaves a cell."
            )
        )

    def _build_deeds(self) -> None:
        self.new = secondary_button("Add a case", icon="plus")
        self.new.clicked.connect(lambda: self.table.go_to(len(self.model.rows), write=True))
        self.remove = secondary_button("Remove", icon="bin")
        self.remove.clicked.connect(self.remove_rows)
        self.undo = quiet_button("Undo", icon="undo")
        self.undo.setToolTip("Ctrl+Z, in the table")
        self.undo.clicked.connect(self._undo)
        deeds = FlowLayout(gap=Space.M)
        for button in (self.new, self.remove, self.undo):
            deeds.addWidget(button)
        self.add(deeds)

    def _build_fields(self) -> None:
        self.form = LineField(
            "Form of the UINs",
            hint="# stands for a digit, @ for a letter: CE-#### fits CE-0412. Empty: any will do.",
            characters=24,
            longest=40,
        )
        self.form.edited.connect(self._form_edited)
        self.add_field("uin_format", self.form, gap_before=Space.M)
        self.learned = quiet_button("", icon="check")
        flush_left(self.learned)
        self.learned.clicked.connect(self._take_learned)
        self.learned.hide()
        self.add(self.learned)
        self.chosen = LineField(
            "How the cases were chosen",
            hint="For the methodology in the report. A draw writes its own sentence here.",
            longest=400,
        )
        self.chosen.edited.connect(lambda text: self.change(selection=text))
        self.add_field("selection", self.chosen)

    # --- showing ---------------------------------------------------------------------------------

    def show_set_up(self) -> None:
        now = self.set_up
        self.model.set_rows(rows_of(now.cases))
        self.form.set_value(now.uin_format)
        self.chosen.set_value(now.selection)
        self._check()
        if now.of_audit:
            workspace = self.session.workspace
            self.read(lambda: cases_with_returns(workspace, now.id), self._hold)

    def focus_first(self) -> None:
        here = self.table.currentIndex()
        self.table.go_to(*(here.row(), COLUMNS[here.column()]) if here.isValid() else (0,))

    def focus_field(self, name: str) -> None:
        """A field, a cell ("3 uin"), or the case of a UIN."""
        row, _, column = name.partition(" ")
        if name in self.fields:
            super().focus_field(name)
        elif column and row.isdecimal():
            self.table.go_to(int(row), CaseColumn(column))
        else:
            rows = [at for at, each in enumerate(self.model.rows) if each.uin == name]
            faulty = [fault for fault in self.model.faults if not fault.warning]
            if rows or not faulty:
                self.table.go_to(rows[0] if rows else 0)
            else:
                self.table.go_to(faulty[0].row, faulty[0].column)

    def _show_cell(self) -> None:
        # Where it stands is known only after the page was laid out.
        QTimer.singleShot(0, self, self._scroll_to_cell)

    def _scroll_to_cell(self) -> None:
        content, here = self.widget(), self.table.currentIndex()
        if content is None or not here.isValid() or not self.table.hasFocus():
            return
        rect = self.table.visualRect(here)
        middle = self.table.viewport().mapTo(content, rect.center())
        self.ensureVisible(middle.x(), middle.y(), 0, rect.height() // 2 + Space.XL)

    def problems_here(self) -> tuple[Missing, ...]:
        rest = (m for m in super().problems_here() if m.field in {"", "uin_format"})
        form = tuple(m for m in rest if m.field or not self.model.rows)
        return (*form, *map(self._missing_at, self._faults()))

    def _missing_at(self, fault: CellFault) -> Missing:
        where = sentence(called(fault.row, self.model.rows[fault.row]))
        said = f"{where}, {TITLES[fault.column]}: {fault.sentence}"
        return Missing(Step.CASES, f"{fault.row} {fault.column.value}", said)

    def show_missing(self) -> None:
        super().show_missing()
        self._check()

    def _list_problems(self) -> None:
        found = self.problems_here()
        entries = [Entry(m.field, m.sentence) for m in found[:_MOST_LISTED]]
        if more := found[_MOST_LISTED:]:
            entries.append(Entry(more[0].field, f"And {len(more)} more, from here on."))
        self.problems.set_entries(entries)

    def _faults(self) -> tuple[CellFault, ...]:
        subject = self.tool.subject if self.tool is not None else Subject.CHILD
        return check_case_list(self.model.rows, self.form.value().strip(), subject)

    def _check(self) -> None:
        """Say what is wrong, but not of a cell to which nobody has come yet."""
        rows = self.model.rows
        shown = [
            fault
            for fault in self._faults()
            if self._told or self.model.text(fault.row, COLUMNS.index(fault.column))
        ]
        self.model.set_faults((*shown, *picture_faults(rows, self._warnings)))
        learned = learned_format(rows)
        self.learned.setVisible(bool(learned) and learned != self.set_up.uin_format)
        self.learned.set_text(f"Use {learned}, as in the table")
        self._fit_deeds()
        self._check_pictures(rows)

    def _check_pictures(self, rows: Sequence[CaseRow]) -> None:
        new = {row.pen_picture for row in rows} - self._checked - {""}
        if new:
            self._checked |= new
            self.read(lambda: check_pictures(tuple(new)), self._pictures_checked)

    def _pictures_checked(self, found: dict[str, str]) -> None:
        if found:
            self._warnings |= found
            self._check()

    def _hold(self, uins: frozenset[str]) -> None:
        self.model.set_held(uins)
        held = [case.label for case in self.set_up.cases if case.uin in uins]
        if held:
            cases = f"case {held[0]}" if len(held) == 1 else f"cases {listed(held)}"
            named = cases if len(held) <= _MOST_NAMED else plural(len(held), "case")
            self.notice.put(
                Banner(
                    Tone.ACCENT,
                    f"Returns are in about {named}.",
                    "Such a case stays on the list, under its number. The others can be changed "
                    "and removed.",
                )
            )
        self._fit_deeds()

    def _fit_deeds(self) -> None:
        rows = self.table.selected_rows()
        self.remove.setEnabled(bool(rows))
        self.remove.set_text(f"Remove {plural(len(rows), 'case')}" if rows else "Remove a case")
        self.undo.setEnabled(self.model.can_undo)

    # --- what a person does ----------------------------------------------------------------------

    def _edited(self) -> None:
        faults = self._faults()
        self.change(cases=cases_of(self.model.rows, faults))
        self._check()

    def _form_edited(self, text: str) -> None:
        self.change(uin_format=text.strip())
        self._check()

    def _take_learned(self) -> None:
        learned = learned_format(self.model.rows)
        self.form.set_value(learned)
        self.form.set_error("")
        self._form_edited(learned)
        self.form.setFocus()

    def _undo(self) -> None:
        if self.model.undo():
            self._undone()
        self.table.setFocus()

    def _undone(self) -> None:
        self.notice.put()
        drawn, size, before = self._drawn
        if drawn and self.set_up.selection == drawn and len(self.model.rows) == size:
            self.chosen.set_value(before)
            self.change(selection=before)
            self._drawn = ("", 0, "")

    def remove_rows(self) -> None:
        """Take the selected cases off the list, but those of which returns are in."""
        rows = self.table.selected_rows()
        held = [self.model.rows[row].label for row in rows if self.model.is_held(row)]
        gone = self.model.remove(rows)
        if held:
            text = f"{plural(gone, 'other case')} went." if gone else "Nothing was changed."
            stays = f"Case {listed(held)} stays: returns about it are in."
            if len(held) > 1:
                stays = f"Cases {listed(held)} stay: returns about them are in."
            self.notice.put(Banner(Tone.ATTENTION, stays, text))
        elif gone:
            self._tell(f"{plural(gone, 'case')} removed.")
        if rows:
            self.table.go_to(min(rows[0], len(self.model.rows)))

    def paste(self, text: str) -> None:
        """Put cells in from the one where the keyboard is; of a whole list, by its columns."""
        here = self.table.currentIndex()
        if not text.strip():
            return
        try:
            proposal = read_list_text(text)
        except PartnershipAuditError as error:
            self.notice.put_error(error)
            return
        meanings = proposal.meanings
        known = set(meanings.values())
        whole = len(meanings) + len(proposal.left_out) > 1 or proposal.has_headings
        if whole and Meaning.UIN in known:
            self.take(rows_from(proposal, meanings), left_out=proposal.left_out)
        elif whole:
            self.open_list(proposal)
        else:
            cells = [(cell,) for column in proposal.columns for cell in column.cells]
            cells = cells or [(line.strip(),) for line in text.splitlines() if line.strip()]
            self.model.write(max(here.row(), 0), max(here.column(), 0), cells)

    def take(
        self, rows: Sequence[CaseRow], *, selection: str = "", left_out: Sequence[str] = ()
    ) -> None:
        """Put whole cases on the list; what is said anew of one that stands there is changed."""
        before = len(self.model.rows)
        self.model.merge(rows)
        if selection:
            self._drawn = (selection, before, self.set_up.selection)
            self.chosen.set_value(selection)
            self.change(selection=selection)
        new = len(self.model.rows) - before
        said = f"{plural(new, 'case')} added." if new or not rows else "The cases were changed."
        out = f" {not_read(left_out)}" if left_out else ""
        self._tell(said, out.strip())
        self.table.go_to(before if new else 0)

    def _tell(self, said: str, text: str = "") -> None:
        banner = Banner(Tone.GOOD, said, text, action="Undo")
        banner.acted.connect(self._undo)
        self.notice.put(banner)

    # --- longer lists and files ------------------------------------------------------------------

    def open_list(self, found: Proposal | Path | None = None, *, drawing: bool = False) -> None:
        """Open the page that reads somebody's list."""
        from app.ui.pages.partnership.set_up.list_page import ListPage

        self.flush()
        self.floor.open(ListPage(self.floor, self, found, drawing=drawing))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_list(path)


def not_read(left_out: Sequence[str]) -> str:
    """The sentence for columns that were left out."""
    many = len(left_out) != 1
    named = listed(f"“{title}”" for title in left_out)
    they = "they" if many else "it"
    was = "were" if many else "was"
    return (
        f"{plural(len(left_out), 'column')} {was} not read: {they} may identify children ({named})."
    )


def _dropped(event: QDropEvent) -> Path | None:
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 else None
    return path if path is not None and path.is_file() else None
