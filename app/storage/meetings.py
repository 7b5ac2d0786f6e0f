"""What the multi-agency meeting noted and agreed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import delete, func, insert, select, update

from app.domain.evidence import Evidence
from app.domain.meeting import (
    Agreed,
    Attendance,
    Discussion,
    Matter,
    Meeting,
    MeetingNote,
    NoteHeading,
    Presence,
    Scope,
)
from app.storage.records import HistoryEvent
from app.storage.tables_reporting import agreed_judgements, attendance, discussions, meeting_notes
from app.storage.transaction import Transaction

_to_json = msgspec.json.Encoder()
_evidence_from_json = msgspec.json.Decoder(tuple[Evidence, ...])


class Meetings:
    """The meeting of each audit."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def of(self, audit_id: str) -> Meeting:
        """Everything that was recorded of an audit's meeting."""
        return Meeting(
            notes=self._notes(audit_id),
            agreed=tuple(
                Agreed(row.uin, row.option, row.reason, row.dissent)
                for row in self._rows(agreed_judgements, audit_id, agreed_judgements.c.uin)
            ),
            attendance=tuple(
                Attendance(row.agency_id, row.who, Presence(row.presence), row.note)
                for row in self._rows(attendance, audit_id, attendance.c.position)
            ),
            discussions=tuple(
                Discussion(Matter(Scope(row.scope), row.uin), row.done, row.seconds)
                for row in self._rows(discussions, audit_id, discussions.c.uin)
            ),
        )

    def keep_note(self, audit_id: str, note: MeetingNote) -> None:
        """Keep a note in place of the one of its id; a new one comes last."""
        c = meeting_notes.c
        values = {
            "scope": note.matter.scope.value,
            "uin": note.matter.uin,
            "heading": note.heading.value,
            "text": note.text,
            "evidence": _to_json.encode(note.evidence).decode(),
        }
        here = update(meeting_notes).where(c.audit_id == audit_id, c.id == note.id)
        if self._connection.execute(here.values(values)).rowcount == 0:
            last = select(func.max(c.position)).where(c.audit_id == audit_id)
            position = (self._connection.execute(last).scalar_one() or 0) + 1
            row = {"id": note.id, "audit_id": audit_id, "position": position, **values}
            self._connection.execute(insert(meeting_notes), [row])
        self._note(HistoryEvent.NOTE_KEPT, audit_id, note.matter.uin, note.id)

    def drop_note(self, audit_id: str, note_id: str) -> None:
        """Take a note away."""
        c = meeting_notes.c
        self._connection.execute(
            delete(meeting_notes).where(c.audit_id == audit_id, c.id == note_id)
        )
        self._note(HistoryEvent.NOTE_DROPPED, audit_id, "", note_id)

    def order_notes(self, audit_id: str, note_ids: Iterable[str]) -> None:
        """Give these notes this order among themselves. Those not named stay where they are."""
        c = meeting_notes.c
        ids = tuple(note_ids)
        places = select(c.position).where(c.audit_id == audit_id, c.id.in_(ids))
        positions = sorted(self._connection.execute(places).scalars())
        for note_id, position in zip(ids, positions, strict=True):
            change = update(meeting_notes).where(c.audit_id == audit_id, c.id == note_id)
            self._connection.execute(change.values(position=position))
        self._note(HistoryEvent.NOTE_KEPT, audit_id, "", "order")

    def keep_agreed(self, audit_id: str, agreed: Agreed) -> None:
        """Keep what was agreed on a case in place of what was before; nothing takes it away."""
        c = agreed_judgements.c
        if agreed == Agreed(agreed.uin):
            here = delete(agreed_judgements).where(c.audit_id == audit_id, c.uin == agreed.uin)
            self._connection.execute(here)
        else:
            name = {"audit_id": audit_id, "uin": agreed.uin}
            values = {
                "option": agreed.option,
                "reason": agreed.reason,
                "dissent": agreed.dissent,
            }
            self._transaction.put(agreed_judgements, name, values)
        self._note(HistoryEvent.JUDGEMENT_AGREED, audit_id, agreed.uin, agreed.option)

    def keep_attendance(self, audit_id: str, found: Iterable[Attendance]) -> None:
        """Keep who took part in place of what was kept before."""
        self._connection.execute(delete(attendance).where(attendance.c.audit_id == audit_id))
        rows = [
            {
                "audit_id": audit_id,
                "position": position,
                "agency_id": each.agency_id,
                "who": each.who,
                "presence": each.presence.value,
                "note": each.note,
            }
            for position, each in enumerate(found)
        ]
        if rows:
            self._connection.execute(insert(attendance), rows)
        self._note(HistoryEvent.ATTENDANCE_KEPT, audit_id, "", "")

    def keep_discussion(self, audit_id: str, found: Discussion) -> None:
        """Keep how far a matter is."""
        matter = found.matter
        name = {"audit_id": audit_id, "scope": matter.scope.value, "uin": matter.uin}
        self._transaction.put(discussions, name, {"done": found.done, "seconds": found.seconds})
        self._note(HistoryEvent.MATTER_DISCUSSED, audit_id, matter.uin, matter.scope.value)

    def _notes(self, audit_id: str) -> tuple[MeetingNote, ...]:
        rows = self._rows(meeting_notes, audit_id, meeting_notes.c.position)
        return tuple(
            MeetingNote(
                row.id,
                Matter(Scope(row.scope), row.uin),
                NoteHeading(row.heading),
                row.text,
                _evidence_from_json.decode(row.evidence),
            )
            for row in rows
        )

    def _rows(self, table: Any, audit_id: str, order: Any) -> list[Any]:
        rows = select(table).where(table.c.audit_id == audit_id).order_by(order)
        return list(self._connection.execute(rows))

    def _note(self, event: HistoryEvent, audit_id: str, uin: str, detail: str) -> None:
        self._transaction.note(event, audit_id=audit_id, uin=uin, detail=detail)
