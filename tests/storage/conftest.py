"""Workspaces for the tests: real folders with real SQLCipher databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from app.storage import Desk, Workspace, create_workspace
from app.storage.keyring_store import accepting
from tests.storage.builders import CHEAP, Ticking, an_audit


class StoreInMemory(KeyringBackend):
    """A keyring of a computer that forgets everything at the end of a test."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        if self.secrets.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


@pytest.fixture
def store() -> Iterator[StoreInMemory]:
    """A keyring in memory, plugged in and accepted as secure."""
    before, memory = keyring.get_keyring(), StoreInMemory()
    keyring.set_keyring(memory)
    try:
        with accepting(StoreInMemory):
            yield memory
    finally:
        keyring.set_keyring(before)


@pytest.fixture
def clock() -> Ticking:
    """A clock that ticks when it is looked at."""
    return Ticking()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the workspace of a test lies; not made yet."""
    return tmp_path / "Åudit 100% #1"


@pytest.fixture
def workspace(folder: Path, clock: Ticking) -> Iterator[Workspace]:
    """An empty partnership workspace, opened by "correct horse"."""
    made = create_workspace(
        folder, Desk.PARTNERSHIP, passphrase="correct horse", clock=clock, cost=CHEAP
    )
    yield made
    made.close()


@pytest.fixture
def with_audit(workspace: Workspace) -> Workspace:
    """A workspace with the audit "a1"."""
    with workspace.work() as work:
        work.audits.add(an_audit())
        work.commit()
    return workspace


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One workspace with the audit "a1" for all examples of Hypothesis, which commit nothing."""
    made = create_workspace(
        tmp_path_factory.mktemp("lasting") / "ws",
        Desk.PARTNERSHIP,
        passphrase="correct horse",
        clock=Ticking(),
        cost=CHEAP,
    )
    with made.work() as work:
        work.audits.add(an_audit())
        work.commit()
    yield made
    made.close()


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
