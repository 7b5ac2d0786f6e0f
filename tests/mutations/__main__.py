"""``python -m tests.mutations [STEP]``: every byte, every length, and what each was answered."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.mutations.mutate import mutate

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        tally = mutate(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    for kind, count in tally.tried.items():
        print(f"{count:6} {kind}")
        for sentence, times in tally.sentences[kind].most_common():
            print(f"       {times:6} “{sentence}”")
    print(f"{tally.tried.total()} tried, {len(tally.came_in)} came in")
    sys.exit(bool(tally.came_in))
