"""Bringing a workspace's tables up to this version of the program.

Alembic is imported only when there is something to do: at an ordinary start the revision is
read by plain SQL and compared with ``HEAD``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from app.errors import MigrationFailedError, NewerWorkspaceError, PartnershipAuditError
from app.storage.backup import back_up
from app.storage.engine import make_engine
from app.storage.files import DATABASE

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0006"
"""The newest revision. A test proves it equal to the head of the migrations."""


def migrations_folder() -> Path:
    """The folder of the migrations: beside the package, also in a frozen program."""
    return Path(__file__).resolve().parents[2] / "migrations"


@dataclass(frozen=True)
class Schema:
    """Migrations and their newest revision. Tests bring their own."""

    head: str = HEAD
    folder: Path = field(default_factory=migrations_folder)


SHIPPED: Final = Schema()


def bring_up_to_date(
    folder: Path, key: bytes, revision: str, now: datetime, schema: Schema = SHIPPED
) -> None:
    """Bring a workspace from ``revision`` to the newest, after a backup. All or nothing.

    Raises:
        NewerWorkspaceError: the revision is not one that this program knows.
        MigrationFailedError: the copy or the migration failed; the workspace is as before.
    """
    if revision not in known_revisions(schema):
        raise NewerWorkspaceError
    try:
        back_up(folder, key, now)
    except (OSError, dbapi2.Error, PartnershipAuditError) as error:
        raise MigrationFailedError(
            "This workspace has to be updated for this version of the program, but the copy "
            "that is made before could not be written. Nothing was changed. "
            "Free some space on the drive and open it again."
        ) from error
    try:
        migrate(folder / DATABASE, key, schema)
    except Exception as error:  # whatever a migration stumbles over, the answer is the same
        raise MigrationFailedError from error


def migrate(database: Path, key: bytes, schema: Schema = SHIPPED, *, to: str = "") -> None:
    """Run the migrations in one transaction, up to the newest revision or to another.

    ``to`` may also lie behind the present revision: then they run downwards.
    """
    # Off, as a migration that copies a table drops the old one, and would delete what refers
    # to it; checked instead before the transaction counts.
    engine = make_engine(database, key, foreign_keys=False)
    try:
        with engine.begin() as connection:
            run_migrations(connection, schema, to=to)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise MigrationFailedError
    finally:
        engine.dispose()


def run_migrations(connection: Connection, schema: Schema = SHIPPED, *, to: str = "") -> None:
    """Run the migrations within the transaction of an open connection."""
    from alembic import command
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = _config(schema)
    config.attributes["connection"] = connection
    target = to or schema.head
    present = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(config)
    behind = present is not None and target in {
        script.revision for script in scripts.iterate_revisions(present, "base")
    }
    if target == "base" or behind:
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)


def known_revisions(schema: Schema = SHIPPED) -> frozenset[str]:
    """Every revision that the migrations name."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config(schema))
    return frozenset(script.revision for script in scripts.walk_revisions())


def _config(schema: Schema) -> Config:
    from alembic.config import Config

    config = Config()
    # The configuration expands percent signs, which a folder's name may well have.
    config.set_main_option("script_location", str(schema.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
