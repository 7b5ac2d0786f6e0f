"""The migrations: equal to the tables, there and back, after a backup, all or nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.errors import MigrationFailedError, NewerWorkspaceError
from app.storage import Desk, Workspace, create_workspace, open_workspace
from app.storage.engine import look_at, make_engine
from app.storage.migrate import HEAD, Schema, migrate, migrations_folder
from app.storage.schema import metadata
from tests.storage.builders import CHEAP, Ticking, a_package, a_return, an_audit
from tests.storage.conftest import bytes_of

KEY = bytes(range(32))
NEXT = f"{int(HEAD) + 1:04}"


def test_head_is_the_head_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    migrate(tmp_path / "x.db", KEY)
    engine = make_engine(tmp_path / "x.db", KEY)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        made = _constraints(connection)
    engine.dispose()
    engine = make_engine(tmp_path / "y.db", KEY)
    with engine.begin() as connection:
        metadata.create_all(connection)
        assert _constraints(connection) == made
    engine.dispose()


def _constraints(connection: Connection) -> dict[str, Any]:
    """What the comparison of Alembic leaves out: primary keys, and what a deletion does."""
    found: dict[str, Any] = {}
    for table in metadata.tables:
        columns = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
        keys = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").all()
        found[table] = (
            [(c.name, c.type, c.notnull, c.pk) for c in columns],
            sorted((k.table, k[3], k[4], k.on_delete) for k in keys),
        )
    return found


def _schema_of(database: Path) -> list[tuple[Any, ...]]:
    engine = make_engine(database, KEY)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        )
        schema = [tuple(row) for row in rows]
    engine.dispose()
    return schema


def test_up_and_down_leave_the_schema_unchanged(tmp_path: Path) -> None:
    database = tmp_path / "x.db"
    migrate(database, KEY)
    up = _schema_of(database)
    assert [row[1] for row in up if row[0] == "trigger"] == [
        "history_no_delete",
        "history_no_update",
    ]
    migrate(database, KEY, to="base")
    assert [row[1] for row in _schema_of(database) if row[0] == "table"] == ["alembic_version"]
    migrate(database, KEY)
    assert _schema_of(database) == up


_GOOD = """
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "{next}", "{head}", None, None


def upgrade():
    with op.batch_alter_table("returns", recreate="always") as table:
        table.add_column(sa.Column("flag", sa.Integer, nullable=False, server_default="7"))


def downgrade():
    with op.batch_alter_table("returns", recreate="always") as table:
        table.drop_column("flag")
"""
_BAD = """
from alembic import op

revision, down_revision, branch_labels, depends_on = "{next}", "{head}", None, None


def upgrade():
    op.execute("INSERT INTO settings VALUES ('half', 'done')")
    op.drop_table("packages")
    op.execute("DELETE FROM cases")
    {more}


def downgrade():
    raise NotImplementedError
"""


def _with_next(tmp_path: Path, text: str) -> Schema:
    folder = tmp_path / "migrations 100%"
    shutil.copytree(migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = text.replace("{next}", NEXT).replace("{head}", HEAD)
    (folder / "versions" / f"{NEXT}_next.py").write_text(text)
    return Schema(NEXT, folder)


def test_an_older_workspace_is_backed_up_and_migrated(
    with_audit: Workspace, clock: Ticking, tmp_path: Path
) -> None:
    with with_audit.work() as work:
        work.returns.save(a_return(Q1="yes"))
        work.commit()
    key = with_audit._key
    assert key is not None
    with_audit.close()
    schema = _with_next(tmp_path, _GOOD)
    again = open_workspace(
        with_audit.folder, passphrase="correct horse", clock=clock, schema=schema
    )
    with again.work() as work:
        # The table was copied and the old one dropped: its answers are still there.
        assert work.returns.get(a_return().ref) == a_return(Q1="yes")
    again.close()
    database = with_audit.folder / "workspace.db"
    assert look_at(database, key).revision == NEXT
    slots, backup = sorted(
        (with_audit.folder / "backups").iterdir(), key=lambda path: path.suffix != ".json"
    )
    assert look_at(backup, key, thorough=True).revision == HEAD
    assert slots.read_bytes() == (with_audit.folder / "slots.json").read_bytes()

    with pytest.raises(NewerWorkspaceError):  # and now this program is too old for it
        open_workspace(with_audit.folder, passphrase="correct horse", clock=clock)
    migrate(database, key, schema, to=HEAD)
    restored = open_workspace(with_audit.folder, passphrase="correct horse", clock=clock)
    with restored.work() as work:
        assert work.returns.get(a_return().ref) == a_return(Q1="yes")
    restored.close()


def test_a_backup_restores_the_workspace(
    with_audit: Workspace, clock: Ticking, tmp_path: Path
) -> None:
    with_audit.close()
    open_workspace(
        with_audit.folder,
        passphrase="correct horse",
        clock=clock,
        schema=_with_next(tmp_path, _GOOD),
    ).close()
    restored = tmp_path / "restored"
    restored.mkdir()
    for path in (with_audit.folder / "backups").iterdir():
        name = "slots.json" if path.suffix == ".json" else "workspace.db"
        shutil.copyfile(path, restored / name)
    again = open_workspace(restored, passphrase="correct horse", clock=clock)
    with again.work() as work:
        assert work.audits.get("a1") == an_audit()
    again.close()


@pytest.mark.parametrize("more", ["raise RuntimeError('stumbled')", "pass"])
def test_a_migration_that_fails_changes_nothing(
    with_audit: Workspace, clock: Ticking, tmp_path: Path, more: str
) -> None:
    """By an error of its own, or by leaving returns without their cases."""
    with with_audit.work() as work:
        work.returns.save(a_return(Q1="yes"))
        work.packages.add(a_package())
        work.commit()
    with_audit.close()
    schema = _with_next(tmp_path, _BAD.replace("{more}", more))
    with pytest.raises(MigrationFailedError):
        open_workspace(with_audit.folder, passphrase="correct horse", clock=clock, schema=schema)
    assert len(list((with_audit.folder / "backups").iterdir())) == 2
    again = open_workspace(with_audit.folder, passphrase="correct horse", clock=clock)
    with again.work() as work:
        assert work.settings.get("half") == ""
        assert work.packages.by_digest(a_package().digest) == a_package()
        assert work.returns.get(a_return().ref) == a_return(Q1="yes")
    again.close()


def test_without_a_backup_there_is_no_migration(
    with_audit: Workspace, clock: Ticking, tmp_path: Path
) -> None:
    with_audit.close()
    (with_audit.folder / "backups").rmdir()
    (with_audit.folder / "backups").write_text("in the way")
    before = bytes_of(with_audit.folder)
    schema = _with_next(tmp_path, _GOOD)
    with pytest.raises(MigrationFailedError, match="could not be written"):
        open_workspace(with_audit.folder, passphrase="correct horse", clock=clock, schema=schema)
    assert bytes_of(with_audit.folder) == before


def test_a_newer_workspace_is_not_touched(with_audit: Workspace, clock: Ticking) -> None:
    with with_audit.work() as work:
        connection = work.history._transaction.connection
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        work.commit()
    with_audit.close()
    before = bytes_of(with_audit.folder)
    with pytest.raises(NewerWorkspaceError):
        open_workspace(with_audit.folder, passphrase="correct horse", clock=clock)
    assert bytes_of(with_audit.folder) == before


def test_an_ordinary_start_loads_neither_alembic_nor_keyring(folder: Path, clock: Ticking) -> None:
    create_workspace(folder, Desk.AGENCY, passphrase="p", clock=clock, cost=CHEAP).close()
    program = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from app.storage import open_workspace\n"
        "open_workspace(Path(sys.argv[1]), passphrase='p', "
        "clock=lambda: datetime.now(UTC)).close()\n"
        "print(*(n for n in ('alembic', 'keyring', 'sqlalchemy.orm') if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=migrations_folder().parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""
