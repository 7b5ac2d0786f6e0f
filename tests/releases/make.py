"""Add the databases and files of this version to ``tests/data/releases``: part of a release.

``python -m tests.releases.make``. What was made for an earlier version is never made again.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app import __version__
from app.handover.files import read_file
from app.services.answer_case import answer_whole, form_of, save_answer
from app.services.open_pack import open_pack
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import PASSPHRASE, agency_desk, package_from, start_round
from tests.flow.everything import Everything

RELEASES = Path(__file__).parents[1] / "data" / "releases"
TEXT: Final = "It was written with an earlier version."
"""What stands in a finished round wherever a person can type."""
LETTERS: Final = {
    "query.paudit": "letters/* query to Police*.paudit",
    "receipt.paudit": "letters/* receipt for Police.paudit",
    "request.paudit": "asked/*.paudit",
    "test.paudit": "tried/*.paudit",
}


def make(folder: Path) -> None:
    """A round in the middle, and one in which everything was done."""
    with TemporaryDirectory() as work:
        _in_the_middle(folder, Path(work) / "begun")
        _finished(folder / "finished", Path(work) / "finished")
    (folder / "passphrase.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")


def _in_the_middle(folder: Path, work: Path) -> None:
    """One return is in, a package is on its way, a draft half written."""
    round_ = start_round(work)
    with closing(round_.partnership):
        returns = [("T-1", full_form()), ("T-2", nil_form())]
        package = package_from(round_, "Police", "police", returns)
        round_.bring_in(package_from(round_, "Health Visiting", "health-1", returns[1:]))
    with closing(agency_desk(work / "health")) as desk:
        audit = open_pack(desk, read_file(round_.pack("Health Visiting")), clock=clock).audit
        answer_whole(desk, audit.id, "T-1", full_form())
        form = form_of(desk, audit.id, "T-2")
        save_answer(desk, form, "Q1", full_form().answer("Q1"))
    _keep(work / "partnership", folder / "partnership")
    _keep(work / "health", folder / "agency")
    shutil.copy(round_.pack("Police"), folder / "pack.paudit")
    shutil.copy(package, folder / "return.paudit")


def _finished(folder: Path, work: Path) -> None:
    """The meeting was held, the report published, every letter written: all tables are filled."""
    with closing(Everything(work, TEXT)) as everything:
        for _ in everything.steps():
            pass
        words = everything.round.recovery_words
    _keep(work / "partnership", folder / "partnership")
    _keep(work / "anne", folder / "agency")
    for name, pattern in LETTERS.items():
        (found,) = work.glob(pattern)
        shutil.copy(found, folder / name)
    (folder / "recovery words.txt").write_text(f"{words}\n", encoding="utf-8")


def _keep(desk: Path, folder: Path) -> None:
    """Keep a desk that was closed, without what is only there while it is open."""
    shutil.copytree(desk, folder, ignore=shutil.ignore_patterns("workspace.lock", "backups"))


if __name__ == "__main__":
    target = RELEASES / __version__
    if target.exists():
        sys.exit(f"{target.name} is there already: a released version is never made again")
    build = RELEASES.parents[2] / "build"
    build.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=build) as made:
        make(Path(made) / target.name)
        # Made whole elsewhere: what stands among the releases is never half of one.
        Path(made, target.name).replace(target)
