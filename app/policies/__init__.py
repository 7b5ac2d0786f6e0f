"""The presets of an organisation, read from where its administrators put them.

Only places count that a person at the desk can't write to: whoever could, could name a
partnership to be trusted.
"""

from __future__ import annotations

import sys

from app.domain.policy import PolicyRead
from app.policies.sources import Source


def read_policy() -> PolicyRead:
    """What is preset on this computer."""
    sources = _sources()
    if not any(source.says_something for source in sources):
        return PolicyRead(places=tuple(source.place for source in sources))
    from app.policies.taking import take  # most computers have no presets, and every start asks

    return take(sources)


def _sources() -> tuple[Source, ...]:
    if sys.platform == "win32":
        from app.policies.registry import read_registry

        return read_registry()
    from app.policies.file import policy_file, read_policy_file

    return (read_policy_file(policy_file()),)
