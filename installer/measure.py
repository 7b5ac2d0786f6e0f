"""Size and start of the frozen program on this computer, against the source and a bare window.

``python installer/measure.py`` freezes both by the same rules into ``build/measure`` first; with
``--keep`` it measures again what was frozen before.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
WORK: Final = ROOT / "build" / "measure"
sys.path.insert(0, str(ROOT))

from benchmarks.cold_start import start_process  # noqa: E402  the repository has to be found first
from benchmarks.ratio import compare  # noqa: E402

RUNS: Final = 7
_SUFFIX: Final = ".exe" if os.name == "nt" else ""


def freeze() -> None:
    """Freeze the program, with a starter that says when its window is usable, and a bare window."""
    for spec in ("partnership-audit", "bare"):
        subprocess.run(  # noqa: S603
            [
                *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
                *("--distpath", str(WORK / "dist"), "--workpath", str(WORK / "work")),
                str(ROOT / "installer" / f"{spec}.spec"),
            ],
            check=True,
            env={**os.environ, "PARTNERSHIP_AUDIT_MEASURE": "1"},
        )


def until_ready(*command: str) -> float:
    """Time a process from its start until it says that its window is usable."""
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        command,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        said = process.stdout.readline() if process.stdout is not None else b""
        taken = time.perf_counter() - begun
        process.kill()
    if said.strip() != b"ready":
        raise SystemExit(f"{Path(command[0]).name} did not start.")
    return taken


def size(folder: Path) -> int:
    """Bytes of a bundle, without the starter that only measures."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files if path.stem != "cold_start")


def main() -> None:
    """Freeze, then compare."""
    if "--keep" not in sys.argv:
        freeze()
    program, bare = WORK / "dist" / "partnership-audit", WORK / "dist" / "bare-window"
    ours, theirs = size(program), size(bare)
    print(  # noqa: T201  a benchmark prints figures
        f"frozen: {ours / 1e6:.1f} MB; a bare window: {theirs / 1e6:.1f} MB; "
        f"ratio {ours / theirs:.2f}"
    )
    starter = str(program / f"cold_start{_SUFFIX}")
    floor = str(bare / f"bare-window{_SUFFIX}")
    with tempfile.TemporaryDirectory() as name:
        demo = Path(name) / "demo"
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "app", "demo", str(demo)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        words = (demo / "passphrase.txt").read_text(encoding="utf-8").strip()
        for what, arguments in (
            ("the entrance", ("entrance",)),
            ("an open desk", ("desk", str(demo / "workspace"), words)),
        ):
            compare(
                f"frozen, to {what}",
                partial(until_ready, starter, *arguments),
                "from source",
                partial(start_process, *arguments),
                RUNS,
            )
            compare(
                f"frozen, to {what}",
                partial(until_ready, starter, *arguments),
                "a bare frozen window",
                lambda: until_ready(floor),
                RUNS,
            )


if __name__ == "__main__":
    main()
