"""A whole run in a real window, with its pictures.

``python -m tests.runs keyboard|mouse DIR`` is the agency's;
``python -m tests.runs partnership DIR`` is the partnership's, with the mouse, and keys for texts;
``python -m tests.runs afternoon DIR`` goes on there from the last return to the published report.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.runs.display import missing, virtual_display
from tests.runs.partnership_stage import PartnershipStage, set_partnership_stage
from tests.runs.stage import Stage, set_stage

if TYPE_CHECKING:
    from tests.runs.afternoon import AfternoonStage

_WIDTH, _HEIGHT = 1400, 900
PARTNERSHIP, AFTERNOON = "partnership", "afternoon"


def main(arguments: Sequence[str]) -> int:
    """Run, write the journal, print what was proved. 0 where everything holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.runs", description=__doc__)
    parser.add_argument("hands", choices=("keyboard", "mouse", PARTNERSHIP, AFTERNOON))
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--agency", default="health-visiting")
    parser.add_argument(
        "--scale", type=int, default=100, choices=range(100, 201), metavar="100-200"
    )
    parser.add_argument("--dark", action="store_true")
    wanted = parser.parse_args(arguments)
    lacking = missing()
    if lacking:
        print(f"A run needs what is not on this machine: {', '.join(lacking)}.")
        return 1
    folder = wanted.folder.resolve()
    _make_room(folder)
    of_partnership = wanted.hands in {PARTNERSHIP, AFTERNOON}
    set_up: Callable[[Path], Stage | PartnershipStage | AfternoonStage]
    set_up = partial(set_stage, agency=wanted.agency)
    if of_partnership:
        set_up = set_partnership_stage if wanted.hands == PARTNERSHIP else _set_afternoon_stage
    stage = set_up(folder / "stage")
    with virtual_display(_WIDTH, _HEIGHT):
        # The display must be there before Qt is.
        from tests.runs.plays import play_of
        from tests.runs.window import Look, run

        look = Look(_WIDTH, _HEIGHT, wanted.scale, wanted.dark)
        return run(play_of(stage), folder, "mouse" if of_partnership else wanted.hands, look)


def _set_afternoon_stage(folder: Path) -> AfternoonStage:
    # It loads the pages whose names it knows, and with them Qt.
    from tests.runs.afternoon import set_afternoon_stage

    return set_afternoon_stage(folder)


def _make_room(folder: Path) -> None:
    """Take away what an earlier run left, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "stage", ignore_errors=True)
    (folder / "journal.md").unlink(missing_ok=True)
    for picture in folder.glob("[0-9][0-9][0-9]-*.png"):
        picture.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
