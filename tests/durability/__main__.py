"""``python -m tests.durability 200``: kill the program so many times and print what was left."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.durability.kills import kill_often

if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_often(Path(folder), wanted)
    print(
        f"{tally.kills} kills while typing and sealing: {tally.saves} characters and "
        f"{tally.seals} sealed revisions were said to be saved, and all of them are there."
    )
