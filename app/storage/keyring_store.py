"""The operating system's store for secrets, and only if it is a secure one.

``keyring`` falls back to backends that keep nothing, or keep it in plain text; a configuration
file can choose them. So the class of the backend is looked up in a list of the ones that encrypt.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from app.errors import KeyringUnavailableError

if TYPE_CHECKING:  # at run time ``keyring`` loads only when a slot needs it
    from keyring.backend import KeyringBackend

_SECURE: Final = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
_CHAINER: Final = "keyring.backends.chainer.ChainerBackend"
_USER: Final = "workspace key"

_accepted: set[str] = set()


@contextmanager
def accepting(backend: type[KeyringBackend]) -> Iterator[None]:
    """Accept one more backend for a while.

    This is the one way past the list, for tests (a store in memory, plugged in with
    ``keyring.set_keyring``) and for a store that an organisation has reviewed itself.
    """
    name = _name(backend)
    _accepted.add(name)
    try:
        yield
    finally:
        _accepted.discard(name)


def has_secure_store() -> bool:
    """Whether this computer has a store that a keyring slot may use. Asks for nothing."""
    try:
        _store()
    except KeyringUnavailableError:
        return False
    return True


def keep_secret(workspace_id: str, slot_id: str, secret: bytes) -> None:
    """Put a slot's key into the store, and make sure that it comes back.

    Raises:
        KeyringUnavailableError: there is no secure store, or it did not take the key.
    """
    store = _store()
    text = b64encode(secret).decode("ascii")
    try:
        store.set_password(_service(workspace_id, slot_id), _USER, text)
    except Exception as error:  # backends raise whatever their system raises
        raise KeyringUnavailableError from error
    if fetch_secret(workspace_id, slot_id) != secret:
        raise KeyringUnavailableError


def fetch_secret(workspace_id: str, slot_id: str) -> bytes | None:
    """A slot's key from the store, or None if it is not there.

    Raises:
        KeyringUnavailableError: there is no secure store, or it does not answer.
    """
    store = _store()
    try:
        text = store.get_password(_service(workspace_id, slot_id), _USER)
        return None if text is None else b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return b""  # somebody else's entry: it opens nothing
    except Exception as error:
        raise KeyringUnavailableError from error


def forget_secret(workspace_id: str, slot_id: str) -> None:
    """Take a slot's key out of the store, if that is possible."""
    try:
        _store().delete_password(_service(workspace_id, slot_id), _USER)
    except Exception:
        return  # what is left behind opens nothing: its slot is gone


def _store() -> KeyringBackend:
    import keyring  # loads every backend: not before a slot needs it

    try:
        chosen = keyring.get_keyring()
        chained = _name(type(chosen)) == _CHAINER
        backends: Iterable[KeyringBackend] = chosen.backends if chained else [chosen]  # type: ignore[attr-defined]
    except Exception as error:
        raise KeyringUnavailableError from error
    for backend in backends:
        if _name(type(backend)) in _SECURE | _accepted:
            return backend
    raise KeyringUnavailableError


def _name(backend: type[KeyringBackend]) -> str:
    return f"{backend.__module__}.{backend.__name__}"


def _service(workspace_id: str, slot_id: str) -> str:
    # One service per slot: the Windows backend moves entries about that share a service.
    return f"Partnership Audit/{workspace_id}/{slot_id}"
