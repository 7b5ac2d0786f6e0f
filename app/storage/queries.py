"""Questions to the whole of an audit, answered by SQL and not by loading returns.

They look only at full returns that were received. Counting is covered by
``ix_answers_counted``: not a comment is read for it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, exists, func, select

from app.analysis.shares import OptionCount
from app.domain.returns import ReturnKind, ReturnState
from app.storage.mapping import options_of
from app.storage.records import AuditProgress, ChoiceRow, CommentRow, GroupCount
from app.storage.tables import agencies, answers, audits, cases, not_asked, packs, returns
from app.storage.transaction import Transaction


class Queries:
    """Counts and comments over an audit."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection

    def option_counts(self, audit_id: str) -> tuple[OptionCount, ...]:
        """How many returns gave which options in which place. Places without options are out."""
        a = answers.c
        counted = select(a.key, a.options, func.count()).select_from(answers.join(returns))
        rows = self._connection.execute(
            counted.where(*_of_full(audit_id), a.options != "").group_by(a.key, a.options)
        )
        return tuple(OptionCount(key, options_of(options), n) for key, options, n in rows)

    def option_counts_by(
        self, audit_id: str, by: Literal["agency", "case"]
    ) -> tuple[GroupCount, ...]:
        """The same for every agency, or every case, apart."""
        a = answers.c
        group = returns.c.agency_id if by == "agency" else returns.c.uin
        counted: Select[Any] = select(group, a.key, a.options, func.count())
        rows = self._connection.execute(
            counted.select_from(answers.join(returns))
            .where(*_of_full(audit_id), a.options != "")
            .group_by(group, a.key, a.options)
        )
        return tuple(GroupCount(who, key, options_of(text), n) for who, key, text, n in rows)

    def choices(self, audit_id: str, question_ids: Collection[str] = ()) -> tuple[ChoiceRow, ...]:
        """Who chose which options in which place: everywhere, or only to these questions."""
        a, r = answers.c, returns.c
        chosen = select(r.uin, r.agency_id, a.key, a.options).select_from(answers.join(returns))
        chosen = chosen.where(*_of_full(audit_id), a.options != "")
        if question_ids:
            chosen = chosen.where(a.question_id.in_(sorted(question_ids)))
        rows = self._connection.execute(chosen).all()
        return tuple(ChoiceRow(uin, who, key, options_of(text)) for uin, who, key, text in rows)

    def return_counts(self, audit_id: str) -> dict[ReturnKind, int]:
        """How many returns of each kind were received; every kind is there, if with 0."""
        r = returns.c
        counted = select(r.kind, func.count()).where(
            r.audit_id == audit_id, r.state == ReturnState.RECEIVED.value
        )
        counts = dict.fromkeys(ReturnKind, 0)
        for kind, count in self._connection.execute(counted.group_by(r.kind)):
            counts[ReturnKind(kind)] = count
        return counts

    def progress_of_audits(self) -> dict[str, AuditProgress]:
        """How far each audit is, by its id. No audit is loaded for it."""
        r = returns.c
        unasked = exists().where(  # a pair that was taken out when its return was in already
            not_asked.c.audit_id == r.audit_id,
            not_asked.c.uin == r.uin,
            not_asked.c.agency_id == r.agency_id,
        )
        counted = {
            name: self._count_by_audit(table.c.audit_id)
            for name, table in (("cases", cases), ("agencies", agencies), ("out", not_asked))
        }
        counted["packs"] = self._count_by_audit(packs.c.audit_id, packs.c.agency_id)
        received = select(r.audit_id, func.count()).group_by(r.audit_id)
        received = received.where(r.state == ReturnState.RECEIVED.value, ~unasked)
        answered = {row[0]: row[1] for row in self._connection.execute(received)}
        found = {}
        for audit_id in self._connection.execute(select(audits.c.id)).scalars():
            of = {name: counts.get(audit_id, 0) for name, counts in counted.items()}
            expected = of["cases"] * of["agencies"] - of["out"]
            found[audit_id] = AuditProgress(
                of["cases"], of["agencies"], expected, answered.get(audit_id, 0), of["packs"]
            )
        return found

    def audits_of_agencies(self) -> dict[str, tuple[str, ...]]:
        """The references of the audits that ask each agency, the latest opened first."""
        rows = self._connection.execute(
            select(agencies.c.id, audits.c.reference)
            .join_from(agencies, audits)
            .order_by(audits.c.opened.desc(), audits.c.reference)
        )
        found: dict[str, tuple[str, ...]] = {}
        for agency_id, reference in rows:
            found[agency_id] = (*found.get(agency_id, ()), reference)
        return found

    def _count_by_audit(self, audit_id: Any, of: Any = None) -> dict[str, int]:
        counted = func.count() if of is None else func.count(of.distinct())
        rows = self._connection.execute(select(audit_id, counted).group_by(audit_id))
        return {row[0]: row[1] for row in rows}

    def comments(self, audit_id: str, question_id: str | None = None) -> tuple[CommentRow, ...]:
        """Everything written, or what was written to one question with its parts.

        Sorted by place, UIN and agency id.
        """
        a, r = answers.c, returns.c
        written = select(r.uin, r.agency_id, a.key, a.options, a.comment, a.text).select_from(
            answers.join(returns)
        )
        written = written.where(*_of_full(audit_id), (a.comment != "") | (a.text != ""))
        if question_id is not None:
            written = written.where(a.question_id == question_id)
        rows = self._connection.execute(written.order_by(a.key, r.uin, r.agency_id))
        return tuple(
            CommentRow(uin, agency_id, key, options_of(options), comment, text)
            for uin, agency_id, key, options, comment, text in rows
        )


def _of_full(audit_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        returns.c.audit_id == audit_id,
        returns.c.state == ReturnState.RECEIVED.value,
        returns.c.kind == ReturnKind.FULL.value,
    )
