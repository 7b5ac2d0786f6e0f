"""Alembic's environment: the program hands over the open, encrypted connection.

There is no URL and no ini file: migrations run within the transaction of that connection.
"""

from __future__ import annotations

from alembic import context

from app.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
