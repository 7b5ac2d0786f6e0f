"""The list of audits as a table: where each stands, when it is due, how long it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.days import long_day
from app.reports.wording import plural
from app.services.keep_audits import AllAudits, AuditState, ListedAudit
from app.storage import SetUpSummary
from app.ui.theme.tokens import Tone
from app.ui.widgets.grid_table import CELL_ROLE, Cell
from app.ui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Audit", "Where it stands", "Due", "Kept until")
_LONGEST = 56


@dataclass(frozen=True)
class AuditLine:
    """A row: an audit, or one that is being set up. ``id`` is the set-up's or the audit's."""

    id: str
    title: str
    reference: str
    audit: ListedAudit | None = None
    set_up: SetUpSummary | None = None

    @property
    def is_archived(self) -> bool:
        """Whether it was put away, or destroyed."""
        away = {AuditState.ARCHIVED, AuditState.DESTROYED}
        return self.audit is not None and self.audit.state in away

    @property
    def destroyed(self) -> date | None:
        """When it was destroyed, if it was."""
        return self.audit.summary.destroyed if self.audit is not None else None

    def holds(self, words: str) -> bool:
        """Whether each of these words stands in its title or reference."""
        said = f"{self.title} {self.reference}".casefold()
        return all(word in said for word in words.casefold().split())


def lines_of(found: AllAudits) -> tuple[AuditLine, ...]:
    """The rows: what is being set up, then the audits."""
    begun = [
        AuditLine(
            each.id, each.title or "An audit without a title yet", each.reference, set_up=each
        )
        for each in found.set_ups
    ]
    audits = [
        AuditLine(each.summary.id, each.summary.title, each.summary.reference, audit=each)
        for each in found.audits
    ]
    return (*begun, *audits)


_ORDER = {state: at for at, state in enumerate(AuditState)}
_FAR = date.max


def _due(line: AuditLine) -> date:
    return line.audit.summary.due if line.audit else _FAR


def _kept(line: AuditLine) -> date:
    return (line.audit.summary.retain_until if line.audit else None) or _FAR


def _state(line: AuditLine) -> int:
    return _ORDER[line.audit.state] if line.audit else -1


SORTS: dict[str, tuple[str, Callable[[AuditLine], object]]] = {
    "latest": ("Latest first", lambda _line: 0),
    "due": ("By due day", _due),
    "title": ("By title", lambda line: line.title.casefold()),
    "state": ("By where it stands", _state),
    "kept": ("By how long it is kept", _kept),
}


class AuditsModel(QAbstractTableModel):
    """The rows that fit what was asked for, in the order that was asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[AuditLine] = ()
        self.lines: list[AuditLine] = []
        self._words, self._which, self._sort = "", "current", "latest"

    def set_all(self, lines: Sequence[AuditLine]) -> None:
        """Show these."""
        self._all = lines
        self._fill()

    def ask(self, *, words: str | None = None, which: str | None = None, sort: str = "") -> None:
        """Show only those with these words; "current", "archived" or "all" of them; sorted."""
        self._words = self._words if words is None else words
        self._which = self._which if which is None else which
        self._sort = sort or self._sort
        self._fill()

    def row_of(self, line_id: str) -> int:
        """Where a row is; -1 where it is not shown."""
        return next((at for at, line in enumerate(self.lines) if line.id == line_id), -1)

    def _fill(self) -> None:
        self.beginResetModel()
        shown = (line for line in self._all if self._fits(line) and line.holds(self._words))
        _, key = SORTS[self._sort]
        self.lines = sorted(shown, key=key)  # type: ignore[arg-type]
        self.endResetModel()

    def _fits(self, line: AuditLine) -> bool:
        return self._which == "all" or line.is_archived == (self._which == "archived")

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        cell = _CELLS[index.column()](line)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(f"{cell.text} {cell.detail}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{cell.text} {cell.detail}" if index.column() else line.title
            return one_line(f"{COLUMNS[index.column()]}: {said}".strip())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or section < 0:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section] if section < len(COLUMNS) else None
        return one_line(self.lines[section].title) if section < len(self.lines) else None


def state_cell(line: AuditLine) -> Cell:
    """Where an audit stands, in a word with its icon."""
    if line.audit is None:
        return Cell("being set up", Tone.ACCENT, "edit")
    progress, state = line.audit.progress, line.audit.state
    so_far = f"{progress.answered} of {progress.expected} in"
    changing = "being changed" if line.audit.changing else ""
    if line.destroyed is not None:
        return Cell("destroyed", Tone.SECONDARY, "close", f"on {long_day(line.destroyed)}")
    if state is AuditState.ARCHIVED:
        return Cell("archived", Tone.SECONDARY, "folder", changing)
    if state is AuditState.ALL_IN:
        return Cell(so_far, Tone.GOOD, "check", changing)
    if state is AuditState.OVERDUE:
        late = (line.audit.today - line.audit.summary.due).days
        return Cell(f"{plural(late, 'day')} late", Tone.ATTENTION, "attention", changing or so_far)
    if state is AuditState.NOT_ISSUED:
        return Cell("packs not issued", Tone.SECONDARY, "dash", changing)
    return Cell(so_far, Tone.TEXT, "clock", changing)


def kept_cell(line: AuditLine) -> Cell:
    """How long an audit is kept, or that it is held."""
    if line.audit is None:
        return Cell("")
    if line.destroyed is not None:
        return Cell("certificate kept", Tone.SECONDARY)
    summary, days = line.audit.summary, line.audit.retention_days
    if summary.legal_hold:
        return Cell("legal hold", Tone.TEXT, "lock")
    if summary.retain_until is None or days is None:
        return Cell("no day yet", Tone.SECONDARY)
    day = long_day(summary.retain_until)
    if not line.audit.is_retention_near:
        return Cell(day)
    when = "passed" if days < 0 else "today" if days == 0 else f"in {plural(days, 'day')}"
    return Cell(day, Tone.ATTENTION, "attention", when)


def _title_cell(line: AuditLine) -> Cell:
    title = one_line(line.title)
    cut = title if len(title) <= _LONGEST else f"{title[:_LONGEST].rstrip()}…"
    return Cell(cut, strong=True, detail=line.reference)


def _due_cell(line: AuditLine) -> Cell:
    return Cell(long_day(line.audit.summary.due)) if line.audit else Cell("")


_CELLS: tuple[Callable[[AuditLine], Cell], ...] = (_title_cell, state_cell, _due_cell, kept_cell)
