"""What the partnership writes back to an agency: queries about a return, and receipts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.returns import ReturnKind


@dataclass(frozen=True)
class QueryPoint:
    """What is asked about one question. ``key`` is its place in the form ("Q5", "Q7.parents")."""

    key: str
    text: str


@dataclass(frozen=True)
class Query:
    """The partnership asks an agency to look again at some questions of one return.

    ``revision`` is the one it was asked about: a later one answers it. ``text`` is about the
    return as a whole.
    """

    id: str
    audit_id: str
    agency_id: str
    uin: str
    revision: int
    asked_on: date
    points: tuple[QueryPoint, ...] = ()
    text: str = ""
    asked_by: str = ""

    def is_open(self, revision: int) -> bool:
        """Whether the latest revision that was sealed, or came in, has not answered it."""
        return revision <= self.revision


@dataclass(frozen=True)
class ReceiptLine:
    """A return that the partnership has."""

    uin: str
    revision: int
    kind: ReturnKind
    on: date


@dataclass(frozen=True)
class Receipt:
    """What has arrived from an agency, and which cases are still missing.

    ``test_on`` is the day a test package arrived, if one did.
    """

    id: str
    audit_id: str
    agency_id: str
    made_on: date
    arrived: tuple[ReceiptLine, ...] = ()
    missing: tuple[str, ...] = ()
    test_on: date | None = None

    def line(self, uin: str) -> ReceiptLine | None:
        """What has arrived on a case, or None."""
        return next((line for line in self.arrived if line.uin == uin), None)

    def has(self, uin: str, revision: int) -> bool:
        """Whether that revision on a case, or a later one, has arrived."""
        line = self.line(uin)
        return line is not None and line.revision >= revision

    def arrival(self, uin: str, revision: int, sealed_on: date) -> bool | None:
        """Whether what was sealed on a day has arrived; None where it was sealed afterwards."""
        if self.has(uin, revision):
            return True
        return False if sealed_on <= self.made_on else None


def latest_receipt(receipts: Sequence[Receipt]) -> Receipt | None:
    """The one that knows the most; of two that say the same, the one that came last.

    Letters may be opened in any order, and of two of one day the later has more returns, higher
    revisions, or a later test package.
    """

    def how_late(receipt: Receipt) -> tuple[date, int, date]:
        revisions = sum(line.revision for line in receipt.arrived)
        return receipt.made_on, revisions, receipt.test_on or date.min

    return max(reversed(receipts), key=how_late, default=None)


@dataclass(frozen=True)
class Correspondence:
    """The letters of one audit at an agency: every query, and the latest receipt.

    ``sealed`` is the latest revision that was sealed here, by UIN.
    """

    queries: tuple[Query, ...] = ()
    receipt: Receipt | None = None
    sealed: Mapping[str, int] = field(default_factory=dict)

    def open_queries(self, uins: Collection[str] | None = None) -> tuple[Query, ...]:
        """The queries that no later revision has answered, the oldest first."""
        return tuple(
            query
            for query in self.queries
            if query.is_open(self.sealed.get(query.uin, 0)) and (uins is None or query.uin in uins)
        )
