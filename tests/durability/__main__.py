"""``python -m tests.durability 1000``: kill the program and cut the power so many times in all.

A third of it each: at an agency while it types and seals; at the partnership while it imports,
makes copies, changes its key and is updated; power that fails around commits and checkpoints.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.durability.at_the_partnership import kill_at_the_partnership
from tests.durability.kills import kill_often
from tests.durability.power import fail_often

if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as name:
        folder, third = Path(name), wanted // 3
        tally = kill_often(folder / "agency", third, seed)
        print(
            f"{tally.kills} kills while typing and sealing: {tally.saves} characters and "
            f"{tally.seals} sealed revisions were said to be saved, and all of them are there.",
            flush=True,
        )
        deeds = kill_at_the_partnership(folder / "partnership", third, seed)
        words = ", ".join(f"{count} while {deed}" for deed, count in deeds.items())
        print(
            f"{sum(deeds.values())} kills at the partnership ({words}): nothing lost or half done."
        )
        cuts = fail_often(folder / "power", wanted - 2 * third, seed)
        words = ", ".join(f"{count} around a {kind}" for kind, count in cuts.items())
        print(
            f"{sum(cuts.values())} cuts of the power ({words}): what was flushed is there, whole."
        )
