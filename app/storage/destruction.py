"""Destroying what an audit holds about children, and every trace of it in the workspace's files.

The audit's name, its agencies' names, its recommendations and, where wanted, its published reports
stay: they hold nothing about a single child, and are followed up for years. The lines of the
history stay as well; they name cases by their UIN, which leads to nobody once the case list that
the partnership holds elsewhere is destroyed too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table, delete, func, select, update

from app.errors import NotFoundError
from app.storage.records import HistoryEvent
from app.storage.tables import (
    acceptances,
    agencies,
    answers,
    audits,
    authors,
    cases,
    chasers,
    hand_overs,
    letters,
    marked,
    not_asked,
    packages,
    packs,
    returns,
    set_ups,
    settings,
    watch_entries,
    waved_through,
)
from app.storage.tables_reporting import (
    agreed_judgements,
    attendance,
    comment_tags,
    discussions,
    meeting_notes,
    publications,
    quotes,
    recommendations,
    report_options,
    report_texts,
)
from app.storage.transaction import Transaction

# Those that refer to others first.
_OF_THE_AUDIT: tuple[Table, ...] = (
    comment_tags,
    quotes,
    meeting_notes,
    agreed_judgements,
    attendance,
    discussions,
    report_texts,
    report_options,
    acceptances,
    marked,
    chasers,
    letters,
    packages,
    packs,
    returns,
    authors,
    hand_overs,
    watch_entries,
    waved_through,
    not_asked,
    cases,
)
_BLANK = {"email": "", "contact": "", "proxy": "", "phone": ""}


@dataclass(frozen=True)
class Gone:
    """How much was destroyed; it stands on the certificate."""

    cases: int
    returns: int
    answers: int
    packs: int
    packages: int
    letters: int
    notes: int
    published: int


class Destruction:
    """Takes audits out of the tables. The files are cleared by ``Workspace.scrub``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def destroy(self, audit_id: str, on: date, *, published: bool = False) -> Gone:
        """Destroy what an audit holds; its published reports too where ``published``.

        Raises:
            NotFoundError: there is no such audit.
        """
        gone = self.count(audit_id, published=published)
        for table in (*_OF_THE_AUDIT, *((publications,) if published else ())):
            self._connection.execute(delete(table).where(table.c.audit_id == audit_id))
        self._connection.execute(delete(set_ups).where(set_ups.c.id == audit_id))
        named = settings.c.name.endswith(audit_id, autoescape=True)
        self._connection.execute(delete(settings).where(named))
        plan = update(recommendations).where(recommendations.c.audit_id == audit_id)
        self._connection.execute(plan.values(evidence="[]"))
        asked = update(agencies).where(agencies.c.audit_id == audit_id)
        self._connection.execute(asked.values(_BLANK))
        shell = update(audits).where(audits.c.id == audit_id)
        texts = {"context": "", "methodology": "", "selection": "", "reconstruction": ""}
        values = {**texts, "destroyed": on, "archived": on, "retain_until": None}
        if self._connection.execute(shell.values(values)).rowcount == 0:
            raise NotFoundError("audit", audit_id)
        self._transaction.note(
            HistoryEvent.AUDIT_DESTROYED,
            audit_id=audit_id,
            detail=f"{gone.cases} cases, {gone.returns} returns, {gone.answers} answers",
        )
        return gone

    def count(self, audit_id: str, *, published: bool = False) -> Gone:
        """How much of an audit would be destroyed."""
        of_returns = (
            select(func.count())
            .select_from(answers.join(returns))
            .where(returns.c.audit_id == audit_id)
        )
        return Gone(
            cases=self._rows(cases, audit_id),
            returns=self._rows(returns, audit_id),
            answers=int(self._connection.execute(of_returns).scalar_one()),
            packs=self._rows(packs, audit_id),
            packages=self._rows(packages, audit_id),
            letters=self._rows(letters, audit_id),
            notes=self._rows(meeting_notes, audit_id),
            published=self._rows(publications, audit_id) if published else 0,
        )

    def _rows(self, table: Table, audit_id: str) -> int:
        rows = select(func.count()).select_from(table).where(table.c.audit_id == audit_id)
        return int(self._connection.execute(rows).scalar_one())
