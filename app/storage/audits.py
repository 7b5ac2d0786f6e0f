"""The audits of a workspace, each with its tool, cases and agencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.audits import Audit
from app.domain.tool import AuditTool
from app.errors import DocumentError, FlowError, NotFoundError
from app.storage import mapping
from app.storage.records import AuditSummary, HistoryEvent
from app.storage.tables import agencies, audits, cases, logos, not_asked, tools
from app.storage.transaction import Transaction


class Audits:
    """Audits by id."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def add(self, audit: Audit) -> None:
        """Put a new audit in.

        Raises:
            FlowError: an audit of that id is already there.
            DocumentError: a case or an agency is listed twice, or a pair names neither.
        """
        _check(audit)
        digest = self._keep_tool(audit.tool)
        try:
            self._connection.execute(insert(audits), [mapping.audit_values(audit, digest)])
        except IntegrityError as error:
            raise FlowError(
                "This audit is already in the workspace. Nothing was changed."
            ) from error
        self._insert(cases, _case_rows(audit))
        self._insert(agencies, _agency_rows(audit))
        self._insert(not_asked, _pair_rows(audit))
        self._transaction.note(HistoryEvent.AUDIT_ADDED, audit_id=audit.id)

    def replace(self, audit: Audit) -> None:
        """Put an audit in place of the one of the same id. Its returns and packs stay.

        Raises:
            NotFoundError: there is no audit of that id.
            FlowError: a case or an agency is gone from it of which there are returns or packs.
            DocumentError: a case or an agency is listed twice, or a pair names neither.
        """
        _check(audit)
        digest = self._keep_tool(audit.tool)
        change = update(audits).where(audits.c.id == audit.id)
        values = mapping.audit_values(audit, digest)
        if self._connection.execute(change.values(values)).rowcount == 0:
            raise NotFoundError("audit", audit.reference)
        self._connection.execute(delete(not_asked).where(not_asked.c.audit_id == audit.id))
        self._replace(cases, "uin", audit.id, _case_rows(audit))
        self._replace(agencies, "id", audit.id, _agency_rows(audit))
        self._insert(not_asked, _pair_rows(audit))
        self._transaction.note(HistoryEvent.AUDIT_CHANGED, audit_id=audit.id)

    def get(self, audit_id: str) -> Audit:
        """The audit of that id.

        Raises:
            NotFoundError: there is none.
        """
        whole = select(audits, tools.c.content).join(tools).where(audits.c.id == audit_id)
        row = self._connection.execute(whole).one_or_none()
        if row is None:
            raise NotFoundError("audit", audit_id)
        return mapping.audit_of(
            row,
            self._rows(cases, audit_id, in_order=True),
            self._rows(agencies, audit_id, in_order=True),
            self._rows(not_asked, audit_id),
        )

    def find(self, name: str) -> Audit:
        """The audit of that id or reference, in capitals or not. An id goes first.

        Raises:
            NotFoundError: there is none; the references that there are come with it.
        """
        wanted = name.strip().casefold()  # here, as SQLite folds only the letters of ASCII
        known = self.all()
        for names in ({s.id.casefold(): s.id for s in known}, _by_reference(known)):
            if wanted in names:
                return self.get(names[wanted])
        raise NotFoundError("audit", name, ", ".join(summary.reference for summary in known))

    def all(self) -> tuple[AuditSummary, ...]:
        """Every audit, the latest opened first."""
        c = audits.c
        names = (field.name for field in fields(AuditSummary))
        summaries = select(*(c[name] for name in names))
        rows = self._connection.execute(summaries.order_by(c.opened.desc(), c.reference, c.id))
        return tuple(AuditSummary(*row) for row in rows)

    def archive(self, audit_id: str, day: date | None) -> None:
        """Put an audit away on a day, or bring it back with None."""
        self._change(audit_id, archived=day)
        event = HistoryEvent.AUDIT_ARCHIVED if day else HistoryEvent.AUDIT_BROUGHT_BACK
        self._transaction.note(event, audit_id=audit_id)

    def retain(self, audit_id: str, until: date | None) -> None:
        """Keep an audit until a day; None where nobody has said."""
        self._change(audit_id, retain_until=until)
        detail = until.isoformat() if until else ""
        self._transaction.note(HistoryEvent.RETENTION_SET, audit_id=audit_id, detail=detail)

    def hold(self, audit_id: str, reason: str) -> None:
        """Hold an audit: nothing of it may be destroyed. An empty reason ends the hold."""
        self._change(audit_id, legal_hold=reason)
        detail = "held" if reason else "ended"
        self._transaction.note(HistoryEvent.LEGAL_HOLD_SET, audit_id=audit_id, detail=detail)

    def logo(self, audit_id: str) -> bytes | None:
        """The picture of the body's logo as it was given, or None."""
        content = select(logos.c.content).where(logos.c.audit_id == audit_id)
        return self._connection.execute(content).scalar_one_or_none()

    def keep_logo(self, audit_id: str, content: bytes | None) -> None:
        """Keep a logo in place of the one kept before; None takes it away."""
        if content is None:
            self._connection.execute(delete(logos).where(logos.c.audit_id == audit_id))
        else:
            self._transaction.put(logos, {"audit_id": audit_id}, {"content": content})
        self._transaction.note(HistoryEvent.LOGO_KEPT, audit_id=audit_id)

    def _change(self, audit_id: str, **values: object) -> None:
        change = update(audits).where(audits.c.id == audit_id).values(**values)
        if self._connection.execute(change).rowcount == 0:
            raise NotFoundError("audit", audit_id)

    def _keep_tool(self, tool: AuditTool) -> str:
        values = mapping.tool_values(tool)
        digest: str = values["digest"]
        known = select(exists().where(tools.c.digest == digest))
        if not self._connection.execute(known).scalar_one():
            self._connection.execute(insert(tools), [values])
        return digest

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _replace(self, table: Table, name: str, audit_id: str, rows: list[dict[str, Any]]) -> None:
        # Not deleted and inserted again: returns and packs refer to these rows.
        column = table.c[name]
        of_audit = table.c.audit_id == audit_id
        known = set(self._connection.execute(select(column).where(of_audit)).scalars())
        gone = known - {row[name] for row in rows}
        try:
            for value in gone:
                self._connection.execute(delete(table).where(of_audit, column == value))
        except IntegrityError as error:
            raise FlowError(
                "A case or an agency would be taken out of this audit of which there are "
                "already packs or returns. Nothing was changed. Leave it in the audit."
            ) from error
        for row in rows:
            if row[name] in known:
                change = update(table).where(of_audit, column == row[name])
                self._connection.execute(change.values(row))
        self._insert(table, [row for row in rows if row[name] not in known])

    def _rows(self, table: Table, audit_id: str, *, in_order: bool = False) -> list[Any]:
        rows = select(table).where(table.c.audit_id == audit_id)
        if in_order:
            rows = rows.order_by(table.c.position)
        return list(self._connection.execute(rows))


def _by_reference(summaries: Iterable[AuditSummary]) -> dict[str, str]:
    names: dict[str, str] = {}
    for summary in summaries:
        names.setdefault(summary.reference.casefold(), summary.id)
    return names


def _check(audit: Audit) -> None:
    uins = {case.uin for case in audit.cases}
    agency_ids = {agency.id for agency in audit.agencies}
    if len(uins) != len(audit.cases):
        raise DocumentError("the case list names a case twice")
    if len(agency_ids) != len(audit.agencies):
        raise DocumentError("the list of agencies names one twice")
    if any(uin not in uins or agency not in agency_ids for uin, agency in audit.not_asked):
        raise DocumentError("who is not asked about whom")


def _case_rows(audit: Audit) -> list[dict[str, Any]]:
    return [mapping.case_values(audit.id, n, case) for n, case in enumerate(audit.cases)]


def _agency_rows(audit: Audit) -> list[dict[str, Any]]:
    return [mapping.agency_values(audit.id, n, agency) for n, agency in enumerate(audit.agencies)]


def _pair_rows(audit: Audit) -> list[dict[str, Any]]:
    return [
        {"audit_id": audit.id, "uin": uin, "agency_id": agency_id}
        for uin, agency_id in sorted(audit.not_asked)
    ]
