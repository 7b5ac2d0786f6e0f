"""All tables together, as the migrations make them."""

from __future__ import annotations

from app.storage import tables, tables_reporting
from app.storage.columns import metadata

__all__ = ["metadata", "tables", "tables_reporting"]
