"""The settings of a workspace, its own keys, and the keys of others."""

from __future__ import annotations

from sqlalchemy import delete, select

from app.storage import mapping
from app.storage.records import HistoryEvent, KnownKey
from app.storage.tables import known_keys, own_keys, settings
from app.storage.transaction import Transaction


class Settings:
    """Words by name."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, name: str) -> str:
        """The value of a setting; an empty string if it was never set."""
        value = select(settings.c.value).where(settings.c.name == name)
        found = self._transaction.connection.execute(value).scalar_one_or_none()
        return "" if found is None else found

    def put(self, name: str, value: str) -> None:
        """Set a setting."""
        self._transaction.put(settings, {"name": name}, {"value": value})
        self._transaction.note(HistoryEvent.SETTING_CHANGED, detail=name)

    def mark(self, name: str, value: str) -> None:
        """Keep where one is, without a line in the history.

        The history tells who changed what. Turning a page changes nothing, and a line for each
        would bury those that matter; nobody's way of working is to be read from it, either.
        """
        self._transaction.put(settings, {"name": name}, {"value": value})


class Keys:
    """Secrets of this workspace by purpose, and public keys of others by owner."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def own(self, purpose: str) -> bytes | None:
        """The secret kept for a purpose, or None."""
        secret = select(own_keys.c.secret).where(own_keys.c.purpose == purpose)
        return self._transaction.connection.execute(secret).scalar_one_or_none()

    def own_like(self, beginning: str) -> tuple[bytes, ...]:
        """The secrets whose purpose begins so, the last by its name first."""
        c = own_keys.c
        like = select(c.secret).where(c.purpose.startswith(beginning, autoescape=True))
        rows = self._transaction.connection.execute(like.order_by(c.purpose.desc()))
        return tuple(rows.scalars())

    def keep(self, purpose: str, secret: bytes) -> None:
        """Keep a secret for a purpose, in place of the one kept before."""
        self._transaction.put(own_keys, {"purpose": purpose}, {"secret": secret})
        self._transaction.note(HistoryEvent.KEY_KEPT, detail=purpose)

    def known(self, owner: str) -> tuple[KnownKey, ...]:
        """The keys that an owner was seen with, the earliest first."""
        keys = select(known_keys).where(known_keys.c.owner == owner)
        rows = self._transaction.connection.execute(keys.order_by(known_keys.c.first_seen))
        return tuple(mapping.known_key_of(row) for row in rows)

    def remember(self, key: KnownKey) -> None:
        """Remember a key of an owner beside those remembered before."""
        values = {"name": key.name, "recipient": key.recipient, "first_seen": key.first_seen}
        name = {"owner": key.owner, "signing_key": key.signing_key}
        self._transaction.put(known_keys, name, values)
        self._transaction.note(HistoryEvent.KEY_REMEMBERED, detail=key.owner)

    def forget(self, owner: str) -> None:
        """Forget the keys of an owner whose desk is gone: others take their place."""
        self._transaction.connection.execute(delete(known_keys).where(known_keys.c.owner == owner))
        self._transaction.note(HistoryEvent.KEY_FORGOTTEN, detail=owner)
