"""What a travelling file says of itself without a key."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from app.handover.files import read_file
from app.sealing.description import describe
from app.services.context import Context


def run(context: Context, file: Path) -> int:  # noqa: ARG001  every command is given the context
    """Print the clear part as JSON."""
    print(json.dumps(msgspec.to_builtins(describe(read_file(file))), ensure_ascii=False, indent=2))
    return 0
