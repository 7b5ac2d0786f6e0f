"""One value of a good file's data changed, to see the fault told."""

from __future__ import annotations

from typing import Any

DROP = object()
"""In place of a value: its key is taken away."""


def changed(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The data with one value changed, at a path like ``cases/0/uin``; ``DROP`` takes it away."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    inner: Any = data
    for step in steps:
        inner = inner[step]
    if value is DROP:
        del inner[last]
    else:
        inner[last] = value
    return data
