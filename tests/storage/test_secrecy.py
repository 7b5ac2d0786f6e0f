"""Nothing readable in any file of the folder, at any time."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.returns import Answer, ReturnState
from app.storage import Desk, create_workspace
from app.storage.backup import back_up
from tests.storage.builders import (
    CHEAP,
    START,
    Ticking,
    a_pack,
    a_package,
    a_ref,
    a_return,
    an_audit,
)
from tests.storage.conftest import bytes_of

CANARY = "The canary sings of step-father and the blue house"
KEY_CANARY = b"-----canary of a private key-----"


def _holds(folder: Path, canary: bytes) -> list[str]:
    return [name for name, data in bytes_of(folder).items() if canary in data]


def test_a_canary_is_in_no_file(folder: Path, clock: Ticking) -> None:
    workspace = create_workspace(
        folder, Desk.PARTNERSHIP, passphrase="canary phrase", clock=clock, cost=CHEAP
    )
    with workspace.work() as work:
        work.audits.add(replace(an_audit(), context=CANARY))
        work.returns.save(a_return(state=ReturnState.DRAFT, Q1="yes"))
        work.returns.save_answer(a_ref(), "Q1", Answer(comment=CANARY, text=CANARY * 200))
        work.keys.keep("sign", KEY_CANARY)
        work.settings.put("note", CANARY)
        work.packs.add(replace(a_pack(), token=CANARY))
        work.packages.add(replace(a_package(CANARY.encode() * 500), file_name=CANARY))
        assert _no_canary(folder)  # not while a transaction is open
        work.commit()
    names = set(bytes_of(folder))
    assert {"workspace.db", "workspace.db-wal", "workspace.db-shm"} <= names
    assert _no_canary(folder)
    with workspace.work() as work:
        work.returns.save_answer(a_ref(), "Q1", Answer())  # deleted pages count, too
        work.commit()
    back_up(folder, _key_of(workspace), START)
    assert _no_canary(folder)
    workspace.close()
    assert sorted(name.split("/")[0] for name in bytes_of(folder)) == [
        "backups",
        "backups",
        "slots.json",
        "workspace.db",
        "workspace.lock",
    ]
    assert _no_canary(folder)


def _no_canary(folder: Path) -> bool:
    needles = [CANARY.encode(), CANARY.encode("utf-16-le"), KEY_CANARY, b"canary"]
    return not any(_holds(folder, needle) for needle in needles)


def _key_of(workspace: object) -> bytes:
    key: bytes = workspace._key  # type: ignore[attr-defined]
    return key


def test_database_and_backup_have_no_readable_header(folder: Path, clock: Ticking) -> None:
    workspace = create_workspace(
        folder, Desk.AGENCY, passphrase="canary phrase", clock=clock, cost=CHEAP
    )
    backup = back_up(folder, _key_of(workspace), START)
    second = back_up(folder, _key_of(workspace), START)
    assert backup != second
    key = _key_of(workspace)
    workspace.close()
    for path in (folder / "workspace.db", backup, second):
        assert not path.read_bytes().startswith(b"SQLite format 3")
        for pragma in (f"PRAGMA key = \"x'{'00' * 32}'\"", "PRAGMA user_version"):
            with closing(dbapi2.connect(str(path))) as connection:
                connection.execute("PRAGMA cipher_log_level = NONE")
                connection.execute(pragma) if "key" in pragma else None
                with pytest.raises(dbapi2.DatabaseError, match="not a database"):
                    connection.execute("SELECT * FROM sqlite_master")
    for name, data in bytes_of(folder).items():
        assert key not in data, name
        assert key.hex().encode() not in data.lower(), name
