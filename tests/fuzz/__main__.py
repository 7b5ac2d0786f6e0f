"""``python -m tests.fuzz [MINUTES] [SEED] [TARGET]``: feed each parser its share of the time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.fuzz.fuzzer import fuzz, keep
from tests.fuzz.targets import TARGETS

FOUND = Path("build") / "fuzz"


def one(target: str, seconds: float, seed: int) -> int:
    """Fuzz one parser, in this process: so that its memory is its own."""
    found = fuzz(target, seconds, seed)
    print(
        f"{target:24} {found.runs:9,} inputs, {found.taken:8,} taken, slowest "
        f"{1000 * found.slowest:6.0f} ms, {found.memory_kib / 1024:5.0f} MiB more",
        flush=True,
    )
    for crash in found.crashes:
        print(f"    crash: {crash}", flush=True)
    if found.hangs:
        print(f"    {len(found.hangs)} took more than a second", flush=True)
    if not found.is_clean:
        keep(found, FOUND)
    return 0 if found.is_clean else 1


def every(minutes: float, seed: int) -> int:
    """Fuzz each parser in a process of its own."""
    share, code = 60 * minutes / len(TARGETS), 0
    for target in TARGETS:
        command = [sys.executable, "-m", "tests.fuzz", str(share / 60), str(seed), target]
        code |= subprocess.run(command, check=False).returncode
    return code


if __name__ == "__main__":
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    if len(sys.argv) > 3:
        sys.exit(one(sys.argv[3], 60 * minutes, seed))
    sys.exit(every(minutes, seed))
