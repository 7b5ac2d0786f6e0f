"""The recommendations as a list: of one audit by agency, or of all audits with the late ones first.

Rows are plain data; what stands on each is worked out here, and only drawn elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Qt

from app.domain.recommendations import RecommendationState
from app.reports.plan_lines import ALL_AGENCIES, PlanLine
from app.reports.wording import listed
from app.ui.models.row_list import RowList
from app.ui.theme.tokens import Tone
from app.ui.widgets.plain import one_line, visible

PLAN_ROLE = Qt.ItemDataRole.UserRole + 11
_SHOWN = 400  # letters of a text in the list; the page has the whole
_OPEN = RecommendationState.OPEN

LOOKS = {
    RecommendationState.OPEN: (Tone.ACCENT, "circle"),
    RecommendationState.DONE: (Tone.GOOD, "check"),
    RecommendationState.WITHDRAWN: (Tone.SECONDARY, "close"),
    RecommendationState.CARRIED: (Tone.SECONDARY, "forward"),
}


@dataclass(frozen=True)
class Narrowed:
    """What is looked for; empty fields let everything through.

    ``state`` is "overdue", "soon", or the value of a state.
    """

    state: str = ""
    agency: str = ""
    lead: str = ""
    audit: str = ""
    words: str = ""

    def lets(self, line: PlanLine, today: date) -> bool:
        """Whether a recommendation is among those that are looked for."""
        found = line.recommendation
        if self.state == "overdue":
            fits = line.days_late(today) > 0
        elif self.state == "soon":
            fits = line.is_soon(today)
        else:
            fits = self.state in {"", found.state.value}
        whom = line.agencies or (ALL_AGENCIES,)
        return (
            fits
            and (not self.agency or self.agency in whom)
            and (not self.lead or self.lead == lead_of(line))
            and (not self.audit or self.audit == line.audit_reference)
            and self._has_words(line)
        )

    def _has_words(self, line: PlanLine) -> bool:
        words = self.words.casefold().split()
        if not words:
            return True
        found = line.recommendation
        parts = (found.finding, found.action, found.lead, found.outcome, found.result)
        said = " ".join((*parts, line.for_whom, line.reference, line.when)).casefold()
        return all(word in said for word in words)


EVERYTHING = Narrowed()


@dataclass(frozen=True)
class PlanRow:
    """One row: a recommendation, or with no ``line`` the title of those that follow.

    ``facts`` is who leads and until when; ``lacks`` what is still missing, in a sentence.
    """

    title: str
    line: PlanLine | None = None
    lead: str = ""
    finding: str = ""
    facts: str = ""
    lacks: str = ""
    state: str = ""
    tone: Tone = Tone.SECONDARY
    icon: str = ""

    @property
    def key(self) -> str:
        """By what the row is found again."""
        return self.line.recommendation.id if self.line else f"title {self.title}"

    @property
    def spoken(self) -> str:
        """The row for those who hear it."""
        parts = (f"{self.lead} {self.title}".strip(), self.state, self.finding, self.facts)
        return visible(one_line(", ".join(part for part in (*parts, self.lacks) if part)))


class RecommendationsModel(RowList[PlanRow]):
    """Rows of ``PlanRow`` by ``PLAN_ROLE``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PLAN_ROLE, parent)

    def show_audit(self, lines: Sequence[PlanLine], today: date) -> None:
        """Show the recommendations of one audit, under the agencies that they are for."""
        self._refill(_by_agency(lines, today))

    def show_all(self, lines: Sequence[PlanLine], today: date) -> None:
        """Show those of all audits: the longest overdue first, then by date, the closed last."""
        self._refill(_by_date(lines, today))

    def row_of(self, key: str) -> int:
        """Where a recommendation stands; -1 where it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), -1)

    def ids(self) -> list[str]:
        """The recommendations that are shown, in their order."""
        return [row.line.recommendation.id for row in self.rows if row.line]

    def _refill(self, rows: Iterator[PlanRow]) -> None:
        new = tuple(rows)
        if new == self.rows:
            return
        if [row.key for row in new] == [row.key for row in self.rows]:
            self.rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.refill(new)

    def line(self, row: PlanRow) -> str:
        return one_line(row.title)

    def spoken(self, row: PlanRow) -> str:
        return row.spoken

    def is_title(self, row: PlanRow) -> bool:
        return row.line is None


def lead_of(line: PlanLine) -> str:
    """Who leads, as it is compared."""
    return " ".join(line.recommendation.lead.split())


def row_of(line: PlanLine, today: date, *, whole: bool) -> PlanRow:
    """A recommendation as a row; ``whole`` with its audit and the agencies that it is for."""
    found = line.recommendation
    tone, icon = LOOKS[found.state]
    if line.days_late(today):
        tone, icon = Tone.PROBLEM, "clock"
    elif line.is_soon(today):
        tone, icon = Tone.ATTENTION, "clock"
    facts = [line.reference, line.for_whom] if whole else []
    facts += [f"Lead: {lead_of(line)}"] if lead_of(line) else []
    facts += [_when(line)] if line.when else []
    facts += [line.chain[:1].upper() + line.chain[1:]]
    missing = found.lacks if found.state is _OPEN else ()
    return PlanRow(
        _short(found.action) or "No action written yet",
        line,
        "" if whole else f"{line.number}.",
        _short(found.finding),
        "  ·  ".join(fact for fact in facts if fact),
        f"Still missing: {listed(missing)}" if missing else "",
        line.state_words(today),
        tone,
        icon,
    )


def _when(line: PlanLine) -> str:
    due = line.recommendation.due
    return f"by {line.when}" if due is not None else f"No date yet: {line.when}"


def _by_agency(lines: Sequence[PlanLine], today: date) -> Iterator[PlanRow]:
    title = ""
    for line in lines:
        if line.for_whom != title:
            title = line.for_whom
            yield PlanRow(title)
        yield row_of(line, today, whole=False)


def _by_date(lines: Sequence[PlanLine], today: date) -> Iterator[PlanRow]:
    late = [line for line in lines if line.days_late(today)]
    is_open = [
        line for line in lines if line.recommendation.state is _OPEN and not line.days_late(today)
    ]
    groups = (
        ("Overdue, the longest first", sorted(late, key=lambda line: -line.days_late(today))),
        ("Open", sorted(is_open, key=lambda line: line.recommendation.due or date.max)),
        ("Closed", sorted(_closed(lines), key=_ended, reverse=True)),
    )
    for title, group in groups:
        if group:
            yield PlanRow(title)
        yield from (row_of(line, today, whole=True) for line in group)


def _closed(lines: Sequence[PlanLine]) -> list[PlanLine]:
    return [line for line in lines if line.recommendation.state is not _OPEN]


def _ended(line: PlanLine) -> date:
    return line.recommendation.closed or date.min


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
