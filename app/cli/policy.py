"""What the organisation presets on this computer, for its IT department."""

from __future__ import annotations

from dataclasses import fields

from app.domain.policy import Policy
from app.services.context import Context


def run(context: Context) -> int:
    """List every preset with its place, what is not set, and what is wrong. 1 if anything is."""
    read = context.policy_read
    for preset in read.presets:
        print(f"{preset.setting} = {preset.value}\n    from {preset.place}")
    given = {preset.setting for preset in read.presets}
    unset = [each.name for each in fields(Policy) if each.name not in given]
    if unset:
        print(f"Not set, so that people choose: {', '.join(unset)}")
    print(f"Looked for in: {'; '.join(read.places)}")
    if not read.problems:
        print("Nothing is wrong in it.")
        return 0
    print("Wrong:")
    for problem in read.problems:
        print(f"  {problem}")
    return 1
