"""What the partnership prepares: audits that are being set up, tools, and the address book."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, select, update

from app.domain.audits import Agency
from app.domain.set_up import SetUp
from app.domain.tool import AuditTool
from app.errors import NotFoundError
from app.storage.records import BookEntry, HistoryEvent, LibraryTool, SetUpSummary
from app.storage.tables import address_book, audits, library, set_ups, tools
from app.storage.transaction import Transaction

_to_json = msgspec.json.Encoder()
_set_up_from_json = msgspec.json.Decoder(SetUp)
_tool_from_json = msgspec.json.Decoder(AuditTool)


class SetUps:
    """Audits that are being set up, or changed."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def all(self) -> tuple[SetUpSummary, ...]:
        """Every set-up, the last saved first."""
        rows = self._connection.execute(
            select(set_ups.c.at, set_ups.c.content).order_by(set_ups.c.at.desc(), set_ups.c.id)
        )
        found = ((row.at, _set_up_from_json.decode(row.content)) for row in rows)
        return tuple(
            SetUpSummary(each.id, each.of_audit, each.reference, each.title, at)
            for at, each in found
        )

    def find(self, set_up_id: str) -> SetUp | None:
        """The set-up of that id, or None."""
        content = select(set_ups.c.content).where(set_ups.c.id == set_up_id)
        found = self._connection.execute(content).scalar_one_or_none()
        return None if found is None else _set_up_from_json.decode(found)

    def get(self, set_up_id: str) -> SetUp:
        """The set-up of that id.

        Raises:
            NotFoundError: there is none.
        """
        found = self.find(set_up_id)
        if found is None:
            raise NotFoundError("audit that is being set up", set_up_id)
        return found

    def keep(self, set_up: SetUp) -> None:
        """Keep a set-up in place of the one of the same id. Its logo stays."""
        values = {"at": self._transaction.now(), "content": _to_json.encode(set_up).decode()}
        self._transaction.put(set_ups, {"id": set_up.id}, values)
        self._transaction.note(HistoryEvent.SET_UP_KEPT, audit_id=set_up.id)

    def logo(self, set_up_id: str) -> bytes | None:
        """The logo that was given, or None."""
        logo = select(set_ups.c.logo).where(set_ups.c.id == set_up_id)
        return self._connection.execute(logo).scalar_one_or_none()

    def keep_logo(self, set_up_id: str, logo: bytes | None) -> None:
        """Keep a logo with a set-up that is kept; None takes it away."""
        change = update(set_ups).where(set_ups.c.id == set_up_id).values(logo=logo)
        if self._connection.execute(change).rowcount == 0:
            raise NotFoundError("audit that is being set up", set_up_id)
        self._transaction.note(HistoryEvent.SET_UP_KEPT, audit_id=set_up_id, detail="logo")

    def drop(self, set_up_id: str) -> None:
        """Take a set-up away: it became an audit, or nobody wants it."""
        self._connection.execute(delete(set_ups).where(set_ups.c.id == set_up_id))
        self._transaction.note(HistoryEvent.SET_UP_DROPPED, audit_id=set_up_id)


class Library:
    """The partnership's own audit tools, by id and version. One that an audit uses is frozen."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def all(self) -> tuple[LibraryTool, ...]:
        """Every tool, by title, the latest version first."""
        c = library.c
        used = self._in_use()
        rows = self._connection.execute(
            select(c.id, c.version, c.title, c.theme, c.origin, c.at).order_by(
                c.title, c.id, c.version.desc()
            )
        )
        return tuple(
            LibraryTool(
                row.id,
                row.version,
                row.title,
                row.theme,
                row.origin,
                row.at,
                used.get((row.id, row.version), ()),
            )
            for row in rows
        )

    def find(self, tool_id: str, version: int) -> AuditTool | None:
        """A version of a tool, or None."""
        c = library.c
        content = select(c.content).where(c.id == tool_id, c.version == version)
        found = self._connection.execute(content).scalar_one_or_none()
        return None if found is None else _tool_from_json.decode(found)

    def users(self, tool_id: str, version: int) -> tuple[str, ...]:
        """The references of the audits that use a version: not empty where it is frozen."""
        return self._in_use().get((tool_id, version), ())

    def keep(self, tool: AuditTool, origin: str) -> None:
        """Keep a version in place of itself as it was. Who freezes it is the caller's to ask."""
        values = {
            "title": tool.title,
            "theme": tool.theme,
            "origin": origin,
            "at": self._transaction.now(),
            "content": _to_json.encode(tool).decode(),
        }
        self._transaction.put(library, {"id": tool.id, "version": tool.version}, values)
        self._transaction.note(HistoryEvent.TOOL_KEPT, detail=f"{tool.id} {tool.version}")

    def drop(self, tool_id: str, version: int) -> None:
        """Take a version out. Audits that use it keep it."""
        c = library.c
        self._connection.execute(delete(library).where(c.id == tool_id, c.version == version))
        self._transaction.note(HistoryEvent.TOOL_DROPPED, detail=f"{tool_id} {version}")

    def _in_use(self) -> dict[tuple[str, int], tuple[str, ...]]:
        uses = select(tools.c.id, tools.c.version, audits.c.reference).join_from(tools, audits)
        found: dict[tuple[str, int], tuple[str, ...]] = {}
        for row in self._connection.execute(uses.order_by(audits.c.reference)):
            name = (row.id, row.version)
            found[name] = (*found.get(name, ()), row.reference)
        return found


class AddressBook:
    """Agencies, kept between audits."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def all(self) -> tuple[BookEntry, ...]:
        """Every agency, by name."""
        rows = self._connection.execute(select(address_book).order_by(address_book.c.name))
        return tuple(
            BookEntry(
                Agency(row.id, row.name, row.email, row.contact, row.proxy, row.phone), row.note
            )
            for row in rows
        )

    def keep(self, entry: BookEntry) -> None:
        """Keep an agency in place of the one of the same id."""
        agency = entry.agency
        values = {
            "name": agency.name,
            "email": agency.email,
            "contact": agency.contact,
            "proxy": agency.proxy,
            "phone": agency.phone,
            "note": entry.note,
        }
        self._transaction.put(address_book, {"id": agency.id}, values)
        self._transaction.note(HistoryEvent.AGENCY_KEPT, agency_id=agency.id)

    def drop(self, agency_id: str) -> None:
        """Take an agency out of the book. Audits in which it is keep it."""
        self._connection.execute(delete(address_book).where(address_book.c.id == agency_id))
        self._transaction.note(HistoryEvent.AGENCY_DROPPED, agency_id=agency_id)
