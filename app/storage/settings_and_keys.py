"""The settings of a workspace, its own keys, and the keys of others."""

from __future__ import annotations

from sqlalchemy import select

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


class Keys:
    """Secrets of this workspace by purpose, and public keys of others by owner."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def own(self, purpose: str) -> bytes | None:
        """The secret kept for a purpose, or None."""
        secret = select(own_keys.c.secret).where(own_keys.c.purpose == purpose)
        return self._transaction.connection.execute(secret).scalar_one_or_none()

    def keep(self, purpose: str, secret: bytes) -> None:
        """Keep a secret for a purpose, in place of the one kept before."""
        self._transaction.put(own_keys, {"purpose": purpose}, {"secret": secret})
        self._transaction.note(HistoryEvent.KEY_KEPT, detail=purpose)

    def known(self, owner: str) -> KnownKey | None:
        """The keys that an owner was seen with, or None."""
        keys = select(known_keys).where(known_keys.c.owner == owner)
        row = self._transaction.connection.execute(keys).one_or_none()
        return None if row is None else mapping.known_key_of(row)

    def remember(self, key: KnownKey) -> None:
        """Remember an owner's keys, in place of those remembered before."""
        values = {
            "name": key.name,
            "signing_key": key.signing_key,
            "recipient": key.recipient,
            "first_seen": key.first_seen,
        }
        self._transaction.put(known_keys, {"owner": key.owner}, values)
        self._transaction.note(HistoryEvent.KEY_REMEMBERED, detail=key.owner)
